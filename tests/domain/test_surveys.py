"""The draw: the same for ever, with the stated chance, and certain where the journal speaks against what was stated."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from otklik.domain.court_cases import CourtCase
from otklik.domain.surveys import draw_of, is_drawn
from otklik.domain.world import Sampling

AT = datetime(2026, 3, 19, 9, 0, tzinfo=UTC)
FAIR = CourtCase(case="1", cause="refused", reason="not_paid", at=AT, holder="tverskaya", attempts=1, tried=1)
PLAN = Sampling("2026-03", "seed", {"not_paid": 250_000, "*": 1_000_000})


def test_a_draw_is_the_same_for_ever() -> None:
    """These four were drawn once; a change of the function would make old samples impossible to draw again."""
    assert [is_drawn("seed", f"order/{n}", "1", 500_000) for n in range(8)] == DRAWN


DRAWN = [False, False, True, True, False, False, True, False]


def test_a_chance_is_kept() -> None:
    """Of 20,000 cases a quarter, within four standard deviations; none and all are exact."""
    drawn = sum(is_drawn("seed", f"order/{n}", "1", 250_000) for n in range(20_000))
    assert abs(drawn - 5_000) < 4 * 61.3
    assert not any(is_drawn("seed", f"order/{n}", "1", 0) for n in range(1_000))
    assert all(is_drawn("seed", f"order/{n}", "1", 1_000_000) for n in range(1_000))


def test_seed_case_and_order_all_count() -> None:
    """Another seed, order or end of the same order draws anew, independently."""
    names = [f"s{n}" for n in range(400)]
    assert 150 < sum(is_drawn(name, "order/1", "1", 500_000) for name in names) < 250
    assert 150 < sum(is_drawn("seed", "order/1", name, 500_000) for name in names) < 250


def test_a_larger_chance_keeps_whom_a_smaller_one_drew() -> None:
    """A plan that is made anew with more adds people and drops none."""
    for n in range(500):
        if is_drawn("seed", f"order/{n}", "1", 200_000):
            assert is_drawn("seed", f"order/{n}", "1", 300_000)


@pytest.mark.parametrize(
    "against",
    [
        {"premature": True},
        {"unmet": ("attempts",)},
        {"silent": True},
        {"attempts": 0},
        {"silent": True, "cause": "released", "reason": "released"},
    ],
)
def test_a_contradictory_case_is_always_asked(against: dict[str, object]) -> None:
    """Premature, against the evidence, unanswered, or after "nobody contacted me": certain, in a stratum of its own."""
    case = replace(FAIR, **against)  # type: ignore[arg-type]
    draw = draw_of("order/1", case, replace(PLAN, shares={"*": 0}))
    assert (draw.is_drawn, draw.share_ppm, draw.stratum) == (True, 1_000_000, f"certain:{case.reason}")


def test_any_other_case_has_the_chance_of_its_stratum() -> None:
    """A known reason its own, a new one that of `*`, and without a plan everybody."""
    draws = [draw_of(f"order/{n}", FAIR, PLAN) for n in range(400)]
    assert {(one.stratum, one.share_ppm, one.plan) for one in draws} == {("not_paid", 250_000, "2026-03")}
    assert 60 < sum(one.is_drawn for one in draws) < 140
    assert draw_of("order/1", replace(FAIR, reason="no_goods"), PLAN).share_ppm == 1_000_000
    assert draw_of("order/1", FAIR, None).is_drawn
    # the store that never refuses: nothing was stated, so nothing is contradicted by itself
    silent = replace(FAIR, cause="released", reason="released", attempts=0)
    assert draw_of("order/1", silent, replace(PLAN, shares={"*": 0})).is_drawn is False
