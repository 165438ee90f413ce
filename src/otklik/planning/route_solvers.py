"""Routes by PyVRP (Wouda, Lan and Kool), of the release that is pinned: the only file that knows its interface.

Loaded in subprocesses, benches and tests alone: it brings matplotlib along.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyvrp
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.stop import MaxIterations, MaxRuntime

from otklik.planning.route_tasks import MUST, Routes, RouteTask, cost_of, rate_of


@dataclass(frozen=True, slots=True)
class Effort:
    """How long is searched: for each seed so many iterations, or so many seconds where no iterations are named."""

    seeds: tuple[int, ...] = (1, 2)
    iterations: int | None = None
    seconds: float = 5.0


def solve(task: RouteTask, warm: Routes | None, effort: Effort) -> Routes | None:
    """The cheapest routes that any seed found, or None if none found any that can be driven.

    Parameters
    ----------
    warm
        Routes to start from; each seed starts from them.
    """
    if not task.free:
        return tuple(() for _ in task.tours)
    data, numbers = _make_data(task), {point: number for number, point in enumerate(task.free)}
    start = None if warm is None else _write_solution(data, numbers, warm)
    found: list[Routes] = []
    params = pyvrp.SolveParams(penalty=pyvrp.PenaltyParams(max_penalty=_find_dearest(task)))
    for seed in effort.seeds:
        stop: Any = (
            MaxRuntime(effort.seconds) if effort.iterations is None else MaxIterations(effort.iterations)
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PenaltyBoundWarning)
            best = pyvrp.solve(
                data, stop, seed=seed, collect_stats=False, params=params, initial_solution=start
            ).best
        if best.is_feasible():
            found.append(_read_solution(task, best))
    return min(found, key=lambda routes: cost_of(task, routes), default=None)


def _find_dearest(task: RouteTask) -> float:
    """What a unit of overload, or a second late, may cost at most: twice what the dearest single stop could save."""
    a_metre = max((tour.per_km_minor for tour in task.tours), default=0)
    dearest = int(task.metres.max()) * 2 * a_metre + int(task.prizes.max(initial=0))
    return float(max(100_000, 2 * dearest))


def _make_data(task: RouteTask) -> Any:
    profiles: dict[bytes, int] = {}
    metres: list[Any] = []
    seconds: list[Any] = []
    vehicles: list[Any] = []
    depots = sorted({0, *task.starts})
    horizon = max([*task.closes.tolist(), *(tour.to_s for tour in task.tours)])
    for number, tour in enumerate(task.tours):
        allowed = task.allowed[number]
        key = allowed.tobytes()
        if key not in profiles:
            profiles[key] = len(profiles)
            metres.append(task.metres)
            seconds.append(_forbid(task.seconds, allowed, task.starts, horizon))
        vehicles.append(
            pyvrp.VehicleType(
                capacity=[max(0, task.rest[number])],
                start_depot=depots.index(task.starts[number]),
                end_depot=depots.index(0),
                fixed_cost=tour.fixed_minor * 1000,
                tw_early=task.ready_s[number],
                tw_late=max(tour.to_s, task.ready_s[number]),
                unit_distance_cost=tour.per_km_minor,
                unit_duration_cost=rate_of(tour),
                profile=profiles[key],
            )
        )
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in range(len(task.ids) + 1)],
        clients=[_make_client(task, point) for point in task.free],
        depots=[pyvrp.Depot(point) for point in depots],
        vehicle_types=vehicles,
        distance_matrices=metres,
        duration_matrices=seconds,
    )


def _make_client(task: RouteTask, point: int) -> Any:
    prize = int(task.prizes[point])
    return pyvrp.Client(
        point,
        delivery=[int(task.loads[point])],
        service_duration=int(task.services[point]),
        tw_early=int(task.opens[point]),
        tw_late=int(task.closes[point]),
        prize=0 if prize == MUST else prize,
        required=prize == MUST,
    )


def _forbid(seconds: Any, allowed: Any, starts: tuple[int, ...], horizon: int) -> Any:
    """Travel times for one kind of vehicle: to a point that it may not visit takes longer than the day is."""
    found = seconds.copy()
    shut = ~allowed
    shut[[0, *starts]] = False
    found[:, shut] = 2 * horizon
    np.fill_diagonal(found, 0)
    return found


def _write_solution(data: Any, numbers: dict[int, int], routes: Routes) -> Any:
    return pyvrp.Solution(
        data,
        [
            pyvrp.Route(data, [numbers[point] for point in route], vehicle_type=number)
            for number, route in enumerate(routes)
            if route
        ],
    )


def _read_solution(task: RouteTask, solution: Any) -> Routes:
    found: list[tuple[int, ...]] = [() for _ in task.tours]
    for route in solution.routes():
        found[route.vehicle_type()] = tuple(task.free[one.idx] for one in route if one.is_client())
    return tuple(found)
