"""A depot's demand four weeks ahead: the calendar's effects times the level of each zone, with intervals that hold.

Calendar effects come from `calendar_effects`, the level from `levels`, the ends of intervals from `conformal` with
errors that a back-test makes: each stretch of days is forecast as if it had not been seen. Loads scipy: imported by
jobs, commands, benches and tests alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from otklik.domain.demand import ALL, MIX, RIDGE, DayCount, DemandDay, Forecast
from otklik.domain.errors import DomainError
from otklik.planning import conformal
from otklik.planning.advertising import pressure_of
from otklik.planning.calendar_effects import (
    Design,
    Fit,
    Flags,
    Floats,
    History,
    advertising_of,
    effects_of,
    fit_effects,
)
from otklik.planning.conformal import ORDINARY, SPECIAL, Ends
from otklik.planning.levels import Smoothing, fit_smoothing, level_after
from otklik.planning.special_days import special_day

Whole = NDArray[np.int64]

AHEAD = 28
LEAST = 28
"""With fewer days of history nothing is forecast."""

MEMORY = 182
"""So many days back the level is smoothed from."""

EVERY = 14
"""Days between the starts of the back-test."""

FAR = 14
"""The ratio to "as last week" is judged beyond so many days ahead."""

SUM = -1
"""Number of the depot's sum among zones."""


@dataclass(frozen=True, slots=True)
class BackTest:
    """What was forecast of days as if they had not been seen, and what came; one place a zone and day.

    Parameters
    ----------
    start, ahead
        Column from which was forecast, and the day after it, from 1.
    actual, forecast, scale, naive
        What came, what was forecast, the size of an error that is usual, and what came the week before the start.
    special
        Whether it is a special day.
    zone
        Number of the zone, or `SUM`.
    """

    start: Whole
    ahead: Whole
    actual: Floats
    forecast: Floats
    scale: Floats
    naive: Floats
    special: Flags
    zone: Whole

    @property
    def errors(self) -> Floats:
        """In usual sizes."""
        return np.asarray((self.actual - self.forecast) / self.scale, dtype=np.float64)

    @property
    def ratio(self) -> float | None:
        """Mean error of zones beyond `FAR` days over that of "as last week"; None = nothing to judge by."""
        far = (self.ahead > FAR) & (self.zone != SUM) & ~np.isnan(self.naive)
        wrong = float(np.abs(self.actual - self.naive)[far].sum())
        return float(np.abs(self.actual - self.forecast)[far].sum()) / wrong if wrong else None


@dataclass(frozen=True, slots=True)
class Model:
    """A history with its effects and smoothing, and the design of the days after it."""

    history: History
    fit: Fit
    smoothing: Smoothing
    rows: Floats
    """Zones × (history and `AHEAD` days) × columns."""
    pressure: Floats


def history_of(counts: Sequence[DayCount], zones: Sequence[str], *, until_on: date) -> History:
    """Counts as a table up to a day; a zone without a count on a day on which the depot delivered had none.

    Parameters
    ----------
    until_on
        The first day that is not over; days before it of which nothing is on record say nothing.

    Raises
    ------
    DomainError
        `too_little_history`: with how many days there are.
    """
    days = sorted({one.on for one in counts if one.on < until_on})
    length = (until_on - days[0]).days if days else 0
    if length < LEAST:
        raise DomainError(
            "too_little_history",
            f"A forecast needs {LEAST} days of deliveries; there are {max(length, 0)}.",
            remedy="Let more days pass, or load the days before: `otklik demand history`.",
        )
    table = np.full((len(zones), length), np.nan)
    sold_out, closed = np.zeros(table.shape, dtype=bool), np.zeros(table.shape, dtype=bool)
    table[:, [(on - days[0]).days for on in days]] = 0.0
    for one in counts:
        if one.zone in zones and one.on < until_on:
            place = zones.index(one.zone), (one.on - days[0]).days
            table[place] = one.count
            sold_out[place], closed[place] = one.sold_out, one.closed
    table[closed] = np.nan
    return History(days[0], tuple(zones), table, sold_out)


def fit_model(history: History, budgets: Mapping[date, int], *, ahead: int = AHEAD) -> Model:
    """Effects and smoothing of a history.

    Parameters
    ----------
    budgets
        Advertising by day, minor units, of the past and as planned.
    """
    days = history.length + ahead
    spent = np.array([float(budgets.get(history.day(n), 0)) for n in range(days)])
    fit = fit_effects(history, spent[: history.length])
    pressure = pressure_of(spent, fit.kept, fit.unit)
    rows = Design(history, days).rows(pressure)
    smoothing = fit_smoothing(list(_series(history, fit, fit.beta, history.length)))
    return Model(history, fit, smoothing, rows, pressure)


def _series(history: History, fit: Fit, beta: Floats, until: int) -> Floats:
    """Logarithms of each zone without the calendar, of the last days before a column; NaN = not seen."""
    begin = max(until - MEMORY, 0)
    calendar = fit.rows[:, begin:until, fit.levels :] @ beta[fit.levels :]
    return np.where(fit.weights[:, begin:until] > 0, fit.response[:, begin:until] - calendar, np.nan)


def look_ahead(model: Model, start: int, *, unseen: bool) -> tuple[Floats, Floats]:
    """Mean and usual error of each zone on the days from a column on.

    Parameters
    ----------
    unseen
        Whether these days are in the history and must not be known.
    """
    history, fit = model.history, model.fit
    until = min(start + AHEAD, model.rows.shape[1])
    beta, covariance = (
        fit.without(start, min(until, history.length)) if unseen else (fit.beta, fit.covariance)
    )
    rows = model.rows[:, start:until, fit.levels :]
    series = _series(history, fit, beta, start)
    level = np.array(
        [level_after(one, model.smoothing).ahead(until - start, model.smoothing.damping) for one in series]
    )
    mean = np.exp(np.clip(level + rows @ beta[fit.levels :], -3.0, 12.0))
    unsure = np.einsum("zdc,ce,zde->zd", rows, covariance[fit.levels :, fit.levels :], rows, optimize=True)
    return mean, np.sqrt(mean + (fit.spread + unsure) * mean**2)


def back_test(model: Model, *, every: int = EVERY) -> BackTest:
    """Forecasts of the history's days as if each stretch had not been seen, at regular starts."""
    history = model.history
    found = [_stretch(model, start) for start in range(history.length - AHEAD, LEAST * 2, -every)]
    if not found:
        empty = np.zeros(0)
        none = np.zeros(0, dtype=np.int64)
        return BackTest(none, none, empty, empty, empty, empty, np.zeros(0, dtype=bool), none)
    return BackTest(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _stretch(model: Model, start: int) -> tuple[NDArray[np.generic], ...]:
    history = model.history
    mean, scale = look_ahead(model, start, unseen=True)
    stop = start + mean.shape[1]
    actual = history.counts[:, start:stop].copy()
    actual[history.sold_out[:, start:stop]] = np.nan
    weekday = start - 7 + (np.arange(mean.shape[1]) % 7)
    naive = history.counts[:, weekday]
    common = np.sqrt((scale**2).sum(axis=0) * model.fit.common)
    whole = [np.vstack([one, one.sum(axis=0)]) for one in (actual, mean, naive)]
    scales = np.vstack([scale, common])
    zones = np.arange(scales.shape[0])
    zones[-1] = SUM
    shape = scales.shape
    special = np.array([bool(special_day(history.day(n))) for n in range(start, stop)])
    columns = (
        np.full(shape, start),
        np.broadcast_to(np.arange(1, shape[1] + 1), shape),
        whole[0],
        whole[1],
        scales,
        whole[2],
        np.broadcast_to(special, shape),
        np.broadcast_to(zones[:, None], shape),
    )
    known = ~np.isnan(whole[0])
    return tuple(one[known] for one in columns)


def forecast_demand(
    model: Model,
    test: BackTest,
    *,
    depot: str,
    now: datetime,
    mean: Floats | None = None,
    coverage: float = 0.9,
) -> Forecast:
    """The forecast of the days after a history.

    Parameters
    ----------
    test
        Of this model; its errors set the intervals.
    mean
        Zones × days, where the challenger has a part in it; `test` is then of both.
    """
    history, fit = model.history, model.fit
    ends = _ends(test, coverage)
    plain, scale = look_ahead(model, history.length, unseen=False)
    method = RIDGE if mean is None else MIX
    mean = plain if mean is None else mean
    common = np.sqrt((scale**2).sum(axis=0) * fit.common)
    days = []
    for n in range(mean.shape[1]):
        on = history.day(history.length + n)
        pressure = float(model.pressure[history.length + n])
        days.append(_demand_day(on, ALL, float(mean[:, n].sum()), float(common[n]), ends[True], pressure))
        for zone, slug in enumerate(history.zones):
            values = float(mean[zone, n]), float(scale[zone, n])
            days.append(_demand_day(on, slug, *values, ends[False], pressure))
    covered = cross_covered(test, coverage)
    return Forecast(
        depot=depot,
        made_at=now,
        days=tuple(days),
        effects=(*effects_of(fit, history), *advertising_of(fit, int((model.pressure > 0).sum()))),
        known_from_on=history.first_on,
        known_until_on=history.day(history.length - 1),
        method=method,
        elasticity=fit.elasticity,
        ratio=test.ratio,
        covered=covered[0],
        covered_special=covered[1],
    )


def _ends(test: BackTest, coverage: float) -> dict[bool, Mapping[str, Ends]]:
    """Ends of intervals: of the depot's sum (True) and of single zones (False)."""
    sums = test.zone == SUM
    return {
        whole: conformal.calibrate(test.errors[sums == whole], test.special[sums == whole], coverage=coverage)
        for whole in (True, False)
    }


def _demand_day(
    on: date, zone: str, mean: float, scale: float, ends: Mapping[str, Ends], pressure: float
) -> DemandDay:
    key = special_day(on)
    mine = ends[SPECIAL if key else ORDINARY]
    low, high = max(mean + mine.low * scale, 0.0), mean + mine.high * scale
    return DemandDay(on, zone, mean, low, high, high, key, pressure)


def cross_covered(test: BackTest, coverage: float) -> tuple[float | None, float | None]:
    """Share of days inside intervals that other starts set, over all and on special days; None = too few."""
    if not test.start.size:
        return None, None
    half = (test.start // (EVERY * 2)) % 2 == 0
    inside = np.zeros(test.start.size, dtype=bool)
    for chosen in (half, ~half):
        for whole in (True, False):
            mine, other = chosen & ((test.zone == SUM) == whole), ~chosen & ((test.zone == SUM) == whole)
            ends = conformal.calibrate(test.errors[other], test.special[other], coverage=coverage)
            inside[mine] = conformal.covered(test.errors[mine], test.special[mine], ends)
    special = test.special
    return (
        float(inside.mean()) if inside.size >= conformal.ENOUGH else None,
        float(inside[special].mean()) if special.sum() >= conformal.ENOUGH else None,
    )


def busiest_of(forecast: Forecast) -> dict[str, int]:
    """What is needed in each zone on the busiest of the days that are forecast, in whole deliveries."""
    peak = max(forecast.of_zone(), key=lambda one: one.upper, default=None)
    return {
        one.zone: math.ceil(one.upper) for one in forecast.days if peak and one.zone and one.on == peak.on
    }


def day_after(history: History) -> date:
    """The first day that a history's forecast is about."""
    return history.first_on + timedelta(days=history.length)
