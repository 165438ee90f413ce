"""The journal of one order in plain words: what happened, who says so and how sure it is, what it did to deadlines.

Every fact has a sentence; one of a newer version is shown by its name and its fields. Personal words come from the
sealed values, so that after an erasure there are none. A message that went out stands as one row: its sending is left
out where its result is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from otklik.channels.wording.particulars import DELIVERIES, PAYMENTS
from otklik.domain.catalogue import EVENTS
from otklik.domain.events import Consequence, Entry, instant_of
from otklik.domain.local_times import clock_text, date_text, day_text
from otklik.domain.locales import Locale, Words, count_of, money
from otklik.domain.refusals import REASONS
from otklik.domain.wording import capitalised, clean, fill_first
from otklik.domain.zones import parse_zone
from otklik.web.dials import span_text
from otklik.web.fact_words import (
    ACTORS,
    ALARMS,
    CALL_OUTCOMES,
    CAUSES,
    CHANGES,
    CHANNELS,
    EARLIER,
    FILTERS,
    GRADES,
    OUTCOMES,
    SAYS,
)
from otklik.web.journal_words import EFFECTS, SENTENCES, UNKNOWN, Sentence
from otklik.web.obligation_words import CLOSED
from otklik.web.obligations import Reader, name_of, party_name

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

JOINED_MOMENTS = ("until", "limit", "next", "call", "wished", "starts")


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
    told = _results(entries)
    undone = undone_in(entries)
    wanted = [one for one in reversed(entries) if _is_wanted(one, shown, told)]
    kept = wanted if whole else wanted[:MOST]
    days: dict[Any, list[FactRow]] = {}
    zone = parse_zone(reader.zone)
    for one in kept:
        day_on = one.event.occurred_at.astimezone(zone).date()
        days.setdefault(day_on, []).append(_row(one, reader, undone=one.version in undone))
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


def _results(entries: Iterable[Entry]) -> frozenset[tuple[str, int]]:
    """Notice and attempt of every message whose result is known."""
    return frozenset(
        (one.event.data["notice"], one.event.data.get("attempt", 1))
        for one in entries
        if one.event.kind in ("message.accepted", "message.failed") and one.event.data.get("notice")
    )


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


def _is_wanted(entry: Entry, shown: str, told: Collection[tuple[str, int]]) -> bool:
    event = entry.event
    sent = (str(event.data.get("notice", "")), event.data.get("attempt", 1))
    if event.kind == "message.sent" and sent in told:
        return False
    if shown == "all":
        return True
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
        effects=_effects(entry.consequences, reader),
        undone=undone,
    )


def _actor(actor: str, reader: Reader) -> str:
    kind, _, slug = actor.partition(":")
    if kind == "person":
        return clean(reader.names.people.get(slug, slug))
    return ACTORS[kind][reader.locale] if kind in ACTORS else clean(actor)


def _effects(changes: Iterable[Consequence], reader: Reader) -> tuple[Effect, ...]:
    found = []
    for one in changes:
        if one.transition not in EFFECTS:
            continue
        icon, forms = EFFECTS[one.transition]
        fields = {**one.fields, "kind": one.ref.kind}
        said = fill_first(forms, reader.locale, _values(fields, reader))
        if said:
            found.append(Effect(icon, one.transition, said))
    return tuple(found)


def values_of(entry: Entry, reader: Reader) -> Mapping[str, str]:
    """The words that stand for the placeholders of `journal_words.SENTENCES`; empty = not known."""
    event, locale = entry.event, reader.locale
    data = event.data
    values = _values(data, reader)
    row = EVENTS.get(event.kind)
    what = str(data.get(row.what, "")) if row and row.what else ""
    lines = data.get("lines") or ()
    quantity = sum(line.get("quantity", 1) for line in lines if isinstance(line, dict))
    currency = data.get("currency", "")
    return {
        **values,
        "kind": event.kind,
        "fields": ", ".join(f"{name}: {clean(str(value))}" for name, value in data.items()),
        "what": _what(event.kind, what, locale),
        "items": count_of(quantity, "item", locale) if quantity else "",
        "total": money(data["total_minor"], currency, locale) if currency and "total_minor" in data else "",
        "amount": money(data["amount_minor"], currency, locale) if "amount_minor" in data else "",
        "changed": ", ".join(_word(CHANGES, name, locale) for name in data.get("changed", ())),
        "off_shift": "" if data.get("on_shift", True) else "off",
        "not_live": "" if data.get("live", True) else "short",
        "reason": _reason(str(data.get("reason", "")), locale),
        "told": _told(data.get("told", ()), reader),
    }


def _values(data: Mapping[str, Any], reader: Reader) -> dict[str, str]:
    """The words of those fields that mean the same wherever they stand, of facts and of what facts do."""
    locale = reader.locale

    def moment(name: str) -> str:
        return reader.say(instant_of(data[name])) if data.get(name) else ""

    def person(name: str) -> str:
        slug = str(data.get(name, ""))
        return clean(reader.names.people.get(slug, slug))

    store = str(data.get("store", ""))
    talk_s = data.get("talk_s")
    verdict = str(data.get("verdict", ""))
    moments = {name: moment(f"{name}_at") for name in JOINED_MOMENTS}
    return {
        **moments,
        "person": person("person"),
        "previous": person("previous"),
        "store": clean(reader.names.places.get(store, store)),
        "name": clean(str(data.get("name", ""))),
        "version": str(data.get("number", "")),
        "payment": _word(PAYMENTS, str(data.get("payment", "")), locale),
        "delivery": _word(DELIVERIES, str(data.get("delivery", "")), locale),
        "channel": _word(CHANNELS, str(data.get("channel", "")), locale),
        "receiver": receiver_name(str(data.get("receiver", "")), reader),
        "failure": clean(str(data.get("reason", ""))),
        "attempt": str(data.get("attempt", "")),
        "stars": str(data.get("stars", "")),
        "outcome": _word(CALL_OUTCOMES, str(data.get("outcome", "")), locale),
        "cause": _word(CAUSES, str(data.get("cause", "")), locale),
        "owed": name_of(str(data["kind"]), locale) if data.get("kind") else "",
        "verdict": CLOSED[verdict][locale] if verdict in CLOSED else verdict,
        "debtor": party_name(str(data.get("debtor", "")), reader.names, locale),
        "party": party_name(str(data.get("party", "")), reader.names, locale),
        "talk": _talk(talk_s, locale) if isinstance(talk_s, int) else "",
        "incoming": "in" if data.get("incoming") else "",
        "premature": "early" if data.get("premature") else "",
        "silently": "silently" if data.get("silently") else "",
    }


def _talk(talk_s: int, locale: Locale) -> str:
    """Length of a talk: `2 мин 40 с`, `64 s`."""
    seconds = {"ru": "с", "en": "s"}[locale]
    if talk_s < 60:
        return f"{talk_s}\u00a0{seconds}"
    rest = f"\u00a0{talk_s % 60}\u00a0{seconds}" if talk_s % 60 and talk_s < 3600 else ""
    return f"{span_text(talk_s, locale)}{rest}"


def _what(kind: str, what: str, locale: Locale) -> str:
    if kind.startswith("message."):
        return _word(SAYS, what, locale)
    if kind.startswith("outcome."):
        return _word(OUTCOMES, what, locale)
    if kind == "alarm.raised":
        return _word(ALARMS, what, locale)
    return name_of(what, locale) if what else ""


def _reason(reason: str, locale: Locale) -> str:
    if reason in REASONS:
        return REASONS[reason][0 if locale == "en" else 1]
    return clean(reason)


def _word(table: Mapping[str, Words], name: str, locale: Locale) -> str:
    return table[name][locale] if name in table else clean(name.replace("_", " "))


def receiver_name(receiver: str, reader: Reader) -> str:
    """Who gets a message, by name: a person's slug, `store:<slug>` or `buyer`."""
    if receiver == "buyer":
        return ACTORS["buyer"][reader.locale]
    kind, _, slug = receiver.rpartition(":")
    if kind == "store":
        return clean(reader.names.places.get(slug, slug))
    return clean(reader.names.people.get(slug, slug))


def _told(told: Iterable[Any], reader: Reader) -> str:
    rows = [row for row in told if isinstance(row, dict)]
    return ", ".join(dict.fromkeys(receiver_name(str(row.get("to", "")), reader) for row in rows))


def slugs_in(entries: Iterable[Entry]) -> set[str]:
    """Everything in a journal that may be the slug of a person or a place, to ask for their names at once."""
    found: set[str] = set()
    for entry in entries:
        data = entry.event.data
        told = data.get("told", ())
        said = [
            entry.event.actor,
            *data.values(),
            *(row.get("to", "") for row in told if isinstance(row, dict)),
        ]
        said += [value for one in entry.consequences for value in one.fields.values()]
        found |= {text.rpartition(":")[2] for text in said if isinstance(text, str) and len(text) < 80}
    return found
