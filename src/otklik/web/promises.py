"""The calendar of what the buyer was promised: five days from today, what was kept, missed and lies ahead (R24)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from otklik.domain.local_times import clock_text, date_text
from otklik.domain.locales import Words
from otklik.domain.obligations import Obligation
from otklik.domain.zones import parse_zone
from otklik.web.obligations import Reader, due_order, name_of
from otklik.web.promise_words import CARD

DAYS = 5

WEEKDAYS: tuple[Words, ...] = (
    {"ru": "Пн", "en": "Mon"}, {"ru": "Вт", "en": "Tue"}, {"ru": "Ср", "en": "Wed"}, {"ru": "Чт", "en": "Thu"},
    {"ru": "Пт", "en": "Fri"}, {"ru": "Сб", "en": "Sat"}, {"ru": "Вс", "en": "Sun"},
)  # fmt: skip
TODAY: Words = {"ru": "сегодня", "en": "today"}

MARKS = {"ok": "check", "late": "x", "info": "clock", "night": "pause"}
"""Tone of a promise → its icon."""

NOT_PROMISED = frozenset({"receipt", "release_told", "release_seen", "stock_told", "settlement", "move_told"})
"""What is owed to nobody who waits for it, or by the buyer himself."""


@dataclass(frozen=True, slots=True)
class Item:
    """One promise of a day: tone and icon, the state in a word's key, its time, what it is, and its first time."""

    tone: str
    icon: str
    state: str
    at: str
    words: str
    moved: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One column: `Fri 18`, whether it is today, its promises in the order of their time."""

    title: str
    date: str
    today: str
    items: tuple[Item, ...]


def write_calendar(obligations: Iterable[Obligation], reader: Reader) -> tuple[CalendarDay, ...]:
    """Five columns from today; what is still owed of an earlier day stands in today's. Empty where nothing stands.

    Parameters
    ----------
    obligations
        Of one order, closed ones too; what fell away is left out.
    reader
        For whom.
    """
    zone = parse_zone(reader.zone)
    today_on = reader.now.astimezone(zone).date()
    days: dict[date, list[Item]] = {today_on + timedelta(days=away): [] for away in range(DAYS)}
    for one in sorted(obligations, key=due_order):
        if one.state == "waived" or one.ref.kind in NOT_PROMISED:
            continue
        day_on = one.limit_at.astimezone(zone).date()
        if day_on < today_on and one.is_owed:
            day_on = today_on
        if day_on in days:
            days[day_on].append(_item(one, reader))
    if not any(days.values()):
        return ()
    return tuple(
        CalendarDay(
            title=f"{WEEKDAYS[day_on.weekday()][reader.locale]} {day_on.day}",
            date=date_text(day_on, reader.locale, today_on=today_on),
            today=TODAY[reader.locale] if day_on == today_on else "",
            items=tuple(items),
        )
        for day_on, items in days.items()
    )


def _item(one: Obligation, reader: Reader) -> Item:
    state = state_of(one)
    tone = {"kept": "ok", "missed": "late", "ahead": "info", "paused": "night"}[state]
    at = one.limit_at.astimezone(parse_zone(reader.zone))
    said = (reader.promised or {}).get(one.ref.key, "") if one.ref.kind == "promise" else ""
    words = said or name_of(one.ref.kind, reader.locale)
    moved = CARD["moved"][reader.locale].format(first=reader.say(one.first_limit_at)) if one.moves else ""
    return Item(tone, MARKS[tone], state, clock_text(at), words, moved)


def state_of(one: Obligation) -> str:
    """kept, missed, ahead or paused: what became of something promised."""
    if one.breached_at is not None or one.verdict in ("met_late", "breached"):
        return "missed"
    if one.state == "met":
        return "kept"
    return "paused" if one.state == "paused" else "ahead"
