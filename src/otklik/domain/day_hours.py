"""When a shop is open on each local day: its rules, its country's holidays and its own exceptions together.

The result is in wall time; what that is in UTC is `open_time`'s business. Which holidays there are is
`public_holidays`' business. It must not look at instants or zones.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from otklik.domain.errors import DomainError
from otklik.domain.opening_hours import (
    WHOLE_DAY,
    Rule,
    Span,
    cut_spans,
    list_day_spans,
    names_holidays,
    parse_spans,
)
from otklik.domain.public_holidays import HolidayYear, load_holiday_year
from otklik.domain.zones import DAY_S

HOUR_S = 3_600
EPOCH_ORDINAL = date(1970, 1, 1).toordinal()

Piece = tuple[int, int, int]
"""Open from, to (wall seconds since 1970-01-01 00:00 local), ordinal of the working day it belongs to."""


@dataclass(frozen=True, slots=True)
class DayHours:
    """Everything that decides on which wall times a shop is open.

    Parameters
    ----------
    rules
        The weekly and seasonal rules.
    country, region
        Whose holidays count; both None where the rules don't name `PH`.
    exceptions
        Date → shifts that start on it, instead of everything else; empty for closed.
    night
        ``shift``: a holiday removes the shifts that start on it; ``day``: it cuts the calendar day.
    """

    rules: tuple[Rule, ...]
    country: str | None
    region: str | None
    exceptions: Mapping[date, tuple[Span, ...]]
    night: str


def parse_exceptions(exceptions: Sequence[str]) -> dict[date, tuple[Span, ...]]:
    """Return the dated exceptions.

    Parameters
    ----------
    exceptions
        Each ``2026-12-31=10:00-16:00`` (several spans joined by commas) or ``2026-12-30=off``.

    Raises
    ------
    DomainError
        ``exception_invalid``: not readable, no such date, or a date given twice.
    """
    found: dict[date, tuple[Span, ...]] = {}
    for text in exceptions:
        place = f"exception {text!a}"
        written, _, hours = text.partition("=")
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written.strip(), re.ASCII):
                raise ValueError
            day = date.fromisoformat(written.strip())
        except ValueError:
            raise DomainError(
                "exception_invalid",
                f"{written!a} is not a date.",
                remedy="Write 2026-12-31=10:00-16:00 or 2026-12-30=off.",
                place=place,
            ) from None
        if day in found:
            raise DomainError(
                "exception_invalid",
                f"{day} stands there twice.",
                remedy="Join the spans of a date with commas.",
                place=place,
            )
        closed = hours.strip().lower() in ("off", "closed")
        found[day] = () if closed else parse_spans(hours, place)
    return found


def follow_holidays(rules: tuple[Rule, ...], country: str | None) -> bool:
    """Tell whether holidays count: they do where the rules name `PH`.

    Raises
    ------
    DomainError
        ``country_missing``: `PH` is named, but no country whose holidays it means.
    """
    if names_holidays(rules) and country is None:
        raise DomainError(
            "country_missing",
            "The hours name PH, but no country says which days these are.",
            remedy="Name the country, for example RU, or take PH out and give the days as exceptions.",
            place="country",
        )
    return names_holidays(rules)


def list_pieces(hours: DayHours, first_on: date, last_on: date) -> list[Piece]:
    """Return the open pieces of the shifts that start on the days from `first_on` to `last_on`.

    Returns
    -------
    list of Piece
        By day and time; pieces of neighbouring days may overlap.

    Notes
    -----
    With ``night="day"`` every calendar day is cut at its midnights and read by its own kind: ordinary days as
    if every day were ordinary, holidays as if every day were one. An exception's own hours are never cut.
    """
    before_on = first_on - timedelta(days=1)
    days = [before_on + timedelta(days=n) for n in range((last_on - before_on).days + 1)]
    ordinary, holiday, off = _read_days(hours, days)
    pieces: list[Piece] = []
    for number, day in enumerate(days[1:], 1):
        kind = holiday if day in off else ordinary
        if hours.night == "shift":
            pieces += _place(hours.exceptions.get(day, kind[number]), day, day)
            continue
        before_on = days[number - 1]
        if day in hours.exceptions:
            pieces += _place(hours.exceptions[day], day, day)
            continue
        if not hours.exceptions.get(before_on):
            # A tail whose shift never started belongs to the day on which it is worked.
            begun = before_on not in hours.exceptions and (before_on in off) == (day in off)
            tail = cut_spans(kind[number - 1], 0, DAY_S)
            pieces += _place(tail, before_on, before_on if begun else day)
        pieces += _place(cut_spans(kind[number], DAY_S, 2 * DAY_S), day, day)
    return pieces


def _place(spans: Sequence[Span], on: date, working_on: date) -> list[Piece]:
    midnight_s = (on.toordinal() - EPOCH_ORDINAL) * DAY_S
    return [(midnight_s + start_s, midnight_s + end_s, working_on.toordinal()) for start_s, end_s in spans]


def _read_days(
    hours: DayHours, days: Sequence[date]
) -> tuple[list[tuple[Span, ...]], list[tuple[Span, ...]], set[date]]:
    ordinary = list_day_spans(hours.rules, days, holiday=False)
    if hours.country is None:
        return ordinary, ordinary, set()
    years = {
        year: load_holiday_year(hours.country, hours.region, year)
        for year in range(days[0].year, days[-1].year + 1)
    }
    for number, day in enumerate(days):
        ordinary[number] = _adjust(hours.rules, day, ordinary[number], years[day.year])
    off = {day for day in days if day in years[day.year].off}
    return ordinary, list_day_spans(hours.rules, days, holiday=True), off


def _adjust(
    rules: tuple[Rule, ...], day: date, spans: tuple[Span, ...], year: HolidayYear
) -> tuple[Span, ...]:
    if not spans and day in year.work:
        # A six-day shop keeps its own Saturday; only a closed one works by the day it was exchanged for.
        spans = list_day_spans(rules, [year.work[day]], holiday=False)[0]
    if spans and day in year.short and spans != (WHOLE_DAY,):
        spans = cut_spans(spans, spans[-1][1] - HOUR_S, spans[-1][1])
    return spans
