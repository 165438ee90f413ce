"""How a figure of an audit is written: a share with its interval, a span of time, a date; in both languages.

A share is never rounded to nothing or to all unless it is that: who reads "0 %" may rely on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from otklik.analytics.findings import Norms, Share
from otklik.domain.local_times import MONTHS, clock_text
from otklik.domain.locales import NBSP, Locale, Words, count_of, group
from otklik.domain.zones import parse_zone

MOST_PLACES = 4
MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400

UNITS: Mapping[str, Words] = {
    "s": {"ru": "с", "en": "s"},
    "m": {"ru": "мин", "en": "min"},
    "h": {"ru": "ч", "en": "h"},
    "d": {"ru": "сут", "en": "d"},
}
WITHIN: Words = {"ru": "до {span}", "en": "within {span}"}
NEXT_DAY: Words = {"ru": "следующий рабочий день", "en": "next working day"}
WORKING_DAYS: Words = {"ru": "до {days}-го рабочего дня", "en": "by working day {days}"}
SPECIAL_BANDS: Mapping[str, Words] = {
    "later": {"ru": "ещё позже", "en": "later still"},
    "never": {"ru": "без ответа", "en": "never answered"},
}
NONE = "—"
"""Where there is nothing to write."""

_EDGE = re.compile(r"(\d+)(wd|[smhd])")


def decimal(number: float, places: int, locale: Locale) -> str:
    """A number with so many digits behind its point, or its comma in Russian."""
    whole, _, rest = f"{abs(number):.{places}f}".partition(".")
    sign = "−" if number < 0 and (whole.strip("0") or rest.strip("0")) else ""
    mark = "," if locale == "ru" else "."
    return f"{sign}{group(int(whole), locale)}{mark + rest if rest else ''}"


def percent(share: float, locale: Locale) -> str:
    """A share as people read it: `53 %`, `5,2 %`, `0,04 %`; `53%` in English.

    Parameters
    ----------
    share
        0 to 1.
    locale
        Language.
    """
    return f"{percent_number(share, locale)}{NBSP if locale == 'ru' else ''}%"


def percent_number(share: float, locale: Locale) -> str:
    """The same without its sign: one digit more near nothing and near all, and neither of them unless it is that."""
    value = share * 100
    if value in (0, 100):
        return decimal(value, 0, locale)
    if value < 0.005:
        return f"<{NBSP}{decimal(0.01, 2, locale)}"
    if value > 99.995:
        return f">{NBSP}{decimal(99.99, 2, locale)}"
    if value < 0.095 or value > 99.95:
        return decimal(value, 2, locale)
    rounded = round(value, 1)
    return decimal(rounded, 1 if rounded < 10 or rounded > 95 else 0, locale)


def interval(low: float, high: float, locale: Locale) -> str:
    """Bounds of a share: `51–56 %`; with as many digits as tell them apart."""
    ends = (percent_number(low, locale), percent_number(high, locale))
    places = 1
    while ends[0] == ends[1] and low < high and places < MOST_PLACES:
        ends = (decimal(low * 100, places, locale), decimal(high * 100, places, locale))
        places += 1
    return f"{ends[0]}–{ends[1]}{NBSP if locale == 'ru' else ''}%"


def ratio(share: Share) -> float:
    """The share itself; 0 of nothing is 0."""
    return share.part / share.whole if share.whole else 0.0


def share_text(share: Share, locale: Locale) -> str:
    """A share as a percentage; a dash where nothing was counted."""
    return percent(ratio(share), locale) if share.whole else NONE


def bounds_text(share: Share, locale: Locale) -> str:
    """Its interval; empty where nothing was counted."""
    return interval(share.low, share.high, locale) if share.whole else ""


def span_text(seconds: int | None, locale: Locale, *, working: bool = False) -> str:
    """How long: `45 с`, `18 мин`, `1 ч 06 мин`, `26 ч`, `3 сут 4 ч`; a dash for None.

    Parameters
    ----------
    seconds
        Rounded down to what is written.
    locale
        Language.
    working
        Working time has no days of 24 hours: it is written in hours.
    """
    if seconds is None:
        return NONE
    unit = {name: words[locale] for name, words in UNITS.items()}
    sign, seconds = ("−", -seconds) if seconds < 0 else ("", seconds)
    if seconds < MINUTE_S:
        return f"{sign}{seconds}{NBSP}{unit['s']}"
    if seconds < HOUR_S:
        return f"{sign}{seconds // MINUTE_S}{NBSP}{unit['m']}"
    hours, minutes = seconds // HOUR_S, seconds % HOUR_S // MINUTE_S
    if hours < 10:
        rest = f" {minutes:02d}{NBSP}{unit['m']}" if minutes else ""
        return f"{sign}{hours}{NBSP}{unit['h']}{rest}"
    if working or hours < 48:
        return f"{sign}{group(hours, locale)}{NBSP}{unit['h']}"
    days, hours = divmod(hours, 24)
    rest = f" {hours}{NBSP}{unit['h']}" if hours and days < 10 else ""
    return f"{sign}{group(days, locale)}{NBSP}{unit['d']}{rest}"


def norm_text(norms: Norms, name: str, locale: Locale) -> str:
    """A norm of the standard as people say it: `20 мин`, or `1 раб. день` where it is counted in working days.

    Parameters
    ----------
    norms
        The numbers.
    name
        ``target``, ``limit`` or ``premature``.
    locale
        Language.
    """
    days = getattr(norms, f"{name}_days", None)
    if days is None:
        return span_text(getattr(norms, f"{name}_s"), locale)
    return count_of(days, "working_day", locale)


def norm_marks(norms: Norms) -> tuple[int, ...]:
    """Target and limit in working seconds, for axes of time; without those that are counted in working days."""
    known = ((norms.target_s, norms.target_days), (norms.limit_s, norms.limit_days))
    return tuple(seconds for seconds, days in known if days is None)


def band_names(bands: Sequence[str], locale: Locale) -> tuple[str, ...]:
    """The names of neighbouring bands: `до 10 мин`, `10–20 мин`, `1–2 ч`, `ещё позже`, `без ответа`.

    Parameters
    ----------
    bands
        Upper edges as the standard writes them, ascending, with `later` and `never` behind them.
    locale
        Language.
    """
    return tuple(_band_name(before, name, locale) for before, name in zip(("", *bands), bands, strict=False))


def _band_name(before: str, name: str, locale: Locale) -> str:
    if name in SPECIAL_BANDS:
        return SPECIAL_BANDS[name][locale]
    edge, below = _EDGE.fullmatch(name), _EDGE.fullmatch(before)
    if edge is None:
        return name
    if edge[2] == "wd":
        return (NEXT_DAY if edge[1] == "1" else WORKING_DAYS)[locale].format(days=edge[1])
    span = f"{edge[1]}{NBSP}{UNITS[edge[2]][locale]}"
    if below is None:
        return WITHIN[locale].format(span=span)
    from_s, unit_s = _span_s(below), _span_s(edge) // int(edge[1])
    if from_s % unit_s == 0:
        return f"{from_s // unit_s}–{span}"
    return f"{below[1]}{NBSP}{UNITS[below[2]][locale]} – {span}"


def _span_s(edge: re.Match[str]) -> int:
    return int(edge[1]) * {"s": 1, "m": MINUTE_S, "h": HOUR_S, "d": DAY_S, "wd": DAY_S}[edge[2]]


def day_text(seconds: int, zone: str, locale: Locale) -> str:
    """A date in full: `19 ноября 2026`, `19 November 2026`.

    Parameters
    ----------
    seconds
        Since 1970 UTC.
    zone
        IANA name of the zone that decides which day it is.
    locale
        Language.
    """
    local = datetime.fromtimestamp(seconds, UTC).astimezone(parse_zone(zone))
    return f"{local.day}{NBSP}{MONTHS[locale][local.month - 1]} {local.year}"


def moment_text(seconds: int, zone: str, locale: Locale) -> str:
    """A date in figures with its clock time: `19.11.2026 9:05`, `2026-11-19 9:05`."""
    local = datetime.fromtimestamp(seconds, UTC).astimezone(parse_zone(zone))
    day = f"{local:%d.%m.%Y}" if locale == "ru" else f"{local:%Y-%m-%d}"
    return f"{day} {clock_text(local)}"
