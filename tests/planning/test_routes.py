"""A day's routes are made cheaper, are checked, and take in what came meanwhile; whoever plans, nothing else lands."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
import pyvrp

from otklik.planning import route_moves, route_solvers
from otklik.planning.day_plans import DayPlan, Geography, Stop, Tour
from otklik.planning.plan_checks import find_faults
from otklik.planning.route_tasks import Routes, RouteTask, cost_of, make_task
from otklik.planning.routes import DayTask, cost_of_plan, improve, is_better, merge
from otklik.simulation import days


def by_moves(task: RouteTask, warm: Routes | None, *, rounds: int = 120) -> Routes | None:
    return route_moves.solve(task, warm, np.random.default_rng(1), rounds=rounds)


by_pyvrp = partial(route_solvers.solve, effort=route_solvers.Effort(seeds=(1, 2), iterations=150))
SOLVERS = pytest.mark.parametrize("solve", [by_moves, by_pyvrp], ids=["own", "pyvrp"])


@SOLVERS
def test_a_mixed_day_costs_less_than_the_carrier_and_is_whole(solve) -> None:
    plan = days.make_mixed_day(0, orders=60, cars=2)
    to_all = replace(plan, carried=dict.fromkeys(plan.stops, "carrier"))
    better = improve(DayTask(to_all), solve)
    assert better is not None and find_faults(better) == []
    assert cost_of_plan(DayTask(plan), better) < 0.85 * cost_of_plan(DayTask(plan), to_all)


def row(*, tour_from: int = 0, capacity: int = 10) -> DayPlan:
    """Four stops in a line north of the depot, a kilometre apart, an hour wide open, and two cars."""
    stops = {f"s{n}": Stop(f"s{n}", 55.75 + n * 0.009, 37.62, 0, 36_000, 60) for n in range(1, 5)}
    tours = tuple(Tour(one, tour_from, 36_000, capacity, per_km_minor=1000) for one in ("a", "b"))
    return DayPlan(Geography((55.75, 37.62)), tours, stops)


@SOLVERS
def test_frozen_stops_stay_and_a_car_on_the_road_takes_nothing_new(solve) -> None:
    plan = row()
    stops = {
        key: replace(one, fixed_to="a" if key in ("s1", "s4", "s2") else "")
        for key, one in plan.stops.items()
    }
    plan = replace(plan, stops=stops, routes={"a": ("s2", "s1", "s4"), "b": ("s3",)})
    assert improve(DayTask(plan, frozen={"a": 3}), solve) is None
    better = improve(DayTask(plan, frozen={"a": 1}), solve)
    assert better is not None
    assert better.routes == {"a": ("s2", "s4", "s1"), "b": ("s3",)}


@SOLVERS
def test_no_more_than_a_carrier_has_places(solve) -> None:
    plan = row()
    stops = {key: replace(one, tariffs_minor={"post": 1}) for key, one in plan.stops.items()}
    plan = replace(plan, stops=stops, routes={"a": ("s1", "s2", "s3", "s4")})
    free = improve(DayTask(plan), solve)
    assert free is not None and len(free.carried) == 4
    bound = improve(DayTask(plan, places={"post": 2}), solve)
    assert bound is None or (len(bound.carried) <= 2 and find_faults(bound) == [])
    assert improve(DayTask(plan, begun=True), solve) is None


def test_what_came_meanwhile_is_put_in_and_what_went_is_left_out() -> None:
    plan = replace(row(), routes={"a": ("s4", "s1"), "b": ("s2", "s3")})
    before = DayTask(plan)
    better = improve(before, by_moves)
    assert better is not None
    new = Stop("new", 55.75 + 2.5 * 0.009, 37.62, 0, 36_000, 60)
    stops = {key: one for key, one in plan.stops.items() if key != "s4"} | {"new": new}
    now = DayTask(replace(plan, stops=stops, routes={"a": ("s1", "new"), "b": ("s2", "s3")}))
    merged = merge(before, better, now)
    assert merged is not None and find_faults(merged) == []
    assert merged.routes in ({"a": ("s1", "s2", "new", "s3")}, {"b": ("s1", "s2", "new", "s3")}) or (
        sorted(one for route in merged.routes.values() for one in route) == ["new", "s1", "s2", "s3"]
    )
    gone = replace(now, frozen={"a": 1})
    assert merge(before, better, gone) is None


@SOLVERS
def test_stops_of_a_car_that_does_not_drive_are_planned_anew_whatever_that_costs(solve) -> None:
    plan = replace(row(), routes={"gone": ("s1", "s2"), "b": ("s3", "s4")})
    better = improve(DayTask(plan), solve)
    assert better is not None and find_faults(better) == []
    assert "gone" not in better.routes


def test_a_broken_plan_is_not_better_whatever_it_costs() -> None:
    plan = replace(row(), routes={"a": ("s1", "s2"), "b": ("s3", "s4")})
    day = DayTask(plan)
    assert is_better(day, replace(plan, routes={"a": ("s1", "s2", "s3", "s4")}))
    assert not is_better(day, replace(plan, routes={"a": ("s1", "s2", "s3")}))
    assert not is_better(day, replace(plan, routes={"a": ("s1", "s2", "s3", "s4", "s1")}))
    assert not is_better(day, replace(plan, routes={"c": ("s1", "s2", "s3", "s4")}))
    late = {**plan.stops, "s4": replace(plan.stops["s4"], to_s=100)}
    assert not is_better(day, replace(plan, stops=late, routes={"a": ("s1", "s2", "s3", "s4")}))


def test_without_a_solver_a_square_day_is_at_most_a_tenth_dearer() -> None:
    task = make_task(days.make_square_day(60, "R", 0))
    own, pyvrp = by_moves(task, None, rounds=250), by_pyvrp(task, None)
    assert own is not None and pyvrp is not None
    assert cost_of(task, own) <= 1.1 * cost_of(task, pyvrp)


def test_a_plan_costs_here_what_it_costs_the_solver() -> None:
    task = make_task(days.make_mixed_day(1, orders=30, cars=2))
    data = route_solvers._make_data(task)
    best = pyvrp.solve(data, pyvrp.stop.MaxIterations(50), seed=1, collect_stats=False).best
    assert best.is_feasible() and best.duration_cost() > 0 and best.uncollected_prizes() > 0
    exact = pyvrp.CostEvaluator([1], 1, 0).cost(best)
    assert cost_of(task, route_solvers._read_solution(task, best)) == exact
