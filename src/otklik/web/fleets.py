"""The set-up of a depot's fleet: zones, windows, vehicles and carriers as rows, each a form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from otklik.actions import fleets
from otklik.domain.errors import DomainError
from otklik.domain.fleet_documents import FleetErrors
from otklik.domain.fleet_writing import document_of
from otklik.domain.fleets import Fleet
from otklik.domain.locales import Locale
from otklik.domain.week_grid import DAYS
from otklik.domain.wording import clean
from otklik.store import clock, listings
from otklik.store.directory import load_world
from otklik.store.fleets import access_depot
from otklik.store.listings import PlaceRow
from otklik.web.drawings import Drawing
from otklik.web.error_words import errors_of
from otklik.web.fleet_forms import (
    TABLES,
    Field,
    Offered,
    field_of,
    fields_of,
    row_of,
    typed_values,
    values_of,
)
from otklik.web.fleet_maps import draw_zones
from otklik.web.fleet_words import FLEET, RULES
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, NavItem, actor_of, done, framed, scoped, show
from otklik.web.setup_words import spoken
from otklik.web.store_words import DAY_NAMES
from otklik.web.viewers import viewer_of

NEW = "new"
ROWS = tuple(name for name in TABLES if name != "about")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table as a form; `open` shows it at once."""

    row: str
    name: str
    summary: str
    fields: tuple[Field, ...]
    open: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One table: its rows and the form of a new one."""

    table: str
    title: str
    none: str
    add: str
    entries: tuple[Entry, ...]
    blank: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetPage(Framed):
    """The fleet of one depot; `was` names the state on which a form was filled in."""

    place: PlaceRow
    about: Entry
    sections: tuple[Section, ...]
    map: Drawing | None
    was: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was not taken: which row, what was typed, what is wrong by field ("" = the row), and above all."""

    table: str = ""
    row: str = ""
    typed: Mapping[str, Any] | None = None
    errors: Mapping[str, str] | None = None
    top: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_fleet(request: HttpRequest, slug: str) -> HttpResponse:
    """The fleet of a place; its forms add, change and remove one row each."""
    place, locale, now = access_depot(viewer_of(request), slug), locale_of(request), clock.now()
    fleet = load_world([slug], now=now).store(slug).fleet
    if request.method != "POST":
        return show(request, "fleet.html", _page(request, place, fleet, Refused(), now=now))
    document = document_of(fleet) if fleet else {}
    refused = _change(request, slug, document, locale, now)
    if refused is None:
        return done("setup_fleet", slug, said="fleet_saved")
    return show(request, "fleet.html", _page(request, place, fleet, refused, now=now))


def _change(
    request: HttpRequest, slug: str, document: dict[str, Any], locale: Locale, now: datetime
) -> Refused | None:
    """Do what a form says; None where it was done."""
    post: QueryDict = request.POST
    table, row = post.get("table", ""), post.get("row", "")
    if table not in TABLES or post.get("was", "") != _state(document):
        return Refused(top=FLEET["stale"][locale])
    typed = typed_values(table, post)
    changed = _changed(document, table, row, typed, remove=post.get("act") == "remove")
    if changed is None:
        return Refused(top=FLEET["stale"][locale])
    try:
        fleets.change(slug, actor=actor_of(request), document=changed, now=now)
    except FleetErrors as error:
        place = len(changed.get(table, ())) - 1 if row == NEW else row
        return _said(error, table, str(place), row, typed, locale)
    except DomainError as error:
        return Refused(top=errors_of(error, locale).get("", error.message))
    return None


def _changed(
    document: Mapping[str, Any], table: str, row: str, typed: Mapping[str, Any], *, remove: bool
) -> dict[str, Any] | None:
    """The document with one row added, changed or removed; None where there is no such row."""
    said = row_of(table, typed)
    if table == "about":
        return {**document, **said}
    rows = list(document.get(table, ()))
    if row == NEW:
        return {**document, table: [*rows, said]}
    if not row.isdecimal() or int(row) >= len(rows):
        return None
    number = int(row)
    kept = {"windows": rows[number]["windows"]} if table == "carriers" else {}
    return {**document, table: [*rows[:number], *([] if remove else [said | kept]), *rows[number + 1 :]]}


def _said(
    error: FleetErrors, table: str, place: str, row: str, typed: Mapping[str, Any], locale: Locale
) -> Refused:
    """Mistakes at their fields; those that stand elsewhere above all."""
    errors: dict[str, str] = {}
    top = FLEET["wrong"][locale]
    for one in error.mistakes:
        rule = RULES[one.rule][locale]
        if one.path[:2] == (table, int(place) if place.isdecimal() else place) or table == "about":
            errors.setdefault(field_of(table, one), rule)
        else:
            where = FLEET.get(str(one.path[0]), FLEET["title"])[locale] if one.path else ""
            top = FLEET["elsewhere"][locale].format(where=where, what=rule)
    return Refused(table, row, typed, errors, top)


def _state(document: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:16]


def _page(
    request: HttpRequest, place: PlaceRow, fleet: Fleet | None, refused: Refused, *, now: datetime
) -> FleetPage:
    locale = locale_of(request)
    frame = framed(request, FLEET, here="setup_stores")
    document = document_of(fleet) if fleet else {}
    offered = _offered(place, fleet, locale)
    sections = tuple(_section(name, document, offered, refused, locale) for name in ROWS) if fleet else ()
    about = _entry("about", "", document, offered, refused, locale)
    title, hint = FLEET["sketch"][locale], FLEET["sketch_about"][locale]
    roles = viewer_of(request).roles
    runs_places = bool(roles & {"head", "partner_manager", "administrator", "auditor"})
    parent = NavItem(reverse("setup_store", args=[place.slug]), clean(place.name), current=False)
    return FleetPage(
        **{
            **frame,
            "words": spoken(FLEET, locale) | frame["words"],
            "parent": parent if runs_places else None,
        },
        place=place,
        errors={"": refused.top} if refused.top else {},
        about=about,
        sections=sections,
        map=draw_zones(fleet, title, hint, locale) if fleet else None,
        was=_state(document),
    )


def _offered(place: PlaceRow, fleet: Fleet | None, locale: Locale) -> Offered:
    places = listings.list_places()
    couriers = [one for one in listings.list_people() if one.active and "courier" in one.roles]
    return Offered(
        zones=[(one.slug, one.names.get(locale) or one.slug) for one in fleet.zones] if fleet else [],
        couriers=[(one.slug, clean(one.name)) for one in couriers],
        carriers=[(one.slug, clean(one.name)) for one in places if one.role == "carrier"],
        stores=[(one.slug, clean(one.name)) for one in places if one.role == "store"],
    )


def _section(
    table: str, document: Mapping[str, Any], offered: Offered, refused: Refused, locale: Locale
) -> Section:
    rows = document.get(table, ())
    return Section(
        table,
        FLEET[table][locale],
        FLEET[f"no_{table}"][locale],
        FLEET[f"add_{table}"][locale],
        tuple(_entry(table, str(n), row, offered, refused, locale) for n, row in enumerate(rows)),
        _entry(table, NEW, {}, offered, refused, locale),
    )


def _entry(
    table: str, row: str, said: Mapping[str, Any], offered: Offered, refused: Refused, locale: Locale
) -> Entry:
    mine = refused.table == table and refused.row == row
    errors = (refused.errors or {}) if mine else {}
    values = (refused.typed if mine else None) or values_of(table, said)
    name, summary = SUMMARIES[table](said, offered, locale) if said and table in SUMMARIES else ("", "")
    fields = fields_of(table, values, offered, locale, errors)
    return Entry(row, name, summary, fields, mine, errors.get("", ""))


def _zone_row(row: Mapping[str, Any], offered: Offered, locale: Locale) -> tuple[str, str]:
    told = (
        [f"{row['radius_km']:g} km" if locale == "en" else f"{row['radius_km']:g} км"]
        if row["radius_km"]
        else []
    )
    told += [", ".join([*row["postcodes"], *row["places"]])] if row["postcodes"] or row["places"] else []
    return row["names"].get(locale) or next(iter(row["names"].values())), " · ".join(told)


def _window_row(row: Mapping[str, Any], offered: Offered, locale: Locale) -> tuple[str, str]:
    price = f"{row['price_minor'] / 100:g} ₽" if row["price_minor"] else FLEET["free"][locale]
    return f"{row['from']}–{row['to']}", " · ".join(
        [days_said(row["weekdays"], locale), price, _zones(row, offered, locale)]
    )


def _vehicle_row(row: Mapping[str, Any], offered: Offered, locale: Locale) -> tuple[str, str]:
    driver = dict(offered.couriers).get(row["courier"], row["courier"]) or FLEET["no_driver"][locale]
    told = [
        driver,
        f"{row['from']}–{row['to']}",
        days_said(row["weekdays"], locale),
        _zones(row, offered, locale),
    ]
    return row["name"], " · ".join(told)


def _carrier_row(row: Mapping[str, Any], offered: Offered, locale: Locale) -> tuple[str, str]:
    asked = FLEET["asked"][locale].format(days=row["ask_days"], until=row["ask_until"])
    name = dict(offered.carriers).get(row["slug"], row["slug"])
    return name, f"{FLEET['a_day'][locale].format(count=row['places'])} · {asked}"


SUMMARIES = {
    "zones": _zone_row,
    "windows": _window_row,
    "vehicles": _vehicle_row,
    "carriers": _carrier_row,
}
"""Table → what a row is called and told of it in one line."""


def days_said(days: list[str], locale: Locale) -> str:
    """Weekdays in short: `пн–пт`, `пн, ср`, or every day."""
    numbers = sorted(DAYS.index(day) for day in days)
    if len(numbers) == len(DAYS):
        return FLEET["every_day"][locale]
    first, last = numbers[0], numbers[-1]
    names = [DAY_NAMES[DAYS[number]][locale] for number in numbers]
    run = last - first == len(numbers) - 1 and len(numbers) > len(("from", "to"))
    return f"{names[0]}–{names[-1]}" if run else ", ".join(names)


def _zones(row: Mapping[str, Any], offered: Offered, locale: Locale) -> str:
    words = dict(offered.zones)
    return ", ".join(words.get(slug, slug) for slug in row["zones"]) or FLEET["all_zones"][locale]
