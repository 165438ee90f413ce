"""One order: the fold, from its facts to its state (`order_state.py`).

What follows from a fact for clocks and ladders is the standard's business (`engine.py`); what a person or a source
may do to an order is decided in `order_decisions.py` and `refusals.py`. Journey 1 of ARCHITECTURE.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from otklik.domain import endings
from otklik.domain.events import GRADES, Entry, Grade, instant_of
from otklik.domain.order_parts import parts_after
from otklik.domain.order_state import ALLOWED, CLOSED, Attempt, Line, OrderState, Phase

__all__ = [
    "ALLOWED", "CLOSED", "LIVE_MEANS", "Attempt", "Line", "OrderState", "Phase", "best_grade", "evolve", "is_live",
]  # fmt: skip


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
    optional = ("delivery", "trade", "campaign", "cart_key", "status_token", "source_status")
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


def _lines_to(
    new: Literal["reserved", "released", "gone"],
) -> Callable[[OrderState, Entry], tuple[Line, ...]]:
    def change(state: OrderState, entry: Entry) -> tuple[Line, ...]:
        named = entry.event.data.get("lines")
        meant = [line.id for line in state.lines if line.state != "gone"] if named is None else named
        return tuple(replace(line, state=new) if line.id in meant else line for line in state.lines)

    return change


def _worded(state: OrderState, entry: Entry) -> OrderState:
    """The order with one more word for a stock system, where the fact says that one hears of it."""
    return replace(state, stock_words=state.stock_words + 1) if entry.event.data.get("stock") else state


def _reserved(state: OrderState, entry: Entry) -> OrderState:
    return _worded(replace(state, lines=_lines_to("reserved")(state, entry)), entry)


def _released(state: OrderState, entry: Entry) -> OrderState:
    at = entry.event.occurred_at
    lines = _lines_to("released")(state, entry)
    state = _worded(endings.ended(state, entry), entry)
    if any(line.state == "reserved" for line in lines):
        return replace(state, lines=lines)
    phase: Phase = state.phase if not state.is_open else "released"
    return replace(state, lines=lines, released_at=at, phase=phase, closed_at=state.closed_at or at)


def _gone(state: OrderState, entry: Entry) -> OrderState:
    """The order whose free goods, or those of the named lines, somebody else has bought."""
    return replace(state, lines=_lines_to("gone")(state, entry))


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
        taken_place="",
        handed_to="",
        assignment=data["assignment"],
        reassignments=state.reassignments + 1,
    )


def _taken(state: OrderState, entry: Entry) -> OrderState:
    data = entry.event.data
    if not data["stops"]:
        # He holds nothing; that somebody took it from elsewhere is seen as long as nobody has it.
        return state if state.owner else replace(state, taken_place=data["place"])
    taken_at = (state.taken_at if state.owner == data["person"] else None) or entry.event.occurred_at
    return replace(state, owner=data["person"], taken_at=taken_at, taken_place=data["place"], handed_to="")


def _handed(state: OrderState, entry: Entry) -> OrderState:
    person = entry.event.data["person"]
    at = entry.event.occurred_at
    return replace(state, owner=person, handed_to=person, hands=state.hands + 1, taken_at=at, taken_place="")


def _reached(state: OrderState, entry: Entry) -> OrderState:
    if not entry.event.data.get("live"):
        return replace(
            state,
            contact_attempts=state.contact_attempts + 1,
            attempts=(*state.attempts, _attempt(entry)),
        )
    return replace(
        endings.heard(state, "talked"),
        live_contact_at=state.live_contact_at or entry.event.occurred_at,
        live_grade=best_grade(state.live_grade, entry.event.grade),
        next_contact_at=None,
    )


def _attempt(entry: Entry) -> Attempt:
    event = entry.event
    return Attempt(
        event.occurred_at,
        event.data["means"],
        event.data.get("outcome", ""),
        event.data.get("ring_s"),
        event.source == "provider",
    )


def _attempted(state: OrderState, entry: Entry) -> OrderState:
    return replace(
        state,
        contact_attempts=state.contact_attempts + 1,
        attempts=(*state.attempts, _attempt(entry)),
        next_contact_at=_instant(entry.event.data.get("next_at")),
    )


def _paid(state: OrderState, entry: Entry) -> OrderState:
    data = entry.event.data
    payments = state.payments | {data["payment_id"]} if data.get("payment_id") else state.payments
    paid_minor = state.paid_minor + data["amount_minor"]
    late_minor = state.late_minor + data["amount_minor"] if state.goods_are_back else 0
    state = endings.heard(state, "paid")
    return replace(state, paid_minor=paid_minor, late_minor=late_minor, payments=payments)


def _said_silent(state: OrderState, entry: Entry) -> OrderState:
    at = entry.event.occurred_at
    silences = state.silences + 1
    return replace(endings.heard(state, "silent"), said_silent=True, silent_at=at, silences=silences)


def _asked_call(state: OrderState, entry: Entry) -> OrderState:
    return replace(state, asked_call_at=instant_of(entry.event.data["call_at"]), asks=state.asks + 1)


def _rated(state: OrderState, entry: Entry) -> OrderState:
    return replace(state, stars=entry.event.data["stars"], ratings=state.ratings + 1)


def _outcome(state: OrderState, entry: Entry) -> OrderState:
    return replace(state, outcomes=state.outcomes + 1)


def _retracted(state: OrderState, entry: Entry) -> OrderState:
    return replace(state, retracted=entry.event.data["id"])


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
    at = state.confirmed_at or entry.event.occurred_at
    return replace(endings.heard(state, "confirmed"), phase="confirmed", confirmed_at=at)


def _linked(state: OrderState, entry: Entry) -> OrderState:
    return replace(state, cart=entry.event.data["cart"], is_kept=False)


def _recommended(state: OrderState, entry: Entry) -> OrderState:
    score = entry.event.data["score"]
    return replace(state, recommended=score, recommendations=state.recommendations + 1)


def _merged(state: OrderState, entry: Entry) -> OrderState:
    return replace(state, merged_into=entry.event.data["into"])


def _answered_elsewhere(state: OrderState, entry: Entry) -> OrderState:
    undone = entry.event.data.get("undone", False)
    return replace(state, answered_elsewhere_at=None if undone else entry.event.occurred_at)


FOLDS: Mapping[str, Callable[[OrderState, Entry], OrderState]] = {
    "order.changed_at_source": _changed,
    "order.assigned": _assigned,
    "order.taken": _taken,
    "order.owner_cleared": _set(owner="", taken_at=None, taken_place="", handed_to=""),
    "order.confirmed": _confirmed,
    "order.withdrawn": endings.withdrawn,
    "order.refused": endings.refused,
    "order.completed": endings.closed("completed"),
    "order.reopened": endings.reopened,
    "order.erased": _set(erased=True),
    "order.handed": _handed,
    "outcome.recorded": _outcome,
    "outcome.retracted": _retracted,
    "buyer.said_silent": _said_silent,
    "buyer.asked_call": _asked_call,
    "buyer.rated": _rated,
    "buyer.recommended": _recommended,
    "goods.reserved": _reserved,
    "goods.released": _released,
    "goods.gone": _gone,
    "payment.received": _paid,
    "money.resolved": _set(late_minor=0),
    "contact.reached": _reached,
    "contact.attempted": _attempted,
    "delivery.handed_over": _handed_over,
    "delivery.done": _delivered,
    "evidence.raised": _evidence,
    "refusal.parked": endings.parked,
    "refusal.asked": endings.asked,
    "refusal.unparked": endings.unparked,
    "refusal.rescued": endings.rescued,
    "withdrawal.told": endings.withdrawal_told,
    "withdrawal.confirmed": _set(withdrawal=""),
    "withdrawal.denied": _set(withdrawal=""),
    "survey.answered": endings.surveyed,
    "alarm.raised": _reviewed,
    "cart.linked": _linked,
    "cart.kept": _set(is_kept=True),
    "cart.merged": _merged,
    "cart.answered_elsewhere": _answered_elsewhere,
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
        state = _received(entry)
    if state is None:
        return None
    fold = FOLDS.get(entry.event.kind)
    after = fold(state, entry) if fold is not None else state
    parts = parts_after(state, entry)
    return replace(after, **parts) if parts else after
