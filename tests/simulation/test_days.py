"""Reference days are values of their seed, and have the shape that was said."""

from collections import Counter

import numpy as np
import pytest

from otklik.planning.buffers import Noise, draw_factors
from otklik.simulation import days


def test_a_day_is_a_value_of_its_seed() -> None:
    assert days.make_booking_day(3) == days.make_booking_day(3)
    assert days.make_booking_day(3) != days.make_booking_day(4)
    assert days.make_mixed_day(3) == days.make_mixed_day(3)
    assert days.make_square_day(100, "RC", 1) == days.make_square_day(100, "RC", 1)


def test_who_asks_and_when() -> None:
    asked = [one for seed in days.SEEDS for one in days.make_booking_day(seed).requests]
    assert len(asked) == 10_000
    firsts = Counter(one.choices[0] for one in asked)
    assert sum(firsts[late] for late in (4, 5)) == pytest.approx(5_000, rel=0.05)
    assert sum(len(one.choices) == 2 for one in asked) == pytest.approx(6_000, rel=0.05)
    assert sum(one.stop.zone == "outer" for one in asked) == pytest.approx(1_000, rel=0.15)
    outer = days.make_booking_day(0, outer=days.OUTER_SHARE).requests
    assert sum(one.stop.zone == "outer" for one in outer) == pytest.approx(175, rel=0.15)


def test_noise_has_the_stated_spread_and_means_one() -> None:
    drawn = [draw_factors(np.random.default_rng(seed), 60, days.NOISE) for seed in range(200)]
    legs, doors = np.array([one.legs for one in drawn]), np.array([one.services for one in drawn])
    assert legs.mean() == pytest.approx(1, abs=0.03)
    assert legs.mean(axis=(1, 2)).std() == pytest.approx(0.1, rel=0.15)
    assert (legs / legs.mean(axis=(1, 2), keepdims=True)).std() == pytest.approx(0.3, rel=0.05)
    assert (doors.mean(), doors.std()) == (pytest.approx(1, abs=0.02), pytest.approx(0.5, rel=0.05))
    still = draw_factors(np.random.default_rng(1), 5, Noise(0, 0, 0))
    assert (still.legs == 1).all() and (still.services == 1).all()


def test_every_stop_of_a_square_day_can_be_driven_alone() -> None:
    for kind in ("R", "C", "RC"):
        day = days.make_square_day(250, kind, 2)
        assert len(day.stops) == 250
        assert all(one.from_s <= one.to_s for one in day.stops.values())
        assert len(day.tours) == 62
