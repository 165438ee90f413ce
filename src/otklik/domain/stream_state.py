"""The state of one stream, as a value: its subject, its obligations and its ladder runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from otklik.domain.events import Ref
from otklik.domain.ladders import LadderRun
from otklik.domain.obligations import Obligation


@dataclass(frozen=True, slots=True)
class Undo:
    """What it takes to undo the last outcome of a call (ADR 0022).

    Parameters
    ----------
    outcome, what
        Its id, and which of the outcomes it is.
    by
        Slug of who recorded it: nobody else may undo it.
    until_at
        Before this instant it may be undone; its outward notices wait until then.
    own
        Versions of the entries that are the outcome's own.
    left
        How many of its facts are still to be folded.
    before
        The stream as it would be without the outcome; None once something else was built on it.
    """

    outcome: str
    what: str
    by: str
    until_at: datetime
    own: frozenset[int]
    left: int
    before: StreamState | None


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
    undo
        Of the last outcome that somebody recorded; None where there is none, or where it was undone.
    """

    stream: str
    version: int = 0
    recorded_at: datetime | None = None
    subject: Any = None
    obligations: Mapping[Ref, Obligation] = field(default_factory=dict)
    runs: Mapping[Ref, LadderRun] = field(default_factory=dict)
    undo: Undo | None = None

    @property
    def prefix(self) -> str:
        """The stream's type: the text before the first slash."""
        return self.stream.partition("/")[0]
