"""The buyer as the page of an order shows him: name, his own time, what else he ordered (R32, R33)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from otklik.domain.local_times import clock_text
from otklik.domain.locales import phone_text
from otklik.domain.orders import OrderState
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store.buyers import Buyer
from otklik.store.queries import OrderRow
from otklik.web.obligations import Reader
from otklik.web.order_words import BUYER, PHASES
from otklik.web.screens import initials_of

EARLIEST_HOUR, LATEST_HOUR = 9, 21
"""Local hours of the buyer between which a call disturbs nobody."""

DUPLICATE_FOR = timedelta(hours=24)
"""Open orders of one buyer within this time look like one wish (R33)."""


@dataclass(frozen=True, slots=True)
class OtherOrder:
    """Another order of the same buyer."""

    id: str
    number: str
    placed: str
    store: str
    phase: str
    tone: str
    duplicate: bool
    linked: bool


@dataclass(frozen=True, slots=True)
class BuyerCard:
    """Who ordered.

    Parameters
    ----------
    phone, href
        As it is read aloud, and as it is dialled; empty without a phone.
    time
        The wall clock at the buyer's.
    warning
        Why this is no time to call, or that there is no phone; empty = none.
    """

    name: str
    initials: str
    phone: str
    href: str
    email: str
    comment: str
    time: str
    warning: str
    others: tuple[OtherOrder, ...]


def write_buyer(order: OrderState, buyer: Buyer, others: Iterable[OrderRow], reader: Reader) -> BuyerCard:
    """The card of the buyer.

    Parameters
    ----------
    order
        As it stands.
    buyer
        As it says; empty after an erasure.
    others
        Orders with the same phone, this one left out.
    reader
        For whom.
    """
    locale = reader.locale
    nameless = BUYER["erased" if order.erased else "unknown"][locale]
    local = reader.now.astimezone(parse_zone(order.buyer_zone or reader.zone))
    there = reader.now.astimezone(parse_zone(reader.zone))
    same = local.utcoffset() == there.utcoffset()
    warning = ""
    if not buyer.phone:
        warning = "" if order.erased else BUYER["no_phone"][locale]
    elif not EARLIEST_HOUR <= local.hour < LATEST_HOUR:
        warning = BUYER["early" if local.hour < EARLIEST_HOUR else "late"][locale]
    return BuyerCard(
        name=clean(buyer.name) or nameless,
        initials=initials_of(clean(buyer.name)) or "—",
        phone=phone_text(buyer.phone),
        href=f"tel:{buyer.phone}" if buyer.phone.startswith("+") else "",
        email=clean(buyer.email),
        comment=clean(buyer.comment),
        time=BUYER["same_time" if same else "time"][locale].format(clock=clock_text(local)),
        warning=warning,
        others=tuple(_other(row, order, reader) for row in others),
    )


def _other(row: OrderRow, order: OrderState, reader: Reader) -> OtherOrder:
    near = abs(row.placed_at - order.placed_at) <= DUPLICATE_FOR
    tone, _, word = PHASES.get(row.phase, PHASES["open"])
    return OtherOrder(
        id=row.id,
        number=clean(row.number),
        placed=reader.say(row.placed_at),
        store=clean(reader.names.places.get(row.holder, row.holder)),
        phase=word[reader.locale],
        tone=tone,
        duplicate=near and row.phase in ("open", "confirmed") and order.is_open and not order.is_kept,
        linked=bool(order.cart)
        and not order.is_kept
        and (row.cart, row.holder) == (order.cart, order.holder),
    )
