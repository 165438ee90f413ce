"""Arithmetic on one clock: the working time of a calendar, or the wall where the calendar is None.

One rule for all of it: a calendar that never opens again is read as the wall clock, so that somebody is told
instead of nobody. It must not know whose calendar it is (`parties.py`) nor read the time.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime, timedelta

from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import CalendarClosed
from otklik.domain.standards import Duration

Clock = WorkCalendar | None
"""Working time of a calendar; None = the wall clock."""


def _or_wall(working: Callable[[], datetime], wall: datetime) -> datetime:
    try:
        return working()
    except CalendarClosed:
        return wall


def add(clock: Clock, at: datetime, span: Duration) -> datetime:
    """Earliest instant by which `span` has passed since `at`; it may be a closing instant.

    Parameters
    ----------
    at
        Aware UTC.
    span
        Seconds on the clock, or closings of working days (on the wall: days of 24 h).
    """
    if span.working_days is not None:
        days = span.working_days
        wall_at = at + timedelta(days=days)
        return wall_at if clock is None else _or_wall(lambda: clock.closing_of_working_day(at, days), wall_at)
    return add_seconds(clock, at, span.seconds)


def add_seconds(clock: Clock, at: datetime, seconds: int) -> datetime:
    """Earliest instant by which so many seconds of the clock have passed; a negative count goes back."""
    wall_at = at + timedelta(seconds=seconds)
    if clock is None or seconds == 0:
        return wall_at
    if seconds < 0:
        return _or_wall(lambda: clock.subtract(at, -seconds), wall_at)
    return _or_wall(lambda: clock.add(at, seconds), wall_at)


def between(clock: Clock, from_at: datetime, to_at: datetime) -> int:
    """Whole seconds of the clock from one instant to another."""
    if clock is None:
        return int((to_at - from_at).total_seconds())
    return clock.between(from_at, to_at)


def next_opening(clock: Clock, at: datetime) -> datetime:
    """`at` itself while the clock runs, else when it starts to run again."""
    return at if clock is None else _or_wall(lambda: clock.next_opening(at), at)


def is_running(clock: Clock, at: datetime) -> bool:
    """Whether the clock runs at an instant; one that will never run again counts as running."""
    return next_opening(clock, at) == at


def first_stop(clock: Clock, from_at: datetime, until_at: datetime) -> datetime | None:
    """First closing instant after `from_at` and before `until_at`, or None; `from_at` must be open."""
    if clock is None:
        return None
    spans = clock.openings(from_at, until_at)
    if not spans or spans[0][0] > from_at or spans[0][1] >= until_at:
        return None
    return spans[0][1]


@functools.lru_cache(maxsize=512)
def parse_hours(hours: str, zone: str) -> WorkCalendar:
    """The calendar of a `[calendar.*]` of a standard, in a zone."""
    return WorkCalendar.parse(hours, zone)
