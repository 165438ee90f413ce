"""What a depot's forecast is made of, the forecast that was made last, and the plan that follows from it now.

The forecast is kept as it was made; the plan is computed as it is read, from the fleet and what was bought by then.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Any

from otklik.domain.capacity import Agreed, CapacityPlan, Scenario
from otklik.domain.demand import DayCount, DemandDay, Effect, Forecast
from otklik.domain.fleets import Fleet, Vehicle
from otklik.domain.runs import run_of, stream_of
from otklik.domain.world import Store
from otklik.domain.zones import parse_zone
from otklik.planning.capacity import plan_capacity
from otklik.planning.runs import list_vehicles
from otklik.store import directory, envelope, fleets, journal, models, writer

STREAMS_AT_ONCE = 500
EVERY_POSITION = 2**62
KEPT = ("method", "elasticity", "pace", "ratio", "covered", "covered_special")


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A depot's forecast as it was made last, and its capacity plan as of now."""

    forecast: Forecast
    plan: CapacityPlan
    fleet: Fleet
    zone: str
    """IANA name of the depot's clock."""
    agreed: Agreed

    def tried(self, scenario: Scenario, *, now: datetime) -> CapacityPlan:
        """The plan as it would be in a scenario."""
        zone = parse_zone(self.zone)
        return plan_capacity(
            self.forecast, self.fleet, zone=zone, now=now, agreed=self.agreed, scenario=scenario
        )


def load_plan(depot: str, now: datetime) -> StoredPlan | None:
    """The forecast of a depot and its plan; None where there is no forecast yet, or no fleet.

    Parameters
    ----------
    now
        Aware UTC: days before it, and what can't be asked for any more, are left out.

    Raises
    ------
    DomainError
        `unknown_store`.
    """
    place = directory.load_world([depot], now=now).store(depot)
    forecast = load_forecast(depot)
    if forecast is None or place.fleet is None:
        return None
    zone = parse_zone(place.calendar.zone)
    agreed = load_agreed(place, sorted({one.on for one in forecast.days}))
    plan = plan_capacity(forecast, place.fleet, zone=zone, now=now, agreed=agreed)
    return StoredPlan(forecast, plan, place.fleet, place.calendar.zone, agreed)


def keep_forecast(forecast: Forecast) -> None:
    """Keep a forecast in the place of the depot's last one."""
    body = json.dumps(_written(forecast), ensure_ascii=False, separators=(",", ":"))
    values = {"made_at": forecast.made_at, "body": body}
    writer.run(lambda: models.DemandForecast.objects.update_or_create(depot=forecast.depot, defaults=values))


def load_forecast(depot: str) -> Forecast | None:
    """The forecast that was made last; None before any."""
    row = models.DemandForecast.objects.filter(depot=depot).first()
    return _read(row.depot, row.made_at, json.loads(row.body)) if row else None


def load_agreed(place: Store, days: Sequence[date]) -> Agreed:
    """What stands for these days of a depot: bought, capped, sold, and which vehicles drive."""
    streams = {stream_of(place.slug, on): on for on in days}
    states = journal.load_states(sorted(streams))
    runs = {on: run_of(states[stream].subject, stream) for stream, on in streams.items()}
    fleet = place.fleet
    return Agreed(
        bought={on: run.bought for on, run in runs.items() if run.bought},
        capped={on: run.caps for on, run in runs.items() if run.caps},
        taken={on: Counter(one.zone for one in run.planned.values()) for on, run in runs.items()},
        drivers={
            on: tuple(one for one in list_vehicles(run, fleet) if _is_there(place, one, on))
            for on, run in runs.items()
        }
        if fleet
        else {},
    )


def _is_there(place: Store, vehicle: Vehicle, on: date) -> bool:
    """Whether somebody drives it: its courier is on the roster that day, or has no row in it."""
    return vehicle.courier not in place.roster or bool(place.roster[vehicle.courier].on(on))


def load_counts(depot: str, *, until_on: date) -> list[DayCount]:
    """Deliveries for each day and zone of a depot before a day: its own days on the road, and what it was told before.

    Notes
    -----
    A zone whose sales were limited and that reached the limit is sold out.
    """
    prefix, streams = f"run/{depot}/", {}
    for name in models.Stream.objects.filter(stream__startswith=prefix).values_list("stream", flat=True):
        on = date.fromisoformat(name.removeprefix(prefix))
        if on < until_on:
            streams[name] = on
    own = _sold(streams)
    counted = {one.on for one in own}
    told = [one for one in load_told(depot) if one.on < until_on and one.on not in counted]
    return [*told, *own]


def _sold(streams: Mapping[str, date]) -> list[DayCount]:
    names, found = sorted(streams), []
    for start in range(0, len(names), STREAMS_AT_ONCE):
        states = journal.load_states(names[start : start + STREAMS_AT_ONCE])
        for stream, state in sorted(states.items()):
            run = run_of(state.subject, stream)
            for zone, count in sorted(Counter(one.zone for one in run.planned.values()).items()):
                is_full = count >= run.caps.get(zone, count + 1)
                found.append(DayCount(streams[stream], zone, count, sold_out=is_full))
    return found


def load_budgets(depot: str) -> dict[date, int]:
    """Advertising of a depot by day, minor units: of the past, and as planned."""
    days = _last_document(depot, "advertising.planned").get("days", {})
    return {date.fromisoformat(on): minor for on, minor in days.items()}


def load_told(depot: str) -> list[DayCount]:
    """Deliveries of past days as a depot was told them."""
    rows = _last_document(depot, "demand.counted").get("days", ())
    return [DayCount(date.fromisoformat(on), zone, count, sold_out) for on, zone, count, sold_out in rows]


def _last_document(depot: str, kind: str) -> Mapping[str, Any]:
    found = journal.read_kinds([f"store/{depot}"], (kind,), position=EVERY_POSITION)
    return envelope.unpack_event(found[-1][2]).data["document"] if found else {}


def list_stale(*, since: datetime) -> list[str]:
    """Depots whose forecast was made before an instant, or never, by slug."""
    fresh = set(models.DemandForecast.objects.filter(made_at__gte=since).values_list("depot", flat=True))
    return [slug for slug, _ in fleets.list_depots() if slug not in fresh]


def _written(forecast: Forecast) -> dict[str, Any]:
    fields = {name: getattr(forecast, name) for name in KEPT}
    return {
        **fields,
        "known_from_on": _text(forecast.known_from_on),
        "known_until_on": _text(forecast.known_until_on),
        "days": [[one.on.isoformat(), *map(_short, astuple(one)[1:])] for one in forecast.days],
        "effects": [[_short(value) for value in astuple(one)] for one in forecast.effects],
    }


def _read(depot: str, made_at: datetime, body: Mapping[str, Any]) -> Forecast:
    days = tuple(DemandDay(date.fromisoformat(on), *rest) for on, *rest in body["days"])
    effects = tuple(Effect(*values) for values in body["effects"])
    known = {name: body[name] for name in KEPT}
    return Forecast(
        depot=depot,
        made_at=made_at,
        days=days,
        effects=effects,
        known_from_on=_day(body["known_from_on"]),
        known_until_on=_day(body["known_until_on"]),
        **known,
    )


def _short(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value


def _text(on: date | None) -> str:
    return on.isoformat() if on else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
