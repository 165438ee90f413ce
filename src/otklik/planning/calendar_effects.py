"""What the calendar does to demand: a ridge on logarithms, pooled over a depot's zones, each effect a readable percent.

Demand of a day is a product: the zone's level, its weekday, the time of the year, the special day, advertising. The
logarithm of it is linear in what is sought; counts are noisy by themselves (Poisson) and beyond (`spread`), so days
count by their weight (iteratively reweighted least squares). A day that was sold out tells that at least so many were
wanted: its count is replaced by what is expected given that, until nothing changes (EM). Pure; numpy alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from otklik.domain.demand import Effect
from otklik.planning.advertising import KEPT, pressure_of, unit_of
from otklik.planning.special_days import KEYS, KNOTS, NEW_YEAR, season_of, special_day

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

WEEK = 7
BENDS_DAYS = 60
"""So far apart are the days at which a zone's level may bend; it is left out of a forecast."""

WAVES = 3
A_YEAR = 365.25
LONG_ENOUGH = 400
"""With fewer days of history the time of the year has no effect of its own."""

# How large effects are expected to be before anything was seen, as standard deviations of logarithms.
ZONE_SD, BEND_SD, WEEKDAY_SD, OWN_WEEKDAY_SD = 10.0, 0.3, 0.5, 0.1
WAVE_SD, SEASON_SD, NEW_YEAR_SD, SPECIAL_SD, ADVERTISING_SD = 0.15, 0.8, 0.35, 0.35, 1.0

CAMPAIGN_DAYS = 14
ROUNDS = 6
FIRST_KEPT = 0.5
"""Which memory of advertising is tried first; the others start from its effects."""

NINETY = 1.645
LEAST_SPREAD = 0.002
FLOOR = 0.3
"""Fewer deliveries than this are not expected of any day."""


@dataclass(frozen=True, slots=True)
class History:
    """Deliveries by zone and day; rows are `zones`, columns days from `first_on` on.

    Parameters
    ----------
    counts
        NaN = closed or unknown.
    sold_out
        Where at least so many were wanted.
    """

    first_on: date
    zones: tuple[str, ...]
    counts: Floats
    sold_out: Flags

    @property
    def length(self) -> int:
        """Number of days."""
        return int(self.counts.shape[1])

    def day(self, n: int) -> date:
        """The date of a column; columns go on after the history's end."""
        return self.first_on + timedelta(days=n)


@dataclass(frozen=True, slots=True)
class Fit:
    """The effects as they were found, and what is needed to find them again without some days.

    Parameters
    ----------
    beta, covariance
        Of all columns.
    information, score
        The weighted sums that they follow from, penalty included.
    rows
        The design, zone by zone (zones × days × columns); `shared` columns and later are the calendar's.
    response, weights
        Linearised logarithms and their weights, zones × days; weight 0 = not seen.
    spread
        Relative variance beyond Poisson.
    common
        By how much a day's zones move together: that many days are worth one.
    serial
        By how much days that follow each other move together beyond the model: campaigns are such days.
    kept, unit
        Of advertising: what is left the next day, and the mean campaign day.
    """

    beta: Floats
    covariance: Floats
    information: Floats
    score: Floats
    rows: Floats
    levels: int
    response: Floats
    weights: Floats
    spread: float
    common: float
    serial: float
    kept: float
    unit: float

    @property
    def elasticity(self) -> float:
        """Power of `1 + pressure` by which advertising raises demand; 0 without any."""
        return float(self.beta[-1]) if self.unit > 0 else 0.0

    def without(self, from_day: int, until_day: int) -> tuple[Floats, Floats]:
        """Effects and their covariance as if these days had not been seen."""
        rows, weights = self.rows[:, from_day:until_day], self.weights[:, from_day:until_day]
        flat = rows.reshape(-1, rows.shape[2])
        weighted = flat * (weights.reshape(-1, 1) / self.common)
        information = self.information - weighted.T @ flat
        score = self.score - weighted.T @ self.response[:, from_day:until_day].reshape(-1)
        covariance: Floats = np.asarray(np.linalg.inv(information), dtype=np.float64)
        return covariance @ score, covariance


class Design:
    """The columns of a depot's history and of the days after it."""

    def __init__(self, history: History, days: int) -> None:
        self.zones, self.days = len(history.zones), days
        self.dates = [history.day(n) for n in range(days)]
        self.bends = max(history.length // BENDS_DAYS, 1)
        self.levels = self.zones * (1 + self.bends)
        self.long = history.length >= LONG_ENOUGH
        self.length = history.length

    def rows(self, pressure: Floats) -> Floats:
        """The design, zones × days × columns; the last column is advertising."""
        shared = np.hstack(
            [self._weekdays(), self._waves(), self._season(), self._special(), np.log1p(pressure)[:, None]]
        )
        weekdays = self._weekdays()
        own = self.zones * WEEK
        made = np.zeros((self.zones, self.days, self.levels + own + shared.shape[1]))
        bends = self._bends()
        for zone in range(self.zones):
            made[zone, :, zone] = 1.0
            begin = self.zones + zone * self.bends
            made[zone, :, begin : begin + self.bends] = bends
            begin = self.levels + zone * WEEK
            made[zone, :, begin : begin + WEEK] = weekdays
        made[:, :, self.levels + own :] = shared
        return made

    def penalties(self) -> Floats:
        """The ridge of each column: one over the variance that was expected of it."""
        special = [NEW_YEAR_SD if key in NEW_YEAR else SPECIAL_SD for key in KEYS]
        deviations = [
            *([ZONE_SD] * self.zones),
            *([BEND_SD] * (self.zones * self.bends)),
            *([OWN_WEEKDAY_SD] * (self.zones * WEEK)),
            *([WEEKDAY_SD] * WEEK),
            *([WAVE_SD] * (2 * WAVES)),
            *([SEASON_SD] * len(KNOTS)),
            *special,
            ADVERTISING_SD,
        ]
        return 1.0 / np.array(deviations) ** 2

    def effect_row(self, key: str) -> Floats:
        """The columns that make a special day special."""
        row = np.zeros(self.levels + self.zones * WEEK + WEEK + 2 * WAVES + len(KNOTS) + len(KEYS) + 1)
        begin = row.size - 1 - len(KEYS) - len(KNOTS)
        if key in NEW_YEAR:
            month, day = (int(part) for part in key.split("-"))
            for knot, weight in season_of(date(2001, month, day)).items():
                row[begin + knot] = weight
        row[begin + len(KNOTS) + KEYS.index(key)] = 1.0
        return row

    def _weekdays(self) -> Floats:
        return np.eye(WEEK)[[on.weekday() for on in self.dates]]

    def _bends(self) -> Floats:
        """Hats over the history; after its end the last stands."""
        if self.bends == 1:
            return np.zeros((self.days, 1))
        place = np.minimum(np.arange(self.days), self.length - 1) / max(self.length - 1, 1) * (self.bends - 1)
        return np.maximum(1.0 - np.abs(place[:, None] - np.arange(self.bends)[None, :]), 0.0)

    def _waves(self) -> Floats:
        angle = 2 * np.pi * np.array([on.timetuple().tm_yday for on in self.dates]) / A_YEAR
        waves = [turn(n * angle) for n in range(1, WAVES + 1) for turn in (np.sin, np.cos)]
        return np.column_stack(waves) * float(self.long)

    def _season(self) -> Floats:
        made = np.zeros((self.days, len(KNOTS)))
        for n, on in enumerate(self.dates):
            for knot, weight in season_of(on).items():
                made[n, knot] = weight
        return made

    def _special(self) -> Floats:
        made = np.zeros((self.days, len(KEYS)))
        for n, on in enumerate(self.dates):
            if key := special_day(on):
                made[n, KEYS.index(key)] = 1.0
        return made


def fit_effects(history: History, budgets: Floats) -> Fit:
    """The effects of a history.

    Parameters
    ----------
    budgets
        Advertising by day of the history, minor units; zeros where there was none.
    """
    design, unit = Design(history, history.length), unit_of(budgets)
    choices = sorted(KEPT, key=lambda kept: abs(kept - FIRST_KEPT)) if unit > 0 else [FIRST_KEPT]
    first = _Search(history, design, budgets, choices[0], unit)
    first.improve(ROUNDS)
    best = first
    for kept in choices[1:]:
        other = _Search(history, design, budgets, kept, unit, like=first)
        other.improve(2)
        best = min(best, other, key=lambda one: one.loss)
    if best is not first:
        best.improve(ROUNDS // 2)
    return best.fit()


class _Search:
    """Reweighted least squares for one way in which advertising is remembered."""

    def __init__(
        self,
        history: History,
        design: Design,
        budgets: Floats,
        kept: float,
        unit: float,
        *,
        like: _Search | None = None,
    ) -> None:
        self.kept, self.unit, self.levels = kept, unit, design.levels
        self.counts = np.nan_to_num(history.counts)
        self.seen: Flags = ~np.isnan(history.counts)
        self.cut: Flags = history.sold_out & self.seen
        self.penalty = np.diag(design.penalties())
        pressure = pressure_of(budgets, kept, unit)
        if like is None:
            self.rows = design.rows(pressure)
            level = (self.counts * self.seen).sum(axis=1) / np.maximum(self.seen.sum(axis=1), 1)
            self.mean = np.repeat(np.maximum(level, FLOOR)[:, None], history.length, axis=1)
            self.spread, self.common = 0.05, 1.0
        else:
            self.rows = like.rows.copy()
            self.rows[:, :, -1] = np.log1p(pressure)
            self.mean, self.spread, self.common = like.mean, like.spread, like.common

    def improve(self, rounds: int) -> None:
        """Linearise around the mean that is known and solve, so many times."""
        flat = self.rows.reshape(-1, self.rows.shape[2])
        for _ in range(rounds):
            wanted = np.where(self.seen, self.counts, self.mean)
            wanted[self.cut] = _wanted(self.counts[self.cut], self.mean[self.cut], self.spread)
            self.response = np.log(self.mean) + np.clip((wanted - self.mean) / self.mean, -1.0, 3.0)
            self.weights = self.seen / (1 / self.mean + self.spread)
            weighted = flat * (self.weights.reshape(-1, 1) / self.common)
            self.information = weighted.T @ flat + self.penalty
            self.score = weighted.T @ self.response.reshape(-1)
            self.beta = np.linalg.solve(self.information, self.score)
            mean = np.exp(np.clip(flat @ self.beta, -3, 12)).reshape(self.counts.shape)
            self.mean = np.maximum(mean, FLOOR)
            plain = self.seen & ~self.cut
            self.spread, self.common = _noise(self.counts, self.mean, plain, self.spread)

    @property
    def loss(self) -> float:
        """Minus twice the logarithm of the likelihood, roughly; sold-out days left out."""
        plain = self.seen & ~self.cut
        variance = (self.mean + self.spread * self.mean**2)[plain]
        return float((((self.counts - self.mean)[plain] ** 2) / variance + np.log(variance)).sum())

    def _serial(self) -> float:
        """Sum of the autocorrelations of what is left of a day's mean, over as many days as a campaign lasts."""
        plain = self.seen & ~self.cut
        scaled = np.where(
            plain, (self.counts - self.mean) / np.sqrt(self.mean + self.spread * self.mean**2), 0.0
        )
        left = scaled.sum(axis=0) / np.sqrt(np.maximum(plain.sum(axis=0), 1))
        variance = float((left**2).mean())
        lags = range(1, min(CAMPAIGN_DAYS, left.size - 1))
        return max(1 + 2 * sum(float((left[lag:] * left[:-lag]).mean()) / variance for lag in lags), 1.0)

    def fit(self) -> Fit:
        """The effects as they stand."""
        return Fit(
            beta=self.beta,
            covariance=np.asarray(np.linalg.inv(self.information), dtype=np.float64),
            information=self.information,
            score=self.score,
            rows=self.rows,
            levels=self.levels,
            response=self.response,
            weights=self.weights,
            spread=self.spread,
            common=self.common,
            serial=self._serial(),
            kept=self.kept,
            unit=self.unit,
        )


def _noise(counts: Floats, mean: Floats, seen: Flags, spread: float) -> tuple[float, float]:
    """Relative variance beyond Poisson, and by how much the zones of a day move together."""
    off = np.where(seen, counts - mean, 0.0)
    beyond = (off**2 - mean)[seen] / mean[seen] ** 2
    spread = max(float(np.average(beyond, weights=mean[seen])), LEAST_SPREAD) if beyond.size else spread
    scaled = off / np.sqrt(mean + spread * mean**2)
    zones = seen.sum(axis=0)
    full = zones == seen.shape[0]
    if seen.shape[0] == 1 or full.sum() < WEEK * 4:
        return spread, 1.0
    together = float((scaled[:, full].sum(axis=0) ** 2).mean() / (scaled[:, full] ** 2).sum(axis=0).mean())
    return spread, min(max(together, 1.0), float(seen.shape[0]))


def _wanted(counts: Floats, mean: Floats, spread: float) -> Floats:
    """What was wanted on a day that sold out, on average: the mean of a normal cut off below the count."""
    scale = np.sqrt(mean + spread * mean**2)
    cut = (counts - 0.5 - mean) / scale
    density = np.exp(-0.5 * cut**2) / math.sqrt(2 * math.pi)
    above = np.array([max(0.5 * math.erfc(one / math.sqrt(2)), 1e-12) for one in cut])
    ratio = np.where(cut > 6, cut + 1 / np.maximum(cut, 1.0), density / above)
    return np.asarray(np.maximum(mean + scale * ratio, counts), dtype=np.float64)


def effects_of(fit: Fit, history: History, keys: Sequence[str] = KEYS) -> tuple[Effect, ...]:
    """What each special day that was ever seen does to demand, in percent, with an interval of 90 %."""
    design = Design(history, history.length)
    seen = np.asarray((fit.weights > 0).any(axis=0))
    days: dict[str, int] = {}
    for n in range(history.length):
        key = special_day(history.day(n))
        days[key] = days.get(key, 0) + int(seen[n])
    return tuple(
        _effect(key, design.effect_row(key), fit, days.get(key, 0)) for key in keys if days.get(key, 0)
    )


def advertising_of(fit: Fit, days: int) -> tuple[Effect, ...]:
    """What one mean campaign day's pressure does; nothing where there was no advertising."""
    if fit.unit <= 0:
        return ()
    row = np.zeros(fit.beta.size)
    row[-1] = math.log(2)
    return (_effect("advertising", row, fit, days, wider=math.sqrt(fit.serial)),)


def _effect(key: str, row: Floats, fit: Fit, seen: int, *, wider: float = 1.0) -> Effect:
    value, error = float(row @ fit.beta), wider * math.sqrt(float(row @ fit.covariance @ row))
    low, high = value - NINETY * error, value + NINETY * error
    percents = [100 * (math.exp(one) - 1) for one in (value, low, high)]
    return Effect(key, percents[0], percents[1], percents[2], seen)
