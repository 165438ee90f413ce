"""What becomes of an order whose owner no longer works here: his successor has it, else the queue of its store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import decide_hand
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


def decide_pass_on(
    state: StreamState, world: World, now: datetime, *, actor: str, person: str, successor: str
) -> Sequence[Event]:
    """The fact that somebody else has an order that a leaver owned; nothing where he does not own it.

    Parameters
    ----------
    person
        Slug of who left.
    successor
        Slug of who takes over, or empty.

    Notes
    -----
    A successor who can't have this order (another store's, not admitted) keeps the promises, and the order goes back to
    the queue, where everybody sees it.
    """
    order = state.subject
    if not isinstance(order, OrderState) or not order.is_open or order.owner != person:
        return []
    if successor:
        try:
            return decide_hand(state, world, now, actor=actor, to=successor)
        except DomainError:
            pass
    return [make("order.owner_cleared", occurred_at=now, actor=actor, source="system", person=person)]
