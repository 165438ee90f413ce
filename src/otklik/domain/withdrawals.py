"""Withdrawals: the buyer does not want it any more, by his own word or as the staff tell (R02, law 8).

What the buyer says himself counts at once. What the staff tell counts when he says so too, by the link on his page,
or after a day of silence; if he says otherwise the order goes on, and the head calls him. Whether anybody had spoken
with him stands in the fact: a withdrawal without a talk is the store's silence and is asked about like a refusal.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import require_order, source_of
from otklik.domain.orders import OrderState
from otklik.domain.releases import goods_back
from otklik.domain.streams import StreamState
from otklik.domain.world import World


def facts_of_withdrawal(
    order: OrderState,
    world: World,
    now: datetime,
    *,
    actor: str,
    said_by: str,
    words: str = "",
    reason: str = "",
    is_end: bool = True,
) -> Sequence[Event]:
    """The facts of a withdrawal that counts; goods go back into circulation with it.

    Parameters
    ----------
    said_by
        `buyer`, or `staff`.
    is_end
        Whether it ends a sale; the end of a duplicate is none, and nobody is asked about it.
    """
    withdrawn = make(
        "order.withdrawn",
        occurred_at=now,
        actor=actor,
        source=source_of(actor),
        grade="confirmed" if said_by == "buyer" else "claimed",
        said_by=said_by,
        reason=reason or None,
        words=words or None,
        live=order.live_contact_at is not None if is_end else None,
        case=str(order.cases + 1) if is_end else None,
    )
    if not order.goods_reserved:
        return [withdrawn]
    return [withdrawn, goods_back(order, world, cause="withdrawn", occurred_at=now, actor=actor)]


def decide_withdraw(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    said_by: str,
    words: str = "",
    reason: str = "",
) -> Sequence[Event]:
    """The facts of a buyer's withdrawal: his own counts at once, one that the staff tell of waits for his word.

    Parameters
    ----------
    said_by
        `buyer` by his own link, or `staff` who tell that he said so.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`.

    Notes
    -----
    Telling again what waits already says nothing new. Where the holder's standard has no `withdrawal_check`, nothing
    waits and what the staff tell counts at once, as it did before there was one.
    """
    order = require_order(state, "withdraw")
    standard = world.standards[world.store(order.holder).standard]
    if said_by == "buyer" or "withdrawal_check" not in standard.kinds:
        return facts_of_withdrawal(
            order, world, now, actor=actor, said_by=said_by, words=words, reason=reason
        )
    if order.withdrawal:
        return []
    return [
        make(
            "withdrawal.told",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            withdrawal=str(order.withdrawals + 1),
            by=actor,
            words=words or None,
        )
    ]


def decide_end_trial(
    state: StreamState, world: World, now: datetime, *, actor: str, words: str
) -> Sequence[Event]:
    """The facts by which a test order ends: at once, and nobody is asked about it.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`.
    """
    order = require_order(state, "withdraw")
    return facts_of_withdrawal(order, world, now, actor=actor, said_by="staff", words=words, is_end=False)


def decide_answer(state: StreamState, world: World, now: datetime, *, is_true: bool) -> Sequence[Event]:
    """The fact that the buyer says whether he withdrew, as the staff told.

    Parameters
    ----------
    is_true
        Yes: the withdrawal counts at once. No: the order goes on, and the head hears of it.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `nothing_to_confirm`: nobody told of a withdrawal, or he has answered.
    """
    order = require_order(state, "withdraw")
    if not order.withdrawal:
        raise DomainError(
            "nothing_to_confirm",
            f"Nobody says that the buyer of order {order.number} withdrew.",
            remedy="He withdraws on his page.",
        )
    return [
        make(
            "withdrawal.confirmed" if is_true else "withdrawal.denied",
            occurred_at=now,
            actor="buyer",
            source="person",
            grade="confirmed",
            withdrawal=order.withdrawal,
        )
    ]
