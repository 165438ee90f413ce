"""How many are asked: against the textbook's sizes, and that the promised precision is really reached."""

from __future__ import annotations

import math
import random
from datetime import date

import pytest

from otklik.planning.samples import EVERYBODY, Stratum, drawn, month_of, plan_sample, size_of

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("population", "size"),
    [(0, 0), (1, 1), (10, 10), (30, 24), (100, 50), (300, 73), (1_000, 88), (10**9, 97)],
)
def test_sizes_by_hand(population: int, size: int) -> None:
    """n = n0·N / (n0 + N − 1) with n0 = 96.04, rounded up."""
    assert size_of(population) == size
    if population > 1:
        exact = 96.0364 * population / (96.0364 + population - 1)
        assert size == math.ceil(exact - 1e-9)


@pytest.mark.parametrize("population", [40, 150, 600])
def test_the_stated_precision_is_reached(population: int) -> None:
    """Of 2,000 samples of the worst share at least 93 % lie within ten points of the truth."""
    seeded = random.Random(7)
    people = [index < population // 2 for index in range(population)]
    size = size_of(population)
    true = sum(people) / population
    shares = [sum(seeded.sample(people, size)) / size for _ in range(2_000)]
    assert sum(abs(share - true) <= 0.1 + 1e-9 for share in shares) >= 0.93 * 2_000
    # control: half as many don't reach it
    few = [sum(seeded.sample(people, size // 2)) / (size // 2) for _ in range(2_000)]
    assert sum(abs(share - true) <= 0.1 + 1e-9 for share in few) < 0.93 * 2_000


def test_a_plan_gives_each_stratum_its_chance() -> None:
    """Small strata whole, large ones by chance, raised by those who don't answer; what is new whole."""
    plan = plan_sample(
        {"not_paid": Stratum(1_000), "no_goods": Stratum(12), "other": Stratum(0)}, period=MARCH
    )
    assert dict(plan.shares) == {"no_goods": 1_000_000, "not_paid": 176_000, EVERYBODY: 1_000_000}
    assert (plan.from_on, plan.until_on, plan.half_width_ppm) == (*MARCH, 100_000)
    # 88 answers of 1,000; four of five answer here, so 11 % are asked instead of 17.6 %
    told = plan_sample({"not_paid": Stratum(1_000, asked=200, answered=160)}, period=MARCH)
    assert told.shares["not_paid"] == 110_000
    # nobody is written to more than five times as often, and too few asked say nothing
    silent = plan_sample({"not_paid": Stratum(1_000, asked=200, answered=2)}, period=MARCH)
    assert silent.shares["not_paid"] == 440_000
    few = plan_sample({"not_paid": Stratum(1_000, asked=19, answered=19)}, period=MARCH)
    assert few.shares["not_paid"] == 176_000


def test_a_narrower_width_asks_more() -> None:
    """Half the width, about four times the answers."""
    narrow = plan_sample({"not_paid": Stratum(10_000)}, period=MARCH, half_width_ppm=50_000)
    wide = plan_sample({"not_paid": Stratum(10_000)}, period=MARCH)
    assert (wide.shares["not_paid"], narrow.shares["not_paid"]) == (19_200, 74_000)


def test_a_plan_draws_about_as_many_as_it_says() -> None:
    """1,000 cases at 17.6 %: 176, within four standard deviations."""
    share = plan_sample({"not_paid": Stratum(1_000)}, period=MARCH).shares["not_paid"]
    assert abs(sum(drawn("seed", f"order/{n}", "1", share) for n in range(1_000)) - 176) < 4 * 12.1


def test_months() -> None:
    """A leap February, and December."""
    assert month_of(date(2028, 2, 3)) == (date(2028, 2, 1), date(2028, 2, 29))
    assert month_of(date(2026, 12, 31)) == (date(2026, 12, 1), date(2026, 12, 31))
