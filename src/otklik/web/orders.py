"""The page of one order: what is next, what is owed, what was said and done, who had it when, what to say.

The page only looks; its forms go to the acts of the desk. Everything on it is written from the journal and the
obligations frozen in it, so that it says the same as the desk, the API and the command line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from otklik.actions.links import status_token
from otklik.channels.wording.particulars import DELIVERIES, PAYMENTS
from otklik.domain.admissions import candidates
from otklik.domain.attribution import attribute
from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.events import Ref
from otklik.domain.locales import group, money
from otklik.domain.orders import OrderState
from otklik.domain.refusal_reasons import reason_words
from otklik.domain.streams import stores_of
from otklik.domain.wording import clean
from otklik.domain.world import World
from otklik.store import clock, directory, listings
from otklik.store.access import Viewer, access_order, access_search
from otklik.store.buyers import Buyer
from otklik.store.order_files import OrderFile, buyer_in, load_file
from otklik.store.queries import OrderRow
from otklik.web.alternatives import amount_of
from otklik.web.attention import attention_lines
from otklik.web.attribution import StripPage, write_strip
from otklik.web.buyer_cards import BuyerCard, write_buyer
from otklik.web.dial_words import DIAL
from otklik.web.dials import span_text
from otklik.web.journal import JournalPage, write_journal
from otklik.web.next_steps import NextStep, find_duty, write_step
from otklik.web.notices import MessageRow, list_messages
from otklik.web.obligations import DutyRow, Reader, list_duties, party_name
from otklik.web.order_cards import OrderCard, write_cards
from otklik.web.order_scenes import OrderScene
from otklik.web.order_words import GOODS, ORDER, PHASES, TAGS
from otklik.web.payments import MoneyCard, held_until, write_money
from otklik.web.permissions import SELLERS
from otklik.web.promises import CalendarDay, write_calendar
from otklik.web.readers import read_for
from otklik.web.refusals import RefusalStep, first_step, rescue_address
from otklik.web.screens import initials_of, locale_of, render_screen
from otklik.web.scripts import Call, Talk, write_script
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of

ACTS = ("take", "hand", "outcome", "undo", "note", "refuse", "assign", "unpark")

OUTCOMES = (
    ("1", "confirmed", "check"), ("2", "call_back", "clock"), ("3", "no_answer", "nosig"), ("4", "try_on", "home"),
    ("5", "replacement", "swap"),
)  # fmt: skip
"""Key, name and icon of the outcomes of a call; the sixth is the refusal."""

OTHERS = 6
"""So many other orders of the buyer are shown."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A mark under the head: tone, icon, words."""

    tone: str
    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """One line of the order in words."""

    title: str
    sku: str
    quantity: str
    amount: str
    state: Tag


@dataclass(frozen=True, slots=True)
class Parked:
    """A refusal that waits: until when and why, and where the order is kept."""

    words: str
    rescue_href: str


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Everything that `order.html` shows, in words; names are those of its sections.

    Parameters
    ----------
    facts
        What stands beside the tags: sum and payment, when it came in, how soon it was answered.
    owner, owner_initials
        Whose it is, as a sentence.
    people, places
        Slug and name of those to whom it may be handed.
    acts
        Addresses of the acts by name.
    client
        JSON of the words with which a browser ticks.
    may_act
        Whether the viewer may do anything, and the order can still be changed.
    may_note
        Whether he may write a note.
    parked
        That its refusal waits; None where none does.
    cards
        Those of `order_cards.CARDS` that the order has.
    """

    id: str
    title: str
    number: str
    words: Mapping[str, str]
    tags: tuple[Tag, ...]
    facts: tuple[str, ...]
    owner: str
    owner_initials: str
    step: NextStep
    duties: tuple[DutyRow, ...]
    calendar: tuple[CalendarDay, ...]
    goods: tuple[GoodsRow, ...]
    total: str
    journal: JournalPage
    strip: StripPage | None
    messages: tuple[MessageRow, ...]
    buyer: BuyerCard
    script: Talk | None
    outcomes: tuple[tuple[str, str, str, str], ...]
    refusal: RefusalStep
    people: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    acts: Mapping[str, str]
    client: str
    status_href: str
    may_act: bool
    may_note: bool
    money: MoneyCard
    attention: tuple[str, ...] = ()
    parked: Parked | None = None
    cards: tuple[OrderCard, ...] = ()


@require_safe
def show_order(request: HttpRequest, order: str) -> HttpResponse:
    """The page of an order; 404 for one that the viewer may not see, as for one that is not there.

    Parameters
    ----------
    request
        `?journal=contact` or `deadlines` shows that part of the journal, `?whole` all of it.
    order
        Id.
    """
    now, viewer = clock.now(), viewer_of(request)
    try:
        row = access_order(viewer, f"order/{order}")
    except DomainError:
        return no_such_page()
    part = request.GET.get("journal", "all")
    file = load_file(row)
    page = write_order(file, viewer, request, part=part, whole="whole" in request.GET, now=now)
    page = replace(page, attention=attention_lines(row.stream, file.entries, locale_of(request)))
    return render_screen(request, "order.html", page, section="orders")


def write_order(
    file: OrderFile, viewer: Viewer, request: HttpRequest, *, part: str, whole: bool, now: datetime
) -> OrderPage:
    """The page in words.

    Parameters
    ----------
    file
        Everything on record.
    viewer, request
        Who reads it, and in which language.
    part, whole
        Of the journal.
    now
        Aware UTC.
    """
    order, state = file.order, file.state
    world, calendars = _around(file, now)
    buyer, others = _buyer(viewer, file)
    reader = read_for(file, viewer, world, request, [row.holder for row in others], now=now)
    words = _words(reader)
    return OrderPage(
        id=file.row.id,
        title=words["title"].format(number=clean(order.number)),
        number=clean(order.number),
        words=words,
        tags=_tags(file, reader),
        facts=_facts(file, calendars, reader),
        owner=_owner(order, reader, words),
        owner_initials=initials_of(reader.names.people.get(order.owner, "")),
        step=write_step(state, buyer, calendars, reader),
        duties=list_duties(state.obligations.values(), calendars, reader),
        calendar=write_calendar(state.obligations.values(), reader),
        goods=_goods(order, reader),
        total=money(order.total_minor, order.currency, reader.locale),
        journal=write_journal(file.entries, reader, part=part, whole=whole),
        strip=_strip(file, world, reader),
        messages=list_messages(file.notices, file.entries, reader),
        buyer=write_buyer(order, buyer, others, reader),
        script=_script(file, viewer, world, buyer, reader) if _may_act(viewer, order) else None,
        outcomes=tuple((key, name, icon, words[name]) for key, name, icon in OUTCOMES),
        refusal=_refusal(file, world, reader),
        people=_people(order, world, viewer),
        places=_places(order, viewer),
        acts={name: f"/orders/{file.row.id}/{name}" for name in ACTS},
        client=_client(reader),
        status_href=f"/s/{status_token(file.row.stream)}" if order.status_token and not order.erased else "",
        may_act=_may_act(viewer, order),
        may_note=_may_note(viewer, order),
        money=write_money(state, viewer, reader),
        parked=_parked(file, reader),
        cards=write_cards(OrderScene(file, viewer, world, reader, _may_act(viewer, order))),
    )


def _around(file: OrderFile, now: datetime) -> tuple[World, Mapping[str, WorkCalendar]]:
    """The world of the order, and the calendars frozen in it by their hash."""
    frozen = {one.calendar for one in file.state.obligations.values()} - {""}
    slugs = {*stores_of(file.state), file.order.first_store}
    return directory.load_world(slugs, now=now), directory.load_calendars(frozen)


def _words(reader: Reader) -> dict[str, str]:
    """The fixed words of the page, by name."""
    words = {name: word[reader.locale] for name, word in ORDER.items()}
    return words | {"store_time": words["store_time"].format(zone=reader.zone)}


def _script(file: OrderFile, viewer: Viewer, world: World, buyer: Buyer, reader: Reader) -> Talk | None:
    """The script of the next call; none for an order that is over."""
    if not file.order.is_open:
        return None
    duty, store = find_duty(file.state), world.store(file.order.holder)
    kind, limit_at = (duty.ref.kind, duty.limit_at) if duty else ("", None)
    promised = (reader.promised or {}).get(duty.ref.key, "") if duty and kind == "promise" else ""
    call = Call(buyer.name, viewer.name, store.name, kind, limit_at, reader.zone, store.phone, promised)
    return write_script(file.order, call, reader.locale, now=reader.now)


def _parked(file: OrderFile, reader: Reader) -> Parked | None:
    order = file.order
    if not order.is_open or not order.parked_reason or order.parked_until_at is None:
        return None
    reason = clean(reason_words(order.parked_detail or order.parked_reason, reader.locale))
    said = ORDER["parked"][reader.locale].format(at=reader.say(order.parked_until_at), reason=reason)
    return Parked(said, rescue_address(file.row.id, order))


def _refusal(file: OrderFile, world: World, reader: Reader) -> RefusalStep:
    """The first step of the dialog of refusal."""
    standard = world.standards[world.store(file.order.holder).standard]
    return first_step(file.row.id, file.order.number, standard, reader.locale)


def _client(reader: Reader) -> str:
    return json.dumps({name: word[reader.locale] for name, word in DIAL.items()}, ensure_ascii=False)


def _strip(file: OrderFile, world: World, reader: Reader) -> StripPage | None:
    """The order's life on the clock of its first store (law 2)."""
    store = world.stores.get(file.order.first_store, world.store(file.order.holder))
    return write_strip(attribute(file.entries, until_at=reader.now, clock=store.calendar), reader)


def _may_note(viewer: Viewer, order: OrderState) -> bool:
    """Whether the viewer may write on the order: whoever answers buyers, while it has one."""
    return bool(viewer.roles & SELLERS) and not order.erased


def _may_act(viewer: Viewer, order: OrderState) -> bool:
    """Whether he may act: one of his stores answers for it now; whoever handed it over only looks."""
    answers = viewer.stores is None or order.holder in viewer.stores
    return _may_note(viewer, order) and answers and order.is_open and not order.history


def _buyer(viewer: Viewer, file: OrderFile) -> tuple[Buyer, list[OrderRow]]:
    """The buyer, and his other orders by his phone, as far as the viewer may see them."""
    buyer = buyer_in(file.entries)
    found = access_search(viewer, buyer.phone, limit=OTHERS + 1) if buyer.phone else []
    return buyer, [row for row in found if row.stream != file.row.stream][:OTHERS]


def _owner(order: OrderState, reader: Reader, words: Mapping[str, str]) -> str:
    if not order.owner:
        return words["nobody"] if order.is_open and not order.history else ""
    if order.owner == reader.person:
        return words["yours"]
    return words["theirs"].format(owner=clean(reader.names.people.get(order.owner, order.owner)))


def _tags(file: OrderFile, reader: Reader) -> tuple[Tag, ...]:
    order = file.order
    tone, icon, word = PHASES[order.phase]
    tags = [Tag(tone, icon, word[reader.locale])]
    names = [name for name, holds in _marks(order).items() if holds]
    names += ["held"] if held_until(file.state, reader) else []
    if order.is_open and file.row.waiting_on and not order.history:
        names.append("waiting")
    party = party_name(file.row.waiting_on, reader.names, reader.locale)
    for name in names:
        tone, icon, word = TAGS[name]
        until = held_until(file.state, reader)
        tags.append(Tag(tone, icon, word[reader.locale].format(party=party, until=until)))
    return tuple(tags)


def _marks(order: OrderState) -> Mapping[str, bool]:
    """Which of `order_words.TAGS` hold; phone left → confirmed by phone is a figure of its own (R32)."""
    spoken = order.live_contact_at is not None
    known = not order.history and not order.erased
    return {
        "confirmed_by_phone": order.has_phone and spoken and known,
        "not_by_phone": order.has_phone and not spoken and known,
        "no_phone": not order.has_phone and known,
        "place_unknown": order.is_open and bool(order.owner) and order.taken_place == "unknown",
        "not_in_shop": order.is_open and order.taken_place == "elsewhere",
        "parked": order.is_open and bool(order.parked_reason),
        "rescued": bool(order.rescued) and not order.parked_reason,
        "silent": order.said_silent,
        "answered_elsewhere": order.answered_elsewhere_at is not None and order.is_open,
        "history": order.history,
        "erased": order.erased,
    }


def _facts(file: OrderFile, calendars: Mapping[str, WorkCalendar], reader: Reader) -> tuple[str, ...]:
    order, locale = file.order, reader.locale
    words = [PAYMENTS[order.payment][locale]] if order.payment in PAYMENTS else []
    words += [DELIVERIES[order.delivery][locale]] if order.delivery in DELIVERIES else []
    received = ORDER["received"][locale].format(at=reader.say(order.received_at))
    answer = file.state.obligations.get(Ref("first_answer"))
    answered = ""
    if order.live_contact_at is not None and answer is not None and answer.closed_at is not None:
        calendar = calendars.get(answer.calendar)
        opened_at, done_at = answer.opened_at, order.live_contact_at
        span_s = (
            int((done_at - opened_at).total_seconds())
            if calendar is None
            else calendar.between(opened_at, done_at)
        )
        answered = ORDER["answered"][locale].format(span=span_text(max(0, span_s), locale))
    sums = f"{money(order.total_minor, order.currency, locale)} {', '.join(words)}".strip()
    return tuple(fact for fact in (sums, received, answered) if fact)


def _goods(order: OrderState, reader: Reader) -> tuple[GoodsRow, ...]:
    rows = []
    for line in order.lines:
        rows.append(
            GoodsRow(
                title=clean(line.title) or clean(line.sku) or "—",
                sku=clean(line.sku),
                quantity=group(line.quantity, reader.locale),
                amount=amount_of(line, order, reader),
                state=Tag(*GOODS[line.state][:2], GOODS[line.state][2][reader.locale]),
            )
        )
    return tuple(rows)


def _people(order: OrderState, world: World, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Who works for the store that holds the order, those on shift first; nobody where the viewer may not act."""
    if not _may_act(viewer, order):
        return ()
    store = world.store(order.holder)
    people = [one for one in candidates(store) if one.slug not in (order.owner, viewer.person)]
    people.sort(key=lambda one: (one.slug not in store.on_shift, one.name))
    return tuple((one.slug, clean(one.name)) for one in people)


def _places(order: OrderState, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """The stores to which whoever runs more than one may hand the order."""
    if not _may_act(viewer, order) or (viewer.stores is not None and len(viewer.stores) < 2):
        return ()
    return tuple(
        (one.slug, clean(one.name))
        for one in listings.list_places()
        if one.role == "store"
        and one.slug != order.holder
        and (viewer.stores is None or one.slug in viewer.stores)
    )
