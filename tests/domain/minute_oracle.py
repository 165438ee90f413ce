"""Working time by walking through every UTC minute: slow, plain, and sharing no code with the product.

A place is a hand-written week, its season, its holidays and its exceptions. Each minute is converted to the wall clock
and looked up; nothing is compiled, merged or searched. (The wall clock of a UTC day is kept: a hundred thousand walks
pass the same days.)
"""

import functools
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

DAY_M = 1440
ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)

Shifts = tuple[tuple[int, int], ...]
"""Opening and closing minute, counted from midnight of the day on which the shift starts."""

WHOLE = ((0, DAY_M),)

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Season:
    """A stretch of the year with a week of its own, both days included; it may pass the New Year."""

    first: tuple[int, int]
    last: tuple[int, int]
    week: tuple[Shifts, ...]

    def has(self, day: date) -> bool:
        """Tell whether the day falls into it."""
        on = (day.month, day.day)
        return self.first <= on <= self.last if self.first <= self.last else not self.last < on < self.first


@dataclass(frozen=True)
class Place:
    """Hours of one place; `week[0]` is Monday."""

    zone: str
    week: tuple[Shifts, ...]
    holidays: frozenset[date] = frozenset()
    holiday_hours: Shifts | None = None
    """None: the expression has no PH, so holidays, short and moved days are ordinary ones."""
    short: frozenset[date] = frozenset()
    works: dict[date, date] = field(default_factory=dict)
    """Working weekend → the day whose hours it has if it would be closed."""
    exceptions: dict[date, Shifts] = field(default_factory=dict)
    night: str = "shift"
    season: Season | None = None


def _plain(place: Place, day: date, weekday: int) -> Shifts:
    week = place.season.week if place.season and place.season.has(day) else place.week
    return week[weekday]


def _ordinary(place: Place, day: date) -> Shifts:
    shifts = sorted(_plain(place, day, day.weekday()))
    if place.holiday_hours is None:
        return tuple(shifts)
    if not shifts and day in place.works:
        exchanged = place.works[day]
        shifts = sorted(_plain(place, exchanged, exchanged.weekday()))
    if day in place.short and shifts and shifts != list(WHOLE):
        last = max(end for _, end in shifts) - 60
        shifts = [(start, min(end, last)) for start, end in shifts if start < last]
    return tuple(shifts)


def _is_holiday(place: Place, day: date) -> bool:
    return place.holiday_hours is not None and day in place.holidays


def _regular(place: Place, day: date, *, holiday: bool) -> Shifts:
    return (place.holiday_hours or ()) if holiday else _ordinary(place, day)


def _shifts(place: Place, day: date) -> tuple[Shifts, Shifts]:
    """Shifts that are worked on a local day: those of the day itself, and those of the day before."""
    before = day - ONE_DAY
    if place.night == "shift":
        today = place.exceptions.get(day, _regular(place, day, holiday=_is_holiday(place, day)))
        yesterday = place.exceptions.get(before, _regular(place, before, holiday=_is_holiday(place, before)))
        return today, yesterday
    holiday = _is_holiday(place, day)
    today = place.exceptions.get(day, _regular(place, day, holiday=holiday))
    if place.exceptions.get(before):
        return today, place.exceptions[before]
    return today, () if day in place.exceptions else _regular(place, before, holiday=holiday)


def is_open(place: Place, wall: datetime) -> bool:
    """Look one wall minute up in the table."""
    minute = wall.hour * 60 + wall.minute
    today, yesterday = _shifts(place, wall.date())
    return any(start <= minute < end for start, end in today) or any(
        start <= minute + DAY_M < end for start, end in yesterday
    )


@functools.cache
def _wall(zone: str, utc_on: date) -> tuple[list[date], np.ndarray, np.ndarray]:
    """Convert each minute of a UTC day: the local dates that occur, which of them it is, and the minute of the day."""
    midnight_at = datetime(utc_on.year, utc_on.month, utc_on.day, tzinfo=UTC)
    walls = [(midnight_at + minute * ONE_MINUTE).astimezone(ZoneInfo(zone)) for minute in range(DAY_M)]
    days = sorted({wall.date() for wall in walls})
    return (
        days,
        np.array([days.index(wall.date()) for wall in walls]),
        np.array([wall.hour * 60 + wall.minute for wall in walls]),
    )


def _open_minutes(place: Place, from_at: datetime, days: int) -> np.ndarray:
    """Tell of each UTC minute from that of an instant on, for so many days, whether it is open."""
    first_on = from_at.date()
    found = []
    for number in range(days + 1):
        local_days, which, minute = _wall(place.zone, first_on + number * ONE_DAY)
        table = np.zeros((len(local_days), DAY_M), bool)
        for row, day in zip(table, local_days, strict=True):
            today, yesterday = _shifts(place, day)
            for start, end in today:
                row[start:end] = True
            for start, end in yesterday:
                row[max(start - DAY_M, 0) : max(end - DAY_M, 0)] = True
        found.append(table[which, minute])
    minute_of_day = from_at.hour * 60 + from_at.minute
    return np.concatenate(found)[minute_of_day : minute_of_day + days * DAY_M]


def add(place: Place, start_at: datetime, seconds: int, limit_days: int) -> datetime | None:
    """Walk until so many open seconds have passed; None when the limit is reached first."""
    passing = 60 * _open_minutes(place, start_at, limit_days).astype(int)
    passing[0] = min(passing[0], 60 - start_at.second)
    left = seconds
    for minute in np.flatnonzero(passing).tolist():
        if left <= passing[minute]:
            begins_at = max(start_at, start_at.replace(second=0) + minute * ONE_MINUTE)
            return begins_at + timedelta(seconds=left)
        left -= int(passing[minute])
    return None


def between(place: Place, a_at: datetime, b_at: datetime) -> int:
    """Count open seconds from one UTC instant to a later one."""
    from_at = a_at.replace(second=0)
    passing = 60 * _open_minutes(place, a_at, (b_at - from_at).days + 1).astype(int)
    whole, rest = divmod(b_at - from_at, ONE_MINUTE)
    before_a = min(passing[0], a_at.second)
    return int(passing[:whole].sum() + min(passing[whole], rest.seconds) - before_a)


def next_opening(place: Place, at: datetime, limit_days: int) -> datetime | None:
    """Walk to the first open minute; None when the limit is reached first."""
    for minute in np.flatnonzero(_open_minutes(place, at, limit_days))[:1].tolist():
        return max(at, at.replace(second=0) + minute * ONE_MINUTE)
    return None


def write_expression(place: Place) -> str:
    """Write the week as an opening-hours expression."""
    if place.week == (WHOLE,) * 7 and place.season is None:
        rules = ["24/7"]
    else:
        rules = _write_week(place.week, "")
        if place.season is not None:
            first, last = (
                f"{MONTHS[month - 1]} {day:02}" for month, day in (place.season.first, place.season.last)
            )
            rules += _write_week(place.season.week, f"{first}-{last} ")
    if place.holiday_hours is not None:
        rules.append(f"PH {_write(place.holiday_hours)}")
    return "; ".join(rules)


def _write_week(week: tuple[Shifts, ...], when: str) -> list[str]:
    return [f"{when}{name} {_write(shifts)}" for name, shifts in zip(WEEKDAYS, week, strict=True)]


def write_exceptions(place: Place) -> tuple[str, ...]:
    """Write the exceptions as the calendar takes them."""
    return tuple(f"{day}={_write(shifts)}" for day, shifts in place.exceptions.items())


def _write(shifts: Shifts) -> str:
    return ",".join(f"{_clock(start)}-{_clock(end)}" for start, end in shifts) or "off"


def _clock(minute: int) -> str:
    if minute > DAY_M:
        minute -= DAY_M
    return f"{minute // 60:02}:{minute % 60:02}"


def utc(text: str) -> datetime:
    """Read ``2026-03-29 01:30`` as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
