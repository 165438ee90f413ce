"""What a source tells us, in our words: the incoming order, payment and call, before anything is decided.

Intakes make these values from raw payloads; `orders.decide_receive` turns them into facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class IncomingLine:
    """One line of an order: stable id, what, how many, unit price in minor units, and where it is taken from."""

    id: str
    sku: str
    title: str
    quantity: int
    price_minor: int
    store: str = ""
    reserved: bool = True


@dataclass(frozen=True, slots=True)
class IncomingOrder:
    """An order as a source describes it.

    Parameters
    ----------
    number
        The shop's own number, 1–64 characters.
    store
        Slug of the store that answers; empty = the source's own store. Lines may name others: the cart is split.
    placed_at, received_at
        Aware UTC; when the buyer pressed the button, when we got it.
    lines
        At least one for live orders; ids unique within the order.
    total_minor, currency
        Integer minor units (kopecks) and ISO 4217 code.
    payment
        prepaid, on_delivery or credit.
    paid_at
        When money came, if it came already.
    phone_raw, phone
        As written, and E.164 or empty where it is no valid number.
    buyer_zone
        IANA zone of the buyer, or empty (then the store's).
    locale
        ru or en, or empty (then the store's).
    source_status
        The shop's own word for the order's state, kept as it came.
    modified_at
        When the source last changed it, if it says so; an older version that arrives later is stale.
    extra
        Unknown fields, kept as they came; treated as personal.
    """

    number: str
    placed_at: datetime
    received_at: datetime
    lines: tuple[IncomingLine, ...]
    total_minor: int
    currency: str
    store: str = ""
    channel: str = "site"
    payment: str = "on_delivery"
    paid_at: datetime | None = None
    delivery: str = ""
    campaign: str = ""
    cart_key: str = ""
    buyer_name: str = ""
    phone_raw: str = ""
    phone: str = ""
    email: str = ""
    buyer_zone: str = ""
    locale: str = ""
    comment: str = ""
    source_status: str = ""
    modified_at: datetime | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
