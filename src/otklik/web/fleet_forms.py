"""Rows of a fleet as forms: which fields a table has, how they are written, and the document that a form says.

What can't be read stays as it was typed: the document's own rules say what is wrong with it, at its path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from otklik.domain.fleet_checks import FleetMistake
from otklik.domain.locales import Locale, Words
from otklik.domain.slugs import slug_from
from otklik.domain.week_grid import DAYS
from otklik.web.fleet_words import FIELDS, FLEET, HINTS
from otklik.web.store_words import DAY_NAMES

Row = Mapping[str, Any]
Choices = Sequence[tuple[str, str]]

TABLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "about": (
        ("point", "text"),
        ("service_min", "number"),
        ("days_ahead", "number"),
        ("hold_min", "number"),
        ("serves", "ticks"),
    ),
    "zones": (
        ("name_ru", "text"),
        ("name_en", "text"),
        ("slug", "text"),
        ("centre", "text"),
        ("radius_km", "number"),
        ("postcodes", "text"),
        ("places", "text"),
        ("speed_kmh", "number"),
        ("detour", "number"),
        ("buffer", "number"),
    ),
    "windows": (
        ("from", "time"),
        ("to", "time"),
        ("price", "number"),
        ("cutoff_h", "number"),
        ("weekdays", "ticks"),
        ("zones", "ticks"),
    ),
    "vehicles": (
        ("name", "text"),
        ("slug", "text"),
        ("courier", "choice"),
        ("capacity", "number"),
        ("from", "time"),
        ("to", "time"),
        ("fixed", "number"),
        ("per_hour", "number"),
        ("per_km", "number"),
        ("weekdays", "ticks"),
        ("zones", "ticks"),
    ),
    "carriers": (("carrier", "choice"), ("daily", "number"), ("ask_days", "number"), ("ask_until", "time")),
}
"""Table → its fields in the order of the form, and how each is typed; tariffs by zone come after a carrier's."""

MONEY = {
    "price": "price_minor",
    "fixed": "fixed_minor",
    "per_hour": "per_hour_minor",
    "per_km": "per_km_minor",
}
MINUTES = {"service_min": "service_s", "hold_min": "hold_s"}
LISTS = ("postcodes", "places")
STARTS: Mapping[str, Mapping[str, str]] = {
    "zones": {"radius_km": "5", "speed_kmh": "25", "detour": "1.34", "buffer": "1.1"},
    "windows": {"from": "10:00", "to": "12:00", "price": "0", "cutoff_h": "2"},
    "vehicles": {
        "capacity": "40", "from": "09:00", "to": "18:00", "fixed": "0", "per_hour": "0", "per_km": "0",
    },
    "carriers": {"daily": "0", "ask_days": "4", "ask_until": "18:00"},
    "about": {"service_min": "8", "days_ahead": "14", "hold_min": "15"},
}  # fmt: skip
"""What an empty form proposes."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the form, words, value, and what is wrong with it.

    `kind` is text, number, time, choice or ticks; `choices` are value, word and whether it is chosen.
    """

    name: str
    kind: str
    label: str
    value: str = ""
    hint: str = ""
    error: str = ""
    choices: tuple[tuple[str, str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """What the fields of a form are chosen from, each as value and word."""

    zones: Choices = ()
    couriers: Choices = ()
    carriers: Choices = ()
    stores: Choices = ()


def fields_of(
    table: str, values: Mapping[str, Any], offered: Offered, locale: Locale, errors: Mapping[str, str]
) -> tuple[Field, ...]:
    """The fields of one row.

    Parameters
    ----------
    values
        By field: text, or for ticks a collection of values; as `values_of` or `typed_values` give them.
    errors
        By field.
    """
    made = [
        _field(name, kind, values.get(name, ""), offered, locale, errors.get(name, ""))
        for name, kind in TABLES[table]
    ]
    if table == "carriers":
        made += [
            Field(
                f"tariff_{slug}",
                "number",
                FIELDS["tariff"][locale].format(zone=word),
                values.get(f"tariff_{slug}", ""),
                HINTS["tariff"][locale],
                errors.get(f"tariff_{slug}", ""),
            )
            for slug, word in offered.zones
        ]
    return tuple(made)


def _field(name: str, kind: str, value: Any, offered: Offered, locale: Locale, error: str) -> Field:
    label, hint = FIELDS[name][locale], _said(HINTS, name, locale)
    if kind not in ("choice", "ticks"):
        return Field(name, kind, label, value, hint, error)
    days = [(day, DAY_NAMES[day][locale]) for day in DAYS]
    nobody = [("", FLEET["nobody"][locale])]
    listed: Mapping[str, Choices] = {
        "weekdays": days,
        "zones": offered.zones,
        "serves": offered.stores,
        "courier": [*nobody, *offered.couriers],
        "carrier": offered.carriers,
    }
    chosen = {value} if kind == "choice" else set(value)
    choices = tuple((one, word, one in chosen) for one, word in listed[name])
    return Field(name, kind, label, "", hint, error, choices)


def _said(table: Mapping[str, Words], name: str, locale: Locale) -> str:
    return table[name][locale] if name in table else ""


def values_of(table: str, row: Row) -> dict[str, Any]:
    """What the form of a document's row shows."""
    if not row:
        return {**STARTS[table], "weekdays": DAYS}
    found: dict[str, Any] = {name: row[name] for name in ("weekdays", "serves") if name in row}
    found["zones"] = row.get("zones", ()) if table in ("windows", "vehicles") else ()
    for name, kind in TABLES[table]:
        if kind != "ticks" and name in row:
            found[name] = ", ".join(map(str, row[name])) if isinstance(row[name], list) else _plain(row[name])
    found |= {name: _plain(row[key] / 100) for name, key in MONEY.items() if key in row}
    found |= {name: _plain(row[key] / 60) for name, key in MINUTES.items() if key in row}
    if table == "zones":
        found |= {f"name_{locale}": row["names"].get(locale, "") for locale in ("ru", "en")}
    if table == "carriers":
        found |= {"carrier": row["slug"], "daily": str(row["places"])}
        found |= {f"tariff_{zone}": _plain(minor / 100) for zone, minor in row["tariff_minor"].items()}
    return found


def _plain(value: Any) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def typed_values(table: str, post: QueryDict) -> dict[str, Any]:
    """What was typed, by field."""
    found: dict[str, Any] = {
        name: post.getlist(name) if kind == "ticks" else post.get(name, "").strip()
        for name, kind in TABLES[table]
    }
    return found | {name: str(value).strip() for name, value in post.items() if name.startswith("tariff_")}


def row_of(table: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The document's row that a form says; what is empty is left out, what can't be read stays text."""
    row: dict[str, Any] = {}
    for name, kind in TABLES[table]:
        value = typed.get(name, "")
        if name in MONEY or name in MINUTES:
            factor = 100 if name in MONEY else 60
            row |= {(MONEY | MINUTES)[name]: _times(value, factor)} if value else {}
        elif name in LISTS:
            row[name] = [part.strip() for part in str(value).split(",") if part.strip()]
        elif name in ("point", "centre"):
            row |= {name: _point(value)} if value else {}
        elif kind == "ticks":
            row[name] = list(value)
        elif value != "" and not name.startswith("name_") and name not in ("carrier", "daily"):
            row[name] = _number(value) if kind == "number" else value
    if table == "zones":
        row["names"] = {one: typed[f"name_{one}"] for one in ("ru", "en") if typed.get(f"name_{one}")}
    if table in ("zones", "vehicles") and "slug" not in row:
        row |= _own_slug(typed)
    if table == "carriers":
        row |= _carrier(typed)
    return row


def _own_slug(typed: Mapping[str, Any]) -> dict[str, str]:
    name = typed.get("name_en") or typed.get("name_ru") or typed.get("name") or ""
    return {"slug": slug_from(name)} if slug_from(name) else {}


def _carrier(typed: Mapping[str, Any]) -> dict[str, Any]:
    tariffs = {
        name.removeprefix("tariff_"): _times(value, 100)
        for name, value in typed.items()
        if name.startswith("tariff_") and value
    }
    daily = {"places": _number(typed["daily"])} if typed.get("daily") else {}
    return {"slug": typed.get("carrier", ""), "tariff_minor": tariffs, **daily}


def _number(text: str) -> Any:
    plain = re.sub(r"\s", "", text).replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        return text
    return float(plain) if "." in plain else int(plain)


def _times(text: str, factor: int) -> Any:
    number = _number(text)
    return number if isinstance(number, str) else round(number * factor)


def _point(text: str) -> Any:
    found = _POINT.fullmatch(text.strip())
    return [float(found[1]), float(found[2])] if found else text


def field_of(table: str, mistake: FleetMistake) -> str:
    """Name of the field at which a mistake of a row is said; empty = the row's own."""
    path = mistake.path if table == "about" else mistake.path[2:]
    if not path:
        return ""
    name = str(path[0])
    if name == "names":
        return f"name_{path[1]}" if len(path) > 1 else "name_ru"
    if name == "tariff_minor":
        return f"tariff_{path[1]}" if len(path) > 1 else ""
    back = {key: shown for shown, key in (MONEY | MINUTES).items()}
    if table == "carriers":
        back |= {"slug": "carrier", "places": "daily"}
    return back.get(name, name)
