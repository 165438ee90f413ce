"""Each night a depot's zones get the buffers that its couriers' marks and a simulation of its own days call for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain.buffers import decide_buffers
from otklik.domain.runs import RunState, stream_of
from otklik.domain.slots import local_day
from otklik.planning.buffers import ON_TIME, Leg, Noise, choose_reserve, find_buffers, learn_paces, plan_again
from otklik.planning.day_plans import DayPlan
from otklik.planning.leg_marks import list_legs
from otklik.planning.runs import day_plan_of
from otklik.store import directory, journal

DAYS = 28
"""So many past days are learnt from."""

ENOUGH_LEGS = 60
"""Below so many drives a depot keeps the buffers that somebody gave it."""

TRIED_DAYS, NOISE_DAYS = 3, 10
"""The fullest days are planned anew with each reserve, and each is driven so often."""

RESERVES = tuple(round(1 + step / 20, 2) for step in range(9))


def learn(depot: str, *, on_time: float = ON_TIME, now: datetime) -> Done | None:
    """The fact that the depot's buffers are others, if they are; None where too few drives are on record.

    Parameters
    ----------
    on_time
        Share of visits that are to begin in their window.
    now
        Aware UTC; the days before it, by the depot's wall clock, are learnt from.
    """
    place = directory.load_world((depot,), now=now).store(depot)
    if place.fleet is None:
        return None
    zone = place.calendar.zone
    legs: list[Leg] = []
    plans: list[DayPlan] = []
    for run in _past_runs(depot, local_day(now, zone)):
        found = list(list_legs(run, place.fleet, zone))
        if found:
            legs += found
            plans.append(day_plan_of(run, place.fleet, zone))
    if len(legs) < ENOUGH_LEGS:
        return None
    paces = learn_paces(legs)
    known = {one.slug: one.buffer for one in place.fleet.zones}
    fullest = sorted(plans, key=lambda plan: -len(plan.stops))[:TRIED_DAYS]
    buffers = partial(find_buffers, tuple(known), paces, known=known)
    chosen = choose_reserve(
        lambda reserve: [plan_again(plan, buffers(reserve)) for plan in fullest],
        Noise(),
        seed=1,
        on_time=on_time,
        days=NOISE_DAYS,
        reserves=RESERVES,
        paces={slug: one.factor for slug, one in paces.items()},
    )
    decide = partial(decide_buffers, buffers=buffers(chosen.reserve))
    return commit_one(Unit(now=now, commands=(Command(f"store/{depot}", decide),), stores=(depot,)))


def _past_runs(depot: str, today: date) -> list[RunState]:
    streams = [stream_of(depot, today - timedelta(days=away)) for away in range(1, DAYS + 1)]
    states = journal.load_states(streams)
    subjects = (states[stream].subject for stream in streams)
    return [one for one in subjects if isinstance(one, RunState)]
