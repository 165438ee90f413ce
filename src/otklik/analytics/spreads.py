"""Percentiles of spans of time: values that really occurred, never between two of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.findings import Spread

PERCENTILES = (50, 90, 95)


def percentile(values_s: NDArray[np.int64], percent: int) -> int | None:
    """Return the smallest value that at least so many per cent of the values don't exceed; None for no values.

    Parameters
    ----------
    values_s
        In any order.
    percent
        1 to 100.

    Notes
    -----
    The nearest rank: number ⌈n · percent / 100⌉ of the sorted values. So p50 of an even number is the lower middle.
    """
    if len(values_s) == 0:
        return None
    place = rank(len(values_s), percent)
    return int(np.partition(values_s, place)[place])


def rank(number: int, percent: int) -> int:
    """Return the place, from 0, of a percentile among so many sorted values (at least one)."""
    return -(-number * percent // 100) - 1


def make_spread(figure: str, values_s: NDArray[np.int64]) -> Spread:
    """Return p50, p90 and p95 of the values under a name."""
    count = len(values_s)
    if count == 0:
        return Spread(figure, 0, None, None, None)
    places = [rank(count, percent) for percent in PERCENTILES]
    found = np.partition(values_s, places)
    return Spread(figure, count, *(int(found[place]) for place in places))
