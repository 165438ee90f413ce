"""One order: its state, the table of what may happen in which phase, and the fold.

What follows from a fact for clocks and ladders is the standard's business (`engine.py`); what a person or a source
may do to an order is decided in `order_decisions.py` and `refusals.py`. Journey 1 of ARCHITECTURE.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from otklik.domain.events import GRADES, Entry, Grade, instant_of

Phase = Literal["open", "confirmed", "refused", "withdrawn", "released", "completed"]

ALLOWED: Mapping[str, frozenset[Phase]] = {
    "take": frozenset({"open", "confirmed"}),
    "contact": frozenset({"open", "confirmed", "released", "refused", "withdrawn", "completed"}),
    "assign": frozenset({"open", "confirmed"}),
    "confirm": frozenset({"open", "confirmed"}),
    "promise": frozenset({"open", "confirmed", "released"}),
    "refuse": frozenset({"open", "confirmed"}),
    "withdraw": frozenset({"open", "confirmed"}),
    "complete": frozenset({"open", "confirmed", "released"}),
    "step": frozenset({"open", "confirmed"}),
}
"""Which acts are open in which phase. Payments, notes and changes at the source are facts and always allowed."""

CLOSED: frozenset[Phase] = frozenset({"refused", "withdrawn", "released", "completed"})
"""Phases in which nothing about the sale is owed any more; money or a complaint may still come."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order and what became of its goods: ordered, reserved or released."""

    id: str
    sku: str
    title: str
    quantity: int
    price_minor: int
    state: Literal["ordered", "reserved", "released"] = "ordered"


@dataclass(frozen=True, slots=True)
class OrderState:
    """What is true of one order; nothing personal.

    Parameters
    ----------
    phase
        open until confirmed or closed; see `ALLOWED`.
    holder
        Slug of the store that answers now; `first_store` never changes.
    owner
        Slug of the person who took it, or empty: then it stands in the holder's queue.
    taken_at
        Since when the owner has it; None while nobody has.
    assignment
        Key of the present assignment; empty for the first.
    live_contact_at, live_grade
        First live answer (law 4) and the best grade of any.
    contact_attempts
        Calls and letters that reached nobody.
    next_contact_at
        Instant the owner set for the next attempt.
    history
        Imported as history: no notices, no timers.
    witnessed
        For history: the events that its source could have recorded; kinds met by others are not opened.
    reassignments
        How often the holder changed.
    review_at
        When the system looks at an open order that owes nothing (law 10).
    status_token
        SHA-256, hex, of the buyer's link; never the link.
    """

    number: str
    origin: str
    channel: str
    phase: Phase
    holder: str
    first_store: str
    partner: str
    placed_at: datetime
    received_at: datetime
    total_minor: int
    currency: str
    payment: str
    delivery: str
    lines: tuple[Line, ...]
    has_phone: bool
    has_email: bool
    locale: str
    buyer_zone: str
    content: str
    history: bool = False
    witnessed: tuple[str, ...] = ()
    campaign: str = ""
    cart_key: str = ""
    status_token: str = ""
    source_status: str = ""
    modified_at: datetime | None = None
    owner: str = ""
    taken_at: datetime | None = None
    assignment: str = ""
    reassignments: int = 0
    live_contact_at: datetime | None = None
    live_grade: Grade | None = None
    contact_attempts: int = 0
    next_contact_at: datetime | None = None
    confirmed_at: datetime | None = None
    paid_minor: int = 0
    payments: frozenset[str] = frozenset()
    refused_reason: str = ""
    parked_reason: str = ""
    parked_until_at: datetime | None = None
    released_at: datetime | None = None
    closed_at: datetime | None = None
    handed_over_at: datetime | None = None
    delivered_at: datetime | None = None
    said_silent: bool = False
    promises: Mapping[str, datetime] = field(default_factory=dict)
    review_at: datetime | None = None
    erased: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the sale is still alive."""
        return self.phase not in CLOSED

    @property
    def goods_reserved(self) -> bool:
        """Whether any line's goods are held for the buyer."""
        return any(line.state == "reserved" for line in self.lines)


def is_live(data: Mapping[str, Any], grade: Grade, min_talk_s: int) -> bool:
    """Whether a `contact.reached` is a live answer (law 4).

    Parameters
    ----------
    data
        The event's data: `means` (call, chat, visit, reply, tap, letter, voicemail …) and `talk_s`.
    grade
        The event's grade: a talk that staff claim carries no length and counts with its grade.
    min_talk_s
        Seconds below which a recorded talk is no answer; from the standard.
    """
    means = data.get("means")
    if means == "call":
        talk_s = data.get("talk_s")
        return talk_s >= min_talk_s if talk_s is not None else grade == "claimed"
    return means in LIVE_MEANS


LIVE_MEANS = frozenset({"visit", "reply", "tap"})
"""Means other than a call that are live by themselves: a visit, a buyer's reply to a person, a buyer's tap."""


def best_grade(one: Grade | None, other: Grade) -> Grade:
    """The stronger of two grades."""
    return other if one is None or GRADES.index(other) > GRADES.index(one) else one


def _instant(text: str | None) -> datetime | None:
    return instant_of(text) if text else None


def _lines(told: Sequence[Mapping[str, Any]], known: Sequence[Line]) -> tuple[Line, ...]:
    """The lines as a source tells them; goods of a line that is known stay where they are."""
    states = {line.id: line.state for line in known}
    return tuple(
        Line(
            id=line["id"],
            sku=line.get("sku", ""),
            title=line.get("title", ""),
            quantity=line.get("quantity", 1),
            price_minor=line.get("price_minor", 0),
            state=states.get(line["id"], "ordered"),
        )
        for line in told
    )


def _received(entry: Entry) -> OrderState:
    data = entry.event.data
    same = (
        "number",
        "origin",
        "channel",
        "partner",
        "total_minor",
        "currency",
        "payment",
        "locale",
        "buyer_zone",
        "content",
        "history",
        "has_phone",
        "has_email",
    )
    optional = ("delivery", "campaign", "cart_key", "status_token", "source_status")
    return OrderState(
        phase="open",
        holder=data["store"],
        first_store=data["store"],
        placed_at=instant_of(data["placed_at"]),
        received_at=instant_of(data["received_at"]),
        lines=_lines(data["lines"], ()),
        witnessed=tuple(data.get("witnessed", ())),
        modified_at=_instant(data.get("modified_at")),
        **{name: data[name] for name in same},
        **{"delivery": "", **{name: data.get(name, "") for name in optional}},
    )


def _set(**changes: Any) -> Callable[[OrderState, Entry], OrderState]:
    def fold(state: OrderState, entry: Entry) -> OrderState:
        return replace(state, **changes)

    return fold


def _closed(phase: Phase) -> Callable[[OrderState, Entry], OrderState]:
    def fold(state: OrderState, entry: Entry) -> OrderState:
        at = entry.event.occurred_at
        reason = entry.event.data.get("reason", "") if phase == "refused" else state.refused_reason
        return replace(state, phase=phase, closed_at=state.closed_at or at, refused_reason=reason)

    return fold


def _lines_to(new: Literal["reserved", "released"]) -> Callable[[OrderState, Entry], tuple[Line, ...]]:
    def change(state: OrderState, entry: Entry) -> tuple[Line, ...]:
        named = entry.event.data.get("lines")
        return tuple(
            replace(line, state=new) if named is None or line.id in named else line for line in state.lines
        )

    return change


def _reserved(state: OrderState, entry: Entry) -> OrderState:
    return replace(state, lines=_lines_to("reserved")(state, entry))


def _released(state: OrderState, entry: Entry) -> OrderState:
    at = entry.event.occurred_at
    lines = _lines_to("released")(state, entry)
    if any(line.state == "reserved" for line in lines):
        return replace(state, lines=lines)
    phase: Phase = state.phase if not state.is_open else "released"
    return replace(state, lines=lines, released_at=at, phase=phase, closed_at=state.closed_at or at)


def _changed(state: OrderState, entry: Entry) -> OrderState:
    data = entry.event.data
    return replace(
        state,
        content=data["content"],
        lines=_lines(data["lines"], state.lines) if "lines" in data else state.lines,
        modified_at=_instant(data.get("modified_at")) or state.modified_at,
        **{name: data.get(name, getattr(state, name)) for name in CHANGEABLE},
    )


CHANGEABLE = ("total_minor", "payment", "delivery", "has_phone", "has_email", "source_status")
"""What a change at the source says by itself; absent = as before."""


def _assigned(state: OrderState, entry: Entry) -> OrderState:
    data = entry.event.data
    return replace(
        state,
        holder=data["store"],
        owner="",
        taken_at=None,
        assignment=data["assignment"],
        reassignments=state.reassignments + 1,
    )


def _taken(state: OrderState, entry: Entry) -> OrderState:
    data = entry.event.data
    if not data["stops"]:
        return state
    since = state.taken_at if state.owner == data["person"] else None
    return replace(state, owner=data["person"], taken_at=since or entry.event.occurred_at)


def _reached(state: OrderState, entry: Entry) -> OrderState:
    if not entry.event.data.get("live"):
        return replace(state, contact_attempts=state.contact_attempts + 1)
    return replace(
        state,
        live_contact_at=state.live_contact_at or entry.event.occurred_at,
        live_grade=best_grade(state.live_grade, entry.event.grade),
        next_contact_at=None,
    )


def _attempted(state: OrderState, entry: Entry) -> OrderState:
    return replace(
        state,
        contact_attempts=state.contact_attempts + 1,
        next_contact_at=_instant(entry.event.data.get("next_at")),
    )


def _paid(state: OrderState, entry: Entry) -> OrderState:
    data = entry.event.data
    payments = state.payments | {data["payment_id"]} if data.get("payment_id") else state.payments
    return replace(state, paid_minor=state.paid_minor + data["amount_minor"], payments=payments)


def _promised(state: OrderState, entry: Entry) -> OrderState:
    data = entry.event.data
    return replace(state, promises={**state.promises, data["promise"]: instant_of(data["until_at"])})


def _parked(state: OrderState, entry: Entry) -> OrderState:
    data = entry.event.data
    return replace(state, parked_reason=data["reason"], parked_until_at=_instant(data.get("until_at")))


def _reviewed(state: OrderState, entry: Entry) -> OrderState:
    until = entry.event.data.get("until_at")
    return replace(state, review_at=instant_of(until)) if until else state


def _evidence(state: OrderState, entry: Entry) -> OrderState:
    grade: Grade = entry.event.data["to"]
    return replace(state, live_grade=best_grade(state.live_grade, grade))


def _handed_over(state: OrderState, entry: Entry) -> OrderState:
    return replace(state, handed_over_at=state.handed_over_at or entry.event.occurred_at)


def _delivered(state: OrderState, entry: Entry) -> OrderState:
    return replace(state, delivered_at=state.delivered_at or entry.event.occurred_at)


def _confirmed(state: OrderState, entry: Entry) -> OrderState:
    return replace(state, phase="confirmed", confirmed_at=state.confirmed_at or entry.event.occurred_at)


FOLDS: Mapping[str, Callable[[OrderState, Entry], OrderState]] = {
    "order.changed_at_source": _changed,
    "order.assigned": _assigned,
    "order.taken": _taken,
    "order.owner_cleared": _set(owner="", taken_at=None),
    "order.confirmed": _confirmed,
    "order.withdrawn": _closed("withdrawn"),
    "order.refused": _closed("refused"),
    "order.completed": _closed("completed"),
    "order.reopened": _set(
        phase="open", closed_at=None, released_at=None, refused_reason="", parked_reason=""
    ),
    "order.erased": _set(erased=True),
    "buyer.said_silent": _set(said_silent=True),
    "goods.reserved": _reserved,
    "goods.released": _released,
    "payment.received": _paid,
    "contact.reached": _reached,
    "contact.attempted": _attempted,
    "delivery.handed_over": _handed_over,
    "delivery.done": _delivered,
    "evidence.raised": _evidence,
    "promise.made": _promised,
    "promise.told": _promised,
    "refusal.parked": _parked,
    "refusal.rescued": _set(parked_reason="", parked_until_at=None),
    "alarm.raised": _reviewed,
}
"""How each fact changes an order; a fact that is not named here changes nothing but the journal."""


def evolve(state: OrderState | None, entry: Entry) -> OrderState | None:
    """The order after one more entry.

    Parameters
    ----------
    state
        None before `order.received`.
    entry
        Any entry of an `order/` stream, in order.
    """
    if entry.event.kind == "order.received":
        return _received(entry)
    fold = FOLDS.get(entry.event.kind)
    return fold(state, entry) if fold is not None and state is not None else state
