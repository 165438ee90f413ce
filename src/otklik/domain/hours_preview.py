"""The next days of a place as its hours make them, for whoever is about to save them.

Computed by the very calendar that obligations will be timed with. It must not read a clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from otklik.domain.business_time import WorkCalendar
from otklik.domain.day_hours import parse_exceptions
from otklik.domain.public_holidays import list_holiday_names, load_holiday_year
from otklik.domain.stores import Hours, calendar_of
from otklik.domain.zones import parse_zone

DAYS = 14
"""How many days are shown."""

WHOLE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class PreviewedDay:
    """One local day.

    Parameters
    ----------
    on
        Local date.
    spans
        Wall times from and to of what opens on this day; empty = closed.
    whole
        Whether it is open from midnight to midnight.
    is_holiday
        Whether the country has a day off.
    holiday
        Its name; empty for a day off by decree.
    is_exception
        Whether hours of its own were given for this date.
    """

    on: date
    spans: tuple[tuple[time, time], ...]
    whole: bool
    is_holiday: bool
    holiday: str
    is_exception: bool


def preview_days(hours: Hours, *, language: str, now: datetime) -> tuple[PreviewedDay, ...]:
    """The fourteen local days from today on.

    Parameters
    ----------
    hours
        As written.
    language
        ``ru`` or ``en``, of the holidays' names.
    now
        Aware.

    Raises
    ------
    DomainError
        Whatever is wrong with the hours.
    """
    calendar = calendar_of(hours)
    first_on = calendar.local_day(now)
    days = [first_on + timedelta(days=n) for n in range(DAYS)]
    open_on = _openings(calendar, days)
    dated = parse_exceptions(hours.exceptions)
    return tuple(_day(day, hours, open_on[day], day in dated, language) for day in days)


def _day(
    day: date, hours: Hours, openings: Sequence[tuple[datetime, datetime]], dated: bool, language: str
) -> PreviewedDay:
    off, name = False, ""
    if hours.country:
        off = day in load_holiday_year(hours.country, hours.region or None, day.year).off
        names = list_holiday_names(hours.country, hours.region or None, day.year, language)
        name = names.get(day, "") if off else ""
    whole = any(close_at - open_at >= WHOLE for open_at, close_at in openings)
    spans = () if whole else tuple((open_at.time(), close_at.time()) for open_at, close_at in openings)
    return PreviewedDay(day, spans, whole, off, name, dated)


def _openings(calendar: WorkCalendar, days: Sequence[date]) -> dict[date, list[tuple[datetime, datetime]]]:
    """Open spans in wall time, by the day on which each begins; what lasts longer than a day is cut at midnights."""
    zone = parse_zone(calendar.zone)
    midnights = [datetime.combine(day, time(), zone) for day in (*days, days[-1] + timedelta(days=1))]
    found: dict[date, list[tuple[datetime, datetime]]] = {day: [] for day in days}
    for open_at, close_at in calendar.openings(midnights[0], midnights[-1] + WHOLE):
        opens, closes = open_at.astimezone(zone), close_at.astimezone(zone)
        if close_at - open_at < WHOLE:
            if opens.date() in found:
                found[opens.date()].append((opens, closes))
            continue
        for day, start, end in zip(days, midnights, midnights[1:], strict=False):
            if open_at < end and close_at > start:
                found[day].append((max(opens, start), min(closes, end)))
    return found
