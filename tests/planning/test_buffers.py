"""Buffers are learnt from marks that are partly wrong, and chosen so that a stated share is on time."""

from dataclasses import replace

import numpy as np
import pytest

from otklik.planning.buffers import Leg, Noise, choose_reserve, find_buffers, find_on_time, learn_paces
from otklik.planning.day_plans import DayPlan, Geography, Stop, Tour

NOISE = Noise(leg=0.3, day=0.1, service=0.5)


def marks(zone: str, pace: float, count: int, *, wrong: float = 0.0, seed: int = 0) -> list[Leg]:
    dice = np.random.default_rng(seed)
    planned = dice.uniform(300, 1500, count)
    actual = planned * pace * dice.lognormal(-0.02, 0.2, count)
    actual[: int(count * wrong)] += 3600
    return [Leg(zone, float(one), float(other)) for one, other in zip(planned, actual, strict=True)]


def test_the_pace_of_a_zone_is_found_though_a_tenth_of_the_marks_is_an_hour_wrong() -> None:
    clean = learn_paces([*marks("a", 1.2, 400), *marks("b", 0.95, 400, seed=1)])
    assert clean["a"].factor == pytest.approx(1.2, abs=0.03)
    assert clean["b"].factor == pytest.approx(0.95, abs=0.03)
    dirty = learn_paces([*marks("a", 1.2, 400, wrong=0.1), *marks("b", 0.95, 400, seed=1)])
    assert dirty["a"].factor == pytest.approx(1.2, abs=0.07)
    plain = np.mean([one.actual_s / one.planned_s for one in marks("a", 1.2, 400, wrong=0.1)])
    assert plain > 1.5, "a plain mean would have been misled"


def test_few_marks_lean_on_all_and_no_marks_change_nothing() -> None:
    paces = learn_paces([*marks("a", 1.0, 400), *marks("b", 1.5, 3, seed=2)])
    assert 1.0 < paces["b"].factor < 1.1
    assert learn_paces([Leg("a", 0, 10), Leg("a", 10, 0)]) == {}
    assert find_buffers(("a", "c"), paces, 1.1, known={"c": 1.3}) == {
        "a": round(paces["a"].factor * 1.1, 2),
        "c": 1.3,
    }


def full_day(reserve: float) -> DayPlan:
    """One car with a stop every so often, each planned to be reached just as its quarter of an hour begins."""
    geography = Geography((55.75, 37.62), detour=1.0, speed_kmh=20)
    stops, now = {}, 9 * 3600.0
    for number in range(1, 21):
        now += 400 * reserve
        point = (55.75 + 0.01 * (number % 2), 37.62)
        stops[f"s{number}"] = Stop(f"s{number}", *point, int(now), int(now) + 900, 200)
    return DayPlan(geography, (Tour("a", 9 * 3600, 24 * 3600, 99),), stops, {"a": tuple(stops)})


def test_without_noise_all_are_on_time_and_more_noise_is_never_better() -> None:
    plan = full_day(1.05)
    assert find_on_time(plan, Noise(0, 0, 0), np.random.default_rng(1)) == 1.0
    late = find_on_time(plan, NOISE, np.random.default_rng(1))
    later = find_on_time(plan, Noise(0.6, 0.3, 0.9), np.random.default_rng(1))
    assert later < late < 1.0
    assert find_on_time(replace(plan, routes={}), NOISE, np.random.default_rng(1)) == 1.0


def test_the_smallest_reserve_that_holds_is_chosen() -> None:
    chosen = choose_reserve(lambda reserve: [full_day(reserve)], NOISE, seed=1, days=40)
    assert chosen.holds and chosen.on_time >= 0.99
    assert 1.0 < chosen.reserve <= 1.4
    assert all(share < 0.99 for reserve, share in chosen.tried.items() if reserve < chosen.reserve)
    never = choose_reserve(lambda _: [full_day(0.8)], NOISE, seed=1, days=5)
    assert (never.reserve, never.holds) == (1.4, False)
