"""Payments: money that came for an order, and what becomes of money that came too late.

After a release it is a new fact, never an un-release (law 8): somebody of the marketplace says within a working day
whether it goes back or the order goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import past_instant, source_of
from otklik.domain.orders import OrderState
from otklik.domain.releases import goods_held
from otklik.domain.streams import StreamState
from otklik.domain.world import World

RESOLUTIONS: Mapping[str, tuple[str, str]] = {
    "refund": ("the money goes back to the buyer", "деньги возвращаются покупателю"),
    "reopened": ("the order goes on", "заказ продолжается"),
    "other": ("otherwise, as the note says", "иначе, как сказано в заметке"),
}
"""What becomes of money that came after the goods had gone back → English, Russian."""


def decide_pay(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    amount_minor: int,
    currency: str,
    payment_id: str = "",
    proof: str = "",
    occurred_at: datetime | None = None,
) -> Sequence[Event]:
    """The fact that money came; after a release it is a new fact, never an un-release (law 8).

    Parameters
    ----------
    amount_minor
        More than 0, in minor units of `currency`, which is the order's own.
    payment_id
        The payer's system's name for it: the same one twice is one payment.
    proof
        What a person saw who enters it by hand: the bank's message, a receipt.

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
    by_hand = bool(proof) or actor.startswith("person:")
    return [
        make(
            "payment.received",
            occurred_at=past_instant(occurred_at, now),
            actor=actor,
            source="person" if by_hand else "provider",
            grade="claimed" if by_hand else "recorded",
            amount_minor=amount_minor,
            currency=currency,
            payment_id=payment_id or None,
            proof=None if order.erased else proof or None,
        )
    ]


def decide_pay_by_hand(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    amount_minor: int,
    currency: str,
    payment_id: str,
    proof: str,
    occurred_at: datetime | None = None,
) -> Sequence[Event]:
    """The fact that a person saw money come, with what he saw.

    Raises
    ------
    DomainError
        `proof_missing`: without words about the proof, or without the payment's number, which makes it one payment
        when a machine tells of it too; `known_payment`: it is on record; as `decide_pay`.
    """
    missing = "payment_id" if not payment_id.strip() else "proof" if not proof.strip() else ""
    if missing:
        raise DomainError(
            "proof_missing",
            "A payment entered by hand needs its number and what shows that it came.",
            remedy="Write the number of the payment and where you saw it: the bank's message, a receipt.",
            place=missing,
        )
    if payment_id.strip() in getattr(state.subject, "payments", ()):
        raise DomainError("known_payment", "This payment is on record already.", place="payment_id")
    return decide_pay(
        state,
        world,
        now,
        actor=actor,
        amount_minor=amount_minor,
        currency=currency,
        payment_id=payment_id.strip(),
        proof=proof.strip(),
        occurred_at=occurred_at,
    )


def decide_resolve(
    state: StreamState, world: World, now: datetime, *, actor: str, how: str, words: str = ""
) -> Sequence[Event]:
    """The facts of what becomes of money that came after the goods had gone back.

    Parameters
    ----------
    how
        A key of `RESOLUTIONS`.
    words
        Anything to add; with `other` they say what was done.

    Raises
    ------
    DomainError
        `unknown_order`; `no_late_money`: there is none, or somebody was faster; `unknown_resolution`;
        `comment_missing`: `other` says nothing by itself; `goods_gone`: an order can't go on without its goods.
    """
    order = state.subject
    if not isinstance(order, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    if not order.is_late_paid:
        raise DomainError(
            "no_late_money",
            f"No money of order {order.number} waits for a word.",
            remedy="Open the order anew.",
        )
    if how not in RESOLUTIONS:
        raise DomainError(
            "unknown_resolution",
            f"{how!r} says not what becomes of the money.",
            remedy=f"Use one of: {', '.join(RESOLUTIONS)}.",
            place="how",
        )
    if how == "other" and not words.strip():
        raise DomainError("comment_missing", "Say what becomes of the money.", place="words")
    said: dict[str, Any] = {"occurred_at": now, "actor": actor, "source": source_of(actor)}
    resolved = make(
        "money.resolved",
        **said,
        how=how,
        by=actor,
        words=None if order.erased else words.strip() or None,
    )
    if how != "reopened" or order.is_open:
        return [resolved]
    held = goods_held(order, world, occurred_at=now, actor=actor, source=source_of(actor))
    if not held:
        raise DomainError(
            "goods_gone",
            f"The goods of order {order.number} were sold meanwhile.",
            remedy="Give the money back, or agree with the buyer on other goods first.",
            place="how",
        )
    return [resolved, make("order.reopened", **said, cause="money"), *held]
