"""Orders made by a law that is known: how the chance of a sale falls with the delay, and which stores are slow.

The slow stores also keep fewer sales when they are fast, so that whoever looks at delays alone blames them for both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.findings import Norms
from otklik.analytics.frames import MISSING, OUTCOMES, Labels, OrderFrame
from otklik.domain.business_time import WorkCalendar

NORMS = Norms(bands=("20m", "60m", "2h", "3h"))
EDGES_S = np.array([1_200, 3_600, 7_200, 10_800])
CHANCE = np.array([1.0, 0.85, 0.7, 0.5, 0.3])
"""What is left of the chance after each edge."""

Chances = NDArray[np.float64]


@dataclass(frozen=True)
class Truth:
    """The frame, and what is true of it.

    Parameters
    ----------
    kept
        Share kept in each band, were all orders answered in it.
    excess_minor
        Expected worth of the sales that beyond the limit were lost to the delay.
    """

    frame: OrderFrame
    kept: Chances
    excess_minor: float


def multiplied(level: Chances, delay_s: NDArray[np.int64]) -> Chances:
    """A store's level times what is left of the chance."""
    return level * CHANCE[np.searchsorted(EDGES_S, delay_s)]


def added(level: Chances, delay_s: NDArray[np.int64]) -> Chances:
    """A tenth of all orders is lost with each hour, whatever the store."""
    return np.clip(level - delay_s / 36_000, 0, 1)


def make_orders(
    seed: int,
    number: int,
    chance: Callable[[Chances, NDArray[np.int64]], Chances] = multiplied,
    stores: int = 10,
) -> Truth:
    """So many orders of stores of which the first is fast and good, the last slow and bad."""
    rng = np.random.default_rng(seed)
    store = rng.integers(0, stores, number)
    badness = store / (stores - 1)
    level = 0.9 - 0.5 * badness
    placed_s = np.sort(1_767_225_600 + rng.integers(0, 200 * 86_400, number))
    delay_s = np.rint(rng.exponential(900 * np.exp(2.5 * badness))).astype(np.int64)
    kept = rng.random(number) < chance(level, delay_s)
    end_s = placed_s + delay_s + 3_600
    amount_minor = rng.integers(1_000, 100_000, number)
    frame = OrderFrame(
        rows=np.arange(1, number + 1),
        numbers=[str(row) for row in range(number)],
        instants={
            "placed_at": placed_s,
            "answered_at": placed_s + delay_s,
            "completed_at": np.where(kept, end_s, MISSING),
            "withdrawn_at": np.where(kept, MISSING, end_s),
        },
        outcome=np.where(kept, OUTCOMES.index("kept"), OUTCOMES.index("withdrawn")).astype(np.int8),
        knows_outcome=True,
        calendars=(WorkCalendar.parse("24/7", "Europe/Moscow"),),
        calendar=np.zeros(number, np.int32),
        observed_until_s=int(end_s.max(initial=0)) + 1,
        labels={"store": Labels(store.astype(np.int32), tuple(f"store {code}" for code in range(stores)))},
        amount_minor=amount_minor,
        currency="RUB",
    )
    inside_s = np.array([600, 2_400, 5_400, 9_000, 20_000])
    truth = np.array([chance(level, np.full(number, one_s)).mean() for one_s in inside_s])
    slow = delay_s > NORMS.limit_s
    gain = chance(level, np.full(number, 600)) - chance(level, delay_s)
    return Truth(frame, truth, float((amount_minor * gain)[slow].sum()))
