"""Kaplan–Meier and log-rank on a million delays in whole seconds, two groups: ours against lifelines, where installed.

Both get the same arrays, split beforehand. The floor is a sort of the same rows. Prints JSON; `differ` says how far
the curves (share and both bounds) and χ² lie apart at most.
"""

import json
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np

from bench.rounds import interleave
from otklik.analytics.survival import compare_survival, estimate_survival, share_at

ROWS = 1_000_000
ROUNDS = 5


def delays() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Delays in seconds, whether they ended in an answer, and which are of the second group."""
    rng = np.random.default_rng(7)
    second = rng.random(ROWS) < 0.5
    answer_s = np.rint(rng.exponential(np.where(second, 3_600, 3_700)))
    watched_s = np.rint(rng.exponential(14_400, ROWS))
    return np.minimum(answer_s, watched_s).astype(np.int64), answer_s <= watched_s, second


def main() -> None:
    """Print medians in ms, and how far the results lie apart."""
    delays_s, happened, second = delays()
    groups = [(delays_s[which], happened[which]) for which in (~second, second)]
    variants: dict[str, Callable[[], Any]] = {
        "ours curve": lambda: [estimate_survival(*group) for group in groups],
        "ours log-rank": lambda: compare_survival(delays_s, happened, second),
        "floor sort": lambda: [np.sort(group[0]) for group in groups],
    }
    absent = [] if find_spec("lifelines") else ["lifelines"]
    differ = {}
    if not absent:
        variants |= _lifelines(groups)
        differ = _compare(groups, delays_s, happened, second)
    timed = {name: lambda run=run: _time(run) for name, run in variants.items()}
    print(json.dumps({"absent": absent, "differ": differ, "medians": interleave(timed, rounds=ROUNDS)}))


def _lifelines(groups: list[Any]) -> dict[str, Callable[[], Any]]:
    from lifelines import KaplanMeierFitter
    from lifelines.statistics import logrank_test

    (first_s, first), (other_s, other) = groups
    return {
        "lifelines curve": lambda: [KaplanMeierFitter().fit(*group) for group in groups],
        "lifelines log-rank": lambda: logrank_test(first_s, other_s, first, other),
    }


def _compare(
    groups: list[Any], delays_s: np.ndarray, happened: np.ndarray, second: np.ndarray
) -> dict[str, float]:
    from lifelines import KaplanMeierFitter
    from lifelines.statistics import logrank_test

    share = bounds = 0.0
    for group in groups:
        theirs, ours = KaplanMeierFitter().fit(*group), estimate_survival(*group)
        at_s = theirs.survival_function_.index.to_numpy().astype(np.int64)
        apart = share_at(ours, at_s) - theirs.survival_function_.to_numpy()[:, 0]
        share = max(share, float(np.abs(apart).max()))
        table = theirs.confidence_interval_.loc[ours.delays_s.astype(float)].to_numpy()
        inner = ours.share > 0
        apart = np.stack((ours.low, ours.high), axis=1)[inner] - table[inner]
        bounds = max(bounds, float(np.abs(apart).max()))
    theirs = logrank_test(groups[0][0], groups[1][0], groups[0][1], groups[1][1]).test_statistic
    chi2 = abs(compare_survival(delays_s, happened, second).chi2 / theirs - 1)
    return {"share": share, "bounds": bounds, "χ² relatively": chi2}


def _time(run: Callable[[], object]) -> dict[str, float]:
    began = time.perf_counter()
    run()
    return {"ms": 1_000 * (time.perf_counter() - began)}


if __name__ == "__main__":
    main()
