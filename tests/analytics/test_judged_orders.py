"""An audit judges an answer exactly as the engine judges it when it comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.analytics.findings import Norms
from otklik.analytics.frames import MISSING
from otklik.analytics.judged_orders import NOT_OWED, judge_orders
from otklik.domain import clocks
from otklik.domain.business_time import WorkCalendar
from otklik.domain.standards.durations import parse_duration
from tests.analytics.random_orders import CALENDARS, FIRST_S, knowing_only, random_frame

PLACES = (
    *CALENDARS,
    WorkCalendar.parse("Mo-Fr 10:00-14:00,15:00-19:00", "Europe/Moscow"),
    WorkCalendar.parse("Mo 10:00-10:30", "America/New_York"),
    WorkCalendar.parse("off", "Europe/Moscow"),
)
NORMS = (
    Norms(bands=("10m", "20m", "60m", "3h", "0wd", "1wd", "2wd")),
    Norms(target_days=0, limit_days=1, trade="all"),
)


def instant(at_s: int) -> datetime:
    return datetime.fromtimestamp(at_s, UTC)


# On the quarter of an hour, so that limits, openings, closings and answers fall together often.
moments = st.integers(0, 4 * 24 * 60).map(lambda quarter: FIRST_S + 900 * quarter)
spans = st.integers(0, 4 * 24 * 5).map(lambda quarter: 900 * quarter)
orders = st.lists(st.tuples(moments, spans, st.integers(0, len(PLACES) - 1), st.integers(-1, 3)), min_size=1)


@settings(max_examples=150, deadline=None)
@given(orders)
def test_bands_target_and_limit_are_those_of_the_engine(rows: list[tuple[int, int, int, int]]) -> None:
    rows = sorted(rows)
    frame = knowing_only(random_frame(1, len(rows)), "trade")
    placed_s = np.array([row[0] for row in rows])
    trades = replace(frame.labels["trade"], codes=np.array([row[3] for row in rows], np.int32))
    frame = replace(
        frame,
        instants={"placed_at": placed_s, "answered_at": placed_s + [row[1] for row in rows]},
        calendars=PLACES,
        calendar=np.array([row[2] for row in rows], np.int32),
        observed_until_s=FIRST_S + 366 * 86_400,
        labels={"trade": trades},
    )
    found = judge_orders(frame, NORMS)
    edges = [parse_duration(text) for text in NORMS[0].bands]
    for row, (at_s, span_s, place, trade) in enumerate(rows):
        clock, at, answered_at = PLACES[place], instant(at_s), instant(at_s + span_s)
        limits = [clocks.add(clock, at, edge) for edge in edges]
        band = next((code for code, limit_at in enumerate(limits) if answered_at <= limit_at), len(edges))
        assert found.band[row] == band
        slow = trade == 3
        target, limit = (parse_duration(text) for text in (("0wd", "1wd") if slow else ("20m", "60m")))
        assert found.in_target[row] == (answered_at <= clocks.add(clock, at, target))
        assert found.in_limit[row] == (answered_at <= clocks.add(clock, at, limit))
        assert found.in_hours[row] == clock.is_open(at)
        if place != len(PLACES) - 1:
            assert found.working_s[row] == clock.between(at, answered_at)


@pytest.mark.parametrize("seed", range(3))
def test_every_order_has_one_band_if_it_was_owed_an_answer(seed: int) -> None:
    found = judge_orders(random_frame(seed, 300), (Norms(),))
    assert ((found.band == NOT_OWED) == ~found.owed).all()
    assert ((found.wall_band == NOT_OWED) == ~found.owed).all()
    assert (found.owed | ~found.answered).all()
    assert ((found.band < 7) == (found.answered | ~found.owed)).all()
    assert (found.in_limit | ~found.in_target).all()
    assert ((found.working_s == MISSING) == (found.until_s == MISSING)).all()
    assert (found.wall_s[found.answered] >= found.working_s[found.answered]).all()
