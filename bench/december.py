"""December on the reference town over many seeds: counters, counters opened wider, insertion, and the plan.

Prints JSON; `python -m bench.december SEEDS`.
"""

import json
import sys
from datetime import date
from typing import Any

import numpy as np

from otklik.simulation.december import Lived, live_december

SEEDS = 20
WAYS = ("counters", "opened", "unplanned", "planned")


def measure(seeds: int) -> dict[str, Any]:
    """Broken promises and buyers without a window, as median with range; and what was known on 8 December."""
    lived = [live_december(seed) for seed in range(seeds)]
    gaps = [[(one.from_on, one.until_on) for one in found.plan.gaps] for found in lived]
    covers = [
        any(begin <= date(2026, 12, 26) and end >= date(2026, 12, 29) for begin, end in one) for one in gaps
    ]
    exact = [(date(2026, 12, 26), date(2026, 12, 29)) in one for one in gaps]
    return {
        "seeds": seeds,
        "gap_covers_26_29": sum(covers),
        "gap_is_26_29": sum(exact),
        "bought": _range([sum(one.bought.values()) for one in lived]),
        "cost_minor": _range([one.cost_minor for one in lived]),
        "broken_percent": {way: _range([_broken(getattr(one, way)) for one in lived]) for way in WAYS},
        "without_window_percent": {way: _range([_lost(getattr(one, way)) for one in lived]) for way in WAYS},
    }


def _broken(days: tuple[Lived, ...]) -> float:
    return 100 * sum(one.broken for one in days) / sum(one.sold for one in days)


def _lost(days: tuple[Lived, ...]) -> float:
    return 100 * sum(one.asked - one.sold for one in days) / sum(one.asked for one in days)


def _range(values: list[Any]) -> dict[str, float]:
    found = [round(float(one), 2) for one in (min(values), np.median(values), max(values))]
    return dict(zip(("least", "median", "most"), found, strict=True))


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS), indent=2))
