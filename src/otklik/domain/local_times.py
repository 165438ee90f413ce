"""How an instant is said to a person: in his zone, in his language, relative to his today.

Deadlines are said as a clock time first (ux: "до 19:30"), never as a bare "in 18 minutes", because a message is read
later than it is sent. Rounding is the caller's: what is said here is exact to the minute that is passed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

from otklik.domain.locales import Locale, Words

MINUTE = timedelta(minutes=1)
HALF_YEAR = timedelta(days=183)

WEEKDAYS: Mapping[Locale, tuple[str, ...]] = {
    "ru": (
        "в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье",
    ),
    "en": (
        "on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday",
    ),
}  # fmt: skip
MONTHS: Mapping[Locale, tuple[str, ...]] = {
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
        "декабря",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}  # fmt: skip
NEAR: Mapping[int, Words] = {
    -1: {"ru": "вчера", "en": "yesterday"},
    0: {"ru": "сегодня", "en": "today"},
    1: {"ru": "завтра", "en": "tomorrow"},
}
MIDNIGHT: Words = {"ru": "полуночи", "en": "midnight"}


def floor_minute(at: datetime) -> datetime:
    """The beginning of the minute: what somebody who owes is told, so that he is never late by the seconds."""
    return at.replace(second=0, microsecond=0)


def ceil_minute(at: datetime) -> datetime:
    """The full minute at or after: what somebody who waits is told, so that a kept limit never breaks the word."""
    floor_at = floor_minute(at)
    return floor_at if floor_at == at else floor_at + MINUTE


def clock_text(local: datetime) -> str:
    """Wall-clock time of a local datetime: `9:05`, `18:40`."""
    return f"{local.hour}:{local.minute:02d}"


def date_text(day_on: date, locale: Locale, *, today_on: date) -> str:
    """Day and month, with the year where it is half a year away or more: `20 марта`, `20 March 2025`."""
    day = f"{day_on.day} {MONTHS[locale][day_on.month - 1]}"
    if abs(day_on - today_on) < HALF_YEAR:
        return day
    return f"{day} {day_on.year} года" if locale == "ru" else f"{day} {day_on.year}"


def day_text(day_on: date, locale: Locale, *, today_on: date) -> str:
    """The day as an adverb: today, tomorrow, a weekday within the coming week, else with its date.

    Parameters
    ----------
    day_on, today_on
        Local dates in the reader's zone.
    locale
        Language.
    """
    away = (day_on - today_on).days
    if away in NEAR:
        return NEAR[away][locale]
    if 1 < away < 7:
        return WEEKDAYS[locale][day_on.weekday()]
    written = date_text(day_on, locale, today_on=today_on)
    if away < 0:
        return written if locale == "ru" else f"on {written}"
    return f"{WEEKDAYS[locale][day_on.weekday()]}, {written}"


def day_lead(day_on: date, locale: Locale, *, today_on: date) -> str:
    """The day as `day_text` says it, ready for a time to follow: a date in commas is closed by one."""
    day = day_text(day_on, locale, today_on=today_on)
    return f"{day}," if "," in day else day


def moment_text(at: datetime, zone: tzinfo, locale: Locale, *, now: datetime) -> str:
    """Day and time of an instant: `сегодня в 18:40`, `on Monday at 10:30`.

    Parameters
    ----------
    at, now
        Aware instants.
    zone
        The reader's.
    locale
        Language.
    """
    local = at.astimezone(zone)
    day = day_lead(local.date(), locale, today_on=now.astimezone(zone).date())
    return f"{day} {'в' if locale == 'ru' else 'at'} {clock_text(local)}"


def until_text(at: datetime, zone: tzinfo, locale: Locale, *, now: datetime) -> str:
    """A deadline: `сегодня до 18:40`, `on Monday before 10:30`, `today before midnight`.

    Parameters
    ----------
    at, now
        Aware instants; `at` on a full minute (`floor_minute` or `ceil_minute`).
    zone
        The reader's.
    locale
        Language.
    """
    day_on, clock = end_of_span(at, zone, locale)
    day = day_lead(day_on, locale, today_on=now.astimezone(zone).date())
    return f"{day} {'до' if locale == 'ru' else 'before'} {clock}"


def window_text(from_at: datetime, to_at: datetime, zone: tzinfo, locale: Locale, *, now: datetime) -> str:
    """Day and span of a delivery window: `сегодня 16:00–17:00`, `on Monday 14:00–16:00`.

    Parameters
    ----------
    from_at, to_at, now
        Aware instants; the window lies within one day of the reader's.
    zone
        The reader's.
    locale
        Language.
    """
    local = from_at.astimezone(zone)
    day = day_lead(local.date(), locale, today_on=now.astimezone(zone).date())
    return f"{day} {clock_text(local)}–{clock_text(to_at.astimezone(zone))}"


def end_of_span(at: datetime, zone: tzinfo, locale: Locale) -> tuple[date, str]:
    """Local date and clock words of the end of a span; midnight belongs to the day that ends with it."""
    local = at.astimezone(zone)
    if (local.hour, local.minute) == (0, 0):
        return local.date() - timedelta(days=1), MIDNIGHT[locale]
    return local.date(), clock_text(local)


def offset_text(local: datetime) -> str:
    """Offset from UTC as people write it: `UTC+3`, `UTC−3:30`, `UTC`."""
    offset = local.utcoffset()
    minutes = 0 if offset is None else round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "")
