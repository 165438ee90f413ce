"""One store's day: who joined the shift and has not left. On shift = joined (architecture §5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.stream_state import StreamState
from otklik.domain.watches import Watch, evolve_watch
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class ShiftState:
    """The shift of a store on one local date; `present` maps nobody twice, earliest first."""

    store: str
    day: str
    present: tuple[str, ...] = ()
    watch: Watch = field(default_factory=Watch)


def evolve(state: ShiftState | None, entry: Entry) -> ShiftState | None:
    """The shift after one more entry of a `shift/<store>/<date>` stream."""
    if state is None:
        _, store, day = entry.stream.split("/")
        state = ShiftState(store=store, day=day)
    person = str(entry.event.data.get("person", ""))
    if entry.event.kind == "shift.joined":
        return replace(state, present=(*(one for one in state.present if one != person), person))
    if entry.event.kind == "shift.left":
        return replace(state, present=tuple(one for one in state.present if one != person))
    return replace(state, watch=evolve_watch(state.watch, entry))


def decide_join(
    state: StreamState, world: World, now: datetime, *, actor: str, person: str, place: str = "unknown"
) -> Sequence[Event]:
    """The fact that a person joined the shift; joining twice says nothing new.

    Raises
    ------
    DomainError
        `unknown_store`; `unknown_person`: not of this store.
    """
    _, store, _ = state.stream.split("/")
    if all(one.slug != person or not one.active for one in world.store(store).people):
        raise DomainError(
            "unknown_person",
            f"{person!r} does not work for {store}.",
            remedy="`otklik person list` shows who does.",
        )
    if isinstance(state.subject, ShiftState) and person in state.subject.present:
        return []
    return [
        make(
            "shift.joined",
            occurred_at=now,
            actor=actor,
            source="person",
            grade="claimed",
            store=store,
            person=person,
            place=place,
        )
    ]


def decide_leave(
    state: StreamState, world: World, now: datetime, *, actor: str, person: str
) -> Sequence[Event]:
    """The fact that a person left the shift.

    Raises
    ------
    DomainError
        `not_on_shift`.
    """
    _, store, _ = state.stream.split("/")
    if not isinstance(state.subject, ShiftState) or person not in state.subject.present:
        raise DomainError("not_on_shift", f"{person!r} is not on the shift of {store}.")
    return [
        make(
            "shift.left",
            occurred_at=now,
            actor=actor,
            source="person",
            grade="claimed",
            store=store,
            person=person,
        )
    ]
