"""How the orders of a window were handled: kept a row an order, folded from the journal where a row is old (ADR 0046).

A row is good as long as it has the order's last entry, the present rules and its store's hours. The worker folds what
is old a little at a time; whoever reads folds the rest himself up to a bound, so that figures are exact where a few
orders changed, and says how many are not in them where many did. Personal values are not read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from otklik.analytics.handling import RULE, Tally, fold_handling, to_row
from otklik.domain.business_time import WorkCalendar
from otklik.store import directory, journal, listings, models, queries, vendor, writer
from otklik.store.network import OrderLine, Window
from otklik.store.page_visits import load_visits
from otklik.store.past_orders import TEST_CHANNEL

AT_ONCE = 200
"""Orders whose entries are held in memory together."""

FRESH = 400
"""So many old rows are folded by whoever reads; more are the worker's."""

KEPT_FOR = timedelta(days=35)
"""Orders placed so long ago are kept up by the worker; what is older is folded when it is asked for."""

TALLIED = Tally._fields[3:]
LIVED = ("life",)


@dataclass(frozen=True, slots=True)
class Tallies:
    """The orders of a window by their instant, and how many are not in them yet."""

    orders: tuple[Tally, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class Lives:
    """Stream, first store and life of the orders of a window, the hours of the stores, and how many are missing."""

    orders: tuple[tuple[str, str, str], ...]
    partners: Mapping[str, str]
    calendars: Mapping[str, WorkCalendar]
    missing: int


def load_tallies(window: Window, *, now: datetime) -> Tallies:
    """What figures count of the orders of a window, by the instants at which they were placed."""
    rows, _, missing = _read(window, TALLIED, now)
    return Tallies(tuple(Tally(one.stream, one.partner, one.store, *one.values) for one in rows), missing)


def load_lives(window: Window, *, now: datetime) -> Lives:
    """For whom the orders of a window waited."""
    rows, calendars, missing = _read(window, LIVED, now)
    partners = {one.stream: one.partner for one in rows}
    return Lives(
        tuple((one.stream, one.store, str(one.values[0])) for one in rows), partners, calendars, missing
    )


def list_lines(streams: Sequence[str]) -> list[OrderLine]:
    """Orders as a list shows them, the newest first."""
    rows: list[queries.OrderRow] = []
    for start in range(0, len(streams), 500):
        rows += queries.load_orders(streams[start : start + 500]).values()
    rows.sort(key=lambda one: (one.placed_at, one.stream), reverse=True)
    return [
        OrderLine(
            one.stream, one.number, one.first_store, one.phase, one.placed_at, one.total_minor, one.currency
        )
        for one in rows
    ]


def keep_up(*, now: datetime, limit: int = AT_ONCE) -> int:
    """How many old rows were folded anew and kept: the worker's part, a little at a time."""
    hours = _calendars({one.slug for one in listings.list_places()}, now=now)
    known = sorted({one.hash for one in hours.values()})
    rows = _select(Window(now - KEPT_FOR, now + timedelta(days=1)), (), known)
    calendars = _calendars({row.store for row in rows}, now=now)
    old = [row for row in rows if not row.is_good(calendars)][-limit:]
    kept = [
        {
            "stream": row.stream,
            "version": row.version,
            "rule": RULE,
            "calendar": calendars[row.store].hash,
            **columns,
        }
        for row, columns in _fold(old, calendars)
    ]
    if kept:
        writer.run(lambda: vendor.upsert_many(models.HandledOrder, kept))
    return len(kept)


@dataclass(frozen=True, slots=True)
class _Row:
    """An order, what is kept of it (version 0: nothing), and the columns that were asked for."""

    stream: str
    partner: str
    store: str
    version: int
    kept: int
    rule: int
    calendar: str
    values: tuple[Any, ...]

    def is_good(self, calendars: Mapping[str, WorkCalendar]) -> bool:
        """Whether what is kept is what would be folded now."""
        return self.kept == self.version and self.rule == RULE and self.calendar == calendars[self.store].hash


def _read(
    window: Window, columns: Sequence[str], now: datetime
) -> tuple[list[_Row], dict[str, WorkCalendar], int]:
    """The orders of a window with some columns of what is kept of them, or would be."""
    rows = _select(window, columns)
    calendars = _calendars({row.store for row in rows}, now=now)
    old = [row for row in rows if not row.is_good(calendars)]
    fresh = {
        row.stream: tuple(found[name] for name in columns) for row, found in _fold(old[:FRESH], calendars)
    }
    found = [
        replace(row, values=fresh[row.stream]) if row.stream in fresh else row
        for row in rows
        if row.kept or row.stream in fresh
    ]
    return found, calendars, max(0, len(old) - FRESH)


def _calendars(stores: Collection[str], *, now: datetime) -> dict[str, WorkCalendar]:
    world = directory.load_world(stores, now=now)
    always = directory.compile_calendar(directory.NO_HOURS)
    return {slug: world.stores[slug].calendar if slug in world.stores else always for slug in stores}


def _fold(
    rows: Sequence[_Row], calendars: Mapping[str, WorkCalendar]
) -> Iterator[tuple[_Row, dict[str, Any]]]:
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        streams = [row.stream for row in part]
        entries, visits = journal.load_entries(streams), load_visits(streams)
        for row in part:
            mine = [one for one in entries[row.stream] if one.version <= row.version]
            yield row, to_row(fold_handling(mine, visits.get(row.stream, ()), clock=calendars[row.store]))


def _select(window: Window, columns: Sequence[str], known: Sequence[str] = ()) -> list[_Row]:
    """Rows of a window; with the hashes of all hours that are in force, only those that are old for certain."""
    conditions = ["NOT o.history", "o.channel <> %s", "o.placed_at >= %s", "o.placed_at < %s"]
    values = [TEST_CHANNEL, vendor.from_instant(window.from_at), vendor.from_instant(window.to_at)]
    if window.stores is not None:
        if not window.stores:
            return []
        condition, slugs = vendor.any_of("o.first_store", sorted(window.stores))
        conditions.append(condition)
        values += slugs
    if known:
        condition, hashes = vendor.any_of("h.calendar", known)
        conditions.append(f"(h.stream IS NULL OR h.version <> s.version OR h.rule <> %s OR NOT {condition})")
        values += [RULE, *hashes]
    asked = "".join(f", h.{name}" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.stream, o.partner, o.first_store, s.version, COALESCE(h.version, 0), COALESCE(h.rule, 0),"
            f" COALESCE(h.calendar, ''){asked} FROM orders o JOIN streams s ON s.stream = o.stream"
            f" LEFT JOIN handled_orders h ON h.stream = o.stream WHERE {' AND '.join(conditions)}"
            " ORDER BY o.placed_at, o.stream",
            values,
        )
        return [
            _Row(stream, partner, store, version, kept, rule, calendar, tuple(rest))
            for stream, partner, store, version, kept, rule, calendar, *rest in cursor.fetchall()
        ]
