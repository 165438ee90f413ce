"""Money of which a payment service or a person tells, and money that came too late (`domain/payments.py`)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions import orders
from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import payments
from otklik.intake import payments as intake
from otklik.store import access
from otklik.store.queries import OrderRow
from otklik.store.sources import SourceRow


def take_in(raw: bytes, source: SourceRow, *, now: datetime) -> tuple[str, OrderRow]:
    """What became of a payment service's body (`recorded`, or `known` where it is on record), and the order.

    Parameters
    ----------
    raw
        Authentic, whatever it holds.
    source
        That sent it; with a store of its own it tells of that store's orders alone.

    Raises
    ------
    DomainError
        `unreadable`, `zone_required`, `unknown_order`, `ambiguous_number`; as `payments.decide_pay`.
    """
    note = intake.parse(raw)
    viewer = access.Viewer(frozenset({source.store})) if source.store else access.ALL
    row = access.access_order(viewer, note.order, origin=note.shop)
    done = orders.pay(
        row.stream,
        actor=f"source:{source.slug}",
        amount_minor=note.amount_minor,
        currency=note.currency,
        payment_id=note.id,
        occurred_at=note.paid_at,
        now=now,
    )
    recorded = any(entry.event.kind == "payment.received" for entry in done.entries)
    return "recorded" if recorded else "known", row


def pay_by_hand(
    order: str,
    *,
    actor: str,
    amount_minor: int,
    currency: str,
    payment_id: str,
    proof: str,
    occurred_at: datetime | None = None,
    now: datetime,
) -> Done:
    """Record money that a person saw come. See `payments.decide_pay_by_hand`.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    now
        Aware UTC.
    """
    decide = partial(
        payments.decide_pay_by_hand,
        actor=actor,
        amount_minor=amount_minor,
        currency=currency,
        payment_id=payment_id,
        proof=proof,
        occurred_at=occurred_at,
    )
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))


def resolve(order: str, *, actor: str, how: str, words: str = "", now: datetime) -> Done:
    """Say what becomes of money that came after a release. See `payments.decide_resolve`."""
    decide = partial(payments.decide_resolve, actor=actor, how=how, words=words)
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))
