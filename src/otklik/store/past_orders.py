"""Past orders of a closed window, read from the journal in bulk as it stood at a position (ADR 0024).

Which orders there are is asked of the projection `orders`: what it is asked for never changes after an order's first
entry. What happened to them is folded from the journal up to the position, so that whatever comes later changes
nothing. Personal values are not read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import connection

from otklik.analytics.past_orders import KINDS, PastOrder, fold_order, in_order
from otklik.analytics.reports import Places
from otklik.domain.business_time import WorkCalendar
from otklik.domain.events import Entry
from otklik.domain.stores import Hours, hours_of
from otklik.domain.undo import RETRACTED, standing_entries
from otklik.store import directory, envelope, vendor
from otklik.store.journal import read_kinds

TEST_CHANNEL = "test"
"""Channel of the orders that the set-up places to try the way in."""


STREAMS_AT_ONCE = 500
"""Orders whose entries are held in memory together."""


@dataclass(frozen=True, slots=True)
class Past:
    """Orders of a window as the journal tells them up to a position.

    Parameters
    ----------
    orders
        Sorted as a frame is.
    tests
        Orders of the set-up's own tests, which are in no figure.
    duplicates
        Orders that were merged into another of the same buyer: he is counted there, once (R33).
    calendars, hours
        Hours by hash, and for each of `orders` the hash that it is counted on.
    places
        What stores and partners were called.
    digest
        SHA-256, hex, of the entries that were read, in the order in which they were.
    """

    orders: tuple[PastOrder, ...]
    tests: tuple[PastOrder, ...]
    duplicates: tuple[PastOrder, ...]
    calendars: Mapping[str, WorkCalendar]
    hours: tuple[str, ...]
    places: Places
    digest: str


@dataclass(frozen=True, slots=True)
class _Place:
    """What a store's stream says up to a position: its last name, and its hours, each with where it was given."""

    name: str
    hours: tuple[tuple[int, Hours], ...]

    def hours_at(self, position: int) -> Hours:
        """The hours that were in force at a position; before any were given, the first ones."""
        before = [hours for changed, hours in self.hours if changed < position]
        first = self.hours[0][1] if self.hours else directory.NO_HOURS
        return before[-1] if before else first


def load_past(*, from_at: datetime, to_at: datetime, stores: Collection[str] | None, position: int) -> Past:
    """What the journal says up to a position about the orders placed within a window.

    Parameters
    ----------
    from_at, to_at
        Aware; the second is not included.
    stores
        Only orders that these owed the first answer to; None = all.
    position
        Of the last row that counts.
    """
    digest = hashlib.sha256()
    found: list[PastOrder] = []
    streams = _list_streams(from_at, to_at, stores)
    for start in range(0, len(streams), STREAMS_AT_ONCE):
        rows = read_kinds(streams[start : start + STREAMS_AT_ONCE], KINDS, position=position)
        for _, _, body in rows:
            digest.update(body)
        found += _fold(rows, position)
    found = in_order(found)
    tests = tuple(one for one in found if one.state.channel == TEST_CHANNEL)
    counted = [one for one in found if one.state.channel != TEST_CHANNEL]
    duplicates = tuple(one for one in counted if one.state.merged_into)
    orders = tuple(one for one in counted if not one.state.merged_into)
    places = _places({one.state.first_store for one in orders}, position)
    partners = _partners({one.state.partner for one in orders}, position)
    calendars, hours = _hours(orders, places)
    return Past(
        orders=orders,
        tests=tests,
        duplicates=duplicates,
        calendars=calendars,
        hours=hours,
        places=Places({slug: place.name for slug, place in places.items()}, partners),
        digest=digest.hexdigest(),
    )


def _list_streams(from_at: datetime, to_at: datetime, stores: Collection[str] | None) -> list[str]:
    """Streams of the orders that were placed within a window, sorted."""
    conditions = ["placed_at >= %s", "placed_at < %s"]
    values = [vendor.from_instant(from_at), vendor.from_instant(to_at)]
    if stores is not None:
        if not stores:
            return []
        chosen, slugs = vendor.any_of("first_store", sorted(stores))
        conditions.append(chosen)
        values += slugs
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT stream FROM orders WHERE {' AND '.join(conditions)} ORDER BY stream", values)
        return [stream for (stream,) in cursor.fetchall()]


def _fold(rows: Sequence[tuple[int, str, bytes]], position: int) -> Iterable[PastOrder]:
    for stream, group in groupby(rows, key=lambda row: row[1]):
        found = list(group)
        entries = [envelope.unpack(body) for _, _, body in found]
        if any(entry.event.kind == RETRACTED for entry in entries):
            entries = standing_entries(read_whole(stream, position))
        yield fold_order(found[0][0], entries)


def read_whole(stream: str, position: int) -> list[Entry]:
    """All entries of a stream up to a position: what belonged to an outcome that was taken back is known by them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body FROM journal WHERE stream = %s AND position <= %s ORDER BY version",
            [stream, position],
        )
        return [envelope.unpack(bytes(body)) for (body,) in cursor.fetchall()]


def _read_kinds(
    prefix: str, slugs: Iterable[str], kinds: Sequence[str], position: int
) -> list[tuple[int, Entry]]:
    streams = [f"{prefix}/{slug}" for slug in sorted(slugs) if slug]
    if not streams:
        return []
    chosen, names = vendor.any_of("stream", streams)
    wanted, values = vendor.any_of("kind", kinds)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT position, body FROM journal WHERE {chosen} AND {wanted} AND position <= %s"
            " ORDER BY stream, version",
            [*names, *values, position],
        )
        return [(number, envelope.unpack(bytes(body))) for number, body in cursor.fetchall()]


def _places(slugs: Iterable[str], position: int) -> dict[str, _Place]:
    kinds = ("store.opened", "store.changed", "hours.changed")
    names: dict[str, str] = {}
    hours: dict[str, list[tuple[int, Hours]]] = {}
    for number, entry in _read_kinds("store", slugs, kinds, position):
        slug, data = entry.stream.partition("/")[2], entry.event.data
        if entry.event.kind == "hours.changed":
            hours.setdefault(slug, []).append((number, hours_of(data)))
        elif "name" in data:
            names[slug] = data["name"]
    return {slug: _Place(name, tuple(hours.get(slug, ()))) for slug, name in names.items()}


def _partners(slugs: Iterable[str], position: int) -> dict[str, str]:
    rows = _read_kinds("partner", slugs, ("partner.joined",), position)
    return {entry.stream.partition("/")[2]: entry.event.data["name"] for _, entry in rows}


def _hours(
    orders: Sequence[PastOrder], places: Mapping[str, _Place]
) -> tuple[dict[str, WorkCalendar], tuple[str, ...]]:
    """The hours that each order is counted on: frozen at the opening (law 1), else those of its store then."""
    calendars = directory.load_calendars({one.calendar for one in orders if one.calendar})
    always = directory.compile_calendar(directory.NO_HOURS)
    hours = []
    for one in orders:
        place = places.get(one.state.first_store)
        if one.calendar in calendars:
            calendar = calendars[one.calendar]
        elif one.calendar == "" or place is None:
            calendar = always
        else:
            calendar = directory.compile_calendar(place.hours_at(one.position))
        calendars[calendar.hash] = calendar
        hours.append(calendar.hash)
    return calendars, tuple(hours)
