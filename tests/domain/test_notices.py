"""Notices: planned from the journal, wanted or not at the last moment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from otklik.domain.events import Ref
from otklik.domain.notice_keys import notice_key
from otklik.domain.notices import Notice, plan_notices, still_wanted
from tests.domain.stage import TALK, Stage, at, said
from tests.domain.standard_fixture import make_world


def planned(stage: Stage, kind: str = "first_answer") -> list[Notice]:
    """All notices of the journal, as one unit's end sees them."""
    found = [n for entry in stage.journal for n in plan_notices(entry, stage.state, stage.world)]
    return [notice for notice in found if notice.ref is not None and notice.ref.kind == kind]


def wanted(notice: Notice, stage: Stage, when: str) -> str:
    return still_wanted(notice, stage.state, stage.world, now=at(when))


def test_a_step_becomes_a_notice_with_a_stable_key() -> None:
    stage = Stage().order("Thu 11:02")
    entries = stage.until("Thu 11:02")
    notice = plan_notices(entries[0], stage.state, stage.world)[0]
    key = notice_key(
        "order/1", Ref("first_answer"), (0, 0, 0), at("Thu 11:02"), "anna", "telegram", opened_by=1
    )
    assert notice == Notice(
        key=key,
        stream="order/1",
        ref=Ref("first_answer"),
        receiver="anna",
        channel="telegram",
        method="anna-telegram",
        say="new_order",
        locale="ru",
        not_before=at("Thu 11:02"),
        values={
            "kind": "first_answer",
            "key": "",
            "debtor": "store:s",
            "store": "s",
            "order": "A-1",
            "opened_at": "2026-03-19T08:02:00Z",
            "limit_at": "2026-03-19T09:02:00Z",
            "step": 0,
            "entry": 3,
            "stale_at": "2026-03-19T10:02:00Z",
            "bundle_s": 60,
            "per_hour": 20,
        },
    )
    assert len(key) == 32
    assert plan_notices(stage.journal[0], stage.state, stage.world) == []


def test_every_message_of_a_climb_has_its_own_key() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Fri 12:00")
    keys = [
        row["key"] for e in stage.journal if e.event.kind == "ladder.stepped" for row in e.event.data["told"]
    ]
    assert len(keys) == len(set(keys)) > 15


def test_a_reminder_of_a_moved_promise_is_another_message() -> None:
    stage = Stage().order("Wed 11:02", reserved=False)
    stage.happens("Wed 12:00", "promise.made", promise="1", by="s", until_at=at("Wed 13:00"))
    stage.live("Wed 12:31")
    stage.happens("Wed 12:40", "promise.told", promise="1", until_at=at("Wed 17:00"))
    stage.live("Wed 16:30")
    rows = [
        row
        for e in stage.journal
        if e.event.data.get("kind") == "promise"
        for row in e.event.data.get("told", [])
    ]
    assert [row["say"] for row in rows] == ["promise_soon", "promise_soon"]
    assert rows[0]["key"] != rows[1]["key"]


def test_after_a_breakdown_each_receiver_is_told_once_with_the_newest_word() -> None:
    stage = Stage().order("Thu 11:02")
    stage.until("Thu 12:20")
    assert [(n.receiver, n.say, said(n.not_before)) for n in planned(stage)] == [
        ("anna", "still_waiting", "Thu 11:10"),
        ("boris", "can_you_take", "Thu 11:32"),
        ("hanna", "not_answered", "Thu 12:17"),
        ("olga", "not_answered", "Thu 12:17"),
    ]


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ({"kind": "contact.reached", **TALK}, "met"),
        ({"kind": "order.withdrawn", "said_by": "buyer"}, "waived"),
        ({"kind": "order.refused", "reason": "not_paid", "by": "anna"}, "waived"),
        ({"kind": "order.assigned", "cause": "x", "store": "t", "assignment": "1"}, "taken_over"),
        (
            {"kind": "order.taken", "person": "anna", "on_shift": True, "place": "in_shop", "addressee": True,
             "stops": "run"},
            "taken",
        ),
        ({"kind": "order.noted", "words": "x"}, ""),
    ],
)  # fmt: skip
def test_a_notice_is_asked_again_before_it_goes(event: dict[str, object], reason: str) -> None:
    stage = Stage().order("Thu 11:02")
    stage.until("Thu 11:02")
    notice = planned(stage)[0]
    assert wanted(notice, stage, "Thu 11:03") == ""
    fields = dict(event)
    stage.happens("Thu 11:03", str(fields.pop("kind")), **fields)
    assert wanted(notice, stage, "Thu 11:03") == reason


def test_a_notice_grows_stale_and_a_newer_word_replaces_it() -> None:
    stage = Stage().order("Thu 11:02")
    stage.until("Thu 11:02")
    notice = planned(stage)[0]
    assert wanted(notice, stage, "Thu 13:02") == ""
    assert wanted(notice, stage, "Thu 13:03") == "stale"
    stage.until("Thu 11:04")
    assert wanted(notice, stage, "Thu 11:05") == "superseded"


def test_an_addressees_lease_stops_his_notices_and_not_the_shops() -> None:
    stage = Stage().order("Thu 11:02")
    stage.until("Thu 11:17")
    shop, head = planned(stage)
    stage.happens(
        "Thu 11:18",
        "order.taken",
        person="hanna",
        on_shift=False,
        place="elsewhere",
        addressee=True,
        stops="own",
    )
    assert (wanted(shop, stage, "Thu 11:18"), wanted(head, stage, "Thu 11:18")) == ("", "taken")
    assert wanted(head, stage, "Thu 11:28") == ""


def test_a_reminder_of_a_hold_that_ended_says_nothing() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 18:00")
    reminder = planned(stage, "settlement")[-1]
    assert (reminder.say, wanted(reminder, stage, "Thu 18:00")) == ("hold_ends", "")
    stage.live("Fri 05:04")
    assert wanted(replace(reminder, not_before=at("Fri 05:00")), stage, "Fri 05:04") == "closed"


def test_an_unknown_obligation_wants_nothing() -> None:
    stage = Stage().order("Thu 11:02")
    stage.until("Thu 11:02")
    assert wanted(replace(planned(stage)[0], ref=Ref("nothing")), stage, "Thu 11:03") == "unknown"


def test_the_buyer_hears_that_the_answer_waits_for_the_morning() -> None:
    stage = Stage().order("Thu 18:50", locale="en")
    stage.live("Thu 19:00")
    notice = planned(stage)[-1]
    assert (notice.receiver, notice.channel, notice.say, notice.locale) == ("buyer", "email", "held", "en")
    assert notice.values["until_at"] == "2026-03-20T07:05:00Z"


def test_nobody_is_disturbed_outside_his_hours_unless_he_is_at_work() -> None:
    stage = Stage().order("Sat 11:02", store="t")
    stage.live("Sat 12:02")
    last = {notice.receiver: said(notice.not_before) for notice in planned(stage)}
    assert last["olga"] == "Mon 10:00"
    assert (last["boris"], last["gleb"]) == ("Sat 11:10", "Sat 12:02")
    stage = Stage(make_world(m={"on_shift": ("olga",)})).order("Sat 11:02", store="t")
    stage.live("Sat 12:02")
    assert {n.receiver: said(n.not_before) for n in planned(stage)}["olga"] == "Sat 12:02"


def test_a_buyer_is_left_alone_at_night_except_for_the_receipt() -> None:
    stage = Stage().order("Thu 23:10")
    stage.live("Thu 23:10")
    assert [said(n.not_before) for n in planned(stage, "receipt")] == ["Thu 23:10"]
    late = Stage(make_world(s={"hours": "Mo-Fr 10:00-22:00"})).order("Thu 21:50")
    late.live("Thu 22:00")
    assert said(planned(late)[-1].not_before) == "Fri 08:00"
