"""A depot's days to come with their places, and its days past: what its pages and commands are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from otklik.domain.capacity import CapacityDay
from otklik.domain.fleet_decisions import require_fleet
from otklik.domain.fleets import Fleet
from otklik.domain.runs import RunState
from otklik.domain.world import Store
from otklik.domain.zones import parse_zone
from otklik.planning.day_places import ZonePlaces, estimate_places, still_driving
from otklik.store import delivered, demand

DAYS, PAST = 14, 30
"""So many days to come have places, and so many days past are compared."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the page is made of: the depot, its days to come and its days past."""

    depot: Store
    fleet: Fleet
    zone: tzinfo
    today_on: date
    runs: tuple[RunState, ...]
    past: tuple[RunState, ...]
    stored: demand.StoredPlan | None
    places: Mapping[date, tuple[ZonePlaces, ...]]


def load_scene(depot: Store, *, now: datetime) -> Scene:
    """The scene of a depot at an instant."""
    fleet, zone = require_fleet(depot), parse_zone(depot.calendar.zone)
    today_on = now.astimezone(zone).date()
    runs = delivered.load_days(depot.slug, today_on, DAYS, now=now)
    past = delivered.load_days(depot.slug, today_on - timedelta(days=PAST), PAST, now=now)
    stored = demand.load_plan(depot.slug, now)
    planned: Mapping[date, CapacityDay] = {one.on: one for one in stored.plan.days} if stored else {}
    days = [today_on + timedelta(days=number) for number in range(DAYS)]
    drivers = dict(demand.load_agreed(depot, days).drivers)
    drivers[today_on] = still_driving(drivers.get(today_on, ()), now.astimezone(zone).time())
    usual = delivered.count_zones(past)
    found = {
        on: estimate_places(run, fleet, drivers.get(on, ()), usual, planned.get(on))
        for on, run in zip(days, runs, strict=True)
    }
    return Scene(depot, fleet, zone, today_on, runs, past, stored, found)
