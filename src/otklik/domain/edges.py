"""Edges: the instants at which a store opens or closes, as its own calendar says, and the shift that each belongs to.

A lunch break gives two more edges of the same day. A place that stays open for more than a day has its edges at local
midnight, where one shift hands over to the next. A night past midnight belongs to the day on which it began. Pure: it
reads a calendar and nothing else; who writes edges down is `actions/edges.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import CalendarClosed
from otklik.domain.zones import parse_zone

WHOLE_DAY = timedelta(days=1)
"""A place that is open for longer than this at a stretch changes shifts at its local midnight."""

LONGEST_DAY = timedelta(hours=26)
"""No local day is longer, whatever its clocks do."""

MARGIN = 2 * WHOLE_DAY
"""How far around an instant the calendar is read, so that a long stretch is seen to be one."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One opening or closing.

    Parameters
    ----------
    at
        Aware UTC.
    what
        `opened` or `closed`.
    day
        Local date of the opening: the shift that the edge belongs to.
    first_of_day
        Whether it is the first opening of that date.
    """

    at: datetime
    what: Literal["opened", "closed"]
    day: date
    first_of_day: bool = False


def list_edges(calendar: WorkCalendar, after: datetime, until: datetime) -> list[Edge]:
    """The edges after one instant and up to another, in order; at one instant a closing comes before an opening.

    Parameters
    ----------
    after, until
        Aware; `after` itself is left out, `until` is not.
    """
    found: list[Edge] = []
    opened: set[date] = set()
    for open_at, close_at in _stretches(calendar, after - MARGIN, until + MARGIN):
        day = calendar.local_day(open_at)
        found.append(Edge(open_at, "opened", day, day not in opened))
        found.append(Edge(close_at, "closed", day))
        opened.add(day)
    return [edge for edge in found if after < edge.at <= until]


def next_edge_at(calendar: WorkCalendar, after: datetime) -> datetime | None:
    """When the store's next edge after an instant is, or None where it doesn't open within a year."""
    near = list_edges(calendar, after, after + LONGEST_DAY)
    if near:
        return near[0].at
    try:
        # It is closed all through the longest of days: a stretch that goes on for longer changes at midnight.
        return calendar.next_opening(after + LONGEST_DAY)
    except CalendarClosed:
        return None


def shift_day(calendar: WorkCalendar, at: datetime) -> date:
    """The local date whose shift an instant belongs to: that of the opening while open, else that of the wall."""
    for open_at, close_at in _stretches(calendar, at - MARGIN, at + MARGIN):
        if open_at <= at < close_at:
            return calendar.local_day(open_at)
    return calendar.local_day(at)


def _stretches(calendar: WorkCalendar, from_at: datetime, to_at: datetime) -> list[tuple[datetime, datetime]]:
    """Open spans, those of more than a day cut at local midnights; spans are cut off at both ends of the window."""
    found: list[tuple[datetime, datetime]] = []
    for open_at, close_at in calendar.openings(from_at, to_at):
        if close_at - open_at > WHOLE_DAY:
            cuts = [at for at in _midnights(calendar, open_at, close_at) if open_at < at < close_at]
            found += zip([open_at, *cuts], [*cuts, close_at], strict=True)
        else:
            found.append((open_at, close_at))
    return found


def _midnights(calendar: WorkCalendar, from_at: datetime, to_at: datetime) -> list[datetime]:
    zone, day = parse_zone(calendar.zone), calendar.local_day(from_at)
    found = []
    while day <= calendar.local_day(to_at):
        found.append(datetime.combine(day, time(), zone).astimezone(from_at.tzinfo))
        day += WHOLE_DAY
    return found
