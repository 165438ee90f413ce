"""Payments as any payment service can tell of them: one small JSON object, signed over its raw bytes.

`{"id", "order", "amount", "currency", "paid_at"?, "shop"?}`. `order` is our id or the shop's number; where two shops
use one number, `shop` is the name of the source that the order came from. `id` is the service's name for the payment:
the same one twice is one payment. How to send one: `docs/howto/tell-of-payments.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from otklik.domain.errors import DomainError
from otklik.domain.money import parse_money
from otklik.intake import calls
from otklik.intake.instants import EARLIEST, LATEST, parse_instant
from otklik.intake.json_input import read_object
from otklik.intake.texts import one_line

NAME = "payments"

verify = calls.verify
"""Whether the body is signed as the bodies of telephone exchanges are: `X-Otklik-Signature`, hex HMAC-SHA256."""


@dataclass(frozen=True, slots=True)
class PaymentNote:
    """Money of which a service tells: which order, in the words of the service, and how much when."""

    id: str
    order: str
    shop: str
    amount_minor: int
    currency: str
    paid_at: datetime | None


def parse(raw: bytes, *, zone: tzinfo | None = None) -> PaymentNote:
    """The payment of one body.

    Parameters
    ----------
    raw
        JSON.
    zone
        Zone of instants that name none; None = such a body is refused.

    Raises
    ------
    DomainError
        `unreadable`, `zone_required`: with the JSON path. The caller keeps such a body in quarantine.
    """
    body = read_object(raw)
    currency = _text(body, "currency").upper()
    return PaymentNote(
        id=_required(body, "id", "Send the payment's own name: by it a repeat is known.")[:64],
        order=_required(body, "order", "Send the order's number, or its id here."),
        shop=_text(body, "shop"),
        amount_minor=parse_money(_amount(body), currency, place="amount"),
        currency=currency,
        paid_at=_instant(body, zone),
    )


def _refused(place: str, message: str, remedy: str) -> DomainError:
    return DomainError("unreadable", message, remedy=remedy, place=place)


def _text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _refused(name, "This is not a text.", "Send a string.")
    return one_line(str(value))


def _required(body: Mapping[str, Any], name: str, remedy: str) -> str:
    text = _text(body, name)
    if not text:
        raise _refused(name, f"The payment has no {name}.", remedy)
    return text


def _amount(body: Mapping[str, Any]) -> str:
    """The amount as a text: JSON numbers with a fraction are no money."""
    value = body.get("amount")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _refused("amount", "This is no amount.", 'Send a decimal string: "1890.00".')
    return str(value)


def _instant(body: Mapping[str, Any], zone: tzinfo | None) -> datetime | None:
    """A text with its zone, or seconds since 1970; None = the service says nothing."""
    value = body.get("paid_at")
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not EARLIEST.timestamp() <= value <= LATEST.timestamp():
            raise _refused("paid_at", "This is no instant of our days.", "Send seconds since 1970.")
        return datetime.fromtimestamp(value, UTC)
    return parse_instant(_text(body, "paid_at"), place="paid_at", zone=zone).at
