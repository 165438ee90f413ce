"""By when a person will call, said to the buyer in words that the store can keep.

The words come from the obligation's frozen instants and the store's hours, in the buyer's zone (R15, R31). Nothing
is decided here: the limit is the standard's, and the sentence around the words is the wording tables'.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from otklik.domain.business_time import WorkCalendar
from otklik.domain.local_times import (
    ceil_minute,
    clock_text,
    day_lead,
    day_text,
    end_of_span,
    floor_minute,
    moment_text,
    offset_text,
    until_text,
)
from otklik.domain.locales import Locale, Words
from otklik.domain.zones import parse_zone

_FROM: Words = {"ru": "{day} с {start} до {end}", "en": "{day} from {start}, before {end}"}
_FROM_DAY_TO_DAY: Words = {
    "ru": "с {start} {day} до {end} {end_day}",
    "en": "{day} from {start}, before {end} {end_day}",
}
_LATE: Words = {
    "ru": "как можно скорее (срок был {until})",
    "en": "as soon as possible (it was due {until})",
}
_STORE_TIME: Words = {
    "ru": "{phrase} по вашему времени (в магазине {clock}, {offset})",
    "en": "{phrase} your time ({clock} at the store, {offset})",
}


def call_by(
    opened_at: datetime,
    limit_at: datetime,
    calendar: WorkCalendar,
    zone: str,
    *,
    now: datetime,
    locale: Locale,
) -> str:
    """When a person will call, as an adverb: `today before 18:40`, `в понедельник с 10:00 до 10:30`.

    Parameters
    ----------
    opened_at, limit_at
        Of the obligation to answer, frozen; aware.
    calendar
        Hours of the store that owes the answer.
    zone
        IANA zone of the buyer.
    now
        When it is said; decides what is today.
    locale
        Language.

    Returns
    -------
    str
        Words without a full stop, to stand at the end of "A person calls you …".

    Raises
    ------
    DomainError
        `zone_unknown`: `zone` is not an IANA name.

    Notes
    -----
    The end is the limit's minute, rounded up: a call at the limit itself keeps the word, and the word gives away less
    than a minute. "From" is named when nobody can call before it: out of hours, or when the limit falls on another
    day than the order (Friday 18:30 → "on Monday from 10:00", though a call on Friday is welcome); it is rounded
    down. After the limit nothing is promised any more: the words own up to the time that was missed.
    """
    buyer = parse_zone(zone)
    end_at = ceil_minute(limit_at)
    if now > limit_at:
        return _LATE[locale].format(until=until_text(end_at, buyer, locale, now=now))
    start_at = _first_call_at(opened_at, limit_at, calendar, buyer)
    if start_at is not None and start_at <= now:
        start_at = None
    phrase = _phrase(start_at, end_at, buyer, locale, now=now)
    return _with_store_time(phrase, end_at, buyer, parse_zone(calendar.zone), locale, now=now)


def _first_call_at(
    opened_at: datetime, limit_at: datetime, calendar: WorkCalendar, buyer: tzinfo
) -> datetime | None:
    """Opening before which nobody will call; None = somebody may call at once."""
    starts = [start_at for start_at, _ in calendar.openings(opened_at, limit_at)]
    if not calendar.is_open(opened_at):
        return starts[0] if starts else None
    same_day = end_of_span(limit_at, buyer, "en")[0] == opened_at.astimezone(buyer).date()
    return starts[1] if len(starts) > 1 and not same_day else None


def _phrase(
    start_at: datetime | None, end_at: datetime, buyer: tzinfo, locale: Locale, *, now: datetime
) -> str:
    if start_at is None or floor_minute(start_at) >= end_at:
        return until_text(end_at, buyer, locale, now=now)
    today_on = now.astimezone(buyer).date()
    start = floor_minute(start_at).astimezone(buyer)
    end_on, end = end_of_span(end_at, buyer, locale)
    if start.date() == end_on:
        day = day_lead(end_on, locale, today_on=today_on)
        return _FROM[locale].format(day=day, start=clock_text(start), end=end)
    day, end_day = (day_text(day_on, locale, today_on=today_on) for day_on in (start.date(), end_on))
    return _FROM_DAY_TO_DAY[locale].format(day=day, start=clock_text(start), end_day=end_day, end=end)


def _with_store_time(
    phrase: str, end_at: datetime, buyer: tzinfo, store: tzinfo, locale: Locale, *, now: datetime
) -> str:
    """The phrase, with the end by the store's clock where that shows another time."""
    local, there = end_at.astimezone(buyer), end_at.astimezone(store)
    if local.utcoffset() == there.utcoffset():
        return phrase
    same_day = there.date() == local.date()
    clock = clock_text(there) if same_day else moment_text(end_at, store, locale, now=now)
    return _STORE_TIME[locale].format(phrase=phrase, clock=clock, offset=offset_text(there))
