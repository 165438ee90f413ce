"""Money on an order's page: what came, until when the goods are held, a payment by hand, and money that was late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from otklik.actions import payments
from otklik.domain.local_times import floor_minute, until_text
from otklik.domain.locales import Locale, Words, money
from otklik.domain.money import money_text, parse_money
from otklik.domain.orders import OrderState
from otklik.domain.payments import RESOLUTIONS
from otklik.domain.stream_state import StreamState
from otklik.domain.zones import parse_zone
from otklik.store.access import Viewer
from otklik.store.queries import OrderRow
from otklik.web.obligations import Reader
from otklik.web.order_acts import act_on
from otklik.web.payment_words import PAYMENT
from otklik.web.permissions import ADMINISTRATORS, HEADS

HELD: Words = {"ru": "отложен {until}", "en": "kept {until}"}
"""How lists say that goods are held."""


@dataclass(frozen=True, slots=True)
class MoneyCard:
    """Money of one order in words.

    Parameters
    ----------
    sentences
        What is known of it.
    amount
        What is still to be paid, as the form offers it.
    enters
        Whether the viewer may enter a payment by hand.
    late
        What he has to know of money that was late; empty where he has nothing to say about it.
    choices
        What may become of it: code and words.
    """

    words: Mapping[str, str]
    sentences: tuple[str, ...]
    amount: str
    currency: str
    enters: bool
    late: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]


def write_money(state: StreamState, viewer: Viewer, reader: Reader) -> MoneyCard:
    """The card.

    Parameters
    ----------
    state
        Of the order.
    viewer, reader
        Who reads it, and how.
    """
    order: OrderState = state.subject
    locale = reader.locale
    words = {name: word[locale] for name, word in PAYMENT.items()}
    paid = money(order.paid_minor, order.currency, locale)
    said = [words["paid"].format(amount=paid) if order.paid_minor else words["none"]]
    until = held_until(state, reader)
    if until:
        said.append(words["held"].format(until=until))
    alive = not order.history and not order.erased
    left = max(0, order.total_minor - order.paid_minor) or order.total_minor
    late = _late(state, words, reader) if order.is_late_paid and viewer.roles & ADMINISTRATORS else ()
    return MoneyCard(
        words=words,
        sentences=tuple(said),
        amount=money_text(left, order.currency),
        currency=order.currency,
        enters=alive and bool(viewer.roles & HEADS) and order.phase != "completed",
        late=late,
        choices=tuple((how, said[0 if locale == "en" else 1]) for how, said in RESOLUTIONS.items()),
    )


def held_until(state: StreamState, reader: Reader) -> str:
    """Until when the goods are held, in the store's words; empty where no hold runs."""
    holds = [one for ref, one in state.obligations.items() if ref.kind == "settlement" and one.is_owed]
    return _until(holds[-1].limit_at, reader) if holds and holds[-1].limit_at > reader.now else ""


def say_held(limit_at: datetime, zone: str, locale: Locale, *, now: datetime) -> str:
    """How lists say that goods are held until then; empty once that has passed."""
    if limit_at <= now:
        return ""
    until = until_text(floor_minute(limit_at), parse_zone(zone), locale, now=now)
    return HELD[locale].format(until=until)


def _until(at: datetime, reader: Reader) -> str:
    return until_text(floor_minute(at), parse_zone(reader.zone), reader.locale, now=reader.now)


def _late(state: StreamState, words: Mapping[str, str], reader: Reader) -> tuple[str, ...]:
    order: OrderState = state.subject
    owed = [one for ref, one in state.obligations.items() if ref.kind == "late_money" and one.is_owed]
    late = money(order.late_minor, order.currency, reader.locale)
    said = [words["late"].format(amount=late)]
    for one in owed[-1:]:
        name = "late_until" if one.limit_at > reader.now else "late_missed"
        said.append(words[name].format(until=_until(one.limit_at, reader), missed=reader.say(one.limit_at)))
    said.append(words["late_why"])
    if not order.free_lines and not order.goods_reserved:
        said.append(words["gone"])
    return tuple(said)


@require_POST
def pay_order(request: HttpRequest, order: str) -> HttpResponse:
    """A head enters money that he saw come."""

    def pay(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        amount_minor = parse_money(request.POST.get("amount", ""), row.currency, place="amount")
        payments.pay_by_hand(
            row.stream,
            actor=f"person:{viewer.person}",
            amount_minor=amount_minor,
            currency=row.currency,
            payment_id=request.POST.get("number", ""),
            proof=request.POST.get("proof", ""),
            now=now,
        )
        return {}

    return act_on(request, order, "pay", pay)


@require_POST
def resolve_money(request: HttpRequest, order: str) -> HttpResponse:
    """An administrator says what becomes of money that came too late."""

    def resolve(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        payments.resolve(
            row.stream,
            actor=f"person:{viewer.person}",
            how=request.POST.get("how", ""),
            words=request.POST.get("words", ""),
            now=now,
        )
        return {}

    return act_on(request, order, "money", resolve)
