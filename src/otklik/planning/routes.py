"""A day's routes made better: whoever plans, the result is checked, and what came in meanwhile is put in again.

Own vehicles and outside carriers are one question: a stop that a carrier may take has its tariff as the prize for
driving it. The solver is passed in (`route_solvers.solve`, or `route_moves.solve` where PyVRP is not installed), so
that nothing heavy is loaded here. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from otklik.planning.day_plans import DayPlan, Stop
from otklik.planning.plan_checks import find_faults
from otklik.planning.route_moves import put_in
from otklik.planning.route_tasks import (
    MUST,
    THOUSANDTHS,
    Routes,
    RouteTask,
    cost_of_route,
    make_task,
    read_routes,
    write_plan,
)

Solve = Callable[[RouteTask, Routes | None], Routes | None]
"""Routes of a task from a warm start; None = none were found that can be driven."""

PLACE_ROUNDS = 4
"""How often a day is solved anew because its carriers would have more than they take."""


@dataclass(frozen=True, slots=True)
class DayTask:
    """What is to be improved.

    Parameters
    ----------
    frozen
        Of tours on the road: so many first stops stay as they are, and nothing is added.
    ready_s
        Of tours on the road: from when they go on.
    places
        How many deliveries each carrier takes; one that is absent takes any number.
    begun
        Whether the day has begun: then nothing changes hands between own vehicles and carriers.
    """

    plan: DayPlan
    frozen: Mapping[str, int] = field(default_factory=dict)
    ready_s: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    begun: bool = False


def improve(day: DayTask, solve: Solve) -> DayPlan | None:
    """The day with cheaper routes, checked; None where none were found that are cheaper and break nothing new."""
    settled = _settle(day)
    task = make_task(settled.plan, frozen=day.frozen, ready_s=day.ready_s)
    warm = put_in(task, read_routes(task, settled.plan))
    for _ in range(PLACE_ROUNDS):
        found = solve(task, warm)
        if found is None:
            return None
        better = write_plan(task, found, settled.plan, day.places)
        left_over = [one for one in better.stops if one not in _placed(better)]
        if not left_over:
            better = _restore(day, better)
            return better if is_better(day, better) else None
        task = _drive_those(task, left_over)
        warm = put_in(task, read_routes(task, better))
    return None


def merge(before: DayTask, better: DayPlan, now: DayTask) -> DayPlan | None:
    """The better routes of an earlier state brought onto the day as it is now: the new put in, what went left out.

    Parameters
    ----------
    before, better
        The day as it was when the search began, and what the search made of it.
    now
        The day as it is.

    Notes
    -----
    None where vehicles set out or changed meanwhile, something no longer fits, or the day as it is costs no more.
    """
    same = (before.plan.tours, before.frozen, before.begun) == (now.plan.tours, now.frozen, now.begun)
    if not same or before.plan.geography != now.plan.geography:
        return None
    kept = {one for one, stop in now.plan.stops.items() if before.plan.stops.get(one) == stop}
    routes = {tour: tuple(one for one in route if one in kept) for tour, route in better.routes.items()}
    carried = {one: carrier for one, carrier in better.carried.items() if one in kept}
    carried |= {one: carrier for one, carrier in now.plan.carried.items() if one not in kept}
    plan = replace(now.plan, routes={tour: route for tour, route in routes.items() if route}, carried=carried)
    if waiting := [one for one in plan.stops if one not in _placed(plan)]:
        filled = _fill(replace(now, plan=plan), waiting)
        if filled is None:
            return None
        plan = filled
    return plan if is_better(now, plan) else None


def is_better(day: DayTask, better: DayPlan) -> bool:
    """Whether another plan of the same day breaks less, or costs less, and breaks nothing that is whole now."""
    old = {(fault.what, fault.of): fault.by for fault in find_faults(day.plan)}
    new = find_faults(better)
    for fault in new:
        if (fault.what, fault.of) not in old or fault.by > old[fault.what, fault.of]:
            return False
    if day.plan.stops != better.stops or not _is_within_places(day, better):
        return False
    for tour, count in day.frozen.items():
        if better.routes.get(tour, ())[:count] != day.plan.routes.get(tour, ())[:count]:
            return False
    return len(new) < len(old) or cost_of_plan(day, better) < cost_of_plan(day, day.plan)


def cost_of_plan(day: DayTask, plan: DayPlan) -> int:
    """What the rest of a day costs in thousandths of a minor unit: what is driven, and what its carriers take."""
    task = make_task(plan, frozen=day.frozen, ready_s=day.ready_s)
    driven = sum(cost_of_route(task, number, route) for number, route in enumerate(read_routes(task, plan)))
    carried = sum(plan.stops[one].tariffs_minor.get(carrier, 0) for one, carrier in plan.carried.items())
    return driven + carried * THOUSANDTHS


def _placed(plan: DayPlan) -> set[str]:
    return {*plan.carried, *(one for route in plan.routes.values() for one in route)}


def _is_within_places(day: DayTask, better: DayPlan) -> bool:
    """Whether no carrier has more than it takes; one that had too many already has no more than it had."""
    had, has = list(day.plan.carried.values()), list(better.carried.values())
    return all(has.count(one) <= max(most, had.count(one)) for one, most in day.places.items())


def _settle(day: DayTask) -> DayTask:
    """Of a day that has begun, the part that own vehicles drive, which no carrier takes any more."""
    if not day.begun:
        return day
    plan = day.plan
    stops = {one: _own(stop) for one, stop in plan.stops.items() if one not in plan.carried}
    return replace(day, plan=replace(plan, stops=stops, carried={}))


def _own(stop: Stop) -> Stop:
    return replace(stop, tariffs_minor={})


def _restore(day: DayTask, better: DayPlan) -> DayPlan:
    return replace(better, stops=day.plan.stops, carried=day.plan.carried) if day.begun else better


def _drive_those(task: RouteTask, stops: list[str]) -> RouteTask:
    """The task in which own vehicles must drive these."""
    prizes = task.prizes.copy()
    prizes[[task.ids.index(one) + 1 for one in stops]] = MUST
    return replace(task, prizes=np.asarray(prizes))


def _fill(day: DayTask, waiting: list[str]) -> DayPlan | None:
    """The day with stops inserted that stand nowhere; all others stay where they are."""
    still = {one: replace(stop, tariffs_minor={}) for one, stop in day.plan.stops.items() if one in waiting}
    driven = {one: stop for one, stop in day.plan.stops.items() if one not in {*waiting, *day.plan.carried}}
    part = replace(day.plan, stops={**driven, **still}, carried={})
    task = make_task(part, frozen=day.frozen, ready_s=day.ready_s)
    found = put_in(task, read_routes(task, part))
    if found is None:
        return None
    return replace(day.plan, routes=write_plan(task, found, part, {}).routes)
