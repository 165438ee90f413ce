"""The messages of one order: who was told what by which way, when, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from otklik.domain.events import Entry
from otklik.domain.locales import Words
from otklik.domain.wording import capitalised, clean
from otklik.store.queries import NoticeRow
from otklik.web.fact_words import CHANNELS, SAYS, say_words
from otklik.web.facts import receiver_name
from otklik.web.obligations import Reader

OUTCOMES: Mapping[str, tuple[str, Words]] = {
    "message.accepted": ("ok", {"ru": "ушло", "en": "went out"}),
    "message.delivered": ("ok", {"ru": "доставлено", "en": "delivered"}),
    "message.failed": ("late", {"ru": "не дошло", "en": "failed"}),
    "message.sent": ("info", {"ru": "отправляется", "en": "going out"}),
    "due": ("info", {"ru": "ждёт отправки", "en": "waiting"}),
    "cancelled": ("", {"ru": "не понадобилось", "en": "not needed"}),
    "set_aside": ("late", {"ru": "отложено с ошибкой", "en": "set aside with an error"}),
}
"""What came of a message, by its newest fact, else by where it stands in the outbox: tone and words."""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message in words."""

    to: str
    said: str
    channel: str
    at: str
    tone: str
    outcome: str
    why: str


def list_messages(
    notices: Sequence[NoticeRow], entries: Sequence[Entry], reader: Reader
) -> tuple[MessageRow, ...]:
    """Messages of an order, newest first.

    Parameters
    ----------
    notices
        As in the outbox.
    entries
        The order's journal: what was recorded of each message.
    reader
        For whom.
    """
    last = {
        str(one.event.data["notice"]): one
        for one in entries
        if one.event.kind.startswith("message.") and one.event.data.get("notice")
    }
    rows = [(_at(one, last), _row(one, last.get(one.key), reader)) for one in notices]
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0], reverse=True))


def _at(one: NoticeRow, last: Mapping[str, Entry]) -> float:
    entry = last.get(one.key)
    return (entry.event.occurred_at if entry else one.not_before).timestamp()


def _row(one: NoticeRow, entry: Entry | None, reader: Reader) -> MessageRow:
    locale = reader.locale
    named = entry.event.kind if entry is not None else one.state
    tone, words = OUTCOMES.get(named, ("", {"ru": named, "en": named}))
    data = entry.event.data if entry is not None else {}
    return MessageRow(
        to=capitalised(receiver_name(one.receiver, reader)),
        said=say_words(SAYS, one.say, locale),
        channel=CHANNELS[one.channel][locale] if one.channel in CHANNELS else clean(one.channel),
        at=reader.say(entry.event.occurred_at if entry else one.not_before),
        tone=tone,
        outcome=words[locale],
        why=clean(str(data.get("reason", ""))) if named == "message.failed" else "",
    )
