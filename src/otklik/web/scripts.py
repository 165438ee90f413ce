"""The script of the next call: what to say, with this order's own facts, so that whoever picks up can finish it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.channels.wording.particulars import DELIVERIES, PAYMENTS
from otklik.domain.desk import DeskRow
from otklik.domain.local_times import floor_minute, until_text
from otklik.domain.locales import Locale, group, money, phone_text
from otklik.domain.orders import OrderState
from otklik.domain.wording import clean, fill_first
from otklik.domain.zones import parse_zone
from otklik.web.script_words import SCRIPTS

GOODS = 3
"""So many lines are read aloud."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a script speaks of beside the order: names as they are said aloud, and what the call is about.

    Parameters
    ----------
    duty
        Kind of what is to be done next; empty = nothing.
    limit_at
        Until when it is owed; None where nothing is.
    zone
        IANA zone of the store.
    promised
        The words of the promise that is due.
    """

    buyer: str
    me: str
    store: str
    duty: str
    limit_at: datetime | None
    zone: str
    store_phone: str = ""
    promised: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """A script as it is shown: its name, what to say, what to ask."""

    title: str
    lines: tuple[str, ...]
    questions: tuple[str, ...]


def write_script(order: OrderState | DeskRow, call: Call, locale: Locale, *, now: datetime) -> Talk:
    """The sentences of the call in order, and what is not to be forgotten.

    Parameters
    ----------
    order
        As it stands.
    call
        Names, and what is to be done next.
    locale
        Language.
    now
        Aware UTC.
    """
    script = SCRIPTS[script_for(order, call.duty)]
    values = values_of(order, call, locale, now=now)
    lines = (fill_first(forms, locale, values) for forms in script.lines)
    return Talk(
        script.title[locale],
        tuple(line for line in lines if line),
        tuple(one[locale] for one in script.questions),
    )


def script_for(order: OrderState | DeskRow, duty: str) -> str:
    """Which script fits: the buyer's complaint, a promise, a repeated or the first call, or none of them."""
    if duty == "silence_claim" or (order.said_silent and order.live_contact_at is None):
        return "silent"
    if duty == "promise":
        return "promise"
    if order.live_contact_at is not None:
        return "after"
    return "again" if order.contact_attempts else "first"


def values_of(order: OrderState | DeskRow, call: Call, locale: Locale, *, now: datetime) -> Mapping[str, str]:
    """The words that stand for the placeholders of `script_words.SCRIPTS`; empty = not known."""
    missed = call.limit_at if call.limit_at is not None and now > call.limit_at else None
    return {
        "number": clean(order.number),
        "buyer": clean(call.buyer).partition(" ")[0],
        "me": clean(call.me).partition(" ")[0],
        "store": clean(call.store),
        "store_phone": phone_text(call.store_phone),
        "goods": ", ".join(_goods(order, locale)),
        "total": money(order.total_minor, order.currency, locale),
        "payment": PAYMENTS[order.payment][locale] if order.payment in PAYMENTS else clean(order.payment),
        "delivery": DELIVERIES[order.delivery][locale]
        if order.delivery in DELIVERIES
        else clean(order.delivery),
        "missed": until_text(floor_minute(missed), parse_zone(call.zone), locale, now=now) if missed else "",
        "what": clean(call.promised),
    }


def _goods(order: OrderState | DeskRow, locale: Locale) -> list[str]:
    many = "и ещё {count}" if locale == "ru" else "and {count} more"
    said = [
        f"{clean(line.title)} × {group(line.quantity, locale)}" if line.quantity > 1 else clean(line.title)
        for line in order.lines[:GOODS]
        if line.title
    ]
    rest = len(order.lines) - GOODS
    return [*said, many.format(count=rest)] if rest > 0 else said
