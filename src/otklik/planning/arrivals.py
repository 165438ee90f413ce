"""When each stop of a day is reached: as planned, and as it looks now by the marks of whoever drives.

Nominal times, without buffers: a plan is promised with them, and what is told on the way is what will be. A vehicle is
where it was seen last; what its courier says of a delay counts until he is seen at the next door.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from otklik.domain.fleets import Fleet
from otklik.domain.runs import RunMark, RunState, StopMark
from otklik.planning.day_plans import DayPlan, Seconds, Stop, Tour
from otklik.planning.distances import DEPOT, travel_s
from otklik.planning.runs import base_at, day_plan_of, seconds_of


@dataclass(frozen=True, slots=True)
class Arrival:
    """One stop of a vehicle's route.

    Parameters
    ----------
    id
        The delivery's key.
    vehicle
        Whose route it is in, and `place` from 1 there.
    planned_at
        When the visit begins by the plan.
    due_at
        When it begins as it looks now; where somebody was there, when he was.
    slack_s
        By how many seconds the plan can slip before this visit or a later one of the route is outside its window; below
        0 = the plan itself breaks a window.
    how
        What was marked at the door; empty = nobody was there yet.
    is_next
        Whether it is the next door of its vehicle.
    """

    id: str
    vehicle: str
    place: int
    planned_at: datetime
    due_at: datetime
    slack_s: int
    how: str = ""
    is_next: bool = False


def arrivals_of(run: RunState, fleet: Fleet, time_zone: str, *, now: datetime) -> Mapping[str, Arrival]:
    """Every stop that stands in a route of the day, route by route, in the order of visiting.

    Parameters
    ----------
    run, fleet
        The day and what drives.
    time_zone
        IANA zone of the depot.
    now
        Aware UTC.
    """
    plan = day_plan_of(run, fleet, time_zone, now=now)
    base = base_at(_day_on(run), time_zone)
    tours = {tour.id: tour for tour in plan.tours}
    found: dict[str, Arrival] = {}
    for vehicle, route in plan.routes.items():
        tour = tours.get(vehicle) or _idle(vehicle)
        for one in _route(plan, tour, route, run, base, seconds_of(now, base)):
            found[one.id] = one
    return found


def _day_on(run: RunState) -> date:
    return date.fromisoformat(run.day)


def _idle(vehicle: str) -> Tour:
    """A vehicle that was taken out of the day, whose stops nobody has planned anew: it drives all day."""
    return Tour(vehicle, 0, 24 * 3600, 0)


def _route(
    plan: DayPlan, tour: Tour, route: Sequence[str], run: RunState, base: datetime, now_s: int
) -> Iterator[Arrival]:
    stops = [plan.stops[one] for one in route]
    roads = _roads(plan, stops)
    legs = [int(roads[at, at + 1]) for at in range(len(stops))] + [int(roads[len(stops), 0])]
    planned = _planned(tour, stops, legs)
    slack = _slack(tour, stops, legs, planned)
    marks = [run.stops.get(one.id) for one in stops]
    ahead = _ahead(run, stops, marks)
    mark = run.vehicles.get(tour.id, RunMark())
    due = _due(tour, stops, roads, ahead, marks, mark, base, now_s)
    for at, stop in enumerate(stops):
        seen = marks[at]
        yield Arrival(
            id=stop.id,
            vehicle=tour.id,
            place=at + 1,
            planned_at=base + timedelta(seconds=planned[at]),
            due_at=base + timedelta(seconds=due.get(at, planned[at])),
            slack_s=slack[at],
            how=seen.how if seen else "",
            is_next=bool(ahead) and at == ahead[0],
        )


def _ahead(run: RunState, stops: Sequence[Stop], marks: Sequence[StopMark | None]) -> list[int]:
    """Places in the route that are still to be visited, in order: the one he is on the way to first.

    Notes
    -----
    A way past a stop that was dropped, before a door that somebody was at, lies behind.
    """
    last = max((at for at, mark in enumerate(marks) if mark and mark.how), default=-1)
    left = [
        at
        for at, stop in enumerate(stops)
        if not (marks[at] and marks[at].how) and (at > last or run.visits[stop.id].order)  # type: ignore[union-attr]
    ]
    return sorted(left, key=lambda at: (marks[at] is None, at))


def _roads(plan: DayPlan, stops: Sequence[Stop]) -> Seconds:
    """Seconds on the road between all pairs; row and column 0 are the depot."""
    depot = plan.geography.depot
    points = np.asarray([depot, *((one.latitude, one.longitude) for one in stops)], dtype=float)
    zones = [DEPOT, *(one.zone for one in stops)]
    return travel_s(plan.geography, points, points, zones, zones)


def _planned(tour: Tour, stops: Sequence[Stop], legs: Sequence[int]) -> list[int]:
    """When each visit begins if the vehicle leaves with its shift; it waits for a window that is not open yet."""
    at_s, found = tour.from_s, []
    for stop, leg in zip(stops, legs, strict=False):
        at_s = max(at_s + leg, stop.from_s)
        found.append(at_s)
        at_s += stop.service_s
    return found


def _slack(tour: Tour, stops: Sequence[Stop], legs: Sequence[int], planned: Sequence[int]) -> list[int]:
    """From the end: the latest beginning of each visit that keeps it and all after it, less the planned one."""
    latest_s, found = tour.to_s, []
    for at in range(len(stops) - 1, -1, -1):
        latest_s = min(stops[at].to_s, latest_s - legs[at + 1] - stops[at].service_s)
        found.append(latest_s - planned[at])
    return found[::-1]


def _due(
    tour: Tour,
    stops: Sequence[Stop],
    roads: Seconds,
    ahead: Sequence[int],
    marks: Sequence[StopMark | None],
    mark: RunMark,
    base: datetime,
    now_s: int,
) -> dict[int, int]:
    """When each visit begins as it looks now, or began: from the door at which the vehicle was last, else the depot."""
    found = {at: seconds_of(seen.at, base) for at, seen in enumerate(marks) if seen and seen.how}
    here = max(found, key=lambda at: (found[at], at), default=-1)
    at_s = found.get(here, seconds_of(mark.started_at, base) if mark.started_at else max(tour.from_s, now_s))
    for at in ahead:
        reached_s = at_s + int(roads[here + 1, at + 1])
        if at == ahead[0]:
            reached_s = max(_said(marks[at], base, reached_s), _told_s(mark, marks, base))
        found[at] = max(reached_s, now_s, stops[at].from_s)
        at_s, here = found[at] + stops[at].service_s, at
    return found


def _said(seen: StopMark | None, base: datetime, reached_s: int) -> int:
    """When the courier means to be there, where he said so; else by the road."""
    return seconds_of(seen.due_at, base) if seen is not None and seen.due_at else reached_s


def _told_s(mark: RunMark, marks: Sequence[StopMark | None], base: datetime) -> int:
    """When a late courier said that he is at his next door, as far as he was at none since; 0 = he is not late."""
    if mark.due_at is None or mark.late_at is None:
        return 0
    seen = [one.at for one in marks if one is not None and one.how]
    return 0 if seen and max(seen) > mark.late_at else seconds_of(mark.due_at, base)
