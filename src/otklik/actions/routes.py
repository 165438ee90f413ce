"""A depot's day gets better routes, found beside it by another process and checked when they land."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain.fleets import Fleet
from otklik.domain.routes import BetterRoutes, decide_improve
from otklik.domain.runs import RunState, alive, run_of
from otklik.domain.world import World
from otklik.planning import day_tasks, routes
from otklik.planning.day_plans import DayPlan
from otklik.planning.plan_checks import find_faults
from otklik.planning.route_tasks import THOUSANDTHS
from otklik.planning.routes import DayTask
from otklik.planning.runs import day_plan_of
from otklik.store import directory, journal

FEWEST = 3
"""Stops of a day below which there is nothing to search."""

LEAST_GAIN = 0.005
"""A day is changed for this share of its cost at least: routes that jump to and fro help nobody."""


@dataclass(frozen=True, slots=True)
class _Depot:
    world: World
    fleet: Fleet
    places: tuple[str, ...]


def _depot_of(stream: str, *, now: datetime) -> _Depot | None:
    slug = stream.split("/")[1]
    world = directory.load_world((slug,), now=now)
    fleet = world.store(slug).fleet
    if fleet is None:
        return None
    places = (slug, *(one.slug for one in fleet.carriers))
    return _Depot(directory.load_world(places, now=now), fleet, places)


def load_task(stream: str, *, now: datetime) -> DayTask | None:
    """What is to be improved of a day; None where there is too little, or its depot has no fleet any more."""
    depot = _depot_of(stream, now=now)
    if depot is None:
        return None
    run = alive(run_of(journal.load_states([stream])[stream].subject, stream), now)
    task = day_tasks.day_task_of(run, depot.fleet, depot.world, now=now)
    return task if len(task.plan.stops) >= FEWEST else None


def land(stream: str, *, before: DayTask, better: DayPlan, by: str, now: datetime) -> Done | None:
    """One `plan.improved`, if what was found can be brought onto the day as it is by now; see `routes.merge`.

    Parameters
    ----------
    stream
        Of the day.
    before, better
        What the search began with, and what it found. Whoever found it is not trusted: all is checked here.
    by
        Which way of planning.
    now
        Aware UTC.
    """
    depot = _depot_of(stream, now=now)
    if depot is None:
        return None
    decide = partial(decide_improve, by=by, bring=partial(_bring, before=before, better=better))
    return commit_one(Unit(now=now, commands=(Command(stream, decide),), stores=depot.places))


def _bring(
    run: RunState, world: World, now: datetime, *, before: DayTask, better: DayPlan
) -> BetterRoutes | None:
    depot = world.store(run.store)
    if depot.fleet is None:
        return None
    today = day_tasks.day_task_of(run, depot.fleet, world, now=now)
    found = routes.merge(before, better, today)
    if found is None:
        return None
    broken = {(one.what, one.of) for one in find_faults(day_plan_of(run, depot.fleet, depot.calendar.zone))}
    left = {(one.what, one.of) for one in find_faults(found)}
    cost, was = routes.cost_of_plan(today, found), routes.cost_of_plan(today, today.plan)
    if left - broken or (len(left) == len(broken) and cost > was * (1 - LEAST_GAIN)):
        return None
    return BetterRoutes(found.routes, found.carried, round(cost / THOUSANDTHS))
