"""How sure an average count of a few things an order is: its bounds, and whether there are too few orders (law 13)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from otklik.analytics.proportions import Z


@dataclass(frozen=True, slots=True)
class Average:
    """So many things in so many orders, and the bounds of how many there are in one; `few` = judge nobody by it."""

    total: int
    orders: int
    low: float
    high: float
    few: bool

    @property
    def mean(self) -> float:
        """Things in one order; 0 where there are no orders."""
        return self.total / self.orders if self.orders else 0.0


def make_average(counts: Sequence[int], few: int) -> Average:
    """Return the average of some counts with a two-sided 95 % interval.

    Parameters
    ----------
    counts
        One an order, each 0 or more.
    few
        Fewer orders than this are too few.

    Notes
    -----
    Byar's bounds of a Poisson total, of the total divided by its dispersion (variance by mean): what comes in bunches
    is less sure than its number says, and what every order has once is surer. None at all still has an upper bound.
    """
    orders, total = len(counts), sum(counts)
    if not orders:
        return Average(0, 0, 0.0, 0.0, True)
    mean = total / orders
    spread = sum((one - mean) ** 2 for one in counts) / (orders - 1) if orders > 1 else mean
    dispersion = spread / mean if mean and spread else 1.0
    scaled = total / dispersion
    low = scaled * (1 - 1 / (9 * scaled) - Z / (3 * math.sqrt(scaled))) ** 3 if scaled else 0.0
    high = (scaled + 1) * (1 - 1 / (9 * (scaled + 1)) + Z / (3 * math.sqrt(scaled + 1))) ** 3
    return Average(
        total, orders, max(0.0, low) * dispersion / orders, high * dispersion / orders, orders < few
    )
