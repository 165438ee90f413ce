"""The journal of one order in plain words: what happened, who says so and how sure it is, what it did to deadlines.

Every fact has a sentence; one of a newer version is shown by its name and its fields. Personal words come from the
sealed values, so that after an erasure there are none. A message that went out stands as one row: its sending, and the
step of the ladder that asked for it, are left out where its result is known; to several receivers it is one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from otklik.domain.catalogue import EVENTS
from otklik.domain.events import Entry
from otklik.domain.local_times import MINUTE, clock_text, date_text, day_text
from otklik.domain.wording import capitalised, clean, fill_first
from otklik.domain.zones import parse_zone
from otklik.web.fact_words import (
    ACTORS,
    EARLIER,
    FILTERS,
    GRADES,
)
from otklik.web.facts import receiver_name, said_fields, values_of
from otklik.web.journal_sentences import Sentence
from otklik.web.journal_words import EFFECTS, SENTENCES, UNKNOWN
from otklik.web.obligations import Reader

MOST = 60
"""Rows that are shown at once; the rest follows on request."""

WORDS = ("words", "note", "comment", "what", "why")
"""Personal fields that are somebody's own words."""

GRADED = (
    "contact.",
    "outcome.",
    "evidence.",
    "buyer.",
    "order.confirmed",
    "order.withdrawn",
    "order.completed",
)
"""Facts whose evidence matters (law 4): their grade is always said."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a fact did at once to something owed: icon, transition, words."""

    icon: str
    transition: str
    words: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact.

    Parameters
    ----------
    version
        Its place in the journal.
    iso, at
        When it happened: for machines, and as a wall clock shows it.
    icon, tone
        Of the tokens.
    lead, more
        The sentence.
    who
        Who did it.
    grade, grade_word
        How sure it is; no word where that goes without saying.
    words
        Somebody's own words.
    effects
        What it did at once.
    undone
        Whether it was taken back.
    """

    version: int
    iso: str
    at: str
    icon: str
    tone: str
    lead: str
    more: str
    who: str
    grade: str
    grade_word: str
    words: str
    effects: tuple[Effect, ...]
    undone: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The facts of one local day, newest first."""

    title: str
    facts: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """One part of the journal: its name in the address, its word, whether it is shown."""

    name: str
    word: str
    current: bool


@dataclass(frozen=True, slots=True)
class JournalPage:
    """What is shown of a journal; `earlier` counts what is left out below, `earlier_words` says it."""

    days: tuple[Day, ...]
    filters: tuple[Filter, ...]
    shown: str
    earlier: int
    earlier_words: str


def write_journal(entries: Sequence[Entry], reader: Reader, *, part: str, whole: bool = False) -> JournalPage:
    """The journal as it is shown, newest first.

    Parameters
    ----------
    entries
        Of one stream, in order, with personal values.
    reader
        For whom.
    part
        all, contact or deadlines; anything else is all.
    whole
        Show everything, however long.
    """
    shown = part if part in {name for name, _ in FILTERS} else "all"
    said = _said(entries)
    wanted = [one for one in reversed(entries) if _is_wanted(one, shown, said)]
    kept = wanted if whole else wanted[:MOST]
    days: dict[Any, list[FactRow]] = {}
    zone, undone, before = parse_zone(reader.zone), undone_in(entries), None
    for one in kept:
        rows = days.setdefault(one.event.occurred_at.astimezone(zone).date(), [])
        if before is not None and rows and _is_one_message(before, one):
            rows[-1] = replace(rows[-1], lead=f"{rows[-1].lead}, {_receiver_of(one, reader)}")
        else:
            rows.append(_row(one, reader, undone=one.version in undone))
        before = one
    return JournalPage(
        days=tuple(Day(_day_title(day_on, reader), tuple(rows)) for day_on, rows in days.items()),
        filters=tuple(Filter(name, word[reader.locale], name == shown) for name, word in FILTERS),
        shown=shown,
        earlier=len(wanted) - len(kept),
        earlier_words=EARLIER[reader.locale].format(count=len(wanted) - len(kept)),
    )


def _day_title(day_on: Any, reader: Reader) -> str:
    today_on = reader.now.astimezone(parse_zone(reader.zone)).date()
    written = date_text(day_on, reader.locale, today_on=today_on)
    if not -2 < (day_on - today_on).days < 2:
        return written
    return f"{capitalised(day_text(day_on, reader.locale, today_on=today_on))}, {written}"


def _said(entries: Iterable[Entry]) -> frozenset[tuple[str, int]]:
    """Notice and attempt of every message whose result is known."""
    return frozenset(
        (one.event.data["notice"], one.event.data.get("attempt", 1))
        for one in entries
        if one.event.kind in ("message.accepted", "message.failed") and one.event.data.get("notice")
    )


def _is_one_message(one: Entry, other: Entry) -> bool:
    """Whether two facts say that the same went out at the same minute, to two receivers."""
    a, b = one.event, other.event
    if not a.kind == b.kind == "message.accepted":
        return False
    same = all(a.data.get(name) == b.data.get(name) for name in ("purpose", "channel"))
    return same and abs(a.occurred_at - b.occurred_at) < MINUTE


def _receiver_of(entry: Entry, reader: Reader) -> str:
    return receiver_name(str(entry.event.data.get("receiver", "")), reader)


def undone_in(entries: Sequence[Entry]) -> frozenset[int]:
    """Versions of the facts that were taken back with their outcome."""
    heads = {one.event.data.get("id"): one for one in entries if one.event.kind == "outcome.recorded"}
    found: set[int] = set()
    for one in entries:
        if one.event.kind != "outcome.retracted":
            continue
        head = heads.get(one.event.data.get("id"))
        if head is not None:
            found |= {
                other.version
                for other in entries
                if other.version >= head.version and other.recorded_at == head.recorded_at
            }
    return frozenset(found)


def _is_wanted(entry: Entry, shown: str, said: Collection[tuple[str, int]]) -> bool:
    event = entry.event
    sent = (str(event.data.get("notice", "")), event.data.get("attempt", 1))
    if event.kind == "message.sent" and sent in said:
        return False
    if shown == "all":
        keys = [row.get("key", "") for row in event.data.get("told", ()) if isinstance(row, dict)]
        # A step whose messages stand here themselves would only say the same twice.
        return not keys or not all((key, 1) in said for key in keys)
    if shown == "deadlines" and any(one.transition in EFFECTS for one in entry.consequences):
        return True
    return sentence_of(entry).part == shown


def sentence_of(entry: Entry) -> Sentence:
    """The row of the table for a fact: of its sub-kind, of its kind, or the one for unknown facts."""
    event = entry.event
    what = EVENTS[event.kind].what if event.kind in EVENTS else None
    value = event.data.get(what) if what else None
    return SENTENCES.get(f"{event.kind}:{value}") or SENTENCES.get(event.kind) or UNKNOWN


def _row(entry: Entry, reader: Reader, *, undone: bool) -> FactRow:
    event, row = entry.event, sentence_of(entry)
    values = values_of(entry, reader)
    local = event.occurred_at.astimezone(parse_zone(reader.zone))
    graded = event.kind.startswith(GRADED)
    own = [clean(str(event.personal[name])) for name in WORDS if isinstance(event.personal.get(name), str)]
    return FactRow(
        version=entry.version,
        iso=local.isoformat(timespec="seconds"),
        at=clock_text(local),
        icon=row.icon,
        tone=row.tone,
        lead=capitalised(fill_first(row.lead, reader.locale, values)) or event.kind,
        more=fill_first(row.more, reader.locale, values),
        who=_actor(event.actor, reader),
        grade=event.grade,
        grade_word=GRADES[event.grade][reader.locale] if graded else "",
        words=" · ".join(word for word in own if word),
        effects=_effects(entry, reader),
        undone=undone,
    )


def _actor(actor: str, reader: Reader) -> str:
    kind, _, slug = actor.partition(":")
    if kind == "person":
        return clean(reader.names.people.get(slug, slug))
    if kind == "party":
        return clean(reader.names.places.get(slug, slug))
    return ACTORS[kind][reader.locale] if kind in ACTORS else clean(actor)


def _effects(entry: Entry, reader: Reader) -> tuple[Effect, ...]:
    found = []
    for one in entry.consequences:
        # What the clock did is the fact itself.
        itself = entry.event.kind == f"obligation.{one.transition}"
        if one.transition not in EFFECTS or itself:
            continue
        icon, forms = EFFECTS[one.transition]
        fields = {**one.fields, "kind": one.ref.kind}
        said = fill_first(forms, reader.locale, said_fields(fields, reader))
        if said:
            found.append(Effect(icon, one.transition, said))
    return tuple(found)
