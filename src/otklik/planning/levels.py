"""The level of a series without its calendar: exponential smoothing with a damped trend and a week, ETS(A,Ad,A).

Works on logarithms, so what is added here multiplies there. Days without a value pass without news. Loads scipy:
imported by jobs, commands, benches and tests alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

PERIOD = 7
WARM_UP = 14
"""So many days set the level from which smoothing starts."""

BOUNDS = ((0.01, 0.6), (0.0, 0.2), (0.0, 0.3), (0.8, 0.98))
START = (0.1, 0.01, 0.05, 0.9)
TREND_COSTS = 20.0
"""By how much a restless trend must explain more than none, in units of the mean squared error."""


@dataclass(frozen=True, slots=True)
class Smoothing:
    """How much of a day's news stays in the level, in the trend (as a share of that) and in the weekday; damping."""

    level: float
    trend: float
    week: float
    damping: float


@dataclass(frozen=True, slots=True)
class Level:
    """Where a series stands after its last day; `week` begins with the day that follows."""

    level: float
    trend: float
    week: tuple[float, ...]

    def ahead(self, days: int, damping: float) -> NDArray[np.float64]:
        """The days that follow, in logarithms."""
        steps = np.arange(1, days + 1)
        grown = self.trend * damping * (1 - damping**steps) / (1 - damping)
        week = np.array(self.week)[(steps - 1) % PERIOD]
        return np.asarray(self.level + grown + week, dtype=np.float64)


def fit_smoothing(series: Sequence[NDArray[np.float64]]) -> Smoothing:
    """The smoothing with the least squared errors a day ahead over several series, pooled.

    Parameters
    ----------
    series
        Logarithms by day; NaN = no value.
    """
    columns = [one.tolist() for one in series]

    def loss(values: NDArray[np.float64]) -> float:
        smoothing = Smoothing(*(float(one) for one in values))
        total, days = 0.0, 0
        for one in columns:
            errors, seen = _run(one, smoothing)[1:]
            total, days = total + errors, days + seen
        return total / max(days, 1) * (1 + smoothing.trend * smoothing.level * TREND_COSTS)

    found = minimize(loss, np.array(START), method="L-BFGS-B", bounds=BOUNDS, options={"maxiter": 15})
    return Smoothing(*(float(one) for one in found.x))


def level_after(series: NDArray[np.float64], smoothing: Smoothing) -> Level:
    """Where a series stands after its last day."""
    return _run(series.tolist(), smoothing)[0]


def _run(series: Sequence[float], how: Smoothing) -> tuple[Level, float, int]:
    """The level at the end, the sum of squared errors a day ahead after the warm-up, and their number."""
    first = [one for one in series[:WARM_UP] if not math.isnan(one)]
    level, trend, week = (sum(first) / len(first) if first else 0.0), 0.0, [0.0] * PERIOD
    alpha, beta, gamma, damping = how.level, how.level * how.trend, how.week, how.damping
    total, seen = 0.0, 0
    for day, value in enumerate(series):
        trend *= damping
        level += trend
        if value == value:  # NaN differs from itself
            error = value - level - week[day % PERIOD]
            level += alpha * error
            trend += beta * error
            week[day % PERIOD] += gamma * error
            if day >= WARM_UP:
                total += error * error
                seen += 1
    turn = len(series) % PERIOD
    return Level(level, trend, tuple(week[turn:] + week[:turn])), total, seen
