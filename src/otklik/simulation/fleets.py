"""What the demo delivers with: zones of Moscow, six windows of two hours, three vehicles and one outside carrier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from otklik.actions import fleets

DEPOT = "delivery"
"""The place of the demo whose fleet it is; it delivers for the shops in its town."""

CARRIER = "quick"

WEEKDAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
EVENING_FROM, EVENING_MINOR = 18, 10_000
"""From that hour on a window costs the buyer so much."""


def _zone(
    slug: str,
    ru: str,
    en: str,
    centre: tuple[float, float],
    radius_km: float,
    postcodes: tuple[str, ...],
    *places: str,
    speed_kmh: float = 24.0,
) -> dict[str, Any]:
    return {
        "slug": slug,
        "names": {"ru": ru, "en": en},
        "centre": list(centre),
        "radius_km": radius_km,
        "postcodes": list(postcodes),
        "places": list(places),
        "speed_kmh": speed_kmh,
    }


def _vehicle(slug: str, name: str, courier: str, begins: str, ends: str, *days: str) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": name,
        "courier": courier,
        "capacity": 40,
        "from": begins,
        "to": ends,
        "weekdays": list(days) or WEEKDAYS,
        "fixed_minor": 10_000,
        "per_hour_minor": 24_000,
        "per_km_minor": 900,
    }


DOCUMENT: Mapping[str, Any] = {
    "point": [55.741, 37.655],
    "serves": ["taganka", "tverskaya", "vokzal"],
    "service_s": 480,
    "zones": [
        _zone("centre", "Центр", "Centre", (55.756, 37.617), 4.5, ("101", "109", "119"), "арбат", speed_kmh=19.0),
        _zone("north", "Север", "North", (55.846, 37.586), 8.0, ("125", "127", "129"), "отрадное"),
        _zone("east", "Восток", "East", (55.783, 37.778), 8.0, ("105", "107", "111"), "измайлово"),
        _zone("south", "Юг", "South", (55.650, 37.640), 8.0, ("113", "115", "117"), "чертаново"),
        _zone("west", "Запад", "West", (55.729, 37.455), 8.0, ("121", "123"), "кунцево"),
        _zone(
            "beyond", "За МКАД", "Beyond the ring", (55.895, 37.440), 9.0, ("141", "143"), "химки", "красногорск",
            speed_kmh=34.0,
        ),
    ],
    "windows": [
        {
            "from": f"{hour:02d}:00",
            "to": f"{hour + 2:02d}:00",
            "price_minor": EVENING_MINOR if hour >= EVENING_FROM else 0,
        }
        for hour in range(10, 22, 2)
    ],
    "vehicles": [
        _vehicle("largus", "Ларгус", "damir", "09:30", "18:30"),
        _vehicle("granta", "Гранта", "pavel", "09:30", "18:30", "Mo", "Tu", "We", "Th", "Fr", "Sa"),
        _vehicle("doblo", "Добло", "timur", "13:30", "22:30"),
    ],
    "carriers": [
        {
            "slug": CARRIER,
            "tariff_minor": {
                "centre": 29_000, "north": 34_000, "east": 34_000, "south": 34_000, "west": 36_000, "beyond": 52_000,
            },
            "places": 16,
            "ask_days": 4,
            "ask_until": "18:00",
        }
    ],
    "pair_factors": {"east|west": 1.2},
}  # fmt: skip


def found(*, actor: str, now: datetime) -> None:
    """Give the demo's depot its fleet; once it has it, nothing happens.

    Parameters
    ----------
    now
        Aware UTC.
    """
    fleets.change(DEPOT, actor=actor, document=DOCUMENT, now=now)
