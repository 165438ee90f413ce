"""What an audit costs from a thousand orders to a million: time, time an order, peak of memory. Prints JSON.

The orders have every field; ten shops with hours of their own, two hundred stores. Reading files isn't in it.
"""

import json
import time
import tracemalloc

import numpy as np

from bench.rounds import interleave
from otklik.analytics.audit import audit
from otklik.analytics.findings import Norms, write_findings
from otklik.analytics.frames import DIMENSIONS, INSTANTS, MISSING, OUTCOMES, Labels, OrderFrame
from otklik.domain.business_time import WorkCalendar

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 3
FIRST_S = 1_735_689_600
"""2025-01-01 UTC."""
STORES = 200
NORMS = (Norms(), Norms(target_days=0, limit_days=1, trade="trade 3"))


def make_frame(number: int) -> OrderFrame:
    """So many orders of one year, the same for the same number."""
    rng = np.random.default_rng(7)
    placed_s = np.sort(FIRST_S + rng.integers(0, 365 * 86_400, number))
    outcome = rng.choice(len(OUTCOMES), number, p=[0.02, 0.68, 0.1, 0.1, 0.05, 0.05]).astype(np.int8)
    instants = {"placed_at": placed_s}
    for name in INSTANTS[1:]:
        known = rng.random(number) < 0.9
        later_s = np.rint(rng.exponential(20_000, number)).astype(np.int64)
        instants[name] = np.where(known, placed_s + later_s, MISSING)
    return OrderFrame(
        rows=np.arange(1, number + 1),
        numbers=range(number),  # type: ignore[arg-type]
        instants=instants,
        outcome=outcome,
        knows_outcome=True,
        calendars=tuple(
            WorkCalendar.parse(f"Mo-Fr {8 + shop % 3:02}:00-19:{shop:02}; Sa 10:00-16:00", "Europe/Moscow")
            for shop in range(10)
        ),
        calendar=rng.integers(0, 10, number).astype(np.int32),
        observed_until_s=FIRST_S + 380 * 86_400,
        labels={
            name: Labels(
                rng.integers(-1, groups, number).astype(np.int32), tuple(f"{name} {one}" for one in range(groups))
            )
            for name, groups in zip((*DIMENSIONS, "reason"), (STORES, 50, 20, 6, 80, 5, 12), strict=True)
        },
        amount_minor=rng.integers(10_000, 10_000_000, number),
        currency="RUB",
        has_phone=rng.random(number) < 0.8,
        by_phone=rng.random(number) < 0.5,
        attempts=rng.integers(0, 4, number),
    )  # fmt: skip


def main() -> None:
    """Print medians of each size, the peak of memory beside the frame, and how long the findings are as JSON."""
    frames = {size: make_frame(size) for size in SIZES}
    medians = interleave(
        {str(size): lambda frame=frame: _time(frame) for size, frame in frames.items()}, rounds=ROUNDS
    )
    for size, frame in frames.items():
        tracemalloc.start()
        found = audit(frame, NORMS)
        medians[str(size)]["peak_mib"] = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        medians[str(size)]["json_kib"] = len(write_findings(found)) / 1024
    print(json.dumps({"medians": medians}))


def _time(frame: OrderFrame) -> dict[str, float]:
    began, cpu_began = time.perf_counter(), time.process_time()
    audit(frame, NORMS)
    took_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu_began
    return {"s": took_s, "cpu_s": cpu_s, "us_an_order": 1e6 * cpu_s / len(frame)}


if __name__ == "__main__":
    main()
