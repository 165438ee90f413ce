"""A day's plan in numbers, as solvers of routes want it, and what a set of routes costs.

Point 0 is the depot, then the stops by number. Costs are whole thousandths of a minor unit, so that a metre at so much
a kilometre and a second at so much an hour stay integers: the solver knows no others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from otklik.planning.day_plans import DayPlan, Seconds, Tour
from otklik.planning.distances import DEPOT, beeline_km, service_s, travel_s

THOUSANDTHS = 1000
MUST = -1
"""Instead of a prize: no carrier takes it."""

UNPRICED_PER_KM = 100
"""Minor units a kilometre of a vehicle whose costs nobody said."""

Routes = tuple[tuple[int, ...], ...]
"""By tour, the numbers of its points in order of visit, frozen ones left out."""


@dataclass(frozen=True, slots=True)
class RouteTask:
    """What is to be planned, by number of the point.

    Parameters
    ----------
    free
        Points that are planned; the others are the depot and what is frozen.
    prizes
        What the cheapest carrier takes; `MUST` where none does.
    starts, ready_s, rest
        By tour: the point from which it goes on, from when, and how much still fits in.
    allowed
        By tour and point: whether it may drive there.
    """

    ids: tuple[str, ...]
    tours: tuple[Tour, ...]
    seconds: Seconds
    metres: Seconds
    services: Seconds
    opens: Seconds
    closes: Seconds
    loads: Seconds
    prizes: Seconds
    free: tuple[int, ...]
    starts: tuple[int, ...]
    ready_s: tuple[int, ...]
    rest: tuple[int, ...]
    allowed: NDArray[np.bool_]


def make_task(
    plan: DayPlan, *, frozen: Mapping[str, int] | None = None, ready_s: Mapping[str, int] | None = None
) -> RouteTask:
    """The plan in numbers.

    Parameters
    ----------
    frozen
        By tour, so many first stops of its route stay as they are (visited, or the next one that was told). A tour
        with an entry has left the depot, so it takes nothing but what is bound to it.
    ready_s
        By tour, from when it can go on, where that is known better than from the plan.
    """
    frozen, ready_s = frozen or {}, ready_s or {}
    stops = list(plan.stops.values())
    tours = tuple(_price(tour) for tour in plan.tours)
    numbers = {one.id: number for number, one in enumerate(stops, 1)}
    seconds, metres, services = find_legs(plan)
    opens = np.array([0, *(one.from_s for one in stops)], np.int64)
    closes = np.array([0, *(one.to_s for one in stops)], np.int64)
    held = {
        tour.id: [numbers[one] for one in plan.routes.get(tour.id, ())[: frozen.get(tour.id, 0)]]
        for tour in plan.tours
    }
    fixed = {one for points in held.values() for one in points}
    loads = np.array([0, *(one.load for one in stops)], np.int64)
    prizes = [min(one.tariffs_minor.values(), default=MUST) for one in stops]
    starts, ready = _find_starts(tours, held, ready_s, seconds, services, opens)
    rest = [tour.capacity - sum(int(loads[one]) for one in held[tour.id]) for tour in tours]
    return RouteTask(
        tuple(one.id for one in stops),
        tours,
        seconds,
        metres,
        services,
        opens,
        closes,
        loads,
        np.array([MUST, *(one if one == MUST else one * THOUSANDTHS for one in prizes)], np.int64),
        tuple(one for one in range(1, len(stops) + 1) if one not in fixed),
        tuple(starts),
        tuple(ready),
        tuple(rest),
        _find_allowed(plan, set(frozen)),
    )


def _find_starts(
    tours: Sequence[Tour],
    held: Mapping[str, Sequence[int]],
    ready_s: Mapping[str, int],
    seconds: Seconds,
    services: Seconds,
    opens: Seconds,
) -> tuple[list[int], list[int]]:
    """By tour, the point behind what is frozen, and from when it goes on there: as said, else as planned."""
    starts, ready = [], []
    for tour in tours:
        at, now = 0, tour.from_s
        for here in held[tour.id]:
            now = max(now + int(seconds[at, here]), int(opens[here])) + int(services[here])
            at = here
        starts.append(at)
        ready.append(max(tour.from_s, ready_s.get(tour.id, now)))
    return starts, ready


def read_routes(task: RouteTask, plan: DayPlan) -> Routes:
    """The plan's own routes in numbers, without what is frozen."""
    numbers = {one: number for number, one in enumerate(task.ids, 1)}
    free = set(task.free)
    return tuple(
        tuple(numbers[one] for one in plan.routes.get(tour.id, ()) if numbers[one] in free)
        for tour in task.tours
    )


def write_plan(task: RouteTask, routes: Routes, plan: DayPlan, places: Mapping[str, int]) -> DayPlan:
    """The plan with these routes behind what is frozen; what is in none goes to its cheapest carrier that has a place.

    Parameters
    ----------
    places
        How many each carrier takes; one that is absent takes any number. The dearest to drive instead come first; who
        finds no place stands nowhere.
    """
    free, numbers = set(task.free), {one: number for number, one in enumerate(task.ids, 1)}
    found = {}
    for tour, route in zip(task.tours, routes, strict=True):
        held = [one for one in plan.routes.get(tour.id, ()) if numbers[one] not in free]
        found[tour.id] = (*held, *(task.ids[one - 1] for one in route))
    driven = {one for route in found.values() for one in route}
    left = [one for one in plan.stops.values() if one.id not in driven and one.tariffs_minor]
    left.sort(key=lambda one: (-min(one.tariffs_minor.values()), one.id))
    carried, taken = {}, dict.fromkeys(places, 0)
    for stop in left:
        for carrier in sorted(stop.tariffs_minor, key=lambda one: (stop.tariffs_minor[one], one)):
            if carrier not in places or taken[carrier] < places[carrier]:
                carried[stop.id] = carrier
                taken[carrier] = taken.get(carrier, 0) + 1
                break
    return replace(plan, routes={tour: route for tour, route in found.items() if route}, carried=carried)


def cost_of(task: RouteTask, routes: Routes) -> int:
    """What the routes cost and what the carriers take for the rest, in thousandths of a minor unit."""
    driven = sum(cost_of_route(task, number, route) for number, route in enumerate(routes))
    visited = {one for route in routes for one in route}
    return driven + sum(int(task.prizes[one]) for one in task.free if one not in visited)


def cost_of_route(task: RouteTask, number: int, route: Sequence[int]) -> int:
    """What one tour costs: its day if it drives at all, its kilometres, and its hours.

    Notes
    -----
    Hours count from the latest start with which it is home no later and nobody is visited late.
    """
    if not route:
        return 0
    tour, at, now = task.tours[number], task.starts[number], task.ready_s[number]
    metres = worked = 0
    latest = tour.to_s
    for here in route:
        worked += int(task.seconds[at, here])
        metres += int(task.metres[at, here])
        now = max(now + int(task.seconds[at, here]), int(task.opens[here]))
        latest = min(latest, int(task.closes[here]) - worked)
        now, worked, at = now + int(task.services[here]), worked + int(task.services[here]), here
    now, worked = now + int(task.seconds[at, 0]), worked + int(task.seconds[at, 0])
    metres += int(task.metres[at, 0])
    leaves = max(task.ready_s[number], min(now - worked, latest))
    return tour.fixed_minor * THOUSANDTHS + tour.per_km_minor * metres + rate_of(tour) * (now - leaves)


def _price(tour: Tour) -> Tour:
    """A tour that says no costs costs something a kilometre, so that shorter is better than longer."""
    if tour.fixed_minor or tour.per_hour_minor or tour.per_km_minor:
        return tour
    return replace(tour, per_km_minor=UNPRICED_PER_KM)


def rate_of(tour: Tour) -> int:
    """What a second of the tour costs, in thousandths."""
    return round(tour.per_hour_minor * THOUSANDTHS / 3600)


def _find_allowed(plan: DayPlan, gone: set[str]) -> NDArray[np.bool_]:
    stops = list(plan.stops.values())
    found = np.ones((len(plan.tours), len(stops) + 1), bool)
    for number, tour in enumerate(plan.tours):
        for point, one in enumerate(stops, 1):
            if one.fixed_to:
                found[number, point] = one.fixed_to == tour.id
            else:
                found[number, point] = tour.id not in gone and (not tour.zones or one.zone in tour.zones)
    return found


def find_legs(plan: DayPlan) -> tuple[Seconds, Seconds, Seconds]:
    """Planned seconds and metres between all points, and planned seconds at each: buffers are in the seconds."""
    geography, stops = plan.geography, list(plan.stops.values())
    points = np.array([geography.depot, *((one.latitude, one.longitude) for one in stops)])
    zones = [DEPOT, *(one.zone for one in stops)]
    seconds = travel_s(geography, points, points, zones, zones, buffered=True)
    metres = np.rint(beeline_km(points[:, None], points[None, :]) * geography.detour * 1000).astype(np.int64)
    services = [service_s(geography, one.service_s, one.zone, buffered=True) for one in stops]
    return seconds, metres, np.array([0, *services], np.int64)
