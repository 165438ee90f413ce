"""How long advertising works on: what it still works on a day, from the budgets of that day and those before.

A campaign is remembered (adstock) and each further rouble brings less (log). One unit of pressure is what the mean
day with a budget works at once. Pure.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

KEPT = (0.0, 0.3, 0.5, 0.7, 0.85)
"""Shares of a day's pressure that may be left the next day; the one that explains the history best is used."""


def unit_of(budgets: NDArray[np.float64]) -> float:
    """The mean budget of the days that have one; 0 = none has."""
    spent = budgets[budgets > 0]
    return float(spent.mean()) if spent.size else 0.0


def pressure_of(budgets: NDArray[np.float64], kept: float, unit: float) -> NDArray[np.float64]:
    """What advertising works on each day, in mean campaign days; zero where there was none.

    Parameters
    ----------
    budgets
        By day, without holes, in minor units.
    kept
        Share of a day's pressure that is left the next day, 0 ≤ `kept` < 1.
    unit
        Of `unit_of`.
    """
    pressure = np.zeros_like(budgets)
    if unit <= 0:
        return pressure
    left = 0.0
    for day, budget in enumerate(budgets):
        left = kept * left + (1 - kept) * float(budget) / unit
        pressure[day] = left
    return pressure
