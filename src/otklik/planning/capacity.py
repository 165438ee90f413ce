"""Whether a depot can deliver what is coming: need against cars, couriers and carriers' places, day by day.

The need of a day is the forecast's upper quantile, never its mean: the mean is too low exactly at the peak. Pure, and
light enough for a page: scenarios are computed as it is shown. It must not import what the forecast is fitted with.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from otklik.domain.capacity import Agreed, CapacityDay, CapacityPlan, Gap, Proposal, Scenario, ZoneDay
from otklik.domain.demand import ALL, DemandDay, Forecast
from otklik.domain.fleets import Carrier, Fleet, Vehicle
from otklik.planning.tour_places import share_out

COURIERS_ASK_DAYS = 7
"""So many days before a day its roster can still be changed, at `ASK_UNTIL` of the depot's clock."""

ADVERTISING_ASK_DAYS = 2
"""So many days before a day its advertising can still be moved."""

ASK_UNTIL = time(18)

MOVABLE = 1.0
"""Advertising that brings less than so many deliveries a day is not worth moving."""

HOUR = timedelta(hours=1)

NOTHING_AGREED = Agreed()
AS_PLANNED = Scenario()


def plan_capacity(
    forecast: Forecast,
    fleet: Fleet,
    *,
    zone: tzinfo,
    now: datetime,
    agreed: Agreed = NOTHING_AGREED,
    scenario: Scenario = AS_PLANNED,
) -> CapacityPlan:
    """The depot's capacity on each day that is still ahead, its gaps, and what would close them.

    Parameters
    ----------
    zone
        The depot's clock.
    now
        Aware instant; days before it are left out, and so is what can't be asked for any more.
    """
    today = now.astimezone(zone).date()
    by_day: dict[date, dict[str, DemandDay]] = {}
    for one in forecast.days:
        if one.on >= today:
            by_day.setdefault(one.on, {})[one.zone] = _moved(one, forecast.elasticity, scenario)
    context = _Context(fleet, zone, now, agreed, scenario, forecast.elasticity, forecast.pace)
    days = tuple(_day(on, found, context) for on, found in sorted(by_day.items()) if ALL in found)
    return CapacityPlan(forecast.depot, forecast.made_at, days, _gaps(days, context))


@dataclass(frozen=True, slots=True)
class _Context:
    fleet: Fleet
    zone: tzinfo
    now: datetime
    agreed: Agreed
    scenario: Scenario
    elasticity: float = 0.0
    pace: float = 1.0

    def at(self, on: date, days_before: int, until: time) -> datetime:
        local = datetime.combine(on - timedelta(days=days_before), until, tzinfo=self.zone)
        return local.astimezone(self.now.tzinfo)


def _moved(one: DemandDay, elasticity: float, scenario: Scenario) -> DemandDay:
    """The day with the scenario's advertising instead of the planned one."""
    if not scenario.advertising_percent or not one.pressure:
        return one
    pressure = one.pressure * max(1 + scenario.advertising_percent / 100, 0)
    factor = ((1 + pressure) / (1 + one.pressure)) ** elasticity
    ends = {name: getattr(one, name) * factor for name in ("expected", "low", "high", "upper")}
    return replace(one, pressure=pressure, **ends)


def _day(on: date, found: Mapping[str, DemandDay], context: _Context) -> CapacityDay:
    whole, fleet = found[ALL], context.fleet
    taken = context.agreed.taken.get(on, {})
    needs = _needs(whole, found, fleet, taken)
    shares = share_out(fleet, _drivers(on, context), needs, pace=context.pace)
    carried = _carried(on, context)
    left = {slug: share.left for slug, share in shares.items()}
    helped = _hand_over(fleet, left, carried)
    zones = tuple(
        ZoneDay(
            zone=slug,
            expected=found[slug].expected if slug in found else 0.0,
            upper=found[slug].upper if slug in found else 0.0,
            need=needs[slug],
            places=shares[slug].places + helped[slug],
            gap=max(shares[slug].left - helped[slug], 0),
        )
        for slug in needs
    )
    asks = [context.at(on, one.ask_days, one.ask_until) for one in fleet.carriers if one.tariff_minor]
    coming = [at for at in asks if at > context.now]
    return CapacityDay(
        on=on,
        expected=whole.expected,
        low=whole.low,
        high=whole.high,
        need=sum(needs.values()),
        own=sum(share.places for share in shares.values()),
        carried=carried,
        gap=sum(one.gap for one in zones),
        zones=zones,
        ask_until_at=max(coming, default=None),
        special=whole.special,
        advertised=whole.upper * (1 - (1 + whole.pressure) ** -context.elasticity),
    )


def _needs(
    whole: DemandDay, found: Mapping[str, DemandDay], fleet: Fleet, taken: Mapping[str, int]
) -> dict[str, int]:
    """The depot's need in whole deliveries, divided among its zones by what is expected there."""
    need = max(math.ceil(whole.upper), sum(taken.values()))
    expected = {one.slug: found[one.slug].expected if one.slug in found else 0.0 for one in fleet.zones}
    total = sum(expected.values())
    if not expected:
        return {}
    exact = {slug: need * (part / total if total else 1 / len(expected)) for slug, part in expected.items()}
    needs = {slug: max(int(part), taken.get(slug, 0)) for slug, part in exact.items()}
    by_rest = sorted(exact, key=lambda slug: (int(exact[slug]) - exact[slug], slug))
    for slug in by_rest:
        if sum(needs.values()) < need:
            needs[slug] += 1
    return needs


def _drivers(on: date, context: _Context) -> list[Vehicle]:
    """Vehicles that drive on a day, with the scenario's couriers more or less."""
    usual = [one for one in context.fleet.vehicles if on.weekday() in one.weekdays]
    present = list(context.agreed.drivers.get(on, usual))
    wanted = context.scenario.couriers
    if wanted < 0:
        return present[: max(len(present) + wanted, 0)]
    typical = max(present or context.fleet.vehicles, key=_usual, default=None)
    more = [replace(typical, slug=f"more-{n + 1}", courier="") for n in range(wanted)] if typical else []
    return present + more


def _usual(one: Vehicle) -> tuple[int, int, str]:
    """A vehicle that may drive everywhere and holds most stands for one that is added."""
    return (not one.zones, one.capacity, one.slug)


def _carried(on: date, context: _Context) -> dict[str, int]:
    bought = context.agreed.bought.get(on, {})
    found = {one.slug: one.places + bought.get(one.slug, 0) for one in context.fleet.carriers}
    cheapest = _cheapest(context.fleet, frozenset())
    if cheapest and context.scenario.places:
        found[cheapest.slug] = max(found[cheapest.slug] + context.scenario.places, 0)
    return found


def _hand_over(fleet: Fleet, left: Mapping[str, int], carried: Mapping[str, int]) -> dict[str, int]:
    """Carriers' places by zone: first where something is left that few carriers serve, the rest to the cheapest."""
    rest, helped = dict(left), dict.fromkeys(left, 0)
    for carrier in sorted(fleet.carriers, key=lambda one: (len(one.tariff_minor), one.slug)):
        places = carried[carrier.slug]
        served = sorted((slug for slug in left if slug in carrier.tariff_minor), key=lambda slug: -rest[slug])
        for slug in served:
            taken = min(places, rest[slug])
            rest[slug] -= taken
            helped[slug] += taken
            places -= taken
        if served and places:
            helped[min(served, key=lambda slug: (carrier.tariff_minor[slug], slug))] += places
    return helped


def _cheapest(fleet: Fleet, zones: frozenset[str]) -> Carrier | None:
    """The carrier that serves most of these zones, of those the cheapest; None where nobody serves any."""
    may = [one for one in fleet.carriers if one.tariff_minor and (not zones or zones & set(one.tariff_minor))]
    return min(
        may,
        key=lambda one: (-len(zones & set(one.tariff_minor)), _tariff(one, zones), one.slug),
        default=None,
    )


def _tariff(carrier: Carrier, zones: frozenset[str]) -> int:
    """Mean price of a delivery in these zones, minor units, rounded up."""
    prices = [price for slug, price in carrier.tariff_minor.items() if slug in zones or not zones]
    return math.ceil(sum(prices) / len(prices)) if prices else 0


def _gaps(days: Sequence[CapacityDay], context: _Context) -> tuple[Gap, ...]:
    spans: list[list[CapacityDay]] = []
    for day in days:
        if not day.gap:
            continue
        if spans and spans[-1][-1].on == day.on - timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return tuple(_gap(span, days, context) for span in spans)


def _gap(span: Sequence[CapacityDay], days: Sequence[CapacityDay], context: _Context) -> Gap:
    proposals = _proposals(span, days, context)
    missing = sum(one.gap for one in span)
    return Gap(
        from_on=span[0].on,
        until_on=span[-1].on,
        missing=missing,
        need=sum(one.need for one in span),
        places=sum(one.need - one.gap for one in span),
        act_by_at=_act_by(proposals, missing),
        proposals=proposals,
    )


def _act_by(proposals: Sequence[Proposal], missing: int) -> datetime | None:
    """Until when all of it can be closed; where nothing closes all, when the first part of it is too late."""
    closing = [one for one in proposals if one.act != "cap"]
    whole = [one.until_at for one in closing if one.closes >= missing]
    return max(whole) if whole else min((one.until_at for one in closing), default=None)


def _proposals(
    span: Sequence[CapacityDay], days: Sequence[CapacityDay], context: _Context
) -> tuple[Proposal, ...]:
    """What can still be done about these days, dearest promise first: buy, couriers, advertising, and a cap at last."""
    found = [
        _buy(span, context),
        _couriers(span, context),
        _advertising(span, days, context),
        _cap(span, context),
    ]
    return tuple(one for one in found if one is not None and one.until_at > context.now)


def _buy(span: Sequence[CapacityDay], context: _Context) -> Proposal | None:
    lacking = frozenset(one.zone for day in span for one in day.zones if one.gap)
    carrier = _cheapest(context.fleet, lacking)
    if carrier is None or not lacking & set(carrier.tariff_minor):
        return None
    served = lacking & set(carrier.tariff_minor)
    wanted = {
        day.on: sum(one.gap for one in day.zones if one.zone in served)
        for day in span
        if context.at(day.on, carrier.ask_days, carrier.ask_until) > context.now
    }
    wanted = {on: places for on, places in wanted.items() if places}
    if not wanted:
        return None
    cost = sum(
        one.gap * carrier.tariff_minor[one.zone]
        for day in span
        if day.on in wanted
        for one in day.zones
        if one.zone in served
    )
    until_at = context.at(min(wanted), carrier.ask_days, carrier.ask_until)
    return Proposal("buy", wanted, until_at, cost, carrier.slug, sum(wanted.values()))


def _couriers(span: Sequence[CapacityDay], context: _Context) -> Proposal | None:
    """How many more couriers close each day, if a usual vehicle of the fleet is there for them."""
    wanted, closed, cost = {}, 0, 0
    typical = max(context.fleet.vehicles, key=_usual, default=None)
    if typical is None:
        return None
    for day in span:
        if context.at(day.on, COURIERS_ASK_DAYS, ASK_UNTIL) <= context.now:
            continue
        each = max(round(day.own / max(len(_drivers(day.on, context)), 1)), 1)
        wanted[day.on] = math.ceil(day.gap / each)
        closed += min(wanted[day.on] * each, day.gap)
        hours = (
            datetime.combine(day.on, typical.to_time) - datetime.combine(day.on, typical.from_time)
        ) / HOUR
        cost += wanted[day.on] * (typical.fixed_minor + math.ceil(typical.per_hour_minor * max(hours, 0)))
    if not wanted:
        return None
    until_at = context.at(min(wanted), COURIERS_ASK_DAYS, ASK_UNTIL)
    return Proposal("couriers", wanted, until_at, cost or None, "", closed)


def _advertising(
    span: Sequence[CapacityDay], days: Sequence[CapacityDay], context: _Context
) -> Proposal | None:
    """How many deliveries would not fall on these days without the advertising that is planned for them."""
    moved = {
        day.on: min(math.floor(day.advertised), day.gap)
        for day in span
        if day.advertised >= MOVABLE and context.at(day.on, ADVERTISING_ASK_DAYS, ASK_UNTIL) > context.now
    }
    moved = {on: number for on, number in moved.items() if number}
    if not moved or not any(not day.gap for day in days):
        return None
    until_at = context.at(min(moved), ADVERTISING_ASK_DAYS, ASK_UNTIL)
    return Proposal("advertising", moved, until_at, 0, "", sum(moved.values()))


def _cap(span: Sequence[CapacityDay], context: _Context) -> Proposal | None:
    """Selling no more than there are places for breaks no promise; it can be done until the day begins."""
    sold = {day.on: day.need - day.gap for day in span}
    return Proposal("cap", sold, context.at(span[-1].on, 0, time(0)), None, "", sum(day.gap for day in span))
