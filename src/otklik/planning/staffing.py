"""How many people a store needs in each half hour so that its buyers hear from a person in time, the night's included.

Erlang A by half hours is the first guess; the simulation says what comes of it, and people are put where calls wait
too long, and taken away where nobody misses them, until every day of the week keeps its share
(docs/algorithms/staffing.md). Pure: counts, lengths and the generator come in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from otklik.planning.call_queues import (
    HALF_HOUR_S,
    Calls,
    Counts,
    Draws,
    Flags,
    OpenSpan,
    draw,
    slots_of,
    waits,
)
from otklik.planning.erlang import fewest_agents

SHARE = 0.95
"""So many of a day's orders are to be answered in time."""

MARGIN = 0.006
"""A plan aims so much higher: on orders that it was not made with it loses about that."""

DAY_NOISE = 0.15
"""A day's load is its weekday's mean give or take so much."""

PATIENCE_S = 3600.0
"""How long a buyer stays ready to talk, on average: an hour is bearable (R30); no journal tells it."""

SPREAD = 0.95
"""Standard deviation of a call over its mean, where too few talks are on record."""

MOST_ORDERS = 60_000
"""Orders of all simulated weeks together."""
WEEKS = (16, 120)
"""Weeks that are simulated, at least and at most."""

WORK = 6_000_000
"""Calls that are simulated for one plan, over all trials: it bounds the time without a clock."""
TRIALS = (50, 300)
"""Trials for one plan, at least and at most."""

LAST_TRIALS = 20
"""So many trials are left for what people taken away beside each other cost."""

TRIED = 3
"""Half hours of a day that are tried for each person more."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a staff achieves in the simulated weeks.

    Parameters
    ----------
    share
        Answered in time of all orders, 0 to 1.
    night
        The same of those that wait at an opening.
    days
        The same by weekday, Monday first; 1 where it has no orders.
    """

    share: float
    night: float
    days: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """The people needed.

    Parameters
    ----------
    needed
        People of each half hour of the week.
    guess
        What Erlang A alone would say.
    effect, guess_effect
        What both achieve.
    is_enough
        Whether every day keeps its share; False where the bound of work was met before.
    """

    needed: tuple[int, ...]
    guess: tuple[int, ...]
    effect: Effect
    guess_effect: Effect
    is_enough: bool


@dataclass(frozen=True, slots=True)
class Aim:
    """What is owed: a share of a day's orders within a time of open hours, and the fewest people at any time."""

    within_s: float
    share: float = SHARE
    least: int = 1


def spread_of(talks_s: Sequence[int], *, beside_s: float, enough: int) -> float:
    """Standard deviation of calls over their mean, 0.2 to 2; `SPREAD` with few talks."""
    if len(talks_s) < enough:
        return SPREAD
    lengths = np.asarray(talks_s, dtype=np.float64) + beside_s
    return float(np.clip(lengths.std(ddof=1) / lengths.mean(), 0.2, 2.0))


def draw_weeks(
    week: Sequence[OpenSpan], calls: Calls, *, day_noise: float, random: np.random.Generator
) -> Draws:
    """As many weeks of orders as are fit for a plan: fewer where there are many orders in each."""
    orders = max(1.0, sum(one.orders for one in week))
    weeks = int(np.clip(MOST_ORDERS / orders, *WEEKS))
    return draw(week, calls, weeks=weeks, day_noise=day_noise, random=random)


def effect_of(draws: Draws, staff: Counts, within_s: float) -> Effect:
    """What a staff achieves."""
    good = waits(draws, staff) <= within_s
    counted, days = draws.counted, draws.days
    return Effect(
        _share(good, counted),
        _share(good, counted & draws.waited),
        tuple(_share(good, counted & (days == day)) for day in range(7)),
    )


def _share(good: Flags, among: Flags) -> float:
    count = int(among.sum())
    return float(good[among].sum()) / count if count else 1.0


def guess_staff(week: Sequence[OpenSpan], calls: Calls, aim: Aim) -> Counts:
    """What Erlang A says, half hour by half hour, of the orders placed in it; of the night it knows nothing."""
    found = [
        fewest_agents(
            one.placed / one.length_s,
            share=aim.share,
            talk_s=calls.call_s,
            patience_s=calls.patience_s,
            within_s=aim.within_s,
        )
        for one in slots_of(week)
    ]
    return np.maximum(np.array(found, dtype=np.int64), aim.least)


def plan_staff(week: Sequence[OpenSpan], draws: Draws, calls: Calls, aim: Aim) -> StaffPlan:
    """The people needed: Erlang A's guess, mended by simulation.

    Parameters
    ----------
    draws
        Orders of that week.

    Notes
    -----
    Days are mended side by side, for what one leaves to the next is little. Every trial meets the same orders.
    """
    guess = guess_staff(week, calls, aim)
    queued = np.array([one.queued for one in draws.slots])
    at_once = np.ceil(queued * aim.share * calls.call_s / (aim.within_s + calls.call_s))
    trials = _Trials(draws, calls, aim, int(np.clip(WORK / draws.at_s.size, *TRIALS)))
    _, staff = trials.add(np.maximum(guess, at_once.astype(np.int64)))
    staff = trials.take_away(staff)
    trials.left = max(trials.left, LAST_TRIALS)  # a day beside another may have lost a call in a thousand
    enough, staff = trials.add(staff)
    return StaffPlan(
        tuple(map(int, staff)),
        tuple(map(int, guess)),
        effect_of(draws, staff, aim.within_s),
        effect_of(draws, guess, aim.within_s),
        enough,
    )


@dataclass(slots=True)
class _Trials:
    """Trials of one plan and how many may follow."""

    draws: Draws
    calls: Calls
    aim: Aim
    left: int

    def _good(self, staff: Counts) -> tuple[Flags, Counts]:
        """Whether each call was in time, and how many of each day were."""
        self.left -= 1
        good = (waits(self.draws, staff) <= self.aim.within_s) & self.draws.counted
        return good, np.bincount(self.draws.days[good], minlength=7)

    def _wanted(self) -> Counts:
        calls = np.bincount(self.draws.days[self.draws.counted], minlength=7)
        wanted: Counts = np.ceil((self.aim.share + MARGIN) * calls).astype(np.int64)
        return wanted

    def add(self, staff: Counts) -> tuple[bool, Counts]:
        """The staff with more people, put where most wait too long, until every day has its share."""
        wanted = self._wanted()
        good, found = self._good(staff)
        while (found < wanted).any() and self.left > 0:
            short = np.flatnonzero(found < wanted)
            staff = self._best(
                staff, short, self._ranked(~good & self.draws.counted), self._steps(wanted - found)
            )
            good, found = self._good(staff)
        return bool((found >= wanted).all()), staff

    def _best(self, staff: Counts, short: Counts, ranked: Mapping[int, Counts], steps: Counts) -> Counts:
        """The staff with people added on each day that is short, where that helps most of its few likely places."""
        best, most = staff.copy(), np.full(7, -1)
        for rank in range(TRIED):
            trial = staff.copy()
            for day in short:
                trial[ranked[day][min(rank, len(ranked[day]) - 1)]] += steps[day]
            _, gained = self._good(trial)
            for day in short[gained[short] > most[short]]:
                best[ranked[day]] = trial[ranked[day]]
                most[day] = gained[day]
        return best

    def _steps(self, missing: Counts) -> Counts:
        """People to add at once on each day: the work that is late beyond what may be, at least one."""
        weeks = len(self.draws.lane) / len(self.draws.lanes)
        halves = missing / weeks * self.calls.call_s / HALF_HOUR_S
        steps: Counts = np.maximum(1, halves.astype(np.int64))
        return steps

    def _ranked(self, late: Flags) -> dict[int, Counts]:
        """The half hours of each day, those first in which most late calls waited while they were not yet late."""
        reach = -(-int(self.aim.within_s) // HALF_HOUR_S)
        count = np.bincount(self.draws.slot[late], minlength=len(self.draws.slots))
        days = np.array([one.day for one in self.draws.slots])
        ranked = {}
        for day in dict.fromkeys(days.tolist()):
            of_day = np.flatnonzero(days == day)
            waiting = sum(np.append(np.zeros(ago), count[of_day])[: len(of_day)] for ago in range(reach + 1))
            ranked[day] = of_day[np.argsort(-np.asarray(waiting), kind="stable")]
        return ranked

    def take_away(self, staff: Counts) -> Counts:
        """The staff without the people whom nobody misses, the least needed first."""
        wanted, days = self._wanted(), np.array([one.day for one in self.draws.slots])
        load = np.bincount(self.draws.slot[self.draws.counted], minlength=len(days))
        needed: set[tuple[int, int]] = set()
        while self.left > 0:
            trial, touched = staff.copy(), {}
            for day in dict.fromkeys(days.tolist()):
                places = [
                    int(one)
                    for one in np.flatnonzero(days == day)
                    if staff[one] > self.aim.least and (int(one), int(staff[one])) not in needed
                ]
                if places:
                    touched[day] = min(places, key=lambda one: (load[one] / staff[one], one))
                    trial[touched[day]] -= 1
            if not touched:
                break
            _, found = self._good(trial)
            for day, place in touched.items():
                if found[day] >= wanted[day]:
                    staff = staff.copy()
                    staff[place] -= 1
                else:
                    needed.add((place, int(staff[place])))
        return staff
