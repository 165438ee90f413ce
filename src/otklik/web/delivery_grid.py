"""The grid of the delivery page: zones by days, what is free of how many, and the form of one day's limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from otklik.domain.errors import DomainError
from otklik.domain.fleets import Fleet
from otklik.domain.local_times import date_text
from otklik.domain.locales import Locale, group
from otklik.domain.week_grid import DAYS
from otklik.planning.day_places import CLOSED, ZonePlaces
from otklik.web.delivery_words import DELIVERY
from otklik.web.store_words import DAY_NAMES

SATURDAY = 5
MOST_PLACES = 10_000


@dataclass(frozen=True, slots=True)
class Head:
    """One day's column: weekday, day of the month, whether it is today or a weekend, and where its form is."""

    weekday: str
    day: int
    iso: str
    said: str
    today: bool
    weekend: bool
    href: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One zone's day: its state, what is free, of how many, the used part in percent, and in words."""

    state: str
    free: str
    of: str
    used: int
    said: str
    href: str
    capped: bool


@dataclass(frozen=True, slots=True)
class GridRow:
    """One zone."""

    zone: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole grid."""

    heads: tuple[Head, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class CapField:
    """One zone's limit in the form of a day."""

    zone: str
    name: str
    value: str
    said: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class CapForm:
    """The form of one day's limits."""

    day: str
    title: str
    fields: tuple[CapField, ...]


Places = Mapping[date, Sequence[ZonePlaces]]


def make_grid(
    fleet: Fleet,
    places: Places,
    side: str,
    locale: Locale,
    *,
    today_on: date,
    link: str,
    planner: bool,
    reader: bool,
) -> Grid:
    """The grid of some days.

    Parameters
    ----------
    side
        `own`, `outside`, or empty for both.
    link
        Address of the page that shows a day's form, `{day}` for its date; only for who plans.
    planner
        Whether the viewer changes limits: then days are links.
    reader
        Whether he sees of how many; a seller is shown what is free and no more.
    """
    heads = tuple(
        Head(
            weekday=DAY_NAMES[DAYS[on.weekday()]][locale],
            day=on.day,
            iso=on.isoformat(),
            said=date_text(on, locale, today_on=today_on),
            today=on == today_on,
            weekend=on.weekday() >= SATURDAY,
            href=link.format(day=on.isoformat()) if planner else "",
        )
        for on in places
    )
    rows = []
    for number, zone in enumerate(fleet.zones):
        name = zone.names.get(locale) or zone.slug
        cells = tuple(
            _cell(found[number], side, locale, head, name, planner=reader)
            for found, head in zip(places.values(), heads, strict=True)
        )
        rows.append(GridRow(zone.slug, name, cells))
    return Grid(heads, tuple(rows))


def _cell(one: ZonePlaces, side: str, locale: Locale, head: Head, zone: str, *, planner: bool) -> Cell:
    most, free, state = one.places(side), one.free(side), one.state(side)
    words = {"free": group(free, locale), "places": group(most, locale), "day": head.said, "zone": zone}
    shown = DELIVERY["no_places"][locale] if free == 0 else words["free"]
    return Cell(
        state=state,
        free=DELIVERY["closed"][locale] if state == CLOSED else shown,
        of=DELIVERY["of"][locale].format(count=words["places"]) if planner and state != CLOSED else "",
        used=round(100 * (most - free) / most) if most else 0,
        said=DELIVERY["cell" if planner else "cell_free"][locale].format(**words),
        href=head.href,
        capped=planner and one.cap is not None,
    )


def make_form(
    fleet: Fleet,
    places: Sequence[ZonePlaces],
    on: date,
    locale: Locale,
    *,
    today_on: date,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> CapForm:
    """The form of one day's limits, as they are or as they were typed."""
    fields = []
    for zone, one in zip(fleet.zones, places, strict=True):
        value = (typed or {}).get(zone.slug, "" if one.cap is None else str(one.cap))
        words = {"sold": group(one.taken, locale), "places": group(one.own + one.outside, locale)}
        fields.append(
            CapField(
                zone.slug,
                zone.names.get(locale) or zone.slug,
                value,
                DELIVERY["cap_row"][locale].format(**words),
                (errors or {}).get(zone.slug, ""),
            )
        )
    day = f"{DAY_NAMES[DAYS[on.weekday()]][locale]}, {date_text(on, locale, today_on=today_on)}"
    return CapForm(on.isoformat(), DELIVERY["caps"][locale].format(day=day), tuple(fields))


def read_caps(post: QueryDict, fleet: Fleet) -> tuple[dict[str, int | None], dict[str, str], list[str]]:
    """The limits that a form says by zone, what was typed, and zones whose limit is no number."""
    caps: dict[str, int | None] = {}
    typed, wrong = {}, []
    for zone in fleet.zones:
        text = typed[zone.slug] = post.get(f"cap_{zone.slug}", "").strip()
        if not text:
            caps[zone.slug] = None
        elif text.isascii() and text.isdecimal() and int(text) <= MOST_PLACES:
            caps[zone.slug] = int(text)
        else:
            wrong.append(zone.slug)
    return caps, typed, wrong


def day_of(text: str) -> date:
    """The date that an address or a form names.

    Raises
    ------
    DomainError
        `unreadable_day`.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DomainError("unreadable_day", f"{text!r} is no day.", place="day") from error
