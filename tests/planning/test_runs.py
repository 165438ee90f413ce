"""The fold of a depot's day, and the plan that is made of it."""

from datetime import UTC, datetime, time, timedelta

import numpy as np

from otklik.domain import runs
from otklik.domain.catalogue import make
from otklik.domain.events import Entry, Event
from otklik.domain.fleets import DeliveryWindow, DeliveryZone, Fleet, Vehicle
from otklik.domain.streams import StreamState, evolve
from otklik.planning.day_plans import Geography
from otklik.planning.distances import DEPOT, travel_s
from otklik.planning.runs import day_plan_of

AT = datetime(2026, 2, 10, 9, tzinfo=UTC)
FROM = datetime(2026, 2, 14, 11, tzinfo=UTC)
STREAM = "run/depot/2026-02-14"
FLEET = Fleet(
    depot="depot",
    point=(55.75, 37.62),
    zones=(DeliveryZone("centre", {"ru": "Центр"}, (55.76, 37.6), 10.0),),
    windows=(DeliveryWindow(time(14), time(16)),),
    vehicles=(Vehicle("v1", "V1"), Vehicle("v2", "V2", weekdays=frozenset({0}))),
)


def visit(**more: object) -> dict[str, object]:
    return {
        "window_from_at": FROM, "window_to_at": FROM + timedelta(hours=2), "zone": "centre", "point": [55.761, 37.6],
        "service_s": 480, "load": 1, "carrier": "own", "vehicle": "v1", **more,
    }  # fmt: skip


def fold(*events: tuple[datetime, Event]) -> runs.RunState:
    state = StreamState(STREAM)
    for version, (at, event) in enumerate(events, 1):
        state = evolve(state, Entry(STREAM, version, at, event))
    found = state.subject
    assert isinstance(found, runs.RunState)
    return found


def said(kind: str, at: datetime = AT, **fields: object) -> tuple[datetime, Event]:
    return at, make(kind, occurred_at=at, **fields)


def test_a_hold_keeps_its_place_becomes_a_stop_and_is_dropped_when_it_ends() -> None:
    hold = said("window.held", hold="h1", until_at=AT + timedelta(minutes=15), position=0, **visit())
    stop = said("stop.planned", delivery="a.1", order="order/a", hold="h1", position=0, **visit(needed=True))
    held, accepted = fold(hold), fold(hold, stop)
    assert held.routes == {"v1": ("h1",)}
    assert held.planned == {}
    assert accepted.routes == {"v1": ("a.1",)}
    assert [(one.id, one.needed, one.until_at) for one in accepted.visits.values()] == [("a.1", True, None)]
    assert accepted.vehicle_of("a.1") == "v1"
    late = AT + timedelta(minutes=15)
    assert runs.alive(held, late).visits == {}
    other = said("stop.planned", late, delivery="b.1", order="order/b", position=0, **visit())
    assert fold(hold, other).routes == {"v1": ("b.1",)}
    assert fold(hold, said("window.freed", cause="changed", hold="h1")).routes == {"v1": ()}


def test_better_routes_lose_nobody_and_a_day_knows_its_caps_vehicles_and_marks() -> None:
    stops = [
        said("stop.planned", delivery=key, order="order/x", position=0, **visit())
        for key in ("a.1", "b.1", "c.1")
    ]
    better = said("plan.improved", routes={"v3": ["a.1", "gone"]}, carried={"b.1": "fast"})
    day = fold(
        *stops,
        said("vehicle.added", vehicle="v3", document={"from_time": "10:00", "capacity": 5}),
        better,
        said("places.capped", zone="centre", places=3),
        said("places.bought", carrier="fast", places=4),
        said("places.bought", carrier="fast", places=2),
        said("run.started", vehicle="v3", courier="pavel"),
        said("run.delayed", vehicle="v3", late_s=2400),
        said("stop.visited", how="door", delivery="a.1", vehicle="v3"),
    )
    assert day.routes == {"v3": ("a.1",), "v1": ("c.1",)}
    assert day.carried == {"b.1": "fast"}
    assert day.visits["b.1"].carrier == "fast"
    assert (day.caps, day.bought) == ({"centre": 3}, {"fast": 6})
    assert (day.vehicles["v3"].courier, day.vehicles["v3"].late_s, day.stops["a.1"].how) == (
        "pavel",
        2400,
        "door",
    )
    plan = day_plan_of(day, FLEET, "Europe/Moscow")
    assert [(one.id, one.from_s, one.capacity) for one in plan.tours] == [
        ("v1", 32_400, 40),
        ("v3", 36_000, 5),
    ]
    assert (plan.stops["a.1"].from_s, plan.stops["a.1"].to_s) == (14 * 3600, 16 * 3600)


def test_a_way_is_the_beeline_stretched_by_detour_speed_buffer_and_bridge() -> None:
    geography = Geography((0.0, 0.0), 1.5, 30.0, {"far": 60.0}, {"far": 1.2}, {"far|near": 2.0})
    points = np.array([[0.0, 0.0], [0.0, 0.1], [0.0, 0.2]])
    zones = [DEPOT, "near", "far"]
    leg_s = 11.119492664 * 1.5 / 30 * 3600  # a tenth of a degree on the equator
    plain = travel_s(geography, points, points, zones, zones)
    assert plain[0, 1] == np.ceil(leg_s)
    assert plain[1, 2] == np.ceil(leg_s / 2 * 2)
    assert plain[2, 0] == np.ceil(2 * leg_s / 2)
    buffered = travel_s(geography, points, points, zones, zones, buffered=True)
    assert buffered[0, 1] == plain[0, 1]
    assert buffered[0, 2] == np.ceil(leg_s * 1.2)
