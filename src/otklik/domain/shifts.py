"""One store's day: who joined the shift and has not left, where each is, and who is busy with customers.

On shift = joined (architecture §5). A place is proved by scanning the rotating code of the till's tablet; `place_of`
is the one rule that says where somebody acts from (law 5, ADR 0026).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event, instant_of
from otklik.domain.stream_state import StreamState
from otklik.domain.watches import Watch, evolve_watch
from otklik.domain.world import Store, World

IN_SHOP, ELSEWHERE, UNKNOWN = "in_shop", "elsewhere", "unknown"


@dataclass(frozen=True, slots=True)
class ShiftState:
    """The shift of a store on one local date.

    Parameters
    ----------
    present
        Nobody twice, earliest first.
    places
        Where each of them is, as he joined or proved it since.
    busy
        Until when somebody is busy with customers; an instant that has passed says nothing.
    """

    store: str
    day: str
    present: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    busy: Mapping[str, datetime] = field(default_factory=dict)
    watch: Watch = field(default_factory=Watch)


def evolve(state: ShiftState | None, entry: Entry) -> ShiftState | None:
    """The shift after one more entry of a `shift/<store>/<date>` stream."""
    if state is None:
        _, store, day = entry.stream.split("/")
        state = ShiftState(store=store, day=day)
    data = entry.event.data
    person = str(data.get("person", ""))
    others = tuple(one for one in state.present if one != person)
    if entry.event.kind == "shift.joined":
        places = {**state.places, person: str(data["place"])}
        return replace(state, present=(*others, person), places=places, busy=_without(state.busy, person))
    if entry.event.kind == "shift.left":
        places = _without(state.places, person)
        return replace(state, present=others, places=places, busy=_without(state.busy, person))
    if entry.event.kind == "shift.place_proved":
        return replace(state, places={**state.places, person: str(data["place"])})
    if entry.event.kind == "busy.started":
        return replace(state, busy={**state.busy, person: instant_of(data["until_at"])})
    if entry.event.kind == "busy.ended":
        return replace(state, busy=_without(state.busy, person))
    return replace(state, watch=evolve_watch(state.watch, entry))


def _without(book: Mapping[str, Any], person: str) -> dict[str, Any]:
    return {one: value for one, value in book.items() if one != person}


def place_of(store: Store, person: str) -> str:
    """Where somebody acts from when nothing better is known: in_shop, elsewhere or unknown (law 5).

    Parameters
    ----------
    store
        The one whose order it is.
    person
        Slug.

    Notes
    -----
    Until a store has a proved place device, nobody there could prove anything: then it is unknown. Once it has one,
    whoever joined without it is elsewhere. Whoever has not joined is elsewhere anyway.
    """
    if person not in store.on_shift:
        return ELSEWHERE
    joined = store.places.get(person, UNKNOWN)
    if joined == UNKNOWN and store.place_proved:
        return ELSEWHERE
    return joined


def is_free(store: Store, person: str, at: datetime) -> bool:
    """Whether somebody on shift is not busy with customers at an instant."""
    until_at = store.busy.get(person)
    return until_at is None or until_at <= at


def is_full(store: Store | None, at: datetime) -> bool:
    """Whether there is somebody on shift, and everybody there is busy with customers.

    Whoever joined from elsewhere serves nobody at the counter, and frees nobody there: an owner at home does not count.
    """
    if store is None or not store.on_shift:
        return False
    there = [one for one in store.on_shift if place_of(store, one) != ELSEWHERE]
    return not any(is_free(store, one, at) for one in there or store.on_shift)


def present_in(state: StreamState) -> tuple[str, ...]:
    """Who is on the shift of a `shift/` stream, earliest first."""
    return state.subject.present if isinstance(state.subject, ShiftState) else ()


def _require_present(state: StreamState, person: str) -> ShiftState:
    _, store, _ = state.stream.split("/")
    if not isinstance(state.subject, ShiftState) or person not in state.subject.present:
        raise DomainError(
            "not_on_shift", f"{person!r} is not on the shift of {store}.", remedy="Join the shift first."
        )
    return state.subject


def _require_worker(world: World, store: str, person: str) -> None:
    if all(one.slug != person or not one.active for one in world.store(store).people):
        raise DomainError(
            "unknown_person",
            f"{person!r} does not work for {store}.",
            remedy="`otklik person list` shows who does.",
        )


def _said(kind: str, now: datetime, actor: str, **fields: Any) -> Event:
    """A fact that a person tells of his shift; `store` comes with those that name it."""
    return make(kind, occurred_at=now, actor=actor, source="person", grade="claimed", **fields)


def decide_join(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    person: str,
    place: str = UNKNOWN,
    device: str = "",
) -> Sequence[Event]:
    """The fact that a person joined the shift; joining twice says nothing new, unless it proves the place.

    Parameters
    ----------
    place
        in_shop, elsewhere or unknown.
    device
        Id of the place device that proves it; empty = none.

    Raises
    ------
    DomainError
        `unknown_store`; `unknown_person`: not of this store.
    """
    _, store, _ = state.stream.split("/")
    _require_worker(world, store, person)
    if person in present_in(state):
        if not device:
            return []
        return decide_prove_place(state, world, now, actor=actor, person=person, place=place, device=device)
    more = {"device": device or None}
    return [_said("shift.joined", now, actor, store=store, person=person, place=place, **more)]


def decide_prove_place(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    person: str,
    place: str = IN_SHOP,
    device: str = "",
) -> Sequence[Event]:
    """The fact that somebody who is on shift has proved where he is; proving it again says nothing new.

    Raises
    ------
    DomainError
        `not_on_shift`.
    """
    _, store, _ = state.stream.split("/")
    if _require_present(state, person).places.get(person) == place:
        return []
    more = {"device": device or None}
    return [_said("shift.place_proved", now, actor, store=store, person=person, place=place, **more)]


def decide_take_over(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    person: str,
    leaver: str,
    place: str = UNKNOWN,
    device: str = "",
) -> Sequence[Event]:
    """The facts of "I'm taking over": the person joins, and whom he relieves leaves, both or neither.

    Parameters
    ----------
    leaver
        Slug of who leaves.

    Raises
    ------
    DomainError
        As `decide_join`; `not_on_shift`: the leaver is not there; `same_person`.
    """
    _, store, _ = state.stream.split("/")
    if leaver == person:
        raise DomainError(
            "same_person", "Nobody relieves himself.", remedy="Choose whom to relieve.", place="leaver"
        )
    _require_present(state, leaver)
    joined = decide_join(state, world, now, actor=actor, person=person, place=place, device=device)
    return [*joined, _said("shift.left", now, actor, store=store, person=leaver)]


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
    _require_present(state, person)
    return [_said("shift.left", now, actor, store=store, person=person)]


def decide_busy(
    state: StreamState, world: World, now: datetime, *, actor: str, person: str, until_at: datetime
) -> Sequence[Event]:
    """The fact that somebody on shift is busy with customers until an instant; never a shorter time than said.

    Raises
    ------
    DomainError
        `not_on_shift`.
    """
    known_at = _require_present(state, person).busy.get(person, now)
    if until_at <= max(known_at, now):
        return []
    return [_said("busy.started", now, actor, person=person, until_at=until_at)]


def decide_free(
    state: StreamState, world: World, now: datetime, *, actor: str, person: str
) -> Sequence[Event]:
    """The fact that somebody is no longer busy with customers; free already says nothing new.

    Raises
    ------
    DomainError
        `not_on_shift`.
    """
    until_at = _require_present(state, person).busy.get(person)
    if until_at is None or until_at <= now:
        return []
    return [_said("busy.ended", now, actor, person=person)]
