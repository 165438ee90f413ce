"""What is reported can be opened: every figure of the findings gives exactly the orders that it counts (law 14)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.analytics import evidence
from otklik.analytics.audit import audit
from otklik.analytics.evidence import rows_behind
from otklik.analytics.findings import Findings, Norms, Share, Spread
from otklik.analytics.frames import DIMENSIONS, INSTANTS, OUTCOMES, OrderFrame
from otklik.analytics.judged_orders import judge_orders
from otklik.domain.errors import DomainError
from tests.analytics.random_orders import knowing_only, random_frame

NORMS = (Norms(), Norms(target_days=0, limit_days=1, trade="100%"))


def figures(value: Any) -> Iterator[Share | Spread]:
    """Every share and spread that stands anywhere in a value."""
    if isinstance(value, Share | Spread):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from figures(item)
    elif dataclasses.is_dataclass(value):
        for item in dataclasses.fields(value):
            yield from figures(getattr(value, item.name))


def mistold(frame: OrderFrame, found: Findings) -> list[str]:
    """Figures whose orders aren't as many as the findings say."""
    wrong = []
    for one in figures(found):
        expected = (one.part, one.whole) if isinstance(one, Share) else (one.whole, one.whole)
        behind = (
            len(rows_behind(frame, NORMS, one.figure)),
            len(rows_behind(frame, NORMS, f"{one.figure}/all")),
        )
        if behind != expected:
            wrong.append(f"{one.figure}: {behind}, not {expected}")
    return wrong


def test_every_figure_opens_its_orders() -> None:
    frame = random_frame(1, 400)
    found = audit(frame, NORMS)
    names = [one.figure for one in figures(found)]
    assert len(names) == len(set(names)) > 250
    assert mistold(frame, found) == []


def test_a_figure_that_counts_otherwise_would_be_noticed() -> None:
    frame = random_frame(1, 50)
    found = audit(frame, NORMS)
    assert found.answers is not None
    lie = dataclasses.replace(found.answers.silent, part=found.answers.silent.part + 1)
    lied = dataclasses.replace(found, answers=dataclasses.replace(found.answers, silent=lie))
    assert [line.partition(":")[0] for line in mistold(frame, lied)] == ["answers/silent"]


FIELDS = (
    *INSTANTS[1:],
    "outcome",
    *DIMENSIONS,
    "reason",
    "amount_minor",
    "has_phone",
    "by_phone",
    "attempts",
)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 9), st.integers(0, 12), st.sets(st.sampled_from(FIELDS)))
def test_whatever_the_source_knows(seed: int, number: int, fields: set[str]) -> None:
    frame = knowing_only(random_frame(seed, number), *fields)
    found = audit(frame, NORMS)
    assert mistold(frame, found) == []
    assert found.absent == tuple(name for name in FIELDS if name not in fields)


def test_rows_are_places_in_the_frame_ascending() -> None:
    frame = random_frame(2, 60)
    kept = rows_behind(frame, NORMS, "outcomes/kept")
    assert kept.dtype == np.int64
    assert kept.tolist() == [row for row in range(60) if OUTCOMES[frame.outcome[row]] == "kept"]
    hour = rows_behind(frame, NORMS, "by/store/a%2Fb/orders").tolist()
    assert hour == [row for row in range(60) if frame.labels["store"].codes[row] == 1]
    assert rows_behind(frame, NORMS, "by/store//orders").tolist() == [
        row for row in range(60) if frame.labels["store"].codes[row] == -1
    ]


def test_money_opens_its_orders() -> None:
    frame = random_frame(3, 200)
    money = audit(frame, NORMS).money
    assert money is not None and frame.amount_minor is not None
    for name in ("kept", "lost", "late_lost", "silent_lost", "premature_lost"):
        amounts_minor = frame.amount_minor[rows_behind(frame, NORMS, f"money/{name}")]
        assert int(amounts_minor[amounts_minor >= 0].sum()) == getattr(money, f"{name}_minor")


@pytest.mark.parametrize(
    "figure",
    ["", "all", "answers", "answers/in_target/all/all", "by/store", "by/store/nowhere/orders", "by/reason/all/orders",
     "week/0/x/orders", "by/store/a/b/orders", "refusals/reason/nothing"],
)  # fmt: skip
def test_what_is_no_figure_is_refused(figure: str) -> None:
    with pytest.raises(DomainError) as refused:
        rows_behind(random_frame(1, 5), NORMS, figure)
    assert refused.value.code == "figure_unknown"


def test_every_measure_is_shown_somewhere() -> None:
    frame = random_frame(1, 400)
    shown = {one.figure for one in figures(audit(frame, NORMS))}
    opened_only = {
        "orders",
        *(f"money/{name}" for name in ("kept", "lost", "late_lost", "silent_lost", "premature_lost")),
    }
    listed = evidence.list_measures(judge_orders(frame, NORMS)).keys()
    assert listed - shown == {*opened_only, "kept"}
