"""The forecast on generated shops with known effects, beside AutoETS and "as last week", in one run.

Each seed is a shop of three to four years; from several days the next 28 are forecast with what was known before.
What was wanted in truth is the judge, sold-out days too. Prints JSON; `python -m bench.demand SEEDS`. AutoETS is
`statsforecast`, which nothing else needs: where it is not installed it is in `absent`.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.domain.demand import ALL, Forecast
from otklik.planning.demand import AHEAD, FAR, back_test, fit_model, forecast_demand, history_of
from otklik.simulation.shop_years import ShopYears, draw_years

SEEDS = 20
FIRST_ON, DAYS = date(2022, 1, 1), 4 * 365 + 20
ORIGINS = (date(2025, 2, 1), date(2025, 4, 20), date(2025, 10, 30), date(2025, 12, 8))
PEAK = (date(2025, 12, 20), date(2025, 12, 31))

Floats = NDArray[np.float64]


def measure(seeds: int) -> dict[str, Any]:
    """All figures of so many shops."""
    ets = _load_ets()
    rows = [one for seed in range(seeds) for one in _measure_shop(seed, ets)]
    models = ["calendar", "naive", *(["ets"] if ets else [])]
    return {
        "seeds": seeds,
        "origins": [one.isoformat() for one in ORIGINS],
        "absent": [] if ets else ["statsforecast"],
        "far_ratio": {name: _spread(rows, f"far_{name}", "far_naive") for name in models},
        "near_ratio": {name: _spread(rows, f"near_{name}", "near_naive") for name in models},
        "peak_wape": {name: _peak(rows, name) for name in models},
        "peak_bias": _mean(rows, "peak_bias"),
        "covered": {name: _mean(rows, name) for name in ("all", "ordinary", "special", "sum", "sum_special")},
        "peak_under_upper": _mean(rows, "peak_under_upper"),
        "effects": _effects(rows),
        "advertising_inside": _mean(rows, "advertising"),
        "seconds": float(np.median([one["seconds"] for one in rows])),
    }


def _measure_shop(seed: int, ets: Callable[[Floats], Floats] | None) -> list[dict[str, Any]]:
    shop = draw_years(np.random.default_rng(seed), first_on=FIRST_ON, days=DAYS)
    return [_measure_origin(shop, origin, ets) for origin in ORIGINS]


def _measure_origin(shop: ShopYears, origin: date, ets: Callable[[Floats], Floats] | None) -> dict[str, Any]:
    began = time.process_time()
    history = history_of(shop.counts, shop.zones, until_on=origin)
    model = fit_model(history, shop.budgets)
    made = forecast_demand(model, back_test(model), depot="depot", now=datetime(2025, 1, 1, tzinfo=UTC))
    took = time.process_time() - began
    start = history.length
    actual = shop.wanted[:, start : start + AHEAD].astype(float)
    forecasts = {
        "calendar": _table(made, shop, "expected"),
        "naive": shop.wanted[:, [start - 7 + n % 7 for n in range(AHEAD)]].astype(float),
    }
    if ets:
        forecasts["ets"] = np.array([ets(_filled(one)) for one in history.counts])
    row: dict[str, Any] = {"seconds": took}
    peak = [n for n in range(AHEAD) if PEAK[0] <= history.day(start + n) <= PEAK[1]]
    for name, found in forecasts.items():
        off = np.abs(found - actual)
        row[f"near_{name}"], row[f"far_{name}"] = off[:, :FAR].sum(), off[:, FAR:].sum()
        if peak:
            row[f"peak_{name}"], row["peak_actual"] = off[:, peak].sum(), actual[:, peak].sum()
    return row | _judge(made, shop, actual, peak)


def _judge(made: Forecast, shop: ShopYears, actual: Floats, peak: list[int]) -> dict[str, Any]:
    inside = (actual >= _table(made, shop, "low")) & (actual <= _table(made, shop, "high"))
    special = np.array([bool(one.special) for one in made.of_zone()])
    whole = actual.sum(axis=0)
    low, high = (np.array([getattr(one, end) for one in made.of_zone(ALL)]) for end in ("low", "high"))
    within = (whole >= low) & (whole <= high)
    row: dict[str, Any] = {
        "all": inside.ravel().tolist(),
        "ordinary": inside[:, ~special].ravel().tolist(),
        "special": inside[:, special].ravel().tolist(),
        "sum": within.tolist(),
        "sum_special": within[special].tolist(),
    }
    if peak:
        expected = _table(made, shop, "expected")[:, peak]
        row["peak_bias"] = [float(expected.sum() / actual[:, peak].sum() - 1)]
        row["peak_under_upper"] = (whole <= high)[peak].tolist()
    truth = {**shop.percents, "advertising": 100 * (2**shop.elasticity - 1)}
    known = [one for one in made.effects if one.day in truth]
    row["effects"] = [
        (one.day, one.low <= truth[one.day] <= one.high) for one in known if one.day != "advertising"
    ]
    row["advertising"] = [
        one.low <= truth["advertising"] <= one.high for one in known if one.day == "advertising"
    ]
    return row


def _table(made: Forecast, shop: ShopYears, name: str) -> Floats:
    return np.array([[getattr(one, name) for one in made.of_zone(zone)] for zone in shop.zones])


def _filled(counts: Floats) -> Floats:
    """Closed days as a week before: AutoETS takes no holes."""
    made = counts.copy()
    for n in np.flatnonzero(np.isnan(made)):
        made[n] = made[n - 7] if n >= 7 else np.nanmean(counts)
    return made


def _load_ets() -> Callable[[Floats], Floats] | None:
    try:
        from statsforecast.models import AutoETS
    except ImportError:
        return None

    def forecast(series: Floats) -> Floats:
        found = AutoETS(season_length=7, model="ZNA").forecast(y=series, h=AHEAD)
        return np.asarray(found["mean"], dtype=np.float64)

    return forecast


def _spread(rows: list[dict[str, Any]], of: str, over: str) -> dict[str, float]:
    """The ratio of all seeds together, and least, median and most over single seeds."""
    count = len(ORIGINS)
    seeds = [rows[n : n + count] for n in range(0, len(rows), count)]
    each = [sum(one[of] for one in seed) / sum(one[over] for one in seed) for seed in seeds]
    whole = sum(one[of] for one in rows) / sum(one[over] for one in rows)
    return {"all": round(whole, 3), "least": round(min(each), 3), "median": round(float(np.median(each)), 3),
            "most": round(max(each), 3)}  # fmt: skip


def _peak(rows: list[dict[str, Any]], name: str) -> float:
    peaks = [one for one in rows if "peak_actual" in one]
    return round(sum(one[f"peak_{name}"] for one in peaks) / sum(one["peak_actual"] for one in peaks), 3)


def _mean(rows: list[dict[str, Any]], name: str) -> float:
    return round(float(np.mean([value for one in rows for value in one.get(name, ())])), 3)


def _effects(rows: list[dict[str, Any]]) -> dict[str, Any]:
    told = [one for row in rows for one in row["effects"]]
    missed = Counter(day for day, is_inside in told if not is_inside)
    shares = {
        day: round(count / sum(1 for one, _ in told if one == day), 2) for day, count in missed.most_common(5)
    }
    return {"inside": round(sum(is_inside for _, is_inside in told) / len(told), 3), "missed_most": shares}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS), indent=2))
