"""What goes through the door and what comes back: commands, units, and the five results of a unit.

A unit stands or falls as a whole; its result never depends on its neighbours in the same transaction. Values
only: `commit.py` does the work. ADR 0003.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.streams import StreamState
from otklik.domain.world import World
from otklik.store.claims import Claim, Take
from otklik.store.outbox import Mark
from otklik.store.payloads import RawPayload

Decide = Callable[[StreamState, World, datetime], Sequence[Event]]
"""Pure: state, world and now give the facts, or raise `DomainError`."""


@dataclass(frozen=True, slots=True)
class Command:
    """One decision on one stream; without `decide` the clock runs on it until the unit's now."""

    stream: str
    decide: Decide | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """Commands that stand or fall together, with what must hold and what is written beside their facts.

    Parameters
    ----------
    now
        Aware UTC instant of this unit.
    commands
        In order; later ones see what earlier ones did.
    stores
        Slugs of places that the deciders ask about beyond those that the streams name.
    claims
        Keys that must be nobody's yet.
    takes
        Amounts of quotas; a quota that does not suffice, or that nobody set, refuses the unit.
    expected
        Versions that streams must have; for callers that showed somebody a version.
    marks
        Changes of notices.
    ties
        Pairs (conversation, order) that this unit ties; those on record are known. Facts cross between them.
    payloads
        Raw bodies; kept if the unit says anything new, so that repeats of a hook do not pile up.
    """

    now: datetime
    commands: tuple[Command, ...]
    stores: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    takes: tuple[Take, ...] = ()
    expected: Mapping[str, int] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    ties: tuple[tuple[str, str], ...] = ()
    payloads: tuple[RawPayload, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """The unit is on disk: its new entries, and the states of its streams after it."""

    entries: tuple[Entry, ...]
    states: Mapping[str, StreamState]


@dataclass(frozen=True, slots=True)
class Refused:
    """A decider or a quota said no; nothing of the unit is stored."""

    error: DomainError


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Somebody has a claimed key already; nothing of the unit is stored."""

    claim: Claim
    owner: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A stream is at another version than expected, or `outbox/<key>` is not the marker's any more."""

    stream: str
    expected: int
    actual: int


@dataclass(frozen=True, slots=True)
class Failed:
    """Something broke in this unit alone, in the code or in the database; nothing of it is stored."""

    error: Exception


Result = Done | Refused | Duplicate | Conflict | Failed


class ConflictError(DomainError):
    """Somebody else changed the stream in the meantime."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(
            "conflict",
            f"{conflict.stream} was changed in the meantime.",
            remedy="Look at it again, then decide.",
            place=conflict.stream,
        )
        self.conflict = conflict


class DuplicateError(DomainError):
    """A key that has an owner already."""

    def __init__(self, duplicate: Duplicate) -> None:
        super().__init__(
            "duplicate", f"This {duplicate.claim.kind} is known already.", place=duplicate.claim.kind
        )
        self.duplicate = duplicate
