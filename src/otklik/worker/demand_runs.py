"""One depot's forecast, made and kept. Loads scipy and scikit-learn: run in a process of its own (`demand_jobs.py`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np

from otklik.domain.demand import Forecast
from otklik.domain.fleet_decisions import require_fleet
from otklik.domain.zones import parse_zone
from otklik.planning.challenger import mix
from otklik.planning.demand import (
    back_test,
    busiest_of,
    fit_model,
    forecast_demand,
    history_of,
    look_ahead,
)
from otklik.planning.paces import SEED, measure_pace
from otklik.store import demand
from otklik.store.directory import load_world


def make(depot: str, *, now: datetime) -> Forecast:
    """The forecast of a depot, kept in the place of its last one.

    Parameters
    ----------
    now
        Aware UTC; the day that it is at the depot is the first that is forecast.

    Raises
    ------
    DomainError
        `unknown_store`, `no_fleet`, `too_little_history`.
    """
    place = load_world([depot], now=now).store(depot)
    fleet = require_fleet(place)
    today = now.astimezone(parse_zone(place.calendar.zone)).date()
    counts = demand.load_counts(depot, until_on=today)
    history = history_of(counts, [one.slug for one in fleet.zones], until_on=today)
    model = fit_model(history, demand.load_budgets(depot))
    test = back_test(model)
    mixed = mix(model, test, look_ahead(model, history.length, unseen=False)[0])
    forecast = forecast_demand(
        model, mixed.test if mixed else test, depot=depot, now=now, mean=mixed.mean if mixed else None
    )
    pace = measure_pace(fleet, busiest_of(forecast), np.random.default_rng(SEED))
    forecast = replace(forecast, pace=pace)
    demand.keep_forecast(forecast)
    return forecast
