"""The card of goods that are not there: what the last look found, what was offered, what waits at another store (R36).

The card shows what is on record: the last look stands in the journal with its stock figures and their age, so that
whoever opens the order reads what was read in the talk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from otklik.domain.alternatives import COMPETITOR, RUNGS, Offer, Search
from otklik.domain.events import Ref
from otklik.domain.local_times import floor_minute, until_text
from otklik.domain.locales import money
from otklik.domain.orders import Line, OrderState
from otklik.domain.reservations import Reservation
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store.alternatives import load_weights
from otklik.store.listings import Names, load_names
from otklik.web.alternative_lines import explain, where_of
from otklik.web.alternative_words import CARD
from otklik.web.obligations import Reader

if TYPE_CHECKING:
    from otklik.web.order_scenes import OrderScene


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """One way out: what and where, why, its price, and the form's values; `link` of a competitor's."""

    rung: str
    store: str
    sku: str
    title: str
    why: str
    price: str
    act: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One thing that was offered: what, what became of it with its tone, and which acts are open."""

    key: str
    title: str
    state: str
    tone: str
    is_open: bool
    reservation: str
    store: str
    can_hand: bool
    link: str = ""


@dataclass(frozen=True, slots=True)
class MissingLine:
    """One line of the order: the wish, the look, the choices by rung, what was offered."""

    line: str
    title: str
    looked: str
    groups: tuple[tuple[str, tuple[ChoiceLine, ...]], ...]
    offers: tuple[OfferLine, ...]
    taken: str
    nothing: bool


@dataclass(frozen=True, slots=True)
class AlternativesCard:
    """What `order_alternatives.html` shows; `ranked` says by which weights."""

    words: Mapping[str, str]
    missing: tuple[MissingLine, ...]
    others: tuple[tuple[str, str], ...]
    act: str
    assign: str
    here: str
    ranked: str


def write_alternatives(scene: OrderScene) -> AlternativesCard | None:
    """The card; None for an order that is over and never lacked anything."""
    order, reader = scene.file.order, _with_places(scene.file.order, scene.reader)
    scene = replace(scene, reader=reader)
    may_act = scene.may_act and order.is_open
    known = order.alternatives
    if order.history or order.erased or not (known.searches or may_act):
        return None
    base = f"/orders/{scene.file.row.id}"
    missing = tuple(_line(line, order, scene) for line in order.lines if line.id in known.searches)
    others = tuple((line.id, clean(line.title)) for line in order.lines if line.id not in known.searches)
    return AlternativesCard(
        words={name: word[reader.locale] for name, word in CARD.items()},
        missing=missing,
        others=others if may_act else (),
        act=f"{base}/alternative" if may_act else "",
        assign=f"{base}/assign" if may_act else "",
        here=f"{base}#alternatives",
        ranked=_ranked(reader) if missing else "",
    )


def _with_places(order: OrderState, reader: Reader) -> Reader:
    """The reader with the names of all places that have what was found."""
    found = {
        str(one.get("store", "")) for search in order.alternatives.searches.values() for one in search.found
    }
    offered = {one.store for one in order.alternatives.offers.values()}
    more = load_names({*found, *offered} - {"", *reader.names.places}).places
    names = Names(reader.names.people, {**reader.names.places, **more})
    return replace(reader, names=names)


def _ranked(reader: Reader) -> str:
    weights = load_weights()
    name = "learnt" if weights.weights else "shipped"
    return CARD[name][reader.locale].format(decisions=weights.decisions)


def _line(line: Line, order: OrderState, scene: OrderScene) -> MissingLine:
    reader, known = scene.reader, order.alternatives
    search = known.searches[line.id]
    offers = known.of_line(line.id)
    open_keys = {(one.rung, one.store, one.sku) for one in offers if one.state != "declined"}
    groups = tuple(_groups(search, open_keys, order, reader))
    taken = known.taken(line.id)
    return MissingLine(
        line=line.id,
        title=clean(line.title),
        looked=CARD["looked"][reader.locale].format(at=reader.say(search.sought_at)),
        groups=groups,
        offers=tuple(_offer(one, order, scene) for one in offers),
        taken=_taken(taken, order, reader) if taken else "",
        nothing=not search.found and not offers,
    )


def _taken(taken: Offer, order: OrderState, reader: Reader) -> str:
    """What he takes, and where it is if not here."""
    place = reader.names.places.get(taken.store, taken.store) if taken.store not in ("", order.holder) else ""
    return f"{clean(taken.title)} · {clean(place)}" if place else clean(taken.title)


def _groups(
    search: Search, offered: set[tuple[str, str, str]], order: OrderState, reader: Reader
) -> Iterator[tuple[str, tuple[ChoiceLine, ...]]]:
    """Rung in words → what was found on it and is not offered already."""
    for rung in RUNGS:
        found = [
            one
            for one in search.found
            if one["rung"] == rung and (rung, one.get("store", ""), one.get("sku", "")) not in offered
        ]
        if found:
            yield CARD[rung][reader.locale], tuple(_choice(one, search, order, reader) for one in found)


def _choice(found: Mapping[str, Any], search: Search, order: OrderState, reader: Reader) -> ChoiceLine:
    store, price = found.get("store", ""), found.get("price_minor")
    elsewhere = store not in ("", order.holder)
    title, size = clean(str(found["title"])), str(found.get("size") or "")
    name = title if not size or size in title.split() else f"{title} {size}"
    place = clean(reader.names.places.get(store, store)) if elsewhere else ""
    same = found["rung"] in ("same", "supplier")
    parts = [place] if place and not same else []
    return ChoiceLine(
        rung=found["rung"],
        store=store,
        sku=found.get("sku", ""),
        title=place if same else name,
        why=" · ".join([*parts, *where_of(found, reader), *explain(found, reader.locale)]),
        price=money(price, order.currency, reader.locale) if price else "",
        act="reserve" if elsewhere else "offer",
        link=str((found.get("why") or {}).get("link", "")),
    )


def _offer(offer: Offer, order: OrderState, scene: OrderScene) -> OfferLine:
    reader = scene.reader
    asked = [one for one in order.reservations.values() if one.offer == offer.key]
    last = asked[-1] if asked else None
    state, tone = _state(offer, last, scene)
    return OfferLine(
        key=offer.key,
        title=_taken(offer, order, reader),
        state=state,
        tone=tone,
        is_open=offer.state == "offered" and offer.rung != COMPETITOR,
        reservation=last.key if last is not None and last.is_live else "",
        store=offer.store if offer.store != order.holder else "",
        can_hand=last is not None and last.state == "made",
        link=str(offer.why.get("link", "")),
    )


def _state(offer: Offer, last: Reservation | None, scene: OrderScene) -> tuple[str, str]:
    """What became of an offer and of the goods, in words, with its tone."""
    reader = scene.reader
    said = CARD["noted" if offer.rung == COMPETITOR else offer.state][reader.locale]
    tone = {"offered": "info", "accepted": "ok", "declined": "warn"}[offer.state]
    if last is None or offer.state == "declined":
        return said, tone
    kind = "reservation_kept" if last.made_at else "reservation"
    owed = scene.file.state.obligations.get(Ref(kind, last.key))
    zone = parse_zone(reader.zone)
    until = until_text(floor_minute(owed.limit_at), zone, reader.locale, now=reader.now) if owed else ""
    name = {"declined": "refused"}.get(last.state, last.state)
    name = last.cause if name == "freed" and last.cause in ("unanswered", "over") else name
    tones = {"asked": "info", "made": "ok", "used": "ok"}
    return f"{said} · {CARD[name][reader.locale].format(until=until)}", tones.get(last.state, "warn")


def amount_of(line: Line, order: OrderState, reader: Reader) -> str:
    """What a line costs, and beside the wish what the buyer takes instead."""
    amount = money(line.price_minor * line.quantity, order.currency, reader.locale)
    taken = order.alternatives.taken(line.id)
    said = CARD["taken"][reader.locale].format(title=clean(taken.title)) if taken else ""
    return " · ".join(filter(None, (amount, said)))
