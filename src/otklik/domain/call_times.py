"""Which times a buyer may choose for a call: within the store's hours, and when he may be disturbed.

Windows are whole stretches of the store's opening hours, said in the buyer's zone; a choice is the instant at which its
window begins. The rules of asking are `buyers.py`: this only offers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.domain.business_time import WorkCalendar
from otklik.domain.local_times import ceil_minute
from otklik.domain.zones import parse_zone

WINDOW_FOR = timedelta(hours=1)
SOON_FOR = timedelta(minutes=15)
"""How soon a call "now" comes: a called-for time is kept by a quarter past it."""

AHEAD_FOR = timedelta(minutes=30)
"""A window begins at least so long from now: what is nearer is "now"."""

LOOK_FOR = timedelta(days=5)
MOST = 5
EARLIEST_HOUR, LATEST_HOUR = 8, 21
"""Local hours of the buyer between which he may be called."""


@dataclass(frozen=True, slots=True)
class CallTime:
    """One choice: from when to when; `soon` = now."""

    soon: bool
    from_at: datetime
    to_at: datetime


def list_call_times(calendar: WorkCalendar, zone: str, *, now: datetime) -> list[CallTime]:
    """The times that a buyer may choose from, the nearest first; none for a store that doesn't open within days.

    Parameters
    ----------
    calendar
        Hours of the store that answers.
    zone
        IANA zone of the buyer.
    now
        Aware UTC.
    """
    found = []
    soon_at = ceil_minute(now + timedelta(seconds=1))
    if calendar.is_open(now) and calendar.is_open(now + SOON_FOR) and _may_disturb(now, zone):
        found.append(CallTime(True, soon_at, soon_at + SOON_FOR))
    for window in _windows(calendar, zone, now=now):
        if len(found) == MOST:
            break
        found.append(window)
    return found


def _windows(calendar: WorkCalendar, zone: str, *, now: datetime) -> Iterator[CallTime]:
    """Hours of the store from now on, two a day, on full half hours of the buyer's clock."""
    taken: dict[object, int] = {}
    for open_at, close_at in calendar.openings(now + AHEAD_FOR, now + LOOK_FOR):
        from_at = _half_hour(open_at)
        while from_at + WINDOW_FOR <= close_at:
            day_on = from_at.astimezone(parse_zone(zone)).date()
            if _may_disturb(from_at, zone) and taken.get(day_on, 0) < 2:
                taken[day_on] = taken.get(day_on, 0) + 1
                yield CallTime(False, from_at, from_at + WINDOW_FOR)
            from_at += WINDOW_FOR


def _half_hour(at: datetime) -> datetime:
    """The full half hour at or after an instant."""
    full = ceil_minute(at)
    return full + timedelta(minutes=-full.minute % 30)


def _may_disturb(at: datetime, zone: str) -> bool:
    return EARLIEST_HOUR <= at.astimezone(parse_zone(zone)).hour < LATEST_HOUR
