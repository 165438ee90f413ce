"""Estimated true shares: coverage on known truth, what is known exactly, and the negative controls."""

from __future__ import annotations

import numpy as np
import pytest

from otklik.analytics.true_shares import Stratum, TrueShare, estimate_share, shrink_shares
from tests.analytics import known_shares

FEW = 20
DISCRETE = {(20, 0.02), (20, 0.05)}
"""Where few cases make the interval hold more than 97 %: nothing between two whole numbers of cases holds less."""


def test_intervals_hold_the_truth_as_often_as_they_say_where_everybody_answers() -> None:
    found = {(size, rate): one for size, rate, one in known_shares.full_response()}
    assert len(found) == 18
    for corner, one in found.items():
        assert 0.93 <= one.held <= (0.99 if corner in DISCRETE else 0.97), (corner, one)
    plain = [one.plain for one in found.values()]
    assert sum(plain) / len(plain) < 0.5, "the plain average takes those asked for certain for all"


def test_a_plan_that_changed_on_the_way_is_held_too() -> None:
    for size, rate, one in known_shares.changed_plans():
        assert 0.93 <= one.held <= 0.975, (size, rate, one)


def test_the_bounds_hold_the_truth_however_the_silent_ones_would_have_answered() -> None:
    held, plain = [], []
    for size, rate, answer, one in known_shares.biased_response():
        assert one.held >= 0.95, (size, rate, answer, one)
        assert one.plain < one.held
        held.append(one.held)
        plain.append(one.plain)
    assert sum(plain) / len(plain) < 0.3


def test_whoever_takes_the_silent_ones_for_the_others_is_noticed() -> None:
    """The negative control: with those who answered as the sample, the same test fails."""
    group = known_shares.Group(500, 100, 0.3, (0.9, 0.3))
    rng = np.random.default_rng(1)
    truth, told, true = known_shares._draw(group, rng, 300)
    held = 0
    for real, answered, yes in zip(truth, told, true, strict=True):
        one = estimate_share([Stratum(500, int(answered), int(answered), int(yes))], FEW)
        held += one.low <= real / 500 <= one.high
    assert held < 30


def test_what_everybody_said_is_known() -> None:
    one = estimate_share([Stratum(40, 40, 40, 11)], FEW)
    assert (one.share, one.low, one.high, one.few) == (0.275, 0.275, 0.275, False)
    silent = estimate_share([Stratum(40, 40, 30, 11)], FEW)
    assert (silent.low, silent.high, silent.silent) == (11 / 40, 21 / 40, 10)
    assert (silent.floor, silent.ceiling) == (silent.low, silent.high)
    assert silent.share == pytest.approx(11 / 30)


def test_cases_asked_for_certain_weigh_as_many_as_they_are() -> None:
    """Ten of ten say yes, and one of ten of the ninety others: a plain average would say 55 %."""
    one = estimate_share([Stratum(10, 10, 10, 10), Stratum(90, 10, 10, 1)], FEW)
    assert one.share == pytest.approx(0.19)
    assert (one.floor, one.ceiling) == (pytest.approx(0.19), pytest.approx(0.19))
    assert (one.low, one.high) == (0.12, 0.42)
    assert one.effective == 10


def test_nothing_asked_says_nothing() -> None:
    for strata in ([], [Stratum(30, 0, 0, 0)], [Stratum(30, 30, 0, 0)]):
        one = estimate_share(strata, FEW)
        assert (one.share, one.few) == (None, True)
        assert one.low <= 0.05
        assert one.high >= 0.95


def test_few_are_said_to_be_few() -> None:
    """Two of three late block nobody (law 13): exactly known, and too few to judge by."""
    assert estimate_share([Stratum(3, 3, 3, 2)], FEW).few
    assert not estimate_share([Stratum(20, 20, 20, 2)], FEW).few


def everybody(true: int, told: int) -> TrueShare:
    return estimate_share([Stratum(told, told, told, true)], FEW)


def test_small_groups_are_drawn_to_the_network_and_large_ones_stay() -> None:
    shares = [everybody(320, 400), everybody(65, 100), everybody(60, 100), everybody(0, 4), everybody(0, 0)]
    large, second, third, small, none = shrink_shares(shares)
    assert none is None
    assert large and small and second and third
    assert large.share == pytest.approx(0.8, abs=0.02)
    assert large.weight > 0.8 > 0.5 > small.weight
    assert 0.4 < small.share < 0.72
    for one in (large, second, third, small):
        assert one.low < one.share < one.high


def test_shrunk_shares_miss_less_than_plain_ones() -> None:
    rng = np.random.default_rng(5)
    plain = shrunk = 0.0
    for _ in range(60):
        truth = rng.beta(6, 4, 12)
        told = rng.integers(3, 40, 12)
        true = rng.binomial(told, truth)
        shares = [everybody(int(yes), int(of)) for yes, of in zip(true, told, strict=True)]
        for real, own, drawn in zip(truth, shares, shrink_shares(shares), strict=True):
            assert own.share is not None and drawn is not None
            plain += (own.share - real) ** 2
            shrunk += (drawn.share - real) ** 2
    assert shrunk < 0.75 * plain


def test_two_partners_say_nothing_of_a_spread() -> None:
    first, second = shrink_shares([everybody(30, 40), everybody(1, 40)])
    assert first and second
    assert (first.weight, second.weight) == (pytest.approx(40 / 41), pytest.approx(40 / 41))
