"""What a depot's forecast is made of, the forecast that was made last, and the plan that follows from it now.

The forecast is kept as it was made; the plan is computed as it is read, from the fleet and what was bought by then.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Any

from otklik.domain.capacity import Agreed, CapacityPlan, Scenario
from otklik.domain.demand import DayCount, DemandDay, Effect, Forecast
from otklik.domain.events import Event
from otklik.domain.fleets import Fleet
from otklik.domain.world import Store
from otklik.domain.zones import parse_zone
from otklik.planning.capacity import AS_PLANNED, plan_capacity
from otklik.store import directory, envelope, journal, models, writer

STREAMS_AT_ONCE = 500

SOLD, UNSOLD = "stop.planned", "stop.dropped"


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A depot's forecast as it was made last, and its capacity plan as of now."""

    forecast: Forecast
    plan: CapacityPlan
    fleet: Fleet
    zone: str
    """IANA name of the depot's clock."""


def load_plan(depot: str, now: datetime, scenario: Scenario = AS_PLANNED) -> StoredPlan | None:
    """The forecast of a depot and its plan; None where there is no forecast yet, or no fleet.

    Parameters
    ----------
    now
        Aware UTC: days before it, and what can't be asked for any more, are left out.
    scenario
        What somebody tries out.

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
    plan = plan_capacity(forecast, place.fleet, zone=zone, now=now, agreed=agreed, scenario=scenario)
    return StoredPlan(forecast, plan, place.fleet, place.calendar.zone)


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
    """What stands for these days of a depot: bought, capped, sold, and whose courier is not on the roster."""
    bought: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    capped: dict[date, dict[str, int]] = defaultdict(dict)
    streams = {f"run/{place.slug}/{on.isoformat()}": on for on in days}
    for stream, event in _read_events(sorted(streams), ("places.bought", "places.capped")):
        data, on = event.data, streams[stream]
        if event.kind == "places.bought":
            bought[on][data["carrier"]] += data["places"]
        elif data.get("places") is None:
            capped[on].pop(data["zone"], None)
        else:
            capped[on][data["zone"]] = data["places"]
    taken: dict[date, dict[str, int]] = defaultdict(dict)
    for one in _sold(streams):
        taken[one.on][one.zone] = one.count
    return Agreed(bought, capped, taken, {on: _absent(place, on) for on in days})


def load_counts(depot: str, *, until_on: date) -> list[DayCount]:
    """Deliveries sold for each day and zone of a depot before a day, as its own days on the road tell them.

    Notes
    -----
    A zone that was closed to sales at a number and reached it is sold out. Days before the depot's first are not
    there; a day without any delivery since then is a count of nothing only where the depot sold on other days.
    """
    prefix, found = f"run/{depot}/", {}
    names = models.Stream.objects.filter(stream__startswith=prefix).values_list("stream", flat=True)
    for name in names:
        on = date.fromisoformat(name.removeprefix(prefix))
        if on < until_on:
            found[name] = on
    return _sold(found)


def load_documents(depot: str, kind: str) -> Mapping[str, Any]:
    """The document of the last fact of a kind on a depot's stream; empty before any."""
    found: Mapping[str, Any] = {}
    for _, event in _read_events([f"store/{depot}"], (kind,)):
        found = event.data["document"]
    return found


def _sold(streams: Mapping[str, date]) -> list[DayCount]:
    counts: dict[tuple[date, str], set[str]] = defaultdict(set)
    caps: dict[tuple[date, str], int] = {}
    for stream, event in _read_events(sorted(streams), (SOLD, UNSOLD, "places.capped")):
        on, data = streams[stream], event.data
        if event.kind == SOLD:
            counts[on, data["zone"]].add(data["delivery"])
        elif event.kind == UNSOLD:
            for (day, _), sold in counts.items():
                if day == on:
                    sold.discard(data["delivery"])
        elif data.get("places") is not None:
            caps[on, data["zone"]] = data["places"]
    return [
        DayCount(on, zone, len(sold), sold_out=len(sold) >= caps.get((on, zone), len(sold) + 1))
        for (on, zone), sold in sorted(counts.items())
    ]


def _read_events(streams: Sequence[str], kinds: Sequence[str]) -> Iterator[tuple[str, Event]]:
    """Facts of some kinds, by stream and version."""
    for start in range(0, len(streams), STREAMS_AT_ONCE):
        chunk = streams[start : start + STREAMS_AT_ONCE]
        for _, stream, body in journal.read_kinds(chunk, kinds, position=2**62):
            yield stream, envelope.unpack(body).event


def _absent(place: Store, on: date) -> frozenset[str]:
    """Vehicles whose courier the roster does not expect that day; who has no row in it is expected."""
    if place.fleet is None:
        return frozenset()
    return frozenset(
        one.slug
        for one in place.fleet.vehicles
        if one.courier in place.roster and not place.roster[one.courier].on(on)
    )


def _written(forecast: Forecast) -> dict[str, Any]:
    fields = {
        name: getattr(forecast, name)
        for name in ("method", "elasticity", "ratio", "covered", "covered_special")
    }
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
    known = {name: body[name] for name in ("method", "elasticity", "ratio", "covered", "covered_special")}
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
