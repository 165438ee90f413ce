"""What follows from a text that is recorded, and what people do about it: flags, judgements, scores of talks (R17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.complaint_decisions import require_authority
from otklik.domain.conduct import CRITERIA, JUDGEMENTS, MOST_POINTS, TEXTS, Flag
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.locales import Locale, choose_locale
from otklik.domain.order_decisions import person_of, require_not_erased
from otklik.domain.orders import OrderState
from otklik.domain.rudeness import Flag as WordFlag
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

Find = Callable[[str, Locale], Sequence[WordFlag]]
"""A text and the language of its order → what a list finds in it (`rudeness.flags_in`)."""

WORDS_MAX = 2000


def decide_flag(
    state: StreamState, world: World, now: datetime, *, entries: Sequence[Entry], find: Find
) -> Sequence[Event]:
    """The facts that texts of these entries are to be looked at by a person; one a text, with its first finding.

    Parameters
    ----------
    state
        After the entries.
    entries
        New ones of this stream, with their personal values.
    find
        The word list.
    """
    order = state.subject
    if not isinstance(order, OrderState) or order.history or order.erased:
        return []
    locale = choose_locale(order.locale)
    found = [(entry, flags[0].kind) for entry in entries if (flags := _found_in(entry, find, locale))]
    return [
        make(
            "conduct.flagged",
            occurred_at=now,
            where=TEXTS[entry.event.kind][1],
            flag=str(len(order.flags) + number),
            of=entry.version,
            person=_writer_of(entry) or None,
            kind=kind,
        )
        for number, (entry, kind) in enumerate(found, start=1)
    ]


def _found_in(entry: Entry, find: Find, locale: Locale) -> Sequence[WordFlag]:
    field = TEXTS.get(entry.event.kind, ("", ""))[0]
    text = entry.event.personal.get(field) if field else None
    return find(str(text), locale) if text else ()


def _writer_of(entry: Entry) -> str:
    """Slug of the employee whose words they are; the words of a complaint are the buyer's, whoever noted them."""
    if entry.event.kind in ("complaint.received", "buyer.rated", "buyer.said_silent"):
        return ""
    role, _, slug = entry.event.actor.partition(":")
    return slug if role == "person" else ""


def has_texts(entries: Sequence[Entry]) -> bool:
    """Whether any of the entries bears a text that is looked through."""
    return any(one.event.kind in TEXTS and one.event.personal for one in entries)


def decide_judge(
    state: StreamState, world: World, now: datetime, *, flag: str, judgement: str, by: str, words: str = ""
) -> Sequence[Event]:
    """The fact of what a person found in a flagged text.

    Parameters
    ----------
    flag
        Its key.
    judgement
        Of `JUDGEMENTS`.
    by
        Slug of a person with authority; not of whose text it is.
    words
        Why, or what was talked about; personal.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`; `unknown_flag`, `unknown_judgement`, `not_in_authority`, `about_himself`.
    """
    order = _require_order(state)
    known = _require_flag(order, flag)
    if judgement not in JUDGEMENTS:
        raise DomainError(
            "unknown_judgement",
            f"{judgement!r} is no judgement.",
            remedy=", ".join(JUDGEMENTS),
            place="judgement",
        )
    require_authority(world, order, by)
    _require_other(known.person, by)
    if (known.judgement, known.judged_by) == (judgement, by) and not words.strip():
        return []
    said = words.strip()[:WORDS_MAX] or None
    return [_by_person("conduct.judged", by, now, judgement=judgement, flag=flag, by=by, words=said)]


def decide_score(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    person: str,
    by: str,
    points: Mapping[str, int],
    of: int = 0,
    words: str = "",
) -> Sequence[Event]:
    """The fact that somebody scored a talk on the card.

    Parameters
    ----------
    person
        Slug of whose talk it was.
    by
        Slug of a person with authority; not himself.
    points
        For each of `CRITERIA` 0 to `MOST_POINTS`.
    of
        Version of the entry with the talk; 0 = of none in particular.
    words
        What to say to him; personal.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`; `unknown_person`; `bad_points`; `not_in_authority`, `about_himself`;
        `scored_already`: this person has scored this talk.
    """
    order = _require_order(state)
    person_of(world, person)
    if set(points) != set(CRITERIA) or any(not 0 <= one <= MOST_POINTS for one in points.values()):
        raise DomainError(
            "bad_points",
            f"Each criterion has 0 to {MOST_POINTS} points.",
            remedy=", ".join(CRITERIA),
            place="points",
        )
    require_authority(world, order, by)
    _require_other(person, by)
    if of and any((one.of, one.by) == (of, by) for one in order.scores.values()):
        raise DomainError("scored_already", "You have scored this talk.", remedy="Score another one.")
    return [
        _by_person(
            "talk.scored",
            by,
            now,
            score=str(len(order.scores) + 1),
            person=person,
            by=by,
            points={name: points[name] for name in CRITERIA},
            total=sum(points.values()),
            of=of or None,
            words=words.strip()[:WORDS_MAX] or None,
        )
    ]


def _require_order(state: StreamState) -> OrderState:
    if not isinstance(state.subject, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    require_not_erased(state.subject)
    return state.subject


def _require_flag(order: OrderState, key: str) -> Flag:
    found = order.flags.get(key)
    if found is None:
        raise DomainError("unknown_flag", "There is no such text to look at.", remedy="Look at the queue.")
    return found


def _require_other(about: str, by: str) -> None:
    if about and about == by:
        raise DomainError(
            "about_himself", "Nobody judges his own words.", remedy="Ask a second person or an administrator."
        )


def _by_person(kind: str, person: str, now: datetime, /, **fields: Any) -> Event:
    return make(kind, occurred_at=now, actor=f"person:{person}", source="person", grade="claimed", **fields)
