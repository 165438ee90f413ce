"""Orders of the refusal court, read from the journal in bulk as it stood at a position (ADR 0024, 0038).

Which orders there are is asked of the projection `orders`; what happened to them is folded from the journal up to the
position. Personal values are not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from threading import Lock

from django.db import connection

from otklik.analytics.court_cases import CONTESTED, KINDS, CourtOrder, fold_court_order
from otklik.domain.undo import RETRACTED, standing_entries
from otklik.store import envelope, followers, listings, vendor
from otklik.store.journal import read_kinds
from otklik.store.past_orders import TEST_CHANNEL, read_whole

STREAMS_AT_ONCE = 500
"""Orders whose entries are held in memory together."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Which standard a partner is under, and which one a named person of it accepted; hashes, empty = none."""

    standard: str
    agreed: str

    @property
    def stands(self) -> bool:
        """Whether the partner agreed to what it is measured by (R12)."""
        return bool(self.agreed) and self.agreed == self.standard


@dataclass(frozen=True, slots=True)
class Book:
    """The orders of the court from an instant on, as the journal stood at a position.

    Parameters
    ----------
    from_at
        The first instant of placing that is in it.
    position, mark
        Of the last row of the journal that was read, and its hash: it says whether this is still the same journal.
    orders
        By stream.
    """

    from_at: datetime
    position: int
    mark: bytes
    orders: Mapping[str, CourtOrder]

    def between(self, from_at: datetime, to_at: datetime) -> list[CourtOrder]:
        """Orders placed within a span, the second instant not included; by their instant.

        Notes
        -----
        Those that were merged into another order of the same buyer are counted there.
        """
        found = [one for one in self.orders.values() if from_at <= one.placed_at < to_at and not one.merged]
        return sorted(found, key=lambda one: (one.placed_at, one.position))


_KEPT: list[Book] = []
"""The book that this process read last: the next one reads on from there."""

_READING = Lock()

SLACK_FOR = timedelta(days=3)
"""A book that begins so much earlier than is asked for is still read on from: each zone has a midnight of its own."""


def open_book(from_at: datetime) -> Book:
    """The orders that were placed from an instant on and that somebody refused, withdrew, let go, or wanted to refuse.

    Notes
    -----
    Exact at any time: a process that has read the journal before reads the streams anew to which something came. Orders
    of the set-up's own tests and of a file of past orders are in none.
    """
    with _READING:
        head = followers.settle_head()
        kept = _KEPT[0] if _KEPT else None
        if (
            kept is None
            or not from_at - SLACK_FOR <= kept.from_at <= from_at
            or not _is_of_this_journal(kept)
        ):
            book = read_book(from_at, head)
        else:
            changed = _list_changed(kept.position, head)
            orders = {name: one for name, one in kept.orders.items() if one.placed_at >= from_at - SLACK_FOR}
            fresh = {one.stream: one for one in _load(_list_streams(kept.from_at, head, changed), head)}
            book = Book(kept.from_at, head, _mark(head), orders | fresh)
        _KEPT[:] = [book]
        return book


def read_book(from_at: datetime, position: int) -> Book:
    """The same, read from the beginning, as the journal stood at a position."""
    streams = _list_streams(from_at, position, None)
    return Book(from_at, position, _mark(position), {one.stream: one for one in _load(streams, position)})


def _is_of_this_journal(book: Book) -> bool:
    return _mark(book.position) == book.mark


def _mark(position: int) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash FROM journal WHERE position = %s", [position])
        found = cursor.fetchone()
    return bytes(found[0]) if found else b""


def _list_changed(after: int, position: int) -> list[str]:
    """Streams of orders to which something came after a position."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT stream FROM journal WHERE position > %s AND position <= %s"
            " AND stream LIKE 'order/%%' ORDER BY stream",
            [after, position],
        )
        return [stream for (stream,) in cursor.fetchall()]


def _load(streams: Sequence[str], position: int) -> Iterable[CourtOrder]:
    for start in range(0, len(streams), STREAMS_AT_ONCE):
        yield from _fold(
            read_kinds(streams[start : start + STREAMS_AT_ONCE], KINDS, position=position), position
        )


def _list_streams(from_at: datetime, position: int, among: Sequence[str] | None) -> list[str]:
    """Streams of orders placed from an instant on that have a fact of `CONTESTED`, sorted; None = among all."""
    if among is not None:
        parts = [among[start : start + STREAMS_AT_ONCE] for start in range(0, len(among), STREAMS_AT_ONCE)]
        return [one for part in parts for one in _select(from_at, position, part)]
    return _select(from_at, position, ())


def _select(from_at: datetime, position: int, among: Sequence[str]) -> list[str]:
    kinds, wanted = vendor.any_of("j.kind", CONTESTED)
    chosen, names = vendor.any_of("o.stream", among) if among else ("1 = 1", [])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT o.stream FROM orders o WHERE o.placed_at >= %s AND NOT o.history AND o.channel <> %s AND {chosen}"
            f" AND EXISTS (SELECT 1 FROM journal j WHERE j.stream = o.stream AND j.position <= %s AND {kinds})"
            " ORDER BY o.stream",
            [vendor.from_instant(from_at), TEST_CHANNEL, *names, position, *wanted],
        )
        return [stream for (stream,) in cursor.fetchall()]


def _fold(rows: Sequence[tuple[int, str, bytes]], position: int) -> Iterable[CourtOrder]:
    for stream, group in groupby(rows, key=lambda row: row[1]):
        found = list(group)
        events = [envelope.unpack_event(body) for _, _, body in found]
        if any(event.kind == RETRACTED for event in events):
            events = [entry.event for entry in standing_entries(read_whole(stream, position))]
        yield fold_court_order(stream, found[0][0], events)


def load_agreements(position: int) -> Mapping[str, Agreement]:
    """What each partner is under and agreed to, by slug."""
    partners = [f"partner/{one.slug}" for one in listings.list_partners()]
    if not partners:
        return {}
    chosen, names = vendor.any_of("stream", partners)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT body FROM journal WHERE {chosen} AND kind = 'standard.accepted' AND position <= %s"
            " ORDER BY stream, version",
            [*names, position],
        )
        entries = [envelope.unpack(bytes(body)) for (body,) in cursor.fetchall()]
    found: dict[str, Agreement] = {}
    for entry in entries:
        slug, data = entry.stream.partition("/")[2], entry.event.data
        agreed = found[slug].agreed if slug in found else ""
        found[slug] = Agreement(data["digest"], data["digest"] if data.get("person") else agreed)
    return found
