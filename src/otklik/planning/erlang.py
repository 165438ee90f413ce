"""Erlang A, exactly: which share of callers a number of people serves within a time when callers lose patience.

Orders come at random (Poisson), talks and patience are exponential, nobody is at work for half an hour only. Birth and
death give how many are there; uniformisation gives who of them is served in time (docs/algorithms/staffing.md). Pure.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from otklik.domain.errors import DomainError

REST = 1e-12
"""What is left out of every sum."""

MOST_AGENTS = 500
"""More people than this nobody plans by half hours."""

Shares = NDArray[np.float64]


def share_in_time(rate: float, agents: int, *, talk_s: float, patience_s: float, within_s: float) -> float:
    """The share of all callers who are served within a time, 0 to 1; who gives up before is not.

    Parameters
    ----------
    rate
        Callers a second, > 0.
    agents
        People, >= 0.
    talk_s, patience_s
        Means, seconds, > 0.
    within_s
        Seconds, >= 0.
    """
    if agents < 1:
        return 0.0
    there = _stationary(rate, agents, talk_s, patience_s)
    at_once = float(there[:agents].sum())
    waiting = there[agents:]
    return min(1.0, at_once + float(waiting @ _served(len(waiting), agents, talk_s, patience_s, within_s)))


def _stationary(rate: float, agents: int, talk_s: float, patience_s: float) -> Shares:
    """The share of time with 0, 1, 2 … callers there, as far as it matters."""
    logs, peak, number = [0.0], 0.0, 0
    while number <= agents or logs[-1] > peak + math.log(REST):
        number += 1
        leaving = min(number, agents) / talk_s + max(number - agents, 0) / patience_s
        logs.append(logs[-1] + math.log(rate / leaving))
        peak = max(peak, logs[-1])
    weights = np.exp(np.array(logs) - peak)
    found: Shares = weights / weights.sum()
    return found


def _served(places: int, agents: int, talk_s: float, patience_s: float, within_s: float) -> Shares:
    """The chance to be served within the time with so many already waiting in front (0, 1, …).

    Notes
    -----
    The caller's own chain: one fewer in front at each end of a talk or loss of patience there; served from place 0;
    he himself gives up at his own rate. Who comes later changes nothing for him.
    """
    ahead = np.arange(places, dtype=np.float64)
    onward = agents / talk_s + ahead / patience_s
    fastest = float(onward[-1]) + 1 / patience_s
    steps = onward / fastest
    stays = 1.0 - steps - 1 / patience_s / fastest
    chance, found = np.zeros(places), np.zeros(places)
    mean = fastest * within_s
    for number in range(int(mean + 8 * math.sqrt(mean) + 20)):
        weight = (
            math.exp(number * math.log(mean) - mean - math.lgamma(number + 1)) if mean else float(not number)
        )
        found += weight * chance
        chance = stays * chance + steps * np.concatenate(([1.0], chance[:-1]))
    return found


def fewest_agents(rate: float, *, share: float, talk_s: float, patience_s: float, within_s: float) -> int:
    """The fewest people with whom so large a share is served within the time; 0 where nobody comes.

    Raises
    ------
    DomainError
        `staffing_unreachable`: not even `MOST_AGENTS` are enough.
    """
    if rate <= 0:
        return 0
    agents = max(1, int(rate * talk_s * share) - 2)
    while share_in_time(rate, agents, talk_s=talk_s, patience_s=patience_s, within_s=within_s) < share:
        agents += 1
        if agents > MOST_AGENTS:
            raise DomainError(
                "staffing_unreachable", f"Not even {MOST_AGENTS} people answer so much in time."
            )
    return agents
