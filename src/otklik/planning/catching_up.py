"""The order of the doors that are left to a late vehicle in which fewest windows are missed, and by least.

What is on board stays on board: only the order changes. Each door is tried at each place of what is left, while that
helps; a route that misses nothing is left as it is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from otklik.domain.fleets import Fleet
from otklik.domain.runs import RunState
from otklik.planning.arrivals import arrivals_of

MOST = 14
"""So many doors ahead are looked at, the next ones: a courier does not plan his evening anew at noon."""


def catch_up(
    run: RunState, fleet: Fleet, time_zone: str, vehicle: str, *, now: datetime
) -> tuple[str, ...] | None:
    """The vehicle's whole route in the better order; None where none is better, or nothing is late.

    Parameters
    ----------
    run
        The day, with what is known of the delay.
    """
    route = run.routes.get(vehicle, ())
    run = replace(run, routes={vehicle: route})
    best, missed = route, _missed_s(run, fleet, time_zone, vehicle, now)
    if not missed[0]:
        return None
    reached = arrivals_of(run, fleet, time_zone, now=now)
    going = [key for key, mark in run.stops.items() if not mark.how]
    free = [key for key in route if key in reached and not reached[key].how and key not in going]
    for key in free[:MOST]:
        rest = [one for one in best if one != key]
        for at in (rest.index(one) for one in free[:MOST] if one != key):
            tried = (*rest[:at], key, *rest[at:])
            after = replace(run, routes={vehicle: tried})
            now_missed = _missed_s(after, fleet, time_zone, vehicle, now)
            if now_missed < missed:
                best, missed = tried, now_missed
    return best if best != route else None


def _missed_s(run: RunState, fleet: Fleet, time_zone: str, vehicle: str, now: datetime) -> tuple[int, float]:
    """How many windows are missed ahead, and by how many seconds in all."""
    late = [
        (one.due_at - run.visits[one.id].window_to_at).total_seconds()
        for one in arrivals_of(run, fleet, time_zone, now=now).values()
        if one.vehicle == vehicle and not one.how and run.visits[one.id].order
    ]
    missed = [one for one in late if one > 0]
    return len(missed), sum(missed)
