"""Where a stop goes that a dispatcher gives to another vehicle: the place of its route that lengthens it least.

Every place is walked by the verifier (`plan_checks.py`), at nominal times: what a person moves by hand breaks no window
that held before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from otklik.domain.fleets import Fleet
from otklik.domain.runs import RunState
from otklik.planning.day_plans import DayPlan
from otklik.planning.distances import length_km
from otklik.planning.plan_checks import find_faults
from otklik.planning.runs import day_plan_of


def find_position(run: RunState, fleet: Fleet, time_zone: str, delivery: str, vehicle: str) -> int | None:
    """The position in a vehicle's route; None where the stop fits nowhere, or the vehicle does not drive.

    Parameters
    ----------
    run
        The day, without holds that have ended.
    delivery
        A stop of it, wherever it stands now; doors that somebody was at already stay before it.
    """
    plan = day_plan_of(run, fleet, time_zone)
    tour = next((one for one in plan.tours if one.id == vehicle), None)
    if tour is None or delivery not in plan.stops:
        return None
    route = [one for one in plan.routes.get(vehicle, ()) if one != delivery]
    behind = max((at + 1 for at, one in enumerate(route) if _is_behind(run, one)), default=0)
    alone = replace(plan, tours=(tour,), carried={})
    found = [
        (_length_km(plan, candidate), at)
        for at in range(behind, len(route) + 1)
        if not _faults(alone, vehicle, candidate := [*route[:at], delivery, *route[at:]])
    ]
    return min(found)[1] if found else None


def _is_behind(run: RunState, stop: str) -> bool:
    mark = run.stops.get(stop)
    return mark is not None and bool(mark.how)


def _faults(plan: DayPlan, vehicle: str, route: Sequence[str]) -> bool:
    one = replace(plan, stops={name: plan.stops[name] for name in route}, routes={vehicle: tuple(route)})
    return bool(find_faults(one))


def _length_km(plan: DayPlan, route: Sequence[str]) -> float:
    depot = plan.geography.depot
    stops = [plan.stops[one] for one in route]
    points = np.asarray([depot, *((one.latitude, one.longitude) for one in stops), depot], dtype=float)
    return length_km(plan.geography, points)
