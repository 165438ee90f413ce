"""The windows that a fleet sells on a day: which ones, until when, by whom; before anybody asks whether one fits.

A fleet's own windows are driven by its vehicles; an outside carrier is an overflow with windows, a cut-off and a
calendar of its own. Whether a place is left is found by `planning/slots.py` under the day's lock.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from otklik.domain.business_time import WorkCalendar
from otklik.domain.fleets import OWN, Carrier, DeliveryWindow, DeliveryZone, Fleet, Point
from otklik.domain.runs import RunState
from otklik.domain.world import Store, World
from otklik.domain.zones import parse_zone

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One window of one day as one carrier sells it: until `cutoff_at`, for `price_minor`."""

    from_at: datetime
    to_at: datetime
    carrier: str
    cutoff_at: datetime
    price_minor: int = 0


def instant_on(day_on: date, wall: time, time_zone: str) -> datetime:
    """The UTC instant of a wall clock time on a day."""
    return datetime.combine(day_on, wall, parse_zone(time_zone)).astimezone(UTC)


def base_at(day_on: date, time_zone: str) -> datetime:
    """The zero of a day's seconds: its midnight by the depot's wall clock, as an aware UTC instant."""
    return instant_on(day_on, time(0), time_zone)


def local_day(at: datetime, time_zone: str) -> date:
    """The date of an instant by a depot's wall clock."""
    return at.astimezone(parse_zone(time_zone)).date()


def list_slots(world: World, depot: Store, day_on: date, zone: str) -> list[Slot]:
    """Every window of a day in a zone, of the fleet's own and of each outside carrier, the earliest first.

    Parameters
    ----------
    world
        With the carriers' places, whose calendars say when they drive.
    depot
        Whose fleet it is.
    zone
        Slug of a zone of the fleet.

    Notes
    -----
    A window that lies on a closed day of whoever would drive it is not there; one that is past its cut-off is.
    """
    fleet = depot.fleet
    if fleet is None or zone not in {one.slug for one in fleet.zones}:
        return []
    found = list(_sold(fleet.windows, OWN, day_on, zone, depot.calendar, depot.calendar))
    for carrier in fleet.carriers:
        place = world.stores.get(carrier.slug)
        if zone in carrier.tariff_minor and place is not None:
            windows = carrier.windows or fleet.windows
            found += _sold(windows, carrier.slug, day_on, zone, depot.calendar, place.calendar)
    return sorted(found)


def _sold(
    windows: Iterable[DeliveryWindow],
    carrier: str,
    day_on: date,
    zone: str,
    clock: WorkCalendar,
    calendar: WorkCalendar,
) -> Iterator[Slot]:
    """Windows of one seller, by the depot's wall clock, on days on which he is open."""
    if not _is_open_on(calendar, day_on, clock.zone):
        return
    for one in windows:
        if day_on.weekday() in one.weekdays and (not one.zones or zone in one.zones):
            from_at = instant_on(day_on, one.from_time, clock.zone)
            yield Slot(
                from_at,
                instant_on(day_on, one.to_time, clock.zone),
                carrier,
                from_at - timedelta(hours=one.cutoff_h),
                one.price_minor,
            )


def _is_open_on(calendar: WorkCalendar, day_on: date, time_zone: str) -> bool:
    """Whether somebody works at all on a day."""
    start_at = base_at(day_on, time_zone)
    return bool(calendar.openings(start_at, base_at(day_on + timedelta(days=1), time_zone)))


def is_protected(fleet: Fleet, day_on: date, now: datetime, time_zone: str) -> bool:
    """Whether a share of a day's places is still kept for orders that need that day."""
    return (day_on - local_day(now, time_zone)).days > fleet.kept_until_days


def needs_day(needed_by_at: datetime | None, day_on: date, time_zone: str) -> bool:
    """Whether an order needs that very day: by the end of it, it is wanted."""
    if needed_by_at is None:
        return False
    # midnight belongs to the day that ends with it
    return local_day(needed_by_at - timedelta(microseconds=1), time_zone) == day_on


def share_kept(fleet: Fleet, day_on: date, now: datetime, time_zone: str, *, needed: bool) -> float:
    """The share of a day's places that an order may not take; 0 for one that needs the day."""
    return 0.0 if needed or not is_protected(fleet, day_on, now, time_zone) else fleet.kept_share


def places_for(places: int, share: float) -> int:
    """How many of some places may be taken by whoever must leave a share of them to others."""
    return math.floor(places * (1.0 - share) + 1e-9)


def is_capped(run: RunState, zone: str, share: float) -> bool:
    """Whether a dispatcher's cap lets nobody more into a zone."""
    if zone not in run.caps:
        return False
    taken = sum(one.zone == zone for one in run.visits.values())
    return taken >= places_for(run.caps[zone], share)


def zone_of(
    fleet: Fleet, *, zone: str = "", point: Point | None = None, postcode: str = "", place: str = ""
) -> DeliveryZone | None:
    """The zone that an address lies in: as named, else by its point, its postcode, its place; None = not served.

    Parameters
    ----------
    zone
        Slug, where it is known already.
    point
        Of several zones within whose radius it lies, the one with the nearest centre.
    postcode
        The longest beginning that fits wins.
    place
        Name of the town or district.
    """
    if zone:
        return next((one for one in fleet.zones if one.slug == zone), None)
    if point is not None:
        near = [(_km(one.centre, point), one) for one in fleet.zones]
        inside = [(km, one) for km, one in near if km <= one.radius_km]
        if inside:
            return min(inside, key=lambda pair: pair[0])[1]
    return _by_postcode(fleet, postcode) or _by_place(fleet, place)


def _by_postcode(fleet: Fleet, postcode: str) -> DeliveryZone | None:
    code = "".join(postcode.split())
    if not code:
        return None
    fitting = [(len(start), one) for one in fleet.zones for start in one.postcodes if code.startswith(start)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _by_place(fleet: Fleet, place: str) -> DeliveryZone | None:
    name = " ".join(place.casefold().split())
    return next((one for one in fleet.zones if name and name in one.places), None)


def _km(here: Point, there: Point) -> float:
    """Beeline in km, good within a town."""
    across = math.radians(there[1] - here[1]) * math.cos(math.radians((here[0] + there[0]) / 2))
    return EARTH_KM * math.hypot(math.radians(there[0] - here[0]), across)


def carrier_named(fleet: Fleet, slug: str) -> Carrier | None:
    """The fleet's outside carrier of that slug."""
    return next((one for one in fleet.carriers if one.slug == slug), None)


def places_of(run: RunState, fleet: Fleet, carrier: str) -> int:
    """How many deliveries an outside carrier takes on the day: those agreed and those bought."""
    agreed = carrier_named(fleet, carrier)
    return (agreed.places if agreed else 0) + run.bought.get(carrier, 0)


def depot_of(store: Store, fleets: Mapping[str, Fleet]) -> str:
    """Slug of the depot that delivers a store's orders: as its entry says, else the one that serves it; or empty."""
    named = store.parties.get("depot", "")
    if named in fleets:
        return named
    serving = [slug for slug, fleet in sorted(fleets.items()) if store.slug in fleet.serves]
    if serving:
        return serving[0]
    return next((slug for slug, fleet in sorted(fleets.items()) if not fleet.serves), "")
