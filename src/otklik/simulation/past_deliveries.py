"""Thirty days of deliveries behind the demo's present: who drove, which windows were kept, what buyers said.

They are appended in bulk to orders that are over by then, so that nothing is owed or told because of them: facts of
the past with their own instants, each day's stream in order.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from otklik.actions import windows
from otklik.actions.commit import commit
from otklik.actions.units import Command, Decide, Failed, Refused, Unit
from otklik.domain.catalogue import make
from otklik.domain.events import Event
from otklik.domain.fleets import OWN, Fleet, Point
from otklik.domain.runs import rounded, stream_of
from otklik.simulation import cast
from otklik.simulation.fleets import CARRIER, DEPOT
from otklik.store.delivered import list_confirmed, list_over
from otklik.store.directory import load_world

ACTOR = "person:anna"
"""Who agrees on windows with buyers before a visitor comes."""

DAYS = 30
AT_ONCE = 250
ZONES = {"centre": 8, "north": 5, "east": 6, "south": 5, "west": 3, "beyond": 2}
HOURS = {10: 2, 12: 2, 14: 2, 16: 3, 18: 5, 20: 4}
"""Where deliveries go, and which windows are wanted: evenings twice as often."""

EVENING, SLOW = 18, "east"
KEPT, KEPT_SLOW, KEPT_CARRIER = 0.93, 0.6, 0.95
"""Own couriers keep their windows but for evenings in one zone, the carrier nearly always."""

CARRIED, CARRIED_FAR, FAR = 0.3, 0.8, "beyond"
DOOR, DOOR_CARRIER = 0.86, 0.96
SAYS, POLITE, POLITE_CARRIER = 0.45, 0.97, 0.9


@dataclass(frozen=True, slots=True)
class _Past:
    """One delivery: the order, its day and window, who brought it and when."""

    order: str
    key: str
    accepted_at: datetime
    day: date
    from_at: datetime
    zone: str
    point: Point
    carrier: str
    vehicle: str
    courier: str
    done_at: datetime
    rng: random.Random

    @property
    def to_at(self) -> datetime:
        return self.from_at + timedelta(hours=2)


def live(*, seed: int, until: datetime) -> int:
    """How many deliveries the days before an instant have now.

    Parameters
    ----------
    seed
        Which life.
    until
        Aware UTC; the demo's present.
    """
    fleet = load_world([DEPOT], now=until).store(DEPOT).fleet
    if fleet is None:
        return 0
    served = sorted(fleet.serves)
    over = list_over(served, since=until - timedelta(days=DAYS + 2), until=until, delivery="courier")
    past = [one for order, at in over if (one := _drawn(seed, order, at, fleet, until)) is not None]
    units = sorted(_units(past), key=lambda unit: unit.now)
    for begin in range(0, len(units), AT_ONCE):
        for result in commit(units[begin : begin + AT_ONCE]):
            if isinstance(result, Failed | Refused):
                raise result.error
    return len(past)


def _drawn(seed: int, order: str, over_at: datetime, fleet: Fleet, until: datetime) -> _Past | None:
    """One order's delivery; None where it would not be over yet."""
    rng = random.Random(f"{seed}/delivery/{order}")  # noqa: S311 - a simulated life, no secret
    zone = ZoneInfo(cast.MOSCOW)
    accepted_at = over_at + timedelta(minutes=rng.randint(2, 20))
    day = accepted_at.astimezone(zone).date() + timedelta(days=rng.choice((1, 1, 1, 2)))
    hour = rng.choices(list(HOURS), list(HOURS.values()))[0]
    from_at = datetime.combine(day, time(hour), zone).astimezone(UTC)
    slug = rng.choices(list(ZONES), list(ZONES.values()))[0]
    point = _near(fleet, slug, rng)
    is_carried = rng.random() < (CARRIED_FAR if slug == FAR else CARRIED)
    driving = [one for one in fleet.vehicles if day.weekday() in one.weekdays and _reaches(one, hour)]
    # the one that began earliest drives by day, the last one in the evening: routes that are worth driving
    driving.sort(key=lambda one: (one.from_time, one.slug), reverse=hour >= EVENING)
    vehicle = None if is_carried or not driving else driving[0]
    is_slow = slug == SLOW and hour >= EVENING
    kept = KEPT_CARRIER if vehicle is None else KEPT_SLOW if is_slow else KEPT
    late = rng.random() >= kept
    minutes = rng.uniform(123, 190) if late else rng.uniform(8, 118)
    done_at = from_at + timedelta(minutes=minutes)
    if done_at + timedelta(hours=5) > until:
        return None
    uuid = order.partition("/")[2]
    return _Past(
        order, f"{uuid}.1", accepted_at, day, from_at, slug, point,
        OWN if vehicle else CARRIER, vehicle.slug if vehicle else "", vehicle.courier if vehicle else "",
        done_at, rng,
    )  # fmt: skip


def agree(*, seed: int, now: datetime) -> int:
    """How many windows buyers of confirmed orders agree on for the days after the demo's beginning, by its own plan.

    Parameters
    ----------
    now
        Aware UTC; the demo's present.
    """
    fleet = load_world([DEPOT], now=now).store(DEPOT).fleet
    if fleet is None:
        return 0
    agreed = 0
    for order, store in list_confirmed(sorted(fleet.serves), delivery="courier"):
        rng = random.Random(f"{seed}/window/{order}")  # noqa: S311 - a simulated life, no secret
        slug = rng.choices(list(ZONES), list(ZONES.values()))[0]
        where = windows.Where(store, point=_near(fleet, slug, rng))
        offers = [one for one in windows.list_windows(where, days=3, now=now).offers if one.is_free]
        # most want tomorrow, and the evening
        offers.sort(key=lambda one: (one.from_at.date() == now.date(), rng.random()))
        if offers:
            chosen = offers[0]
            windows.accept(
                order, actor=ACTOR, from_at=chosen.from_at, to_at=chosen.to_at, where=where, now=now
            )
            agreed += 1
    return agreed


def _near(fleet: Fleet, slug: str, rng: random.Random) -> Point:
    """A point in a zone, rounded as a day may know it."""
    centre = next(one.centre for one in fleet.zones if one.slug == slug)
    return rounded((centre[0] + rng.gauss(0, 0.018), centre[1] + rng.gauss(0, 0.03)))


def _reaches(vehicle: Any, hour: int) -> bool:
    return bool(vehicle.from_time <= time(hour, 30) and time(hour + 1) <= vehicle.to_time)


def _units(past: Sequence[_Past]) -> list[Unit]:
    made, days = [], defaultdict(list)
    for one in past:
        days[one.day].append(one)
        made += _agreed(one)
        made += _brought(one)
    for day, found in days.items():
        made += _driven(day, found)
    return made


def _saying(kind: str, at: datetime, actor: str = "system", **data: Any) -> Decide:
    event: Event = make(kind, occurred_at=at, actor=actor, **data)
    return lambda state, world, now: [event]


def _agreed(one: _Past) -> list[Unit]:
    at, run = one.accepted_at, stream_of(DEPOT, one.day)
    window: Mapping[str, Any] = {"window_from_at": one.from_at, "window_to_at": one.to_at}
    carrier = DEPOT if one.carrier == OWN else one.carrier
    order = _saying(
        "window.accepted", at, delivery=one.key, carrier=carrier, run=run, zone=one.zone, **window
    )
    planned = _saying(
        "stop.planned", at, delivery=one.key, order=one.order, zone=one.zone, point=list(one.point),
        service_s=480, load=1, carrier=one.carrier, vehicle=one.vehicle or None, **window,
    )  # fmt: skip
    return [Unit(now=at, commands=(Command(one.order, order), Command(run, planned)))]


def _brought(one: _Past) -> list[Unit]:
    """Told of a delay, at the door, and what the buyer says of it in the evening."""
    rng, made = one.rng, []
    is_own = one.carrier == OWN
    if one.done_at > one.to_at and rng.random() < (0.7 if is_own else 0.5):
        at = one.to_at - timedelta(minutes=rng.randint(5, 40))
        later: dict[str, Any] = {"window_from_at": one.to_at, "window_to_at": one.to_at + timedelta(hours=2)}
        told = _saying("window.told", at, delivery=one.key, means="call", **later)
        made.append(Unit(now=at, commands=(Command(one.order, told),)))
    how = "door" if rng.random() < (DOOR if is_own else DOOR_CARRIER) else "down"
    by = f"person:{one.courier}" if one.courier else "system"
    done = _saying(
        "delivery.done", one.done_at, by, how=how, delivery=one.key,
        carrier=DEPOT if is_own else one.carrier, courier=one.courier or None,
    )  # fmt: skip
    commands = [Command(one.order, done)]
    if is_own:
        seen = _saying("stop.visited", one.done_at, by, how=how, delivery=one.key, vehicle=one.vehicle)
        commands.append(Command(stream_of(DEPOT, one.day), seen))
    made.append(Unit(now=one.done_at, commands=tuple(commands)))
    if rng.random() < SAYS:
        at = one.done_at + timedelta(minutes=rng.randint(10, 240))
        polite = rng.random() < (POLITE if is_own else POLITE_CARRIER)
        said = _saying(
            "delivery.witnessed", at, "buyer",
            delivery=one.key, to_the_door=how == "door", polite=polite, in_time=one.done_at <= one.to_at,
        )  # fmt: skip
        made.append(Unit(now=at, commands=(Command(one.order, said),)))
    return made


def _driven(day: date, past: Sequence[_Past]) -> list[Unit]:
    """A day's morning and evening: routes in the order of their windows, vehicles out and home."""
    run, routes = stream_of(DEPOT, day), defaultdict(list)
    for one in sorted(past, key=lambda one: (one.from_at, one.key)):
        if one.vehicle:
            routes[one.vehicle].append(one)
    if not routes:
        return []
    ordered = {vehicle: [one.key for one in stops] for vehicle, stops in routes.items()}
    carried = {one.key: one.carrier for one in past if not one.vehicle}
    first = min(one.from_at for one in past)
    morning = max(max(one.accepted_at for one in past), first - timedelta(hours=2))
    better = _saying("plan.improved", morning, routes=ordered, carried=carried or None)
    made = [Unit(now=morning, commands=(Command(run, better),))]
    for vehicle, stops in routes.items():
        out, home = stops[0].from_at - timedelta(minutes=30), max(one.done_at for one in stops)
        courier, home = stops[0].courier, home + timedelta(minutes=35)
        actor = f"person:{courier}"
        for kind, at in (("run.started", out), ("run.ended", home)):
            said = _saying(kind, at, actor, vehicle=vehicle, courier=courier)
            made.append(Unit(now=at, commands=(Command(run, said),)))
    return made
