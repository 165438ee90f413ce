"""The head of the desk: date and hours, the strip of the shift (`shift_strip.py`), today's figures.

Figures say counts, and a share only where it says something (law 13).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.day_figures import DayFigures
from otklik.domain.local_times import MONTHS, clock_text
from otklik.domain.locales import NBSP, Locale
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store.access import Viewer
from otklik.store.day_figures import load_figures
from otklik.store.shifts import Presence, load_presence
from otklik.web.desk_words import HOURS, PRESENCE, WEEKDAYS
from otklik.web.dials import moment_of
from otklik.web.shift_strip import Strip, strip_of


@dataclass(frozen=True, slots=True)
class DayFigure:
    """One figure of the day: what, how much, of how many."""

    name: str
    value: str
    hint: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The day's figures in words, and as they were counted."""

    shown: tuple[DayFigure, ...]
    day: DayFigures


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the desk in words.

    Parameters
    ----------
    date, time, zone
        Of the viewer's place.
    place, hours
        Its name, and until when it is open.
    strip, figures
        Shift and figures.
    presence, day
        The place now, and the day's figures as they were counted.
    """

    date: str
    time: str
    zone: str
    place: str
    hours: str
    strip: Strip
    figures: tuple[DayFigure, ...]
    presence: Presence | None
    day: DayFigures


def make_head(
    viewer: Viewer, presence: Sequence[Presence], locale: Locale, *, may_act: bool, now: datetime
) -> Head:
    """The head for whoever looks.

    Parameters
    ----------
    presence
        The shops that he sees, now.
    may_act
        Whether he does more than look.
    now
        Aware UTC.
    """
    home = load_presence(viewer.home, now=now)
    place = home or next(iter(presence), None)
    zone = place.zone if place else viewer.zone
    figures = figures_of_day(viewer, zone, locale, now=now)
    return Head(
        date=date_line(zone, locale, now=now),
        time=clock_text(now.astimezone(parse_zone(zone))),
        zone=zone,
        place=clean(place.name) if place else "",
        hours=hours_text(place, locale, now=now),
        strip=strip_of(viewer, home, presence, locale, may_act=may_act),
        figures=figures.shown,
        presence=place,
        day=figures.day,
    )


def date_line(zone: str, locale: Locale, *, now: datetime) -> str:
    """Weekday and date: `Пятница, 18 декабря`."""
    local = now.astimezone(parse_zone(zone))
    return f"{WEEKDAYS[locale][local.weekday()]}, {local.day}{NBSP}{MONTHS[locale][local.month - 1]}"


def hours_text(place: Presence | None, locale: Locale, *, now: datetime) -> str:
    """Until when a place is open, or when it opens."""
    if place is None:
        return ""
    at = place.closes_at if place.is_open else place.opens_at
    if at is None:
        return HOURS["open" if place.is_open else "shut"][locale]
    said = moment_of(at, place.zone, locale, now=now)
    return HOURS["open_until" if place.is_open else "opens"][locale].format(at=said)


def figures_of_day(viewer: Viewer, zone: str, locale: Locale, *, now: datetime) -> Figures:
    """Today's three figures of the viewer's stores."""
    local = now.astimezone(parse_zone(zone))
    from_at = local.replace(hour=0, minute=0, second=0, microsecond=0)
    day = load_figures(viewer.stores, from_at=from_at, now=now)
    words = {name: word[locale] for name, word in PRESENCE.items()}

    def of(part: int, whole: int) -> str:
        return words["of"].format(a=part, b=whole).replace(" ", NBSP) if whole else words["none"]

    share = of(day.in_target, day.answered)
    if day.share is not None:
        share = words["share"].format(n=day.share).replace(" ", NBSP)
    middle = words["few"] if day.answered else words["none"]
    if day.median_s is not None:
        middle = words["minutes"].format(n=round(day.median_s / 60)).replace(" ", NBSP)
    counted = words["of_answers"].format(n=day.answered) if day.share is not None else ""
    shown = (
        DayFigure(words["in_target"], share, counted),
        DayFigure(words["median"], middle, ""),
        DayFigure(words["promises"], of(day.kept, day.promised), ""),
    )
    return Figures(shown, day)
