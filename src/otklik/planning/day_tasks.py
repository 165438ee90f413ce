"""What is to be improved of a depot's day, from its stream and the fleet; and as a document, for another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any

from otklik.domain.fleets import OWN, Fleet
from otklik.domain.runs import RunState
from otklik.domain.slots import base_at, list_slots, places_of
from otklik.domain.world import World
from otklik.planning.day_plans import DayPlan, Geography, Stop, Tour
from otklik.planning.routes import DayTask
from otklik.planning.runs import day_plan_of, seconds_of


def day_task_of(run: RunState, fleet: Fleet, world: World, *, now: datetime) -> DayTask:
    """The day as it is to be improved at an instant.

    Parameters
    ----------
    run
        The day, without holds that have ended.
    fleet, world
        The depot's, and the places that it may hand over to: a carrier takes only what it sells.

    Notes
    -----
    What a vehicle on the road has on board stays with it, and its stops up to the last that is marked stay first. A
    place that is only passed (`Visit` without an order and without an end) is left out: better routes don't need it.
    Whoever is on the day's list is paid whether he drives or not, so that only kilometres and tariffs count: a day is
    no moment to send couriers home and buy what they would have driven.
    """
    depot = world.store(run.store)
    zone = depot.calendar.zone
    base = base_at(date.fromisoformat(run.day), zone)
    plan = _without_passages(day_plan_of(run, fleet, zone), run)
    stops = {key: _sold(stop, run, world, base) for key, stop in plan.stops.items()}
    frozen: dict[str, int] = {}
    ready_s: dict[str, int] = {}
    for tour in plan.tours:
        mark, route = run.vehicles.get(tour.id), plan.routes.get(tour.id, ())
        if mark is None or mark.started_at is None:
            ready_s[tour.id] = max(tour.from_s, seconds_of(now, base))
            continue
        marked = [place for place, one in enumerate(route) if one in run.stops]
        frozen[tour.id] = len(route) if mark.ended_at is not None else max(marked, default=-1) + 1
        ready_s[tour.id] = mark.late_s + seconds_of(
            _last_at(run, route[: frozen[tour.id]], mark.started_at), base
        )
        stops |= {one: replace(stops[one], fixed_to=tour.id) for one in route}
    return DayTask(
        plan=replace(plan, stops=stops, tours=tuple(_on_shift(one) for one in plan.tours)),
        frozen=frozen,
        ready_s=ready_s,
        places={one.slug: places_of(run, fleet, one.slug) for one in fleet.carriers},
        begun=now >= base,
    )


def _on_shift(tour: Tour) -> Tour:
    return replace(tour, fixed_minor=0, per_hour_minor=0)


def _last_at(run: RunState, route: tuple[str, ...], started_at: datetime) -> datetime:
    """From when a vehicle goes on: after the last stop that is marked, or that it drives to."""
    if not route or route[-1] not in run.stops:
        return started_at
    mark, visit = run.stops[route[-1]], run.visits[route[-1]]
    if mark.how:
        return mark.at
    return max(mark.due_at or mark.at, visit.window_from_at) + timedelta(seconds=visit.service_s)


def _without_passages(plan: DayPlan, run: RunState) -> DayPlan:
    gone = {key for key, one in run.visits.items() if not one.order and one.until_at is None}
    if not gone:
        return plan
    routes = {tour: tuple(one for one in route if one not in gone) for tour, route in plan.routes.items()}
    return replace(
        plan,
        stops={key: one for key, one in plan.stops.items() if key not in gone},
        routes={tour: route for tour, route in routes.items() if route},
        carried={key: one for key, one in plan.carried.items() if key not in gone},
    )


def _sold(stop: Stop, run: RunState, world: World, base: datetime) -> Stop:
    """The stop with the tariffs of those carriers alone that sell its window."""
    if not stop.tariffs_minor:
        return stop
    visit = run.visits[stop.id]
    span = (visit.window_from_at, visit.window_to_at)
    slots = list_slots(world, world.store(run.store), date.fromisoformat(run.day), visit.zone)
    sellers = {one.carrier for one in slots if (one.from_at, one.to_at) == span and one.carrier != OWN}
    kept = run.carried.get(stop.id, "")
    tariffs = {one: price for one, price in stop.tariffs_minor.items() if one in sellers or one == kept}
    return replace(stop, tariffs_minor=tariffs)


def write_task(task: DayTask) -> dict[str, Any]:
    """The task as JSON; `read_task` reads it."""
    plan = task.plan
    return {
        "geography": asdict(plan.geography),
        "tours": [{**asdict(one), "zones": sorted(one.zones)} for one in plan.tours],
        "stops": [asdict(one) for one in plan.stops.values()],
        **write_plan(plan),
        "frozen": dict(task.frozen),
        "ready_s": dict(task.ready_s),
        "places": dict(task.places),
        "begun": task.begun,
    }


def write_plan(plan: DayPlan) -> dict[str, Any]:
    """Who is visited by whom in which order, and who has the rest, as JSON."""
    return {
        "routes": {tour: list(route) for tour, route in plan.routes.items()},
        "carried": dict(plan.carried),
    }


def read_task(document: Mapping[str, Any]) -> DayTask:
    """The task that `write_task` wrote."""
    geography = document["geography"]
    stops = [Stop(**one) for one in document["stops"]]
    plan = DayPlan(
        Geography(**{**geography, "depot": tuple(geography["depot"])}),
        tuple(Tour(**{**one, "zones": frozenset(one["zones"])}) for one in document["tours"]),
        {one.id: one for one in stops},
    )
    return DayTask(
        read_plan(document, plan),
        dict(document["frozen"]),
        dict(document["ready_s"]),
        dict(document["places"]),
        bool(document["begun"]),
    )


def read_plan(document: object, plan: DayPlan) -> DayPlan:
    """The plan with the routes and carriers that a document names.

    Raises
    ------
    ValueError
        It names none, or not as `write_plan` does. Whether they hold is the verifier's question.
    """
    if not isinstance(document, dict):
        raise ValueError("an answer is an object")
    routes, carried = document.get("routes"), document.get("carried")
    if not isinstance(routes, dict) or not isinstance(carried, dict):
        raise ValueError("an answer names routes and who is carried")
    if not all(
        isinstance(route, list) and all(isinstance(one, str) for one in route) for route in routes.values()
    ):
        raise ValueError("a route is a list of ids")
    if not all(isinstance(one, str) for one in carried.values()):
        raise ValueError("a carrier is a slug")
    return replace(plan, routes={tour: tuple(route) for tour, route in routes.items()}, carried=dict(carried))
