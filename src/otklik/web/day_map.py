"""A depot's day drawn to scale without a map: zone circles, numbered stops, own ways solid, others dashed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from otklik.domain.fleets import Fleet, Point
from otklik.domain.locales import Locale
from otklik.web.day_words import DAY
from otklik.web.drawings import Drawing, Shape, dot, path, words

WIDTH, HEIGHT, MARGIN = 720, 480, 34
KM = 111.2
"""Of a degree of latitude."""
LEAST, LABEL = 0.01, 28


@dataclass(frozen=True, slots=True)
class Way:
    """One way to draw: its tone, whether it is a carrier's, the points in order."""

    tone: str
    dashed: bool
    points: tuple[Point, ...]


def draw_day(ways: Sequence[Way], fleet: Fleet, locale: Locale) -> Drawing | None:
    """The sketch; None where nobody drives anywhere."""
    points = [fleet.point, *(point for way in ways for point in way.points)]
    if len(points) == 1:
        return None
    frame = _frame(points, fleet.point)
    shapes: list[Shape] = []
    for zone in fleet.zones:
        x, y = frame.at(zone.centre)
        if zone.radius_km:
            shapes.append(dot(x, y, zone.radius_km / KM * frame.scale, "zone"))
    for zone in fleet.zones:
        x, y = frame.at(zone.centre)
        if MARGIN < x < WIDTH - MARGIN and MARGIN < y < HEIGHT - MARGIN:
            name, depot = zone.names.get(locale) or zone.slug, frame.at(fleet.point)
            y += LABEL if abs(x - depot[0]) + abs(y - depot[1]) < LABEL else 0
            shapes.append(words(x, y, name, "mz", anchor="middle"))
    for way in ways:
        line = [frame.at(fleet.point), *(frame.at(point) for point in way.points)]
        dash = " dash" if way.dashed else ""
        shapes += [path(line, "under"), path(line, f"way m-{way.tone}{dash}")]
    for way in ways:
        for place, point in enumerate(way.points, 1):
            x, y = frame.at(point)
            shapes += [
                dot(x, y, 10, f"stop m-{way.tone}"),
                words(x, y + 4, str(place), "mk", anchor="middle"),
            ]
    shapes.append(dot(*frame.at(fleet.point), 9, "depot"))
    return Drawing(WIDTH, HEIGHT, DAY["map"][locale], DAY["map_about"][locale], tuple(shapes))


@dataclass(frozen=True, slots=True)
class _Frame:
    """How degrees become units: everything fits, north is up, a kilometre is as long in each direction."""

    origin: Point
    scale: float
    left: float
    top: float

    def at(self, point: Point) -> tuple[float, float]:
        x, y = _flat(point, self.origin)
        return self.left + x * self.scale, self.top - y * self.scale


def _frame(points: Sequence[Point], origin: Point) -> _Frame:
    flat = [_flat(point, origin) for point in points]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    wide, high = max(max(xs) - min(xs), LEAST), max(max(ys) - min(ys), LEAST)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    left = WIDTH / 2 - (max(xs) + min(xs)) / 2 * scale
    top = HEIGHT / 2 + (max(ys) + min(ys)) / 2 * scale
    return _Frame(origin, scale, left, top)


def _flat(point: Point, origin: Point) -> tuple[float, float]:
    return (point[1] - origin[1]) * cos(radians(origin[0])), point[0] - origin[0]
