"""Tomorrow's routes in short: who drives how much between which windows, drawn as lines from the depot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from math import cos, radians

from otklik.domain.fleets import OWN, Fleet, Point
from otklik.domain.local_times import clock_text
from otklik.domain.locales import Locale
from otklik.domain.runs import RunState, Visit
from otklik.planning.runs import list_vehicles
from otklik.web.delivery_words import DELIVERY
from otklik.web.drawings import Drawing, Shape, dot, path, words

WIDTH, HEIGHT, MARGIN = 560, 380, 34
TONES = ("info", "ok", "warn", "late")
OUTSIDE = "night"


@dataclass(frozen=True, slots=True)
class RouteLine:
    """One route or carrier of the list; `dashed` is a carrier's."""

    name: str
    tag: str
    tone: str
    dashed: bool
    stops: int
    span: str
    more: str = ""


def list_routes(
    run: RunState, fleet: Fleet, names: Mapping[str, str], zone: tzinfo, locale: Locale
) -> tuple[RouteLine, ...]:
    """The routes of a day, own ones first, then carriers, then what is in none.

    Parameters
    ----------
    names
        Courier or carrier → name.
    """
    planned, lines = run.planned, []
    vehicles = {one.slug: one for one in list_vehicles(run, fleet)}
    for number, (slug, stops) in enumerate(_own(run)):
        vehicle = vehicles.get(slug)
        courier = names.get(vehicle.courier, "") if vehicle else ""
        name = f"{courier}, {vehicle.name}" if vehicle and courier else vehicle.name if vehicle else slug
        tone = TONES[number % len(TONES)]
        lines.append(
            RouteLine(name, DELIVERY["tag_own"][locale], tone, False, len(stops), _span(stops, zone))
        )
    for carrier in sorted({one for key, one in run.carried.items() if key in planned and one != OWN}):
        stops = [planned[key] for key, one in run.carried.items() if one == carrier and key in planned]
        tag = DELIVERY["tag_outside"][locale]
        name = names.get(carrier, carrier)
        lines.append(RouteLine(name, tag, OUTSIDE, True, len(stops), _span(stops, zone)))
    routed = {key for route in run.routes.values() for key in route} | set(run.carried)
    if left := [one for key, one in planned.items() if key not in routed]:
        why = DELIVERY["unrouted_why"][locale]
        lines.append(RouteLine(DELIVERY["unrouted"][locale], "", "late", False, len(left), "", why))
    return tuple(lines)


def _own(run: RunState) -> list[tuple[str, list[Visit]]]:
    found = [
        (slug, [run.planned[key] for key in route if key in run.planned])
        for slug, route in sorted(run.routes.items())
    ]
    return [(slug, stops) for slug, stops in found if stops]


def _span(stops: Sequence[Visit], zone: tzinfo) -> str:
    """From the first window's beginning to the last one's end."""
    first: datetime = min(one.window_from_at for one in stops)
    last: datetime = max(one.window_to_at for one in stops)
    return f"{clock_text(first.astimezone(zone))}–{clock_text(last.astimezone(zone))}"


def draw_routes(run: RunState, fleet: Fleet, locale: Locale) -> Drawing | None:
    """The sketch of own routes; None where there is none."""
    routes = _own(run)
    if not routes:
        return None
    points = [fleet.point, *(one.point for _, stops in routes for one in stops)]
    flat = [_flat(point, fleet.point) for point in points]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    least = 0.01
    scale = min(
        (WIDTH - 2 * MARGIN) / max(max(xs) - min(xs), least),
        (HEIGHT - 2 * MARGIN) / max(max(ys) - min(ys), least),
    )
    left = (WIDTH - (max(xs) - min(xs)) * scale) / 2
    top = (HEIGHT - (max(ys) - min(ys)) * scale) / 2

    def at(point: Point) -> tuple[float, float]:
        x, y = _flat(point, fleet.point)
        return left + (x - min(xs)) * scale, top + (max(ys) - y) * scale

    shapes: list[Shape] = []
    for zone in fleet.zones:
        x, y = at(zone.centre)
        if MARGIN < x < WIDTH - MARGIN and MARGIN < y < HEIGHT - MARGIN:
            shapes.append(words(x, y, zone.names.get(locale) or zone.slug, "mz", anchor="middle"))
    for number, (_, stops) in enumerate(routes):
        way = [at(fleet.point), *(at(one.point) for one in stops)]
        tone = TONES[number % len(TONES)]
        shapes += [path(way, "under"), path(way, f"way m-{tone}")]
        for place, (x, y) in enumerate(way[1:], 1):
            shapes += [dot(x, y, 10, f"stop m-{tone}"), words(x, y + 4, str(place), "mk", anchor="middle")]
    shapes.append(dot(*at(fleet.point), 9, "depot"))
    title, about = DELIVERY["routes_map"][locale], DELIVERY["routes_map_about"][locale]
    return Drawing(WIDTH, HEIGHT, title, about, tuple(shapes))


def _flat(point: Point, depot: Point) -> tuple[float, float]:
    return (point[1] - depot[1]) * cos(radians(depot[0])), point[0] - depot[0]
