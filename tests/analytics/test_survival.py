"""Kaplan–Meier against published tables, and against the definition."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.analytics import survival
from otklik.analytics.survival import compare_survival, estimate_survival, share_at

# Weeks in remission of Freireich's 42 children (Blood 21, 1963); a plus: still in remission when last seen.
TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
UNTREATED = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def read(text: str) -> tuple[np.ndarray, np.ndarray]:
    words = text.split()
    delays_s = np.array([int(word.rstrip("+")) for word in words], np.int64)
    return delays_s, np.array([word[-1] != "+" for word in words], bool)


def test_the_published_curve() -> None:
    curve = estimate_survival(*read(TREATED))
    assert curve.delays_s.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve.events.tolist() == [3, 1, 1, 1, 1, 1, 1]
    exact = [Fraction(18, 21)]
    for left, risk in ((16, 17), (14, 15), (11, 12), (10, 11), (6, 7), (5, 6)):
        exact.append(exact[-1] * Fraction(left, risk))
    assert curve.share.tolist() == pytest.approx([float(one) for one in exact], abs=1e-15)
    assert curve.low.tolist() == pytest.approx([0.620, 0.563, 0.503, 0.432, 0.368, 0.268, 0.188], abs=5e-4)
    assert curve.high.tolist() == pytest.approx([0.952, 0.923, 0.889, 0.849, 0.805, 0.747, 0.680], abs=5e-4)


def test_the_published_comparison() -> None:
    (treated_s, treated), (untreated_s, untreated) = read(TREATED), read(UNTREATED)
    delays_s, happened = np.concatenate((treated_s, untreated_s)), np.concatenate((treated, untreated))
    second = np.arange(42) >= 21
    found = compare_survival(delays_s, happened, second)
    assert found.chi2 == pytest.approx(16.793, abs=5e-4)
    assert found.p == pytest.approx(4.17e-5, rel=1e-2)
    assert compare_survival(delays_s, happened, ~second).chi2 == pytest.approx(found.chi2, rel=1e-12)


def test_nothing_to_compare() -> None:
    delays_s, happened = read("1 2 3")
    assert compare_survival(delays_s, happened, np.zeros(3, bool)) == survival.LogRank(0.0, 1.0)
    assert compare_survival(delays_s[:0], happened[:0], happened[:0]) == survival.LogRank(0.0, 1.0)


def test_the_end_of_a_curve() -> None:
    curve = estimate_survival(*read("1 2 2"))
    assert curve.share.tolist() == [pytest.approx(2 / 3), 0.0]
    assert (curve.low[1], curve.high[1]) == (0.0, curve.high[0])
    alone = estimate_survival(*read("5"))
    assert (alone.share[0], alone.low[0], alone.high[0]) == (0.0, 0.0, 1.0)
    assert len(estimate_survival(*read("1+ 2+")).share) == 0
    assert len(estimate_survival(*read("")).share) == 0


def test_a_share_at_any_delay() -> None:
    curve = estimate_survival(*read("1 3 4+ 9"))
    assert share_at(curve, np.array([0, 1, 2, 3, 8, 9, 99])).tolist() == [1, 0.75, 0.75, 0.5, 0.5, 0, 0]


rows = st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=30)


@given(rows)
def test_it_is_the_product_of_those_who_stay(rows: list[tuple[int, bool]]) -> None:
    delays_s, happened = (
        np.array([row[0] for row in rows], np.int64),
        np.array([row[1] for row in rows], bool),
    )
    curve = estimate_survival(delays_s, happened)
    expected, share = {}, Fraction(1)
    for delay in sorted({delay for delay, real in rows if real}):
        risk, events = sum(one >= delay for one, _ in rows), rows.count((delay, True))
        share *= Fraction(risk - events, risk)
        expected[delay] = float(share)
    assert dict(zip(curve.delays_s.tolist(), curve.share.tolist(), strict=True)) == pytest.approx(expected)
    assert all(curve.low <= curve.share + 1e-12) and all(curve.share <= curve.high + 1e-12)
    assert not math.isnan(sum(curve.low) + sum(curve.high))


@given(rows, st.integers(1, 40_000_000))
def test_delays_of_years_are_counted_without_an_array_of_years(
    rows: list[tuple[int, bool]], unit: int
) -> None:
    delays_s, happened = (
        np.array([row[0] for row in rows], np.int64),
        np.array([row[1] for row in rows], bool),
    )
    near, far = estimate_survival(delays_s, happened), estimate_survival(delays_s * unit, happened)
    assert (near.delays_s * unit).tolist() == far.delays_s.tolist()
    assert near.share.tolist() == far.share.tolist()
