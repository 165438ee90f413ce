"""How fast a depot fills its days in truth: a day like the coming ones, filled by the insertion that sells windows.

The formula of `tour_places` knows density and hours, not windows: everybody wants the evening. So a day is made up,
its buyers ask one after another, and what fits in over what the formula says is the depot's pace. Pure; numpy alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import time

import numpy as np

from otklik.domain.fleets import DeliveryZone, Fleet, Point
from otklik.planning.day_plans import DayPlan, Geography, Stop, Tour
from otklik.planning.slots import find_spots, timetable_of
from otklik.planning.tour_places import KM_A_DEGREE, UNKNOWN_RADIUS_KM, share_out

FULL = 1.6
"""So many times what the formula says ask for a window, so that the day is full."""

DAYS = 2
SECOND_CHOICE = 0.6
"""This share takes another window where the first is gone."""

LOW, HIGH = 0.3, 1.5

SEED = 8
"""Of the made-up days: the same fleet gives the same pace."""


def measure_pace(
    fleet: Fleet,
    needs: Mapping[str, int],
    rng: np.random.Generator,
    *,
    popularity: Mapping[time, float] | None = None,
    days: int = DAYS,
) -> float:
    """What fits into a day by insertion, over what the formula says; between `LOW` and `HIGH`.

    Parameters
    ----------
    needs
        Deliveries by zone of a day like those that matter.
    popularity
        How often a window that begins then is asked for first; None = all alike.
    """
    places = sum(one.places for one in share_out(fleet, fleet.vehicles, needs).values())
    if not places or not fleet.windows:
        return 1.0
    asked = math.ceil(places * FULL)
    fitted = [_fill(fleet, needs, asked, rng, popularity) for _ in range(days)]
    return min(max(sum(fitted) / days / places, LOW), HIGH)


def _fill(
    fleet: Fleet,
    needs: Mapping[str, int],
    asked: int,
    rng: np.random.Generator,
    popularity: Mapping[time, float] | None,
) -> int:
    spans = sorted({(_second(one.from_time), _second(one.to_time)) for one in fleet.windows})
    weights = np.array([(popularity or {}).get(time(begin // 3600), 1.0) for begin, _ in spans])
    shares = weights / weights.sum()
    zones = {one.slug: one for one in fleet.zones}
    wanted = np.array([max(needs.get(slug, 0), 0) for slug in zones], dtype=float)
    mix = wanted / wanted.sum() if wanted.sum() else np.full(len(zones), 1 / len(zones))
    plan = DayPlan(_geography(fleet), tuple(_tour(n, fleet) for n in range(len(fleet.vehicles))))
    table = timetable_of(plan)
    for n in range(asked):
        zone = zones[list(zones)[int(rng.choice(len(zones), p=mix))]]
        stop = Stop(f"d{n}", *_point(zone, rng), 0, 0, fleet.service_s, 1, zone.slug)
        takes = 2 if len(spans) > 1 and rng.random() < SECOND_CHOICE else 1
        choices = [spans[int(one)] for one in rng.choice(len(spans), takes, replace=False, p=shares)]
        spots = find_spots(table, stop, choices)
        found = next(((span, spot) for span, spot in zip(choices, spots, strict=True) if spot), None)
        if found is None:
            continue
        (begin, end), spot = found
        route = plan.routes.get(spot.tour, ())
        longer = (*route[: spot.position], stop.id, *route[spot.position :])
        plan = replace(
            plan,
            stops={**plan.stops, stop.id: replace(stop, from_s=begin, to_s=end)},
            routes={**plan.routes, spot.tour: longer},
        )
        table = timetable_of(plan)
    return len(plan.stops)


def _geography(fleet: Fleet) -> Geography:
    detour = sum(zone.detour for zone in fleet.zones) / len(fleet.zones)
    return Geography(
        depot=fleet.point,
        detour=detour,
        speeds_kmh={zone.slug: zone.speed_kmh * detour / zone.detour for zone in fleet.zones},
        buffers={zone.slug: zone.buffer for zone in fleet.zones},
        pair_factors=dict(fleet.pair_factors),
    )


def _tour(number: int, fleet: Fleet) -> Tour:
    one = fleet.vehicles[number]
    begin, end = _second(one.from_time), _second(one.to_time)
    return Tour(one.slug, begin, end if end > begin else end + 86_400, one.capacity, one.zones)


def _point(zone: DeliveryZone, rng: np.random.Generator) -> Point:
    radius = zone.radius_km or UNKNOWN_RADIUS_KM
    away, angle = radius * math.sqrt(rng.random()), 2 * math.pi * rng.random()
    north = away * math.sin(angle) / KM_A_DEGREE
    east = away * math.cos(angle) / (KM_A_DEGREE * math.cos(math.radians(zone.centre[0])))
    return zone.centre[0] + north, zone.centre[1] + east


def _second(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second
