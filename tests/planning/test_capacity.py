"""Need against cars, couriers and carriers' places; the last hour to act; what the sliders do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from otklik.domain.capacity import Agreed, CapacityPlan, Scenario
from otklik.domain.demand import ALL, DemandDay, Forecast
from otklik.domain.fleets import Carrier, DeliveryWindow, DeliveryZone, Fleet, Vehicle
from otklik.planning.capacity import plan_capacity

SAMARA = ZoneInfo("Europe/Samara")
NOW = datetime(2026, 12, 8, 6, tzinfo=UTC)
PARTS = {"centre": 0.5, "north": 0.3, "far": 0.2}
FLEET = Fleet(
    "depot",
    (53.2, 50.2),
    tuple(
        DeliveryZone(slug, {}, centre, radius)
        for slug, centre, radius in (
            ("centre", (53.2, 50.15), 4.0), ("north", (53.25, 50.25), 5.0), ("far", (53.1, 50.0), 10.0),
        )
    ),
    (DeliveryWindow(time(10), time(18)),),
    tuple(Vehicle(f"car-{n}", f"Car {n}") for n in range(3)),
    (Carrier("quick", {"centre": 289_00, "north": 310_00, "far": 420_00}, places=20),),
)  # fmt: skip


def _forecast(peak: float, usual: float = 45.0, pressure: float = 0.0) -> Forecast:
    days = []
    for n in range(28):
        on = date(2026, 12, 8) + timedelta(days=n)
        mean = peak if date(2026, 12, 26) <= on <= date(2026, 12, 29) else usual
        for slug, part in {ALL: 1.0, **PARTS}.items():
            days.append(
                DemandDay(
                    on,
                    slug,
                    mean * part,
                    mean * part * 0.8,
                    mean * part * 1.2,
                    mean * part * 1.2,
                    "",
                    pressure,
                )
            )
    return Forecast("depot", NOW, tuple(days), elasticity=0.5)


def _plan(forecast: Forecast, fleet: Fleet = FLEET, **more: object) -> CapacityPlan:
    return plan_capacity(forecast, fleet, **{"zone": SAMARA, "now": NOW, **more})  # type: ignore[arg-type]


def test_gap_names_its_days_and_the_last_hour_to_act() -> None:
    plan = _plan(_forecast(130))
    (gap,) = plan.gaps
    assert (gap.from_on, gap.until_on) == (date(2026, 12, 26), date(2026, 12, 29))
    assert gap.need == 4 * 156
    assert gap.missing == gap.need - gap.places == sum(day.gap for day in plan.days)
    buy, couriers, cap = gap.proposals
    assert (buy.act, buy.carrier, buy.closes) == ("buy", "quick", gap.missing)
    assert buy.until_at == gap.act_by_at == datetime(2026, 12, 22, 14, tzinfo=UTC)
    assert set(buy.days) == {date(2026, 12, 26) + timedelta(days=n) for n in range(4)}
    assert couriers.until_at == datetime(2026, 12, 19, 14, tzinfo=UTC)
    assert cap.days[date(2026, 12, 26)] == 156 - buy.days[date(2026, 12, 26)]
    days = {day.on: day for day in plan.days}
    for day in plan.days:
        assert sum(one.need for one in day.zones) == day.need
        assert sum(one.places for one in day.zones) >= day.need - day.gap
    assert days[date(2026, 12, 8)].gap == 0


def test_what_was_bought_closes_the_gap_and_what_is_late_is_not_proposed() -> None:
    forecast = _forecast(130)
    (gap,) = _plan(forecast).gaps
    bought = {on: {"quick": places} for on, places in gap.proposals[0].days.items()}
    assert _plan(forecast, agreed=Agreed(bought=bought)).gaps == ()
    late = datetime(2026, 12, 25, 14, 0, 1, tzinfo=UTC)
    (gap,) = _plan(forecast, now=late).gaps
    assert [one.act for one in gap.proposals] == ["cap"]
    assert gap.act_by_at is None


def test_need_is_never_below_what_was_sold() -> None:
    on = date(2026, 12, 10)
    plan = _plan(_forecast(45), agreed=Agreed(taken={on: {"far": 70}}))
    day = next(one for one in plan.days if one.on == on)
    assert next(one.need for one in day.zones if one.zone == "far") == 70


def test_sliders_move_need_and_places() -> None:
    forecast = _forecast(130, pressure=1.0)
    missing = sum(gap.missing for gap in _plan(forecast).gaps)

    def after(**sliders: int) -> int:
        return sum(gap.missing for gap in _plan(forecast, scenario=Scenario(**sliders)).gaps)

    assert after(places=10) == missing - 40
    assert after(couriers=1) < missing < after(couriers=-1)
    assert after(advertising_percent=-100) < missing < after(advertising_percent=100)
    assert after() == missing


def test_zones_that_nobody_else_takes_get_the_cars_first() -> None:
    carrier = replace(FLEET.carriers[0], tariff_minor={"centre": 289_00})
    plan = _plan(_forecast(95), replace(FLEET, carriers=(carrier,)))
    assert [zone.gap for day in plan.days for zone in day.zones if zone.zone == "far"] == [0] * 28
