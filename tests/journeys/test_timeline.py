"""Why did this go to whom, when, and what came back: read from the journal, one line for each thing that happened."""

from __future__ import annotations

import json

from otklik.actions import stores
from tests.harness import ACTOR, Desk


def became(desk: Desk, number: str) -> list[tuple[str, str, str, list[str]]]:
    """Obligation, receiver, channel and what became of it, for each notice of the first answer."""
    return [
        (one["to"], one["channel"], one["say"], [moment["state"] for moment in one["became"]])
        for rung in json.loads(desk.otklik(f"order notices {number} --json"))
        if rung["obligation"] == "first_answer"
        for one in rung["told"]
    ]


def test_every_way_a_notice_goes_stands_on_the_timeline(store_t: Desk) -> None:
    desk = store_t
    stores.add_method(
        "person/vera", actor=ACTOR, method="tg", channel="telegram", address="5001", now=desk.now
    )
    desk.phones.broken.add("5001")
    desk.phones.silent.add("dina@desk.test")
    desk.forward("12:00")
    order = desk.order("taganka", number="T-1")
    desk.order("taganka", number="T-2")
    desk.forward("12:16")
    desk.takes("vera", order)
    desk.forward("12:20")
    assert became(desk, "T-1") == [
        ("vera", "telegram", "new_order", ["planned", "sent", "failed", "answered"]),
        ("vera", "email", "new_order", ["planned", "sent", "accepted", "answered"]),
        ("vera", "email", "still_waiting", ["planned", "bundled", "sent", "accepted", "answered"]),
        (
            "dina",
            "email",
            "still_waiting",
            ["planned", "bundled", "sent", "failed", "sent", "failed", "cancelled"],
        ),
    ]
    text = desk.otklik("order notices T-1")
    assert "failed 12:00:00 (no_such_mailbox)" in text
    assert "in one message with 1 other orders" in text
    assert "cancelled (taken)" in text


def test_what_was_skipped_and_what_is_held_is_said_too(store_s: Desk) -> None:
    desk = store_s
    desk.otklik("shift leave tverskaya anna")
    desk.forward("18:50")
    desk.order("tverskaya", number="T-3")
    desk.forward("19:05")
    text = desk.otklik("order notices T-3")
    assert "skipped: nobody to reach among on_shift" in text
