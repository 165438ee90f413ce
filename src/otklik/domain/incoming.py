"""What a source tells us, in our words: the incoming order, payment and call, before anything is decided.

Intakes make these values from raw payloads; `orders.decide_receive` turns them into facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal


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
    zone, place, postcode, address, point
        Where it is delivered: slug of a delivery zone where the shop knows it; town or district, postcode, the line
        with street and house, latitude and longitude in degrees.
    needed_by_at
        By when the buyer needs it, aware UTC.
    hold
        Key of a window that is held for it; empty = none.
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
    zone: str = ""
    place: str = ""
    postcode: str = ""
    address: str = ""
    point: tuple[float, float] | None = None
    needed_by_at: datetime | None = None
    hold: str = ""


@dataclass(frozen=True, slots=True)
class IncomingPayment:
    """Money that a source reports for an order it names elsewhere (in the address of the call).

    Parameters
    ----------
    amount_minor, currency
        Integer minor units, not negative, and ISO 4217 code.
    paid_at
        Aware UTC; `received_at` where the source does not say.
    payment_id
        The payer's system's name for it, or empty: the same one twice is one payment.
    extra
        Unknown fields, kept as they came; treated as personal.
    """

    amount_minor: int
    currency: str
    paid_at: datetime
    payment_id: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowError:
    """What could not be read in a file, for a person who has the file open beside it.

    Parameters
    ----------
    line
        Line of the file (row of the sheet), counted from 1; 0 = the file as a whole.
    column
        Name of the column as it stands in the header, or empty for the whole line.
    message, remedy
        One sentence each, without personal data.
    """

    line: int
    column: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class HistoryFacts:
    """What an export of past orders says about one order after it was placed; payment stands in the order.

    Parameters
    ----------
    answered_at
        First live answer to the buyer, as the exporting system recorded it.
    handed_over_at, delivered_at
        Goods given to the carrier, goods given to the buyer.
    promised_at
        Instant by which delivery was promised.
    outcome
        completed, cancelled, or empty while the order is still alive in the source.
    outcome_at
        When that happened; None where the file does not say.
    reason
        Key of `refusal_reasons.SHIPPED` where the source's own status says why it was cancelled; else empty.
    """

    answered_at: datetime | None = None
    handed_over_at: datetime | None = None
    delivered_at: datetime | None = None
    promised_at: datetime | None = None
    outcome: Literal["", "completed", "cancelled"] = ""
    outcome_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HistoryOrder:
    """One order of a file: the order, what became of it, and what such a file could have recorded at all.

    Parameters
    ----------
    line
        Line of the file on which the order begins, counted from 1.
    order
        Its lines may be empty: many exports carry none. They hold no goods (`reserved` is False unless said).
    facts
        Instants that the file gives, all within `placed_at` … `received_at` (the promise may lie ahead).
    witnessed
        Event names, sorted, that this file could have recorded; the same for all its orders.
    left_out
        Values that were left out or settled by a rule, and why; the order itself stands.
    """

    line: int
    order: IncomingOrder
    facts: HistoryFacts
    witnessed: tuple[str, ...]
    left_out: tuple[RowError, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingCall:
    """A call as an exchange describes it.

    Parameters
    ----------
    id
        The exchange's own, by which a repeat is known; empty = none.
    phone_raw, phone
        The caller's number as written, and E.164 or empty where it is no valid number; both empty = withheld.
    started_at
        Aware UTC: when it began to ring.
    answered
        Whether somebody picked up.
    store
        Slug of the store that was rung; empty = the source's own, or as the line says.
    line
        The line that was rung, as the exchange names it.
    talk_s, ring_s
        Seconds; None = unsaid.
    internal
        Whether colleagues called each other: of no use here.
    """

    id: str
    phone_raw: str
    phone: str
    started_at: datetime
    answered: bool
    store: str = ""
    line: str = ""
    talk_s: int | None = None
    ring_s: int | None = None
    internal: bool = False
