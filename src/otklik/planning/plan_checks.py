"""What is broken in a plan, found without trusting whoever made it: each route is walked second by second.

It shares no code with those that plan (`slots.py`, `routes.py`, `distances.py`): distances are its own, by the chord
between vectors, and times are nominal, without a buffer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from otklik.planning.day_plans import DayPlan, Geography, Stop, Tour

RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is broken: which stop or tour, what, and by how many seconds (or units of load).

    `what` is one of: late, overtime, overload, foreign_zone, unknown_stop, unknown_tour, twice, nowhere, unserved,
    off_board.
    """

    what: str
    of: str
    by: int = 0


def find_faults(plan: DayPlan, *, places: Mapping[str, int] | None = None) -> list[Fault]:
    """Everything that is broken in a plan at nominal times; empty = each stop is visited once and in its window.

    Parameters
    ----------
    plan
        Of one day.
    places
        Carrier → how many it takes; None = as many as are given to it.
    """
    tours = {tour.id: tour for tour in plan.tours}
    faults = list(_whereabouts(plan))
    for tour_id, route in plan.routes.items():
        if tour_id not in tours:
            faults += [Fault("unknown_tour", tour_id, len(route))] if route else []
            continue
        stops = [plan.stops[one] for one in route if one in plan.stops]
        faults += _walk(plan.geography, tours[tour_id], stops)
    faults += _handed(plan, places)
    return faults


def _whereabouts(plan: DayPlan) -> Iterator[Fault]:
    """Each stop in exactly one place, and no place with a stop that nobody knows."""
    seen: dict[str, int] = {}
    for one in (*(stop for route in plan.routes.values() for stop in route), *plan.carried):
        seen[one] = seen.get(one, 0) + 1
    for one, times in seen.items():
        if one not in plan.stops:
            yield Fault("unknown_stop", one)
        elif times > 1:
            yield Fault("twice", one, times)
    yield from (Fault("nowhere", one) for one in plan.stops if one not in seen)


def _walk(geography: Geography, tour: Tour, stops: Sequence[Stop]) -> Iterable[Fault]:
    """Drive one route from the depot and home, waiting where one is early."""
    if not stops:
        return
    load = sum(one.load for one in stops)
    if load > tour.capacity:
        yield Fault("overload", tour.id, load - tour.capacity)
    second = tour.from_s
    place, zone = geography.depot, ""
    for stop in stops:
        if tour.zones and stop.zone not in tour.zones:
            yield Fault("foreign_zone", stop.id)
        if stop.fixed_to and stop.fixed_to != tour.id:
            yield Fault("off_board", stop.id)
        there = (stop.latitude, stop.longitude)
        second += _drive(geography, place, there, zone, stop.zone)
        second = max(second, stop.from_s)
        if second > stop.to_s:
            yield Fault("late", stop.id, second - stop.to_s)
        second += stop.service_s
        place, zone = there, stop.zone
    second += _drive(geography, place, geography.depot, zone, "")
    if second > tour.to_s:
        yield Fault("overtime", tour.id, second - tour.to_s)


def _handed(plan: DayPlan, places: Mapping[str, int] | None) -> Iterator[Fault]:
    """What outside carriers have: only where they go, and no more than they take."""
    given: dict[str, int] = {}
    for one, carrier in plan.carried.items():
        given[carrier] = given.get(carrier, 0) + 1
        if one in plan.stops and carrier not in plan.stops[one].tariffs_minor:
            yield Fault("unserved", one)
    for carrier, count in given.items():
        if places is not None and count > places.get(carrier, 0):
            yield Fault("overload", carrier, count - places.get(carrier, 0))


def _drive(
    geography: Geography, here: tuple[float, float], there: tuple[float, float], left: str, led: str
) -> int:
    """Whole seconds on the road, rounded up."""
    speed_kmh = geography.speeds_kmh.get(led or left, geography.speed_kmh)
    factor = geography.pair_factors.get("|".join(sorted((left, led))), 1.0)
    hours = _beeline(here, there) * geography.detour / speed_kmh * factor
    return math.ceil(hours * 3600.0 - 1e-6)


def _beeline(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Great-circle distance in km as the chord between two vectors."""
    one, other = _vector(here), _vector(there)
    chord = math.dist(one, other)
    return 2.0 * RADIUS_KM * math.asin(min(chord / 2.0, 1.0))


def _vector(place: tuple[float, float]) -> tuple[float, float, float]:
    latitude, longitude = math.radians(place[0]), math.radians(place[1])
    return (
        math.cos(latitude) * math.cos(longitude),
        math.cos(latitude) * math.sin(longitude),
        math.sin(latitude),
    )
