"""The worked tables of docs/algorithms/routes.md are computed here, line by line."""

import math
import re

import pytest

from otklik.domain.buffers import LOWEST
from otklik.planning.buffers import Leg, find_buffers, learn_paces
from otklik.planning.day_plans import DayPlan, Geography, Stop, Tour
from otklik.planning.route_tasks import THOUSANDTHS, cost_of_route, make_task
from tests.docs.pages import read_tables

TABLES = read_tables("algorithms/routes.md")
TOURS, PACES = (rows for lead, rows in TABLES[:2])
KM = 1 / (6371.0088 * math.radians(1))
CAR = Tour("a", 0, 24 * 3600, 99, fixed_minor=800_00, per_hour_minor=450_00, per_km_minor=14_00)


@pytest.mark.parametrize("row", TOURS, ids=lambda row: row[0])
def test_what_a_tour_costs(row) -> None:
    said, km, hours_from, home, costs = row
    stops = {}
    for number, one in enumerate([] if said == "none" else said.split()):
        away, opens = map(int, one.split("@"))
        stops[f"s{number}"] = Stop(f"s{number}", 55.75 + away * KM, 37.62, opens * 60, opens * 60 + 7200, 300)
    task = make_task(DayPlan(Geography((55.75, 37.62), detour=1.0, speed_kmh=30), (CAR,), stops))
    route = tuple(range(1, len(stops) + 1))
    found = cost_of_route(task, 0, route)
    assert found == round(float(costs) * 100) * THOUSANDTHS
    if route:
        worked = (int(home) - int(hours_from)) / 60 * 450
        assert float(costs) == pytest.approx(800 + 14 * int(km) + worked)


@pytest.mark.parametrize("row", PACES, ids=lambda row: row[0])
def test_pace_and_buffer(row) -> None:
    drives, pace, buffer = row
    legs = [
        Leg("zone", int(planned), int(actual))
        for planned, actual, count in re.findall(r"(\d+)→(\d+) × (\d+)", drives)
        for _ in range(int(count))
    ]
    found = learn_paces(legs)
    assert found["zone"].factor == pytest.approx(float(pace), abs=0.005)
    assert max(LOWEST, find_buffers(["zone"], found, 1.1)["zone"]) == pytest.approx(float(buffer))
