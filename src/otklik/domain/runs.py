"""A depot's day on the road, as its stream `run/<depot>/<date>` tells it: who is visited, what is held, and the marks.

The fold alone. Windows are sold from this state under the stream's lock, so that two buyers never get the last place
(ADR 0048). A hold that has ended is dropped by the next fact, and passed over by readers (`alive`) until then. Of a
buyer there is nothing here but an order's name and a point rounded to 0.001°.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from otklik.domain.events import Entry, instant_of
from otklik.domain.fleets import OWN, Point

ROUNDED_TO = 3
"""Digits after the point that are kept of a buyer's latitude and longitude: about 100 m."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One place of a day that is taken: for an order's delivery, or held for a buyer who is deciding.

    Parameters
    ----------
    id
        The delivery's key, or the hold's.
    order
        Stream of the order; empty for a hold.
    window_from_at, window_to_at
        Between these somebody is at the door.
    carrier
        `fleets.OWN`, or the slug of an outside carrier.
    needed
        Whether the buyer needs it by that day.
    until_at
        When a hold ends; None for what was accepted.
    taken_at
        When the place was taken.
    """

    id: str
    order: str
    window_from_at: datetime
    window_to_at: datetime
    zone: str
    point: Point
    service_s: int
    load: int
    carrier: str = OWN
    needed: bool = False
    until_at: datetime | None = None
    taken_at: datetime | None = None

    def is_alive(self, now: datetime) -> bool:
        """Whether it takes a place at an instant: accepted, or held and not yet ended."""
        return self.until_at is None or self.until_at > now


@dataclass(frozen=True, slots=True)
class StopMark:
    """What the courier said of a stop last: `how` is empty while he is on his way."""

    at: datetime
    vehicle: str
    how: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RunMark:
    """When a vehicle set out and came back and who drives it; by how much it is late, since when, and the next door."""

    started_at: datetime | None = None
    ended_at: datetime | None = None
    courier: str = ""
    late_s: int = 0
    late_at: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RunState:
    """One day of a depot.

    Parameters
    ----------
    store, day
        Slug of the depot, and the ISO date by its wall clock.
    visits
        Accepted stops and holds by id, in the order in which they were taken.
    routes
        Vehicle → ids in the order of visiting, holds among them.
    carried
        Id → outside carrier.
    caps
        Zone → most places that may be sold.
    bought
        Carrier → places bought for this day beyond those agreed.
    added, removed
        Vehicles of this day alone, as documents by slug; vehicles that don't drive.
    stops, vehicles
        Marks by delivery and by vehicle.
    """

    store: str
    day: str
    visits: Mapping[str, Visit] = field(default_factory=dict)
    routes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    carried: Mapping[str, str] = field(default_factory=dict)
    caps: Mapping[str, int] = field(default_factory=dict)
    bought: Mapping[str, int] = field(default_factory=dict)
    added: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    stops: Mapping[str, StopMark] = field(default_factory=dict)
    vehicles: Mapping[str, RunMark] = field(default_factory=dict)

    @property
    def planned(self) -> Mapping[str, Visit]:
        """What was accepted, without holds."""
        return {key: one for key, one in self.visits.items() if one.until_at is None and one.order}

    def vehicle_of(self, visit: str) -> str:
        """The vehicle in whose route it is; empty = in none."""
        return next((vehicle for vehicle, route in self.routes.items() if visit in route), "")


def stream_of(depot: str, day_on: date) -> str:
    """The stream of a depot's day."""
    return f"run/{depot}/{day_on.isoformat()}"


def run_of(subject: Any, stream: str) -> RunState:
    """The day's state: as folded, or an empty day where nothing happened yet."""
    if isinstance(subject, RunState):
        return subject
    _, depot, day = stream.split("/")
    return RunState(store=depot, day=day)


def rounded(point: Point) -> Point:
    """A buyer's point as a day may know it."""
    return (round(point[0], ROUNDED_TO), round(point[1], ROUNDED_TO))


def alive(run: RunState, now: datetime) -> RunState:
    """The day without holds that have ended."""
    ended = [key for key, one in run.visits.items() if not one.is_alive(now)]
    for key in ended:
        run = _without(run, key)
    return run


def _without(run: RunState, visit: str) -> RunState:
    """The day without a visit, wherever it stands."""
    if visit not in run.visits:
        return run
    return replace(
        run,
        visits={key: one for key, one in run.visits.items() if key != visit},
        routes={
            vehicle: tuple(one for one in route if one != visit) for vehicle, route in run.routes.items()
        },
        carried={key: carrier for key, carrier in run.carried.items() if key != visit},
    )


def _visit(entry: Entry, key: str, until_at: datetime | None) -> Visit:
    data = entry.event.data
    latitude, longitude = data["point"]
    return Visit(
        id=key,
        order=data.get("order", ""),
        window_from_at=instant_of(data["window_from_at"]),
        window_to_at=instant_of(data["window_to_at"]),
        zone=data["zone"],
        point=(latitude, longitude),
        service_s=data["service_s"],
        load=data["load"],
        carrier=data["carrier"],
        needed=bool(data.get("needed")),
        until_at=until_at,
        taken_at=entry.event.occurred_at,
    )


def _placed(run: RunState, visit: Visit, data: Mapping[str, Any]) -> RunState:
    """The day with a visit where the fact says: at a position of a vehicle's route, or with a carrier."""
    run = _without(run, visit.id)
    visits = {**run.visits, visit.id: visit}
    vehicle = data.get("vehicle", "")
    if not vehicle:
        carried = run.carried if visit.carrier == OWN else {**run.carried, visit.id: visit.carrier}
        return replace(run, visits=visits, carried=carried)
    route = run.routes.get(vehicle, ())
    at = min(data.get("position", len(route)), len(route))
    routes = {**run.routes, vehicle: (*route[:at], visit.id, *route[at:])}
    return replace(run, visits=visits, routes=routes)


def _held(run: RunState, entry: Entry) -> RunState:
    data = entry.event.data
    return _placed(run, _visit(entry, data["hold"], instant_of(data["until_at"])), data)


def _freed(run: RunState, entry: Entry) -> RunState:
    return _without(run, entry.event.data.get("hold") or entry.event.data.get("delivery", ""))


def _planned(run: RunState, entry: Entry) -> RunState:
    """The day with an accepted stop; its hold, and where it stood before, are gone before its position counts."""
    data = entry.event.data
    run = _without(run, data.get("hold", ""))
    return _placed(run, _visit(entry, data["delivery"], None), data)


def _dropped(run: RunState, entry: Entry) -> RunState:
    """The day without a stop; where its route needs the way past it, that stays, and takes neither time nor load."""
    data = entry.event.data
    known = run.visits.get(data["delivery"])
    if known is None or not data.get("passage"):
        return _without(run, data["delivery"])
    passed = replace(known, order="", service_s=0, load=0, needed=False)
    return replace(run, visits={**run.visits, known.id: passed})


def _improved(run: RunState, entry: Entry) -> RunState:
    """The day with the routes of the fact; what it does not name stays where it is, at the end of its route."""
    data = entry.event.data
    routes = {
        vehicle: tuple(one for one in route if one in run.visits) for vehicle, route in data["routes"].items()
    }
    carried = {key: carrier for key, carrier in (data.get("carried") or {}).items() if key in run.visits}
    named = {*carried, *(one for route in routes.values() for one in route)}
    for vehicle, route in run.routes.items():
        routes[vehicle] = (*routes.get(vehicle, ()), *(one for one in route if one not in named))
    left = {key: carrier for key, carrier in run.carried.items() if key not in named}
    carried = {**left, **carried}
    visits = {key: replace(one, carrier=carried.get(key, OWN)) for key, one in run.visits.items()}
    run = replace(run, visits=visits, routes=routes, carried=carried)
    for key, one in visits.items():
        if not one.order and one.until_at is None and key not in named:
            run = _without(run, key)  # better routes need not pass there any more
    return run


def _capped(run: RunState, entry: Entry) -> RunState:
    data = entry.event.data
    caps = {zone: most for zone, most in run.caps.items() if zone != data["zone"]}
    places = data.get("places")
    return replace(run, caps=caps if places is None else {**caps, data["zone"]: places})


def _bought(run: RunState, entry: Entry) -> RunState:
    carrier, places = entry.event.data["carrier"], entry.event.data["places"]
    return replace(run, bought={**run.bought, carrier: run.bought.get(carrier, 0) + places})


def _added(run: RunState, entry: Entry) -> RunState:
    vehicle = entry.event.data["vehicle"]
    added = {**run.added, vehicle: entry.event.data["document"]}
    return replace(run, added=added, removed=run.removed - {vehicle})


def _removed(run: RunState, entry: Entry) -> RunState:
    """The day without a vehicle; its stops stay in its route until they are planned anew."""
    vehicle = entry.event.data["vehicle"]
    added = {slug: document for slug, document in run.added.items() if slug != vehicle}
    return replace(run, added=added, removed=run.removed | {vehicle})


def _mark(run: RunState, vehicle: str, **changes: Any) -> RunState:
    mark = replace(run.vehicles.get(vehicle, RunMark()), **changes)
    return replace(run, vehicles={**run.vehicles, vehicle: mark})


def _started(run: RunState, entry: Entry) -> RunState:
    data = entry.event.data
    return _mark(
        run,
        data["vehicle"],
        started_at=entry.event.occurred_at,
        ended_at=None,
        courier=data.get("courier", ""),
    )


def _ended(run: RunState, entry: Entry) -> RunState:
    return _mark(run, entry.event.data["vehicle"], ended_at=entry.event.occurred_at)


def _delayed(run: RunState, entry: Entry) -> RunState:
    data = entry.event.data
    due_at = instant_of(data["due_at"]) if data.get("due_at") else None
    return _mark(run, data["vehicle"], late_s=data["late_s"], late_at=entry.event.occurred_at, due_at=due_at)


def _marked(run: RunState, entry: Entry) -> RunState:
    data = entry.event.data
    due_at = instant_of(data["due_at"]) if data.get("due_at") else None
    mark = StopMark(entry.event.occurred_at, data["vehicle"], data.get("how", ""), due_at)
    return replace(run, stops={**run.stops, data["delivery"]: mark})


FOLDS: Mapping[str, Callable[[RunState, Entry], RunState]] = {
    "window.held": _held,
    "window.freed": _freed,
    "stop.planned": _planned,
    "stop.dropped": _dropped,
    "plan.improved": _improved,
    "places.capped": _capped,
    "places.bought": _bought,
    "vehicle.added": _added,
    "vehicle.removed": _removed,
    "run.started": _started,
    "run.ended": _ended,
    "run.delayed": _delayed,
    "stop.approached": _marked,
    "stop.visited": _marked,
}
"""How each fact changes a day; a fact that is not named here changes nothing but the journal."""


def evolve(state: RunState | None, entry: Entry) -> RunState:
    """The day after one more entry of its stream.

    Notes
    -----
    What was held and has ended by the entry's `recorded_at` is gone before the fact counts: positions in a fact are
    those among what was alive then.
    """
    run = run_of(state, entry.stream)
    fold = FOLDS.get(entry.event.kind)
    if fold is None:
        return run
    return fold(alive(run, entry.recorded_at), entry)
