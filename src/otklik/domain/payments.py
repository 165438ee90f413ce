"""Payments: money that came for an order.

After a release it is a new fact, never an un-release (law 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import past_instant
from otklik.domain.orders import OrderState
from otklik.domain.streams import StreamState
from otklik.domain.world import World


def decide_pay(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    amount_minor: int,
    currency: str,
    payment_id: str = "",
    occurred_at: datetime | None = None,
) -> Sequence[Event]:
    """The fact that money came; after a release it is a new fact, never an un-release (law 8).

    Parameters
    ----------
    amount_minor
        More than 0, in minor units of `currency`, which is the order's own.
    payment_id
        The payer's system's name for it: the same one twice is one payment.

    Raises
    ------
    DomainError
        `unknown_order`, `bad_amount`, `other_currency`, `from_the_future`.
    """
    order = state.subject
    if not isinstance(order, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    if payment_id and payment_id in order.payments:
        return []
    if amount_minor <= 0:
        raise DomainError("bad_amount", "A payment is more than zero.", place="amount")
    if currency != order.currency:
        raise DomainError(
            "other_currency",
            f"Order {order.number} is in {order.currency}, the payment in {currency}.",
            remedy="Send the amount in the order's currency.",
            place="currency",
        )
    return [
        make(
            "payment.received",
            occurred_at=past_instant(occurred_at, now),
            actor=actor,
            source="provider",
            amount_minor=amount_minor,
            currency=currency,
            payment_id=payment_id or None,
        )
    ]
