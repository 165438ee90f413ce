"""What is assumed of people and phones: every number of the simulated month that is not the product's, on one page.

They are guesses of a plausible size, no measurements of anybody: what the month shows is how the product's parts work
together under them, and against each other, never what a real shop gains. All dice are drawn from names, so that the
same people do the same things in every run, whichever part is switched off.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Channel:
    """How a message of a channel is noticed: with what chance at all, and after how many minutes (median, log-normal).

    Parameters
    ----------
    chance
        Of being noticed by somebody who has the phone with him.
    median_m, spread
        Of the minutes until then; `spread` is the standard deviation of their logarithm.
    """

    chance: float
    median_m: float
    spread: float


CHANNELS: Mapping[str, Channel] = {
    "telegram": Channel(0.80, 2.0, 0.7),
    "sms": Channel(0.75, 3.0, 0.8),
    "email": Channel(0.50, 45.0, 1.0),
}
"""By channel, for whoever has it at hand."""

PHONE_OUTSIDE = 0.35
"""Share of sellers whose SMS number is a phone that lies outside the shop: never noticed in working hours."""

OWNER_JOINS = 0.30
"""Share of stores whose owner joins the shift from home before the sellers come, and means well."""

OWNER_TAKES = 0.80
"""Chance that such an owner takes an order that he reads of; from home he calls the buyer …"""

OWNER_CALLS = 0.15
"""… only so often, and only after a while."""

OWNER_CALLS_AFTER_M = (25.0, 60.0)

FREE_MEAN_M, BUSY_MEAN_M = 30.0, 25.0
"""A seller is free and busy with people at the counter in turns, of exponential lengths; on Saturdays more often."""

SAYS_BUSY = 0.70
"""Chance that a seller taps "customers at the counter" as it begins, where that means anything."""

ROUND_MADE = 0.90
"""Chance that somebody makes a round that the desk asks for, in time or when his counter is empty."""

FIRST_ROUND_M, NEXT_ROUND_M = (1.0, 9.0), (22.0, 29.0)
"""When he does: after the opening, and after the round before."""

GLANCE_MEAN_M = 150.0
"""Rounds aside, somebody looks at the desk by himself once in so many minutes, at random instants."""

CALLS_AFTER_M = (1.5, 4.0)
"""From taking an order until the buyer has been talked with: whoever takes it calls, and buyers answer."""

HELPS = 0.60
"""Chance that a seller of the next store takes an order that is not his store's; the call centre always does."""

COMPLETED_AFTER_M = (60.0, 240.0)

OUTAGE = (timedelta(days=1, hours=12), timedelta(days=1, hours=15))
"""When the SMS provider answers 500 to everything, since midnight of the first day."""


def dice(seed: int, *about: object) -> random.Random:
    """The dice of one question: the answer to another question never shifts them."""
    return random.Random("/".join(map(str, (seed, *about))))  # noqa: S311 - a simulated life, no secret


def minutes(value: float) -> timedelta:
    """Whole seconds of a number of minutes."""
    return timedelta(seconds=round(value * 60))


def between(rng: random.Random, bounds: tuple[float, float]) -> timedelta:
    """A span of minutes between two bounds."""
    return minutes(rng.uniform(*bounds))


def noticed_after(rng: random.Random, channel: str) -> timedelta | None:
    """After how long a message of a channel is noticed, by somebody who has the phone at hand; None = never."""
    habit = CHANNELS[channel]
    chance, z = rng.random(), rng.gauss(0, 1)
    return (
        minutes(habit.median_m * 2.718281828459045 ** (habit.spread * z)) if chance < habit.chance else None
    )
