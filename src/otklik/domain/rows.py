"""One journal row in the making: the event, the state before it, and the consequences found so far.

A `Row` is filled by `openings.py` and `judgement.py` within one call of the engine and read by nobody afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from otklik.domain import ladders, obligations
from otklik.domain.events import Consequence, Event, Ref
from otklik.domain.ladders import LadderRun
from otklik.domain.obligations import Obligation
from otklik.domain.parties import Scene

MAX_GENERATIONS = 20
"""Of one kind and key without `every`; after that an alarm instead of another (standard rule 2)."""


@dataclass(slots=True)
class Row:
    """The row of one event.

    Parameters
    ----------
    scene
        The stream's subject after the event, and the world.
    event
        What happened.
    version, recorded_at
        Of the entry to come.
    book, runs
        Obligations and ladder runs, with the consequences so far applied.
    consequences
        In order.
    opened
        What this row opened: nothing of it can be met by the same row (standard rule 1).
    capped
        Obligations that did not open because of `MAX_GENERATIONS`.
    """

    scene: Scene
    event: Event
    version: int
    recorded_at: datetime
    book: dict[Ref, Obligation]
    runs: dict[Ref, LadderRun]
    consequences: list[Consequence] = field(default_factory=list)
    opened: set[Ref] = field(default_factory=set)
    capped: list[Ref] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        """When the event happened; no later than it was recorded."""
        return min(self.event.occurred_at, self.recorded_at)

    @property
    def is_history(self) -> bool:
        """Whether the stream is an order imported as history: verdicts, but no runs and no effects."""
        return self.scene.order is not None and self.scene.order.history


def add(row: Row, change: Consequence) -> None:
    """Enter one more consequence."""
    row.consequences.append(change)
    obligations.apply(row.book, change, version=row.version)
    ladders.apply(row.runs, change)


def enter(row: Row, ref: Ref, transition: str, fields: Mapping[str, Any]) -> None:
    """Enter one more consequence, given by its parts."""
    add(row, Consequence(ref, transition, fields))


def generations(row: Row, kind: str, key: str) -> list[Obligation]:
    """The obligations of one kind and key, oldest generation first."""
    found = [one for ref, one in row.book.items() if ref.kind == kind and ref.key == key]
    return sorted(found, key=lambda one: one.ref.n)
