"""From a leased notice to the message that goes out: who reads it, in which words, with which buttons.

Personal values are read here, at the last moment, and live only in the message.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings

from otklik.actions import links, surveys
from otklik.channels import console, sms, webhook, webpush
from otklik.channels.message import Message, SendResult
from otklik.channels.registry import brings_replies, carry, own_urls
from otklik.channels.wording import (
    OF_A_CALL,
    AgreementFigures,
    CallFigures,
    Goods,
    Particulars,
    ReportFigures,
    Watch,
    agreements,
    compose,
)
from otklik.domain import rounds
from otklik.domain.appointments import standing
from otklik.domain.conversations import ConversationState
from otklik.domain.deliveries import current
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_of
from otklik.domain.notices import SAY_REPORT, Notice
from otklik.domain.obligations import Obligation
from otklik.domain.order_decisions import person_of
from otklik.domain.orders import OrderState
from otklik.domain.parties import find_person, kind_of
from otklik.domain.partners import PartnerState
from otklik.domain.promised_time import call_by
from otklik.domain.stream_state import StreamState
from otklik.domain.streams import stores_of
from otklik.domain.world import Store, World
from otklik.store import buyers, conversations, directory, journal
from otklik.store.outbox import Leased
from otklik.worker import stock
from otklik.worker.party_words import page_of, what_of
from otklik.worker.pushing import as_push
from otklik.worker.reservation_words import ASKED, compose_asked, goods_of

REPORT_FIELDS = ("scope", "name", "orders", "owed", "in_limit", "silent", "lost_minor", "currency")
"""Fields of `report.mailed` that its letter speaks of as they are."""

WATCHED = {"round.completed": "round", "presence.attested": "presence", "plan.accepted": "plan"}
"""What is missing from a store's day while nobody has done what meets it."""

AGREED = ("call_at", "starts_at", "until_at")
"""Fields of facts that hold a time which the buyer knows."""

TIMED = {"move_told": ("until_at",), "approach_told": ("due_at",)}
"""Kinds whose messages are about another time than that."""


def send(channel: str, message: Message) -> SendResult:
    """Result of sending one message by a channel as this installation has it; never raises."""
    return carry(channel, message, urls=own_urls())


def compose_message(leased: Leased, *, now: datetime) -> Message:
    """The message of a notice, written for its receiver at this instant.

    Parameters
    ----------
    leased
        The notice with its lease.
    now
        Aware UTC; decides tense, "today" and how long the order has waited.

    Raises
    ------
    DomainError
        `no_address`: the receiver can't be reached by that channel any more.
    """
    notice = leased.notice
    state = journal.load_states([notice.stream])[notice.stream]
    frozen_under = {one.standard for one in state.obligations.values()}
    world = directory.load_world(stores_of(state), frozen_under, now=now)
    if notice.channel == webhook.NAME:
        return stock.compose_call(notice, state, now=now)
    to = address_of(notice)
    asked = notice.say == ASKED
    about = compose_asked(leased, state, world) if asked else _particulars(leased, state, world, now=now)
    say = OF_A_CALL.get(notice.say, notice.say) if about.call else notice.say
    say = agreements.SAY if about.agreement else say
    wording = compose(say, notice.locale, about, now=now, replies=_brings_replies(notice))
    message = Message(
        key=notice.key,
        to=to,
        subject=wording.subject,
        text=wording.text,
        html=wording.html,
        locale="ru" if notice.locale == "ru" else "en",
        at=now,
        links=wording.links,
        short=wording.short,
        receipts_url=f"{settings.OTKLIK_BASE_URL}/api/callbacks/{notice.channel}",
    )
    return as_push(message, notice, about, now=now) if notice.channel == webpush.NAME else message


def _brings_replies(notice: Notice) -> bool:
    """Whether what a member of the staff answers to this message comes back to us."""
    return notice.receiver != "buyer" and brings_replies(notice.channel, urls=own_urls())


def address_of(notice: Notice) -> str:
    """Where a notice goes, read at the last moment.

    Raises
    ------
    DomainError
        `no_address`, `unknown_method`: the receiver can't be reached by that channel any more.
    """
    if notice.channel == console.NAME:
        return notice.receiver
    if notice.receiver == "buyer":
        buyer = buyers.load_buyer(notice.stream)
        address = buyer.phone if notice.channel == sms.NAME else buyer.email
    else:
        owner = (
            notice.receiver.replace("store:", "store/")
            if ":" in notice.receiver
            else f"person/{notice.receiver}"
        )
        address = directory.load_address(owner, notice.method)
    if not address:
        raise DomainError("no_address", f"{notice.receiver} has no address for {notice.channel}.")
    return address


def _particulars(leased: Leased, state: StreamState, world: World, *, now: datetime) -> Particulars:
    notice = leased.notice
    order = state.subject
    owed = state.obligations.get(notice.ref) if notice.ref else None
    if not isinstance(order, OrderState):
        return _beside_orders(leased, state, world, now=now)
    store = world.store(order.holder)
    buyer = buyers.load_buyer(notice.stream)
    to_buyer = notice.receiver == "buyer"
    zone = (order.buyer_zone or store.calendar.zone) if to_buyer else store.calendar.zone
    we_call = _call_by(state, store, zone, notice.locale, now=now)
    return Particulars(
        zone=zone,
        number=order.number,
        store=store.name,
        store_phone=store.phone,
        opens_at=None if store.calendar.is_open(now) else store.calendar.next_opening(now),
        call_by=we_call,
        at=_agreed_at(owed) or _expected_at(order),
        window=_window(owed, order),
        opened_at=owed.opened_at if owed else None,
        limit_at=owed.limit_at if owed else None,
        waiting_m=_waiting_m(owed, store, now=now),
        kind=notice.ref.kind if notice.ref else "",
        what=goods_of(owed, order) or what_of(owed, state, world, notice.locale),
        party_url=page_of(notice, owed, world, now=now),
        debtor=_name_of(owed, world),
        buyer="" if to_buyer else buyer.name,
        buyer_phone=buyer.phone if we_call or not to_buyer else "",
        comment="" if to_buyer else buyer.comment,
        goods=tuple(Goods(line.title, line.quantity, line.price_minor) for line in order.lines),
        total_minor=order.total_minor,
        currency=order.currency,
        payment=order.payment,
        delivery=order.delivery,
        repeat=leased.unknown,
        over=not order.is_open,
        order_url="" if to_buyer else f"{settings.OTKLIK_BASE_URL}/orders/{notice.stream.partition('/')[2]}",
        **_links(notice, to_buyer=to_buyer, world=world, now=now),
    )


def _beside_orders(leased: Leased, state: StreamState, world: World, *, now: datetime) -> Particulars:
    """What a letter about anything but an order may say: who owes what by when, and what a day lacks."""
    notice = leased.notice
    if notice.say == SAY_REPORT:
        return _report(notice, state, world, repeat=leased.unknown)
    if isinstance(state.subject, ConversationState):
        return _call(leased, state, world, now=now)
    owed = state.obligations.get(notice.ref) if notice.ref else None
    store = world.stores.get(state.stream.split("/")[1])
    agreement = _agreement(owed, state)
    return Particulars(
        zone=store.calendar.zone if store else "UTC",
        store=store.name if store else "",
        opened_at=owed.opened_at if owed else None,
        limit_at=owed.limit_at if owed else None,
        kind=notice.ref.kind if notice.ref else "",
        debtor=_name_of(owed, world),
        person=_person_of(state, world),
        watch=_watch(owed, state, world, now=now) if owed and state.prefix == "shift" else None,
        desk_url=f"{settings.OTKLIK_BASE_URL}/desk" if state.prefix == "shift" else "",
        agreement=agreement,
        agreement_url=f"{settings.OTKLIK_BASE_URL}/agreements/{state.stream.partition('/')[2]}/"
        f"{agreement.name}/{agreement.number}"
        if agreement
        else "",
        repeat=leased.unknown,
    )


def _person_of(state: StreamState, world: World) -> str:
    """Name of the person whose stream it is; empty where it is nobody's."""
    found = find_person(world, state.stream.partition("/")[2]) if state.prefix == "person" else None
    return found.name if found else ""


def _agreement(owed: Obligation | None, state: StreamState) -> AgreementFigures | None:
    """The version that a partner is asked to accept, where a letter is about that."""
    if owed is None or not isinstance(state.subject, PartnerState) or "rendering" not in owed.ref_fields:
        return None
    name, _, number = str(owed.ref_fields["version"]).partition("@")
    return AgreementFigures(name, number, state.subject.name)


def _watch(owed: Obligation, state: StreamState, world: World, *, now: datetime) -> Watch:
    met_by = {pattern.on for pattern in kind_of(owed, world).met_by}
    about = next((name for fact, name in WATCHED.items() if fact in met_by), "")
    looked = rounds.round_of(state, world, now=now) if about == "round" else None
    return Watch(about, looked.missing if looked else (), int(owed.ref_fields.get("orders_waiting", 0)))


def _call(leased: Leased, state: StreamState, world: World, *, now: datetime) -> Particulars:
    """What a message about a missed call may say: its number in the letter, masked where a lock screen shows it."""
    notice, call = leased.notice, state.subject
    store = world.store(call.store)
    owed = state.obligations.get(notice.ref) if notice.ref else None
    number = conversations.load_number(notice.stream, call.caller_version)
    return Particulars(
        zone=store.calendar.zone,
        store=store.name,
        opened_at=owed.opened_at if owed else None,
        limit_at=owed.limit_at if owed else None,
        waiting_m=_waiting_m(owed, store, now=now),
        kind=notice.ref.kind if notice.ref else "",
        debtor=_name_of(owed, world),
        repeat=leased.unknown,
        call=CallFigures(number, call.missed, call.last_missed_at or now),
        call_url=f"{settings.OTKLIK_BASE_URL}/calls/{notice.stream.split('/')[2]}",
    )


def _report(notice: Notice, state: StreamState, world: World, *, repeat: bool) -> Particulars:
    """What a letter about a report may say; its link leads to the page, for whoever may open that."""
    said = notice.values
    figures = ReportFigures(
        first_on=date.fromisoformat(said["first_on"]),
        last_on=date.fromisoformat(said["last_on"]),
        **{name: said[name] for name in REPORT_FIELDS if name in said},
    )
    store = world.stores.get(state.subject.store)
    return Particulars(
        zone=store.calendar.zone if store else "UTC",
        report=figures,
        report_url=f"{settings.OTKLIK_BASE_URL}/reports/{said['report']}",
        repeat=repeat,
    )


def _call_by(state: StreamState, store: Store, zone: str, locale: str, *, now: datetime) -> str:
    """By when a person calls, in words; empty when nobody owes an answer any more."""
    owed = next(
        (one for one in state.obligations.values() if one.ref.kind == "first_answer" and one.is_owed), None
    )
    if owed is None:
        return ""
    return call_by(
        owed.opened_at, owed.limit_at, store.calendar, zone, now=now, locale="ru" if locale == "ru" else "en"
    )


def _agreed_at(owed: Obligation | None) -> datetime | None:
    """The time that the buyer asked for or agreed to, from the fact that opened the obligation.

    Notes
    -----
    `order.ready` names until when it holds, which is no time that anybody agreed to: the appointment's stands.
    """
    if owed is None or owed.ref.kind == "ready_told":
        return None
    names = TIMED.get(owed.ref.kind, AGREED)
    text = next((owed.ref_fields[name] for name in names if name in owed.ref_fields), None)
    return instant_of(text) if text else None


def _window(owed: Obligation | None, order: OrderState) -> tuple[datetime, datetime] | None:
    """The window that a message names: of the fact that it is about, else the one that is agreed."""
    told = owed.ref_fields if owed else {}
    if "window_from_at" in told and "window_to_at" in told:
        return instant_of(told["window_from_at"]), instant_of(told["window_to_at"])
    known = current(order.deliveries)
    if known is None or known.window_from_at is None or known.window_to_at is None:
        return None
    return known.window_from_at, known.window_to_at


def _expected_at(order: OrderState) -> datetime | None:
    """When somebody expects the buyer."""
    current = standing(order.appointments)
    return current.starts_at if current else None


def _waiting_m(owed: Obligation | None, store: Store, *, now: datetime) -> int | None:
    """Whole working minutes since the obligation opened; None in the first one: nobody waits "0 minutes"."""
    if owed is None:
        return None
    return store.calendar.between(owed.opened_at, max(now, owed.opened_at)) // 60 or None


def _name_of(owed: Obligation | None, world: World) -> str:
    if owed is None:
        return ""
    slug = owed.debtor.partition(":")[2]
    known = world.stores.get(slug) or find_person(world, slug)
    return known.name if known else slug


def _links(notice: Notice, *, to_buyer: bool, world: World, now: datetime) -> dict[str, Any]:
    base = settings.OTKLIK_BASE_URL
    if to_buyer:
        urls = {"status_url": f"{base}/s/{links.status_token(notice.stream)}"}
        if notice.ref is not None and notice.ref.kind == "survey":
            urls["question_url"] = f"{base}/q/{surveys.question_token(notice.stream, notice.ref.key)}"
        return urls
    try:
        person_of(world, notice.receiver)
    except DomainError:
        return {}
    return {
        f"{purpose}_url": f"{base}/l/{purpose}/"
        + links.make_link(purpose, stream=notice.stream, receiver=notice.receiver, now=now)
        for purpose in links.PURPOSES
    }
