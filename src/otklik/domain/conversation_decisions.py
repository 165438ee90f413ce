"""What happens to a conversation: calls that come in, people who call back; commands in, facts out.

The state and its fold are `conversations.py`; which facts of an order count here, and the other way round, is the
table of `bridges.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from otklik.domain.admissions import ON_A_CALL, require_admitted
from otklik.domain.catalogue import make
from otklik.domain.conversations import ENDS, ConversationState
from otklik.domain.errors import DomainError
from otklik.domain.events import Event, Grade
from otklik.domain.order_decisions import past_instant, person_of, source_of, weigh_take
from otklik.domain.orders import is_live
from otklik.domain.parties import find_person
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

TRIES = ("no_answer", "busy", *ENDS)
"""What may become of calling back, beside a talk."""

ENOUGH = 3
"""After so many attempts a caller may be called unreachable (R06)."""

OLDEST_FOR = timedelta(hours=24)
"""A call that we hear of later than that counts as if it had rung so long ago."""


def require_conversation(state: StreamState) -> ConversationState:
    """The conversation, if there is one.

    Raises
    ------
    DomainError
        `unknown_call`.
    """
    if not isinstance(state.subject, ConversationState):
        raise DomainError("unknown_call", "There is no such call.", remedy="Look at the list of calls.")
    return state.subject


def require_waiting(state: StreamState) -> ConversationState:
    """The conversation, if its caller waits for a call.

    Raises
    ------
    DomainError
        `unknown_call`; `call_answered`: nobody is owed a call here any more.
    """
    call = require_conversation(state)
    if not call.is_open:
        raise DomainError(
            "call_answered", "This caller has been answered already.", remedy="Nothing is left to do."
        )
    return call


@dataclass(frozen=True, slots=True)
class Rang:
    """One call as an exchange or a person tells of it.

    Parameters
    ----------
    phone
        Keyed fingerprint of the number; empty = withheld.
    number
        The number itself, personal; empty = withheld.
    started_at
        When it began to ring.
    talk_s, ring_s
        Seconds; None = unsaid.
    line
        The store's line, as the exchange names it.
    orders
        Streams of open orders of that number at this store.
    actor
        Who tells.
    grade
        recorded by an exchange, claimed by a person.
    by
        Slug of who answered, where it is known.
    """

    phone: str
    number: str
    started_at: datetime
    talk_s: int | None = None
    ring_s: int | None = None
    line: str = ""
    orders: tuple[str, ...] = ()
    actor: str = "system"
    grade: Grade = "recorded"
    by: str = ""


def _when(rang: Rang, now: datetime) -> datetime:
    return max(past_instant(rang.started_at, now), now - OLDEST_FOR)


def _fact(kind: str, rang: Rang, at: datetime, **fields: Any) -> Event:
    source = source_of(rang.actor)
    return make(kind, occurred_at=at, actor=rang.actor, source=source, grade=rang.grade, **fields)


def _ties(known: ConversationState | None, rang: Rang, at: datetime) -> list[Event]:
    had = known.orders if known else ()
    return [_fact("conversation.tied", rang, at, order=order) for order in rang.orders if order not in had]


def decide_missed(state: StreamState, world: World, now: datetime, *, rang: Rang) -> Sequence[Event]:
    """The facts of a missed call: a tie to each order of the caller's, then the call.

    Raises
    ------
    DomainError
        `from_the_future`.

    Notes
    -----
    A call that had rung before somebody spoke with him, and that we hear of only now, begins no episode.
    """
    known: ConversationState | None = state.subject
    at = _when(rang, now)
    episode = None
    if rang.phone:
        overtaken = known is not None and known.answered_at is not None and at <= known.answered_at
        if known is not None and known.is_open:
            episode = str(known.episode)
        elif not overtaken:
            episode = str((known.episode if known else 0) + 1)
    missed = _fact(
        "call.missed",
        rang,
        at,
        phone=rang.phone or None,
        episode=episode,
        line=rang.line or None,
        ring_s=rang.ring_s,
        caller=rang.number or None,
    )
    return [*_ties(known, rang, at), missed]


def decide_answered(state: StreamState, world: World, now: datetime, *, rang: Rang) -> Sequence[Event]:
    """The facts of a call that somebody of the store answered: the call, and the talk if it was one (law 4).

    Raises
    ------
    DomainError
        `from_the_future`.
    """
    known: ConversationState | None = state.subject
    at = _when(rang, now)
    _, store, _ = state.stream.split("/")
    min_talk_s = world.standards[world.store(store).standard].min_talk_s
    talk = {"means": "call", "talk_s": rang.talk_s}
    answered = _fact(
        "call.answered",
        rang,
        at,
        phone=rang.phone or None,
        line=rang.line or None,
        talk_s=rang.talk_s,
        caller=rang.number or None,
    )
    reached = _fact(
        "contact.reached",
        rang,
        at,
        **talk,
        live=is_live(talk, rang.grade, min_talk_s),
        incoming=True,
        by=rang.by or None,
    )
    return [*_ties(known, rang, at), answered, reached]


def decide_tie(state: StreamState, world: World, now: datetime, *, order: str) -> Sequence[Event]:
    """The fact that an order of this caller's was found; a second time says nothing new."""
    call = require_conversation(state)
    if order in call.orders or call.erased:
        return []
    return [make("conversation.tied", occurred_at=now, order=order)]


def decide_take(
    state: StreamState, world: World, now: datetime, *, person: str, place: str = "unknown"
) -> Sequence[Event]:
    """The fact that somebody will call back, with what it is worth to the ladder (laws 3 and 5).

    Raises
    ------
    DomainError
        `unknown_call`, `call_answered`, `unknown_person`; `not_admitted`; `taken_by_other`, naming the winner.
    """
    call = require_waiting(state)
    who = person_of(world, person)
    require_admitted(who, ON_A_CALL)
    leased = {run.leased_by for run in state.runs.values() if run.leased_until is not None and not run.ended}
    if call.owner == person and (person in leased or not leased):
        return []
    winner = find_person(world, call.owner) if call.owner in leased else None
    if winner is not None and winner.slug != person:
        raise DomainError(
            "taken_by_other", f"{winner.name} calls this number back already.", remedy="Take the next one."
        )
    weight = weigh_take(state, world, world.store(call.store), person=person, place=place)
    return [
        make(
            "conversation.taken",
            occurred_at=now,
            actor=f"person:{person}",
            source="person",
            grade="claimed",
            person=who.slug,
            **weight,
        )
    ]


def decide_talk(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    person: str,
    talk_s: int | None = None,
    note: str = "",
) -> Sequence[Event]:
    """The fact that the caller was called back and spoken with; a recorded length may show that it was no answer.

    Raises
    ------
    DomainError
        `unknown_call`, `call_answered`, `unknown_person`, `bad_talk`.
    """
    call = require_waiting(state)
    person_of(world, person)
    if talk_s is not None and not 0 <= talk_s <= 86_400:
        raise DomainError("bad_talk", "A talk lasts between 0 and 86400 seconds.", place="talk_s")
    talk: dict[str, Any] = {"means": "call", "talk_s": talk_s}
    min_talk_s = world.standards[world.store(call.store).standard].min_talk_s
    return [
        make(
            "contact.reached",
            occurred_at=now,
            actor=f"person:{person}",
            source="person",
            grade="claimed",
            **talk,
            live=is_live(talk, "claimed", min_talk_s),
            by=person,
            note=note or None,
        )
    ]


def decide_try(
    state: StreamState, world: World, now: datetime, *, person: str, outcome: str, note: str = ""
) -> Sequence[Event]:
    """The fact that calling back reached nobody.

    Parameters
    ----------
    outcome
        One of `TRIES`; `wrong_number` and `unreachable` end the episode.

    Raises
    ------
    DomainError
        `unknown_call`, `call_answered`, `unknown_person`, `unknown_outcome`; `too_early_to_give_up`: fewer than
        `ENOUGH` attempts.
    """
    call = require_waiting(state)
    person_of(world, person)
    if outcome not in TRIES:
        raise DomainError(
            "unknown_outcome",
            f"{outcome!r} is no outcome of a call.",
            remedy=f"Use one of: {', '.join(TRIES)}.",
        )
    if outcome == "unreachable" and call.attempts < ENOUGH:
        raise DomainError(
            "too_early_to_give_up",
            f"Nobody is unreachable before {ENOUGH} attempts.",
            remedy="Try again, or record a wrong number.",
        )
    return [
        make(
            "contact.attempted",
            occurred_at=now,
            actor=f"person:{person}",
            source="person",
            grade="claimed",
            means="call",
            attempt=str(call.attempts + 1),
            outcome=outcome,
            note=note or None,
        )
    ]


def decide_erase(
    state: StreamState, world: World, now: datetime, *, actor: str, ground: str
) -> Sequence[Event]:
    """The fact that the caller's number is erased; a second time says nothing new.

    Raises
    ------
    DomainError
        `unknown_call`, `empty_ground`; `call_waiting`: somebody still has to call him back.
    """
    call = require_conversation(state)
    if call.erased:
        return []
    if call.is_open:
        raise DomainError("call_waiting", "This caller still waits for a call.", remedy="Call back first.")
    if not ground.strip():
        raise DomainError("empty_ground", "An erasure needs its ground.", place="ground")
    source = source_of(actor)
    return [make("conversation.erased", occurred_at=now, actor=actor, source=source, ground=ground.strip())]
