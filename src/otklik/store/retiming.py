"""What a place's open obligations would be under other opening hours: read, planned by the domain, never written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from otklik.domain.business_time import WorkCalendar
from otklik.domain.events import Ref
from otklik.domain.obligations import Obligation
from otklik.domain.retiming import Hours, Retiming, plan_retimings
from otklik.domain.stores import hours_of
from otklik.domain.world import World
from otklik.store import directory, journal, models, queries

AT_ONCE = 500
"""Streams that one statement asks about."""


@dataclass(frozen=True, slots=True)
class RetimingRow:
    """One obligation that would fall otherwise, and the order that it is about; None for another stream."""

    stream: str
    order: queries.OrderRow | None
    retiming: Retiming


def earlier_calendars(slug: str) -> frozenset[str]:
    """Hashes of every calendar that a place's hours ever gave, those of older holiday facts included."""
    entries = journal.read_stream(f"store/{slug}")
    given = {hours_of(one.event.data) for one in entries if one.event.kind == "hours.changed"}
    texts = sorted(map(directory.definition_of, given))
    known = models.Calendar.objects.filter(definition__in=texts).values_list("digest", flat=True)
    return frozenset(known) | {directory.compile_calendar(hours).hash for hours in given}


def list_streams(calendars: Collection[str]) -> list[str]:
    """Streams with an open obligation on one of these calendars, in order."""
    running = models.Obligation.objects.filter(
        closed_at__isnull=True, state="open", calendar__in=sorted(calendars)
    )
    return sorted(set(running.values_list("stream", flat=True)))


def list_retimings(slug: str, calendar: WorkCalendar, *, now: datetime) -> list[RetimingRow]:
    """The open obligations of a place that a calendar would let fall otherwise, by their present limit.

    Parameters
    ----------
    calendar
        The hours in question, saved or not.
    now
        Aware UTC.
    """
    hours = Hours(slug, calendar, earlier_calendars(slug))
    streams = list_streams(hours.earlier - {calendar.hash})
    found: list[RetimingRow] = []
    for first in range(0, len(streams), AT_ONCE):
        found += _plan(streams[first : first + AT_ONCE], hours, now)
    return sorted(found, key=lambda row: (row.retiming.limit_at, row.stream, row.retiming.ref))


def _plan(streams: Collection[str], hours: Hours, now: datetime) -> Iterator[RetimingRow]:
    books, orders = _load_books(streams), queries.load_orders(streams)
    world = _load_world(hours.place, books.values(), orders.values(), now)
    changed = replace(world.store(hours.place), calendar=hours.calendar)
    world = replace(world, stores={**world.stores, hours.place: changed})
    for stream, book in books.items():
        holder = orders[stream].holder if stream in orders else stream.split("/")[1]
        for one in plan_retimings(book, world, hours, holder=holder, now=now):
            yield RetimingRow(stream, orders.get(stream), one)


def _load_books(streams: Collection[str]) -> dict[str, dict[Ref, Obligation]]:
    """Obligations of the streams as their rows have them: what a plan looks at, without bands and pauses."""
    books: dict[str, dict[Ref, Obligation]] = defaultdict(dict)
    for row in models.Obligation.objects.filter(stream__in=streams).order_by("stream"):
        ref = Ref(row.kind, row.key, row.n)
        books[row.stream][ref] = Obligation(
            ref=ref,
            state=row.state,
            debtor=row.debtor,
            creditor=row.creditor,
            standard=row.standard,
            calendar=row.calendar,
            tzdata="",
            opened_at=row.opened_at,
            limit_at=row.limit_at,
            judge_at=row.limit_at,
            first_limit_at=row.limit_at,
        )
    return dict(books)


def _load_world(
    slug: str, books: Iterable[dict[Ref, Obligation]], orders: Iterable[queries.OrderRow], now: datetime
) -> World:
    owed = [one for book in books for one in book.values()]
    places = {slug, *(row.holder for row in orders)}
    standards, calendars = {one.standard for one in owed}, {one.calendar for one in owed}
    return directory.load_world(places, standards, calendars, now=now)
