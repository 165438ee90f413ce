"""A depot's day as a plan: from the day's stream and the fleet to stops, tours and seconds (`day_plans.py`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from typing import Any

from otklik.domain.fleets import OWN, Fleet, Vehicle
from otklik.domain.run_decisions import Spot as Place
from otklik.domain.runs import RunState, Visit, alive
from otklik.domain.slots import base_at, instant_on, places_for, places_of
from otklik.planning.day_plans import DayPlan, Geography, Stop, Tour
from otklik.planning.slots import Timetable, can_go, find_spots, timetable_of

__all__ = [
    "ReadDay", "base_at", "day_plan_of", "find_place", "geography_of", "has_place", "instant_on", "is_removable",
    "list_vehicles", "read_day", "seconds_of", "stop_of", "vehicle_of",
]  # fmt: skip


def seconds_of(at: datetime, base: datetime) -> int:
    """Whole seconds of an instant since a day's zero."""
    return int((at - base).total_seconds())


def day_plan_of(run: RunState, fleet: Fleet, time_zone: str, *, now: datetime | None = None) -> DayPlan:
    """The day as a plan: every tour that drives, and every visit that takes a place.

    Parameters
    ----------
    run
        The day's state.
    fleet
        The depot's.
    time_zone
        IANA zone of the depot's calendar.
    now
        Holds that have ended by then are left out; None = none is.
    """
    run = alive(run, now) if now is not None else run
    day_on = date.fromisoformat(run.day)
    base = base_at(day_on, time_zone)
    tours = tuple(_tour(one, day_on, base, time_zone) for one in list_vehicles(run, fleet))
    return DayPlan(
        geography=geography_of(fleet),
        tours=tours,
        stops={key: stop_of(one, fleet, base) for key, one in run.visits.items()},
        routes={vehicle: route for vehicle, route in run.routes.items() if route},
        carried=dict(run.carried),
    )


def geography_of(fleet: Fleet) -> Geography:
    """How one drives from this depot; the detour is the mean of its zones'."""
    zones = fleet.zones
    detour = sum(zone.detour for zone in zones) / len(zones) if zones else Geography(fleet.point).detour
    return Geography(
        depot=fleet.point,
        detour=detour,
        # a zone's own detour is put into its speed, so that one figure holds for all legs
        speeds_kmh={zone.slug: zone.speed_kmh * detour / zone.detour for zone in zones},
        buffers={zone.slug: zone.buffer for zone in zones},
        pair_factors=dict(fleet.pair_factors),
    )


def list_vehicles(run: RunState, fleet: Fleet) -> Iterator[Vehicle]:
    """The vehicles that drive on the day: of the fleet by weekday, without those taken out, with those added."""
    weekday = date.fromisoformat(run.day).weekday()
    for vehicle in fleet.vehicles:
        if weekday in vehicle.weekdays and vehicle.slug not in run.removed and vehicle.slug not in run.added:
            yield vehicle
    for slug, document in run.added.items():
        yield vehicle_of(slug, document)


def vehicle_of(slug: str, document: Mapping[str, Any]) -> Vehicle:
    """A vehicle that was added for one day, from its document; what it leaves out is as for any vehicle."""
    known = {one.name for one in fields(Vehicle)} - {"slug", "weekdays"}
    said = {name: value for name, value in document.items() if name in known}
    for name in ("from_time", "to_time"):
        if isinstance(said.get(name), str):
            said[name] = time.fromisoformat(said[name])
    if "zones" in said:
        said["zones"] = frozenset(said["zones"])
    return replace(Vehicle(slug, slug), **said)


def _tour(vehicle: Vehicle, day_on: date, base: datetime, time_zone: str) -> Tour:
    return Tour(
        id=vehicle.slug,
        from_s=seconds_of(instant_on(day_on, vehicle.from_time, time_zone), base),
        to_s=seconds_of(instant_on(day_on, vehicle.to_time, time_zone), base),
        capacity=vehicle.capacity,
        zones=vehicle.zones,
        fixed_minor=vehicle.fixed_minor,
        per_hour_minor=vehicle.per_hour_minor,
        per_km_minor=vehicle.per_km_minor,
    )


def stop_of(visit: Visit, fleet: Fleet, base: datetime) -> Stop:
    """One visit in seconds of its day, with what each carrier would take for it."""
    return Stop(
        id=visit.id,
        latitude=visit.point[0],
        longitude=visit.point[1],
        from_s=seconds_of(visit.window_from_at, base),
        to_s=seconds_of(visit.window_to_at, base),
        service_s=visit.service_s,
        load=visit.load,
        zone=visit.zone,
        tariffs_minor={
            one.slug: one.tariff_minor[visit.zone] for one in fleet.carriers if visit.zone in one.tariff_minor
        },
    )


def find_place(
    run: RunState, fleet: Fleet, time_zone: str, visit: Visit, carriers: Sequence[str], share: float
) -> Place | None:
    """Where a visit goes on a day: into the route that it lengthens least, else to the first carrier with a place.

    Parameters
    ----------
    run
        The day, without holds that have ended and without the visit itself.
    carriers
        Who sells its window, in the order in which they are asked.
    share
        Of a day's places that is left to others.
    """
    found: dict[str, Place | None] = {}
    if OWN in carriers:
        day = read_day(run, fleet, time_zone)
        (found[OWN],) = day.find(visit, [(visit.window_from_at, visit.window_to_at)], share)
    for carrier in carriers:
        if carrier != OWN:
            found[carrier] = Place(carrier) if has_place(run, fleet, carrier, share) else None
    return next((found[carrier] for carrier in carriers if found[carrier] is not None), None)


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A day made ready for questions: its zero, and its positions."""

    fleet: Fleet
    base: datetime
    table: Timetable

    def find(
        self, visit: Visit, spans: Sequence[tuple[datetime, datetime]], share: float
    ) -> list[Place | None]:
        """For each window the best place in the fleet's own routes; None where it does not fit."""
        stop = stop_of(visit, self.fleet, self.base)
        seconds = [(seconds_of(from_at, self.base), seconds_of(to_at, self.base)) for from_at, to_at in spans]
        spots = find_spots(self.table, stop, seconds, share_kept=share)
        return [Place(OWN, one.tour, one.position) if one else None for one in spots]


def read_day(run: RunState, fleet: Fleet, time_zone: str) -> ReadDay:
    """A day made ready for questions; nothing is put into a route that is being driven."""
    plan = day_plan_of(run, fleet, time_zone)
    driven = {vehicle for vehicle, mark in run.vehicles.items() if mark.started_at is not None}
    return ReadDay(fleet, base_at(date.fromisoformat(run.day), time_zone), timetable_of(plan, without=driven))


def has_place(run: RunState, fleet: Fleet, carrier: str, share: float) -> bool:
    """Whether an outside carrier takes one more delivery on the day."""
    taken = sum(one == carrier for one in run.carried.values())
    return taken < places_for(places_of(run, fleet, carrier), share)


def is_removable(run: RunState, fleet: Fleet, time_zone: str, visit: str) -> bool:
    """Whether everybody else in its route is still visited in time without a visit."""
    return can_go(day_plan_of(run, fleet, time_zone), visit)
