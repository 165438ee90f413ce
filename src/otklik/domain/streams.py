"""The fold of one stream: from its entries to its state.

`evolve(state, entry)` is total on every entry that the journal can hold; it computes no working time and asks nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from otklik.domain import (
    cart_links,
    conversations,
    ladders,
    obligations,
    orders,
    partners,
    people,
    published_playbooks,
    published_standards,
    runs,
    shifts,
    sources,
    stores,
    undo,
)
from otklik.domain.events import Entry
from otklik.domain.stream_state import StreamState

__all__ = ["SUBJECTS", "StreamState", "evolve"]


SUBJECTS: Mapping[str, Callable[[Any, Entry], Any]] = {
    "order": orders.evolve,
    "conversation": conversations.evolve,
    "shift": shifts.evolve,
    "store": stores.evolve,
    "person": people.evolve,
    "partner": partners.evolve,
    "standard": published_standards.evolve,
    "playbook": published_playbooks.evolve,
    "source": sources.evolve,
    "buyer": cart_links.evolve,
    "run": runs.evolve,
}
"""Which fold makes the subject of a stream, by the stream's prefix."""


def stores_of(state: StreamState) -> frozenset[str]:
    """Slugs of the places that this stream's rules may ask about: its holder, its own place, its parties.

    Parameters
    ----------
    state
        Of any stream; a slug that is no place's (a person's) does no harm. `partner/<slug>` stands for all places of
        a partner.
    """
    found = {getattr(state.subject, name, "") for name in ("holder", "first_store", "store")}
    if state.prefix == "partner":
        found.add(state.stream)
    if state.prefix in ("store", "shift", "conversation", "run"):
        found.add(state.stream.split("/")[1])
    found |= {one.store for one in getattr(state.subject, "reservations", {}).values()}
    for obligation in state.obligations.values():
        if obligation.is_owed:
            found.add(obligation.debtor.partition(":")[2])
            found.add(obligation.creditor.partition(":")[2])
    return frozenset(found - {""})


def evolve(state: StreamState, entry: Entry) -> StreamState:
    """The stream's state after one more entry.

    Parameters
    ----------
    state
        At version `entry.version - 1`.
    entry
        The next entry of the same stream.

    Raises
    ------
    ValueError
        The entry is not the next one of this stream.
    """
    if entry.stream != state.stream or entry.version != state.version + 1:
        raise ValueError(f"{entry.stream}@{entry.version} does not follow {state.stream}@{state.version}")
    after = fold_entry(undo.restored(state, entry.event), entry)
    return replace(after, undo=undo.undo_after(state, entry, fold_entry))


def fold_entry(state: StreamState, entry: Entry) -> StreamState:
    """The stream's state after one more entry, as far as the entry itself says: nothing is undone."""
    return StreamState(
        stream=state.stream,
        version=entry.version,
        recorded_at=entry.recorded_at,
        subject=SUBJECTS[state.prefix](state.subject, entry),
        obligations=obligations.evolve(state.obligations, entry),
        runs=ladders.evolve(state.runs, entry),
    )
