"""Routes without a solver: insertion by regret, then pieces of the day are taken out and put in again while it pays.

Taking out neighbours and putting them back where they cost least does what moving single stops between routes
(relocate) and exchanging ends of routes (2-opt*) do, in one step and with one check: the forward time slack. numpy
alone; as many rounds as the caller says, dice are his (docs/algorithms/routes.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from otklik.planning.day_plans import Seconds
from otklik.planning.route_tasks import MUST, Routes, RouteTask, cost_of_route, rate_of

NEVER = 1 << 60
"""What an insertion that does not fit costs."""

MOST_OUT = 24
"""Stops that are taken out in one round, at most."""

LENIENT = 0.01
"""In the first round a day may get dearer by this share; in the last by nothing."""


@dataclass(slots=True)
class _Day:
    """Routes as they are now, and of each: when its points can be left and must be reached, its load and its cost."""

    task: RouteTask
    kinds: tuple[int, ...]
    routes: list[tuple[int, ...]]
    leaves: list[Seconds]
    latest: list[Seconds]
    loads: list[int]
    costs: list[int]
    out: frozenset[int]
    opens: bool = True
    """Whether a tour that has nothing yet is offered without its day's cost: one stop alone never pays for a car."""

    def copy(self) -> _Day:
        return replace(
            self,
            routes=[*self.routes],
            leaves=[*self.leaves],
            latest=[*self.latest],
            loads=[*self.loads],
            costs=[*self.costs],
        )

    @property
    def worth(self) -> tuple[int, int]:
        """How many that must be driven are not, and the cost: less is better."""
        prizes = [int(self.task.prizes[one]) for one in self.out]
        return sum(one == MUST for one in prizes), sum(self.costs) + sum(one for one in prizes if one != MUST)


def solve(
    task: RouteTask,
    warm: Routes | None,
    dice: np.random.Generator,
    *,
    rounds: int,
    goes_on: Callable[[], bool] = lambda: True,
) -> Routes | None:
    """The cheapest routes found, or None where somebody who must be visited is not.

    Parameters
    ----------
    warm
        Routes to start from; None = from nothing.
    rounds
        How often a piece is taken out.
    goes_on
        Asked before each round; False ends the search early.
    """
    day = _open_day(task, warm or tuple(() for _ in task.tours))
    _put_in(day)
    best, near = day, _find_near(task)
    for number in range(rounds if task.free else 0):
        if not goes_on():
            break
        tried = day.copy()
        _take_out(tried, near, dice)
        tried.opens = dice.random() < 0.5
        _put_in(tried, dice)
        lenient = 1 + LENIENT * (1 - number / rounds)
        missing, cost = tried.worth
        if (missing, cost) <= (day.worth[0], int(day.worth[1] * lenient)):
            day = tried
        if (missing, cost) < best.worth:
            best = tried
    return tuple(best.routes) if best.worth[0] == 0 else None


def put_in(task: RouteTask, routes: Routes) -> Routes | None:
    """The routes with each free point that is in none put in, or None where one that must be driven does not fit."""
    day = _open_day(task, routes)
    _put_in(day)
    return tuple(day.routes) if day.worth[0] == 0 else None


def _open_day(task: RouteTask, routes: Routes) -> _Day:
    marks = [
        (tour.from_s, tour.to_s, tour.fixed_minor, tour.per_km_minor, tour.per_hour_minor, *extra)
        for tour, *extra in zip(
            task.tours,
            task.starts,
            task.ready_s,
            task.rest,
            (one.tobytes() for one in task.allowed),
            strict=True,
        )
    ]
    kinds = tuple(marks.index(one) for one in marks)
    count = len(task.tours)
    none = np.zeros(0, np.int64)
    driven = {one for route in routes for one in route}
    out = frozenset(one for one in task.free if one not in driven)
    day = _Day(task, kinds, list(routes), [none] * count, [none] * count, [0] * count, [0] * count, out)
    for number in range(count):
        _refresh(day, number)
    return day


def _refresh(day: _Day, number: int) -> None:
    """Count one route anew: `leaves[i]` and `latest[i]` belong to the gap before its i-th stop, the last to the end."""
    task, route = day.task, day.routes[number]
    at, now, leaves = task.starts[number], task.ready_s[number], [task.ready_s[number]]
    for here in route:
        now = max(now + int(task.seconds[at, here]), int(task.opens[here])) + int(task.services[here])
        leaves.append(now)
        at = here
    behind, after = max(task.tours[number].to_s, task.ready_s[number]), 0
    latest = [behind]
    for here in reversed(route):
        behind = min(
            int(task.closes[here]), behind - int(task.seconds[here, after]) - int(task.services[here])
        )
        latest.append(behind)
        after = here
    day.leaves[number] = np.array(leaves, np.int64)
    day.latest[number] = np.array(latest[::-1], np.int64)
    day.loads[number] = sum(int(task.loads[one]) for one in route)
    day.costs[number] = cost_of_route(task, number, route)


def _offer(day: _Day, number: int, points: Seconds) -> tuple[Seconds, Seconds]:
    """What each of some points would cost in one tour, and at which place: `NEVER` where it does not fit."""
    task, tour = day.task, day.task.tours[number]
    before = np.array([task.starts[number], *day.routes[number]], np.int64)
    after = np.array([*day.routes[number], 0], np.int64)
    there, on = task.seconds[np.ix_(before, points)], task.seconds[np.ix_(points, after)].T
    begins = np.maximum(day.leaves[number][:, None] + there, task.opens[points])
    fits = (begins <= task.closes[points]) & (
        begins + task.services[points] + on <= day.latest[number][:, None]
    )
    fits &= task.allowed[number][points] & (day.loads[number] + task.loads[points] <= task.rest[number])
    metres = task.metres[np.ix_(before, points)] + task.metres[np.ix_(points, after)].T
    metres -= task.metres[before, after][:, None]
    costs = tour.per_km_minor * metres
    if tour.per_hour_minor:
        costs += rate_of(tour) * (there + on + task.services[points] - task.seconds[before, after][:, None])
    if not day.routes[number] and not day.opens:
        costs += tour.fixed_minor * 1000
    costs = np.where(fits, costs, NEVER)
    places = costs.argmin(axis=0)
    return costs[places, np.arange(len(points))], places


def _put_in(day: _Day, dice: np.random.Generator | None = None) -> None:
    """Insert what is out, first whoever would lose most by waiting; what its carrier takes for less stays out."""
    task, left = day.task, sorted(day.out)
    if not left:
        return
    points = np.array(left, np.int64)
    costs = np.full((len(points), len(task.tours) + 1), NEVER, np.int64)
    places = np.zeros((len(points), len(task.tours)), np.int64)
    costs[:, -1] = np.where(task.prizes[points] == MUST, NEVER, task.prizes[points])
    for number in _list_kinds(day):
        costs[:, number], places[:, number] = _offer(day, number, points)
    waiting, out = np.ones(len(points), bool), set(left)
    while waiting.any():
        who = _choose(costs, waiting, dice)
        number = int(costs[who].argmin())
        waiting[who] = False
        if number == len(task.tours) or costs[who, number] >= NEVER:
            continue
        out.discard(int(points[who]))
        was_empty, place, route = not day.routes[number], int(places[who, number]), day.routes[number]
        day.routes[number] = (*route[:place], int(points[who]), *route[place:])
        _refresh(day, number)
        for other in [number, *(_list_kinds(day) if was_empty else ())]:
            if other == number or costs[waiting, other].min(initial=NEVER) >= NEVER:
                costs[:, other], places[:, other] = _offer(day, other, points)
    day.out = frozenset(out)


def _choose(costs: Seconds, waiting: NDArray[np.bool_], dice: np.random.Generator | None) -> int:
    """Whose second best place is dearest against his best; with dice, a little at random."""
    two = np.partition(costs[waiting], 1, axis=1)[:, :2].astype(np.float64)
    regret = two[:, 1] - two[:, 0] - 1e-6 * two[:, 0]
    if dice is not None:
        regret = regret * dice.uniform(0.7, 1.3, len(regret))
    return int(np.flatnonzero(waiting)[regret.argmax()])


def _list_kinds(day: _Day) -> list[int]:
    """Tours that drive, and of the others the first of each kind."""
    seen: set[int] = set()
    found = []
    for number, route in enumerate(day.routes):
        if route or day.kinds[number] not in seen:
            found.append(number)
        if not route:
            seen.add(day.kinds[number])
    return found


def _find_near(task: RouteTask) -> Seconds:
    """Of each point, all free ones from near to far in seconds of driving and of the windows' middles."""
    middle = (task.opens + task.closes) / 2
    apart = task.seconds + 0.2 * np.abs(middle[:, None] - middle[None, :])
    free = np.array(task.free, np.int64)
    if not len(free):
        return np.zeros((len(apart), 0), np.int64)
    return free[np.argsort(apart[:, free], axis=1, kind="stable")]


def _take_out(day: _Day, near: Seconds, dice: np.random.Generator) -> None:
    """Take out some neighbours of one stop, or one whole route."""
    free = day.task.free
    driven = [number for number, route in enumerate(day.routes) if route]
    if driven and dice.random() < 0.1:
        number = driven[int(dice.integers(len(driven)))]
        out = set(day.routes[number])
    else:
        middle = free[int(dice.integers(len(free)))]
        count = int(dice.integers(2, max(3, min(MOST_OUT, len(free)) + 1)))
        skips = dice.random(near.shape[1]) < 0.85
        out = set(near[middle][skips][:count].tolist()) | {middle}
    for number in driven:
        if out.intersection(day.routes[number]):
            day.routes[number] = tuple(one for one in day.routes[number] if one not in out)
            _refresh(day, number)
    day.out = day.out | out
