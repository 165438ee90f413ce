"""The card of who touched a case, how often it changed hands, and what its buyer had to ask himself (R29, law 14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from otklik.analytics.failure_demand import OwnContact, own_contacts
from otklik.analytics.touches import HandOver, Touch, touches_of
from otklik.domain.events import Entry
from otklik.domain.undo import RETRACTED, standing_entries
from otklik.domain.wording import capitalised, clean
from otklik.store.page_visits import load_visits
from otklik.web.dials import span_text
from otklik.web.handling_words import CARD, NO_DUTY, WAY_ICONS, WAYS, WHYS
from otklik.web.obligations import Reader, name_of, party_name
from otklik.web.order_scenes import OrderScene


@dataclass(frozen=True, slots=True)
class Hand:
    """One who touched the case: name, how often, when first; the line of the journal to begin at."""

    name: str
    acts: str
    at: str
    href: str


@dataclass(frozen=True, slots=True)
class Passing:
    """One hand-over in words, with its line of the journal."""

    words: str
    at: str
    href: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One contact of the buyer's own: what he did, when, why, and who owed it; no address = no line of the journal."""

    icon: str
    tone: str
    words: str
    at: str
    why: str
    who: str
    href: str


@dataclass(frozen=True, slots=True)
class HandlingCard:
    """What `order_handling.html` shows."""

    words: Mapping[str, str]
    counts: tuple[str, ...]
    hands: tuple[Hand, ...]
    passings: tuple[Passing, ...]
    asks: tuple[Ask, ...]
    asked: str


def write_handling_card(scene: OrderScene) -> HandlingCard | None:
    """The card of an order; None for one that was imported as history, of which only a part is known."""
    file = scene.file
    return None if file.order.history else write_handling(file.row.stream, file.entries, scene.reader)


def write_handling(stream: str, entries: Sequence[Entry], reader: Reader) -> HandlingCard:
    """The card in words.

    Parameters
    ----------
    stream, entries
        Of the order.
    reader
        For whom.
    """
    locale, order = reader.locale, stream.partition("/")[2]
    standing = standing_entries(entries) if any(one.event.kind == RETRACTED for one in entries) else entries
    touches = touches_of(standing)
    contacts = own_contacts(standing, load_visits([stream]).get(stream, ()))
    failures = sum(one.is_failure for one in contacts)
    parties = CARD["parties"][locale].format(n=len(touches.parties))
    counts = (
        CARD["people"][locale].format(n=len(touches.people)),
        *((parties,) if touches.parties else ()),
        CARD["hand_overs"][locale].format(n=len(touches.hand_overs)),
    )
    asked = CARD["of_these"][locale].format(all=len(contacts), failures=failures) if contacts else ""
    return HandlingCard(
        words={name: word[locale] for name, word in CARD.items()},
        counts=counts,
        hands=tuple(_hand(one, order, reader) for one in (*touches.people, *touches.parties)),
        passings=tuple(_passing(one, order, reader) for one in touches.hand_overs),
        asks=tuple(_ask(one, order, reader) for one in reversed(contacts)),
        asked=asked,
    )


def _line(order: str, version: int) -> str:
    """Address of a line of the order's journal."""
    return f"/orders/{order}?whole#j{version}" if version else ""


def _hand(one: Touch, order: str, reader: Reader) -> Hand:
    return Hand(
        name=capitalised(_named(one.who, reader)),
        acts=CARD["acts"][reader.locale].format(n=len(one.versions)),
        at=reader.say(one.first_at),
        href=_line(order, one.versions[0]),
    )


def _passing(one: HandOver, order: str, reader: Reader) -> Passing:
    words = CARD["handed"][reader.locale].format(
        from_hand=_named(one.from_hand, reader), to_hand=_named(one.to_hand, reader)
    )
    return Passing(words, reader.say(one.at), _line(order, one.version))


def _named(who: str, reader: Reader) -> str:
    """A hand as people call it: a person's slug, or a party."""
    return party_name(who if ":" in who else f"person:{who}", reader.names, reader.locale)


def _ask(one: OwnContact, order: str, reader: Reader) -> Ask:
    locale = reader.locale
    words = WAYS[one.way][locale].format(span=span_text(one.waited_s, locale))
    if not one.is_failure:
        return Ask(
            WAY_ICONS[one.way], "", capitalised(words), reader.say(one.at), CARD["question"][locale], "",
            _line(order, one.version),
        )  # fmt: skip
    return Ask(
        icon=WAY_ICONS[one.way],
        tone="late",
        words=capitalised(words),
        at=reader.say(one.at),
        why=say_why(one, reader),
        who=capitalised(party_name(one.debtor, reader.names, locale)),
        href=_line(order, one.version),
    )


def say_why(one: OwnContact, reader: Reader) -> str:
    """Why a contact is failure demand, in words."""
    promised = clean((reader.promised or {}).get(one.key, "")) if one.kind == "promise" else ""
    duty = promised or (name_of(one.kind, reader.locale) if one.kind else NO_DUTY[reader.locale])
    since = reader.say(one.since_at) if one.since_at is not None else ""
    return WHYS[one.why][reader.locale].format(duty=duty, since=since)
