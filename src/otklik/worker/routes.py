"""`python -m otklik.worker.routes`: one day's task on standard input, better routes on standard output, nothing else.

A process of its own, since a solver is heavy, takes seconds and may die; `route_jobs.py` starts it, bounds it and
trusts nothing that it says. `--own` plans without PyVRP, as it does where that is not installed.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from typing import Any

import numpy as np

from otklik.planning import day_tasks, route_moves
from otklik.planning.route_tasks import Routes, RouteTask
from otklik.planning.routes import Solve, improve

SEEDS = (1, 2)
SECONDS = 4.0
"""For each seed; the insertion's own search has one and takes both shares."""

ROUNDS = 4000


def main() -> None:
    """Read, search, write: `{"by", "routes", "carried"}`, or `null` where nothing better was found."""
    by, solve = choose("--own" in sys.argv[1:])
    day = day_tasks.read_task(json.load(sys.stdin))
    better = improve(day, solve)
    json.dump(better and {"by": by, **day_tasks.write_plan(better)}, sys.stdout)


def choose(own: bool) -> tuple[str, Solve]:
    """How the day is planned, and by which name: PyVRP, or the desk's own insertion."""
    if not own:
        try:
            from otklik.planning import route_solvers  # noqa: PLC0415 - an extra, and heavy
        except ImportError:
            return "insertion", _insert
        return "pyvrp", partial(route_solvers.solve, effort=route_solvers.Effort(SEEDS, seconds=SECONDS))
    return "insertion", _insert


def _insert(task: RouteTask, warm: Routes | None) -> Routes | None:
    until_s = time.monotonic() + SECONDS * len(SEEDS)
    goes_on: Any = lambda: time.monotonic() < until_s  # noqa: E731
    return route_moves.solve(task, warm, np.random.default_rng(SEEDS[0]), rounds=ROUNDS, goes_on=goes_on)


if __name__ == "__main__":
    main()
