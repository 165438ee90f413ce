"""Working time by walking through every UTC minute: slow, plain, and sharing no code with the product.

A place is a hand-written week, its holidays and its exceptions. Each minute is converted to the wall clock
and looked up; nothing is compiled, merged or searched.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY_M = 1440
ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)

Shifts = tuple[tuple[int, int], ...]
"""Opening and closing minute, counted from midnight of the day on which the shift starts."""


@dataclass(frozen=True)
class Place:
    """Hours of one place; `week[0]` is Monday."""

    zone: str
    week: tuple[Shifts, ...]
    holidays: frozenset[date] = frozenset()
    holiday_hours: Shifts | None = None
    """None: holidays are ordinary days (the expression has no PH)."""
    short: frozenset[date] = frozenset()
    exceptions: dict[date, Shifts] = field(default_factory=dict)
    night: str = "shift"


def _ordinary(place: Place, day: date) -> Shifts:
    shifts = sorted(place.week[day.weekday()])
    if day in place.short and shifts and shifts != [(0, DAY_M)]:
        last = max(end for _, end in shifts) - 60
        shifts = [(start, min(end, last)) for start, end in shifts if start < last]
    return tuple(shifts)


def _is_holiday(place: Place, day: date) -> bool:
    return place.holiday_hours is not None and day in place.holidays


def _regular(place: Place, day: date, *, holiday: bool) -> Shifts:
    return (place.holiday_hours or ()) if holiday else _ordinary(place, day)


def is_open(place: Place, wall: datetime) -> bool:
    """Look one wall minute up in the table."""
    day, minute = wall.date(), wall.hour * 60 + wall.minute
    before = day - ONE_DAY
    if place.night == "shift":
        today = place.exceptions.get(day, _regular(place, day, holiday=_is_holiday(place, day)))
        yesterday = place.exceptions.get(before, _regular(place, before, holiday=_is_holiday(place, before)))
    else:
        holiday = _is_holiday(place, day)
        today = place.exceptions.get(day, _regular(place, day, holiday=holiday))
        if place.exceptions.get(before):
            yesterday = place.exceptions[before]
        elif day in place.exceptions:
            yesterday = ()
        else:
            yesterday = _regular(place, before, holiday=holiday)
    return any(start <= minute < end for start, end in today) or any(
        start <= minute + DAY_M < end for start, end in yesterday
    )


def add(place: Place, start_at: datetime, seconds: int, limit_days: int) -> datetime | None:
    """Walk until so many open seconds have passed; None when the limit is reached first."""
    zone = ZoneInfo(place.zone)
    at, left = start_at, seconds
    while left > 0:
        if at - start_at > timedelta(days=limit_days):
            return None
        next_at = at.replace(second=0) + ONE_MINUTE
        if is_open(place, at.astimezone(zone).replace(tzinfo=None)):
            passing = min(left, (next_at - at).seconds)
            left -= passing
            if left == 0:
                return at + timedelta(seconds=passing)
        at = next_at
    return at


def between(place: Place, a_at: datetime, b_at: datetime) -> int:
    """Count open seconds from one UTC instant to a later one."""
    zone = ZoneInfo(place.zone)
    at, total = a_at, 0
    while at < b_at:
        next_at = min(at.replace(second=0) + ONE_MINUTE, b_at)
        if is_open(place, at.astimezone(zone).replace(tzinfo=None)):
            total += (next_at - at).seconds
        at = next_at
    return total


def write_expression(place: Place) -> str:
    """Write the week as an opening-hours expression."""
    names = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    rules = [f"{name} {_write(shifts)}" for name, shifts in zip(names, place.week, strict=True)]
    if place.holiday_hours is not None:
        rules.append(f"PH {_write(place.holiday_hours)}")
    return "; ".join(rules)


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
