"""Routes, windows and buffers on the reference days of `simulation/days.py`: prints JSON, each part as it is measured.

`python -m bench.delivery_routes [booking mixed squares]`: each search has a fixed number of iterations, so that
figures don't depend on how busy the machine is. Medians over all twenty seeds, with their range.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from otklik.planning import buffers, route_moves, route_solvers, routes
from otklik.planning.plan_checks import find_faults
from otklik.planning.route_tasks import cost_of, make_task
from otklik.simulation import bookings, days

ZONES = tuple(days.TOWN)
LEARNING = (100, 101)
"""Days on which the reserve is chosen; none of them is among those on which it is judged."""

RESERVES = (1.0, 1.04, 1.08, 1.1, 1.12, 1.14, 1.16, 1.2)

BOOKING_ITERATIONS, EVERY = 60, 25
LONG_ITERATIONS = 200
"""For one question: what of that which counters sold can be driven at all."""

NOISE_DAYS = 20
MIXED_ITERATIONS, MIXED_ROUNDS = 600, 600
SQUARE_ITERATIONS = 1500
KINDS, SIZES = ("R", "C", "RC"), (100, 250, 500)
ROUNDS_A_STOP = 20


def solver(iterations: int, seeds: tuple[int, ...] = (1,)) -> routes.Solve:
    """PyVRP with so many iterations a seed."""
    return partial(route_solvers.solve, effort=route_solvers.Effort(seeds, iterations))


def spread(values: Iterable[float], digits: int = 3) -> dict[str, float]:
    """Median, least and most."""
    found = list(values)
    return {
        "median": round(statistics.median(found), digits),
        "least": round(min(found), digits),
        "most": round(max(found), digits),
        "n": len(found),
    }


def measure_booking() -> dict[str, Any]:
    """What is accepted, what comes in time, and what counters break; for ten cars, and for eight."""
    book = partial(bookings.book_by_plan, solve=solver(BOOKING_ITERATIONS), every=EVERY)

    def plans(reserve: float) -> list[Any]:
        return [book(days.make_booking_day(seed), buffers=stretch(reserve)).plan for seed in LEARNING]

    chosen = buffers.choose_reserve(plans, days.NOISE, seed=9, days=NOISE_DAYS, reserves=RESERVES)
    found: dict[str, Any] = {"reserve": chosen.reserve, "tried": dict(chosen.tried)}
    say("reserve", found)
    for cars, look in ((10, True), (8, False)):
        rows = [_book_one(seed, cars, chosen.reserve, book, look=look) for seed in days.SEEDS]
        found[f"{cars} cars"] = {
            name: spread([row[name] for row in rows if row[name] is not None])
            for name in rows[0]
            if any(row[name] is not None for row in rows)
        }
        say(f"{cars} cars", found[f"{cars} cars"])
    return found


def stretch(reserve: float) -> dict[str, float]:
    """The same buffer for all zones: the reference days have no zone that is slower than it says."""
    return dict.fromkeys(ZONES, reserve)


def _book_one(
    seed: int, cars: int, reserve: float, book: Callable[..., bookings.Booked], *, look: bool
) -> dict[str, Any]:
    day = days.make_booking_day(seed, cars=cars)
    plain, better = bookings.book_by_plan(day), book(day)
    row: dict[str, Any] = {
        "inserted": plain.accepted,
        "improved": better.accepted,
        "ratio": better.accepted / plain.accepted,
    }
    if not look:
        say(f"seed {seed}, {cars} cars", row)
        return row
    stretched = book(day, buffers=stretch(reserve))
    row["kept by buffer"] = stretched.accepted / better.accepted
    for name, one in (("plain", plain), ("improved", better), ("buffered", stretched)):
        row[f"faults {name}"] = len(find_faults(one.plan))
        dice = np.random.default_rng((seed, 77))
        row[f"on time {name}"] = buffers.find_on_time(one.plan, days.NOISE, dice, days=NOISE_DAYS)
    caps = bookings.caps_for(better.accepted, day.requests)
    for name, where in (("cap", None), ("cap, outer", days.OUTER_SHARE)):
        asked = days.make_booking_day(seed, cars=cars, outer=where)
        sold = bookings.book_by_counters(asked, caps)
        served = bookings.count_servable(asked, sold, solver(LONG_ITERATIONS))
        row[f"broken by {name}"] = 1 - served / len(sold)
        row[f"sold by {name}"] = len(sold)
        row[f"sold by plan beside {name}"] = book(asked).accepted
    say(f"seed {seed}, {cars} cars", row)
    return row


def measure_mixed() -> dict[str, Any]:
    """Own cars and a carrier in one solve, against all to the carrier."""
    rows = []
    for seed in days.SEEDS:
        plan = days.make_mixed_day(seed)
        to_all = replace(plan, carried=dict.fromkeys(plan.stops, "carrier"))
        empty = routes.DayTask(to_all)
        better = routes.improve(empty, solver(MIXED_ITERATIONS))
        own = routes.improve(
            empty, partial(route_moves.solve, dice=np.random.default_rng(1), rounds=MIXED_ROUNDS)
        )
        assert better is not None and own is not None and not find_faults(better) and not find_faults(own)
        all_minor = routes.cost_of_plan(empty, to_all)
        rows.append(
            {
                "mixed": routes.cost_of_plan(empty, better) / all_minor,
                "by insertion": routes.cost_of_plan(empty, own) / all_minor,
                "handed over": len(better.carried),
                "cars": len(better.routes),
            }
        )
        say(f"mixed {seed}", rows[-1])
    return {name: spread([row[name] for row in rows]) for name in rows[0]}


def measure_squares(sizes: tuple[int, ...] = SIZES) -> dict[str, Any]:
    """Gap of a search with fixed iterations to one ten times as long: median of three seeds; and of the insertion's."""
    found: dict[str, Any] = {}
    for size in sizes:
        for kind in KINDS:
            task = make_task(days.make_square_day(size, kind, 0))
            began = time.process_time()
            short = [
                cost_of(task, _need(solver(SQUARE_ITERATIONS, (seed,))(task, None))) for seed in (1, 2, 3)
            ]
            taken_s = (time.process_time() - began) / 3
            long = cost_of(task, _need(solver(10 * SQUARE_ITERATIONS, (11,))(task, None)))
            dice = np.random.default_rng(1)
            began = time.process_time()
            own = cost_of(task, _need(route_moves.solve(task, None, dice, rounds=ROUNDS_A_STOP * size)))
            best = min(long, *short)
            found[f"{kind}{size}"] = {
                "gap": round(statistics.median(short) / long - 1, 4),
                "best of two": round(min(short[:2]) / long - 1, 4),
                "own": round(own / best - 1, 4),
                "cpu_s": round(taken_s, 1),
                "own_cpu_s": round(time.process_time() - began, 1),
            }
            say(f"{kind}{size}", found[f"{kind}{size}"])
    return found


def _need(found: Any) -> Any:
    assert found is not None
    return found


def say(name: str, figures: Any) -> None:
    """One line of progress, on standard error."""
    print(json.dumps({name: figures}), file=sys.stderr, flush=True)


PARTS = {"booking": measure_booking, "mixed": measure_mixed, "squares": measure_squares}


def main(chosen: list[str]) -> None:
    """Print the chosen parts, or all."""
    print(json.dumps({name: measure() for name, measure in PARTS.items() if name in (chosen or PARTS)}))


if __name__ == "__main__":
    main(sys.argv[1:])
