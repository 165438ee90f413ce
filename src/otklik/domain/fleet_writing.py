"""A fleet as its document again: tables for the journal and for forms, TOML for a terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from otklik.domain.fleets import Carrier, DeliveryWindow, DeliveryZone, Fleet, Vehicle
from otklik.domain.week_grid import DAYS

TABLES = ("zones", "windows", "vehicles", "carriers")


def document_of(fleet: Fleet) -> dict[str, Any]:
    """The document that `parse_fleet` reads back, every value written out."""
    return {
        "point": list(fleet.point),
        "serves": sorted(fleet.serves),
        "service_s": fleet.service_s,
        "days_ahead": fleet.days_ahead,
        "hold_s": fleet.hold_s,
        "pair_factors": dict(sorted(fleet.pair_factors.items())),
        "kept_share": fleet.kept_share,
        "kept_until_days": fleet.kept_until_days,
        "zones": [zone_document(one) for one in fleet.zones],
        "windows": [window_document(one) for one in fleet.windows],
        "vehicles": [vehicle_document(one) for one in fleet.vehicles],
        "carriers": [carrier_document(one) for one in fleet.carriers],
    }


def write_fleet(fleet: Fleet) -> str:
    """The TOML text that `read_fleet` reads back."""
    document = document_of(fleet)
    tables = {name: document.pop(name) for name in TABLES}
    blocks = [_lines(document)]
    blocks += [f"[[{name}]]\n{_lines(row)}" for name, rows in tables.items() for row in rows]
    return "\n".join(blocks)


def _lines(table: Mapping[str, Any]) -> str:
    return "".join(f"{name} = {_written(value)}\n" for name, value in table.items())


def _written(value: Any) -> str:
    if isinstance(value, Mapping):
        inner = ", ".join(f"{json.dumps(name)} = {_written(one)}" for name, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return json.dumps(value, ensure_ascii=False)


def zone_document(zone: DeliveryZone) -> dict[str, Any]:
    """The table of a zone."""
    same = ("slug", "radius_km", "detour", "speed_kmh", "buffer")
    return {
        **{name: getattr(zone, name) for name in same},
        "names": dict(zone.names),
        "centre": list(zone.centre),
        "postcodes": list(zone.postcodes),
        "places": list(zone.places),
    }


def window_document(window: DeliveryWindow) -> dict[str, Any]:
    """The table of a window."""
    return {**_span(window), "price_minor": window.price_minor, "cutoff_h": window.cutoff_h}


def vehicle_document(vehicle: Vehicle) -> dict[str, Any]:
    """The table of a vehicle; `vehicle.added` carries it too."""
    same = ("slug", "name", "courier", "capacity", "fixed_minor", "per_hour_minor", "per_km_minor")
    return {**{name: getattr(vehicle, name) for name in same}, **_span(vehicle)}


def carrier_document(carrier: Carrier) -> dict[str, Any]:
    """The table of a carrier."""
    return {
        "slug": carrier.slug,
        "tariff_minor": dict(sorted(carrier.tariff_minor.items())),
        "places": carrier.places,
        "ask_days": carrier.ask_days,
        "ask_until": f"{carrier.ask_until:%H:%M}",
        "windows": [window_document(one) for one in carrier.windows],
    }


def _span(one: DeliveryWindow | Vehicle) -> dict[str, Any]:
    return {
        "from": f"{one.from_time:%H:%M}",
        "to": f"{one.to_time:%H:%M}",
        "weekdays": [DAYS[day] for day in sorted(one.weekdays)],
        "zones": sorted(one.zones),
    }
