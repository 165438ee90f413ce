"""The state of one stream: its subject, its obligations, its ladder runs, and the fold that makes them.

`evolve(state, entry)` is total on every entry that the journal can hold; it computes no working time and asks nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from otklik.domain import (
    ladders,
    obligations,
    orders,
    partners,
    people,
    published_standards,
    shifts,
    sources,
    stores,
)
from otklik.domain.events import Entry, Ref
from otklik.domain.ladders import LadderRun
from otklik.domain.obligations import Obligation


@dataclass(frozen=True, slots=True)
class StreamState:
    """What is true of one subject after a prefix of its journal.

    Parameters
    ----------
    stream
        `<prefix>/<id>`, such as `order/5f0c…`, `shift/tverskaya/2026-03-19`.
    version
        Number of entries folded; 0 = nothing happened yet.
    recorded_at
        Of the last entry; None at version 0.
    subject
        What the prefix says: `orders.OrderState`, `stores.StoreState`, …; None at version 0.
    obligations, runs
        By reference; finished ones stay.
    """

    stream: str
    version: int = 0
    recorded_at: datetime | None = None
    subject: Any = None
    obligations: Mapping[Ref, Obligation] = field(default_factory=dict)
    runs: Mapping[Ref, LadderRun] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        """The stream's type: the text before the first slash."""
        return self.stream.partition("/")[0]


def _no_subject(state: Any, entry: Entry) -> Any:
    return state


SUBJECTS: Mapping[str, Callable[[Any, Entry], Any]] = {
    "order": orders.evolve,
    "conversation": _no_subject,
    "shift": shifts.evolve,
    "store": stores.evolve,
    "person": people.evolve,
    "partner": partners.evolve,
    "standard": published_standards.evolve,
    "source": sources.evolve,
}
"""Which fold makes the subject of a stream, by the stream's prefix."""


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
    return StreamState(
        stream=state.stream,
        version=entry.version,
        recorded_at=entry.recorded_at,
        subject=SUBJECTS[state.prefix](state.subject, entry),
        obligations=obligations.evolve(state.obligations, entry),
        runs=ladders.evolve(state.runs, entry),
    )
