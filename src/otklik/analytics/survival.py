"""Kaplan–Meier: the share of orders that still wait after a delay, where some ended before anybody could know.

Delays are whole seconds. Orders that are no longer watched (censored) at a delay count as at risk at that delay, not
after it. It must not know what orders wait for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.proportions import Z

Seconds = NDArray[np.int64]
Shares = NDArray[np.float64]

DENSE_S = 4_000_000
"""Delays up to this (46 days), or four times the number of rows, are counted by the second: 64 MB, and no sort."""


@dataclass(frozen=True, slots=True, eq=False)
class Survival:
    """The curve: one row for each delay at which something happened, ascending.

    Parameters
    ----------
    delays_s
        int64, shape (k,).
    share, low, high
        Share still waiting after that delay, with Greenwood's 95 % interval on the log-log scale. Where the share has
        fallen to 0 that interval is not defined: it goes from 0 to the last bound.
    at_risk, events
        int64: watched just before the delay, and ended at it.
    """

    delays_s: Seconds
    share: Shares
    low: Shares
    high: Shares
    at_risk: Seconds
    events: Seconds


@dataclass(frozen=True, slots=True)
class LogRank:
    """How surely two groups wait differently long: χ² with one degree of freedom, and its p value."""

    chi2: float
    p: float


def estimate_survival(delays_s: Seconds, happened: NDArray[np.bool_]) -> Survival:
    """Return the Kaplan–Meier curve of some orders.

    Parameters
    ----------
    delays_s
        int64, >= 0: until what was waited for happened, or until the order was no longer watched.
    happened
        Which of the two.
    """
    at_s, watched, events = _count(delays_s, happened)
    at_risk = len(delays_s) - np.concatenate((np.zeros(1, np.int64), np.cumsum(watched)[:-1]))
    real = events > 0
    at_s, at_risk, events = at_s[real], at_risk[real], events[real]
    # Sums of logarithms would be 0 · ∞ at the end; products of exact ratios are not.
    share: Shares = np.cumprod((at_risk - events) / at_risk, dtype=np.float64)
    low, high = _bounds(share, at_risk, events)
    return Survival(at_s, share, low, high, at_risk, events)


def share_at(curve: Survival, delays_s: Seconds) -> Shares:
    """Return the share still waiting after each of the delays; 1 before the first event."""
    return np.concatenate((np.ones(1), curve.share))[np.searchsorted(curve.delays_s, delays_s, "right")]


def compare_survival(delays_s: Seconds, happened: NDArray[np.bool_], second: NDArray[np.bool_]) -> LogRank:
    """Return the log-rank test of two groups.

    Parameters
    ----------
    delays_s, happened
        As for `estimate_survival`.
    second
        Which rows are the second group.

    Notes
    -----
    χ² is 0 and p 1 where nothing can be compared: a group is empty, or nothing happened while both were watched.
    """
    at_s, watched, events = _count(delays_s, happened)
    mine_at_s, mine_watched, mine_events = _count(delays_s[second], happened[second])
    places = np.searchsorted(at_s, mine_at_s)
    own_watched, own_events = np.zeros_like(watched), np.zeros_like(events)
    own_watched[places], own_events[places] = mine_watched, mine_events
    at_risk = _still(watched)[events > 0].astype(np.float64)
    own_risk = _still(own_watched)[events > 0].astype(np.float64)
    happened_there = events[events > 0].astype(np.float64)
    expected = happened_there * own_risk / at_risk
    spread = expected * (1 - own_risk / at_risk) * (at_risk - happened_there) / np.maximum(at_risk - 1, 1)
    variance = float(spread.sum())
    if variance <= 0:
        return LogRank(0.0, 1.0)
    chi2 = (float(own_events.sum()) - float(expected.sum())) ** 2 / variance
    return LogRank(chi2, math.erfc(math.sqrt(chi2 / 2)))


def _still(watched: Seconds) -> Seconds:
    """Rows watched just before each delay."""
    return watched[::-1].cumsum()[::-1]


def _count(delays_s: Seconds, happened: NDArray[np.bool_]) -> tuple[Seconds, Seconds, Seconds]:
    """Delays that occur, how many rows have each, and in how many of them it happened."""
    if len(delays_s) == 0:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64)
    longest = int(delays_s.max())
    if longest > max(DENSE_S, 4 * len(delays_s)):
        at_s, place = np.unique(delays_s, return_inverse=True)
        return at_s, np.bincount(place), np.bincount(place[happened], minlength=len(at_s))
    rows = np.bincount(delays_s)
    events = np.bincount(delays_s[happened], minlength=longest + 1)
    at_s = np.flatnonzero(rows)
    return at_s, rows[at_s], events[at_s]


def _bounds(share: Shares, at_risk: Seconds, events: Seconds) -> tuple[Shares, Shares]:
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(events / (at_risk * (at_risk - events).astype(np.float64)))
        half = Z * np.sqrt(greenwood) / -np.log(share)
        low, high = share ** np.exp(half), share ** np.exp(-half)
    # Only the last share can be 0: nobody is left after it.
    if len(share) and share[-1] == 0:
        low[-1], high[-1] = 0.0, high[-2] if len(share) > 1 else 1.0
    return low, high
