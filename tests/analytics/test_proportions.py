"""Wilson's interval, exactly."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.analytics.proportions import Z, make_share, wilson


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (8, 10, 0.490162, 0.943318),
        (2, 3, 0.207660, 0.938508),
        (1, 3, 0.061492, 0.792340),
        (0, 5, 0.0, 0.434482),
        (5, 5, 0.565518, 1.0),
        (0, 0, 0.0, 1.0),
        (500_000, 1_000_000, 0.499020, 0.500980),
    ],
)
def test_intervals(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-7)


@given(st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_bounds_are_where_the_score_test_just_doubts_them(case: tuple[int, int]) -> None:
    part, whole = case
    low, high = wilson(part, whole)
    share = part / whole
    assert 0 <= low <= share <= high <= 1
    for bound in (low, high):
        if 0 < bound < 1:
            score = abs(share - bound) / math.sqrt(bound * (1 - bound) / whole)
            assert score == pytest.approx(Z, rel=1e-6)
    assert wilson(whole - part, whole) == pytest.approx((1 - high, 1 - low), abs=1e-12)


def test_few_are_said_to_be_few() -> None:
    assert make_share("x", 1, 19, 20).few
    assert not make_share("x", 1, 20, 20).few
