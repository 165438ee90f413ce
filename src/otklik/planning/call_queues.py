"""A week of calls through the people who make them: who waited how long, many days at once.

First come, first served; the clock is the store's open time, so that a night's orders wait from the opening and what
is left at the closing goes on next morning. Days are columns of one array, each after the evening before it; calls are
made one after another. Pure: the generator comes in, and the same draws meet every staff (common random numbers).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

HALF_HOUR_S = 1800
MINUTE_S = 60

EVENING = 3
"""So many half hours of the day before come in front of a day: what they leave, it begins with."""
MORNING = 2
"""So many half hours of the next day come after it: what a day leaves is answered there."""

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class OpenSpan:
    """One stretch of open time of a week.

    Parameters
    ----------
    day
        0 = Monday.
    from_s, to_s
        Since that day's midnight, whole minutes.
    queued
        Orders that wait when it begins, on average: those of the night, or of the break.
    placed
        Orders placed in each of its half hours, on average; the last may be shorter.
    """

    day: int
    from_s: int
    to_s: int
    queued: float
    placed: tuple[float, ...]

    @property
    def orders(self) -> float:
        """Orders that it has to answer, on average."""
        return self.queued + sum(self.placed)


@dataclass(frozen=True, slots=True)
class Calls:
    """What a call is like.

    Parameters
    ----------
    call_s
        Mean length with what is beside the talk.
    spread
        Its standard deviation over its mean; 0 = all alike. Lengths are lognormal.
    patience_s
        Mean patience of a buyer, exponential, in open time.
    exponential
        True for exponential lengths, as Erlang has them: `spread` is not read.
    """

    call_s: float
    spread: float
    patience_s: float
    exponential: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """One half hour of the week: its span and its place in it, its day, its length in seconds, its orders."""

    span: int
    place: int
    day: int
    length_s: int
    queued: float
    placed: float


def slots_of(week: Sequence[OpenSpan]) -> tuple[Slot, ...]:
    """Every half hour of a week, in order."""
    return tuple(
        Slot(
            number,
            place,
            one.day,
            min(HALF_HOUR_S, one.to_s - one.from_s - place * HALF_HOUR_S),
            one.queued if place == 0 else 0.0,
            placed,
        )
        for number, one in enumerate(week)
        for place, placed in enumerate(one.placed)
    )


@dataclass(frozen=True, slots=True)
class Lane:
    """One weekday as it is simulated: half hours of the evening before, its own, and of the next morning.

    Parameters
    ----------
    slots
        Numbers of half hours of the week, in order.
    starts_s
        Where each begins on the lane's open time, and where the last ends.
    calls
        How many of them have calls: all but the next morning's.
    own
        From which on they are the day's own.
    """

    day: int
    slots: Counts
    starts_s: Counts
    calls: int
    own: int


def lanes_of(slots: Sequence[Slot]) -> tuple[Lane, ...]:
    """The lanes of a week, one an open day; the week goes round."""
    days = np.array([one.day for one in slots])
    lengths = np.array([one.length_s for one in slots])
    found = []
    for day in dict.fromkeys(days.tolist()):
        own = np.flatnonzero(days == day)
        before = (own[0] - np.arange(EVENING, 0, -1)) % len(slots)
        after = (own[-1] + np.arange(1, MORNING + 1)) % len(slots)
        numbers = np.concatenate((before, own, after))
        starts = np.concatenate(([0], np.cumsum(lengths[numbers])))
        found.append(Lane(day, numbers, starts, EVENING + len(own), EVENING))
    return tuple(found)


@dataclass(frozen=True)
class Draws:
    """Orders of many days, drawn once: call × day; what a day has no call for is infinitely late.

    Parameters
    ----------
    lane
        Of each column: its weekday's lane.
    at_s
        When a call's clock begins, on its lane's open time.
    call_s, patience_s
        Its length, and when the buyer gives up.
    slot
        The half hour of the week in which its clock begins.
    waited
        Whether it waits at an opening.
    counted
        Whether it is the day's own, and no call of the evening before.
    """

    slots: tuple[Slot, ...]
    lanes: tuple[Lane, ...]
    lane: Counts
    at_s: Floats
    call_s: Floats
    patience_s: Floats
    slot: Counts
    waited: Flags
    counted: Flags

    @property
    def days(self) -> Counts:
        """The weekday of each call."""
        days = np.array([one.day for one in self.lanes])[self.lane]
        return np.broadcast_to(days, self.at_s.shape)


def draw(
    week: Sequence[OpenSpan], calls: Calls, *, weeks: int, day_noise: float, random: np.random.Generator
) -> Draws:
    """Orders of so many weeks.

    Parameters
    ----------
    day_noise
        Coefficient of variation of a whole day's load (lognormal, mean 1); 0 = none.

    Notes
    -----
    The loads of a weekday are the quantiles of their distribution and no draws: few weeks then say what many would.
    """
    slots = slots_of(week)
    lanes = lanes_of(slots)
    loads = _loads(weeks, day_noise)
    columns = [_column(one, slots, load, random) for one in lanes for load in random.permutation(loads)]
    most = max(1, *(len(column[0]) for column in columns))
    shape = (most, len(columns))
    at_s, slot = np.full(shape, np.inf), np.zeros(shape, dtype=np.int64)
    waited, counted = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for index, (times, numbers, queued, own) in enumerate(columns):
        at_s[: len(times), index], slot[: len(times), index] = times, numbers
        waited[: len(times), index], counted[: len(times), index] = queued, own
    lengths = _lengths(calls, shape, random)
    patience = random.exponential(calls.patience_s, size=shape)
    lane = np.repeat(np.arange(len(lanes)), weeks)
    return Draws(slots, lanes, lane, at_s, lengths, patience, slot, waited, counted)


def _loads(weeks: int, day_noise: float) -> Floats:
    """The loads of so many days: equally likely, mean 1."""
    sigma = math.sqrt(math.log1p(day_noise**2))
    normal = NormalDist()
    found = np.array([math.exp(sigma * normal.inv_cdf((place + 0.5) / weeks)) for place in range(weeks)])
    loads: Floats = found / found.mean()
    return loads


def _column(
    lane: Lane, slots: Sequence[Slot], load: float, random: np.random.Generator
) -> tuple[Floats, Counts, Flags, Flags]:
    """The calls of a day and the evening before it: when, in which half hour, whether they waited, whether its own."""
    numbers = lane.slots[: lane.calls]
    factor = np.where(np.arange(lane.calls) < lane.own, 1.0, load)
    waiting = random.poisson(np.array([slots[one].queued for one in numbers]) * factor)
    coming = random.poisson(np.array([slots[one].placed for one in numbers]) * factor)
    lengths = np.array([slots[one].length_s for one in numbers])
    each = np.concatenate(
        (np.repeat(np.arange(lane.calls), waiting), np.repeat(np.arange(lane.calls), coming))
    )
    later = random.random(coming.sum()) * np.repeat(lengths, coming)
    times = lane.starts_s[each] + np.concatenate((np.zeros(waiting.sum()), later))
    order = np.argsort(times, kind="stable")
    each, queued = each[order], np.arange(len(each))[order] < waiting.sum()
    return times[order], numbers[each], queued, each >= lane.own


def _lengths(calls: Calls, shape: tuple[int, int], random: np.random.Generator) -> Floats:
    if calls.exponential:
        return random.exponential(calls.call_s, size=shape)
    sigma2 = math.log1p(calls.spread**2)
    return random.lognormal(math.log(calls.call_s) - sigma2 / 2, math.sqrt(sigma2), size=shape)


def waits(draws: Draws, staff: Counts) -> Floats:
    """How long each call waits until somebody makes it; infinite where the buyer gave up before, or nobody ever comes.

    Parameters
    ----------
    staff
        People of each half hour of the week. Who goes ends his talk first; a talk does not reach into the next morning.
    """
    found = np.full(draws.at_s.shape, np.inf)
    most = int(staff.max(initial=0))
    if not most:
        return found
    ready, ends = _tables(draws, staff, most)
    people, columns = np.arange(most)[:, None], np.arange(draws.at_s.shape[1])
    last = ready.shape[2] - 1
    lane = draws.lane
    free = np.zeros((most, len(columns)))
    for number, at_s in enumerate(draws.at_s):
        is_call = np.isfinite(at_s)
        begins = np.maximum(free, np.where(is_call, at_s, 0.0))
        minute = np.minimum(begins // MINUTE_S, last).astype(np.int64)
        begins = np.maximum(begins, ready[lane, people, minute])
        chosen = begins.argmin(axis=0)
        start = begins[chosen, columns]
        served = is_call & (start <= at_s + draws.patience_s[number]) & np.isfinite(start)
        who = columns[served]
        start = start[served]
        found[number, who] = start - at_s[who]
        closes = ends[lane[who], np.minimum(start // MINUTE_S, last).astype(np.int64)]
        free[chosen[who], who] = np.minimum(start + draws.call_s[number, who], closes)
    return found


def _tables(draws: Draws, staff: Counts, most: int) -> tuple[Floats, Floats]:
    """For each lane and minute: when each person is next at work, and when the span that holds it ends."""
    minutes = max(int(one.starts_s[-1]) for one in draws.lanes) // MINUTE_S + 1
    ready = np.full((len(draws.lanes), most, minutes), np.inf)
    ends = np.full((len(draws.lanes), minutes), np.inf)
    spans = np.array([one.span for one in draws.slots])
    for index, lane in enumerate(draws.lanes):
        length = np.diff(lane.starts_s) // MINUTE_S
        upto = int(lane.starts_s[-1]) // MINUTE_S
        at_work = np.arange(most)[:, None] < staff[lane.slots]
        first = np.where(at_work, lane.starts_s[:-1], np.inf)
        first = np.minimum.accumulate(first[:, ::-1], axis=1)[:, ::-1]
        ready[index, :, :upto] = np.repeat(first, length, axis=1)
        is_last = np.append(np.diff(spans[lane.slots]) != 0, True)
        closing = np.where(is_last, lane.starts_s[1:], np.inf)
        closing = np.minimum.accumulate(closing[::-1])[::-1]
        ends[index, :upto] = np.repeat(closing, length)
    return ready, ends
