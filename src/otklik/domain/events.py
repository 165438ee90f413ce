"""What a fact is: the event, what it did at once, and the entry that the journal keeps.

An event is past tense and immutable. Its `data` are plain JSON values without anything personal; its `personal`
values are stored beside the hashed bytes (architecture §5). What an event did to obligations at once are its
`consequences`, in the same journal row: rebuilding a projection never computes working time.
Which events exist, and which fields each has, stands in `catalogue.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

Source = Literal["person", "system", "provider"]
Grade = Literal["claimed", "recorded", "confirmed"]

GRADES: tuple[Grade, ...] = ("claimed", "recorded", "confirmed")
"""Weakest first: said by staff < recorded by a system < confirmed by the buyer (law 4)."""


@dataclass(frozen=True, slots=True)
class Event:
    """One fact of one stream, before it has a version.

    Parameters
    ----------
    kind
        A key of `catalogue.EVENTS`, such as `order.received`.
    occurred_at
        When it happened, aware UTC; obligations are judged by it (law 4).
    actor
        Who did it: `person:<slug>`, `buyer`, `system`, `source:<slug>`, `key:<id>`.
    source
        Who says so: a person, the system itself, an outside provider.
    grade
        Strength of the evidence.
    data
        JSON values by field name, nothing personal. Instants are ISO 8601 text ending in `Z`.
    personal
        JSON values by field name that an erasure removes.
    caused_by
        `<stream>@<version>` of a cause in another stream, or empty.
    """

    kind: str
    occurred_at: datetime
    actor: str = "system"
    source: Source = "system"
    grade: Grade = "recorded"
    data: Mapping[str, Any] = field(default_factory=dict)
    personal: Mapping[str, Any] = field(default_factory=dict)
    caused_by: str = ""
    schema: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Name of one obligation within its stream: kind, key and generation (1, 2, …)."""

    kind: str
    key: str = ""
    n: int = 1


@dataclass(frozen=True, slots=True)
class Consequence:
    """What an event did at once to one obligation or to its ladder.

    Parameters
    ----------
    ref
        The obligation.
    transition
        opened, met, breached, waived, paused, resumed, retimed, handed, rejudged (obligation), or
        leased, ended, rescheduled (its ladder).
    fields
        JSON values: the frozen instants and whatever a fold needs, so that it never computes time.
    """

    ref: Ref
    transition: str
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the journal as the domain sees it: the event in its place, with its consequences.

    `version` counts from 1 in each stream; `recorded_at` never goes back within a stream.
    """

    stream: str
    version: int
    recorded_at: datetime
    event: Event
    consequences: tuple[Consequence, ...] = ()


def instant_text(at: datetime) -> str:
    """ISO 8601 text of an instant, in UTC, ending in `Z`; microseconds only where there are any.

    Parameters
    ----------
    at
        Aware instant in any zone.
    """
    if at.tzinfo is None:
        raise ValueError("an instant must be aware")
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def instant_of(text: str) -> datetime:
    """Aware UTC instant of an ISO 8601 text that carries a zone.

    Raises
    ------
    ValueError
        The text is no instant, or has no zone.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text!r} has no zone")
    return at.astimezone(UTC)
