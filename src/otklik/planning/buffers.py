"""By how much planned times are stretched: learnt from courier marks, and chosen by simulation for a share on time.

Two questions that are kept apart. How long do legs and doors of a zone take against the plan? A robust regression of
actual on planned seconds says so, and a zone with few marks leans on all zones together. And how much must be added so
that 99 of 100 visits begin in their window on days that differ from the plan? A simulation of such days says so, and
the smallest reserve that holds is taken. Pure; dice are passed in (docs/algorithms/routes.md).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from otklik.planning.day_plans import DayPlan
from otklik.planning.route_moves import put_in
from otklik.planning.route_tasks import find_legs, make_task, write_plan

Floats = NDArray[np.float64]

ON_TIME = 0.99
"""Share of visits that begin before their window ends, unless somebody says another."""

RESERVES = tuple(round(1 + step / 50, 2) for step in range(21))
"""1.0, 1.02, … 1.4: what is tried, the smallest first."""

ENOUGH_MARKS = 30
"""Marks of a zone that weigh as much as all zones together."""

HUBER = 1.345
"""Beyond so many spreads a mark counts less (Huber): a courier who had lunch, a mark pressed an hour late."""

LEFT_OUT_MINOR = 100_000_00
"""What a stop costs that does not fit: more than any drive, so that none is left out while it fits."""

SMALLEST, LARGEST = 0.8, 1.6
"""Factors beyond are taken for broken marks, not for roads."""


@dataclass(frozen=True, slots=True)
class Noise:
    """How a day differs from its plan, as coefficients of variation: each leg, the whole day's traffic, each door."""

    leg: float = 0.3
    day: float = 0.1
    service: float = 0.5


@dataclass(frozen=True, slots=True)
class DayFactors:
    """How the nominal times of one day turned out: matrix of legs, and a factor a stop, in the matrix' order."""

    legs: Floats
    services: Floats


@dataclass(frozen=True, slots=True)
class Leg:
    """One drive and the door at its end as marks tell it: seconds planned, without any buffer, and seconds taken."""

    zone: str
    planned_s: float
    actual_s: float


@dataclass(frozen=True, slots=True)
class Pace:
    """Of one zone: actual over planned, its standard error, and from how many legs."""

    factor: float
    error: float
    legs: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """The smallest reserve that holds, what share of visits it keeps, and what each tried reserve kept."""

    reserve: float
    on_time: float
    tried: Mapping[float, float]
    holds: bool


def draw_factors(dice: np.random.Generator, points: int, noise: Noise) -> DayFactors:
    """One way that a day may turn out: legs lognormal around the day's own factor, doors by a gamma, all of mean 1."""
    day = _lognormal(dice, noise.day, None)
    legs = day * _lognormal(dice, noise.leg, (points, points))
    shape = 1 / noise.service**2 if noise.service else math.inf
    services = dice.gamma(shape, 1 / shape, points) if noise.service else np.ones(points)
    return DayFactors(legs, services)


def find_on_time(
    plan: DayPlan,
    noise: Noise,
    dice: np.random.Generator,
    *,
    days: int = 20,
    paces: Mapping[str, float] | None = None,
) -> float:
    """The share of driven visits that begin before their window ends, over some days of noise.

    Parameters
    ----------
    paces
        How long legs and doors of a zone really take on average, over nominal times; absent = as planned.

    Notes
    -----
    Nominal times are stretched by the noise; whoever is early waits for the window; nothing is planned anew on the
    way. A day without visits keeps everything.
    """
    seconds, _, services = find_legs(replace(plan, geography=replace(plan.geography, buffers=paces or {})))
    numbers = {one: number for number, one in enumerate(plan.stops, 1)}
    stops = list(plan.stops.values())
    opens, closes = [0, *(one.from_s for one in stops)], [0, *(one.to_s for one in stops)]
    kept = count = 0
    for _ in range(days):
        factors = draw_factors(dice, len(stops) + 1, noise)
        for tour in plan.tours:
            at, now = 0, float(tour.from_s)
            for one in plan.routes.get(tour.id, ()):
                here = numbers[one]
                now = max(now + seconds[at, here] * factors.legs[at, here], opens[here])
                kept, count = kept + (now <= closes[here]), count + 1
                now, at = now + services[here] * factors.services[here], here
    return kept / count if count else 1.0


def choose_reserve(
    make_plans: Callable[[float], Sequence[DayPlan]],
    noise: Noise,
    *,
    seed: int,
    on_time: float = ON_TIME,
    days: int = 20,
    reserves: Sequence[float] = RESERVES,
    paces: Mapping[str, float] | None = None,
) -> Chosen:
    """The smallest reserve with which plans keep a share of visits on time; the largest where none does.

    Parameters
    ----------
    make_plans
        Days as they would be planned with a reserve.
    seed
        Each reserve is tried on the same days of noise, so that only the plan differs.
    """
    tried: dict[float, float] = {}
    for reserve in reserves:
        shares = [
            find_on_time(plan, noise, np.random.default_rng((seed, number)), days=days, paces=paces)
            for number, plan in enumerate(make_plans(reserve))
        ]
        tried[reserve] = sum(shares) / len(shares) if shares else 1.0
        if tried[reserve] >= on_time:
            return Chosen(reserve, tried[reserve], tried, holds=True)
    last = reserves[-1]
    return Chosen(last, tried[last], tried, holds=False)


def learn_paces(legs: Iterable[Leg]) -> Mapping[str, Pace]:
    """Actual over planned by zone; a zone with few legs leans on all of them together.

    Notes
    -----
    A line through zero, weighted as the spread grows with the planned time, by Huber's M-estimate: a tenth of marks
    that are an hour wrong moves it by a few hundredths.
    """
    by_zone: dict[str, list[Leg]] = {}
    for one in legs:
        if one.planned_s > 0 and one.actual_s > 0:
            by_zone.setdefault(one.zone, []).append(one)
    if not by_zone:
        return {}
    whole = _fit([one for found in by_zone.values() for one in found])
    paces = {}
    for zone, found in sorted(by_zone.items()):
        own = _fit(found)
        weight = len(found) / (len(found) + ENOUGH_MARKS)
        factor = min(LARGEST, max(SMALLEST, weight * own.factor + (1 - weight) * whole.factor))
        paces[zone] = Pace(factor, own.error, len(found))
    return paces


def plan_again(plan: DayPlan, buffers: Mapping[str, float]) -> DayPlan:
    """The same stops as they would be planned with other buffers; who does not fit is left out."""
    geography = replace(plan.geography, buffers=buffers)
    optional = {
        key: replace(one, tariffs_minor={"": LEFT_OUT_MINOR}, fixed_to="") for key, one in plan.stops.items()
    }
    bare = replace(plan, geography=geography, stops=optional, routes={}, carried={})
    task = make_task(bare)
    found = put_in(task, tuple(() for _ in task.tours))
    planned = write_plan(task, found or tuple(() for _ in task.tours), bare, {})
    driven = {one for route in planned.routes.values() for one in route}
    return replace(planned, stops={key: plan.stops[key] for key in driven}, carried={})


def find_buffers(
    zones: Iterable[str],
    paces: Mapping[str, Pace],
    reserve: float,
    *,
    known: Mapping[str, float] | None = None,
) -> Mapping[str, float]:
    """The buffer of each zone, in hundredths: its pace times the reserve; a zone without marks keeps what it has."""
    known = known or {}
    return {
        zone: round(paces[zone].factor * reserve, 2) if zone in paces else known.get(zone, round(reserve, 2))
        for zone in zones
    }


def _fit(legs: Sequence[Leg]) -> Pace:
    """Huber's estimate of the mean ratio, weighted by planned seconds, by reweighting until it stands still."""
    planned = np.array([one.planned_s for one in legs])
    ratios = np.array([one.actual_s for one in legs]) / planned
    factor = _median(ratios, planned)
    spread = max(1.4826 * _median(np.abs(ratios - factor), planned), 1e-6)
    for _ in range(50):
        weights = planned * np.minimum(1.0, HUBER * spread / np.maximum(np.abs(ratios - factor), 1e-12))
        moved = float((weights * ratios).sum() / weights.sum())
        done, factor = abs(moved - factor) < 1e-6, moved
        if done:
            break
    return Pace(factor, float(spread / math.sqrt(len(legs))), len(legs))


def _median(values: Floats, weights: Floats) -> float:
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])


def _lognormal(dice: np.random.Generator, cv: float, size: tuple[int, ...] | None) -> Floats:
    spread = math.sqrt(math.log1p(cv**2))
    return np.asarray(dice.lognormal(-(spread**2) / 2, spread, size))
