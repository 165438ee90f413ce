"""The one word to whoever was not told in time: when it is due, whether anything still waits, and how it reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.conf import settings

from otklik.actions.commit import Command, Unit
from otklik.channels.message import Message
from otklik.channels.wording.late_words import Late, compose_late
from otklik.domain.events import instant_of
from otklik.domain.late_words import decide_late_word, deserves_word, is_lost, owner_of, still_waits
from otklik.domain.locales import choose_locale
from otklik.domain.notices import SAY_LATE, Notice
from otklik.store import directory, journal, outbox
from otklik.store.outbox import Leased
from otklik.worker import composing

LISTED = 20
"""Orders that the word names one by one; the desk has all of them."""


def units(late: Sequence[Notice], *, now: datetime) -> list[Unit]:
    """One unit a receiver of notices that are too old to be sent: he is told once of all of them."""
    oldest: dict[str, Notice] = {}
    for notice in late:
        if deserves_word(notice):
            first = oldest.setdefault(notice.receiver, notice)
            oldest[notice.receiver] = min(first, notice, key=lambda one: one.not_before)
    return [
        Unit(
            now=now,
            commands=(
                Command(
                    owner_of(receiver),
                    partial(decide_late_word, receiver=receiver, since_at=one.not_before, method=one.method),
                ),
            ),
            stores=(one.values["store"],),
        )
        for receiver, one in oldest.items()
    ]


@dataclass(frozen=True, slots=True)
class Backlog:
    """Late notices that a word speaks of, the first of each order, oldest first: what waits, and what was lost."""

    waiting: tuple[Notice, ...]
    lost: tuple[Notice, ...]


def load_backlog(notice: Notice, *, now: datetime) -> Backlog:
    """What the word of a notice has to say at this instant."""
    late = outbox.list_late(notice.receiver, since=instant_of(notice.values["since_at"]))
    states = journal.load_states({one.stream for one in late})
    waiting: dict[str, Notice] = {}
    for one in late:
        if still_waits(one, states[one.stream], now=now):
            waiting.setdefault(one.stream, one)
    lost = {one.stream: one for one in reversed(late) if is_lost(states[one.stream])}
    return Backlog(
        _oldest_first(waiting), _oldest_first({k: one for k, one in lost.items() if k not in waiting})
    )


def _oldest_first(found: Mapping[str, Notice]) -> tuple[Notice, ...]:
    return tuple(sorted(found.values(), key=lambda one: str(one.values["opened_at"])))


def is_needless(notice: Notice, *, now: datetime) -> bool:
    """Whether a word need not go out: nothing that came too late waits any more."""
    return notice.say == SAY_LATE and load_backlog(notice, now=now) == Backlog((), ())


def compose_message(leased: Leased, *, now: datetime) -> Message:
    """The word as it stands now.

    Raises
    ------
    DomainError
        `no_address`, `unknown_method`: the receiver can't be reached by that channel any more.
    """
    notice = leased.notice
    found = load_backlog(notice, now=now)
    told = (*found.waiting, *found.lost)
    world = directory.load_world({one.values["store"] for one in told}, now=now)
    store = world.stores.get(told[0].values["store"]) if told else None
    opened_at = instant_of(told[0].values["opened_at"]) if told else now
    locale = choose_locale(notice.locale)
    wording = compose_late(
        Late(
            zone=store.calendar.zone if store else "UTC",
            since_at=opened_at,
            until_at=notice.not_before,
            orders=len(found.waiting),
            lost=len(found.lost),
            oldest_m=store.calendar.between(opened_at, max(now, opened_at)) // 60 if store else None,
            lines=tuple(
                (str(one.values.get("order", "")), instant_of(one.values["opened_at"]))
                for one in told[:LISTED]
            ),
            desk_url=f"{settings.OTKLIK_BASE_URL}/desk",
            repeat=leased.unknown,
        ),
        locale,
        now=now,
    )
    return Message(
        key=leased.message,
        to=composing.address_of(notice),
        subject=wording.subject,
        text=wording.text,
        html=wording.html,
        locale=locale,
        at=now,
        links=wording.links,
        short=wording.short,
    )
