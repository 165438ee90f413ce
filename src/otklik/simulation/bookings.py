"""A reference day is sold request by request: by the plan's insertion, with better routes or without, or by counters.

What the figures of docs/algorithms/routes.md are measured with; the product sells by the same functions under the
lock of the day's stream.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from otklik.planning.day_plans import DayPlan, Stop
from otklik.planning.route_tasks import make_task, write_plan
from otklik.planning.routes import DayTask, Solve, improve
from otklik.planning.slots import find_spots, timetable_of
from otklik.simulation.days import WINDOWS, ReferenceDay, Request

EVERY = 25
"""After so many accepted requests the routes are searched anew."""


@dataclass(frozen=True, slots=True)
class Booked:
    """The day's plan at its end, how many requests were accepted, and how many windows were offered in vain."""

    plan: DayPlan
    accepted: int
    refused: int


def book_by_plan(
    day: ReferenceDay,
    *,
    buffers: Mapping[str, float] | None = None,
    solve: Solve | None = None,
    every: int = EVERY,
) -> Booked:
    """Sell windows that fit into the routes as they are.

    Parameters
    ----------
    buffers
        Of the zones; none = nominal times.
    solve
        Searches better routes after every so many accepted requests; None = nobody does.
    """
    plan = replace(day.plan, geography=replace(day.plan.geography, buffers=buffers or {}))
    table = timetable_of(plan)
    accepted = 0
    for one in day.requests:
        spots = find_spots(table, one.stop, [WINDOWS[choice] for choice in one.choices])
        spot, choice = next(
            ((spot, choice) for spot, choice in zip(spots, one.choices, strict=True) if spot), (None, 0)
        )
        if spot is None:
            continue
        accepted += 1
        plan = _placed(plan, _in_window(one.stop, choice), spot.tour, spot.position)
        if solve is not None and accepted % every == 0:
            plan = improve(DayTask(plan), solve) or plan
        table = timetable_of(plan)
    return Booked(plan, accepted, len(day.requests) - accepted)


def book_by_counters(day: ReferenceDay, caps: tuple[int, ...]) -> list[Stop]:
    """What counters sell: a window is free as long as fewer than its cap are sold, wherever they are."""
    left, sold = list(caps), []
    for one in day.requests:
        choice = next((choice for choice in one.choices if left[choice]), None)
        if choice is not None:
            left[choice] -= 1
            sold.append(_in_window(one.stop, choice))
    return sold


def caps_for(total: int, requests: tuple[Request, ...]) -> tuple[int, ...]:
    """Caps of the windows that add up to a total, shared out as the windows are asked for first."""
    asked = [sum(one.choices[0] == window for one in requests) for window in range(len(WINDOWS))]
    shares = [total * count / len(requests) for count in asked]
    caps = [int(share) for share in shares]
    for window in sorted(range(len(caps)), key=lambda one: caps[one] - shares[one])[: total - sum(caps)]:
        caps[window] += 1
    return tuple(caps)


def count_servable(day: ReferenceDay, sold: list[Stop], solve: Solve) -> int:
    """How many of these stops the day's cars can visit in their windows, as far as a long search finds.

    Notes
    -----
    A carrier that takes each for far more than any drive costs stands for a broken promise.
    """
    dear = {one.id: replace(one, tariffs_minor={"broken": BROKEN_MINOR}) for one in sold}
    plan = replace(day.plan, stops=dear)
    task = make_task(plan)
    found = solve(task, None)
    if found is None:
        return 0
    done = write_plan(task, found, plan, {})
    return len(sold) - len(done.carried)


BROKEN_MINOR = 5_000_00


def _in_window(stop: Stop, choice: int) -> Stop:
    opens, closes = WINDOWS[choice]
    return replace(stop, from_s=opens, to_s=closes)


def _placed(plan: DayPlan, stop: Stop, tour: str, position: int) -> DayPlan:
    route = plan.routes.get(tour, ())
    routes = {**plan.routes, tour: (*route[:position], stop.id, *route[position:])}
    return replace(plan, stops={**plan.stops, stop.id: stop}, routes=routes)
