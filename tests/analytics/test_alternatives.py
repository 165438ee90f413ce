"""Weights learnt from decisions: what buyers minded is found, what they did not is not, and too few say nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from otklik.analytics.alternatives import learn
from otklik.analytics.missing_lines import RungRow, count_missing
from otklik.domain.alternatives import ENOUGH, SHIPPED, TERMS


@dataclass(frozen=True)
class Told:
    """A decision as a test makes it."""

    accepted: bool
    rung: str = "similar"
    terms: dict[str, float] = field(default_factory=dict)


def told(count: int, **minded: float) -> list[Told]:
    """Offers with random differences, taken the less the more of what is minded they have."""
    dice = np.random.default_rng(7)
    found = []
    for _ in range(count):
        terms = {name: float(dice.uniform(0, 1)) for name in ("distance", "price", "insole", "age")}
        liking = 2.0 - sum(weight * terms[name] for name, weight in minded.items())
        found.append(Told(bool(dice.uniform() < 1 / (1 + np.exp(-liking))), terms=terms))
    return found


def test_what_buyers_mind_is_found_and_the_rest_keeps_its_weight() -> None:
    learnt = learn(told(2_000, price=4.0, insole=1.0))
    weights = learnt.weights
    assert weights["price"] > 2 * weights["insole"] > 4 * weights["age"], weights
    assert {name: weights[name] for name in TERMS if name not in ("distance", "price", "insole", "age")} == {
        name: SHIPPED[name] for name in TERMS if name not in ("distance", "price", "insole", "age")
    }, "what never differed is not learnt"
    assert sum(weights.values()) == pytest.approx(sum(SHIPPED.values()), abs=1e-3)
    assert min(weights.values()) >= 0


def test_too_few_decisions_or_all_of_one_kind_teach_nothing() -> None:
    few = told(ENOUGH - 1, price=4.0)
    assert (learn(few).weights, learn(few).decisions) == ({}, ENOUGH - 1)
    assert learn([Told(True, terms={"price": 0.5})] * 500).weights == {}


@dataclass(frozen=True)
class Line:
    """A missing line as a test makes it."""

    rung: str
    phase: str


def test_missing_lines_are_counted_by_what_was_taken() -> None:
    rows = [Line("same", "completed")] * 3 + [Line("same", "open"), Line("similar", "refused")]
    rows += [Line("", "refused"), Line("", "confirmed")]
    same, similar, nothing = count_missing(rows)
    assert (same.rung, same.lines, same.sold, same.lost, same.open) == ("same", 4, 3, 0, 1)
    assert (round(same.low, 3), same.high) == (0.439, 1.0)
    assert (similar.rung, similar.sold, similar.lost) == ("similar", 0, 1)
    assert nothing == RungRow("", 2, 0, 1, nothing.low, nothing.high)
    assert count_missing([]) == ()
