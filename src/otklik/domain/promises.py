"""Promises: who promised the buyer what by when; kept, moved by telling him in time, or broken (R24, law 9).

No reply, reassignment or status change deletes a promise: there is no such decision here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import require_order, source_of
from otklik.domain.orders import OrderState
from otklik.domain.streams import StreamState
from otklik.domain.world import World


def decide_promise(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    by: str,
    until_at: datetime,
    what: str = "",
) -> Sequence[Event]:
    """The fact that somebody promised the buyer something by an instant.

    Parameters
    ----------
    by
        Slug of the place that owes it; the holder's own slug for the shop.
    until_at
        Aware, later than now, within the opening hours of `by`.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `unknown_store`, `promise_in_the_past`, `promise_out_of_hours`.
    """
    order = require_order(state, "promise")
    check_promised_instant(world, by, until_at, now)
    return [
        make(
            "promise.made",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            promise=str(len(order.promises) + 1),
            by=by,
            until_at=until_at,
            what=what or None,
        )
    ]


def check_promised_instant(world: World, by: str, until_at: datetime, now: datetime) -> None:
    """Return if a place can keep a promise at an instant.

    Raises
    ------
    DomainError
        `unknown_store`, `promise_in_the_past`, `promise_out_of_hours`.
    """
    if until_at <= now:
        raise DomainError("promise_in_the_past", "A promise names a time that lies ahead.", place="until_at")
    calendar = world.store(by).calendar
    if not calendar.is_open(until_at) and calendar.previous_closing(until_at) != until_at:
        raise DomainError(
            "promise_out_of_hours",
            f"{by} is closed then.",
            remedy="Promise a time within its opening hours.",
            place="until_at",
        )


def decide_move_promise(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    promise: str,
    until_at: datetime,
    why: str = "",
) -> Sequence[Event]:
    """The facts that a promise was moved and the buyer told: the wish and its proof.

    Raises
    ------
    DomainError
        `unknown_order`, `unknown_promise`, `promise_in_the_past`, `promise_out_of_hours`.
    """
    made = _promised(state, promise)
    check_promised_instant(world, made, until_at, now)
    told: dict[str, Any] = {
        "actor": actor,
        "source": source_of(actor),
        "grade": "claimed",
        "occurred_at": now,
    }
    return [
        make("promise.moved", promise=promise, until_at=until_at, why=why or None, **told),
        make("promise.told", promise=promise, until_at=until_at, **told),
    ]


def decide_keep_promise(
    state: StreamState, world: World, now: datetime, *, actor: str, promise: str
) -> Sequence[Event]:
    """The fact that a promise was kept.

    Raises
    ------
    DomainError
        `unknown_order`, `unknown_promise`.
    """
    _promised(state, promise)
    return [
        make(
            "promise.kept",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            promise=promise,
        )
    ]


def _promised(state: StreamState, promise: str) -> str:
    order = state.subject
    if not isinstance(order, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    for obligation in state.obligations.values():
        if obligation.ref.kind == "promise" and obligation.ref.key == promise:
            return obligation.debtor.partition(":")[2] or order.holder
    if promise not in order.promises:
        raise DomainError(
            "unknown_promise", f"Order {order.number} has no promise {promise!r}.", place="promise"
        )
    return order.holder
