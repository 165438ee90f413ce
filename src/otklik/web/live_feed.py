"""What changed since the last look, read from the journal by one thread for all live streams of the process.

It remembers which streams changed lately, not what they looked like: whoever comes back gets their present rows.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from otklik.domain.orders import CLOSED
from otklik.store import journal, queries
from otklik.store.followers import Cursor, Followed, find_head, follow
from otklik.store.writer import is_passing
from otklik.web.live_messages import Change, Told, reset, tell

log = logging.getLogger(__name__)

MakeCalls = Callable[[Collection[str], Collection[str]], Mapping[str, Mapping[str, str]]]
"""Rows of the desk by stream and locale, for conversations and locales; one whose caller waits no more is left out."""

MakeRows = Callable[[Sequence[queries.OrderRow], Collection[str]], Mapping[str, Mapping[str, str]]]
"""Rows of the desk by stream and locale, for orders and locales; an order that has no place on the desk is left out."""

REMEMBERED = 4096
"""How many changed streams are remembered for those who come back; beyond that they read everything anew."""

AT_ONCE = 500
"""How many entries are read at a time."""

RIGHTS = frozenset({"person", "partner", "store"})
"""Streams whose facts may change what somebody is allowed to see."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """For whom rows are made: nobody's rows are not.

    Parameters
    ----------
    stores
        Slugs that somebody looks at.
    everything
        Whether somebody looks at all stores.
    locales
        Languages in which somebody looks.
    """

    stores: Collection[str] = ()
    everything: bool = False
    locales: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class News:
    """What one look found.

    Parameters
    ----------
    told
        Changes in the order of their positions.
    rights
        Whether somebody's rights may have changed.
    more
        Whether there is more to read at once.
    """

    told: Sequence[Told] = ()
    rights: bool = False
    more: bool = False


class Feed:
    """The journal as live streams see it. Belongs to one thread.

    Parameters
    ----------
    make_rows
        Makes the rows of orders.
    make_calls
        Makes the rows of calls.
    """

    def __init__(self, make_rows: MakeRows, make_calls: MakeCalls | None = None) -> None:
        self._make_rows = make_rows
        self._make_calls = make_calls
        self._cursor: Cursor | None = None
        self._floor = 0
        self._changes: OrderedDict[str, Change] = OrderedDict()

    @property
    def position(self) -> int:
        """Up to where the journal has been read; 0 before the first look."""
        return self._cursor.position if self._cursor else 0

    def look(self, wanted: Wanted) -> News:
        """The changes since the last look.

        Parameters
        ----------
        wanted
            For whom rows are made.

        Notes
        -----
        The first look reads as much of the past as is remembered, so that a process that was started anew can tell
        those who come back what they missed.
        """
        if self._cursor is None:
            self._floor = max(0, find_head() - REMEMBERED)
            self._cursor = Cursor(self._floor)
        entries, cursor = follow(self._cursor, AT_ONCE)
        changes, orders = self._changes_in(entries)
        told = self._tell(changes, orders, wanted)
        # Last, so that whatever failed before is read again.
        for change in changes:
            self._remember(change)
        met_hole = cursor.hole not in (0, self._cursor.hole)
        self._cursor = cursor
        prefixes = {one.entry.stream.partition("/")[0] for one in entries}
        return News(told, bool(prefixes & RIGHTS), more=len(entries) == AT_ONCE or met_hole)

    def replay(self, after: int, stores: Collection[str] | None, locale: str) -> list[bytes]:
        """What somebody missed who knows everything up to a position: one message for each stream that changed.

        Parameters
        ----------
        after
            What he knows; 0 = nothing.
        stores
            Slugs that he sees; None = all.
        locale
            His language.
        """
        if not self._floor <= after <= self.position or not after:
            return [reset(self.position)]
        missed = [one for one in self._changes.values() if one.position > after and one.was_seen_by(stores)]
        orders = queries.load_orders([one.stream for one in missed if one.is_order])
        told = self._tell(missed, orders, Wanted(stores or (), stores is None, (locale,)))
        return [message for one in told if (message := one.message_for(stores, locale))]

    def _changes_in(self, entries: Iterable[Followed]) -> tuple[list[Change], dict[str, queries.OrderRow]]:
        newest: dict[str, Change] = {}
        for one in entries:
            stream = one.entry.stream
            prefix, _, name = stream.partition("/")
            if prefix not in ("order", "conversation", "shift", "store"):
                continue
            former = newest[stream].former if stream in newest else frozenset[str]()
            if one.entry.event.kind == "order.assigned":
                former |= _holders_of(stream)
            stores = frozenset({name.partition("/")[0]}) if prefix != "order" else frozenset[str]()
            newest[stream] = Change(one.position, stream, stores, former)
        orders = queries.load_orders([stream for stream, change in newest.items() if change.is_order])
        changes = [self._seen(change, orders.get(change.stream)) for change in newest.values()]
        return sorted(filter(None, changes), key=lambda change: change.position), orders

    def _seen(self, change: Change, order: queries.OrderRow | None) -> Change | None:
        if not change.is_order:
            return change
        if order is None or (order.history and order.phase in CLOSED):
            return None  # the past that was imported is on nobody's desk
        stores = frozenset({order.holder})  # as the desk lists them
        before = self._changes.get(change.stream)
        former = change.former | {order.first_store} | (before.former if before else frozenset())
        return replace(change, stores=stores, former=former - stores)

    def _tell(
        self, changes: Sequence[Change], orders: Mapping[str, queries.OrderRow], wanted: Wanted
    ) -> list[Told]:
        seen = [
            orders[change.stream]
            for change in changes
            if change.stream in orders and change.is_seen_by(None if wanted.everything else wanted.stores)
        ]
        rows, failed = self._rows_of(seen, wanted.locales)
        made = {order.stream: rows.get(order.stream, {}) for order in seen} if wanted.locales else {}
        made |= self._calls_of(changes, wanted)
        return [tell(change, made.get(change.stream)) for change in changes if change.stream not in failed]

    def _calls_of(self, changes: Sequence[Change], wanted: Wanted) -> dict[str, Mapping[str, str]]:
        stores = None if wanted.everything else wanted.stores
        seen = [one.stream for one in changes if one.is_call and one.is_seen_by(stores)]
        if not seen or not wanted.locales or self._make_calls is None:
            return {}
        rows = self._make_calls(seen, wanted.locales)
        return {stream: rows.get(stream, {}) for stream in seen}

    def _rows_of(
        self, orders: Sequence[queries.OrderRow], locales: Collection[str]
    ) -> tuple[Mapping[str, Mapping[str, str]], set[str]]:
        if not orders or not locales:
            return {}, set()
        try:
            return self._make_rows(orders, locales), set()
        except Exception as error:
            if is_passing(error):
                raise
            if len(orders) == 1:
                # One order that can't be shown must not hold up all others.
                log.exception("the row of %s could not be made", orders[0].stream)
                return {}, {orders[0].stream}
        rows: dict[str, Mapping[str, str]] = {}
        failed: set[str] = set()
        for order in orders:
            made, not_made = self._rows_of([order], locales)
            rows |= made
            failed |= not_made
        return rows, failed

    def _remember(self, change: Change) -> None:
        self._changes.pop(change.stream, None)
        self._changes[change.stream] = change
        while len(self._changes) > REMEMBERED:
            self._floor = max(self._floor, self._changes.popitem(last=False)[1].position)


def _holders_of(stream: str) -> frozenset[str]:
    """Every store that ever held an order."""
    entries = journal.read_stream(stream)
    placing = ("order.received", "order.assigned")
    return frozenset(entry.event.data["store"] for entry in entries if entry.event.kind in placing)
