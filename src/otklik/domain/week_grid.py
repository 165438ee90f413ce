"""A plain week as people fill it in: for each day when it opens, breaks and closes, and what holds on holidays.

A grid and an opening-hours expression are turned into each other. Not every expression is a plain week: one that
names months, dates or more than two spans a day has no grid, and is edited as text, never rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from otklik.domain.errors import DomainError
from otklik.domain.opening_hours import (
    WHOLE_DAY,
    Rule,
    Span,
    list_day_spans,
    parse_opening_hours,
    parse_spans,
)
from otklik.domain.zones import DAY_S

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MOST_SPANS = 2
"""Spans of one day that a grid shows: before the break and after it."""

_MONDAY = date(2024, 1, 1)
_WEEKDAYS = re.compile(r"(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))*")


@dataclass(frozen=True, slots=True)
class WeekGrid:
    """The hours of a plain week.

    Parameters
    ----------
    days
        Seven, Monday first: the spans that start on each, in order and apart; empty = closed.
    holidays
        Spans of a public holiday; empty = closed, None = as on any other day.
    """

    days: tuple[tuple[Span, ...], ...]
    holidays: tuple[Span, ...] | None = None

    @property
    def is_always(self) -> bool:
        """Whether it never closes on an ordinary day."""
        return all(spans == (WHOLE_DAY,) for spans in self.days)


def grid_of(expression: str) -> WeekGrid | None:
    """The grid of an expression, or None where it says more than a grid can show.

    Raises
    ------
    DomainError
        As `parse_opening_hours`.
    """
    rules = parse_opening_hours(expression)
    if not all(_is_weekly(selector) for rule in rules for selector in (rule.ordinary, rule.holiday)):
        return None
    week = [_MONDAY + timedelta(days=n) for n in range(7)]
    days = tuple(list_day_spans(rules, week, holiday=False))
    holidays = _holidays(rules, week, days)
    shown = (*days, *([holidays] if isinstance(holidays, tuple) else []))
    if holidays is False or not all(map(_fits, shown)):
        return None
    return WeekGrid(days, holidays if isinstance(holidays, tuple) else None)


def _fits(spans: tuple[Span, ...]) -> bool:
    """Whether the four fields of a row can say it."""
    if not spans:
        return True
    try:
        return len(spans) <= MOST_SPANS and spans_of(times_of(spans), "") == spans
    except DomainError:
        return False


def _is_weekly(selector: str | None) -> bool:
    return not selector or _WEEKDAYS.fullmatch(selector) is not None


def _holidays(
    rules: Sequence[Rule], week: Sequence[date], days: tuple[tuple[Span, ...], ...]
) -> tuple[Span, ...] | bool:
    """Spans of any holiday; True where they are as on any other day, False where they differ by weekday."""
    found = tuple(list_day_spans(rules, week, holiday=True))
    if all(rule.ordinary == rule.holiday for rule in rules):
        return True
    return found[0] if len(set(found)) == 1 else False


def expression_of(grid: WeekGrid) -> str:
    """The expression of a grid, the shortest that says it day by day.

    Raises
    ------
    DomainError
        `hours_invalid`: not seven days.
    """
    if len(grid.days) != len(DAYS):
        raise DomainError("hours_invalid", "A week has seven days.", place="hours")
    if grid.is_always:
        rules = ["24/7"]
    else:
        runs = _runs(grid.days)
        closed = not any(grid.days)
        rules = [f"{_named(run)} {text_of(spans)}" for run, spans in runs if spans or closed]
    if grid.holidays is not None:
        rules.append(f"PH {text_of(grid.holidays)}")
    return "; ".join(rules)


def rewritten(grid: WeekGrid, present: str) -> str:
    """The expression of a grid; the present text itself where that says the same, so that nobody's writing is lost."""
    try:
        same = bool(present.strip()) and grid_of(present) == grid
    except DomainError:
        same = False
    return present if same else expression_of(grid)


def _runs(days: Sequence[tuple[Span, ...]]) -> list[tuple[list[int], tuple[Span, ...]]]:
    """Neighbouring days of equal hours together, in the order of the week."""
    runs: list[tuple[list[int], tuple[Span, ...]]] = []
    for number, spans in enumerate(days):
        if runs and runs[-1][1] == spans:
            runs[-1][0].append(number)
        else:
            runs.append(([number], spans))
    return runs


def _named(run: Sequence[int]) -> str:
    first, last = DAYS[run[0]], DAYS[run[-1]]
    return first if len(run) == 1 else f"{first}{',' if len(run) == 2 else '-'}{last}"


def text_of(spans: Sequence[Span]) -> str:
    """Spans as they stand in an expression: `10:00-14:00,15:00-19:00`, or `off`."""
    return ",".join(f"{clock_text(start_s)}-{_closing(end_s)}" for start_s, end_s in spans) or "off"


def _closing(second_s: int) -> str:
    return "24:00" if second_s == DAY_S else clock_text(second_s)


def clock_text(second_s: int) -> str:
    """Time of day, `09:00`; past midnight it is the next day's."""
    minutes = second_s % DAY_S // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def spans_of(times: Sequence[str], place: str) -> tuple[Span, ...]:
    """Spans of one day from the four fields of a grid's row.

    Parameters
    ----------
    times
        Opens, break from, break to, closes, each `HH:MM` or empty; without a break the two in the middle are empty.
        Closing at or before opening is closing on the next day; 00:00 is midnight.
    place
        What an error names as the place.

    Raises
    ------
    DomainError
        `hours_missing`: a field is empty; `hours_invalid`: no time, or a break outside the hours.
    """
    opens, pause, again, closes = (one.strip() for one in times)
    if not (opens and closes) or bool(pause) != bool(again):
        raise DomainError(
            "hours_missing",
            "A time is missing in this row.",
            remedy="Fill in when it opens and closes; a break needs both its times.",
            place=place,
        )
    if pause:
        found = parse_spans(f"{opens}-{pause},{again}-{closes}", place)
        if len(found) < MOST_SPANS or found[-1][1] - found[0][0] > DAY_S:
            raise DomainError(
                "hours_invalid",
                "The break does not lie between opening and closing.",
                remedy="Write the break's times in their order.",
                place=place,
            )
        return found
    whole = opens == closes == "00:00"
    return (WHOLE_DAY,) if whole else parse_spans(f"{opens}-{closes}", place)


def times_of(spans: Sequence[Span]) -> tuple[str, str, str, str]:
    """The four fields of a grid's row: opens, break from, break to, closes; `spans_of` reads them back."""
    if not spans:
        return "", "", "", ""
    pause = (clock_text(spans[0][1]), clock_text(spans[1][0])) if len(spans) > 1 else ("", "")
    return clock_text(spans[0][0]), *pause, clock_text(spans[-1][1])
