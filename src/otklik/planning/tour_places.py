"""How many deliveries a fleet manages on a day, before any route of it is known.

A tour's length follows from the density of its stops alone (Beardwood, Halton, Hammersley 1959); what windows take of
that is the depot's pace (`paces.py`). It says how many cars are needed four weeks ahead; what is promised, the day's
own plan decides by insertion.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from otklik.domain.fleets import DeliveryZone, Fleet, Point, Vehicle

SPREAD = 0.7124
"""Mean leg of a good tour, over the root of the area that each of its stops has to itself."""

UNKNOWN_RADIUS_KM = 3.0
"""A zone that is known by its postcodes alone is taken to be so large."""

KM_A_DEGREE = 111.2
DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Share:
    """What a fleet manages in one zone, and what of the zone's need is left over."""

    places: int
    left: int


def share_out(
    fleet: Fleet, vehicles: Sequence[Vehicle], needs: Mapping[str, int], *, pace: float = 1.0
) -> dict[str, Share]:
    """What these vehicles manage in each zone on a day with these needs; free places count where they are cheapest.

    Parameters
    ----------
    vehicles
        Those that drive that day; who may drive to few zones is asked first.
    needs
        Deliveries wanted by zone; zones that the fleet doesn't know are left out.
    pace
        So much of what the formula says is managed in truth (`paces.py`).

    Notes
    -----
    A vehicle serves the zones first that no carrier takes, of those the one where most is left; its road there and
    back is that of the first.
    """
    zones = {one.slug: one for one in fleet.zones}
    left = {slug: max(needs.get(slug, 0), 0) for slug in zones}
    places = dict.fromkeys(zones, 0)
    carried = {slug for carrier in fleet.carriers for slug in carrier.tariff_minor}
    cost_s = {slug: _stop_s(fleet, zone, left[slug]) / pace for slug, zone in zones.items()}
    for vehicle in sorted(vehicles, key=lambda one: (len(one.zones) or len(zones), one.slug)):
        allowed = sorted(one for one in zones if not vehicle.zones or one in vehicle.zones)
        if not allowed:
            continue
        allowed.sort(key=lambda one: (one in carried, -left[one]))
        room_s = _span_s(vehicle.from_time, vehicle.to_time) - _there_and_back_s(fleet, zones[allowed[0]])
        load = vehicle.capacity
        for slug in allowed:
            served = min(left[slug], load, max(int(room_s // cost_s[slug]), 0))
            places[slug] += served
            left[slug] -= served
            load -= served
            room_s -= served * cost_s[slug]
        cheapest = min(allowed, key=lambda one: cost_s[one])
        places[cheapest] += min(load, max(int(room_s // cost_s[cheapest]), 0))
    return {slug: Share(places[slug], left[slug]) for slug in zones}


def _stop_s(fleet: Fleet, zone: DeliveryZone, stops: int) -> float:
    """Seconds that one more stop of a zone takes, with the road to it, on a day with so many stops there."""
    radius_km = zone.radius_km or UNKNOWN_RADIUS_KM
    leg_km = SPREAD * math.sqrt(math.pi * radius_km**2 / max(stops, 1)) * zone.detour
    return zone.buffer * (fleet.service_s + leg_km / zone.speed_kmh * 3600)


def _there_and_back_s(fleet: Fleet, zone: DeliveryZone) -> float:
    return zone.buffer * 2 * _beeline_km(fleet.point, zone.centre) * zone.detour / zone.speed_kmh * 3600


def _beeline_km(one: Point, other: Point) -> float:
    north = (one[0] - other[0]) * KM_A_DEGREE
    east = (one[1] - other[1]) * KM_A_DEGREE * math.cos(math.radians((one[0] + other[0]) / 2))
    return math.hypot(north, east)


def _span_s(from_time: time, to_time: time) -> int:
    begin, end = (one.hour * 3600 + one.minute * 60 + one.second for one in (from_time, to_time))
    return end - begin if end > begin else end - begin + DAY_S
