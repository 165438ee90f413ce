"""What a usual week of a store brings: orders of each half hour and those that wait at each opening, from its past.

Few weeks are on record, so that a half hour of one weekday is counted with its neighbours and with the days of the
same hours, and a weekday's total is drawn a little to the mean of all. Pure: instants come in as seconds of the week.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from otklik.domain.errors import DomainError
from otklik.domain.opening_hours import Span
from otklik.domain.zones import DAY_S
from otklik.planning.call_queues import HALF_HOUR_S, MINUTE_S, Counts, Floats, OpenSpan

LEAST_DAYS, LEAST_ORDERS = 14, 60
"""Less history says nothing of a week."""

MEAN_WEEKS = 1.0
"""The mean of all days counts for each weekday like so many weeks of its own."""

WEEKEND = 5
WEEK_S = 7 * DAY_S


@dataclass(frozen=True, slots=True)
class History:
    """Orders of a store's past.

    Parameters
    ----------
    placed_s
        When each was placed: seconds of the local week, Monday midnight = 0.
    days
        How many days the orders come from.
    """

    placed_s: tuple[int, ...]
    days: int


def week_of(history: History, hours: Sequence[Sequence[Span]]) -> tuple[OpenSpan, ...]:
    """The usual week.

    Parameters
    ----------
    hours
        Seven days, Monday first: open spans in seconds since midnight; whole minutes are read.

    Raises
    ------
    DomainError
        `staffing_history_short`, `staffing_never_open`.
    """
    if history.days < LEAST_DAYS or len(history.placed_s) < LEAST_ORDERS:
        raise DomainError(
            "staffing_history_short",
            f"{len(history.placed_s)} orders of {history.days} days say too little of a week.",
            remedy=f"It takes {LEAST_DAYS} days with {LEAST_ORDERS} orders.",
        )
    spans = [(day, *_minutes(span)) for day, of_day in enumerate(hours) for span in of_day]
    if not spans:
        raise DomainError("staffing_never_open", "The store is never open.", remedy="Set its hours.")
    counts = _counts(spans, history.placed_s)
    smooth = _smoothed(spans, counts)
    totals = _totals(spans, counts, max(1.0, history.days / 7))
    return tuple(
        OpenSpan(
            day,
            from_s,
            to_s,
            float(shares[0] * totals[day]),
            tuple(float(one) for one in shares[1:] * totals[day]),
        )
        for (day, from_s, to_s), shares in zip(spans, smooth, strict=True)
    )


def _minutes(span: Span) -> Span:
    return span[0] // MINUTE_S * MINUTE_S, span[1] // MINUTE_S * MINUTE_S


def _counts(spans: Sequence[tuple[int, int, int]], placed_s: Sequence[int]) -> list[Counts]:
    """Orders of each span: those that waited for it, then those of each of its half hours."""
    starts = [day * DAY_S + from_s for day, from_s, _ in spans]
    found = [np.zeros(1 + -(-(to_s - from_s) // HALF_HOUR_S), dtype=np.int64) for _, from_s, to_s in spans]
    for at_s in placed_s:
        before = (bisect_right(starts, at_s) - 1) % len(
            spans
        )  # before the first: since the last of the week before
        since_s = (at_s - starts[before]) % WEEK_S
        if since_s < spans[before][2] - spans[before][1]:
            found[before][1 + since_s // HALF_HOUR_S] += 1
        else:
            found[(before + 1) % len(spans)][0] += 1
    return found


def _smoothed(spans: Sequence[tuple[int, int, int]], counts: Sequence[Counts]) -> list[Floats]:
    """What part of its day's orders falls into each place of a span; days of the same hours are counted together."""
    by_day: dict[int, list[int]] = {}
    for place, (day, _, _) in enumerate(spans):
        by_day.setdefault(day, []).append(place)
    like: dict[tuple[object, ...], list[list[int]]] = {}
    for day, places in by_day.items():
        key = (day >= WEEKEND, *[spans[place][1:] for place in places])
        like.setdefault(key, []).append(places)
    found: list[Floats] = [np.zeros(0)] * len(spans)
    for group in like.values():
        pooled = [np.sum([counts[days[index]] for days in group], axis=0) for index in range(len(group[0]))]
        total = max(1.0, float(sum(np.sum(one) for one in pooled)))
        for days in group:
            for index, place in enumerate(days):
                found[place] = np.concatenate((pooled[index][:1], _blurred(pooled[index][1:]))) / total
    return found


def _blurred(counts: Counts) -> Floats:
    """Each half hour with a quarter of either neighbour; the ends keep theirs."""
    padded = np.pad(counts.astype(np.float64), 1, mode="edge")
    return padded[:-2] / 4 + padded[1:-1] / 2 + padded[2:] / 4


def _totals(
    spans: Sequence[tuple[int, int, int]], counts: Sequence[Counts], weeks: float
) -> dict[int, float]:
    """Orders that each open day has to answer, on average."""
    days: dict[int, float] = {}
    for (day, _, _), found in zip(spans, counts, strict=True):
        days[day] = days.get(day, 0.0) + float(found.sum())
    mean = sum(days.values()) / len(days) / weeks
    return {day: (count + mean * MEAN_WEEKS) / (weeks + MEAN_WEEKS) for day, count in days.items()}
