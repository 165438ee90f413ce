"""Places of a depot's day: a zone's sales limited, more places bought of a carrier, a vehicle added or taken out.

What was sold stays sold: a limit below it sells nothing more, and a vehicle with stops is not taken out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.fleet_checks import check_vehicle
from otklik.domain.fleet_decisions import require_fleet
from otklik.domain.fleet_documents import FleetErrors, parse_vehicle
from otklik.domain.fleet_writing import vehicle_document
from otklik.domain.fleets import Carrier, Fleet
from otklik.domain.runs import RunState, run_of
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Store, World
from otklik.domain.zones import parse_zone

MOST_PLACES = 10_000


def decide_cap(
    state: StreamState, world: World, now: datetime, *, actor: str, zone: str, places: int | None
) -> Sequence[Event]:
    """The fact that a zone sells so many places that day at most; None lifts the limit.

    Raises
    ------
    DomainError
        `unknown_store`, `no_fleet`, `day_over`, `unknown_zone`, `bad_places`.
    """
    run, _, fleet = _day(state, world, now)
    if zone not in {one.slug for one in fleet.zones}:
        raise DomainError("unknown_zone", f"There is no zone {zone!r}.", place="zone")
    if places is not None:
        _checked(places, 0)
    if run.caps.get(zone) == places:
        return []
    return [
        make(
            "places.capped",
            occurred_at=now,
            actor=actor,
            source="person",
            by=by_of(actor),
            zone=zone,
            places=places,
        )
    ]


def decide_buy(
    state: StreamState, world: World, now: datetime, *, actor: str, carrier: str, places: int
) -> Sequence[Event]:
    """The fact that so many more places of a carrier are bought for the day.

    Raises
    ------
    DomainError
        `unknown_store`, `no_fleet`, `day_over`, `unknown_carrier`, `bad_places`; `asked_too_late`: the carrier takes
        no more for that day.
    """
    run, depot, fleet = _day(state, world, now)
    one = next((one for one in fleet.carriers if one.slug == carrier), None)
    if one is None:
        raise DomainError("unknown_carrier", f"{depot.name} has no carrier {carrier!r}.", place="carrier")
    _checked(places, 1)
    if ask_until(one, date.fromisoformat(run.day), depot.calendar.zone) <= now:
        raise DomainError(
            "asked_too_late",
            f"{carrier} takes no more places for {run.day}.",
            remedy="Limit what is sold, or add a run of your own.",
            place="places",
        )
    return [
        make(
            "places.bought",
            occurred_at=now,
            actor=actor,
            source="person",
            by=by_of(actor),
            carrier=carrier,
            places=places,
        )
    ]


def ask_until(carrier: Carrier, day_on: date, zone: str) -> datetime:
    """The last instant at which places of a carrier can be bought for a day; aware UTC."""
    local = datetime.combine(day_on - timedelta(days=carrier.ask_days), carrier.ask_until, parse_zone(zone))
    return local.astimezone(parse_zone("UTC"))


def decide_add(
    state: StreamState, world: World, now: datetime, *, actor: str, document: Mapping[str, Any]
) -> Sequence[Event]:
    """The fact that one more vehicle drives that day.

    Parameters
    ----------
    document
        A row of `vehicles` of the fleet's document; one that has its slug already is driven so on this day alone.

    Raises
    ------
    DomainError
        `unknown_store`, `no_fleet`, `day_over`; `bad_fleet` (`FleetErrors`).
    """
    run, _, fleet = _day(state, world, now)
    vehicle = parse_vehicle(document)
    people = {one.slug: one for place in world.stores.values() for one in place.people}
    if mistakes := list(check_vehicle((), vehicle, [zone.slug for zone in fleet.zones], people)):
        raise FleetErrors(mistakes)
    told = vehicle_document(vehicle)
    # a day's vehicle has no weekdays, and its times are named as the fleet's value names them
    told = {**told, "from_time": told.pop("from"), "to_time": told.pop("to")}
    del told["weekdays"]
    if run.added.get(vehicle.slug) == told:
        return []
    return [
        make(
            "vehicle.added",
            occurred_at=now,
            actor=actor,
            source="person",
            by=by_of(actor),
            vehicle=vehicle.slug,
            document=told,
        )
    ]


def decide_remove(
    state: StreamState, world: World, now: datetime, *, actor: str, vehicle: str
) -> Sequence[Event]:
    """The fact that a vehicle does not drive that day.

    Raises
    ------
    DomainError
        `unknown_store`, `no_fleet`, `day_over`, `unknown_vehicle`; `vehicle_taken`: it has stops.
    """
    run, _, fleet = _day(state, world, now)
    if vehicle not in {*(one.slug for one in fleet.vehicles), *run.added}:
        raise DomainError("unknown_vehicle", f"There is no vehicle {vehicle!r}.", place="vehicle")
    if any(run.visits[key].is_alive(now) for key in run.routes.get(vehicle, ()) if key in run.visits):
        raise DomainError(
            "vehicle_taken",
            f"{vehicle} has stops that day.",
            remedy="Move them first, or let the day be planned anew.",
            place="vehicle",
        )
    if vehicle in run.removed:
        return []
    return [
        make(
            "vehicle.removed", occurred_at=now, actor=actor, source="person", by=by_of(actor), vehicle=vehicle
        )
    ]


def _day(state: StreamState, world: World, now: datetime) -> tuple[RunState, Store, Fleet]:
    """The day, its depot and the fleet, if the day is not over."""
    run = run_of(state.subject, state.stream)
    depot = world.store(run.store)
    fleet = require_fleet(depot)
    if date.fromisoformat(run.day) < now.astimezone(parse_zone(depot.calendar.zone)).date():
        raise DomainError("day_over", f"{run.day} is over.", remedy="Choose a day to come.", place="day")
    return run, depot, fleet


def _checked(places: int, least: int) -> None:
    if not least <= places <= MOST_PLACES:
        raise DomainError("bad_places", f"{places} is no number of places.", place="places")


def by_of(actor: str) -> str | None:
    """Slug of whoever acts, where it is a person."""
    return actor.removeprefix("person:") if actor.startswith("person:") else None
