"""A depot learns at night that its couriers need longer than planned, and says so once."""

from datetime import UTC, datetime, timedelta

import pytest

from otklik.actions import buffers, fleets, stores
from otklik.domain.stores import Hours
from otklik.store import journal
from otklik.store.directory import load_world
from otklik.worker.buffers import Nights
from tests.store.conftest import market  # noqa: F401 - fixture
from tests.store.scene import NOW, event, say

pytestmark = pytest.mark.usefixtures("market")

FLEET = {
    "point": [55.75, 37.62],
    "zones": [
        {"slug": slug, "names": {"ru": slug}, "centre": [55.75, 37.61], "radius_km": 20}
        for slug in ("town", "far")
    ],
    "windows": [{"from": "10:00", "to": "12:00"}],
    "vehicles": [{"slug": "a", "name": "a", "from": "09:00", "to": "20:00"}],
}
NIGHT = datetime(2026, 3, 20, 0, 30, tzinfo=UTC)  # half past three in Moscow


@pytest.fixture
def depot():
    stores.open_store(
        "depot", actor="person:admin", name="depot", role="warehouse", partner="house",
        hours=Hours("24/7", "Europe/Moscow"), now=NOW,
    )  # fmt: skip
    fleets.change("depot", actor="person:admin", document=FLEET, now=NOW)


def drive(day: int, *, pace: float, count: int = 16) -> None:
    """One past day: stops two kilometres of road apart, each reached and done `pace` times later than planned."""
    start = datetime(2026, 3, day, 7, 30, tzinfo=UTC)
    keys = [f"d{day}-{number}.1" for number in range(count)]
    said = [
        event(
            "stop.planned", start - timedelta(hours=3), delivery=key, order=f"order/{key}", zone="town",
            point=[55.75 + (number % 2) * 0.0134, 37.62], window_from_at=start, window_to_at=start + timedelta(hours=8),
            service_s=480, load=1, carrier="own", vehicle="a", position=number,
        )
        for number, key in enumerate(keys)
    ]  # fmt: skip
    said.append(event("run.started", start, vehicle="a"))
    planned_s = 2 * 3600 / 25 + 480
    for number, key in enumerate(keys[1:], 1):
        at = start + timedelta(seconds=480 * pace + number * planned_s * pace)
        said.append(event("stop.visited", at, delivery=key, vehicle="a", how="door"))
    say(f"run/depot/2026-03-{day:02}", *said, stores=("depot",), now=start + timedelta(hours=12))


def zone_buffers():
    return {one.slug: one.buffer for one in load_world(["depot"], now=NOW).store("depot").fleet.zones}


def test_a_zone_that_takes_longer_gets_a_larger_buffer_at_night_and_once(depot):
    nights = Nights()
    drive(10, pace=1.3)
    assert nights.keep_up(now=NIGHT) == 0, "sixteen drives say too little"
    assert zone_buffers() == {"town": 1.1, "far": 1.1}
    for day in (11, 12, 13, 14):
        drive(day, pace=1.3)
    nights = Nights()
    assert nights.keep_up(now=NIGHT + timedelta(hours=9)) == 0, "by day nobody learns"
    assert nights.keep_up(now=NIGHT) == 1
    found = zone_buffers()
    assert 1.28 <= found["town"] <= 1.5
    assert found["far"] == 1.1
    assert nights.keep_up(now=NIGHT) == 0 and Nights().keep_up(now=NIGHT) == 0
    said = [one.event for one in journal.load_entries(["store/depot"])["store/depot"]]
    assert [one.actor for one in said if one.kind == "fleet.changed"] == ["person:admin", "system"]
    assert buffers.learn("depot", now=NIGHT + timedelta(days=90)) is None, (
        "nothing of the last four weeks is left"
    )
