"""The head of the desk: date and hours, the strip of the shift, today's figures.

What the strip shows is what there is: who joined the shift. Rounds of presence come later. Figures say counts, and
a share only where it says something (law 13).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.day_figures import DayFigures
from otklik.domain.local_times import MONTHS, clock_text
from otklik.domain.locales import NBSP, Locale, plural_form
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store.access import Viewer
from otklik.store.day_figures import load_figures
from otklik.store.shifts import Presence, load_presence
from otklik.web.desk_words import HOURS, PRESENCE, WEEKDAYS
from otklik.web.dials import moment_of

NAMES = 4
"""So many names are said, the rest is a number."""

COUNTED = {
    "people": {"ru": ("человек", "человека", "человек"), "en": ("person", "people")},
    "places": {"ru": ("магазине", "магазинах", "магазинах"), "en": ("store", "stores")},
}


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
class Strip:
    """The strip of the shift.

    Parameters
    ----------
    state
        here, away or looking (somebody who joins no shift).
    lead, why
        About the viewer.
    who, note
        About the shift; `note` warns.
    act, act_word
        What the button does: join, leave or empty.
    """

    state: str
    tone: str
    lead: str
    why: str
    who: str
    note: str
    act: str
    act_word: str
    label: str


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


def strip_of(
    viewer: Viewer, home: Presence | None, presence: Sequence[Presence], locale: Locale, *, may_act: bool
) -> Strip:
    """The strip for whoever looks: of his own store, or of all that he sees."""
    words = {name: word[locale] for name, word in PRESENCE.items()}
    is_seller = may_act and home is not None and any(one.slug == home.slug for one in presence)
    here = home is not None and viewer.person in dict(home.people)
    state = "here" if here else "away" if is_seller else "looking"
    seen = [home] if is_seller and home and len(presence) == 1 else list(presence)
    note = _unmanned(seen, words)
    return Strip(
        state=state,
        tone={"here": "ok", "away": "warn", "looking": "info"}[state],
        lead=words[state],
        why=words.get(f"{state}_why", ""),
        who=_who(seen, words, locale),
        note=note,
        act=("leave" if here else "join") if is_seller or here else "",
        act_word=words["leave" if here else "join"],
        label=words["label"],
    )


def _who(seen: Sequence[Presence], words: dict[str, str], locale: Locale) -> str:
    """Names where it is one store, else how many people in how many stores."""
    if len(seen) == 1:
        names = [clean(name) for _, name in seen[0].people]
        if not names:
            return words["nobody"]
        more = f" +{len(names) - NAMES}" if len(names) > NAMES else ""
        return f"{words['who']}: {', '.join(names[:NAMES])}{more}"
    people, places = sum(len(one.people) for one in seen), sum(bool(one.people) for one in seen)
    counted = words["manned"].format(
        people=_count(people, "people", locale), places=_count(places, "places", locale)
    )
    return f"{words['who']}: {counted}" if people else words["nobody"]


def _unmanned(seen: Sequence[Presence], words: dict[str, str]) -> str:
    empty = [clean(one.name) for one in seen if one.is_open and not one.people]
    if not empty:
        return ""
    if len(seen) == 1:
        return words["nobody_why"]
    more = f" +{len(empty) - NAMES}" if len(empty) > NAMES else ""
    return words["unmanned"].format(names=", ".join(empty[:NAMES]) + more)


def _count(number: int, noun: str, locale: Locale) -> str:
    return f"{number}{NBSP}{COUNTED[noun][locale][plural_form(number, locale)]}"


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
