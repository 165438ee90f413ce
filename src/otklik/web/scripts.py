"""The script of the next call: what to say, with this order's own facts, so that whoever picks up can finish it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.channels.wording.particulars import DELIVERIES, PAYMENTS
from otklik.domain.local_times import floor_minute, until_text
from otklik.domain.locales import group, money, phone_text
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.wording import clean, fill_first
from otklik.domain.zones import parse_zone
from otklik.web.obligations import Reader
from otklik.web.script_words import SCRIPTS

GOODS = 3
"""So many lines are read aloud."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a script speaks of beside the order: names as they are said aloud, and what the call is about."""

    buyer: str
    me: str
    store: str
    store_phone: str
    duty: Obligation | None
    promised: str = ""


def write_script(order: OrderState, call: Call, reader: Reader) -> tuple[str, ...]:
    """The sentences of the call, in order; none for an order that is over.

    Parameters
    ----------
    order
        As it stands.
    call
        Names, and what is to be done next.
    reader
        For whom.
    """
    if not order.is_open:
        return ()
    values = values_of(order, call, reader)
    said = (fill_first(forms, reader.locale, values) for forms in SCRIPTS[situation_of(order, call.duty)])
    return tuple(sentence for sentence in said if sentence)


def situation_of(order: OrderState, duty: Obligation | None) -> str:
    """Which script fits: the buyer's complaint, a promise, a repeated or the first call, or none of them."""
    kind = duty.ref.kind if duty else ""
    if kind == "silence_claim":
        return "silent"
    if kind == "promise":
        return "promise"
    if order.live_contact_at is not None:
        return "after"
    return "again" if order.contact_attempts else "first"


def values_of(order: OrderState, call: Call, reader: Reader) -> Mapping[str, str]:
    """The words that stand for the placeholders of `script_words.SCRIPTS`; empty = not known."""
    locale, duty = reader.locale, call.duty
    missed = duty is not None and reader.now > duty.limit_at
    zone = parse_zone(reader.zone)
    return {
        "number": clean(order.number),
        "buyer": clean(call.buyer).partition(" ")[0],
        "me": clean(call.me).partition(" ")[0],
        "store": clean(call.store),
        "store_phone": phone_text(call.store_phone),
        "goods": ", ".join(_goods(order, reader)),
        "total": money(order.total_minor, order.currency, locale),
        "payment": PAYMENTS[order.payment][locale] if order.payment in PAYMENTS else clean(order.payment),
        "delivery": DELIVERIES[order.delivery][locale]
        if order.delivery in DELIVERIES
        else clean(order.delivery),
        "missed": until_text(floor_minute(duty.limit_at), zone, locale, now=reader.now)
        if duty and missed
        else "",
        "what": clean(call.promised),
    }


def _goods(order: OrderState, reader: Reader) -> list[str]:
    many = "и ещё {count}" if reader.locale == "ru" else "and {count} more"
    said = [
        f"{clean(line.title)} × {group(line.quantity, reader.locale)}"
        if line.quantity > 1
        else clean(line.title)
        for line in order.lines[:GOODS]
        if line.title
    ]
    rest = len(order.lines) - GOODS
    return [*said, many.format(count=rest)] if rest > 0 else said
