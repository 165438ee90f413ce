"""What a message may speak of: plain values of one order, and the words made of them for one reader.

Every value is optional. A sentence of the tables that needs a value which is missing is left out or replaced by its
shorter form, so no message has a hole in it and none claims what nobody knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from otklik.channels.wording.agreements import AgreementFigures, values_of_agreement
from otklik.channels.wording.calls import CallFigures, values_of_call
from otklik.channels.wording.deliveries import DELIVERY_KINDS
from otklik.channels.wording.parties import PARTY_KINDS
from otklik.channels.wording.pickups import PICKUP_KINDS
from otklik.channels.wording.reports import ReportFigures, values_of_report
from otklik.channels.wording.reservations import RESERVATION_KINDS
from otklik.channels.wording.watches import Watch, values_of_watch
from otklik.channels.wording.windows import WINDOW_KINDS
from otklik.domain.local_times import (
    day_text,
    end_of_span,
    floor_minute,
    moment_text,
    until_text,
    window_text,
)
from otklik.domain.locales import Locale, Words, money, phone_text, span_of
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone

PAYMENTS: Mapping[str, Words] = {
    "prepaid": {"ru": "предоплата", "en": "prepaid"},
    "on_delivery": {"ru": "при получении", "en": "on delivery"},
    "credit": {"ru": "в кредит", "en": "on credit"},
}
DELIVERIES: Mapping[str, Words] = {
    "courier": {"ru": "курьером", "en": "by courier"},
    "pickup": {"ru": "самовывоз", "en": "pickup"},
    "post": {"ru": "почтой", "en": "by post"},
}
KINDS: Mapping[str, Words] = {
    "first_answer": {"ru": "первый ответ покупателю", "en": "the first answer to the buyer"},
    "holder_answer": {"ru": "ответ покупателю после передачи заказа", "en": "the answer after the hand-over"},
    "reopened_answer": {"ru": "ответ по возобновлённому заказу", "en": "the answer to the reopened order"},
    "settlement": {"ru": "оплата или подтверждение", "en": "payment or confirmation"},
    "receipt": {"ru": "письмо о приёме заказа", "en": "the receipt"},
    "next_attempt": {"ru": "следующий звонок покупателю", "en": "the next call to the buyer"},
    "promise": {"ru": "обещанное покупателю", "en": "what the buyer was promised"},
    "move_told": {"ru": "новый срок, о котором узнает покупатель", "en": "telling the buyer a new time"},
    "attempt_told": {"ru": "письмо о том, что мы звонили", "en": "the letter that we called"},
    "silence_claim": {
        "ru": "звонок покупателю, с которым не связались",
        "en": "the call to the buyer whom nobody contacted",
    },
    "call_back": {"ru": "звонок в ответ на пропущенный", "en": "calling back"},
    "incident": {
        "ru": "ответ покупателю, который не дозвонился",
        "en": "the answer to a buyer who rang in vain",
    },
    "asked_call": {
        "ru": "звонок в выбранное покупателем время",
        "en": "the call at the time the buyer chose",
    },
    "hand_over": {"ru": "заказ от коллеги", "en": "the order from a colleague"},
    "withdrawal_check": {"ru": "ответ, отменял ли он заказ", "en": "whether he withdrew the order"},
    "denied_withdrawal": {
        "ru": "звонок покупателю, который заказ не отменял",
        "en": "the call to a buyer who did not withdraw",
    },
    "survey": {"ru": "ответ на вопрос площадки", "en": "the answer to our question"},
    "verdict": {"ru": "решение по отказу", "en": "the verdict on the refusal"},
    "appeal": {"ru": "ответ на решение", "en": "the answer to the verdict"},
    "appeal_decision": {"ru": "решение по возражению", "en": "the decision on the appeal"},
    "release_told": {"ru": "письмо о возврате товара в продажу", "en": "the letter about the release"},
    "release_seen": {
        "ru": "сообщение магазину об упущенном заказе",
        "en": "word to the store of the lost order",
    },
    "stock_told": {"ru": "сообщение складской системе", "en": "word to the stock system"},
    "late_money": {"ru": "решение по поздней оплате", "en": "the late payment"},
    "acceptance": {"ru": "согласие со стандартом", "en": "the acceptance of the standard"},
    "try_on": {"ru": "примерка", "en": "trying on"},
    "visit_missed": {"ru": "звонок после несостоявшейся примерки", "en": "the call after the missed visit"},
    "fulfilment": {"ru": "выдача или отправка заказа", "en": "handing the order over"},
    "made_to_order": {"ru": "изготовление на заказ", "en": "the part made to order"},
    "presence": {"ru": "отметка на смене", "en": "a sign that somebody is there"},
    "round": {"ru": "обход источников заказов", "en": "a look at every inbox"},
    "recommendation": {"ru": "ответ, посоветует ли он магазин", "en": "whether he would recommend the store"},
    "morning_plan": {"ru": "план утра", "en": "the morning's plan"},
    **PICKUP_KINDS,
    "complaint": {"ru": "первое действие по жалобе", "en": "the first action on the complaint"},
    "complaint_closed": {"ru": "решение жалобы", "en": "the end of the complaint"},
    **PARTY_KINDS,
    **RESERVATION_KINDS,
    **DELIVERY_KINDS,
    **WINDOW_KINDS,
    "admission": {"ru": "продление допуска", "en": "the renewal of an admission"},
}
"""What is owed, by obligation kind; a kind that an administrator added is called by its name."""

CALLS: Mapping[bool, Words] = {
    True: {"ru": "позвонит", "en": "calls"},
    False: {"ru": "ответит", "en": "answers"},
}
WE_CALL: Mapping[bool, Words] = {
    True: {"ru": "позвоним", "en": "calls"},
    False: {"ru": "ответим", "en": "answers"},
}
"""Keyed by whether the buyer left a phone number (R32): without one nobody can promise a call."""


@dataclass(frozen=True, slots=True)
class Goods:
    """One line of the order as a letter shows it; `price_minor` is the unit price."""

    title: str
    quantity: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class Particulars:
    """Everything that a message can name; what is empty is not spoken of.

    Parameters
    ----------
    zone
        IANA zone of the receiver: times are said in it.
    number
        The order's.
    store, store_phone
        Name and E.164 number of the store that answers.
    opens_at
        When the store opens, if it is closed now.
    call_by
        By when a person calls, from `promised_time.call_by`.
    at
        What the buyer asked for or agreed to: when to call him, when he comes.
    window
        From when to when somebody comes to his door; None = no window was agreed.
    opened_at, limit_at
        Of the obligation.
    waiting_m
        Working minutes since it opened.
    kind, what, debtor
        What is owed (`what` in words, else `kind`) and the name of who owes it.
    buyer, buyer_phone, comment
        Personal; only for letters to staff. In a letter to the buyer `buyer_phone` says which number we call.
    goods, total_minor, currency
        The order's content; without a currency no amounts.
    payment, delivery
        As in `domain.incoming`.
    report
        Headline figures, in a letter about a report.
    watch
        What was not done, in a letter about a store's day.
    call
        Of a missed call: its number and how often it rang.
    agreement
        Which standard a partner is asked to accept.
    person
        Name of whom a letter about a person is about.
    status_url, take_url, answered_url, report_url, call_url, desk_url, question_url, agreement_url, order_url
        Links of this receiver.
    party_url
        The one page on which the party that owes a step answers.
    repeat
        Whether an earlier attempt may have arrived.
    over
        Whether the order is closed.
    """

    zone: str = "UTC"
    number: str = ""
    store: str = ""
    store_phone: str = ""
    opens_at: datetime | None = None
    call_by: str = ""
    at: datetime | None = None
    window: tuple[datetime, datetime] | None = None
    opened_at: datetime | None = None
    limit_at: datetime | None = None
    waiting_m: int | None = None
    kind: str = ""
    what: str = ""
    debtor: str = ""
    buyer: str = ""
    buyer_phone: str = ""
    comment: str = ""
    goods: tuple[Goods, ...] = ()
    total_minor: int | None = None
    currency: str = ""
    payment: str = ""
    delivery: str = ""
    report: ReportFigures | None = None
    report_url: str = ""
    watch: Watch | None = None
    desk_url: str = ""
    call: CallFigures | None = None
    call_url: str = ""
    agreement: AgreementFigures | None = None
    agreement_url: str = ""
    person: str = ""
    order_url: str = ""
    status_url: str = ""
    question_url: str = ""
    take_url: str = ""
    answered_url: str = ""
    party_url: str = ""
    repeat: bool = False
    over: bool = False


def values_of(about: Particulars, locale: Locale, *, now: datetime) -> Mapping[str, str]:
    """The words that stand for the placeholders of the tables; empty where the value is missing.

    Parameters
    ----------
    about
        Plain values.
    locale
        Language.
    now
        When it is said. `until` and `end` have words while the limit is ahead, `missed` when it has passed: that
        is how a sentence knows its tense.
    """
    zone = parse_zone(about.zone)
    limit_at = floor_minute(about.limit_at) if about.limit_at else None
    ahead = bool(about.limit_at and now <= about.limit_at)
    kind = KINDS[about.kind][locale] if about.kind in KINDS else clean(about.kind.replace("_", " "))
    has_phone = bool(about.buyer_phone)
    return {
        "number": clean(about.number),
        "store": clean(about.store),
        "store_phone": phone_text(clean(about.store_phone)),
        "opens": moment_text(about.opens_at, zone, locale, now=now) if about.opens_at else "",
        "call_by": about.call_by,
        "at": moment_text(about.at, zone, locale, now=now) if about.at else "",
        "window": window_text(*about.window, zone, locale, now=now) if about.window else "",
        "over": "over" if about.over else "",
        "calls": CALLS[has_phone][locale],
        "we_call": WE_CALL[has_phone][locale],
        "since": moment_text(about.opened_at, zone, locale, now=now) if about.opened_at else "",
        "until": until_text(limit_at, zone, locale, now=now) if limit_at and ahead else "",
        "end": _end(limit_at, zone, locale, now=now) if limit_at and ahead else "",
        "missed": moment_text(limit_at, zone, locale, now=now) if limit_at and not ahead else "",
        "waiting": span_of(about.waiting_m, locale) if about.waiting_m is not None else "",
        "what": clean(about.what) or kind,
        "debtor": clean(about.debtor),
        "buyer": clean(about.buyer),
        "buyer_phone": phone_text(clean(about.buyer_phone)),
        "comment": clean(about.comment),
        "person": clean(about.person),
        "total": amount(about.total_minor, about.currency, locale),
        "payment": _word(PAYMENTS, about.payment, locale),
        "delivery": _word(DELIVERIES, about.delivery, locale),
        **values_of_call(about.call, zone, locale, now=now),
        **values_of_report(about.report, locale, now=now),
        **values_of_watch(about.watch, locale),
        **values_of_agreement(about.agreement),
    }


def _end(limit_at: datetime, zone: tzinfo, locale: Locale, *, now: datetime) -> str:
    """The limit for the words "until …": `5:02 завтра`, `midnight on Friday`."""
    day_on, clock = end_of_span(limit_at, zone, locale)
    return f"{clock} {day_text(day_on, locale, today_on=now.astimezone(zone).date())}"


def amount(total_minor: int | None, currency: str, locale: Locale) -> str:
    """Money in words, or nothing where amount or currency is unknown."""
    return money(total_minor, currency, locale) if total_minor is not None and currency else ""


def _word(table: Mapping[str, Words], name: str, locale: Locale) -> str:
    return table[name][locale] if name in table else clean(name)
