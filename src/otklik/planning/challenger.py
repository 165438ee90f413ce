"""The forecast's challenger: gradient boosted trees that learn from examples what a day makes of a zone's level.

With two years of history it is fitted beside the calendar's effects; the mean of both is used where the back-test
says that it is better. Loads scikit-learn: imported by jobs, benches and tests alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingRegressor

from otklik.planning.calendar_effects import Floats
from otklik.planning.demand import AHEAD, SUM, BackTest, Model
from otklik.planning.special_days import KEYS, season_of, special_day

ENOUGH_DAYS = 730
EVERY = 7
"""Days between the starts of the examples."""

LEVEL_DAYS = 28
FOLDS, FOLD_DAYS = 4, 56
"""A day is judged by trees that have seen none of the days of its fold."""

BETTER_BY = 0.99
SEED = 3

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Mixed:
    """The mean of both forecasts: of the days ahead, and in the back-test."""

    mean: Floats
    test: BackTest


def mix(model: Model, test: BackTest, mean: Floats) -> Mixed | None:
    """Both forecasts together where they are better than the calendar's alone; None where not, or history is short.

    Parameters
    ----------
    test
        Of the calendar's forecast.
    mean
        The calendar's forecast of the days after the history, zones × days.
    """
    if model.history.length < ENOUGH_DAYS or test.ratio is None:
        return None
    starts = np.arange(LEVEL_DAYS, model.history.length - 1, EVERY)
    examples, wanted, levels, days = _examples(model, starts)
    known = ~np.isnan(wanted)
    judged = _judged(model, test, examples[known], wanted[known], days[known])
    mixed = replace(test, forecast=(test.forecast + judged) / 2)
    if mixed.ratio is None or mixed.ratio > test.ratio * BETTER_BY:
        return None
    trees = _fit(examples[known], wanted[known])
    rows, _, level, _ = _examples(model, np.array([model.history.length]))
    ahead = (np.exp(trees.predict(rows)) * level).reshape(AHEAD, -1).T
    return Mixed((mean + ahead) / 2, mixed)


def _fit(examples: Floats, wanted: Floats) -> HistGradientBoostingRegressor:
    trees = HistGradientBoostingRegressor(
        max_iter=120, learning_rate=0.08, max_leaf_nodes=15, min_samples_leaf=30, random_state=SEED
    )
    return trees.fit(examples, wanted)


def _judged(model: Model, test: BackTest, examples: Floats, wanted: Floats, days: Whole) -> Floats:
    """The trees' forecast of each place of the back-test; of the depot's sum, what its zones' add up to."""
    starts = np.unique(test.start)
    rows, _, levels, at = _examples(model, starts)
    found = np.zeros(len(rows))
    for fold in range(FOLDS):
        seen = (days // FOLD_DAYS) % FOLDS != fold
        mine = (at // FOLD_DAYS) % FOLDS == fold
        if mine.any():
            found[mine] = np.exp(_fit(examples[seen], wanted[seen]).predict(rows[mine])) * levels[mine]
    table = found.reshape(len(starts), AHEAD, -1)
    place = np.searchsorted(starts, test.start)
    zone = np.where(test.zone == SUM, 0, test.zone)
    single = table[place, test.ahead - 1, zone]
    return np.where(test.zone == SUM, table.sum(axis=2)[place, test.ahead - 1], single)


def _examples(model: Model, starts: Whole) -> tuple[Floats, Floats, Floats, Whole]:
    """Rows, logarithms of what came over the level, levels and days; by start, day ahead and zone."""
    history = model.history
    zones = len(history.zones)
    counts = np.where(history.sold_out, np.nan, history.counts)
    length = model.rows.shape[1]
    calendar = np.array([_calendar(model, day) for day in range(length)])
    rows, wanted, levels, days = [], [], [], []
    for start in starts:
        recent = counts[:, max(int(start) - LEVEL_DAYS, 0) : int(start)]
        level = np.maximum(np.nan_to_num(np.nanmean(recent, axis=1), nan=1.0), 0.5)
        for ahead in range(AHEAD):
            day = int(start) + ahead
            row = calendar[day] if day < length else calendar[-1]
            same = recent[:, (day - int(start)) % 7 :: 7]
            usual = np.log(np.maximum(np.nanmean(same, axis=1), 0.5) / level)
            rows.append(
                np.column_stack([np.tile(row, (zones, 1)), np.arange(zones), usual, np.full(zones, ahead)])
            )
            came = counts[:, day] if day < history.length else np.full(zones, np.nan)
            wanted.append(np.log((came + 0.5) / level))
            levels.append(level)
            days.append(np.full(zones, day))
    return np.vstack(rows), np.concatenate(wanted), np.concatenate(levels), np.concatenate(days)


def _calendar(model: Model, day: int) -> list[float]:
    on = model.history.day(day)
    key, angle = special_day(on), 2 * math.pi * on.timetuple().tm_yday / 365.25
    season = sum(knot * weight for knot, weight in season_of(on).items()) or -1.0
    return [
        float(on.weekday()),
        math.sin(angle),
        math.cos(angle),
        float(KEYS.index(key)) if key else -1.0,
        season,
        math.log1p(float(model.pressure[day])),
    ]
