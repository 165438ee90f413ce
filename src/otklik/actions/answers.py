"""Answers from outside to a message: a digit by SMS, a pressed button; all of them end here.

Whoever answers proves that his method lives. To take an order from home is recorded and told, and the shop is called
on (law 5); which of several orders is meant is asked, never guessed. Everything can be said twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from otklik.actions import orders
from otklik.actions.commit import Command, Unit, commit_one
from otklik.domain import contact_methods
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, choose_locale, phone_text
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.streams import stores_of
from otklik.domain.world import Store, World
from otklik.store import buyers, directory, journal
from otklik.store.told import Told, list_told, locale_of

WORDS: Mapping[str, str] = {
    "1": "take", "да": "take", "беру": "take", "yes": "take", "take": "take",
    "2": "busy", "занят": "busy", "занята": "busy", "busy": "busy",
}  # fmt: skip
"""What somebody may write → what he means."""

REMEMBERED_FOR = timedelta(days=1)
"""How old a message may be that a bare digit still answers."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What is to be told back (a key of `wording.replies.SAID`), in which language, and the order that it was about."""

    said: str
    values: Mapping[str, str] = field(default_factory=dict)
    locale: Locale = "ru"
    order: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who answers by which method, when, and the world around."""

    owner: str
    receiver: str
    method: str
    now: datetime


def read_words(text: str) -> tuple[str, str]:
    """What a text means: `take`, `busy` or nothing, and the order's number where one follows."""
    words = text.split()
    word = WORDS.get(words[0].casefold().strip(".,:;!?"), "") if words else ""
    return word, words[1].lstrip("#№") if word and len(words) == 2 else ""


def answer(
    *, owner: str, method: str, notice_key: str | None, word: str, now: datetime, number: str = ""
) -> Answered:
    """What came of an answer to a message.

    Parameters
    ----------
    owner
        Stream of whoever answers, `person/<slug>` or `store/<slug>`.
    method
        Id of the method by which he was told.
    notice_key
        Of the message that he answers; None = the one that waits, if there is one alone.
    word
        `take` or `busy`; anything else is told what can be said.
    now
        Aware UTC.
    number
        Of the order that he means; empty = unsaid.

    Raises
    ------
    DomainError
        `unknown_method`: the owner has no such method any more.
    """
    _prove_life(owner, method, now)
    prefix, _, slug = owner.partition("/")
    asked = _Asked(owner, slug if prefix == "person" else f"store:{slug}", method, now)
    locale = choose_locale(locale_of(owner))
    if word not in ("take", "busy"):
        return Answered("can_say", locale=locale)
    found = _meant(asked, notice_key, number)
    if isinstance(found, Answered):
        return Answered(found.said, found.values, locale)
    told, state = found
    done = _take(asked, told, state) if word == "take" else _busy(asked, told, state)
    return Answered(done.said, {"number": told.number, **done.values}, locale, told.notice.stream)


def _prove_life(owner: str, method: str, now: datetime) -> None:
    commit_one(
        Unit(now=now, commands=(Command(owner, partial(contact_methods.decide_alive, method=method)),))
    )


def _meant(asked: _Asked, key: str | None, number: str) -> tuple[Told, StreamState] | Answered:
    """The order that an answer is about, or what is told back where that is not clear."""
    if key is not None:
        told = list_told(asked.receiver, asked.method, key=key, since=asked.now)
        return _with_state(told[0]) if told else Answered("nothing")
    known = _newest_each(list_told(asked.receiver, asked.method, since=asked.now - REMEMBERED_FOR))
    if number:
        named = [one for one in known if one.number.casefold() == number.casefold()]
        return _with_state(named[0]) if named else Answered("no_such_order", {"number": number})
    waiting = [pair for one in known if _waits(pair := _with_state(one), asked)]
    if len(waiting) > 1:
        return Answered("which", {"number": waiting[0][0].number, "other": waiting[1][0].number})
    if waiting:
        return waiting[0]
    return _with_state(known[0]) if known else Answered("nothing")


def _newest_each(told: list[Told]) -> list[Told]:
    """The newest message of each order, newest first."""
    found: dict[str, Told] = {}
    for one in told:
        found.setdefault(one.notice.stream, one)
    return list(found.values())


def _with_state(told: Told) -> tuple[Told, StreamState]:
    return told, journal.load_states([told.notice.stream])[told.notice.stream]


def _waits(pair: tuple[Told, StreamState], asked: _Asked) -> bool:
    """Whether an order still waits for somebody to take it, of those whom this receiver was told of."""
    order, runs = pair[1].subject, pair[1].runs.values()
    climbing = [run for run in runs if not run.ended and asked.receiver in run.told]
    held = any(run.leased_until is not None and run.leased_until > asked.now for run in climbing)
    return isinstance(order, OrderState) and order.is_open and bool(climbing) and not held


def _take(asked: _Asked, told: Told, state: StreamState) -> Answered:
    world = directory.load_world(stores_of(state), now=asked.now)
    order = state.subject
    store = world.stores.get(order.holder) if isinstance(order, OrderState) else None
    if store is None:
        return Answered("nothing")
    person = _who(asked, world)
    if isinstance(person, Answered):
        return person
    try:
        done = orders.take(told.notice.stream, person=person, place=place_of(store, person), now=asked.now)
    except DomainError as error:
        return _refused(error, told, world)
    facts = [entry.event.data for entry in done.entries if entry.event.kind == "order.taken"]
    if not facts or facts[0]["stops"]:
        return Answered("taken", {"phone": phone_text(buyers.load_buyer(told.notice.stream).phone)})
    if not facts[0]["on_shift"]:
        return Answered("not_on_shift")
    return Answered("elsewhere" if facts[0]["place"] == "elsewhere" else "recorded")


def _who(asked: _Asked, world: World) -> str | Answered:
    """Who takes: the person himself; for a place's own phone whoever is alone on shift there."""
    if not asked.receiver.startswith("store:"):
        return asked.receiver
    store = world.stores.get(asked.receiver.removeprefix("store:"))
    present = store.on_shift if store else ()
    if len(present) == 1:
        return present[0]
    return Answered("who" if present else "nobody")


def place_of(store: Store, person: str) -> str:
    """Where a person acts from, as far as it is proved: what his shift says (law 5)."""
    if person not in store.on_shift:
        return "elsewhere"
    known = store.places.get(person, "unknown")
    return "in_shop" if known == "in_shop" else "elsewhere" if store.place_proved else "unknown"


def _refused(error: DomainError, told: Told, world: World) -> Answered:
    if error.code == "order_closed" or error.code == "order_erased":
        return Answered("closed")
    if error.code != "taken_by_other":
        return Answered("nothing")
    order = journal.load_states([told.notice.stream])[told.notice.stream].subject
    owner = order.owner if isinstance(order, OrderState) else ""
    names = {one.slug: one.name for store in world.stores.values() for one in store.people}
    return Answered("taken_by_other", {"name": names.get(owner, "")})


def _busy(asked: _Asked, told: Told, state: StreamState) -> Answered:
    """What came of "I am busy"."""
    return Answered("on_screen")
