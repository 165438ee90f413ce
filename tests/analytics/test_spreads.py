"""Percentiles are values that occurred: the nearest rank."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.analytics.findings import Spread
from otklik.analytics.spreads import make_spread, percentile


def test_by_hand() -> None:
    values_s = np.array([50, 10, 40, 20, 30, 60, 70, 80, 90, 100])
    assert make_spread("x", values_s) == Spread("x", 10, 50, 90, 100)
    assert make_spread("x", values_s[:1]) == Spread("x", 1, 50, 50, 50)
    assert make_spread("x", values_s[:0]) == Spread("x", 0, None, None, None)
    assert percentile(values_s[:0], 50) is None


@given(st.lists(st.integers(-5, 5), min_size=1), st.integers(1, 100))
def test_it_is_the_smallest_value_that_enough_do_not_exceed(values: list[int], percent: int) -> None:
    found = percentile(np.array(values), percent)
    enough = [value for value in values if 100 * sum(one <= value for one in values) >= percent * len(values)]
    assert found == min(enough)


@pytest.mark.parametrize("percent", [50, 90, 95])
def test_the_spread_has_the_same(percent: int) -> None:
    values_s = np.arange(1, 8) ** 2
    assert getattr(make_spread("x", values_s), f"p{percent}_s") == percentile(values_s, percent)
