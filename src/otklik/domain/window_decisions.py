"""Delivery windows: agreed, moved by telling the buyer, named a day by which; and freed when the order ends (R21, R37).

The other half of each of these is a fact of the depot's day (`run_decisions.py`), in the same unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.obligations import Obligation
from otklik.domain.order_decisions import require_order, source_of
from otklik.domain.orders import OrderState
from otklik.domain.parties import standard_by_hash
from otklik.domain.stream_state import StreamState
from otklik.domain.windows import Window, current, wish_key
from otklik.domain.world import World

CANCELLED = "cancelled"
"""The reason by which a delivery ends that nobody wants any more."""

ENDED = frozenset({"refused", "withdrawn", "released"})
"""Phases in which an order is delivered to nobody."""

TELLING = ("talk", "page", "")
"""How the buyer learns of another window: in a talk, by his own tap, or (empty) by what the system writes to him."""


def decide_accept(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    delivery: str,
    from_at: datetime,
    to_at: datetime,
    carrier: str,
    run: str,
    zone: str,
    hold: str = "",
    price_minor: int = 0,
) -> Sequence[Event]:
    """The fact that the buyer and the shop agreed on a window.

    Parameters
    ----------
    carrier
        Slug of the depot, or of the outside carrier.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `window_agreed`: another one stands, which can be moved.
    """
    order = require_order(state, "promise")
    if current(order.windows) is not None:
        said = f"A window is agreed for order {order.number} already."
        raise DomainError("window_agreed", said, remedy="Move it.", place="window")
    return [
        make(
            "window.accepted",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="confirmed" if actor == "buyer" else "claimed",
            delivery=delivery,
            carrier=carrier,
            window_from_at=from_at,
            window_to_at=to_at,
            run=run,
            zone=zone,
            hold=hold or None,
            price_minor=price_minor or None,
            needed_by_at=order.needed_by_at,
            by=actor.partition(":")[2] or None,
        )
    ]


def decide_move(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    from_at: datetime,
    to_at: datetime,
    run: str,
    cause: str,
    told: str = "talk",
) -> Sequence[Event]:
    """The facts that the window is to be another, and where the buyer knows of it already, that he does.

    Parameters
    ----------
    cause
        `buyer`, `shop`, `delay`, …
    told
        One of `TELLING`; empty: until he is told the old window stands, and it is owed to tell him before it ends.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `no_window`; `too_many_moves`.

    Notes
    -----
    The same window again says nothing new.
    """
    window = require_window(state)
    _require_movable(window, most_moves(state, world, window))
    wished = window.wish or window
    if (wished.from_at, wished.to_at) == (from_at, to_at) and not (told and window.wish):
        return []
    moved = make(
        "window.moved",
        occurred_at=now,
        actor=actor,
        source="system" if actor == "system" else source_of(actor),
        grade="recorded" if actor == "system" else "claimed",
        cause=cause,
        delivery=window.key,
        move=wish_key(window, window.wishes + 1),
        previous=window.wish.key if window.wish else None,
        window_from_at=from_at,
        window_to_at=to_at,
        run=run or None,
        by=actor.partition(":")[2] or None,
        due_at=max(window.to_at, now),
    )
    return [moved, _telling(window, from_at, to_at, told, now, actor)] if told else [moved]


def _require_movable(window: Window, most: int | None) -> None:
    if most is not None and window.moves >= most:
        raise DomainError(
            "too_many_moves",
            f"This window was moved {window.moves} times already; {most} is the most.",
            remedy="Keep it, or agree on a new delivery with the buyer.",
            place="window",
        )


def _telling(
    window: Window, from_at: datetime, to_at: datetime, means: str, at: datetime, actor: str = "system"
) -> Event:
    return make(
        "window.told",
        occurred_at=at,
        actor=actor,
        source="system" if actor == "system" else source_of(actor),
        grade="recorded" if actor == "system" else "confirmed" if actor == "buyer" else "claimed",
        delivery=window.key,
        carrier=window.carrier,
        window_from_at=from_at,
        window_to_at=to_at,
        means=means or None,
        late=at > window.to_at or None,
    )


def record_window_told(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    """The proof that the buyer knows of another window, once a message reached him or somebody spoke with him.

    Notes
    -----
    Nothing where the wish was replaced meanwhile, or where the new window has passed as well.
    """
    order = state.subject
    window = (
        order.windows.get(str(owed.ref_fields.get("delivery", ""))) if isinstance(order, OrderState) else None
    )
    if window is None or not window.is_open or window.wish is None or window.wish.key != owed.ref.key:
        return ()
    at = owed.closed_at or now
    if window.wish.to_at <= at:
        return ()
    return (_telling(window, window.wish.from_at, window.wish.to_at, window.wish.means, at),)


def decide_name_deadline(
    state: StreamState, world: World, now: datetime, *, actor: str, needed_by_at: datetime
) -> Sequence[Event]:
    """The fact that the buyer needs the goods by an instant; the same again says nothing new.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `deadline_past`.
    """
    order = require_order(state, "promise")
    if needed_by_at <= now:
        raise DomainError(
            "deadline_past", "That day has passed.", remedy="Name a day ahead.", place="needed_by_at"
        )
    if order.needed_by_at == needed_by_at:
        return []
    return [
        make(
            "deadline.named",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="confirmed" if actor == "buyer" else "claimed",
            needed_by_at=needed_by_at,
            by=actor.partition(":")[2] or None,
        )
    ]


def require_window(state: StreamState) -> Window:
    """The window that stands.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `no_window`: nothing is agreed.
    """
    order = require_order(state, "promise")
    window = current(order.windows)
    if window is None:
        raise DomainError(
            "no_window",
            f"No window is agreed for order {order.number}.",
            remedy="Choose one.",
            place="window",
        )
    return window


def most_moves(state: StreamState, world: World, window: Window) -> int | None:
    """How often the standard under which it was agreed lets it be moved; None = it is not an obligation here."""
    owed = [one for ref, one in state.obligations.items() if ref.kind == "window" and ref.key == window.key]
    return standard_by_hash(world, owed[-1].standard).kinds["window"].max_moves if owed else None


def cancelled_by_end(order: OrderState, now: datetime) -> Event | None:
    """That a delivery is off because its order ended, whichever way; None where there is nothing to take back."""
    window = current(order.windows)
    if window is None or order.phase not in ENDED or order.history:
        return None
    return make(
        "delivery.failed", occurred_at=now, reason=CANCELLED, delivery=window.key, carrier=window.carrier
    )
