"""Outcomes of a call, keys 1 to 6 of the desk: what was said, what follows from it, and when the next step is.

An outcome is one unit of facts with `outcome.recorded` at its head: the talk or the attempt, what was agreed in it,
and the next step with its instant, which nobody has to think of. Whoever records it takes the order if nobody holds
it. For ten seconds the same person may take it back (`undo.py`). A refusal goes through its one gate (law 7).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from otklik.domain import clocks
from otklik.domain.appointments import PICKUP, SLOT_FOR, TRY_ON, standing
from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.local_times import ceil_minute
from otklik.domain.order_decisions import decide_take, past_instant, person_of, require_order
from otklik.domain.orders import OrderState, is_live
from otklik.domain.parties import find_person
from otklik.domain.promise_state import kept_by
from otklik.domain.promises import check_promised_instant, list_there, next_manned
from otklik.domain.refusals import Refusal, decide_refuse
from otklik.domain.releases import stock_key
from otklik.domain.standards import Duration
from otklik.domain.streams import StreamState
from otklik.domain.world import Store, World

REFUSED = "refused"

OUTCOMES = ("confirmed", "call_back", "no_answer", "try_on", "replacement", REFUSED)
"""The outcomes by their keys, 1 to 6."""

NEXT_AFTER: Mapping[str, Duration] = {
    "call_back": Duration(3600),
    "no_answer": Duration(1800),
    "try_on": Duration(working_days=2),
    "replacement": Duration(7200),
}
"""When the next step is if nobody says so, on the holder's clock; confirmed and refused have none of their own."""

REVIVING = frozenset({"confirmed", "call_back", "try_on", "replacement"})
"""Outcomes that keep an order whose goods were released: release is no refusal, and he still wants it (law 8)."""

KEEPING = frozenset({"confirmed", "try_on"})
"""Those of them with which the goods are put aside for him again."""

MAX_ATTEMPTS = 3
"""How many attempts a buyer is owed before anybody calls him unreachable."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call and its outcome as somebody reports it.

    Parameters
    ----------
    outcome
        One of `OUTCOMES`.
    by
        Slug of who spoke or tried.
    next_at
        When the next step is, aware; None = `NEXT_AFTER`.
    words
        The seller's, personal; empty = none.
    incoming
        The buyer called himself.
    request
        Key of the tap, by which a repeat of it is known; empty = none.
    refusal
        For `refused`: reason and comment.
    talked
        For `refused`: whether the buyer was spoken with.
    """

    outcome: str
    by: str
    next_at: datetime | None = None
    words: str = ""
    incoming: bool = False
    request: str = ""
    refusal: Refusal | None = None
    talked: bool = False


@dataclass(frozen=True, slots=True)
class _Case:
    """A call before the state on which it is decided; `at` is when it happened, `next_at` when its next step is."""

    order: OrderState
    state: StreamState
    world: World
    now: datetime
    at: datetime
    call: Call
    next_at: datetime | None

    def fact(self, kind: str, **fields: Any) -> Event:
        return make(
            kind,
            occurred_at=self.at,
            actor=f"person:{self.call.by}",
            source="person",
            grade="claimed",
            **fields,
        )


def decide_outcome(
    state: StreamState, world: World, now: datetime, *, call: Call, occurred_at: datetime | None = None
) -> Sequence[Event]:
    """The facts of a call, `outcome.recorded` first.

    Parameters
    ----------
    call
        What is reported.
    occurred_at
        When it happened, for a tap that waited for a connection; None = now. A claim counts from at most
        `claim_backdate` before it was recorded (law 4).

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `order_closed`, `unknown_person`, `unknown_outcome`, `from_the_future`;
        `next_in_the_past`; `promise_in_the_past`, `promise_out_of_hours` where the next step is a promise; whatever
        the gate of refusals says.
    """
    order = require_order(state, "revive" if call.outcome in REVIVING else "outcome")
    _check(call, world)
    next_at = _next_at(call, world.store(order.holder), now)
    case = _Case(order, state, world, now, past_instant(occurred_at, now), call, next_at)
    facts = [*_reviving(case), *_taking(case), *FACTS[call.outcome](case)]
    if not facts:
        return []  # the very refusal that waits already
    head = case.fact(
        "outcome.recorded",
        outcome=call.outcome,
        id=str(order.outcomes + 1),
        by=call.by,
        facts=len(facts),
        incoming=call.incoming or None,
        next_at=next_at,
        request=call.request or None,
    )
    return [head, *facts]


def _check(call: Call, world: World) -> None:
    person_of(world, call.by)
    if call.outcome not in OUTCOMES or (call.outcome == REFUSED) is not (call.refusal is not None):
        raise DomainError(
            "unknown_outcome",
            f"{call.outcome!r} is no outcome of a call.",
            remedy=f"Use one of: {', '.join(OUTCOMES)}; a refusal needs its reason.",
            place="outcome",
        )
    if call.incoming and call.outcome == "no_answer":
        raise DomainError(
            "unknown_outcome",
            "A buyer who called himself was reached.",
            remedy="Choose what was agreed with him.",
            place="outcome",
        )


def _next_at(call: Call, store: Store, now: datetime) -> datetime | None:
    span = NEXT_AFTER.get(call.outcome)
    if span is None:
        return None
    if call.next_at is None:
        return next_manned(store, ceil_minute(clocks.add(store.calendar, now, span)))
    if call.next_at <= now:
        raise DomainError("next_in_the_past", "The next step must lie ahead.", place="next_at")
    return call.next_at


def _reviving(case: _Case) -> Sequence[Event]:
    """A released order is open again with the talk that keeps it, by whoever looked whether the goods are there."""
    if case.order.phase != "released":
        return []
    reopened = case.fact("order.reopened", cause="outcome")
    gone = [line.id for line in case.order.lines if line.state == "released"]
    if not gone or case.call.outcome not in KEEPING:
        return [reopened]
    return [reopened, case.fact("goods.reserved", lines=gone, stock=stock_key(case.order, case.world))]


def _taking(case: _Case) -> Sequence[Event]:
    """Whoever speaks with the buyer takes the order, unless somebody holds it; a refusal takes nothing."""
    owner, by = case.order.owner, case.call.by
    if case.call.outcome == REFUSED or (owner and owner != by):
        return []
    alive = replace(case.state, subject=replace(case.order, phase="open"))
    return [
        case.fact(event.kind, **event.data) for event in decide_take(alive, case.world, case.now, person=by)
    ]


def _talk(case: _Case) -> list[Event]:
    """The live talk, and the promises to talk again that it keeps."""
    standard = case.world.standards[case.world.store(case.order.holder).standard]
    reached = case.fact(
        "contact.reached",
        means="call",
        live=is_live({"means": "call"}, "claimed", standard.min_talk_s),
        by=case.call.by,
        incoming=case.call.incoming or None,
        note=case.call.words or None,
    )
    return [reached, *kept_by(case.order.promises, reached)]


def _agreed(case: _Case) -> list[Event]:
    """The talk, and the end of a try-on which what was agreed now replaces."""
    return [*_talk(case), *_ended(case, TRY_ON)]


def _ended(case: _Case, *purposes: str) -> list[Event]:
    """The end of the appointment that stands, where it has one of the purposes."""
    current = standing(case.order.appointments)
    if current is None or current.purpose not in purposes:
        return []
    return [case.fact("appointment.cancelled", appointment=current.key)]


def _wanted(case: _Case) -> list[Event]:
    return [case.fact("order.confirmed", by=case.call.by)] if case.order.phase != "confirmed" else []


def _confirmed(case: _Case) -> list[Event]:
    return [*_agreed(case), *_wanted(case)]


def _promised(case: _Case) -> list[Event]:
    assert case.next_at is not None
    check_promised_instant(case.world, case.order.holder, case.next_at, case.now)
    there = list_there(case.world.store(case.order.holder), case.next_at)
    promise = case.fact(
        "promise.made",
        promise=str(len(case.order.promises) + 1),
        by=case.order.holder,
        until_at=case.next_at,
        purpose=case.call.outcome,
        person=case.call.by if there is None or case.call.by in there else None,
        what=case.call.words or None,
    )
    return [*_agreed(case), promise]


def _tried(case: _Case) -> list[Event]:
    return [
        case.fact(
            "contact.attempted",
            means="call",
            attempt=str(case.order.contact_attempts + 1),
            outcome="no_answer",
            next_at=case.next_at,
            note=case.call.words or None,
        )
    ]


def _tries_on(case: _Case) -> list[Event]:
    """The buyer wants it and comes: the goods stay with him, so the order counts as confirmed."""
    assert case.next_at is not None
    booked = case.fact(
        "appointment.booked",
        starts_at=case.next_at,
        ends_at=case.next_at + SLOT_FOR,
        person=case.call.by,
        appointment=str(len(case.order.appointments) + 1),
        store=case.order.holder,
        purpose=TRY_ON,
    )
    return [*_talk(case), *_ended(case, TRY_ON, PICKUP), *_wanted(case), booked]


def _refused(case: _Case) -> list[Event]:
    assert case.call.refusal is not None
    actor = f"person:{case.call.by}"
    refusal = replace(case.call.refusal, talked=case.call.talked)
    refused = decide_refuse(case.state, case.world, case.now, refusal=refusal, actor=actor)
    return [*(_talk(case) if case.call.talked else []), *refused]


FACTS: Mapping[str, Callable[[_Case], list[Event]]] = {
    "confirmed": _confirmed,
    "call_back": _promised,
    "no_answer": _tried,
    "try_on": _tries_on,
    "replacement": _promised,
    REFUSED: _refused,
}
"""Which facts each outcome is made of, after the head and the taking."""


def decide_refusal(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    refusal: Refusal,
    actor: str,
    talked: bool = False,
    incoming: bool = False,
    request: str = "",
    occurred_at: datetime | None = None,
) -> Sequence[Event]:
    """The facts of a refusal: as the outcome of a person of the desk, who may undo it; else the gate's alone.

    Parameters
    ----------
    refusal, actor
        As for `refusals.decide_refuse`.
    talked, incoming
        Whether the buyer was spoken with; whether he called himself.
    request, occurred_at
        As for `decide_outcome`.

    Raises
    ------
    DomainError
        As `refusals.decide_refuse`; `from_the_future`.
    """
    if actor != f"person:{refusal.by}" or find_person(world, refusal.by) is None:
        return decide_refuse(state, world, now, refusal=refusal, actor=actor)
    call = Call(
        REFUSED, refusal.by, incoming=incoming, request=request, refusal=refusal, talked=talked or incoming
    )
    return decide_outcome(state, world, now, call=call, occurred_at=occurred_at)


def decide_retract(
    state: StreamState, world: World, now: datetime, *, outcome: str, person: str
) -> Sequence[Event]:
    """The fact that an outcome was a slip: everything is as before it (architecture §5).

    Parameters
    ----------
    outcome
        Id of the recorded outcome.
    person
        Slug of who takes it back.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`; `unknown_outcome`: there is none of that id; `undo_too_late`;
        `undo_not_yours`; `undo_overtaken`: something was built on it.

    Notes
    -----
    Taking back what was taken back says nothing new.
    """
    order = require_order(state, "contact")
    if not (outcome.isascii() and outcome.isdecimal() and 0 < int(outcome) <= order.outcomes):
        raise DomainError(
            "unknown_outcome", f"Order {order.number} has no outcome {outcome!r}.", place="outcome"
        )
    if order.retracted == outcome:
        return []
    undo = state.undo
    if undo is None or undo.outcome != outcome:
        raise _overtaken("Another outcome was recorded after this one.")
    if now >= undo.until_at:
        raise DomainError(
            "undo_too_late",
            "An outcome can be undone for ten seconds, and they are over.",
            remedy="Record what is true now as the next outcome.",
        )
    if undo.by != person:
        raise DomainError(
            "undo_not_yours",
            "Only the person who recorded an outcome can undo it.",
            remedy="Ask that person, or record what is true now.",
        )
    if undo.before is None:
        raise _overtaken("Something has happened on the order since.")
    return [
        make(
            "outcome.retracted",
            occurred_at=now,
            actor=f"person:{person}",
            source="person",
            grade="claimed",
            outcome=undo.what,
            id=outcome,
            by=person,
        )
    ]


def _overtaken(message: str) -> DomainError:
    return DomainError("undo_overtaken", message, remedy="Record what is true now as the next outcome.")
