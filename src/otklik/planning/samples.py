"""How many buyers of each partner and reason are asked why their order ended: a sample of a stated precision.

For each stratum the smallest number of answers is taken whose share is known to within a half width at 95 %, in a
population as finite as the last ninety days were; it is raised by those who don't answer, and becomes a chance. Small
strata come out at certainty, so that nobody is judged on three answers. docs/algorithms/refusal-court.md.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from otklik.domain.surveys import ALL_PPM, EVERYBODY, is_drawn

__all__ = [
    "HALF_WIDTH_PPM",
    "WINDOW_DAYS",
    "SamplePlan",
    "Stratum",
    "drawn",
    "month_of",
    "plan_sample",
    "size_of",
]

HALF_WIDTH_PPM = 100_000
"""Ten points up or down, in millionths."""

WINDOW_DAYS = 90
"""So many last days say how much of each stratum is to be expected; figures are read over as many."""

Z_PPM = 1_959_964
"""The normal quantile of 95 %, in millionths."""

ANSWERED_PPM = 500_000
"""Share of those asked who answer, until this partner's own buyers have told."""

ENOUGH_ASKED = 20
"""So many asked before a partner's own share of answers is believed."""

LEAST_ANSWERED_PPM = 200_000
"""Nobody is written to five times as often, however few answer."""

drawn = is_drawn
"""Whether a case falls into the sample: (seed, stream, case, chance in millionths)."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """What the last ninety days held of one reason: ended orders, how many were asked, how many answered."""

    ended: int
    asked: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """Whom to ask in a period: chance per stratum in millionths, and what it was made for."""

    from_on: date
    until_on: date
    half_width_ppm: int
    shares: Mapping[str, int]


def size_of(population: int, half_width_ppm: int = HALF_WIDTH_PPM) -> int:
    """How many answers tell a share to within a half width at 95 %, whatever the share is; at most all.

    Parameters
    ----------
    population
        How many there are.
    half_width_ppm
        In millionths.

    Notes
    -----
    Cochran's size for a share of one half, z²/4h², with the finite population's correction; counted in whole
    numbers, rounded up.
    """
    if population <= 0:
        return 0
    # n0 = z² / 4h²; n = n0·N / (n0 + N − 1) = z²·N / (z² + 4h²·(N − 1))
    top, spread = Z_PPM**2, 4 * half_width_ppm**2
    return min(population, -(-top * population // (top + spread * (population - 1))))


def plan_sample(
    strata: Mapping[str, Stratum], *, period: tuple[date, date], half_width_ppm: int = HALF_WIDTH_PPM
) -> SamplePlan:
    """The plan of one partner for a period.

    Parameters
    ----------
    strata
        By reason: what the last ninety days held, without the cases that are asked in any case.
    period
        First and last day for which it is made.
    half_width_ppm
        The precision wished for, in millionths.
    """
    answering_ppm = _answering_ppm(strata)
    shares = {
        reason: _share_ppm(one.ended, half_width_ppm, answering_ppm)
        for reason, one in sorted(strata.items())
        if one.ended > 0
    }
    return SamplePlan(*period, half_width_ppm, {**shares, EVERYBODY: ALL_PPM})


def _answering_ppm(strata: Mapping[str, Stratum]) -> int:
    asked = sum(one.asked for one in strata.values())
    if asked < ENOUGH_ASKED:
        return ANSWERED_PPM
    answered = sum(one.answered for one in strata.values())
    return max(LEAST_ANSWERED_PPM, answered * ALL_PPM // asked)


def _share_ppm(ended: int, half_width_ppm: int, answering_ppm: int) -> int:
    wanted = size_of(ended, half_width_ppm)
    return min(ALL_PPM, -(-wanted * ALL_PPM * ALL_PPM // (ended * answering_ppm)))


def month_of(day: date) -> tuple[date, date]:
    """First and last day of a day's month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
