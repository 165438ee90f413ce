"""No window is sold that can't be driven: after any sequence of acts an independent verifier finds nothing (R37)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any

import numpy as np
import pytest

from otklik.domain.business_time import always_open
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.fleets import Carrier, DeliveryWindow, DeliveryZone, Fleet, Vehicle
from otklik.domain.routes import BetterRoutes, decide_improve
from otklik.domain.run_decisions import decide_drop, decide_free, decide_hold, decide_plan
from otklik.domain.runs import RunState, Visit, alive, run_of
from otklik.domain.streams import StreamState, evolve
from otklik.domain.world import Store, World
from otklik.planning import route_moves, runs
from otklik.planning.day_plans import DayPlan, Stop, Tour
from otklik.planning.day_tasks import day_task_of
from otklik.planning.plan_checks import Fault, find_faults
from otklik.planning.routes import improve
from otklik.planning.runs import day_plan_of, find_place, is_removable
from otklik.planning.slots import find_spots, times_of, timetable_of
from tests.domain.standard_fixture import make_world

STREAM, ZONE = "run/depot/2026-02-14", "Europe/Moscow"
AT = datetime(2026, 2, 12, 9, tzinfo=UTC)
DAY_AT = datetime(2026, 2, 13, 21, tzinfo=UTC)
FLEET = Fleet(
    depot="depot",
    point=(55.75, 37.62),
    zones=(
        DeliveryZone("in", {}, (55.75, 37.62), 6.0, speed_kmh=17.0, buffer=1.1),
        DeliveryZone("out", {}, (55.85, 37.80), 9.0, speed_kmh=40.0, buffer=1.25),
    ),
    windows=tuple(DeliveryWindow(time(hour), time(hour + 2)) for hour in range(10, 20, 2)),
    vehicles=(
        Vehicle("v1", "V1", to_time=time(16)),
        Vehicle("v2", "V2", from_time=time(12), to_time=time(20)),
    ),
    carriers=(Carrier("quick", {"in": 29_000}, places=2),),
    kept_share=0.2,
)


def world() -> World:
    made = make_world()
    depot: Store = next(iter(made.stores.values()))
    stores = {"depot": replace(depot, slug="depot", fleet=FLEET), "quick": replace(depot, slug="quick")}
    return replace(
        made, stores={slug: replace(one, calendar=always_open(ZONE)) for slug, one in stores.items()}
    )


class Day:
    """A depot's day that is sold by the product's own deciders, entry by entry."""

    def __init__(self, seed: int) -> None:
        self.state = StreamState(STREAM)
        self.rng = np.random.default_rng(seed)
        self.world = world()
        self.now = AT
        self.sold = self.improved = 0

    @property
    def run(self) -> RunState:
        return run_of(self.state.subject, STREAM)

    def act(self, decide: Callable[[], Sequence[Event]]) -> bool:
        try:
            events = decide()
        except DomainError as error:
            assert error.code in ("window_full", "window_capped", "window_not_offered", "window_past")
            return False
        for event in events:
            self.state = evolve(self.state, Entry(STREAM, self.state.version + 1, self.now, event))
        return bool(events)

    def visit(self, key: str, **more: Any) -> Visit:
        zone = FLEET.zones[int(self.rng.random() < 0.5)]
        spread = zone.radius_km / 111 * 0.7
        point = tuple(round(float(one + self.rng.normal(0, spread)), 3) for one in zone.centre)
        hour = int(self.rng.integers(5)) * 2 + 10
        from_at = DAY_AT + timedelta(hours=hour)
        needed = bool(self.rng.random() < 0.3)
        return Visit(
            key,
            "",
            from_at,
            from_at + timedelta(hours=2),
            zone.slug,
            (point[0], point[1]),
            480,
            1,
            needed=needed,
            **more,
        )

    def step(self, number: int) -> None:
        self.now += timedelta(minutes=float(self.rng.exponential(4)))
        held = [key for key, one in self.run.visits.items() if one.is_alive(self.now) and one.until_at]
        stops = list(self.run.planned)
        roll = self.rng.random()
        if roll < 0.35:
            visit = self.visit(f"h{number}", until_at=self.now + timedelta(minutes=15))
            self.act(lambda: self._decide(decide_hold, actor="key:x", visit=visit, find=find_place))
        elif roll < 0.75:
            hold = str(self.rng.choice(held)) if held and self.rng.random() < 0.7 else ""
            visit = replace(self.visit(f"d{number}"), order="order/x")
            if hold:
                known = self.run.visits[hold]
                visit = replace(visit, window_from_at=known.window_from_at, window_to_at=known.window_to_at)
            plan = {"actor": "key:x", "visit": visit, "find": find_place, "hold": hold}
            self.sold += self.act(lambda: self._decide(decide_plan, **plan))
        elif roll < 0.82 and held:
            self.act(lambda: self._decide(decide_free, actor="key:x", hold=held[0]))
        elif roll < 0.90 and stops:
            key = str(self.rng.choice(stops))
            drop = {"delivery": key, "cause": "cancelled", "removable": is_removable}
            self.act(lambda: self._decide(decide_drop, **drop))
        elif roll < 0.93 and stops:
            self.act(lambda: self._decide(decide_improve, by="test", bring=self._better))
        elif stops:  # moved within the day
            known = self.run.visits[str(self.rng.choice(stops))]
            moved = self.visit(known.id)
            moved = replace(moved, order="order/x", point=known.point, zone=known.zone)
            self.act(lambda: self._decide(decide_plan, actor="key:x", visit=moved, find=find_place))

    def _better(self, run: RunState, world: World, now: datetime) -> BetterRoutes | None:
        solve = partial(route_moves.solve, dice=self.rng, rounds=20)
        found = improve(day_task_of(run, FLEET, world, now=now), solve)
        self.improved += found is not None
        return BetterRoutes(found.routes, found.carried, 0) if found else None

    def _decide(self, decide: Callable[..., Sequence[Event]], **more: Any) -> Sequence[Event]:
        return decide(self.state, self.world, self.now, **more)

    def faults(self) -> list[Fault]:
        plan = day_plan_of(self.run, FLEET, ZONE, now=self.now)
        return find_faults(plan, places={"quick": 2})


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_happens_nobody_who_was_accepted_is_outside_his_window(seed: int) -> None:
    day = Day(seed)
    for number in range(160):
        day.step(number)
        assert day.faults() == [], number
    assert day.sold > 12
    assert day.improved
    assert set(day.run.carried.values()) <= {"quick"}


def test_a_counter_of_places_sells_what_cannot_be_driven() -> None:
    """The negative control: the same requests, sold while a window's counter is not used up."""
    day, left = Day(1), dict.fromkeys(range(10, 20, 2), 5)

    def counted(run: RunState, fleet: Fleet, zone: str, visit: Visit, carriers: Any, share: float) -> Any:
        hour = (visit.window_from_at - DAY_AT).seconds // 3600
        if not left[hour]:
            return None
        left[hour] -= 1
        vehicle = "v1" if hour < 13 else "v2"
        starts = [run.visits[one].window_from_at for one in run.routes.get(vehicle, ())]
        return runs.Place("own", vehicle, sum(one <= visit.window_from_at for one in starts))

    for number in range(40):
        visit = replace(day.visit(f"d{number}"), order="order/x")
        day.act(lambda visit=visit: day._decide(decide_plan, actor="key:x", visit=visit, find=counted))
    late = [one for one in day.faults() if one.what == "late"]
    assert len(day.run.planned) > 15
    assert len(late) >= 3


def test_the_worked_table() -> None:
    """The table of docs/algorithms/slots.md: one tour, two stops, one more visit in three windows."""
    flat = runs.geography_of(
        replace(
            FLEET,
            point=(0.0, 0.0),
            zones=(DeliveryZone("z", {}, (0.0, 0.0), detour=1.0, speed_kmh=40.03, buffer=1.0),),
        )
    )
    tour = Tour("t", 32_400, 64_800, 10)
    stops = {
        "a": Stop("a", 0.0, 0.06, 36_000, 43_200, 600, zone="z"),
        "b": Stop("b", 0.0, 0.12, 50_400, 57_600, 600, zone="z"),
    }
    times = times_of(flat, tour, [stops["a"], stops["b"]])
    assert times.legs_s == (601, 601, 1201)
    assert times.earliest_s == (36_000, 50_400)
    assert times.latest_s == (43_200, 57_600)
    plan = DayPlan(flat, (tour,), stops, {"t": ("a", "b")})
    new = Stop("c", 0.0, 0.09, 0, 0, 600, zone="z")
    spots = find_spots(timetable_of(plan), new, [(36_000, 43_200), (43_200, 50_400), (57_600, 61_200)])
    assert [(one.position, one.extra_s) if one else None for one in spots] == [(1, 1), (1, 1), (2, 1)]


def test_a_hold_that_ended_leaves_its_place_to_others_and_what_a_plan_hides_is_found() -> None:
    day = Day(4)
    for number in range(30):
        day.step(number)
    assert alive(day.run, day.now + timedelta(hours=1)).visits.keys() == day.run.planned.keys() | {
        key for key, one in day.run.visits.items() if one.until_at is None
    }
    plan = day_plan_of(day.run, FLEET, ZONE)
    vehicle, route = max(plan.routes.items(), key=lambda pair: len(pair[1]))
    broken = replace(plan, routes={**plan.routes, vehicle: route[::-1]})
    assert {one.what for one in find_faults(broken)} >= {"late"}
    assert find_faults(replace(plan, carried={route[0]: "quick"}))[0].what in ("twice", "unserved")
