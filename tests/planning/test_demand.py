"""The forecast on generated shops whose truth is known: effects, censored and closed days, intervals, the level."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest

from otklik.domain.demand import DayCount
from otklik.domain.errors import DomainError
from otklik.planning.conformal import NORMAL, ORDINARY, SPECIAL, UNSURE, calibrate, covered
from otklik.planning.demand import FAR, back_test, fit_model, forecast_demand, history_of, look_ahead
from otklik.planning.levels import Smoothing, level_after
from otklik.planning.special_days import special_day
from otklik.simulation.shop_years import ShopLaw, draw_years

ORIGIN = date(2025, 12, 8)
NOW = datetime(2025, 12, 8, tzinfo=UTC)


def test_known_effects_lie_inside_their_intervals_and_the_peak_is_seen():
    shop = draw_years(np.random.default_rng(4), first_on=date(2022, 12, 1), days=1150)
    history = history_of(shop.counts, shop.zones, until_on=ORIGIN)
    model = fit_model(history, shop.budgets)
    made = forecast_demand(model, back_test(model), depot="depot", now=NOW)
    effects = {one.day: one for one in made.effects}
    inside = [
        one.low <= shop.percents[day] <= one.high for day, one in effects.items() if day in shop.percents
    ]
    assert len(inside) >= 35
    assert sum(inside) / len(inside) >= 0.85
    assert effects["12-31"].high < 0 < effects["12-28"].low
    assert effects["advertising"].low <= 100 * (2**shop.elasticity - 1) <= effects["advertising"].high
    start = history.length
    actual = shop.wanted[:, start : start + 28]
    expected = np.array([[one.expected for one in made.of_zone(zone)] for zone in shop.zones])
    naive = shop.wanted[:, [start - 7 + n % 7 for n in range(28)]]
    far = np.s_[:, FAR:]
    assert np.abs(expected - actual)[far].sum() <= 0.7 * np.abs(naive - actual)[far].sum()
    whole = made.of_zone()
    assert sum(one.low <= actual[:, n].sum() <= one.high for n, one in enumerate(whole)) >= 23
    assert made.covered == pytest.approx(0.9, abs=0.03)
    assert [one.special for one in whole if one.on == date(2025, 12, 31)] == ["12-31"]


def test_days_that_sold_out_are_not_learnt_as_the_demand():
    law = ShopLaw(zones={"centre": 40.0, "north": 30.0}, places=1.05, day_cv=0.1)
    shop = draw_years(np.random.default_rng(5), first_on=date(2025, 6, 1), days=200, law=law)
    day = date(2025, 11, 10)

    def bias(counts) -> float:
        history = history_of(counts, shop.zones, until_on=day)
        mean, _ = look_ahead(fit_model(history, shop.budgets), history.length, unseen=False)
        start = (day - shop.first_on).days
        return float(mean.sum() / shop.wanted[:, start : start + mean.shape[1]].sum() - 1)

    cut = [replace(one, sold_out=False) for one in shop.counts]
    assert sum(one.sold_out for one in shop.counts) > 100
    assert abs(bias(shop.counts)) < 0.05
    assert bias(cut) < bias(shop.counts) - 0.04


def test_closed_days_are_no_days_without_demand():
    days = [date(2025, 3, 1).fromordinal(date(2025, 3, 1).toordinal() + n) for n in range(70)]
    counts = [DayCount(on, "centre", 0 if on.weekday() == 6 else 20, closed=on.weekday() == 6) for on in days]
    until = days[-1].fromordinal(days[-1].toordinal() + 1)
    history = history_of(counts, ["centre"], until_on=until)
    assert np.isnan(history.counts).sum() == sum(on.weekday() == 6 for on in days)
    mean, _ = look_ahead(fit_model(history, {}), history.length, unseen=False)
    assert mean.min() > 15
    with pytest.raises(DomainError) as refused:
        history_of(counts[:20], ["centre"], until_on=days[20])
    assert refused.value.code == "too_little_history"


def test_special_days_have_intervals_of_their_own():
    rng = np.random.default_rng(1)
    errors = np.concatenate([rng.normal(0, 1, 2000), rng.normal(0, 3, 400)])
    special = np.arange(2400) >= 2000
    ends = calibrate(errors, special)
    inside = covered(errors, special, ends)
    assert inside[special].mean() == pytest.approx(0.9, abs=0.01)
    assert inside[~special].mean() == pytest.approx(0.9, abs=0.01)
    pooled = calibrate(errors, np.zeros(2400, dtype=bool))
    assert covered(errors, np.zeros(2400, dtype=bool), pooled)[special].mean() < 0.6
    few = calibrate(errors[:2010], special[:2010])
    assert few[SPECIAL].high == pytest.approx(few[ORDINARY].high * UNSURE)
    assert calibrate(np.zeros(0), np.zeros(0, dtype=bool))[ORDINARY].high == NORMAL * UNSURE


def test_a_level_passes_days_without_a_value_and_keeps_its_week():
    how = Smoothing(level=0.3, trend=0.0, week=0.3, damping=0.9)
    week = np.array([0.2, 0.0, 0.0, 0.0, 0.0, 0.0, -0.2])
    series = np.tile(week, 30) + 1.0
    series[50:60] = np.nan
    ahead = level_after(series, how).ahead(14, how.damping)
    assert ahead == pytest.approx(np.tile(week, 2) + 1.0, abs=0.01)


@pytest.mark.parametrize(
    ("on", "key"),
    [
        ("2025-12-31", "12-31"), ("2026-01-09", "off"), ("2025-05-02", "off"), ("2025-11-28", "black_friday"),
        ("2025-11-01", "work_saturday"), ("2026-03-09", "off"), ("2025-06-11", "before_off"), ("2025-10-14", ""),
    ],
)  # fmt: skip
def test_days_are_called_what_they_are_in_russia(on, key):
    assert special_day(date.fromisoformat(on)) == key
