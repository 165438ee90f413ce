"""People by half hours: Erlang A against closed forms and simulation, the night's orders, demand, shifts (R30)."""

from __future__ import annotations

import math

import numpy as np
import pytest

from otklik.domain.errors import DomainError
from otklik.planning.call_demand import LEAST_ORDERS, History, week_of
from otklik.planning.call_queues import Calls, OpenSpan, draw, waits
from otklik.planning.erlang import fewest_agents, share_in_time
from otklik.planning.shift_cover import DayNeed, cover_day, cover_week, paid_s
from otklik.planning.staffing import Aim, effect_of, guess_staff, plan_staff

HOUR_S = 3600
NINE_TO_NINE = (9 * HOUR_S, 21 * HOUR_S)


def span(
    day: int, *, queued: float, each: float, from_s: int = NINE_TO_NINE[0], to_s: int = NINE_TO_NINE[1]
) -> OpenSpan:
    return OpenSpan(day, from_s, to_s, queued, (each,) * ((to_s - from_s) // 1800))


def test_erlang_a_is_erlang_c_where_nobody_gives_up() -> None:
    """One person, load 0.8: P(wait <= T) = 1 - 0.8 e^(-(mu - lambda) T); nobody there serves nobody."""
    found = share_in_time(0.8 / 480, 1, talk_s=480, patience_s=1e12, within_s=1200)
    assert found == pytest.approx(1 - 0.8 * math.exp(-(0.2 / 480) * 1200), abs=1e-6)
    assert share_in_time(1 / 480, 0, talk_s=480, patience_s=1800, within_s=1200) == 0.0
    assert fewest_agents(0.0, share=0.95, talk_s=480, patience_s=1800, within_s=1200) == 0


@pytest.mark.parametrize(("an_hour", "agents", "expected"), [(6, 2, 0.9642), (20, 4, 0.9587)])
def test_erlang_a_and_the_simulation_agree(an_hour: float, agents: int, expected: float) -> None:
    """Within a point of each other, on the queue that Erlang assumes: a store that never closes."""
    exact = share_in_time(an_hour / HOUR_S, agents, talk_s=480, patience_s=1800, within_s=1200)
    assert exact == pytest.approx(expected, abs=5e-4)
    whole = [span(day, queued=0, each=an_hour / 2, from_s=0, to_s=86_400) for day in range(7)]
    calls = Calls(480, 1.0, 1800, exponential=True)
    draws = draw(whole, calls, weeks=60, day_noise=0.0, random=np.random.default_rng(3))
    good = waits(draws, np.full(7 * 48, agents)) <= 1200
    later = draws.counted & (
        draws.at_s > 6 * HOUR_S
    )  # the evening before warms it up; this is far from its edge
    assert float(good[later].mean()) == pytest.approx(exact, abs=0.01)


def test_a_line_by_hand() -> None:
    """Three calls of ten minutes wait at the opening for one person: he begins them at 0, 10 and 20 minutes."""
    week = [span(0, queued=3, each=0.0)]
    draws = draw(week, Calls(600, 0.0, 1e12), weeks=40, day_noise=0.0, random=np.random.default_rng(5))
    found = waits(draws, np.ones(24, dtype=np.int64))
    three = [column for column in range(40) if draws.counted[:, column].sum() == 3]
    assert three
    for column in three:
        assert sorted(found[draws.counted[:, column], column]) == pytest.approx([0, 600, 1200])
    assert np.isinf(waits(draws, np.zeros(24, dtype=np.int64))).all(), "nobody is ever there"


def test_the_plan_keeps_the_share_and_erlang_alone_does_not() -> None:
    """Sixty orders a day, fourteen of them at night: by half hours the night's are answered late."""
    week = [span(day, queued=14, each=46 / 24) for day in range(2)]
    calls, aim = Calls(480, 0.95, 3600), Aim(1200)
    draws = draw(week, calls, weeks=40, day_noise=0.15, random=np.random.default_rng(1))
    plan = plan_staff(week, draws, calls, aim)
    assert plan.is_enough
    assert min(plan.effect.days) >= 0.95 > plan.guess_effect.share
    assert plan.guess_effect.night < 0.5 < plan.effect.night
    assert plan.needed[0] > plan.guess[0] == guess_staff(week, calls, aim)[0]
    again = plan_staff(week, draws, calls, aim)
    assert again == plan, "the same orders make the same plan"
    fewer = np.maximum(np.array(plan.needed) - 1, 1)
    assert effect_of(draws, fewer, 1200).share < 0.95, "one person fewer everywhere is too few"


def test_demand_by_hand() -> None:
    """Two weeks of a store open Mo and Tu 10-12: orders in their half hours, the others at the next opening."""
    monday = 10 * HOUR_S
    placed = [monday + 60] * 30 + [monday + 1800 + 60] * 10 + [86_400 + 9 * HOUR_S] * 20 + [5 * 86_400] * 20
    hours = [((10 * HOUR_S, 12 * HOUR_S),)] * 2 + [()] * 5
    first, second = week_of(History(tuple(placed), 14), hours)
    assert (first.day, second.day) == (0, 1)
    shares = np.array([40, 30 * 0.75 + 10 * 0.25, 30 * 0.25 + 10 * 0.5, 10 * 0.25, 0]) / 80
    for one, total in (
        (first, (60 + 20) / 3),
        (second, (20 + 20) / 3),
    ):  # a week of the mean beside two of its own
        assert [one.queued, *one.placed] == pytest.approx(list(shares * total))
    with pytest.raises(DomainError) as short:
        week_of(History(tuple(placed[: LEAST_ORDERS - 1]), 14), hours)
    assert short.value.code == "staffing_history_short"
    with pytest.raises(DomainError) as closed:
        week_of(History(tuple(placed), 14), [()] * 7)
    assert closed.value.code == "staffing_never_open"


def need(day: int, *needed: int, opens: int = 9) -> DayNeed:
    halves = tuple(
        (opens * HOUR_S + place * 1800, opens * HOUR_S + (place + 1) * 1800) for place in range(len(needed))
    )
    return DayNeed(day, halves, needed)


def test_shifts_cover_a_day_with_the_fewest_hours() -> None:
    """Two in the first hour of eight, then one: two shifts of four hours after each other, and a third for the hour."""
    shifts = cover_day(need(0, *[2] * 2, *[1] * 14))
    assert sum(map(paid_s, shifts)) == 11 * HOUR_S
    for place in range(16):
        at_s = 9 * HOUR_S + place * 1800
        there = sum(any(begins <= at_s < ends for begins, ends in shift) for shift in shifts)
        assert there >= (2 if place < 2 else 1)


def test_people_keep_their_days_and_gaps_are_said() -> None:
    """Anna comes late on Monday: her day moves; a second person is needed and nobody is there: that is a gap."""
    late = ((13 * HOUR_S, 17 * HOUR_S),)
    week = (late, *[()] * 6)
    cover = cover_week([need(0, *[1] * 8)], {"anna": week})
    assert cover.weeks["anna"][0] == ((9 * HOUR_S, 13 * HOUR_S),)
    assert cover.gaps == ()
    short = cover_week([need(0, *[2] * 2, *[1] * 6)], {"anna": week})
    assert short.gaps == ((0, 9 * HOUR_S, 10 * HOUR_S, 1),)
    same = cover_week([need(0, *[1] * 8, opens=13)], {"anna": week})
    assert same.weeks["anna"] == week, "nothing is changed that is good"
