"""A carrier's marks: signed, told twice they are one, and what can't be read waits for a person."""

import hashlib
import hmac
import json

import pytest

from otklik.actions import deliveries, quarantine, sources
from otklik.store import clock, payloads
from tests.journeys.delivering import DAY, agreed, on_the_road


@pytest.fixture
def road(db, monkeypatch, client):
    desk = on_the_road()
    monkeypatch.setattr(clock, "now", lambda: desk.now)
    desk.order_key = agreed(desk, 14, carrier="quick")
    desk.own = agreed(desk, 14)
    secret = sources.connect_tracking("quick-feed", actor="person:admin", store="quick", now=desk.now)

    def post(secret=secret, **body):
        raw = json.dumps(body).encode()
        signature = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
        return client.generic(
            "POST",
            "/hooks/tracking/quick-feed",
            raw,
            "application/json",
            headers={"X-Otklik-Signature": signature},
        )

    desk.post = post
    return desk


def at(clock_time):
    return f"{DAY}T{clock_time}:00+03:00"


def test_a_parcel_from_the_depot_to_the_door_each_mark_once(road):
    order, key = road.order_key
    road.forward("14:40")
    marks = [
        {"event": "taken", "at": at("09:00")},
        {"event": "scanned", "at": at("11:00"), "status": "sorted"},
        {"event": "coming", "at": at("14:10"), "due_at": at("14:35")},
        {"event": "delivered", "at": at("14:30"), "how": "down"},
    ]
    for mark in marks:
        assert road.post(order="A-1001", **mark).json()["result"] == "recorded", mark
    for mark in (marks[0], marks[2], marks[3]):
        assert road.post(order="A-1001", **mark).json()["result"] in ("known", "quarantined"), mark
    kinds = [kind for kind in road.kinds(order) if kind.startswith("delivery.")]
    assert kinds == ["delivery.handed_over", "delivery.scanned", "delivery.scanned", "delivery.done"]
    delivery = road.subject(order).deliveries[key]
    assert (delivery.how, delivery.kept, road.subject(order).phase) == ("down", True, "completed")


def test_a_failure_has_its_reason_and_the_order_its_next_step(road):
    order, key = road.order_key
    road.forward("15:00")
    assert road.post(order="A-1001", event="failed", at=at("14:50")).json()["code"] == "unreadable"
    assert road.post(order="A-1001", event="failed", at=at("14:50"), reason="not_at_home").status_code == 200
    assert road.obligation(order, "redelivery", key).is_owed


@pytest.mark.parametrize(
    "body",
    [
        {"order": "A-1002", "event": "taken", "at": at("09:00")},
        {"order": "A-9999", "event": "taken", "at": at("09:00")},
        {"order": "A-1001", "event": "taken"},
        {"order": "A-1001", "event": "lost", "at": at("09:00")},
        {"order": "A-1001", "event": "delivered", "at": at("09:00"), "how": "by air"},
    ],
)
def test_what_is_no_mark_of_this_carrier_waits_and_changes_nothing(road, body):
    before = road.kinds(road.order_key[0])
    road.forward("10:00")
    answer = road.post(**body)
    assert (answer.status_code, answer.json()["result"]) == (202, "quarantined")
    assert road.post(**body).status_code == 202
    (waiting,) = payloads.list_quarantine()
    assert waiting.source == "quick-feed" and road.kinds(road.order_key[0]) == before
    assert road.kinds(road.own[0])[-1] == "window.accepted"


def test_an_unsigned_mark_is_kept_nowhere(road):
    assert road.post(secret="other", order="A-1001", event="taken", at=at("09:00")).status_code == 401
    assert payloads.list_quarantine() == []


def test_a_mark_that_came_too_early_is_read_again_by_a_person(road):
    late = road.order("tverskaya", delivery="courier", number="B-1")
    road.forward("10:00")
    assert road.post(order="B-1", event="taken", at=at("09:30")).status_code == 202
    (waiting,) = payloads.list_quarantine()
    deliveries.hand_over(late, carrier="quick", actor="person:sofia", now=road.now)
    assert quarantine.read_again(waiting.id, actor="person:admin", now=road.now) == "parcel B-1"
    assert payloads.list_quarantine() == []
