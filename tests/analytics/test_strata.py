"""Comparing within strata: tables worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.analytics.slopes import Slope, find_slope
from otklik.analytics.strata import Adjusted, cell_variances, standardise

Z = 1.959964


def test_a_full_table_is_the_weighted_mean_of_its_cells() -> None:
    orders = np.array([[80, 20], [20, 80]])
    kept = np.array([[72, 16], [8, 24]])
    fast, slow = standardise(orders, kept, 1)
    assert (fast.share, slow.share) == (pytest.approx((0.9 + 0.4) / 2), pytest.approx((0.8 + 0.3) / 2))
    assert fast.covered == slow.covered == 1.0
    # By the plain shares the slow one looks half as good: 0.80 against 0.40.
    assert kept.sum(axis=0).tolist() == [80, 40]
    variances = cell_variances(orders, kept)
    half = Z * math.sqrt(0.25 * variances[0, 0] / 80 + 0.25 * variances[1, 0] / 20)
    assert fast.low == pytest.approx(0.65 - half, abs=1e-6)
    assert fast.high == pytest.approx(0.65 + half, abs=1e-6)


def test_a_cell_that_is_lacking_is_expected_by_both_models() -> None:
    orders = np.array([[100, 100], [100, 0]])
    kept = np.array([[80, 60], [40, 0]])
    fast, slow = standardise(orders, kept, 1)
    assert fast.share == pytest.approx((200 * 0.8 + 100 * 0.4) / 300)
    sums, products = 0.4 - 0.2, 0.4 * 0.75
    expected = [(200 * 0.6 + 100 * one) / 300 for one in (sums, products)]
    assert slow.share == pytest.approx(sum(expected) / 2)
    assert slow.low is not None and slow.high is not None
    assert slow.low < min(expected) < max(expected) < slow.high
    assert (fast.covered, slow.covered) == (pytest.approx(2 / 3), pytest.approx(2 / 3))


def test_a_mix_of_ones_own() -> None:
    orders = np.array([[80, 20], [20, 80]])
    kept = np.array([[72, 16], [8, 24]])
    fast, _ = standardise(orders, kept, 1, np.array([1.0, 3.0]))
    assert fast.share == pytest.approx(0.25 * 0.9 + 0.75 * 0.4)


def test_what_never_stands_beside_another_is_not_compared() -> None:
    alone = np.array([[50, 0], [0, 50]])
    nothing = Adjusted(None, None, None, 0.0)
    assert standardise(alone, alone // 2, 20) == [nothing, nothing]
    assert standardise(np.zeros((0, 2), int), np.zeros((0, 2), int), 20) == [nothing, nothing]


def test_groups_that_no_chain_of_strata_joins_are_left_out() -> None:
    orders = np.array([[30, 30, 0, 0], [0, 0, 20, 20], [0, 0, 5, 0]])
    kept = orders // 2
    shares = [one.share for one in standardise(orders, kept, 20)]
    assert shares == [pytest.approx(0.5), pytest.approx(0.5), None, None]


def test_too_few_orders_beside_another_group() -> None:
    orders = np.array([[100, 19], [0, 100]])
    assert [one.share is None for one in standardise(orders, orders // 2, 20)] == [False, True]


def test_what_hardly_stands_beside_another_would_be_nothing_but_the_models() -> None:
    for alone, known in ((760, True), (761, False)):
        orders = np.array([[20, 20], [alone, 0]])
        shares = [one.share for one in standardise(orders, orders // 2, 20)]
        assert [share is not None for share in shares] == [known, known]


def test_strata_of_one_group_are_as_good_as_one_of_their_mean() -> None:
    several, apart, together = [[40, 30]], [[7, 0], [13, 0], [0, 5]], [[20, 0], [0, 5]]
    kept = {7: 2, 13: 9, 5: 4, 20: 11, 40: 30, 30: 10, 0: 0}
    found = []
    for rows in (several + apart, several + together):
        orders = np.array(rows)
        found.append(standardise(orders, np.vectorize(kept.__getitem__)(orders), 20))
    assert found[0] == found[1] and found[0][1].share is not None


def test_nobody_is_ever_certain() -> None:
    (all_kept, none_kept) = standardise(np.array([[40, 40]]), np.array([[40, 0]]), 20)
    assert all_kept.low is not None and none_kept.high is not None
    assert all_kept.low < 1 == all_kept.high and none_kept.low == 0 < none_kept.high


cells = st.lists(st.tuples(*[st.integers(0, 6)] * 3), min_size=1, max_size=6)


@settings(deadline=None)
@given(cells, st.randoms(use_true_random=False))
def test_strata_in_another_order_and_shares_within_their_bounds(
    rows: list[tuple[int, ...]], chance: object
) -> None:
    orders = np.array(rows)
    kept = orders * 2 // 3
    found = standardise(orders, kept, 3)
    order = list(range(len(rows)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    again = standardise(orders[order], kept[order], 3)
    for one, other in zip(found, again, strict=True):
        assert (one.share is None) == (other.share is None)
        assert 0 <= one.covered <= 1
        if one.share is not None and one.low is not None and one.high is not None:
            assert (one.share, one.low, one.high) == pytest.approx(
                (other.share, other.low, other.high), abs=1e-9
            )
            assert 0 <= one.low <= one.share + 1e-12 and one.share <= one.high + 1e-12 <= 1 + 2e-12


def test_a_slope_within_strata() -> None:
    """Two stores of different levels; each loses one sale in four with the second hour."""
    strata = np.repeat([7, 9], 8)
    delays_s = np.tile(np.repeat([0, 3_600], 4), 2)
    kept = np.array([1, 1, 1, 1, 1, 1, 1, 0] + [1, 1, 0, 0, 1, 0, 0, 0], bool)
    found = find_slope(strata, delays_s, kept, 5)
    assert found.share == pytest.approx(-0.25)
    # White: Σ far² · wrong² / (Σ far²)² · n / (n − strata − 1), far being half an hour for all.
    wrong2 = 4 * 0.0**2 + 3 * 0.25**2 + 0.75**2 + 4 * 0.5**2 + 0.75**2 + 3 * 0.25**2
    deviation = math.sqrt(0.25 * wrong2 / (16 * 0.25) ** 2 * 16 / 13)
    assert found.low == pytest.approx(-0.25 - Z * deviation, abs=1e-6)


def test_no_slope_from_too_little() -> None:
    none = Slope(None, None, None)
    strata, delays_s = np.zeros(40, int), np.arange(40)
    kept = np.arange(40) % 2 == 0
    assert find_slope(strata, delays_s, kept, 20).share is not None
    assert find_slope(strata, delays_s, kept, 21) == none
    assert find_slope(np.arange(40), delays_s, kept, 1) == none
    assert find_slope(strata, np.ones(40, int), kept, 20) == none
    assert find_slope(strata[:0], delays_s[:0], kept[:0], 0) == none
