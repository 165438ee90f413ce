"""`python -m otklik.worker.routes`: one day's task on standard input, better routes on standard output, nothing else.

A process of its own, since a solver is heavy, takes seconds and may die; `route_jobs.py` starts it, bounds it and
trusts nothing that it says. `--own` plans without PyVRP, as it does where that is not installed.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial

import numpy as np

from otklik.planning import day_tasks, route_moves
from otklik.planning.route_tasks import Routes, RouteTask
from otklik.planning.routes import Solve, improve

SEEDS = (1, 2)
SECONDS, SECONDS_A_STOP = 4.0, 0.02
"""For each seed: so long at most, and so long a stop. The insertion's own search has one seed and takes both shares."""

ROUNDS_A_STOP = 20


def main() -> None:
    """Read, search, write: `{"by", "routes", "carried"}`, or `null` where nothing better was found."""
    day = day_tasks.read_task(json.load(sys.stdin))
    seconds = min(SECONDS, SECONDS_A_STOP * len(day.plan.stops))
    by, solve = choose(seconds, own="--own" in sys.argv[1:])
    better = improve(day, solve)
    json.dump(better and {"by": by, **day_tasks.write_plan(better)}, sys.stdout)


def choose(seconds: float, *, own: bool) -> tuple[str, Solve]:
    """How the day is planned, and by which name: PyVRP, or the desk's own insertion."""
    if not own:
        try:
            from otklik.planning import route_solvers  # noqa: PLC0415 - an extra, and heavy
        except ImportError:
            return "insertion", partial(_insert, seconds=seconds)
        return "pyvrp", partial(route_solvers.solve, effort=route_solvers.Effort(SEEDS, seconds=seconds))
    return "insertion", partial(_insert, seconds=seconds)


def _insert(task: RouteTask, warm: Routes | None, *, seconds: float) -> Routes | None:
    until_s = time.monotonic() + seconds * len(SEEDS)

    def goes_on() -> bool:
        return time.monotonic() < until_s

    rounds = ROUNDS_A_STOP * len(task.free)
    return route_moves.solve(task, warm, np.random.default_rng(SEEDS[0]), rounds=rounds, goes_on=goes_on)


if __name__ == "__main__":
    main()
