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

DENSE_S = 2_000_000
"""Delays up to this (23 days), or twice the number of rows, are counted by the second: in 64 MB, and without a sort."""


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
    at_s, counts = _count(delays_s, happened)
    at_risk, events = _still(counts.sum(axis=1)), counts[:, 1]
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
    _, counts = _count(delays_s, happened, second)
    own = counts.reshape(-1, 2, 2)[:, :, 1]
    at_risk, own_risk = _still(counts.sum(axis=1)), _still(own.sum(axis=1))
    events, own_events = counts[:, 2:].sum(axis=1), own[:, 1]
    real = events > 0
    at_risk, own_risk, events = at_risk[real], own_risk[real], events[real]
    expected = events * own_risk / at_risk
    spread = expected * (1 - own_risk / at_risk) * (at_risk - events) / np.maximum(at_risk - 1, 1)
    variance = float(spread.sum())
    if variance <= 0:
        return LogRank(0.0, 1.0)
    chi2 = (float(own_events.sum()) - float(expected.sum())) ** 2 / variance
    return LogRank(chi2, math.erfc(math.sqrt(chi2 / 2)))


def _still(watched: Seconds) -> Seconds:
    """Rows watched just before each delay."""
    return watched[::-1].cumsum()[::-1]


def _count(delays_s: Seconds, *flags: NDArray[np.bool_]) -> tuple[Seconds, Seconds]:
    """Delays that occur, ascending; for each how many rows have each combination of flags, the first flag highest."""
    keys, columns = delays_s << len(flags), 1 << len(flags)
    for place, flag in enumerate(reversed(flags)):
        keys |= flag.astype(np.int64) << place
    longest = int(delays_s.max(initial=0))
    if longest <= max(DENSE_S, 2 * len(delays_s)):
        table = np.bincount(keys, minlength=columns * (longest + 1)).reshape(-1, columns)
        at_s = np.flatnonzero(table.any(axis=1))
        return at_s, table[at_s]
    keys, counts = np.unique(keys, return_counts=True)
    at_s, place_of = np.unique(keys >> len(flags), return_inverse=True)
    table = np.zeros((len(at_s), columns), np.int64)
    table[place_of, keys & (columns - 1)] = counts
    return at_s, table


def _bounds(share: Shares, at_risk: Seconds, events: Seconds) -> tuple[Shares, Shares]:
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(events / (at_risk * (at_risk - events).astype(np.float64)))
        half = Z * np.sqrt(greenwood) / -np.log(share)
        low, high = share ** np.exp(half), share ** np.exp(-half)
    # Only the last share can be 0: nobody is left after it.
    if len(share) and share[-1] == 0:
        low[-1], high[-1] = 0.0, high[-2] if len(share) > 1 else 1.0
    return low, high
