"""The promises of an order on its page: what, by when, who keeps it, what became of it; and the line for a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from otklik.domain.promise_state import Promise
from otklik.domain.wording import clean
from otklik.web.obligations import Reader
from otklik.web.promise_words import CARD, OUTCOMES, PURPOSES

if TYPE_CHECKING:
    from otklik.web.order_scenes import OrderScene


@dataclass(frozen=True, slots=True)
class PromiseItem:
    """One promise in words.

    Parameters
    ----------
    tone, icon, state
        What became of it.
    until, notes
        The instant in force; what else is to be known: the first instant, a wish that the buyer does not know of.
    keep, move
        Addresses of the acts; empty where it is kept or the viewer only looks.
    """

    key: str
    what: str
    tone: str
    icon: str
    state: str
    until: str
    who: str
    notes: tuple[str, ...]
    keep: str
    move: str


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """The card; `make` is the address of the line, empty where nothing can be promised."""

    words: Mapping[str, str]
    rows: tuple[PromiseItem, ...]
    make: str
    href: str


def write_promises(scene: OrderScene) -> PromiseCard | None:
    """The card of an order; None where it has no promise and can have none."""
    order, reader = scene.file.order, scene.reader
    can_make = scene.may_act and order.phase in ("open", "confirmed", "released")
    if not order.promises and not can_make:
        return None
    base = f"/orders/{scene.file.row.id}"
    return PromiseCard(
        words={name: words[reader.locale] for name, words in CARD.items()},
        rows=tuple(_item(one, reader, base, may_act=scene.may_act) for one in order.promises.values()),
        make=f"{base}/promise" if can_make else "",
        href=base,
    )


def _item(one: Promise, reader: Reader, base: str, *, may_act: bool) -> PromiseItem:
    locale = reader.locale
    tone, icon, state = OUTCOMES[one.outcome(reader.now)]
    acts = f"{base}/promises/{one.key}" if may_act and one.is_open else ""
    notes = [CARD["moved"][locale].format(first=reader.say(one.first_at))] if one.moves else []
    if one.wish:
        notes.append(CARD["wish"][locale].format(at=reader.say(one.wish.until_at)))
    if one.previous:
        names = ", ".join(_name(slug, reader) for slug in one.previous)
        notes.append(CARD["handed"][locale].format(names=names))
    who = (
        CARD["by"][locale].format(name=_name(one.person, reader)) if one.person else CARD["by_store"][locale]
    )
    return PromiseItem(
        key=one.key,
        what=clean((reader.promised or {}).get(one.key, ""))
        or PURPOSES.get(one.purpose, PURPOSES[""])[locale],
        tone=tone,
        icon=icon,
        state=state[locale],
        until=reader.say(one.until_at),
        who=who,
        notes=tuple(notes),
        keep=f"{acts}/keep" if acts else "",
        move=f"{acts}/move" if acts else "",
    )


def _name(slug: str, reader: Reader) -> str:
    return clean(reader.names.people.get(slug, "")) or slug
