"""The past of an order as a file tells it: facts after the order was placed, each recorded once (X7).

They are the source's word, with their own instants; what the file does not say is not made up. A later export of the
same order adds what has happened since. Reading files is `intake/files.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.events import Event
from otklik.domain.incoming import HistoryFacts
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

MOST_FACTS = 6
"""So many different facts a file may tell of one order: promise, payment, talk, hand-over, delivery, end."""

DELIVERY = "1"
"""Key of the one delivery that an export knows of."""


def decide_history(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    facts: HistoryFacts,
    paid_at: datetime | None,
    actor: str,
) -> Sequence[Event]:
    """The earliest fact of a file that is not on record yet, alone, or nothing.

    Parameters
    ----------
    facts
        Instants within `placed_at` … `now`.
    paid_at
        When the order's total came, or None.
    actor
        `source:<slug>`.

    Notes
    -----
    One at a time, `MOST_FACTS` times in a unit: each fact is judged as if it were the present, so that a talk in
    time is not found late because the delivery, days after it, was told in the same breath.
    A cancellation in the past is a fact and no refusal at the desk: it goes by the gate of law 7 only where an
    order is live, and then by `order_intake.decide_close_at_source`.
    """
    order = state.subject
    if not isinstance(order, OrderState) or not order.history:
        return []
    told = [*_paid(order, paid_at, actor), *_on_the_way(order, facts, actor), *_end(order, facts, now, actor)]
    return sorted(told, key=lambda event: event.occurred_at)[:1]


def _paid(order: OrderState, paid_at: datetime | None, actor: str) -> Iterator[Event]:
    payment_id = f"{order.origin}:{order.number}"
    if paid_at is not None and order.total_minor > 0 and payment_id not in order.payments:
        yield make(
            "payment.received",
            occurred_at=paid_at,
            actor=actor,
            source="provider",
            amount_minor=order.total_minor,
            currency=order.currency,
            payment_id=payment_id,
        )


def _on_the_way(order: OrderState, facts: HistoryFacts, actor: str) -> Iterator[Event]:
    if facts.promised_at and not order.promises:
        yield make(
            "promise.made",
            occurred_at=order.placed_at,
            actor=actor,
            source="provider",
            promise="1",
            by=order.holder,
            until_at=facts.promised_at,
        )
    if facts.answered_at and order.live_contact_at is None:
        yield make(
            "contact.reached",
            occurred_at=facts.answered_at,
            actor=actor,
            source="provider",
            means="reply",
            live=True,
        )
    if facts.handed_over_at and order.handed_over_at is None:
        yield make(
            "delivery.handed_over",
            occurred_at=facts.handed_over_at,
            actor=actor,
            source="provider",
            delivery=DELIVERY,
            carrier="",
        )
    if facts.delivered_at and order.delivered_at is None:
        yield make(
            "delivery.done",
            occurred_at=facts.delivered_at,
            actor=actor,
            source="provider",
            how="delivered",
            delivery=DELIVERY,
        )


def _end(order: OrderState, facts: HistoryFacts, now: datetime, actor: str) -> Iterator[Event]:
    if not facts.outcome or not order.is_open:
        return
    # Without an instant the file only says that it is over by now.
    at = facts.outcome_at or facts.delivered_at or now
    if facts.outcome == "completed":
        yield make("order.completed", occurred_at=at, actor=actor, source="provider")
    else:
        reason = facts.reason or "cancelled_at_source"
        yield make("order.refused", occurred_at=at, actor=actor, source="provider", reason=reason, by=actor)
