"""What an offer of windows costs: prints JSON. `python -m bench.delivery_slots`

Six windows in a day of 1,000 stops by insertion, against PyVRP planning that day anew to its first feasible plan, in
one run on one machine.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from otklik.planning.day_plans import DayPlan, Geography, Stop, Tour
from otklik.planning.plan_checks import find_faults
from otklik.planning.slots import Timetable, find_spots, timetable_of

STOPS, TOURS, SEED = 1_000, 80, 7
WINDOWS = tuple((hour * 3600, (hour + 2) * 3600) for hour in range(10, 22, 2))
OFFERS, RESOLVES = 400, 3
GEOGRAPHY = Geography((55.75, 37.62), 1.34, 25.0)


def stop_of(rng: np.random.Generator, number: int) -> Stop:
    """A stop anywhere in a town of 20 km, in one of the windows."""
    latitude, longitude = 55.75 + rng.normal(0, 0.06), 37.62 + rng.normal(0, 0.1)
    from_s, to_s = WINDOWS[int(rng.integers(len(WINDOWS)))]
    return Stop(f"s{number}", float(latitude), float(longitude), from_s, to_s, 300, zone="town")


def filled_day(rng: np.random.Generator) -> DayPlan:
    """A day that was sold by insertion, stop by stop."""
    tours = tuple(Tour(f"t{number}", 9 * 3600, 23 * 3600, 100) for number in range(TOURS))
    plan, number = DayPlan(GEOGRAPHY, tours), 0
    routes: dict[str, tuple[str, ...]] = {}
    stops: dict[str, Stop] = {}
    while len(stops) < STOPS and number < STOPS * 3:
        number += 1
        stop = stop_of(rng, number)
        (spot,) = find_spots(timetable_of(plan), stop, [(stop.from_s, stop.to_s)])
        if spot is None:
            continue
        stops[stop.id] = stop
        route = routes.get(spot.tour, ())
        routes[spot.tour] = (*route[: spot.position], stop.id, *route[spot.position :])
        plan = DayPlan(GEOGRAPHY, tours, stops, routes)
    return plan


def seconds(act: Callable[[], object], times: int) -> list[float]:
    """How long an act takes, each time."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        found.append(time.perf_counter() - started)
    return found


def first_feasible(plan: DayPlan) -> Callable[[], object]:
    """PyVRP planning the day anew until it has a feasible plan."""
    from otklik.planning import route_solvers
    from otklik.planning.route_tasks import make_task

    task = make_task(plan)
    effort = route_solvers.Effort((1,), 1)

    def solve() -> object:
        return route_solvers.solve(task, None, effort=effort)

    return solve


def measure_offers(plan: DayPlan) -> dict[str, Any]:
    """An offer of all windows to a new address, and what it is measured against."""
    rng = np.random.default_rng(SEED + 1)
    table: Timetable = timetable_of(plan)
    asked = iter([stop_of(rng, number) for number in range(OFFERS)])
    offers = seconds(lambda: find_spots(table, next(asked), WINDOWS), OFFERS)
    fresh = seconds(lambda: timetable_of(plan), 20)
    found: dict[str, Any] = {
        "stops": len(plan.stops),
        "tours": len([one for one in plan.routes.values() if one]),
        "windows": len(WINDOWS),
        "faults": len(find_faults(plan)),
        "offer_ms": round(statistics.median(offers) * 1000, 3),
        "timetable_ms": round(statistics.median(fresh) * 1000, 2),
    }
    try:
        resolves = seconds(first_feasible(plan), RESOLVES)
    except ImportError:
        return {**found, "pyvrp": None}
    ratio = statistics.median(resolves) / statistics.median(offers)
    return {**found, "pyvrp_first_ms": round(statistics.median(resolves) * 1000, 1), "ratio": round(ratio)}


if __name__ == "__main__":
    day = filled_day(np.random.default_rng(SEED))
    print(json.dumps({"offers": measure_offers(day)}, indent=2), flush=True)
