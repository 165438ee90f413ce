"""The values of facts in words: names for slugs, moments for instants, words for codes; empty = not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from otklik.channels.wording.particulars import DELIVERIES, PAYMENTS
from otklik.domain.catalogue import EVENTS
from otklik.domain.events import Entry, instant_of
from otklik.domain.local_times import window_text
from otklik.domain.locales import Locale, Words, count_of, money
from otklik.domain.payments import RESOLUTIONS
from otklik.domain.refusal_reasons import reason_words
from otklik.domain.shipped_playbooks import SHIPPED_PLAYBOOKS
from otklik.domain.surveys import ANSWERS
from otklik.domain.surveys import CALL_OUTCOMES as QUESTION_OUTCOMES
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.web.complaint_words import ABOUT
from otklik.web.conduct_words import JUDGEMENTS, SORTS
from otklik.web.court_words import DECISIONS, VERDICTS
from otklik.web.dials import span_text
from otklik.web.fact_words import (
    ACTORS,
    ALARMS,
    BANK_WORDS,
    CALL_OUTCOMES,
    CAUSES,
    CHANGES,
    CHANNELS,
    OUTCOMES,
    REMEDIES,
    SAYS,
    say_words,
)
from otklik.web.obligation_words import CLOSED
from otklik.web.obligations import Reader, name_of, party_name, step_word
from otklik.web.readiness_words import PAPERS

JOINED_MOMENTS = ("needed_by", "until", "limit", "next", "call", "wished", "starts")
"""Fields `<name>_at` that are said as day and time."""


def values_of(entry: Entry, reader: Reader) -> Mapping[str, str]:
    """The words that stand for the placeholders of `journal_words.SENTENCES`; empty = not known."""
    event, locale = entry.event, reader.locale
    data = event.data
    values = said_fields(data, reader)
    row = EVENTS.get(event.kind)
    what = str(data.get(row.what, "")) if row and row.what else ""
    lines = data.get("lines") or ()
    quantity = sum(line.get("quantity", 1) for line in lines if isinstance(line, dict))
    currency = data.get("currency", "")
    return {
        **values,
        "kind": event.kind,
        "fields": ", ".join(f"{name}: {clean(str(value))}" for name, value in data.items()),
        "what": _resolution(data, locale)
        if event.kind == "money.resolved"
        else _what(event.kind, what, locale),
        "items": count_of(quantity, "item", locale) if quantity else "",
        "total": money(data["total_minor"], currency, locale) if currency and "total_minor" in data else "",
        "amount": money(data["amount_minor"], currency, locale) if "amount_minor" in data else "",
        "changed": ", ".join(_word(CHANGES, name, locale) for name in data.get("changed", ())),
        "off_shift": "" if data.get("on_shift", True) else "off",
        "not_live": "" if data.get("live", True) else "short",
        "unspoken": "" if data.get("live", True) else "nobody",
        "payment_number": clean(str(data.get("payment_id", ""))),
        "reason": _reason(str(data.get("reason", "")), locale),
        "told": _told(data.get("told", ()), reader),
        "did": _did(data, locale) if event.kind == "playbook.followed" else "",
    }


def said_fields(data: Mapping[str, Any], reader: Reader) -> dict[str, str]:
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
        **{name: clean(str(data.get(name, ""))) for name in ("name", "title")},
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
    } | {"window": _window(data, reader)}


def _window(data: Mapping[str, Any], reader: Reader) -> str:
    """The delivery window that a fact names, in words."""
    from_at, to_at = data.get("window_from_at"), data.get("window_to_at")
    if not from_at or not to_at:
        return ""
    zone = parse_zone(reader.zone)
    return window_text(instant_of(from_at), instant_of(to_at), zone, reader.locale, now=reader.now)


def _talk(talk_s: int, locale: Locale) -> str:
    """Length of a talk: `2 мин 40 с`, `64 s`."""
    seconds = {"ru": "с", "en": "s"}[locale]
    if talk_s < 60:
        return f"{talk_s}\u00a0{seconds}"
    rest = f"\u00a0{talk_s % 60}\u00a0{seconds}" if talk_s % 60 and talk_s < 3600 else ""
    return f"{span_text(talk_s, locale)}{rest}"


def _what(kind: str, what: str, locale: Locale) -> str:
    if kind.startswith("message."):
        return say_words(SAYS, what, locale)
    if kind.startswith("outcome."):
        return _word(OUTCOMES, what, locale)
    if kind == "order.reopened":
        return _word(CAUSES, what, locale)
    if kind == "alarm.raised":
        return _word(ALARMS, what, locale)
    if kind.startswith("playbook."):
        return _word(SITUATIONS, what, locale)
    if kind.startswith("step."):
        return step_word(what, locale)
    if kind == "bank.decided":
        return _word(BANK_WORDS, what, locale)
    if kind in COURT_WORDS:
        return _word(COURT_WORDS[kind], what, locale)
    return name_of(what, locale) if what else ""


SITUATIONS: Mapping[str, Words] = {name: book.title for name, book in SHIPPED_PLAYBOOKS.items()}
"""Names of the shipped playbooks; one's own is named by its code."""


def _did(data: Mapping[str, Any], locale: Locale) -> str:
    """Which step of a playbook was done, as the shipped text has it."""
    book = SHIPPED_PLAYBOOKS.get(data.get("situation", ""))
    steps = {step.id: step.do for step in book.steps} if book else {}
    return _word(steps, data.get("step", ""), locale)


COURT_WORDS: Mapping[str, Mapping[str, Words]] = {
    "refusal.rescued": REMEDIES,
    "survey.answered": ANSWERS,
    "survey.called": QUESTION_OUTCOMES,
    "verdict.proposed": {verdict: words for verdict, (_, _, words) in VERDICTS.items()},
    "appeal.decided": DECISIONS,
    "complaint.received": ABOUT,
    "paper.present": PAPERS,
    "paper.withdrawn": PAPERS,
    "conduct.flagged": SORTS,
    "conduct.judged": JUDGEMENTS,
}
"""What the facts of the refusal court, of complaints, papers and conduct name, in words."""


def _reason(reason: str, locale: Locale) -> str:
    return clean(reason_words(reason, locale))


def _resolution(data: Mapping[str, Any], locale: Locale) -> str:
    """What becomes of money that came too late."""
    how = str(data.get("how", ""))
    return RESOLUTIONS[how][0 if locale == "en" else 1] if how in RESOLUTIONS else clean(how)


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
        said += data.get("unadmitted", ())
        said += [value for one in entry.consequences for value in one.fields.values()]
        found |= {text.rpartition(":")[2] for text in said if isinstance(text, str) and len(text) < 80}
    return found
