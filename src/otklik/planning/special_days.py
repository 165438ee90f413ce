"""Which days are not ordinary for a shop in Russia, by name: holidays, the days around them, the New Year fortnight.

Public holidays, transfers and working Saturdays come from the same data as the stores' calendars
(`domain/public_holidays`); what people buy presents for comes from the table here. Pure.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date, timedelta

from otklik.domain.public_holidays import load_holiday_year

COUNTRY = "RU"

NEW_YEAR = tuple((date(2001, 12, 18) + timedelta(days=n)).strftime("%m-%d") for n in range(14)) + tuple(
    f"01-{day:02}" for day in range(1, 9)
)
"""The fortnight before New Year and the holidays after it: each day has its own effect, and all have one shape."""

NAMED = (
    "02-13",
    "02-14",
    "02-22",
    "02-23",
    "03-06",
    "03-07",
    "03-08",
    "05-01",
    "05-09",
    "06-12",
    "08-31",
    "09-01",
    "11-04",
)
"""Days with an effect of their own, by month and day."""

CLASSES = ("black_friday", "before_off", "off", "bridge", "work_saturday")
"""Days whose date moves; they share an effect with their like."""

KEYS = (*NEW_YEAR, *NAMED, *CLASSES)

KNOTS = (-21, -16, -12, -9, -6, -4, -2, -1, 0, 4, 8, 12)
"""Days from 1 January at which the shape of the New Year season bends; before and after it there is none."""

SATURDAY = 5
MOST_BRIDGE = 1
"""So many working days between days off make a bridge."""


@functools.lru_cache(maxsize=20_000)
def special_day(on: date) -> str:
    """The key of a day, of `KEYS`; empty = an ordinary day."""
    key = on.strftime("%m-%d")
    if key in NEW_YEAR or key in NAMED:
        return key
    if on.month == 11 and on.weekday() == 4 and on.day > 23:
        return "black_friday"
    year = load_holiday_year(COUNTRY, None, on.year)
    if on in year.work:
        return "work_saturday"
    if on.weekday() < SATURDAY and on in year.off:
        return "off"
    if _is_bridge(on):
        return "bridge"
    return "before_off" if _is_off(on + timedelta(days=1)) and on.weekday() < SATURDAY - 1 else ""


def _is_off(on: date) -> bool:
    return on in load_holiday_year(COUNTRY, None, on.year).off


def _is_bridge(on: date) -> bool:
    """Whether a working day stands alone between a holiday and a weekend."""
    before, after = on - timedelta(days=1), on + timedelta(days=1)
    if on.weekday() >= SATURDAY:
        return False
    free = [_is_off(one) or one.weekday() >= SATURDAY for one in (before, after)]
    return all(free) and any(_is_off(one) for one in (before, after))


def season_of(on: date) -> Mapping[int, float]:
    """The day's place in the shape of the New Year season: knot → weight, two at most; empty outside."""
    following = date(on.year + (on.month > 6), 1, 1)
    offset = (on - following).days
    if not KNOTS[0] < offset < KNOTS[-1]:
        return {}
    right = next(n for n, knot in enumerate(KNOTS) if knot >= offset)
    share = (offset - KNOTS[right - 1]) / (KNOTS[right] - KNOTS[right - 1])
    weights = {right - 1: 1 - share, right: share}
    return {n: weight for n, weight in weights.items() if weight > 0 and 0 < n < len(KNOTS) - 1}
