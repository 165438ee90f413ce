"""The one next action on an order: who does what by what hour, and why (principle 2 of the screens).

What stands here is never empty: an order that owes nothing says when the desk comes back to it (law 10).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain.business_time import WorkCalendar
from otklik.domain.desk import NOT_OURS
from otklik.domain.links import ANSWERS
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.refusal_reasons import reason_words
from otklik.domain.stream_state import StreamState
from otklik.domain.wording import capitalised, clean, fill_first
from otklik.domain.zones import parse_zone
from otklik.store.buyers import Buyer
from otklik.web.dials import Dial
from otklik.web.fact_words import OUTCOMES
from otklik.web.obligations import Reader, act_of, dial_of, due_order, party_name, spans_of
from otklik.web.order_words import HERO, HERO_WHY, ORDER, PHASES

CALLS = (*ANSWERS, "next_attempt", "silence_claim", "asked_call", "visit_missed", "incident")
"""Kinds that are done by speaking to the buyer."""

COURT = frozenset({"question", "survey", "verdict", "appeal", "appeal_decision"})
"""Kinds that are done after an order has ended, on pages of their own."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next action.

    Parameters
    ----------
    tone
        Colour of the tokens.
    dial
        Its clock; None where nothing runs.
    lead, why
        What to do, and a sentence beside it.
    can_take
        Whether the order is free to be taken by the reader.
    undo, undo_words
        Id of the outcome that the reader may still take back, and the sentence beside the button; empty = none.
    """

    tone: str
    dial: Dial | None
    lead: str
    why: str
    can_take: bool
    undo: str = ""
    undo_words: str = ""


def find_duty(state: StreamState) -> Obligation | None:
    """What the people of a desk are to do next on an order, or None."""
    owed = [
        one
        for one in state.obligations.values()
        if one.is_owed and one.state != "paused" and one.ref.kind not in COURT
    ]
    ours = [one for one in owed if one.debtor.partition(":")[0] not in NOT_OURS]
    return min(ours, key=due_order, default=None)


def write_step(
    state: StreamState, buyer: Buyer, calendars: Mapping[str, WorkCalendar], reader: Reader
) -> NextStep:
    """The next action in words.

    Parameters
    ----------
    state
        Of the order.
    buyer
        As the order says.
    calendars
        By hash, as frozen in obligations.
    reader
        For whom.
    """
    order: OrderState = state.subject
    duty = find_duty(state)
    awaited = min((one for one in state.obligations.values() if one.is_owed), key=due_order, default=None)
    shown = duty or awaited
    dial = None
    if shown is not None and shown.state != "paused":
        dial = dial_of(shown, spans_of(shown, calendars.get(shown.calendar), now=reader.now), reader)
    values = _values(order, buyer, shown, reader)
    lead = fill_first(HERO[_lead_of(order, duty, awaited)], reader.locale, values)
    why = fill_first(HERO_WHY[_why_of(order, duty, awaited, reader)], reader.locale, values)
    undo, undo_words = _undo(state, reader)
    return NextStep(
        tone=dial.tone if dial else PHASES[order.phase][0],
        dial=dial,
        lead=capitalised(lead),
        why=capitalised(why),
        can_take=order.is_open and not order.owner and not order.history and not order.erased,
        undo=undo,
        undo_words=undo_words,
    )


def _undo(state: StreamState, reader: Reader) -> tuple[str, str]:
    """What the reader may take back: its id and the sentence."""
    undo = state.undo
    if undo is None or undo.before is None or undo.by != reader.person or reader.now >= undo.until_at:
        return "", ""
    named = OUTCOMES[undo.what][reader.locale] if undo.what in OUTCOMES else undo.what
    until = undo.until_at.astimezone(parse_zone(reader.zone)).strftime("%H:%M:%S")
    return undo.outcome, ORDER["undo_until"][reader.locale].format(outcome=named, until=until)


def _lead_of(order: OrderState, duty: Obligation | None, awaited: Obligation | None) -> str:
    """Which words of `order_words.HERO` fit."""
    if order.history:
        return "history"
    if duty is not None:
        if duty.ref.kind == "promise":
            return "promise"
        if duty.ref.kind in CALLS:
            return "call" if order.has_phone else "answer"
        return "act"
    if not order.is_open:
        return "closed"
    if order.parked_reason:
        return "call" if order.has_phone else "answer"
    return "nothing" if awaited is None else "wait"


def _why_of(order: OrderState, duty: Obligation | None, awaited: Obligation | None, reader: Reader) -> str:
    """Which words of `order_words.HERO_WHY` fit."""
    if order.history:
        return "history"
    if duty is None:
        if not order.is_open:
            return "closed"
        if order.parked_reason:
            return "parked"
        return "nothing" if awaited is None else "wait"
    if reader.now > duty.limit_at:
        return "late"
    if not order.owner:
        return "free"
    return "mine" if order.owner == reader.person else "theirs"


def _values(order: OrderState, buyer: Buyer, duty: Obligation | None, reader: Reader) -> Mapping[str, str]:
    """The words that stand for the placeholders of `HERO` and `HERO_WHY`; empty = not known."""
    locale = reader.locale
    ahead = duty is not None and reader.now <= duty.limit_at
    return {
        "buyer": clean(buyer.name),
        "act": act_of(duty.ref.kind, locale) if duty else "",
        "who": party_name(duty.debtor, reader.names, locale) if duty else "",
        "what": clean((reader.promised or {}).get(duty.ref.key, "")) if duty else "",
        "owner": clean(reader.names.people.get(order.owner, order.owner)),
        "since": reader.say(order.taken_at) if order.taken_at else "",
        "until": reader.say(duty.limit_at) if duty and ahead else "",
        "missed": reader.say(duty.limit_at) if duty and not ahead else "",
        "review": reader.say(order.review_at) if order.review_at else "",
        "phase": PHASES[order.phase][2][locale],
        "parked": reader.say(order.parked_until_at) if order.parked_until_at else "",
        "closed": reader.say(order.closed_at) if order.closed_at else "",
        "reason": clean(reason_words(order.refused_reason, locale)),
    }
