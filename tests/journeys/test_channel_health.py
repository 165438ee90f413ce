"""An owner's phone at home: after 14 days without an answer in time it is named, and one tap takes it off (R08)."""

from __future__ import annotations

import json

from otklik.actions import stores
from tests.harness import ACTOR, Desk


def test_a_phone_that_is_never_in_the_shop_is_found_out(store_t: Desk) -> None:
    desk = store_t
    stores.add_method(
        "person/vera", actor=ACTOR, method="phone", channel="sms", address="+79160000022", now=desk.now
    )
    desk.forward("12:00")
    for day in range(17, 28):
        desk.forward(f"2026-03-{day} 12:00")
        desk.joins("vera", "taganka")
        order = desk.order("taganka", email="", reserved=False)
        desk.forward(minutes=30)
        desk.talks("dina", order)
    rows = {
        one["owner"]: one
        for one in json.loads(desk.otklik("method health --json"))
        if one["channel"] == "sms"
    }
    assert rows["person/vera"]["finding"] == "nobody reacts"
    assert rows["person/vera"]["in_time"] == 0


def test_whoever_takes_in_time_is_in_the_shop(store_t: Desk) -> None:
    """Control of the test above."""
    desk = store_t
    stores.add_method(
        "person/vera", actor=ACTOR, method="phone", channel="sms", address="+79160000022", now=desk.now
    )
    desk.forward("12:00")
    for hour in range(12, 20):
        for minute in (0, 30):
            desk.forward(f"{hour}:{minute:02}")
            order = desk.order("taganka", reserved=False)
            desk.forward(minutes=1)
            desk.takes("vera", order)
            desk.talks("vera", order)
    (row,) = [one for one in json.loads(desk.otklik("method health --json")) if one["channel"] == "sms"]
    assert (row["finding"], row["in_time"]) == (None, row["taken"])
