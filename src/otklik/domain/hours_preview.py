"""The next days, or a year, of a place as its hours make them, for whoever is about to save them.

Computed by the very calendar that obligations will be timed with. It must not read a clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from otklik.domain.business_time import CalendarWarning, WorkCalendar
from otklik.domain.day_hours import follow_holidays, parse_exceptions
from otklik.domain.opening_hours import parse_opening_hours
from otklik.domain.public_holidays import list_holiday_names, load_holiday_year
from otklik.domain.stores import Hours, calendar_of
from otklik.domain.zones import parse_zone

DAYS = 14
"""How many days are shown."""

NEAR_FOR = timedelta(days=60)
"""So far ahead something may be due that is opened today; a year that begins within it is looked at."""

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
    is_short, is_moved
        Whether the country lets it end an hour earlier; whether it is a weekend that the country works.
    """

    on: date
    spans: tuple[tuple[time, time], ...]
    whole: bool
    is_holiday: bool
    holiday: str
    is_exception: bool
    is_short: bool = False
    is_moved: bool = False

    @property
    def is_open(self) -> bool:
        """Whether anything opens on this day."""
        return self.whole or bool(self.spans)


@dataclass(frozen=True, slots=True)
class PreviewedMonth:
    """One month in figures: working days (local dates on which something opens) and open seconds."""

    month: int
    days: int
    open_s: int


@dataclass(frozen=True, slots=True)
class PreviewedYear:
    """A year in figures, and the days that are not as the week says."""

    year: int
    months: tuple[PreviewedMonth, ...]
    special: tuple[PreviewedDay, ...]


def preview_days(hours: Hours, *, language: str, now: datetime, days: int = DAYS) -> tuple[PreviewedDay, ...]:
    """The local days from today on.

    Parameters
    ----------
    hours
        As written.
    language
        ``ru`` or ``en``, of the holidays' names.
    now
        Aware.
    days
        How many, >= 1.

    Raises
    ------
    DomainError
        Whatever is wrong with the hours.
    """
    return _read_days(hours, calendar_of(hours).local_day(now), days, language)


def preview_year(hours: Hours, year: int, *, language: str) -> PreviewedYear:
    """The months of a year, and its holidays, shortened and moved days and exceptions.

    Raises
    ------
    DomainError
        Whatever is wrong with the hours; `instant_out_of_range`: before 1970 or after 2198.
    """
    calendar = calendar_of(hours)
    first_on = date(year, 1, 1)
    days = _read_days(hours, first_on, (date(year + 1, 1, 1) - first_on).days, language)
    months = []
    for month in range(1, 13):
        opened = [day for day in days if day.on.month == month and day.is_open]
        from_at, to_at = (
            _first_of(calendar, year, month),
            _first_of(calendar, year + month // 12, month % 12 + 1),
        )
        months.append(PreviewedMonth(month, len(opened), calendar.between(from_at, to_at)))
    special = tuple(day for day in days if day.is_holiday or day.is_short or day.is_moved or day.is_exception)
    return PreviewedYear(year, tuple(months), special)


def list_warnings(hours: Hours, *, now: datetime) -> tuple[CalendarWarning, ...]:
    """What is not known, or not used, of the holidays of the year that runs and of the one that is near.

    Raises
    ------
    DomainError
        Whatever is wrong with the hours.
    """
    calendar = calendar_of(hours)
    first = calendar.local_day(now).year
    years = range(first, calendar.local_day(now + NEAR_FOR).year + 1)
    found = {warning.code: warning for year in reversed(years) for warning in calendar.warnings(year)}
    return tuple(sorted(found.values(), key=lambda warning: (warning.year, warning.code)))


def _first_of(calendar: WorkCalendar, year: int, month: int) -> datetime:
    return datetime(year, month, 1, tzinfo=parse_zone(calendar.zone))


def _read_days(hours: Hours, first_on: date, number: int, language: str) -> tuple[PreviewedDay, ...]:
    calendar = calendar_of(hours)
    days = [first_on + timedelta(days=n) for n in range(number)]
    open_on = _openings(calendar, days)
    dated = parse_exceptions(hours.exceptions)
    follows = follow_holidays(parse_opening_hours(hours.expression), hours.country or None)
    return tuple(_day(day, hours, open_on[day], day in dated, follows, language) for day in days)


def _day(
    day: date,
    hours: Hours,
    openings: Sequence[tuple[datetime, datetime]],
    dated: bool,
    follows: bool,
    language: str,
) -> PreviewedDay:
    whole = any(close_at - open_at >= WHOLE for open_at, close_at in openings)
    off, name, short, moved = False, "", False, False
    if hours.country:
        facts = load_holiday_year(hours.country, hours.region or None, day.year)
        off = day in facts.off
        names = list_holiday_names(hours.country, hours.region or None, day.year, language)
        name = names.get(day, "") if off else ""
        if follows and openings and not dated:
            short, moved = day in facts.short and not whole, day in facts.work
    spans = () if whole else tuple((open_at.time(), close_at.time()) for open_at, close_at in openings)
    return PreviewedDay(day, spans, whole, off, name, dated, short, moved)


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
