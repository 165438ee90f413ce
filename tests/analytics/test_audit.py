"""The audit as a whole: nothing, one order, all fields missing, rows in another order."""

from __future__ import annotations

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.analytics.audit import VERSION, audit
from otklik.analytics.findings import Norms, write_findings
from tests.analytics.orders_on_paper import at, frame_of
from tests.analytics.random_orders import knowing_only, pick, random_frame

NORMS = (Norms(), Norms(target_s=600, limit_s=1_200, trade="100%"))


def test_no_order() -> None:
    found = audit(random_frame(1, 0), NORMS)
    assert (found.orders, found.week, found.worst, found.version) == (0, (), (), VERSION)
    assert found.answers is not None and found.money is not None and found.curve is not None
    assert (found.answers.in_limit.low, found.answers.in_limit.high, found.answers.in_limit.few) == (
        0.0,
        1.0,
        True,
    )
    assert (found.money.orders_minor, found.money.excess_minor) == (0, None)
    assert (found.curve.waiting, found.curve.slope_share) == ((), None)
    assert found.from_s == found.until_s


def test_one_order_of_which_nothing_is_known() -> None:
    found = audit(knowing_only(random_frame(1, 1)), NORMS)
    sections = (
        found.answers,
        found.refusals,
        found.promises,
        found.delivery,
        found.outcomes,
        found.phone_left,
    )
    assert sections == (None,) * 6
    assert (found.curve, found.money, found.groupings, found.worst) == (None, None, (), ())
    assert len(found.week) == 1 and found.week[0].in_target is None
    assert len(found.absent) == 11 + 1 + 6 + 5


def test_the_head() -> None:
    rows = [{"placed": "2026-03-03 10:00"}, {"placed": "2026-03-02 10:00"}]
    found = audit(frame_of(rows, until="2026-03-10 00:00"), NORMS)
    assert (found.orders, found.from_s, found.until_s) == (2, at("2026-03-02 10:00"), at("2026-03-10 00:00"))
    assert (found.hours, found.zone) == (("Mo-Fr 10:00-19:00 (Europe/Moscow)",), "Europe/Moscow")
    assert found.norms == NORMS


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 99), st.integers(1, 80), st.randoms(use_true_random=False))
def test_rows_in_another_order_change_nothing(seed: int, number: int, chance: object) -> None:
    frame = random_frame(seed, number)
    order = list(range(number))
    chance.shuffle(order)  # type: ignore[attr-defined]
    assert write_findings(audit(pick(frame, np.array(order)), NORMS)) == write_findings(audit(frame, NORMS))


def test_the_same_bytes_and_plain_json() -> None:
    text = write_findings(audit(random_frame(5, 500), NORMS))
    assert text == write_findings(audit(random_frame(5, 500), NORMS))
    assert json.loads(text)["orders"] == 500
    assert "NaN" not in text and "Infinity" not in text


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 99), st.integers(0, 60))
def test_parts_add_up(seed: int, number: int) -> None:
    found = audit(random_frame(seed, number), NORMS)
    assert found.answers is not None and found.outcomes is not None and found.promises is not None
    assert sum(one.share.part for one in found.outcomes) == number
    owed = found.answers.in_limit.whole
    assert sum(one.working.part for one in found.answers.bands) == owed
    assert sum(one.wall.part for one in found.answers.bands if one.wall) == owed
    assert found.answers.bands[-1].working.part == found.answers.silent.part
    promises = found.promises
    assert promises.kept.part + promises.late.part + promises.unknown.part == promises.kept.whole
    assert found.curve is not None
    assert sum(one.raw.whole for one in found.curve.bins) <= owed
