"""Erasing a person from an order: the fact on record; which places it empties is the store's list.

The journal's rows stay and the chain still verifies; what identified somebody goes (architecture §5).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import source_of
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


def decide_erase(
    state: StreamState, world: World, now: datetime, *, actor: str, ground: str
) -> Sequence[Event]:
    """The fact that everything personal of an order is erased; a second time says nothing new.

    Parameters
    ----------
    ground
        Why, in words without personal data: "the buyer's request of 3 March", "kept long enough".

    Raises
    ------
    DomainError
        `unknown_order`, `empty_ground`; `order_open`: somebody still has to reach the buyer.
    """
    order = state.subject
    if not isinstance(order, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    if order.erased:
        return []
    if order.is_open:
        raise DomainError(
            "order_open",
            f"Order {order.number} is {order.phase}: somebody still has to reach the buyer.",
            remedy="Complete, withdraw or refuse it first.",
        )
    if not ground.strip():
        raise DomainError("empty_ground", "An erasure needs its ground.", place="ground")
    return [
        make("order.erased", occurred_at=now, actor=actor, source=source_of(actor), ground=ground.strip())
    ]
