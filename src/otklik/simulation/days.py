"""Reference days of delivery: a town of zones, what a carrier takes there, who asks for which window, and the noise.

All figures of routes, windows and buffers (docs/algorithms/routes.md) are measured on these, so they were fixed before
any planner was written. A day is a value of its seed alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from otklik.planning.buffers import Noise
from otklik.planning.day_plans import DayPlan, Geography, Stop, Tour

SEEDS = tuple(range(20))
"""Each figure is the median over all of them, with its range."""

DEPOT = (55.75, 37.62)
HOUR = 3600
WINDOWS = tuple((hour * HOUR, (hour + 2) * HOUR) for hour in (9, 11, 13, 15, 17, 19))
"""Six windows of two hours; seconds since midnight."""

POPULARITY = (1, 1, 1, 1, 2, 2)
"""So often is each of them asked for first: after work twice as often."""

REQUESTS = 500
SECOND_CHOICE = 0.6
"""This share of those whose window is gone takes another; all others go."""

CARS = 10
OUTER_SHARE = 0.35
"""Of the requests of a day on which the outer ring buys (a mailing, a new estate)."""

KM_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class TownZone:
    """A part of the town: a ring of it around a point, how likely a request is from there, and what a carrier takes."""

    centre_km: tuple[float, float]
    from_km: float
    to_km: float
    weight: float
    speed_kmh: float
    tariff_minor: int


TOWN: Mapping[str, TownZone] = {
    "centre": TownZone((0, 0), 0, 3, 0.30, 18, 320_00),
    "north": TownZone((0, 6.5), 0, 3.5, 0.15, 25, 390_00),
    "east": TownZone((6.5, 0), 0, 3.5, 0.15, 25, 390_00),
    "south": TownZone((0, -6.5), 0, 3.5, 0.15, 25, 390_00),
    "west": TownZone((-6.5, 0), 0, 3.5, 0.15, 25, 390_00),
    "outer": TownZone((0, 0), 10, 14, 0.10, 32, 590_00),
}

SERVICE_S = (360, 480, 720)
SERVICE_WEIGHTS = (0.6, 0.3, 0.1)
"""To hand over, to try on, to carry up."""


NOISE = Noise(leg=0.3, day=0.1, service=0.5)
"""Coefficients of variation: of each leg, of the whole day's traffic, of each door."""


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody who wants a delivery, in the order of asking: the stop but for its window, and the windows he takes."""

    stop: Stop
    choices: tuple[int, ...]
    """Numbers of `WINDOWS`: the first, and the second if he takes one."""


@dataclass(frozen=True, slots=True)
class ReferenceDay:
    """An empty plan of the depot's own vehicles, and who asks."""

    plan: DayPlan
    requests: tuple[Request, ...]


def find_geography() -> Geography:
    """The town's roads: a detour of 1.34, each zone's speed, and a river between the west and the rest of the edge."""
    return Geography(
        depot=DEPOT,
        detour=1.34,
        speed_kmh=25,
        speeds_kmh={zone: one.speed_kmh for zone, one in TOWN.items()},
        pair_factors={"north|west": 1.15, "south|west": 1.15},
    )


def make_booking_day(
    seed: int, *, requests: int = REQUESTS, cars: int = CARS, outer: float | None = None
) -> ReferenceDay:
    """A day on which windows are asked for one after another.

    Parameters
    ----------
    outer
        Share of the requests that come from the outer ring; None = the town's usual.
    """
    dice = np.random.default_rng((seed, 1))
    stops = _draw_stops(dice, requests, outer)
    shares = np.array(POPULARITY) / sum(POPULARITY)
    found = []
    for stop in stops:
        first, second = dice.choice(len(WINDOWS), 2, replace=False, p=shares)
        takes = dice.random() < SECOND_CHOICE
        found.append(Request(stop, (int(first), int(second)) if takes else (int(first),)))
    tours = tuple(
        Tour(f"car-{number}", 8 * HOUR + HOUR // 2, 21 * HOUR + HOUR // 2, 60) for number in range(cars)
    )
    return ReferenceDay(DayPlan(find_geography(), tours), tuple(found))


def make_mixed_day(seed: int, *, orders: int = 200, cars: int = 6) -> DayPlan:
    """Orders with windows and a tariff each, and cars in two shifts of eight hours: what to drive, what to hand over.

    A car costs 800 a day, 450 an hour and 14 a kilometre; the carrier takes its zone's tariff.
    """
    dice = np.random.default_rng((seed, 2))
    shares = np.array(POPULARITY) / sum(POPULARITY)
    stops = {}
    for stop in _draw_stops(dice, orders, None):
        opens, closes = WINDOWS[dice.choice(len(WINDOWS), p=shares)]
        tariffs = {"carrier": TOWN[stop.zone].tariff_minor}
        stops[stop.id] = Stop(
            stop.id, stop.latitude, stop.longitude, opens, closes, stop.service_s, 1, stop.zone, tariffs
        )
    shifts = ((9 * HOUR, 17 * HOUR), (13 * HOUR + HOUR // 2, 21 * HOUR + HOUR // 2))
    tours = tuple(
        Tour(
            f"car-{number}",
            *shifts[number % 2],
            60,
            fixed_minor=800_00,
            per_hour_minor=450_00,
            per_km_minor=14_00,
        )
        for number in range(2 * cars)
    )
    return DayPlan(find_geography(), tours, stops)


def make_square_day(stops: int, kind: str, seed: int) -> DayPlan:
    """An instance of Solomon's type, where only kilometres cost: a square of 100 × 100 minutes around one depot.

    Parameters
    ----------
    kind
        `R`: points anywhere; `C`: in heaps; `RC`: half and half.
    """
    dice = np.random.default_rng((seed, stops, sum(map(ord, kind))))
    points = _draw_square(dice, stops, kind)
    horizon, width, service_s = 240 * 60, 40 * 60, 10 * 60
    away_s = np.hypot(points[:, 0] - 50, points[:, 1] - 50) * 60
    found = {}
    for number, (x, y) in enumerate(points):
        earliest, latest = int(away_s[number]) + 60, horizon - int(away_s[number]) - service_s - 60
        middle = int(dice.integers(earliest, max(earliest + 1, latest)))
        if dice.random() < 0.75:
            earliest, latest = max(earliest, middle - width // 2), min(latest, middle + width // 2)
        load = int(dice.integers(1, 6)) * 10
        found[f"s{number}"] = Stop(
            f"s{number}", *_place((x - 50) / 5, (y - 50) / 5), earliest, latest, service_s, load
        )
    tours = tuple(Tour(f"t{number}", 0, horizon, 200, per_km_minor=100_00) for number in range(stops // 4))
    return DayPlan(Geography(DEPOT, detour=1.0, speed_kmh=12), tours, found)


def _draw_stops(dice: np.random.Generator, count: int, outer: float | None) -> list[Stop]:
    weights = {zone: one.weight for zone, one in TOWN.items()}
    if outer is not None:
        rest = 1 - weights["outer"]
        weights = {
            zone: outer if zone == "outer" else one * (1 - outer) / rest for zone, one in weights.items()
        }
    zones, found = list(TOWN), []
    for number in range(count):
        zone = zones[dice.choice(len(zones), p=list(weights.values()))]
        one = TOWN[zone]
        away = math.sqrt(dice.uniform(one.from_km**2, one.to_km**2))
        angle = dice.uniform(0, 2 * math.pi)
        point = _place(one.centre_km[0] + away * math.cos(angle), one.centre_km[1] + away * math.sin(angle))
        service_s = int(dice.choice(SERVICE_S, p=SERVICE_WEIGHTS))
        found.append(Stop(f"d{number}", *point, 0, 0, service_s, 1, zone))
    return found


def _draw_square(dice: np.random.Generator, count: int, kind: str) -> np.ndarray:
    anywhere = dice.uniform(0, 100, (count, 2))
    if kind == "R":
        return anywhere
    heaps = dice.uniform(10, 90, (max(2, count // 10), 2))
    heaped = np.clip(heaps[dice.integers(0, len(heaps), count)] + dice.normal(0, 4, (count, 2)), 0, 100)
    if kind == "C":
        return heaped
    return np.where((np.arange(count) % 2 == 0)[:, None], anywhere, heaped)


def _place(east_km: float, north_km: float) -> tuple[float, float]:
    """A point of the town, rounded to about 100 m as buyers' points are."""
    latitude = DEPOT[0] + north_km / KM_A_DEGREE
    longitude = DEPOT[1] + east_km / (KM_A_DEGREE * math.cos(math.radians(DEPOT[0])))
    return round(latitude, 3), round(longitude, 3)
