"""The strip of the shift on the desk: who is there, where and how busy, who is missing, and what the viewer may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.local_times import clock_text
from otklik.domain.locales import NBSP, Locale, plural_form
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store.access import Viewer
from otklik.store.shifts import Presence
from otklik.web.setup_words import spoken
from otklik.web.shift_words import SHIFT

NAMES = 4
"""So many names are said, the rest is a number."""

COUNTED = {
    "people": {"ru": ("человек", "человека", "человек"), "en": ("person", "people")},
    "places": {"ru": ("магазине", "магазинах", "магазинах"), "en": ("store", "stores")},
}

PLACE_TONES = {"in_shop": "ok", "unknown": "warn", "elsewhere": "late"}


@dataclass(frozen=True, slots=True)
class ShiftAct:
    """One button: the route that it sends to, its word and icon; `value` names a colleague."""

    route: str
    word: str
    icon: str
    primary: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip of the shift.

    Parameters
    ----------
    state
        here, busy, away or looking (somebody who joins no shift).
    lead, why
        About the viewer.
    place, place_tone, place_why
        Where he acts from, and what to do where that is worth nothing; empty while he is not on shift.
    until_s
        Until when he is busy, seconds since 1970; 0 = he is not.
    who, notes
        About the shift; notes warn.
    acts
        What he may do, the likeliest first.
    relieve, relieved, relieve_orders
        Whom he may relieve, under one word, and the tick that takes their orders too.
    """

    state: str
    tone: str
    lead: str
    why: str
    place: str
    place_tone: str
    place_why: str
    until_s: int
    who: str
    notes: tuple[str, ...]
    acts: tuple[ShiftAct, ...]
    relieve: str
    relieved: tuple[ShiftAct, ...]
    relieve_orders: str
    label: str


TONES = {"here": "ok", "busy": "warn", "away": "warn", "looking": "info"}


def strip_of(
    viewer: Viewer, home: Presence | None, presence: Sequence[Presence], locale: Locale, *, may_act: bool
) -> Strip:
    """The strip for whoever looks: of his own store, or of all that he sees."""
    words = spoken(SHIFT, locale)
    is_seller = may_act and home is not None and any(one.slug == home.slug for one in presence)
    here = home is not None and viewer.person in dict(home.people)
    until_at = home.busy.get(viewer.person) if home and here else None
    state = ("busy" if until_at else "here") if here else "away" if is_seller else "looking"
    seen = [home] if is_seller and home and len(presence) == 1 else list(presence)
    place = home.places.get(viewer.person, "unknown") if home and here else ""
    return Strip(
        state=state,
        tone=TONES[state],
        lead=words[state],
        why=words.get(f"{state}_why", "").format(at=_at(home, until_at)),
        place=words.get(place, ""),
        place_tone=PLACE_TONES.get(place, ""),
        place_why=words["elsewhere_why"] if place == "elsewhere" else "",
        until_s=int(until_at.timestamp()) if until_at else 0,
        who=_who(seen, words, locale),
        notes=tuple(_notes(seen, words)),
        acts=_acts(state, words) if is_seller or here else (),
        relieve=words["relieve"],
        relieved=_relieved(viewer, home, words) if home and is_seller and not here else (),
        relieve_orders=words["relieve_orders"],
        label=words["label"],
    )


def _at(place: Presence | None, at: datetime | None) -> str:
    return clock_text(at.astimezone(parse_zone(place.zone))) if place and at else ""


def _acts(state: str, words: dict[str, str]) -> tuple[ShiftAct, ...]:
    if state in ("away", "looking"):
        return (ShiftAct("shift_join", words["join"], "check", primary=True),)
    free = ShiftAct("shift_free", words["free_act"], "check", primary=True)
    busy = ShiftAct("shift_busy", words["busy_act"], "store")
    return (free if state == "busy" else busy, ShiftAct("shift_leave", words["leave"], "out"))


def _relieved(viewer: Viewer, home: Presence, words: dict[str, str]) -> tuple[ShiftAct, ...]:
    return tuple(
        ShiftAct("shift_relieve", words["relieve_one"].format(name=clean(name)), "swap", value=slug)
        for slug, name in home.people
        if slug != viewer.person
    )


def _who(seen: Sequence[Presence], words: dict[str, str], locale: Locale) -> str:
    """Names where it is one store, else how many people in how many stores."""
    if len(seen) == 1:
        names = [_named(seen[0], slug, name, words) for slug, name in seen[0].people]
        if not names:
            return words["nobody"]
        more = f" +{len(names) - NAMES}" if len(names) > NAMES else ""
        return f"{words['who']}: {', '.join(names[:NAMES])}{more}"
    people, places = sum(len(one.people) for one in seen), sum(bool(one.people) for one in seen)
    counted = words["manned"].format(
        people=_count(people, "people", locale), places=_count(places, "places", locale)
    )
    return f"{words['who']}: {counted}" if people else words["nobody"]


def _named(place: Presence, slug: str, name: str, words: dict[str, str]) -> str:
    until_at = place.busy.get(slug)
    said = clean(name)
    return words["who_busy"].format(name=said, at=_at(place, until_at)) if until_at else said


def _notes(seen: Sequence[Presence], words: dict[str, str]) -> list[str]:
    """What is wrong with the shift: nobody there, everybody busy, somebody missing."""
    found = [_unmanned(seen, words)]
    if len(seen) == 1:
        (place,) = seen
        if place.people and all(slug in place.busy for slug, _ in place.people):
            found.append(words["full"])
        if place.missing:
            names = [clean(name) for _, name in place.missing]
            more = f" +{len(names) - NAMES}" if len(names) > NAMES else ""
            found.append(words["missing"].format(names=", ".join(names[:NAMES]) + more))
    return [note for note in found if note]


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
