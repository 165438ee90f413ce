"""Zones as a sketch: circles where they lie, the depot among them, north above. No map of roads stands behind it."""

from __future__ import annotations

from math import cos, radians

from otklik.domain.fleets import Fleet, Point
from otklik.domain.locales import Locale
from otklik.web.drawings import Drawing, Shape, dot, words

WIDTH = 480
MARGIN = 16
KM_PER_DEGREE = 111.2
TONES = ("info", "ok", "warn", "night", "late")
LEAST_KM = 1.2
"""Radius at which a zone is drawn that has none."""


def draw_zones(fleet: Fleet, title: str, about: str, locale: Locale) -> Drawing | None:
    """The sketch of a fleet's zones; None where it has none."""
    if not fleet.zones:
        return None
    centres = [_flat(zone.centre, fleet.point) for zone in fleet.zones]
    radii = [zone.radius_km or LEAST_KM for zone in fleet.zones]
    circles = [(x, y, r) for (x, y), r in zip(centres, radii, strict=True)] + [(0.0, 0.0, LEAST_KM)]
    west, east = min(x - r for x, _, r in circles), max(x + r for x, _, r in circles)
    south, north = min(y - r for _, y, r in circles), max(y + r for _, y, r in circles)
    scale = (WIDTH - 2 * MARGIN) / max(east - west, north - south, 1.0)
    height = round((north - south) * scale + 2 * MARGIN)
    left = (WIDTH - (east - west) * scale) / 2

    def at(x: float, y: float) -> tuple[float, float]:
        return left + (x - west) * scale, MARGIN + (north - y) * scale

    shapes: list[Shape] = []
    for number, ((x, y), radius) in enumerate(zip(centres, radii, strict=True)):
        shapes.append(dot(*at(x, y), radius * scale, f"zone m-{TONES[number % len(TONES)]}"))
    for zone, (x, y) in zip(fleet.zones, centres, strict=True):
        px, py = at(x, y)
        shapes.append(words(px, py + 4, zone.names.get(locale) or zone.slug, "lab", anchor="middle"))
    shapes += [dot(*at(0.0, 0.0), 6, "depot")]
    return Drawing(WIDTH, height, title, about, tuple(shapes))


def _flat(point: Point, depot: Point) -> tuple[float, float]:
    """Kilometres to the east and to the north of the depot."""
    east = (point[1] - depot[1]) * KM_PER_DEGREE * cos(radians(depot[0]))
    return east, (point[0] - depot[0]) * KM_PER_DEGREE
