"""A depot's day as a plan: from the day's stream and the fleet to stops, tours and seconds (`day_plans.py`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time
from typing import Any

from otklik.domain.fleets import OWN, DeliveryZone, Fleet, Vehicle
from otklik.domain.runs import RunState, Visit, alive
from otklik.domain.zones import parse_zone
from otklik.planning.day_plans import DayPlan, Geography, Stop, Tour


def base_at(day_on: date, time_zone: str) -> datetime:
    """The zero of a day's seconds: its midnight by the depot's wall clock, as an aware UTC instant."""
    return instant_on(day_on, time(0), time_zone)


def instant_on(day_on: date, wall: time, time_zone: str) -> datetime:
    """The UTC instant of a wall clock time on a day."""
    return datetime.combine(day_on, wall, parse_zone(time_zone)).astimezone(UTC)


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


def zone_named(fleet: Fleet, slug: str) -> DeliveryZone | None:
    """The fleet's zone of that slug."""
    return next((zone for zone in fleet.zones if zone.slug == slug), None)


def places_of(run: RunState, fleet: Fleet, carrier: str) -> int:
    """How many deliveries an outside carrier takes on the day: those agreed and those bought."""
    if carrier == OWN:
        raise ValueError("own vehicles have no places: a plan says what fits")
    agreed = next((one.places for one in fleet.carriers if one.slug == carrier), 0)
    return agreed + run.bought.get(carrier, 0)
