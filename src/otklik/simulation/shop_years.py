"""Years of a depot's deliveries with known effects: what the forecast is tested on, since the truth is written here.

Counts are drawn from a mean that is a product of a level that wanders, the weekday, the time of the year, special
days and advertising; noise is Poisson and a day's own. All of it from one numpy Generator.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from otklik.domain.demand import DayCount
from otklik.planning.advertising import pressure_of, unit_of
from otklik.planning.special_days import special_day

PERCENTS: Mapping[str, float] = {
    "12-18": 6, "12-19": 10, "12-20": 14, "12-21": 16, "12-22": 18, "12-23": 20, "12-24": 16, "12-25": 10,
    "12-26": 76, "12-27": 102, "12-28": 106, "12-29": 94, "12-30": 40, "12-31": -38,
    "01-01": -85, "01-02": -70, "01-03": -55, "01-04": -45, "01-05": -40, "01-06": -35, "01-07": -45, "01-08": -25,
    "02-13": 30, "02-14": 22, "02-22": 26, "02-23": -12, "03-06": 32, "03-07": 48, "03-08": -10, "05-01": -25,
    "05-09": -30, "06-12": -15, "08-31": 20, "09-01": -10, "11-04": -12,
    "black_friday": 45, "before_off": 8, "off": -15, "bridge": -10, "work_saturday": 6,
}  # fmt: skip
"""What each special day does, in percent of an ordinary one."""

WEEKDAYS = (0.02, -0.04, -0.06, 0.0, 0.12, 0.08, -0.12)
ZONES: Mapping[str, float] = {"centre": 26.0, "north": 17.0, "suburb": 9.0, "points": 13.0}
"""Mean deliveries of an ordinary day by zone."""


@dataclass(frozen=True, slots=True)
class ShopYears:
    """What was drawn, and the truth behind it.

    Parameters
    ----------
    counts
        As a depot would have them on record: sold-out days are cut, closed days are named.
    wanted
        Zones × days: what was wanted in truth.
    budgets
        Advertising by day, minor units.
    percents, elasticity, kept
        The effects that were put in.
    """

    first_on: date
    zones: tuple[str, ...]
    counts: tuple[DayCount, ...]
    wanted: NDArray[np.int64]
    budgets: Mapping[date, int]
    percents: Mapping[str, float]
    elasticity: float
    kept: float


@dataclass(frozen=True, slots=True)
class ShopLaw:
    """How a depot's years are made; the defaults are the reference shop of the bench.

    Parameters
    ----------
    places
        Deliveries that a zone can sell a day, as a multiple of its ordinary day; beyond it is sold out.
    closed
        Special days on which nothing is delivered.
    day_cv, zone_cv
        Noise that all zones share on a day, and a zone's own, beyond Poisson.
    wander
        Standard deviation of the level's daily step, in logarithms.
    """

    zones: Mapping[str, float] = field(default_factory=lambda: ZONES)
    percents: Mapping[str, float] = field(default_factory=lambda: PERCENTS)
    elasticity: float = 0.25
    kept: float = 0.5
    places: float = 3.0
    closed: frozenset[str] = frozenset({"01-01"})
    day_cv: float = 0.05
    zone_cv: float = 0.06
    wander: float = 0.004
    growth_a_year: float = 0.1
    year_swing: float = 0.12


REFERENCE = ShopLaw()


def draw_years(rng: np.random.Generator, *, first_on: date, days: int, law: ShopLaw = REFERENCE) -> ShopYears:
    """Years of a depot from a day on."""
    dates = [first_on + timedelta(days=n) for n in range(days)]
    slugs = tuple(law.zones)
    spent = _budgets(rng, dates)
    unit = unit_of(spent)
    shared = law.elasticity * np.log1p(pressure_of(spent, law.kept, unit))
    for n, on in enumerate(dates):
        shared[n] += WEEKDAYS[on.weekday()] + math.log1p(law.percents.get(special_day(on), 0.0) / 100)
        shared[n] += law.year_swing * math.sin(2 * math.pi * (on.timetuple().tm_yday - 260) / 365.25)
    shared += rng.normal(0.0, law.day_cv, days) + law.growth_a_year * np.arange(days) / 365.25
    level = np.cumsum(rng.normal(0.0, law.wander, (len(slugs), days)), axis=1)
    own = rng.normal(0.0, law.zone_cv, (len(slugs), days))
    base = np.log(np.array([law.zones[slug] for slug in slugs]))[:, None]
    wanted = rng.poisson(np.exp(base + shared[None, :] + level + own))
    counts = []
    for zone, slug in enumerate(slugs):
        most = round(law.zones[slug] * law.places)
        for n, on in enumerate(dates):
            closed = special_day(on) in law.closed
            count = 0 if closed else min(int(wanted[zone, n]), most)
            counts.append(DayCount(on, slug, count, sold_out=not closed and count == most, closed=closed))
    budgets = {on: int(one) for on, one in zip(dates, spent, strict=True) if one > 0}
    return ShopYears(
        first_on=first_on,
        zones=slugs,
        counts=tuple(counts),
        wanted=wanted,
        budgets=budgets,
        percents=law.percents,
        elasticity=law.elasticity,
        kept=law.kept,
    )


def _budgets(rng: np.random.Generator, dates: list[date]) -> NDArray[np.float64]:
    """Campaigns of one or two weeks, about one in six weeks, and one at the start of each December."""
    spent = np.zeros(len(dates))
    n = int(rng.integers(5, 30))
    while n < len(dates):
        length = int(rng.integers(6, 15))
        spent[n : n + length] = 100.0 * round(float(rng.uniform(4_000, 16_000)))
        n += length + int(rng.integers(14, 50))
    for n, on in enumerate(dates):
        if on.month == 12 and on.day <= 7:
            spent[n] = 1_500_000.0
    return spent
