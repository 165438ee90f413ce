"""Answers from outside to a message: a digit by SMS, a pressed button; all of them end here.

Whoever answers proves that his method lives. To take an order from home is recorded and told, and the shop is called
on (law 5); which of several orders is meant is asked, never guessed. Everything can be said twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from otklik.actions import conversations, orders, shifts
from otklik.actions.commit import Command, Unit, commit_one
from otklik.domain import contact_methods
from otklik.domain.conversations import ConversationState
from otklik.domain.errors import DomainError
from otklik.domain.local_times import clock_text
from otklik.domain.locales import Locale, choose_locale, phone_text
from otklik.domain.orders import OrderState
from otklik.domain.shifts import place_of
from otklik.domain.streams import stores_of
from otklik.domain.world import Store, World
from otklik.domain.zones import parse_zone
from otklik.store import buyers, directory, journal
from otklik.store import conversations as callers
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
    if word not in ACTS:
        return Answered("can_say", locale=locale)
    found = _meant(asked, notice_key, number)
    if isinstance(found, Answered):
        return Answered(found.said, found.values, locale)
    stream = found.notice.stream
    done = act(stream, receiver=asked.receiver, word=word, now=now)
    return Answered(done.said, {"number": found.number, **done.values}, locale, stream)


def act(order: str, *, receiver: str, word: str, now: datetime) -> Answered:
    """What came of `take` or `busy` about an order, for whoever was told of it; never raises for a refusal.

    Parameters
    ----------
    order
        Stream.
    receiver
        Slug of a person, or `store:<slug>`: then whoever is alone on shift there.
    """
    state = journal.load_states([order])[order]
    world = directory.load_world(stores_of(state), now=now)
    subject = state.subject
    store = world.stores.get(_holder(subject))
    person = _who(receiver, world)
    if store is None or isinstance(person, Answered):
        return person if isinstance(person, Answered) else Answered("nothing")
    try:
        return ACTS[word](order, person, store, world, now)
    except DomainError as error:
        return _refused(error, order, world)


def _holder(subject: object) -> str:
    """Slug of the store that answers for an order, or that a caller rang; empty for anything else."""
    if isinstance(subject, OrderState):
        return subject.holder
    return subject.store if isinstance(subject, ConversationState) else ""


def _prove_life(owner: str, method: str, now: datetime) -> None:
    commit_one(
        Unit(now=now, commands=(Command(owner, partial(contact_methods.decide_alive, method=method)),))
    )


def _meant(asked: _Asked, key: str | None, number: str) -> Told | Answered:
    """The message that an answer is about, or what is told back where that is not clear."""
    since = asked.now - REMEMBERED_FOR
    known = _newest_each(list_told(asked.receiver, asked.method, key=key or "", since=since))
    if key is not None and len(known) == 1:
        return known[0]
    if number:
        named = [one for one in known if one.number.casefold() == number.casefold()]
        return named[0] if named else Answered("no_such_order", {"number": number})
    waiting = [one for one in known if _waits(one, asked)]
    if len(waiting) > 1:
        return Answered("which", {"number": waiting[0].number, "other": waiting[1].number})
    return next(iter(waiting or known), Answered("nothing"))


def _newest_each(told: list[Told]) -> list[Told]:
    """The newest message of each order, newest first."""
    found: dict[str, Told] = {}
    for one in told:
        found.setdefault(one.notice.stream, one)
    return list(found.values())


def _waits(told: Told, asked: _Asked) -> bool:
    """Whether an order still waits for somebody to take it, of those whom this receiver was told of."""
    state = journal.load_states([told.notice.stream])[told.notice.stream]
    order, runs = state.subject, state.runs.values()
    climbing = [run for run in runs if not run.ended and asked.receiver in run.told]
    held = any(run.leased_until is not None and run.leased_until > asked.now for run in climbing)
    return isinstance(order, OrderState | ConversationState) and order.is_open and bool(climbing) and not held


def _who(receiver: str, world: World) -> str | Answered:
    """Who acts: the person himself; for a place's own phone whoever is alone on shift there."""
    if not receiver.startswith("store:"):
        return receiver
    store = world.stores.get(receiver.removeprefix("store:"))
    present = store.on_shift if store else ()
    if len(present) == 1:
        return present[0]
    return Answered("who" if present else "nobody")


def _take(order: str, person: str, store: Store, world: World, now: datetime) -> Answered:
    place = place_of(store, person)
    is_call = order.startswith("conversation/")
    done = (conversations if is_call else orders).take(order, person=person, place=place, now=now)
    if any(run.leased_by == person and run.stops == "run" for run in done.states[order].runs.values()):
        if is_call:
            caller = callers.load_number(order, done.states[order].subject.caller_version)
            return Answered("call_taken", {"phone": phone_text(caller)})
        return Answered("taken", {"phone": phone_text(buyers.load_buyer(order).phone)})
    if person not in store.on_shift:
        return Answered("not_on_shift")
    return Answered("elsewhere" if place == "elsewhere" else "recorded")


def _busy(order: str, person: str, store: Store, world: World, now: datetime) -> Answered:
    """Somebody is busy where he is on shift: at the order's store, or at his own."""
    where = next((one for one in (store, *world.stores.values()) if person in one.on_shift), None)
    if where is None:
        return Answered("busy_off_shift")
    shifts.busy(where.slug, person=person, actor=f"person:{person}", now=now)
    until_at = directory.load_world([where.slug], now=now).store(where.slug).busy[person]
    return Answered("busy", {"until": clock_text(until_at.astimezone(parse_zone(where.calendar.zone)))})


ACTS: Mapping[str, Callable[[str, str, Store, World, datetime], Answered]] = {"take": _take, "busy": _busy}
"""Word → what it does."""


def _refused(error: DomainError, order: str, world: World) -> Answered:
    if error.code in ("order_closed", "order_erased", "call_answered"):
        return Answered("closed")
    if error.code == "not_admitted":
        return Answered("not_admitted")
    if error.code != "taken_by_other":
        return Answered("nothing")
    subject = journal.load_states([order])[order].subject
    owner = getattr(subject, "owner", "")
    names = {one.slug: one.name for store in world.stores.values() for one in store.people}
    return Answered("taken_by_other", {"name": names.get(owner, "")})
