"""Days on the road as people look at them: whose vehicle drives where today, and what stands at each door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from otklik.domain.errors import DomainError
from otklik.domain.fleets import Fleet
from otklik.domain.runs import RunState, run_of, stream_of
from otklik.domain.zones import parse_zone
from otklik.planning.runs import list_vehicles
from otklik.store import directory, fleets, journal, windows
from otklik.store.buyers import buyer_of


@dataclass(frozen=True, slots=True)
class CourierRun:
    """One vehicle's day: its stream, depot and zone, the vehicle, the whole day and the fleet."""

    stream: str
    depot: str
    depot_name: str
    depot_phone: str
    zone: str
    vehicle: str
    vehicle_name: str
    day: RunState
    fleet: Fleet

    @property
    def day_on(self) -> date:
        """The depot's local date."""
        return date.fromisoformat(self.day.day)


@dataclass(frozen=True, slots=True)
class RunDay:
    """A depot's day with what it is driven by: stream, the depot's name and IANA zone, the day, the fleet."""

    stream: str
    depot_name: str
    zone: str
    day: RunState
    fleet: Fleet


@dataclass(frozen=True, slots=True)
class Door:
    """What an order says of its door: whom to ask for, how to reach him, and where; empty after an erasure."""

    name: str = ""
    phone: str = ""
    comment: str = ""
    address: str = ""


def list_runs_of(person: str, *, now: datetime) -> list[CourierRun]:
    """The vehicles that somebody drives today, by depot and vehicle.

    Parameters
    ----------
    person
        Slug. Whoever set out with a vehicle drives it; else whom the fleet names.
    now
        Aware UTC; which day it is says each depot's clock.
    """
    depots = [slug for slug, _ in fleets.list_depots()]
    world = directory.load_world(depots, now=now)
    found = []
    for slug in depots:
        place = world.store(slug)
        if place.fleet is None:
            continue
        stream = stream_of(slug, now.astimezone(parse_zone(place.calendar.zone)).date())
        day = load_day(stream)
        for vehicle in list_vehicles(day, place.fleet):
            mark = day.vehicles.get(vehicle.slug)
            if person == ((mark.courier if mark else "") or vehicle.courier):
                found.append(
                    CourierRun(
                        stream=stream,
                        depot=slug,
                        depot_name=place.name,
                        depot_phone=place.phone,
                        zone=place.calendar.zone,
                        vehicle=vehicle.slug,
                        vehicle_name=vehicle.name,
                        day=day,
                        fleet=place.fleet,
                    )
                )
    return found


def list_days(*, now: datetime) -> list[RunDay]:
    """Today of each depot, by its slug.

    Parameters
    ----------
    now
        Aware UTC; which day it is says each depot's clock.
    """
    depots = [slug for slug, _ in fleets.list_depots()]
    world = directory.load_world(depots, now=now)
    found = []
    for slug in depots:
        place = world.store(slug)
        if place.fleet is not None:
            zone = place.calendar.zone
            stream = stream_of(slug, now.astimezone(parse_zone(zone)).date())
            found.append(RunDay(stream, place.name, zone, load_day(stream), place.fleet))
    return found


def load_run_day(stream: str, *, now: datetime) -> RunDay:
    """One day of a depot with what it is driven by.

    Parameters
    ----------
    stream
        `run/<depot>/<date>`.

    Raises
    ------
    DomainError
        `unknown_store`; `no_fleet`: it delivers nothing.
    """
    depot = stream.split("/")[1]
    place = directory.load_world({depot}, now=now).store(depot)
    if place.fleet is None:
        raise DomainError("no_fleet", f"{place.name} delivers nothing.", remedy="Describe its fleet.")
    return RunDay(stream, place.name, place.calendar.zone, load_day(stream), place.fleet)


def load_day(stream: str) -> RunState:
    """A depot's day as it is on record; an empty one where nothing happened yet."""
    return run_of(journal.load_states([stream])[stream].subject, stream)


def load_doors(orders: Iterable[str]) -> dict[str, Door]:
    """What orders say of their doors, by stream."""
    wanted = sorted(set(orders))
    personal = journal.load_personal(wanted)
    return {stream: _door(stream, personal.get(stream, {})) for stream in wanted}


def _door(stream: str, values: dict[int, dict[str, object]]) -> Door:
    buyer, told = buyer_of(values), windows.load_address(stream)
    parts = (part.strip() for part in (told.postcode, told.place, told.address))
    return Door(buyer.name, buyer.phone, buyer.comment, ", ".join(part for part in parts if part))
