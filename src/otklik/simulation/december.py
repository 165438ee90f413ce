"""The fortnight before New Year, lived three times on the reference town: by counters, by insertion, and with a plan.

The same buyers ask for the same windows each time. Counters sell what a usual day holds and drive what they can;
the plan sells only what fits into the day, with the carrier's places that the forecast of 8 December had it buy.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from otklik.domain.capacity import Agreed, CapacityPlan
from otklik.domain.demand import Forecast
from otklik.domain.fleets import Carrier, DeliveryWindow, DeliveryZone, Fleet, Vehicle
from otklik.domain.zones import parse_zone
from otklik.planning.capacity import plan_capacity
from otklik.planning.day_plans import DayPlan, Stop
from otklik.planning.demand import back_test, busiest_of, fit_model, forecast_demand, history_of
from otklik.planning.paces import SEED, measure_pace
from otklik.planning.plan_checks import find_faults
from otklik.planning.route_moves import solve
from otklik.planning.route_tasks import make_task, read_routes
from otklik.planning.slots import find_spots, timetable_of
from otklik.simulation.days import (
    DEPOT,
    OUTER_SHARE,
    TOWN,
    WINDOWS,
    ReferenceDay,
    Request,
    make_booking_day,
)
from otklik.simulation.shop_years import ShopLaw, ShopYears, draw_years

FIRST_ON, DECIDED_ON = date(2023, 12, 1), date(2026, 12, 8)
FURTHER_FROM_ON = date(2026, 12, 25)
"""From then on presents go further: the outer ring's share of buyers is that of the reference days' `OUTER_SHARE`."""

FROM_ON, UNTIL_ON = date(2026, 12, 18), date(2026, 12, 31)
NAMES: Mapping[str, Mapping[str, str]] = {
    "centre": {"ru": "Центр", "en": "Centre"},
    "north": {"ru": "Север", "en": "North"},
    "east": {"ru": "Восток", "en": "East"},
    "south": {"ru": "Юг", "en": "South"},
    "west": {"ru": "Запад", "en": "West"},
    "outer": {"ru": "За кольцом", "en": "Beyond the ring"},
}
ZONE = "Europe/Moscow"
CARRIER = "quick"
OPENED = 1.15
"""By so much a shop opens its counters on a day that is full while orders go on coming."""

USUAL_DAYS = 3
"""Counters are set by so many usual days on which everybody who asked was wanted."""

LET_DOWN_MINOR = 100_000_00
"""What leaving somebody out costs the counters' dispatcher: more than any detour."""

IMPROVED_EVERY, IMPROVED_ROUNDS = 15, 20
"""After so many sales the day's routes are improved, for so many rounds."""

ROUNDS = 40
"""So long the dispatcher of the counters looks for routes each morning."""


@dataclass(frozen=True, slots=True)
class Town:
    """How large the depot is: deliveries on an ordinary day, cars, the carrier's agreed places a day."""

    a_day: float = 60.0
    cars: int = 4
    places: int = 12
    outer_km: float = 12.0


TOWN_OF_TEXT = Town()


@dataclass(frozen=True, slots=True)
class Lived:
    """What became of one day's buyers.

    Parameters
    ----------
    asked, sold
        How many wanted a window, and how many were promised one.
    broken
        Promises for which there was no place on the road.
    carried
        Handed to the outside carrier.
    """

    on: date
    asked: int
    sold: int
    broken: int
    carried: int


@dataclass(frozen=True, slots=True)
class December:
    """The same fortnight lived in each way, by the day; and what was known on 8 December.

    `counters` hold what a usual day holds, `opened` are opened wider on full days; `unplanned` sells by insertion
    alone, `planned` with the places that were bought in time.
    """

    forecast: Forecast
    plan: CapacityPlan
    counters: tuple[Lived, ...]
    opened: tuple[Lived, ...]
    unplanned: tuple[Lived, ...]
    planned: tuple[Lived, ...]
    bought: Mapping[date, int] = field(default_factory=dict)
    cost_minor: int = 0


def fleet_of(town: Town = TOWN_OF_TEXT) -> Fleet:
    """The reference town as a depot's fleet."""
    zones = []
    for slug, one in TOWN.items():
        ring = one.from_km > 0
        north = town.outer_km if ring else one.centre_km[1]
        centre = (
            DEPOT[0] + north / 111.2,
            DEPOT[1] + one.centre_km[0] / (111.2 * math.cos(math.radians(DEPOT[0]))),
        )
        radius = math.sqrt(one.to_km**2 - one.from_km**2)
        zones.append(DeliveryZone(slug, NAMES[slug], centre, radius, speed_kmh=one.speed_kmh, buffer=1.0))
    vehicles = tuple(
        Vehicle(f"car-{n}", f"car {n}", capacity=60, from_time=time(8, 30), to_time=time(21, 30), fixed_minor=800_00,
                per_hour_minor=450_00)
        for n in range(town.cars)
    )  # fmt: skip
    carrier = Carrier(CARRIER, {slug: one.tariff_minor for slug, one in TOWN.items()}, places=town.places)
    windows = tuple(DeliveryWindow(time(begin // 3600), time(end // 3600)) for begin, end in WINDOWS)
    return Fleet("depot", DEPOT, tuple(zones), windows, vehicles, (carrier,))


def draw_shop(seed: int, town: Town = TOWN_OF_TEXT) -> ShopYears:
    """Three years of the depot and the December that nobody knows yet; before it nothing sold out, there was room."""
    law = ShopLaw(zones={slug: town.a_day * one.weight for slug, one in TOWN.items()}, places=6.0)
    days = (UNTIL_ON - FIRST_ON).days + 1
    return draw_years(np.random.default_rng((seed, 12)), first_on=FIRST_ON, days=days, law=law)


def decide(shop: ShopYears, fleet: Fleet) -> tuple[Forecast, CapacityPlan]:
    """What is known on the morning of 8 December: the forecast, and the plan against the fleet."""
    now = datetime.combine(DECIDED_ON, time(6), tzinfo=UTC)
    history = history_of(shop.counts, shop.zones, until_on=DECIDED_ON)
    model = fit_model(history, shop.budgets)
    forecast = forecast_demand(model, back_test(model), depot=fleet.depot, now=now)
    pace = measure_pace(fleet, busiest_of(forecast), np.random.default_rng(SEED))
    forecast = replace(forecast, pace=pace)
    return forecast, plan_capacity(forecast, fleet, zone=parse_zone(ZONE), now=now)


def live_december(seed: int, town: Town = TOWN_OF_TEXT, *, from_on: date = FROM_ON) -> December:
    """The fortnight of one seed, lived by counters, by insertion without more places, and with the plan's places.

    Parameters
    ----------
    from_on
        Its first day; later = a shorter one.
    """
    fleet, shop = fleet_of(town), draw_shop(seed, town)
    forecast, plan = decide(shop, fleet)
    bought: dict[date, int] = {}
    cost = 0
    for gap in plan.gaps:
        for proposal in gap.proposals:
            if proposal.act == "buy":
                bought.update(proposal.days)
                cost += proposal.cost_minor or 0
    caps = _usual_caps(seed, town)
    wide = [math.ceil(one * OPENED) for one in caps]
    counters, opened, unplanned, planned = [], [], [], []
    for on, day in _days(shop, seed, town):
        if on < from_on:
            continue
        counters.append(_by_counters(on, day, caps, town, seed))
        is_full = counters[-1].sold < counters[-1].asked
        opened.append(_by_counters(on, day, wide, town, seed) if is_full else counters[-1])
        unplanned.append(_by_insertion(on, day, town.places))
        more = bought.get(on, 0)
        planned.append(_by_insertion(on, day, town.places + more) if more else unplanned[-1])
    return December(
        forecast=forecast,
        plan=plan,
        counters=tuple(counters),
        opened=tuple(opened),
        unplanned=tuple(unplanned),
        planned=tuple(planned),
        bought=bought,
        cost_minor=cost,
    )


def agreed_of(bought: Mapping[date, int]) -> Agreed:
    """Bought places as the capacity plan reads them."""
    return Agreed(bought={on: {CARRIER: places} for on, places in bought.items()})


def _days(shop: ShopYears, seed: int, town: Town) -> Iterator[tuple[date, ReferenceDay]]:
    for n in range((UNTIL_ON - FROM_ON).days + 1):
        on = FROM_ON + timedelta(days=n)
        asked = int(shop.wanted[:, (on - shop.first_on).days].sum())
        outer = OUTER_SHARE if on >= FURTHER_FROM_ON else None
        yield on, make_booking_day(seed * 100 + n, requests=asked, cars=town.cars, outer=outer)


def _usual_caps(seed: int, town: Town) -> list[int]:
    """Places of each window as counters have them: what a dispatcher drove on full usual days, on average."""
    driven = np.zeros(len(WINDOWS))
    for n in range(USUAL_DAYS):
        day = make_booking_day(seed * 100 + 50 + n, requests=round(town.a_day * 3), cars=town.cars)
        wanted = {one.stop.id: _promised(one, one.choices[0]) for one in day.requests}
        for stop in _drive(replace(day.plan, stops=wanted), seed + n):
            driven[[begin for begin, _ in WINDOWS].index(wanted[stop].from_s)] += 1
    return [round(one / USUAL_DAYS) for one in driven]


def _promised(one: Request, choice: int) -> Stop:
    begin, end = WINDOWS[choice]
    return replace(one.stop, from_s=begin, to_s=end, tariffs_minor={CARRIER: LET_DOWN_MINOR})


def _drive(plan: DayPlan, seed: int) -> list[str]:
    """Whom a dispatcher drives who leaves out as few as he can."""
    task = make_task(plan)
    routes = solve(task, None, np.random.default_rng((seed, 3)), rounds=ROUNDS)
    return [task.ids[point - 1] for route in routes or () for point in route]


def _insert(plan: DayPlan, requests: tuple[Request, ...], places: int) -> DayPlan:
    """The plan after each buyer got the first of his windows that fits, else one of the carrier's places, or went."""
    table = timetable_of(plan)
    for one in requests:
        spans = [WINDOWS[choice] for choice in one.choices]
        spots = find_spots(table, one.stop, spans)
        found = next(((n, spot) for n, spot in enumerate(spots) if spot is not None), None)
        if found is None and len(plan.carried) >= places:
            continue
        begin, end = spans[found[0] if found else 0]
        stop = replace(
            one.stop, from_s=begin, to_s=end, tariffs_minor={CARRIER: TOWN[one.stop.zone].tariff_minor}
        )
        stops = {**plan.stops, stop.id: stop}
        if found is None:
            plan = replace(plan, stops=stops, carried={**plan.carried, stop.id: CARRIER})
            continue
        spot = found[1]
        route = plan.routes.get(spot.tour, ())
        longer = (*route[: spot.position], stop.id, *route[spot.position :])
        plan = replace(plan, stops=stops, routes={**plan.routes, spot.tour: longer})
        if (len(plan.stops) - len(plan.carried)) % IMPROVED_EVERY == 0:
            plan = _improved(plan, len(plan.stops))
        table = timetable_of(plan)
    return plan


def _improved(plan: DayPlan, seed: int) -> DayPlan:
    """The plan with better routes for the same promises, as the worker's routes make room beside the sales."""
    own = {key: replace(one, tariffs_minor={}) for key, one in plan.stops.items() if key not in plan.carried}
    task = make_task(replace(plan, stops=own, carried={}))
    warm = read_routes(task, plan)
    routes = solve(task, warm, np.random.default_rng((seed, 4)), rounds=IMPROVED_ROUNDS)
    if routes is None:
        return plan
    found = {
        tour.id: tuple(task.ids[point - 1] for point in route)
        for tour, route in zip(task.tours, routes, strict=True)
    }
    return replace(plan, routes=found)


def _by_insertion(on: date, day: ReferenceDay, places: int) -> Lived:
    plan = _insert(day.plan, day.requests, places)
    faults = find_faults(plan, places={CARRIER: places})
    broken = len({one.of for one in faults})
    return Lived(on, len(day.requests), len(plan.stops), broken, len(plan.carried))


def _by_counters(on: date, day: ReferenceDay, caps: list[int], town: Town, seed: int) -> Lived:
    """Each window sells its number, the carrier's places beside; who can't be driven in his window was let down."""
    left, spare = list(caps), town.places
    sold: dict[str, Stop] = {}
    for one in day.requests:
        choice = next((choice for choice in one.choices if left[choice] > 0), None)
        if choice is not None:
            left[choice] -= 1
            sold[one.stop.id] = _promised(one, choice)
        elif spare > 0:
            spare -= 1
            sold[one.stop.id] = _promised(one, one.choices[0])
    driven = _drive(replace(day.plan, stops=sold), seed * 100 + on.day) if sold else []
    carried = min(town.places, len(sold) - len(driven))
    return Lived(on, len(day.requests), len(sold), len(sold) - len(driven) - carried, carried)
