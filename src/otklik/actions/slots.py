"""What is offered to an address, day by day, and held while a buyer decides; a hold ends by itself.

What may be sold is decided under the day's lock (`domain/run_decisions.py`) with the plan's own insertion
(`planning/runs.find_place`): two buyers who want the last place are put in a row, and the second one is refused.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from otklik.actions.commit import Command, Unit, commit_one
from otklik.domain import run_decisions
from otklik.domain.errors import DomainError
from otklik.domain.fleets import OWN, DeliveryZone, Fleet, Point
from otklik.domain.orders import OrderState
from otklik.domain.runs import RunState, Visit, alive, rounded, run_of, stream_of
from otklik.domain.slots import (
    Slot,
    depot_of,
    is_capped,
    list_slots,
    local_day,
    needs_day,
    share_kept,
    zone_of,
)
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Store, World
from otklik.planning.runs import find_place, has_place, read_day
from otklik.store import directory, journal, windows

TOKEN_BYTES = 9
"""Of a hold's key: 72 random bits."""


@dataclass(frozen=True, slots=True)
class Where:
    """Whose goods go where: a store, and as much of the address as is known; `zone` wins, then the point."""

    store: str
    zone: str = ""
    point: Point | None = None
    postcode: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """One window as a buyer sees it.

    Parameters
    ----------
    carrier
        Slug of whoever would come: the depot itself, or an outside carrier.
    cutoff_at
        Until when it can be ordered.
    is_free
        Whether it can be promised now; otherwise every place is taken or kept for others.
    """

    from_at: datetime
    to_at: datetime
    carrier: str
    cutoff_at: datetime
    price_minor: int = 0
    is_free: bool = True


@dataclass(frozen=True, slots=True)
class Offered:
    """What a depot offers an address: its zone and every window, the earliest first; no zone = not delivered there."""

    depot: str
    time_zone: str
    zone: DeliveryZone | None = None
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A window that is kept until an instant."""

    hold: str
    until_at: datetime
    from_at: datetime
    to_at: datetime
    carrier: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A depot, its fleet and the zone of an address."""

    world: World
    depot: Store
    fleet: Fleet
    zone: DeliveryZone | None
    point: Point

    @property
    def clock(self) -> str:
        """IANA zone of the depot."""
        return self.depot.calendar.zone

    @property
    def places(self) -> tuple[str, ...]:
        """Places that decisions ask about: the depot and those that it may hand over to."""
        return (self.depot.slug, *(one.slug for one in self.fleet.carriers))

    def visit(
        self,
        key: str,
        from_at: datetime,
        to_at: datetime,
        *,
        order: str = "",
        needed: bool = False,
        until_at: datetime | None = None,
    ) -> Visit:
        """A visit of this address."""
        if self.zone is None:
            raise not_served()
        return Visit(
            id=key,
            order=order,
            window_from_at=from_at,
            window_to_at=to_at,
            zone=self.zone.slug,
            point=self.point,
            service_s=self.fleet.service_s,
            load=1,
            needed=needed,
            until_at=until_at,
        )

    def run(self, at: datetime) -> str:
        """The stream of the day on which an instant lies."""
        return stream_of(self.depot.slug, local_day(at, self.clock))


def not_served() -> DomainError:
    """That nobody delivers to an address."""
    return DomainError(
        "zone_not_served",
        "Nobody delivers to this address.",
        remedy="Offer collecting it, or a parcel service.",
        place="zone",
    )


def scene_at(where: Where, *, now: datetime) -> Scene:
    """The depot and the zone that an address belongs to.

    Raises
    ------
    DomainError
        `unknown_store`; `no_fleet`: nobody delivers this store's orders.
    """
    world = directory.load_world((where.store,), now=now)
    fleets = {slug: one.fleet for slug, one in world.stores.items() if one.fleet is not None}
    slug = depot_of(world.store(where.store), fleets)
    if not slug:
        raise DomainError("no_fleet", f"Nobody delivers orders of {where.store}.", place="store")
    fleet = fleets[slug]
    carriers = {one.slug for one in fleet.carriers} - world.stores.keys()
    if carriers:
        world = directory.load_world((where.store, slug, *carriers), now=now)
    zone = zone_of(fleet, zone=where.zone, point=where.point, postcode=where.postcode, place=where.place)
    point = rounded(where.point) if where.point else zone.centre if zone else fleet.point
    return Scene(world, world.store(slug), fleet, zone, point)


def where_of(order: str, state: StreamState) -> Where:
    """Where an order goes, as far as it is on record."""
    subject = state.subject
    if not isinstance(subject, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    known = windows.load_address(order)
    return Where(subject.holder, subject.zone, known.point, known.postcode, known.place)


def list_windows(
    where: Where,
    *,
    needed_by_at: datetime | None = None,
    days: int = 0,
    besides: str = "",
    now: datetime,
) -> Offered:
    """Every window that an address is offered, day by day; windows past their cut-off are left out.

    Parameters
    ----------
    where
        The store and the address.
    needed_by_at
        By when the buyer needs it: places of that day that are kept for such orders are free for him.
    days
        How many days ahead; 0 = as many as the fleet says.
    besides
        Key of a delivery that would leave its place for the new one; empty = none.
    now
        Aware UTC.

    Raises
    ------
    DomainError
        As `scene_at`.
    """
    scene = scene_at(where, now=now)
    if scene.zone is None:
        return Offered(scene.depot.slug, scene.clock)
    today = local_day(now, scene.clock)
    coming = [today + timedelta(days=away) for away in range((days or scene.fleet.days_ahead) + 1)]
    states = journal.load_states(stream_of(scene.depot.slug, one) for one in coming)
    offers: list[Offer] = []
    for day_on in coming:
        stream = stream_of(scene.depot.slug, day_on)
        run = alive(run_of(states[stream].subject, stream), now)
        run = run_decisions.left_by(run, besides) if besides else run
        offers += _offers(scene, run, day_on, needed_by_at, now)
    return Offered(scene.depot.slug, scene.clock, scene.zone, tuple(offers))


def _offers(
    scene: Scene, run: RunState, day_on: date, needed_by_at: datetime | None, now: datetime
) -> Iterator[Offer]:
    """The windows of one day, each once: by the first of its sellers who has a place."""
    zone = scene.zone.slug if scene.zone else ""
    slots = [one for one in list_slots(scene.world, scene.depot, day_on, zone) if now < one.cutoff_at]
    if not slots:
        return
    needed = needs_day(needed_by_at, day_on, scene.clock)
    share = share_kept(scene.fleet, day_on, now, scene.clock, needed=needed)
    capped = is_capped(run, zone, share)
    spans = list(dict.fromkeys((one.from_at, one.to_at) for one in slots))
    own = [one for one in spans if any((it.from_at, it.to_at, it.carrier) == (*one, OWN) for it in slots)]
    fitting: set[tuple[datetime, datetime]] = set()
    if own and not capped:
        day = read_day(run, scene.fleet, scene.clock)
        found = day.find(scene.visit("", *own[0]), own, share)
        fitting = {span for span, spot in zip(own, found, strict=True) if spot is not None}
    for span in spans:
        sold = sorted((one for one in slots if (one.from_at, one.to_at) == span), key=_own_first)
        free = [] if capped else [one for one in sold if _has_place(scene, run, one, share, fitting)]
        chosen = (free or sold)[0]
        carrier = scene.depot.slug if chosen.carrier == OWN else chosen.carrier
        yield Offer(*span, carrier, chosen.cutoff_at, chosen.price_minor, bool(free))


def _own_first(slot: Slot) -> tuple[bool, str]:
    return slot.carrier != OWN, slot.carrier


def _has_place(
    scene: Scene, run: RunState, slot: Slot, share: float, fitting: set[tuple[datetime, datetime]]
) -> bool:
    if slot.carrier == OWN:
        return (slot.from_at, slot.to_at) in fitting
    return has_place(run, scene.fleet, slot.carrier, share)


def hold(
    where: Where,
    *,
    actor: str,
    from_at: datetime,
    to_at: datetime,
    needed_by_at: datetime | None = None,
    now: datetime,
) -> Held:
    """Keep a window for a buyer who is deciding; it ends by itself.

    Raises
    ------
    DomainError
        As `scene_at`; `zone_not_served`; as `run_decisions.decide_hold`.
    """
    scene = scene_at(where, now=now)
    stream = scene.run(from_at)
    _, depot, day = stream.split("/")
    key = f"{depot}:{day}:{secrets.token_urlsafe(TOKEN_BYTES)}"
    until_at = now + timedelta(seconds=scene.fleet.hold_s)
    needed = needs_day(needed_by_at, date.fromisoformat(day), scene.clock)
    visit = scene.visit(key, from_at, to_at, until_at=until_at, needed=needed)
    decide = partial(run_decisions.decide_hold, actor=actor, visit=visit, find=find_place)
    done = commit_one(Unit(now=now, commands=(Command(stream, decide),), stores=scene.places))
    (entry,) = done.entries
    carrier = entry.event.data["carrier"]
    return Held(key, until_at, from_at, to_at, depot if carrier == OWN else carrier)


def free(hold: str, *, actor: str, now: datetime) -> bool:
    """Give a held window back; whether it was still held.

    Raises
    ------
    DomainError
        `hold_unknown`: this is no key of a hold.
    """
    stream = run_of_hold(hold)
    decide = partial(run_decisions.decide_free, actor=actor, hold=hold)
    return bool(commit_one(Unit(now=now, commands=(Command(stream, decide),))).entries)


def run_of_hold(hold: str) -> str:
    """The stream of the day in which something is held.

    Raises
    ------
    DomainError
        `hold_unknown`.
    """
    depot, _, rest = hold.partition(":")
    day = rest.partition(":")[0]
    try:
        return stream_of(depot, date.fromisoformat(day))
    except ValueError:
        raise DomainError(
            "hold_unknown", "There is no such hold.", remedy="Hold a window first.", place="hold"
        ) from None
