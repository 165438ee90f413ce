"""Days get better routes beside the worker: by real processes, of which some die, some babble and some never end."""

import json
import signal
import sys
from datetime import UTC, datetime, timedelta

import pytest

from otklik.actions import fleets, routes, stores
from otklik.domain.stores import Hours
from otklik.planning import day_tasks
from otklik.store import journal
from otklik.worker import route_jobs
from tests.store.conftest import market  # noqa: F401 - fixture
from tests.store.scene import NOW, event, say

pytestmark = pytest.mark.usefixtures("market")

RUN = "run/depot/2026-03-20"
FLEET = {
    "point": [55.75, 37.62],
    "zones": [{"slug": "town", "names": {"ru": "Город"}, "centre": [55.75, 37.61], "radius_km": 20}],
    "windows": [{"from": "10:00", "to": "18:00"}],
    "vehicles": [{"slug": slug, "name": slug, "from": "09:00", "to": "20:00"} for slug in ("a", "b")],
}
WEST, EAST = 37.50, 37.74


@pytest.fixture
def depot():
    """Tomorrow's day of a depot: two cars, and each drives to both ends of the town."""
    stores.open_store(
        "depot", actor="person:admin", name="depot", role="warehouse", partner="house",
        hours=Hours("24/7", "Europe/Moscow"), now=NOW,
    )  # fmt: skip
    fleets.change("depot", actor="person:admin", document=FLEET, now=NOW)
    plan("w1", WEST, "a", 0)
    plan("e1", EAST, "a", 1)
    plan("w2", WEST - 0.01, "b", 0)
    plan("e2", EAST + 0.01, "b", 1)


def plan(key, longitude, vehicle, position):
    said = event(
        "stop.planned", delivery=f"{key}.1", order=f"order/{key}", zone="town", point=[55.75, longitude],
        window_from_at=datetime(2026, 3, 20, 7, tzinfo=UTC), window_to_at=datetime(2026, 3, 20, 15, tzinfo=UTC),
        service_s=300, load=1, carrier="own", vehicle=vehicle, position=position,
    )  # fmt: skip
    say(RUN, said, stores=("depot",))


def run_until_idle(jobs, *, now=NOW):
    """How many days got better routes, when nothing runs any more."""
    landed = jobs.keep_up(now=now)
    while jobs.running is not None:
        jobs.running.process.wait(60)
        landed += jobs.keep_up(now=now)
    return landed


def improved():
    return [one.event.data for one in journal.load_entries([RUN])[RUN] if one.event.kind == "plan.improved"]


def babbling(text, *, own_too=False):
    """A planner that prints so, and without PyVRP plans as it should unless `own_too`."""
    real = "" if own_too else "import runpy; runpy.run_module('otklik.worker.routes', run_name='__main__')"
    return (
        sys.executable,
        "-c",
        f"import sys\nif '--own' in sys.argv:\n  {real or 'print(1)'}\nelse:\n  {text}",
    )


def test_a_day_is_improved_once_and_what_came_meanwhile_is_in_it(depot):
    jobs = route_jobs.Jobs()
    jobs.keep_up(now=NOW)
    plan("n", 37.62, "a", 1)
    assert run_until_idle(jobs) >= 1
    by = [one["by"] for one in improved()]
    assert set(by) == {"pyvrp"}
    found = {frozenset(route) for route in improved()[-1]["routes"].values()}
    assert any({"w1.1", "w2.1"} <= route for route in found)
    assert sum(map(len, found)) == 5
    run = journal.load_states([RUN])[RUN].subject
    assert sorted(key for route in run.routes.values() for key in route) == sorted(run.visits)
    count = len(improved())
    assert run_until_idle(jobs) == 0 and len(improved()) == count


@pytest.mark.parametrize(
    "text",
    [
        "os = __import__('os'); os.kill(os.getpid(), 9)",
        'print(\'{"routes": {"a": "w1.1"}, "carried": {}}\')',
    ],
    ids=["killed", "no routes"],
)
def test_a_planner_that_dies_or_babbles_is_replaced_by_the_desks_own(depot, text):
    assert run_until_idle(route_jobs.Jobs(program=babbling(text))) == 1
    assert [one["by"] for one in improved()] == ["insertion"]


@pytest.mark.parametrize(
    ("said_routes", "lands"),
    [
        ('{"a": ["w1.1", "w2.1", "e2.1", "w1.1"], "b": ["e1.1"]}', 0),
        ('{"c": ["w1.1", "w2.1", "e1.1", "e2.1"]}', 0),
        ('{"a": ["w1.1", "w2.1"], "b": ["e1.1"]}', 1),
        ('{"a": ["w1.1", "w2.1"], "b": ["e1.1", "e2.1", "ghost"]}', 1),
    ],
    ids=["one twice", "no such car", "one left out is put in", "nobody's stop is left out"],
)
def test_what_a_planner_says_is_mended_or_never_lands(depot, said_routes, lands):
    said = f'{{"by": "x", "routes": {said_routes}, "carried": {{}}}}'
    assert run_until_idle(route_jobs.Jobs(program=babbling(f"print({said!r})", own_too=True))) == lands
    assert len(improved()) == lands
    run = journal.load_states([RUN])[RUN].subject
    assert sorted(key for route in run.routes.values() for key in route) == sorted(run.visits)
    assert set(run.routes) <= {"a", "b"}


def test_a_car_on_the_road_keeps_what_it_has_and_goes_on_from_where_it_was(depot):
    start = datetime(2026, 3, 20, 7, tzinfo=UTC)  # ten o'clock, in seconds of the day 36,000
    say(RUN, event("run.started", start, vehicle="a"), stores=("depot",), now=start)
    done = event("stop.visited", start + timedelta(minutes=40), delivery="w1.1", vehicle="a", how="door")
    late = event("run.delayed", start + timedelta(minutes=41), vehicle="a", late_s=120)
    say(RUN, done, late, stores=("depot",), now=start + timedelta(minutes=41))
    now = start + timedelta(minutes=50)
    task = routes.load_task(RUN, now=now)
    assert (task.frozen, task.begun) == ({"a": 1}, True)
    assert task.ready_s == {"a": 36_000 + 40 * 60 + 120, "b": 36_000 + 50 * 60}
    assert {key: one.fixed_to for key, one in task.plan.stops.items()} == {
        "w1.1": "a", "e1.1": "a", "w2.1": "", "e2.1": "",
    }  # fmt: skip
    assert day_tasks.read_task(json.loads(json.dumps(day_tasks.write_task(task)))) == task
    run_until_idle(route_jobs.Jobs(), now=now)
    assert journal.load_states([RUN])[RUN].subject.routes["a"] == ("w1.1", "e1.1")


def test_a_planner_that_never_ends_is_killed_and_its_successor_too(depot):
    jobs = route_jobs.Jobs(program=(sys.executable, "-c", "import time; time.sleep(600)"), longest_s=0.0)
    jobs.keep_up(now=NOW)
    first = jobs.running.process
    jobs.keep_up(now=NOW)
    assert first.returncode == -signal.SIGKILL
    second = jobs.running.process
    assert second.pid != first.pid
    jobs.keep_up(now=NOW)
    assert second.returncode == -signal.SIGKILL and jobs.running is None and improved() == []
    jobs.keep_up(now=NOW)
    assert jobs.running is None
