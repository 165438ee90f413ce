"""The playbook that is open on an order, in words: its steps, what to say, what the reader may decide, what follows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from otklik.domain.events import Entry
from otklik.domain.locales import Locale, money
from otklik.domain.playbook_texts import fill
from otklik.domain.playbooks import ROLES, Opened, Playbook, Step, playbook_of
from otklik.domain.stream_state import StreamState
from otklik.domain.wording import clean
from otklik.domain.world import World
from otklik.store import playbooks
from otklik.web.next_steps import find_duty
from otklik.web.obligations import Reader
from otklik.web.playbook_words import MAY, PLAYBOOK
from otklik.web.setup_words import spoken

if TYPE_CHECKING:
    from otklik.web.order_scenes import OrderScene

CURRENCY = "RUB"
"""In which the sums of playbooks are."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as it is shown.

    Parameters
    ----------
    state
        done, now, or empty for those that come later.
    did
        When and by whom it was done, and what came of it; empty before.
    """

    id: str
    do: str
    say: str
    state: str
    did: str
    result: str
    by_fact: bool


@dataclass(frozen=True, slots=True)
class PlaybookCard:
    """What `order_playbook.html` shows.

    Parameters
    ----------
    heading, progress
        Name of the playbook, and which step of how many is next.
    how
        Whether it opened by itself or was chosen.
    right
        What the reader may decide himself, and who decides above.
    others
        Situation and title of those that may be opened instead.
    """

    situation: str
    heading: str
    progress: str
    how: str
    about: str
    steps: tuple[StepRow, ...]
    right: str
    after: str
    others: tuple[tuple[str, str], ...]
    words: Mapping[str, str]
    choose_href: str
    follow_href: str
    back: str
    all_href: str
    may_act: bool


def write_playbook_card(scene: OrderScene) -> PlaybookCard | None:
    """The card of an order; None where it is closed and nobody of the desk owes anything, or was erased."""
    order, reader, books = scene.file.order, scene.reader, playbooks.list_books()
    opened = playbook_of(scene.file.state, scene.world, reader.now, books=books)
    if opened is None or order.erased or order.history:
        return None
    if not order.is_open and find_duty(scene.file.state) is None and not opened.is_chosen:
        return None
    locale, book = reader.locale, opened.playbook
    words = spoken(PLAYBOOK, locale)
    values = names_of(scene.viewer.name, scene.world.store(order.holder).name, order.number)
    address = f"/orders/{scene.file.row.id}"
    return PlaybookCard(
        situation=book.situation,
        heading=words["card"].format(title=_inside(book.title[locale])),
        progress=progress_of(opened, locale),
        how=words["chosen" if opened.is_chosen else "by_rule"],
        about=book.about[locale],
        steps=step_rows(opened, values, reader, _results(scene.file.entries)),
        right=right_words(book, scene.viewer.roles, locale),
        after=book.after[locale],
        others=tuple((one.situation, one.title[locale]) for one in books if one.situation != book.situation),
        words=words,
        choose_href=f"{address}/playbook",
        follow_href=f"{address}/playbook/step",
        back=f"{address}#playbook",
        all_href=f"{reverse('playbooks')}?order={scene.file.row.id}",
        may_act=scene.may_act,
    )


def _inside(title: str) -> str:
    """A title behind a colon: its first letter is small, unless the whole first word is capital."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def names_of(me: str, store: str, number: str) -> Mapping[str, str]:
    """What stands for the braces of words to say."""
    return {"me": clean(me).partition(" ")[0], "store": clean(store), "number": clean(number)}


def progress_of(opened: Opened, locale: Locale) -> str:
    """Which step of how many is next."""
    steps = opened.playbook.steps
    at = next((n for n, step in enumerate(steps, 1) if step.id not in opened.done), len(steps))
    return PLAYBOOK["step_of"][locale].format(n=at, of=len(steps))


def step_rows(
    opened: Opened, values: Mapping[str, str], reader: Reader, results: Mapping[tuple[str, str], str]
) -> tuple[StepRow, ...]:
    """The steps in words.

    Parameters
    ----------
    values
        For the braces.
    results
        (situation, step) → what somebody wrote when he did it.
    """
    return tuple(_row(step, opened, values, reader, results) for step in opened.playbook.steps)


def _row(
    step: Step,
    opened: Opened,
    values: Mapping[str, str],
    reader: Reader,
    results: Mapping[tuple[str, str], str],
) -> StepRow:
    locale, did = reader.locale, opened.done.get(step.id)
    told = ""
    if did is not None:
        who = clean(reader.names.people.get(did.by, did.by))
        told = PLAYBOOK["done_at"][locale].format(at=reader.say(did.at), who=who)
    key = (opened.playbook.situation, step.id)
    return StepRow(
        id=step.id,
        do=step.do[locale],
        say=fill(step.say[locale], values) if step.say[locale] else "",
        state="done" if did else "now" if step == opened.now else "",
        did=told,
        result=clean(results.get(key, "")) if did else "",
        by_fact=step.by_fact,
    )


def _results(entries: Sequence[Entry]) -> Mapping[tuple[str, str], str]:
    """What somebody wrote of each step, the last time that it was done."""
    return {
        (one.event.data["situation"], one.event.data["step"]): str(one.event.personal.get("words", ""))
        for one in entries
        if one.event.kind == "playbook.followed"
    }


def right_words(book: Playbook, roles: Collection[str], locale: Locale) -> str:
    """Up to which sum the reader decides himself, and who decides above it."""
    own, words = book.right_of(roles), PLAYBOOK
    if own is None:
        return words["own_any"][locale]
    parts = [words["own"][locale].format(sum=_sum(own, locale)) if own else words["own_none"][locale]]
    for role in ROLES[1:-1]:
        most = book.may.get(role, 0)
        if most is None:
            parts.append(words["role_any"][locale].format(role=MAY[role][locale]))
        elif most > own:
            parts.append(words["role"][locale].format(role=MAY[role][locale], sum=_sum(most, locale)))
    if all(most is not None for most in book.may.values()):
        parts.append(words["above"][locale])
    return "; ".join(parts)


def _sum(roubles: int, locale: Locale) -> str:
    return money(roubles * 100, CURRENCY, locale)


@dataclass(frozen=True, slots=True)
class PlaybookLine:
    """The playbook of an order in one line: its name, the step that is next, and where it stands whole."""

    title: str
    step: str
    progress: str
    href: str
    word: str


def write_line(
    state: StreamState, world: World, order_href: str, locale: Locale, *, now: datetime
) -> PlaybookLine | None:
    """The line of the desk's panel; None where there is nothing to do by a playbook."""
    opened = playbook_of(state, world, now, books=playbooks.list_books())
    if opened is None or opened.now is None:
        return None
    return PlaybookLine(
        title=opened.playbook.title[locale],
        step=opened.now.do[locale],
        progress=progress_of(opened, locale),
        href=f"{order_href}#playbook",
        word=PLAYBOOK["line"][locale],
    )
