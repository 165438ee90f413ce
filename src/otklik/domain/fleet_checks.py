"""What is wrong with a fleet that has the right form: what needs two fields, the whole document, or the world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from otklik.domain.fleets import OWN, DeliveryWindow, Fleet, Point, Vehicle
from otklik.domain.standards.mistakes import Path, suggestion
from otklik.domain.world import Person, World

EARTH_KM = 6371.0
FARTHEST_KM = 300.0
"""A zone's centre farther from the depot than a day's drive is a slip: latitude and longitude exchanged, mostly."""


@dataclass(frozen=True, slots=True)
class FleetMistake:
    """One mistake: where, which rule it breaks (a word for translations), what it is and what to do."""

    path: Path
    rule: str
    message: str
    remedy: str


def beeline_km(one: Point, other: Point) -> float:
    """Kilometres between two points as the crow flies."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def check_fleet(fleet: Fleet) -> Iterator[FleetMistake]:
    """Every mistake that the document alone shows, in its order."""
    zones = [zone.slug for zone in fleet.zones]
    yield from _twice("zones", zones)
    for number in range(len(fleet.zones)):
        yield from _zone(fleet, number)
    yield from _windows(("windows",), fleet.windows, zones)
    yield from _twice("vehicles", [one.slug for one in fleet.vehicles])
    for number, vehicle in enumerate(fleet.vehicles):
        yield from _span(("vehicles", number), vehicle, zones)
    yield from _carriers(fleet, zones)
    for pair in fleet.pair_factors:
        first, _, second = pair.partition("|")
        if first not in zones or second not in zones or first >= second:
            yield FleetMistake(
                ("pair_factors", pair),
                "pair",
                f'"{pair}" names no two zones.',
                'Write both slugs in the order of the alphabet: "centre|north".',
            )


def _twice(table: str, slugs: Sequence[str]) -> Iterator[FleetMistake]:
    counted = Counter(slugs)
    for number, slug in enumerate(slugs):
        if counted[slug] > 1 and slug in slugs[:number]:
            yield FleetMistake(
                (table, number, "slug"),
                "twice",
                f'There are two "{slug}" here.',
                "Give one of them another short name.",
            )


def _zone(fleet: Fleet, number: int) -> Iterator[FleetMistake]:
    zone = fleet.zones[number]
    if not zone.names:
        yield FleetMistake(
            ("zones", number, "names"), "missing", "It has no name.", 'Write names = { ru = "…", en = "…" }.'
        )
    if not (zone.radius_km or zone.postcodes or zone.places):
        yield FleetMistake(
            ("zones", number, "radius_km"),
            "nobody",
            "No address can fall into this zone.",
            "Give it a radius, beginnings of postcodes, or names of places.",
        )
    if beeline_km(fleet.point, zone.centre) > FARTHEST_KM:
        yield FleetMistake(
            ("zones", number, "centre"),
            "far",
            f"The centre is more than {FARTHEST_KM:.0f} km from the depot.",
            "Latitude comes first, then longitude.",
        )


def _windows(path: Path, windows: Sequence[DeliveryWindow], zones: Sequence[str]) -> Iterator[FleetMistake]:
    for number, window in enumerate(windows):
        yield from _span((*path, number), window, zones)
        if window in windows[:number]:
            yield FleetMistake((*path, number), "twice", "This window is here twice.", "Take one out.")


def _span(path: Path, one: DeliveryWindow | Vehicle, zones: Sequence[str]) -> Iterator[FleetMistake]:
    if one.to_time <= one.from_time:
        yield FleetMistake(
            (*path, "to"),
            "backwards",
            "It ends before it starts.",
            "Write the earlier time in from, both on one day.",
        )
    yield from _known((*path, "zones"), sorted(one.zones), zones)


def _known(path: Path, named: Iterable[str], zones: Sequence[str]) -> Iterator[FleetMistake]:
    for slug in named:
        if slug not in zones:
            yield FleetMistake(path, "no_zone", f'There is no zone "{slug}".', suggestion(slug, zones))


def _carriers(fleet: Fleet, zones: Sequence[str]) -> Iterator[FleetMistake]:
    yield from _twice("carriers", [one.slug for one in fleet.carriers])
    for number, carrier in enumerate(fleet.carriers):
        if carrier.slug in (OWN, fleet.depot):
            yield FleetMistake(
                ("carriers", number, "slug"),
                "own",
                f'"{carrier.slug}" is the fleet itself.',
                "Name the place of an outside carrier.",
            )
        yield from _known(("carriers", number, "tariff_minor"), sorted(carrier.tariff_minor), zones)
        yield from _windows(("carriers", number, "windows"), carrier.windows, zones)


def check_against(fleet: Fleet, world: World, people: Mapping[str, Person]) -> Iterator[FleetMistake]:
    """Every mistake that shows only beside the directory: carriers, couriers and stores that are none.

    Parameters
    ----------
    people
        By slug, of every place that was loaded.
    """
    for number, vehicle in enumerate(fleet.vehicles):
        yield from _courier(("vehicles", number), vehicle, people)
    for number, carrier in enumerate(fleet.carriers):
        place = world.stores.get(carrier.slug)
        if place is None or place.role != "carrier":
            yield FleetMistake(
                ("carriers", number, "slug"),
                "no_carrier",
                f'"{carrier.slug}" is no place of role carrier.',
                f"Open it first: `otklik store create {carrier.slug} --role carrier …`.",
            )
    for slug in sorted(fleet.serves):
        place = world.stores.get(slug)
        if place is None or place.role != "store":
            yield FleetMistake(
                ("serves",),
                "no_store",
                f'There is no store "{slug}".',
                "`otklik store list` shows the slugs.",
            )


def check_vehicle(
    path: Path, vehicle: Vehicle, zones: Sequence[str], people: Mapping[str, Person]
) -> Iterator[FleetMistake]:
    """Every mistake of one vehicle that is added for a day; parameters as `check_against`."""
    yield from _span(path, vehicle, zones)
    yield from _courier(path, vehicle, people)


def _courier(path: Path, vehicle: Vehicle, people: Mapping[str, Person]) -> Iterator[FleetMistake]:
    courier = people.get(vehicle.courier)
    if vehicle.courier and (courier is None or not courier.active or "courier" not in courier.roles):
        yield FleetMistake(
            (*path, "courier"),
            "no_courier",
            f'"{vehicle.courier}" is no courier here.',
            "Admit the person with the role courier first: `otklik person add`, or Set-up › People.",
        )
