"""Everything on record about one order, read at once: its row, its entries, its state, its messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from otklik.domain.events import Entry
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.timelines import Rung, Standing, lay_out
from otklik.store import journal, queries
from otklik.store.buyers import Buyer, buyer_of
from otklik.store.queries import NoticeRow, OrderRow


@dataclass(frozen=True, slots=True)
class OrderFile:
    """Everything on record about one order: its row, its entries with personal values, its state, its messages."""

    row: OrderRow
    entries: Sequence[Entry]
    state: StreamState
    notices: Sequence[NoticeRow]

    @property
    def order(self) -> OrderState:
        """The order itself."""
        subject: OrderState = self.state.subject
        return subject

    @property
    def rungs(self) -> list[Rung]:
        """Its messages as steps of its ladders."""
        standings = [
            Standing(one.key, one.state, one.error, one.not_before, one.orders) for one in self.notices
        ]
        return lay_out(self.entries, standings)


def load_file(row: OrderRow) -> OrderFile:
    """Everything on record about an order that the caller may see."""
    entries = journal.read_stream(row.stream, personal=True)
    state = journal.fold(row.stream, entries)
    return OrderFile(row, entries, state, queries.list_notices(row.stream))


def buyer_in(entries: Sequence[Entry]) -> Buyer:
    """The buyer as last told; empty after an erasure."""
    return buyer_of({entry.version: entry.event.personal for entry in entries})
