"""What a delivery of a day cost: a carrier's tariff, or its part of what the vehicle's tour cost."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np

from otklik.domain.fleets import OWN, Fleet, Vehicle
from otklik.domain.runs import RunState
from otklik.planning.distances import length_km
from otklik.planning.runs import geography_of, instant_on, list_vehicles

HOUR_S = 3600


def cost_by_stop(run: RunState, fleet: Fleet, time_zone: str) -> dict[str, int]:
    """Delivery → minor units: of a carrier its tariff for the zone, of a vehicle the tour's cost by its stops alike.

    Notes
    -----
    A tour costs its start, its hours (as the courier marked them, else its shift) and the road through its stops and
    home. What nobody knows a price of is left out.
    """
    costs = {}
    tariffs = {one.slug: one.tariff_minor for one in fleet.carriers}
    for key, carrier in run.carried.items():
        visit = run.visits.get(key)
        if visit and carrier != OWN and visit.zone in tariffs.get(carrier, {}):
            costs[key] = tariffs[carrier][visit.zone]
    vehicles = {one.slug: one for one in list_vehicles(run, fleet)}
    for slug, route in run.routes.items():
        stops = [key for key in route if key in run.planned]
        if slug in vehicles and stops:
            part = tour_minor(run, fleet, vehicles[slug], stops, time_zone) / len(stops)
            costs |= dict.fromkeys(stops, round(part))
    return costs


def tour_minor(run: RunState, fleet: Fleet, vehicle: Vehicle, stops: list[str], time_zone: str) -> int:
    """What one vehicle's tour through these stops cost, in minor units."""
    points = [fleet.point, *(run.visits[key].point for key in stops), fleet.point]
    km = length_km(geography_of(fleet), np.asarray(points, dtype=float))
    hours = _hours(run, vehicle, time_zone)
    return round(vehicle.fixed_minor + vehicle.per_hour_minor * hours + vehicle.per_km_minor * km)


def _hours(run: RunState, vehicle: Vehicle, time_zone: str) -> float:
    mark = run.vehicles.get(vehicle.slug)
    if mark and mark.started_at and mark.ended_at:
        return _between(mark.started_at, mark.ended_at)
    day_on = date.fromisoformat(run.day)
    ends = (instant_on(day_on, at, time_zone) for at in (vehicle.from_time, vehicle.to_time))
    return _between(*ends)


def _between(from_at: datetime, to_at: datetime) -> float:
    return max((to_at - from_at).total_seconds(), 0.0) / HOUR_S
