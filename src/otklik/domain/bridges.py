"""Bridges between streams: which fact of a call is also one of an order, and the other way round. The whole table.

A conversation is tied to the orders of the same number at the same store (`conversation.tied`). Whatever the door
records on one side, in the same unit it records on the other what this table makes of it (`actions/bridges.py`), with
its cause in `caused_by`. What has crossed a bridge crosses none again. Standard rule 11, ADR 0032.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from otklik.domain.catalogue import EVENTS, make
from otklik.domain.conversations import ConversationState
from otklik.domain.events import Entry, Event
from otklik.domain.orders import OrderState
from otklik.domain.promise_state import kept_by
from otklik.domain.stream_state import StreamState


@dataclass(frozen=True, slots=True)
class Crossing:
    """A fact that has just been recorded, and the two streams: its own after it, and the tied one before."""

    entry: Entry
    state: StreamState
    tied: StreamState

    @property
    def cause(self) -> str:
        """What stands in `caused_by` on the other side."""
        return f"{self.entry.stream}@{self.entry.version}"


Carry = Callable[[Crossing], Sequence[Event]]
"""What a fact is worth on the other side; nothing where it changes nothing there."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """One row of the table: from which type of stream, which fact, to which type of stream, as what."""

    from_prefix: str
    kind: str
    to_prefix: str
    carry: Carry


def _copy(crossing: Crossing, **changes: Any) -> Event:
    """The same fact on the other side: who, when and with what weight; nothing personal crosses."""
    event = crossing.entry.event
    fields = {
        name: value for name, value in {**event.data, **changes}.items() if name in EVENTS[event.kind].fields
    }
    return make(
        event.kind,
        occurred_at=event.occurred_at,
        actor=event.actor,
        source=event.source,
        grade=event.grade,
        caused_by=crossing.cause,
        **fields,
    )


def _to_caller(crossing: Crossing) -> Sequence[Event]:
    """A talk with the buyer of an order is the call-back that he waits for; undone with the outcome that it is of."""
    call = crossing.tied.subject
    if (
        not isinstance(call, ConversationState)
        or not call.is_open
        or not crossing.entry.event.data.get("live")
    ):
        return ()
    talk, undo = _copy(crossing), crossing.state.undo
    if undo is None or undo.before is None or crossing.entry.version not in undo.own:
        return (talk,)
    head = make(
        "outcome.recorded",
        occurred_at=talk.occurred_at,
        actor=talk.actor,
        source=talk.source,
        grade=talk.grade,
        caused_by=crossing.cause,
        outcome=undo.what,
        id=str(call.outcomes + 1),
        by=undo.by,
        facts=1,
    )
    return (head, replace(talk, caused_by=""))


def _take_back(crossing: Crossing) -> Sequence[Event]:
    """An outcome that was a slip on the order was one here."""
    undo = crossing.tied.undo
    if undo is None or undo.before is None or undo.by != crossing.entry.event.data["by"]:
        return ()
    return (_copy(crossing, outcome=undo.what, id=undo.outcome),)


def _to_order(crossing: Crossing) -> Sequence[Event]:
    """What happens between store and caller happens on his order, while that is open."""
    order = crossing.tied.subject
    if not isinstance(order, OrderState) or not order.is_open or order.history:
        return ()
    copied = _copy(crossing)
    kept = kept_by(order.promises, copied) if copied.kind == "contact.reached" else []
    return (copied, *(replace(one, caused_by=crossing.cause) for one in kept))


def _erase(crossing: Crossing) -> Sequence[Event]:
    """The number goes with the buyer, unless he waits for a call."""
    call = crossing.tied.subject
    if not isinstance(call, ConversationState) or call.is_open or call.erased:
        return ()
    event = crossing.entry.event
    return (
        make(
            "conversation.erased",
            occurred_at=event.occurred_at,
            actor=event.actor,
            source=event.source,
            caused_by=crossing.cause,
            ground=event.data["ground"],
        ),
    )


def _first_answer(crossing: Crossing) -> Sequence[Event]:
    """Another store was the first to speak with this buyer: that is all that crosses, and not who or about what."""
    order, answered = crossing.tied.subject, crossing.state.subject
    event = crossing.entry.event
    if (
        not isinstance(order, OrderState)
        or not isinstance(answered, OrderState)
        or not event.data.get("live")
    ):
        return ()
    is_first = answered.live_contact_at == event.occurred_at and answered.answered_elsewhere_at is None
    waits = order.is_open and order.live_contact_at is None and order.answered_elsewhere_at is None
    if not is_first or not waits or order.holder == answered.holder:
        return ()
    return (make("cart.answered_elsewhere", occurred_at=event.occurred_at),)


def _not_answered(crossing: Crossing) -> Sequence[Event]:
    """The talk there was a slip and is undone: nobody was first."""
    order, other = crossing.tied.subject, crossing.state.subject
    if not isinstance(order, OrderState) or not isinstance(other, OrderState):
        return ()
    if other.live_contact_at is not None or order.answered_elsewhere_at is None or not order.is_open:
        return ()
    return (make("cart.answered_elsewhere", occurred_at=crossing.entry.event.occurred_at, undone=True),)


BRIDGES: tuple[Bridge, ...] = (
    Bridge("order", "contact.reached", "conversation", _to_caller),
    Bridge("order", "outcome.retracted", "conversation", _take_back),
    Bridge("order", "order.erased", "conversation", _erase),
    Bridge("order", "contact.reached", "order", _first_answer),
    Bridge("order", "outcome.retracted", "order", _not_answered),
    Bridge("conversation", "call.missed", "order", _to_order),
    Bridge("conversation", "call.answered", "order", _to_order),
    Bridge("conversation", "contact.reached", "order", _to_order),
)
"""Every bridge there is."""


def crossings_of(entry: Entry, to_prefix: str) -> tuple[Bridge, ...]:
    """The bridges that a fact crosses towards a type of stream; none where it came over one itself."""
    prefix = entry.stream.partition("/")[0]
    return tuple(
        one
        for one in BRIDGES
        if (one.from_prefix, one.kind, one.to_prefix) == (prefix, entry.event.kind, to_prefix)
    )
