"""Working time of many orders at once, each on its own calendar, and the hour of the local week of each.

Instants are int64 seconds since 1970 UTC. As everywhere (`domain/clocks.py`), a calendar that doesn't open within 366
days is read as the wall clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.frames import OrderFrame
from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import CalendarClosed
from otklik.domain.open_time import LAST_S, LIMIT_S
from otklik.domain.zones import DAY_S, offset_segments

Seconds = NDArray[np.int64]
Rows = NDArray[np.intp]


def working_between(frame: OrderFrame, rows: Rows, from_s: Seconds, to_s: Seconds) -> Seconds:
    """Return the open seconds from one instant to another on each order's calendar.

    Parameters
    ----------
    rows
        Places in the frame; `from_s` and `to_s` are as long as it.
    """
    found = np.zeros(len(rows), np.int64)
    for calendar, mine in _by_calendar(frame, rows):
        found[mine] = _between(calendar, from_s[mine], to_s[mine])
    return found


def _between(calendar: WorkCalendar, from_s: Seconds, to_s: Seconds) -> Seconds:
    found = calendar.between_many(from_s, to_s)
    idle = np.flatnonzero(found == 0)
    far_s = np.minimum(from_s[idle] + LIMIT_S + 1, LAST_S)
    asleep = idle[calendar.between_many(from_s[idle], far_s) == 0]
    found[asleep] = to_s[asleep] - from_s[asleep]
    return found


def is_open(frame: OrderFrame, at_s: Seconds) -> NDArray[np.bool_]:
    """Tell for each order of the frame whether its place is open at an instant."""
    found = np.zeros(len(frame), np.bool_)
    for calendar, mine in _by_calendar(frame, np.arange(len(frame))):
        found[mine] = calendar.is_open_many(at_s[mine])
    return found


def closing_after(frame: OrderFrame, rows: Rows, from_s: Seconds, days: int) -> Seconds:
    """Return when the n-th working day after each instant closes (``1wd``), on each order's calendar."""
    found = np.zeros(len(rows), np.int64)
    for calendar, mine in _by_calendar(frame, rows):
        found[mine] = _closing(calendar, from_s[mine], days)
    return found


def _closing(calendar: WorkCalendar, from_s: Seconds, days: int) -> Seconds:
    """One question for each working day, not for each order: until it closes the answer stays the same."""
    order = np.argsort(from_s, kind="stable")
    sorted_s = from_s[order]
    found = np.zeros(len(from_s), np.int64)
    place = 0
    while place < len(sorted_s):
        at_s = int(sorted_s[place])
        try:
            at = datetime.fromtimestamp(at_s, UTC)
            closing_at, same_until_at = (calendar.closing_of_working_day(at, number) for number in (days, 0))
            end = int(np.searchsorted(sorted_s, int(same_until_at.timestamp())))
            found[order[place:end]] = int(closing_at.timestamp())
        except CalendarClosed:
            end = int(np.searchsorted(sorted_s, at_s + DAY_S))
            found[order[place:end]] = sorted_s[place:end] + days * DAY_S
        place = end
    return found


def local_hours(frame: OrderFrame, at_s: Seconds) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Return weekday (0 = Monday) and hour that the wall of each order's place shows at an instant."""
    wall_s = at_s.copy()
    for calendar, mine in _by_calendar(frame, np.arange(len(frame))):
        segments = offset_segments(calendar.zone, int(at_s[mine].min()), int(at_s[mine].max()) + 1)
        starts_s = np.array([start_s for start_s, _, _ in segments])
        offsets_s = np.array([offset_s for _, _, offset_s in segments])
        wall_s[mine] += offsets_s[np.searchsorted(starts_s, at_s[mine], "right") - 1]
    # 1 January 1970 was a Thursday.
    weekday = (wall_s // DAY_S + 3) % 7
    return weekday.astype(np.int8), (wall_s // 3_600 % 24).astype(np.int8)


def _by_calendar(frame: OrderFrame, rows: Rows) -> Iterator[tuple[WorkCalendar, Rows]]:
    """Each calendar that some of the rows have, and the places of those in `rows`."""
    codes = frame.calendar[rows]
    for code in np.unique(codes):
        yield frame.calendars[code], np.flatnonzero(codes == code)
