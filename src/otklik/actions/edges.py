"""Stores open and close: whoever looks first writes it down, at the instant at which it happened (ADR 0031).

The worker looks at each of its ticks, and so does an act that counts for a round, so that a late worker changes no
verdict. The fold under the stream's lock decides: however often an edge is asked for, it is recorded once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from otklik.actions.commit import Command, Failed, Refused, Result, Unit, commit
from otklik.domain import watches
from otklik.domain.business_time import WorkCalendar
from otklik.domain.edges import Edge, list_edges, next_edge_at, shift_day
from otklik.store import directory, edges, journal, mornings
from otklik.store.edges import DueStore

log = logging.getLogger(__name__)

BATCH = 128
"""Stores that are looked at in one go."""

LATE_FOR = timedelta(hours=24)
"""An edge that nobody wrote down for longer is passed over: while the desk itself was away nobody could look."""

AFTER_ERROR_FOR = timedelta(minutes=1)
"""How long a store is left alone whose edge could not be written."""


def record_due(*, now: datetime, stores: Iterable[str] | None = None) -> int:
    """How many stores were looked at: those that opened or closed, that are new, or that have other hours.

    Parameters
    ----------
    now
        Aware UTC.
    stores
        Slugs; None = all, at most `BATCH` of them.
    """
    due = edges.list_due(now, BATCH, stores)
    units = [(place, unit) for place in due for unit in _units(place, now)]
    failed = _failures(units, commit([unit for _, unit in units]) if units else [])
    edges.put_off(
        (place.slug, place.hours, now + AFTER_ERROR_FOR if place.slug in failed else _next(place, now))
        for place in due
    )
    return len(due)


def _failures(units: Sequence[tuple[DueStore, Unit]], results: Sequence[Result]) -> set[str]:
    failed = set()
    for (place, _), result in zip(units, results, strict=True):
        if isinstance(result, Failed | Refused):
            log.error("the day of %s could not be followed", place.slug, exc_info=result.error)
            failed.add(place.slug)
    return failed


def _next(place: DueStore, now: datetime) -> datetime | None:
    return next_edge_at(_calendar(place), now)


def _calendar(place: DueStore) -> WorkCalendar:
    return directory.compile_calendar(directory.parse_definition(place.hours))


def _units(place: DueStore, now: datetime) -> list[Unit]:
    """The edges that came since the store was looked at last; a new store begins with its next one."""
    calendar = _calendar(place)
    if place.since is None:
        return []
    if place.moved:
        return _after_other_hours(place, calendar, now)
    since = max(place.since - timedelta(seconds=1), now - LATE_FOR)
    return [_unit(place.slug, edge, now) for edge in list_edges(calendar, since, now)]


def _after_other_hours(place: DueStore, calendar: WorkCalendar, now: datetime) -> list[Unit]:
    """What other hours make of the day that goes on: it closes, or opens, when they are given."""
    latest = edges.last_shift(place.slug)
    watch = watches.watch_of(journal.load_states([latest])[latest]) if latest else watches.Watch()
    was_on = date.fromisoformat(latest.rpartition("/")[2]) if latest else None
    is_open, day = calendar.is_open(now), shift_day(calendar, now)
    if watch.is_open and was_on and not is_open:
        return [_unit(place.slug, Edge(now, "closed", was_on), now)]
    if is_open and not watch.is_open:
        return [_unit(place.slug, Edge(now, "opened", day, not (watch.edges and was_on == day)), now)]
    return []


def _unit(store: str, edge: Edge, now: datetime) -> Unit:
    waiting = edges.count_waiting(store) if edge.what == "opened" else 0
    late = mornings.count_late(store, now=edge.at) if waiting and edge.first_of_day else 0
    decide = partial(watches.decide_edge, edge=edge, waiting=waiting, late=late)
    stream = f"shift/{store}/{edge.day.isoformat()}"
    return Unit(now=now, commands=(Command(stream, decide),), stores=(store,))
