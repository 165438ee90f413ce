"""Several carts of one buyer: which orders are linked, kept or merged, and what other stores hear of it (R33).

Orders of one phone or address that came within 48 h are one buyer's. The whole link stands on a stream of its own,
`buyer/<id>`, which no store reads; an order's own stream knows only of others at the *same* store, which may be
duplicates. Across stores nothing crosses but that the buyer was answered elsewhere (`bridges.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from otklik.domain.cart_links import BuyerState
from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import person_of, require_order
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.withdrawals import facts_of_withdrawal
from otklik.domain.world import World

LINKED_FOR = timedelta(hours=48)
"""Orders so far apart at most are one buyer's carts."""

MOST = 10
"""Orders in one link; whoever places more is a reseller or a test, and is not linked any further."""

DUPLICATE = "duplicate"
"""The reason of a withdrawal that is no silence of the store's (law 8): the answer is owed on the other order."""


def decide_link(
    state: StreamState, world: World, now: datetime, *, by: str, orders: Sequence[str]
) -> Sequence[Event]:
    """On a buyer's stream: the facts that these orders are his; those that are known say nothing new.

    Parameters
    ----------
    by
        phone or email.
    orders
        Streams.
    """
    known: BuyerState | None = state.subject
    had = known.orders if known else ()
    cart = state.stream.partition("/")[2]
    fresh = [one for one in orders if one not in had][: MOST - len(had)]
    return [make("cart.linked", occurred_at=now, by=by, cart=cart, order=one) for one in fresh]


def decide_linked(state: StreamState, world: World, now: datetime, *, by: str, cart: str) -> Sequence[Event]:
    """On an order: the fact that the same buyer has another at this store; a second time says nothing new."""
    order = state.subject
    if not isinstance(order, OrderState) or order.cart or order.erased or not order.is_open:
        return []
    return [make("cart.linked", occurred_at=now, by=by, cart=cart)]


def _require_linked(state: StreamState) -> OrderState:
    order = require_order(state, "outcome")
    if not order.cart:
        raise DomainError(
            "not_linked", f"Order {order.number} has no other of the same buyer.", remedy="Look at the order."
        )
    return order


def _outcome(order: OrderState, what: str, person: str, now: datetime, facts: Sequence[Event]) -> list[Event]:
    """The facts as one outcome, which the same person may take back for ten seconds (ADR 0022)."""
    said: dict[str, Any] = {"actor": f"person:{person}", "source": "person", "grade": "claimed"}
    head = make(
        "outcome.recorded",
        occurred_at=now,
        outcome=what,
        id=str(order.outcomes + 1),
        by=person,
        facts=len(facts),
        **said,
    )
    return [head, *facts]


def decide_keep(state: StreamState, world: World, now: datetime, *, person: str) -> Sequence[Event]:
    """The fact that an order is no duplicate: both are wanted.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `not_linked`, `unknown_person`.
    """
    order = _require_linked(state)
    person_of(world, person)
    if order.is_kept:
        return []
    kept = make(
        "cart.kept",
        occurred_at=now,
        actor=f"person:{person}",
        source="person",
        grade="claimed",
        cart=order.cart,
        person=person,
    )
    return _outcome(order, "kept", person, now, [kept])


def decide_absorb(
    state: StreamState, world: World, now: datetime, *, cart: str, holder: str
) -> Sequence[Event]:
    """Nothing, if this order may stand for a duplicate of it: open, of the same link, held by the same store.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `not_linked`.
    """
    order = _require_linked(state)
    if (order.cart, order.holder) != (cart, holder):
        raise DomainError("not_linked", "The two orders are not one buyer's at one store.", place="into")
    return []


def decide_merge(
    state: StreamState, world: World, now: datetime, *, into: str, person: str
) -> Sequence[Event]:
    """The facts of an order that was a duplicate: it is withdrawn for that reason, and its goods go back.

    Parameters
    ----------
    into
        Stream of the order that stands for both; `decide_absorb` has looked at it in the same unit.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `not_linked`, `unknown_person`.
    """
    order = _require_linked(state)
    person_of(world, person)
    if into == state.stream:
        raise DomainError("not_linked", "An order is no duplicate of itself.", place="into")
    actor = f"person:{person}"
    merged = make(
        "cart.merged",
        occurred_at=now,
        actor=actor,
        source="person",
        grade="claimed",
        cart=order.cart,
        into=into,
        person=person,
    )
    gone = facts_of_withdrawal(
        require_order(state, "withdraw"),
        world,
        now,
        actor=actor,
        said_by="staff",
        reason=DUPLICATE,
        is_end=False,
    )
    return _outcome(order, "merged", person, now, [merged, *gone])
