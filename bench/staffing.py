"""People by half hours: Erlang A and our simulation against ciw, and plans of stores of several sizes. Prints JSON.

Needs `ciw` for the first part; without it that part says so.
"""

from __future__ import annotations

import json
import time
from typing import Any

import numpy as np

from otklik.planning.call_queues import Calls, OpenSpan, draw, slots_of, waits
from otklik.planning.erlang import share_in_time
from otklik.planning.shift_cover import cover_week, needs_of, paid_s
from otklik.planning.staffing import Aim, draw_weeks, effect_of, plan_staff

HOUR_S, WITHIN_S = 3600, 1200.0
QUEUES = ((6, 8, 30, 2), (20, 8, 30, 4), (60, 8, 30, 10), (150, 6, 45, 16))
"""Orders an hour, minutes of talk, minutes of patience, people."""
SIZES = (15, 40, 120, 400, 1500)
"""Orders a day."""
NIGHTS = {"few at night": 0.3, "many at night": 1.0}
"""What part of the evening's and night's usual orders a store gets: 9 and 24 of 100."""
PATIENCES_S = (1800.0, 3600.0)
CIW_HOURS, CIW_WARM_M = 700, 200
FRESH_SEED = 99


def main() -> None:
    """Print both parts."""
    found = {"queues": [_queue(*one) for one in QUEUES]}
    plans = [_plan(size, name, patience_s) for name in NIGHTS for patience_s in PATIENCES_S for size in SIZES]
    print(json.dumps({**found, "plans": plans}))


def _queue(an_hour: float, talk_m: float, patience_m: float, agents: int) -> dict[str, Any]:
    """One queue three ways."""
    talk_s, patience_s = talk_m * 60, patience_m * 60
    start = time.perf_counter()
    exact = share_in_time(an_hour / HOUR_S, agents, talk_s=talk_s, patience_s=patience_s, within_s=WITHIN_S)
    exact_s = time.perf_counter() - start
    week = [OpenSpan(day, 0, 24 * HOUR_S, 0.0, (an_hour / 2,) * 48) for day in range(7)]
    calls = Calls(talk_s, 1.0, patience_s, exponential=True)
    weeks = max(4, int(400_000 / (an_hour * 168)))
    start = time.perf_counter()
    draws = draw(week, calls, weeks=weeks, day_noise=0.0, random=np.random.default_rng(7))
    good = waits(draws, np.full(7 * 48, agents)) <= WITHIN_S
    own_s = time.perf_counter() - start
    late_enough = draws.counted & (draws.at_s > 6 * HOUR_S)
    found = {
        "orders_an_hour": an_hour, "agents": agents, "exact": round(exact, 4), "exact_ms": round(1000 * exact_s, 2),
        "own": round(float(good[late_enough].mean()), 4),
        "own_calls_per_s": round(int(np.isfinite(draws.at_s).sum()) / own_s),
    }  # fmt: skip
    return {**found, **_by_ciw(an_hour, talk_m, patience_m, agents)}


def _by_ciw(an_hour: float, talk_m: float, patience_m: float, agents: int) -> dict[str, Any]:
    """The same queue by ciw, with its 95 % interval over runs."""
    try:
        import ciw
    except ImportError:
        return {"ciw": None}
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=an_hour / 60)],
        service_distributions=[ciw.dists.Exponential(rate=1 / talk_m)],
        reneging_time_distributions=[ciw.dists.Exponential(rate=1 / patience_m)],
        number_of_servers=[agents],
    )
    shares, calls, start = [], 0, time.perf_counter()
    runs = 8
    hours = CIW_HOURS * 6 / an_hour / runs * 6
    for seed in range(runs):
        ciw.seed(seed)
        simulation = ciw.Simulation(network)
        simulation.simulate_until_max_time(60 * hours + CIW_WARM_M)
        records = [one for one in simulation.get_all_records() if one.arrival_date > CIW_WARM_M]
        served = [one.record_type == "service" and one.waiting_time <= WITHIN_S / 60 for one in records]
        shares.append(sum(served) / len(served))
        calls += len(records)
    took_s = time.perf_counter() - start
    half = 1.96 * float(np.std(shares, ddof=1)) / runs**0.5
    return {
        "ciw": round(float(np.mean(shares)), 4),
        "ciw_half": round(half, 4),
        "ciw_calls_per_s": round(calls / took_s),
    }


def week_of(a_day: float, night: float) -> list[OpenSpan]:
    """A store open 9 to 21 every day whose orders come at noon and in the evening."""
    hours = np.arange(48) / 2
    weights = 0.15 + np.exp(-(((hours - 13) / 3.5) ** 2)) + 0.9 * np.exp(-(((hours - 20) / 2.5) ** 2))
    closed = (hours < 9) | (hours >= 21)
    weights = np.where(closed, weights * night, weights)
    rates = a_day * weights / weights.sum()
    placed = tuple(float(one) for one in rates[~closed])
    return [OpenSpan(day, 9 * HOUR_S, 21 * HOUR_S, float(rates[closed].sum()), placed) for day in range(7)]


def _plan(size: int, name: str, patience_s: float) -> dict[str, Any]:
    """The plan of one store: hours against Erlang's, what both achieve on other orders, and seconds."""
    week, calls = week_of(size, NIGHTS[name]), Calls(480.0, 0.95, patience_s)
    start = time.process_time()
    draws = draw_weeks(week, calls, day_noise=0.15, random=np.random.default_rng(1))
    plan = plan_staff(week, draws, calls, Aim(WITHIN_S))
    took_s = time.process_time() - start
    fresh = draw(week, calls, weeks=40, day_noise=0.15, random=np.random.default_rng(FRESH_SEED))
    got = effect_of(fresh, np.array(plan.needed), WITHIN_S)
    guess = effect_of(fresh, np.array(plan.guess), WITHIN_S)
    slots = slots_of(week)
    starts_s = [week[one.span].from_s + one.place * 1800 for one in slots]
    needs = needs_of(slots, starts_s, plan.needed)
    start = time.process_time()
    cover = cover_week(needs, {})
    paid = sum(paid_s(one) for shifts in cover.shifts.values() for one in shifts) / HOUR_S
    return {
        "orders_a_day": size, "nights": name, "patience_m": patience_s / 60, "is_enough": plan.is_enough,
        "night_of_100": round(100 * week[0].queued / size, 1),
        "ratio": round(sum(plan.needed) / sum(plan.guess), 3),
        "share": round(got.share, 4), "night": round(got.night, 3),
        "guess_share": round(guess.share, 4), "guess_night": round(guess.night, 3),
        "needed_h": sum(plan.needed) / 2, "guess_h": sum(plan.guess) / 2, "paid_h": round(paid, 1),
        "at_opening": plan.needed[0], "plan_cpu_s": round(took_s, 2),
        "shifts_cpu_s": round(time.process_time() - start, 2),
    }  # fmt: skip


if __name__ == "__main__":
    main()
