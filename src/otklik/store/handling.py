"""How the orders of a window were handled: kept a row an order, folded from the journal where a row is old (ADR 0046).

A row is good as long as it has the order's last entry, the present rules and its store's hours. The worker folds what
is old a little at a time; whoever reads folds the rest himself up to a bound, so that figures are exact where a few
orders changed, and says how many are not in them where many did. Personal values are not read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from otklik.analytics.handling import RULE, HandledOrder, fold_handling, from_cells, to_cells
from otklik.domain.business_time import WorkCalendar
from otklik.store import directory, journal, models, vendor, writer
from otklik.store.network import Window
from otklik.store.page_visits import load_visits
from otklik.store.past_orders import TEST_CHANNEL

AT_ONCE = 200
"""Orders whose entries are held in memory together."""

FRESH = 1_500
"""So many old rows are folded by whoever reads; more are the worker's."""

KEPT_FOR = timedelta(days=35)
"""Orders placed so long ago are kept up by the worker; what is older is folded when it is asked for."""


@dataclass(frozen=True, slots=True)
class Handled:
    """The orders of a window by their instant, the hours of their stores, and how many orders are not in them yet."""

    orders: tuple[HandledOrder, ...]
    calendars: Mapping[str, WorkCalendar]
    missing: int


@dataclass(frozen=True, slots=True)
class _Row:
    stored: Mapping[str, Any]
    version: int
    kept: int
    rule: int
    calendar: str
    cells: str

    @property
    def stream(self) -> str:
        return str(self.stored["stream"])

    def is_good(self, calendars: Mapping[str, WorkCalendar]) -> bool:
        """Whether what is kept is what would be folded now."""
        return (self.kept, self.rule, self.calendar) == (
            self.version,
            RULE,
            calendars[self.stored["store"]].hash,
        )


STORED = "o.stream, o.number, o.first_store, o.partner, o.placed_at, o.phase, o.total_minor, o.currency"
FIELDS = ("stream", "number", "store", "partner", "placed_at", "phase", "total_minor", "currency")


def load_handled(window: Window, *, now: datetime) -> Handled:
    """How the orders of a window were handled, by the instants at which they were placed."""
    rows = _list_rows(window)
    calendars = _calendars({row.stored["store"] for row in rows}, now=now)
    old = [row for row in rows if not row.is_good(calendars)]
    fresh = {one.stream: one for one in _fold(old[:FRESH], calendars)}
    orders = [
        fresh[row.stream] if row.stream in fresh else from_cells(row.stored, json.loads(row.cells))
        for row in rows
        if row.cells or row.stream in fresh
    ]
    return Handled(tuple(orders), calendars, max(0, len(old) - FRESH))


def load_one(stream: str, *, now: datetime) -> HandledOrder | None:
    """How one order was handled, folded from the journal; None for one that is in no figure."""
    rows = _list_rows(None, [stream])
    return next(iter(_fold(rows, _calendars({row.stored["store"] for row in rows}, now=now))), None)


def keep_up(*, now: datetime, limit: int = AT_ONCE) -> int:
    """How many old rows were folded anew and kept: the worker's part, a little at a time."""
    rows = _list_rows(Window(now - KEPT_FOR, now + timedelta(days=1)))
    calendars = _calendars({row.stored["store"] for row in rows}, now=now)
    old = [row for row in rows if not row.is_good(calendars)][-limit:]
    versions = {row.stream: row.version for row in old}
    kept = [
        {
            "stream": one.stream,
            "version": versions[one.stream],
            "rule": RULE,
            "calendar": calendars[one.store].hash,
            "cells": json.dumps(to_cells(one), separators=(",", ":")),
        }
        for one in _fold(old, calendars)
    ]
    if kept:
        writer.run(lambda: vendor.upsert_many(models.HandledOrder, kept))
    return len(kept)


def _calendars(stores: Collection[str], *, now: datetime) -> dict[str, WorkCalendar]:
    world = directory.load_world(stores, now=now)
    always = directory.compile_calendar(directory.NO_HOURS)
    return {slug: world.stores[slug].calendar if slug in world.stores else always for slug in stores}


def _fold(rows: Sequence[_Row], calendars: Mapping[str, WorkCalendar]) -> list[HandledOrder]:
    found = []
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        streams = [row.stream for row in part]
        entries, visits = journal.load_entries(streams), load_visits(streams)
        found += [
            fold_handling(
                row.stored,
                [one for one in entries[row.stream] if one.version <= row.version],
                visits.get(row.stream, ()),
                clock=calendars[row.stored["store"]],
            )
            for row in part
        ]
    return found


def _list_rows(window: Window | None, streams: Sequence[str] = ()) -> list[_Row]:
    conditions, values = ["NOT o.history", "o.channel <> %s"], [TEST_CHANNEL]
    if window is not None:
        conditions += ["o.placed_at >= %s", "o.placed_at < %s"]
        values += [vendor.from_instant(window.from_at), vendor.from_instant(window.to_at)]
        chosen, names = "o.first_store", sorted(window.stores or ())
        if window.stores is not None and not names:
            return []
    else:
        chosen, names = "o.stream", list(streams)
    if names:
        condition, parameters = vendor.any_of(chosen, names)
        conditions.append(condition)
        values += parameters
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {STORED}, s.version, h.version, h.rule, h.calendar, h.cells FROM orders o"
            " JOIN streams s ON s.stream = o.stream LEFT JOIN handled_orders h ON h.stream = o.stream"
            f" WHERE {' AND '.join(conditions)} ORDER BY o.placed_at, o.stream",
            values,
        )
        return [_row(found) for found in cursor.fetchall()]


def _row(found: Sequence[Any]) -> _Row:
    stored = dict(zip(FIELDS, found, strict=False))
    at = stored["placed_at"]
    stored["placed_at"] = vendor.to_instant(datetime.fromisoformat(at) if isinstance(at, str) else at)
    version, kept, rule, calendar, cells = found[len(FIELDS) :]
    return _Row(stored, version, kept or 0, rule or 0, calendar or "", cells or "")
