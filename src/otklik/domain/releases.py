"""Releases: goods that go back into circulation, and what follows (R05, law 8).

Goods go back once: by the clock at the hold's end, or with a refusal or a withdrawal. Every such fact is made by
`goods_back`, so that each says the same of itself. The buyer of a released order may say that he still wants it;
whoever keeps the stock may say that the goods are gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event, Source
from otklik.domain.order_state import OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.surveys import answer_by_deed
from otklik.domain.world import World

CAUSE = "hold_over"
"""Sub-kind of a release by the clock alone."""


def goods_back(
    order: OrderState,
    world: World,
    *,
    cause: str,
    occurred_at: datetime,
    actor: str = "system",
    source: Source = "system",
    by_clock: bool = False,
) -> Event:
    """The fact that the goods of an order go back into circulation.

    Parameters
    ----------
    order
        Before it.
    cause
        hold_over, refused or withdrawn. A release by the clock alone is an end of its own: it bears its `case`.
    by_clock
        Whether a refusal took effect because its time had come. What the clock does says whether anybody had spoken
        with the buyer.
    """
    end: dict[str, Any] = {"case": str(order.cases + 1)} if cause == CAUSE else {}
    if by_clock or end:
        end["live"] = order.live_contact_at is not None
    return make(
        "goods.released",
        occurred_at=occurred_at,
        actor=actor,
        source=source,
        cause=cause,
        stock=stock_key(order, world),
        **end,
    )


def goods_held(
    order: OrderState,
    world: World,
    *,
    occurred_at: datetime,
    actor: str = "system",
    source: Source = "system",
) -> Sequence[Event]:
    """The fact that the goods of an order that goes on are held again; nothing where somebody else has bought them.

    Parameters
    ----------
    order
        Before it; lines whose goods are gone stay as they are.
    """
    free = order.free_lines
    if not free:
        return []
    return [
        make(
            "goods.reserved",
            occurred_at=occurred_at,
            actor=actor,
            source=source,
            lines=list(free) if len(free) < len(order.lines) else None,
            stock=stock_key(order, world),
        )
    ]


def listens(order: OrderState, world: World) -> bool:
    """Whether a stock system hears of this order's goods."""
    return order.origin in world.listeners and not order.history


def stock_key(order: OrderState, world: World) -> str | None:
    """Key of what a stock system hears next of this order's goods; None where none listens."""
    return str(order.stock_words + 1) if listens(order, world) else None


def was_refused_unheard(order: OrderState) -> bool:
    """Whether an order was refused and nobody had spoken with its buyer: he may say that he still wants it."""
    return order.phase == "refused" and order.live_contact_at is None


def decide_want_again(state: StreamState, world: World, now: datetime) -> Sequence[Event]:
    """The facts of a buyer who still wants what was released: the order goes on, and its goods are held if they can be.

    Raises
    ------
    DomainError
        `unknown_order`; `order_erased`; `order_closed`: it ended otherwise, or somebody of the store spoke with him.

    Notes
    -----
    Where the goods were sold meanwhile the order goes on without them: somebody calls and says what there is instead.
    Whoever taps twice says nothing new. If he was asked what stood in the way, this tap is his answer.
    """
    order = _order_in(state)
    if order.is_open:
        return []
    if order.phase != "released" and not was_refused_unheard(order):
        raise DomainError("order_closed", f"Order {order.number} is {order.phase}.", remedy="Order again.")
    tap: dict[str, Any] = {"occurred_at": now, "actor": "buyer", "source": "person", "grade": "confirmed"}
    return [
        make("buyer.wants_again", **tap),
        make("order.reopened", **tap, cause="buyer"),
        *goods_held(order, world, occurred_at=now, actor="buyer", source="person"),
        *answer_by_deed(state, now),
    ]


def decide_gone(
    state: StreamState, world: World, now: datetime, *, actor: str, lines: Sequence[str] = ()
) -> Sequence[Event]:
    """The fact that released goods were sold to somebody else.

    Parameters
    ----------
    lines
        Ids; empty = of every line.

    Raises
    ------
    DomainError
        `unknown_order`; `unknown_line`; `goods_held`: they are held for the buyer, so they can't be sold.
    """
    order = _order_in(state, erased=True)
    known = {line.id: line.state for line in order.lines}
    strange = next((one for one in lines if one not in known), None)
    if strange is not None:
        raise DomainError(
            "unknown_line", f"Order {order.number} has no line {strange!r}.", remedy="Check the id."
        )
    meant = list(lines) or list(known)
    held = next((one for one in meant if known[one] == "reserved"), None)
    if held is not None:
        raise DomainError(
            "goods_held",
            f"The goods of line {held} of order {order.number} are held for its buyer.",
            remedy="Refuse the order, with the reason that there are no goods.",
        )
    if all(known[one] == "gone" for one in meant):
        return []
    named = meant if lines and len(meant) < len(known) else None
    return [make("goods.gone", occurred_at=now, actor=actor, source="provider", lines=named)]


def _order_in(state: StreamState, *, erased: bool = False) -> OrderState:
    order = state.subject
    if not isinstance(order, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    if order.erased and not erased:
        raise DomainError(
            "order_erased",
            f"The buyer was erased from order {order.number}: nothing is added to it any more.",
            remedy="Enter a new order.",
        )
    return order
