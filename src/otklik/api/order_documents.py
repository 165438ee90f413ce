"""One order as JSON: what the API answers and what `otklik order show --json` prints, from the same journal.

Money is a decimal string, instants are UTC ending in `Z`, absent is null. The buyer's own words come from the sealed
values, so after an erasure they are null.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from otklik.actions.links import status_token
from otklik.domain.errors import DomainError
from otklik.domain.events import Consequence, Entry, Ref, instant_text
from otklik.domain.money import money_text
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.promise_state import Promise
from otklik.store import queries
from otklik.store.order_files import OrderFile, buyer_in
from otklik.store.queries import NoticeRow, OrderRow

STATUS_PATH = "/s/"
"""Where the buyer's page lies; `config/urls.py` gives it this address."""


def load_row(stream: str) -> OrderRow:
    """The row of an order whose stream is known.

    Raises
    ------
    DomainError
        `unknown_order`.
    """
    for row in queries.find_orders(stream):
        return row
    raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")


def status_url(stream: str) -> str:
    """The buyer's page of an order."""
    return f"{settings.OTKLIK_BASE_URL}{STATUS_PATH}{status_token(stream)}"


def _instant(at: datetime | None) -> str | None:
    return instant_text(at) if at else None


def summary_of(row: OrderRow) -> dict[str, Any]:
    """An order as a list shows it; nothing personal."""
    return {
        "id": row.id,
        "number": row.number,
        "store": row.holder,
        "first_store": row.first_store,
        "state": row.phase,
        "owner": row.owner or None,
        "waiting_on": row.waiting_on or None,
        "next_at": _instant(row.next_at),
        "placed_at": _instant(row.placed_at),
        "received_at": _instant(row.received_at),
        "answered_at": _instant(row.live_contact_at),
        "closed_at": _instant(row.closed_at),
        "total": money_text(row.total_minor, row.currency),
        "currency": row.currency,
        "payment": row.payment,
        "channel": row.channel,
        "history": row.history,
    }


def document_of(file: OrderFile) -> dict[str, Any]:
    """The whole order: what was ordered by whom, what is owed, promised and told.

    Parameters
    ----------
    file
        As loaded for somebody who may see it.
    """
    order = file.order
    answer = file.state.obligations.get(Ref("first_answer"))
    buyer = buyer_in(file.entries)
    return summary_of(file.row) | {
        "answer_by": _instant(answer.limit_at) if answer else None,
        "confirmed_at": _instant(order.confirmed_at),
        "refused_reason": order.refused_reason or None,
        "refusal": _refusal(order),
        "withdrawal_told": bool(order.withdrawal),
        "paid": money_text(order.paid_minor, order.currency),
        "delivery": order.delivery or None,
        "campaign": order.campaign or None,
        "cart_key": order.cart_key or None,
        "source": order.origin,
        "source_status": order.source_status or None,
        "status_url": status_url(file.row.stream) if order.status_token and not order.erased else None,
        "buyer": {name: getattr(buyer, name) or None for name in ("name", "phone", "email")},
        "comment": buyer.comment or None,
        "lines": [_line(line, order.currency) for line in order.lines],
        "obligations": [_obligation(one) for one in sorted(file.state.obligations.values(), key=_by_limit)],
        "promises": [_promise(one) for one in order.promises.values()],
        "notices": [_notice(one) for one in file.notices],
        "version": file.state.version,
    }


def _promise(one: Promise) -> dict[str, Any]:
    return {
        "promise": one.key,
        "until_at": _instant(one.until_at),
        "first_at": _instant(one.first_at),
        "by": one.by,
        "person": one.person or None,
        "purpose": one.purpose or None,
        "moves": one.moves,
        "kept_at": _instant(one.kept_at),
    }


def _refusal(order: OrderState) -> dict[str, Any] | None:
    """The refusal that waits, or the last that was asked for; None where nobody asked."""
    if not order.asked:
        return None
    return {
        "asked": order.asked,
        "reason": order.parked_reason or order.asked_reason,
        "detail": order.parked_detail or None,
        "parked_until": _instant(order.parked_until_at),
        "ends": order.parked_ends or None,
        "premature": order.asked_premature,
        "unmet": list(order.asked_unmet),
    }


def _by_limit(obligation: Obligation) -> tuple[datetime, int]:
    return obligation.limit_at, obligation.rank


def _line(line: Any, currency: str) -> dict[str, Any]:
    return {
        "id": line.id,
        "sku": line.sku,
        "title": line.title,
        "quantity": line.quantity,
        "price": money_text(line.price_minor, currency),
        "state": line.state,
    }


def _obligation(one: Obligation) -> dict[str, Any]:
    return {
        "kind": one.ref.kind,
        "key": one.ref.key,
        "n": one.ref.n,
        "debtor": one.debtor,
        "creditor": one.creditor,
        "state": one.state,
        "verdict": one.verdict,
        "rejudged": one.rejudged,
        "opened_at": _instant(one.opened_at),
        "target_at": _instant(one.target_at),
        "limit_at": _instant(one.limit_at),
        "closed_at": _instant(one.closed_at),
        "breached_at": _instant(one.breached_at),
    }


def _notice(one: NoticeRow) -> dict[str, Any]:
    return {
        "to": one.receiver,
        "channel": one.channel,
        "say": one.say,
        "not_before": _instant(one.not_before),
        "state": one.state,
        "attempts": one.attempt,
        "error": one.error or None,
    }


def entry_of(entry: Entry) -> dict[str, Any]:
    """One entry of the journal with its consequences."""
    event = entry.event
    return {
        "version": entry.version,
        "kind": event.kind,
        "occurred_at": _instant(event.occurred_at),
        "recorded_at": _instant(entry.recorded_at),
        "actor": event.actor,
        "source": event.source,
        "grade": event.grade,
        "data": dict(event.data),
        "personal": dict(event.personal),
        "consequences": [_consequence(one) for one in entry.consequences],
    }


def _consequence(one: Consequence) -> dict[str, Any]:
    return {
        "kind": one.ref.kind,
        "key": one.ref.key,
        "n": one.ref.n,
        "transition": one.transition,
        "fields": dict(one.fields),
    }
