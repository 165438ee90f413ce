"""What couriers' marks tell of a day: how long each drive with the door at its end took, against the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from otklik.domain.deliveries import HOWS
from otklik.domain.fleets import Fleet
from otklik.domain.runs import RunState
from otklik.domain.slots import base_at
from otklik.planning.buffers import Leg
from otklik.planning.route_tasks import find_legs
from otklik.planning.runs import day_plan_of, seconds_of


def list_legs(run: RunState, fleet: Fleet, time_zone: str) -> Iterator[Leg]:
    """Each drive from one marked stop to the next, of vehicles that set out, in the order of the marks.

    Notes
    -----
    A drive at whose end the courier waited for the window says nothing, and so does one after which nobody opened.
    """
    plan = day_plan_of(run, fleet, time_zone)
    nominal = replace(plan, geography=replace(plan.geography, buffers={}))
    seconds, _, services = find_legs(nominal)
    numbers = {one: number for number, one in enumerate(nominal.stops, 1)}
    base = base_at(date.fromisoformat(run.day), time_zone)
    for vehicle, mark in run.vehicles.items():
        if mark.started_at is None:
            continue
        at, left_s = 0, seconds_of(mark.started_at, base)
        visited = [(one.at, key) for key, one in run.stops.items() if one.vehicle == vehicle and one.how]
        for when, key in sorted(visited):
            here = numbers.get(key)
            if here is None:
                at = -1
                continue
            done_s = seconds_of(when, base)
            stop = nominal.stops[key]
            if at >= 0 and run.stops[key].how in HOWS:
                drive_s = int(seconds[at, here])
                if left_s + drive_s >= stop.from_s:
                    yield Leg(stop.zone, drive_s + int(services[here]), done_s - left_s)
            at, left_s = here, done_s
