"""Ladders: when a step fires, whom it tells, what a lease stops, and how a climb ends (laws 3 and 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from otklik.domain import engine
from otklik.domain.events import Ref
from otklik.domain.world import World
from tests.domain.stage import TALK, Stage, at, said
from tests.domain.standard_fixture import LADDERS, bend_ladder, make_standard, make_world, person, step

FIRST = Ref("first_answer")


def taken(stage: Stage, when: str, who: str = "anna", stops: str = "run") -> None:
    facts: dict[str, Any] = {"on_shift": stops == "run", "place": "in_shop", "addressee": True}
    stage.happens(when, "order.taken", person=who, stops=stops, grade="claimed", **facts)


def steps(stage: Stage) -> list[tuple[str, int, int, int]]:
    """(when, step, turn, round) of the first answer's ladder."""
    return [
        (said(e.event.occurred_at), e.event.data["step"], e.event.data["turn"], e.event.data["round"])
        for e in stage.journal
        if e.event.kind == "ladder.stepped" and e.event.data["kind"] == "first_answer"
    ]


def test_the_whole_climb() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 13:30")
    assert stage.told("first_answer") == [
        ("Thu 11:02", "anna", "telegram", "new_order"),
        ("Thu 11:04", "anna", "email", "new_order"),
        ("Thu 11:10", "anna", "email", "still_waiting"),
        ("Thu 11:17", "hanna", "email", "still_waiting"),
        ("Thu 11:32", "boris", "email", "can_you_take"),
        *[
            (when, who, "email", "not_answered")
            for when in ("Thu 12:02", "Thu 12:17", "Thu 12:32", "Thu 12:47", "Thu 13:02")
            for who in ("hanna", "olga")
        ],
    ]
    assert stage.state.runs[FIRST].ended == "exhausted"
    alarms = [
        (said(e.event.occurred_at), e.event.data) for e in stage.journal if e.event.kind == "alarm.raised"
    ]
    assert ("Thu 13:17", {"reason": "unanswered", "kind": "first_answer", "key": "", "n": 1}) in alarms


def test_an_order_of_the_night_is_told_in_the_morning() -> None:
    stage = Stage().order("Thu 23:10")
    stage.live("Fri 10:01")
    assert stage.told("first_answer") == [("Fri 10:00", "anna", "telegram", "new_order")]
    assert "ladder.held" not in stage.kinds()


def test_at_closing_the_climb_is_held_to_the_next_opening() -> None:
    stage = Stage().order("Thu 18:50")
    stage.live("Fri 10:20")
    held = [e.event for e in stage.journal if e.event.kind == "ladder.held"]
    assert [(said(e.occurred_at), e.data["step"], e.data["until_at"]) for e in held] == [
        ("Thu 19:00", 2, "2026-03-20T07:05:00Z")
    ]
    assert steps(stage)[-3:] == [("Thu 18:58", 1, 0, 0), ("Fri 10:05", 2, 0, 0), ("Fri 10:20", 3, 0, 0)]


def test_a_lease_stops_the_climb_and_its_end_clears_the_owner() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 11:03")
    taken(stage, "Thu 11:03")
    assert (stage.state.subject.owner, stage.state.runs[FIRST].next_at) == ("anna", None)
    assert said(stage.state.runs[FIRST].leased_until) == "Thu 11:13"
    stage.live("Thu 12:02")
    assert stage.state.subject.owner == ""
    kinds = [e.event.kind for e in stage.journal if said(e.event.occurred_at) == "Thu 11:13"]
    assert kinds == ["ladder.lapsed", "order.owner_cleared", "ladder.stepped"]
    assert steps(stage) == [
        ("Thu 11:02", 0, 0, 0),
        ("Thu 11:13", 1, 0, 0),
        ("Thu 11:20", 2, 0, 0),
        ("Thu 11:35", 3, 0, 0),
        ("Thu 12:02", 4, 0, 0),
    ]
    assert stage.owed("first_answer").verdict == "breached"


def test_an_answer_ends_the_climb_and_the_lease() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 11:03")
    taken(stage, "Thu 11:03")
    stage.happens("Thu 11:09", "contact.reached", **TALK)
    told = stage.told("first_answer")
    stage.live("Thu 18:00")
    assert stage.told("first_answer") == told
    assert stage.state.runs[FIRST].ended == "met"
    assert stage.state.subject.owner == "anna"


def test_a_person_has_two_leases() -> None:
    stage = Stage().order("Thu 11:02")
    for when in ("Thu 11:03", "Thu 11:14", "Thu 11:25"):
        stage.live(when)
        taken(stage, when)
    assert stage.state.runs[FIRST].leases == {"anna": 2}
    assert stage.state.runs[FIRST].leased_until is None
    assert stage.state.runs[FIRST].next_at is not None


def test_somebody_off_site_stops_nothing_of_the_shops() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 11:03")
    taken(stage, "Thu 11:03", who="hanna", stops="")
    assert stage.state.subject.owner == ""
    stage.live("Thu 11:10")
    assert steps(stage)[-1] == ("Thu 11:10", 1, 0, 0)


def test_an_addressee_off_site_stops_his_steps_and_not_the_shops() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 11:03")
    taken(stage, "Thu 11:03", who="hanna", stops="own")
    stage.live("Thu 11:12")
    assert steps(stage)[-1] == ("Thu 11:10", 1, 0, 0)
    assert stage.state.runs[FIRST].next_at is None
    stage.live("Thu 11:32")
    assert steps(stage)[-2:] == [("Thu 11:13", 2, 0, 0), ("Thu 11:28", 3, 0, 0)]


def test_an_empty_step_is_skipped_at_once() -> None:
    stage = Stage(make_world(s={"on_shift": ()})).order("Thu 11:02")
    stage.live("Thu 11:02")
    first = next(e.event for e in stage.journal if e.event.data.get("kind") == "first_answer")
    assert stage.told("first_answer") == [("Thu 11:02", "hanna", "email", "still_waiting")]
    assert first.data["skipped"] == ["0:on_shift", "0:on_shift", "1:on_shift+place"]
    stage.live("Thu 11:32")
    assert stage.told("first_answer")[1:] == [("Thu 11:32", "boris", "email", "can_you_take")]


def test_when_somebody_was_told_a_step_past_the_limit_keeps_its_instant() -> None:
    stage = Stage(make_world(s={"next_store": ""})).order("Thu 11:02")
    stage.live("Thu 12:02")
    assert steps(stage)[-2:] == [("Thu 11:32", 3, 0, 0), ("Thu 12:02", 4, 0, 0)]
    assert stage.told("first_answer")[-2:] == [
        ("Thu 12:02", "hanna", "email", "not_answered"),
        ("Thu 12:02", "olga", "email", "not_answered"),
    ]


def test_when_nobody_at_all_can_be_told_an_alarm_stands_at_once() -> None:
    stage = Stage(make_world(s={"on_shift": (), "people": (), "next_store": ""}, m={"people": ()})).order(
        "Thu 11:02"
    )
    stage.live("Thu 11:02")
    alarm = next(e.event for e in stage.journal if e.event.kind == "alarm.raised")
    assert (alarm.data["reason"], alarm.data["kind"]) == ("nobody_to_tell", "first_answer")
    assert stage.told("first_answer") == []


def test_a_method_that_does_not_work_is_no_method() -> None:
    def sick(world: World) -> World:
        shop = world.stores["s"]
        anna = replace(
            shop.people[0],
            methods=tuple(replace(m, healthy=m.channel != "telegram") for m in shop.people[0].methods),
        )
        return replace(world, stores={**world.stores, "s": replace(shop, people=(anna, *shop.people[1:]))})

    stage = Stage(sick(make_world())).order("Thu 11:02")
    stage.live("Thu 11:02")
    assert stage.told("first_answer") == [("Thu 11:02", "anna", "email", "new_order")]


def test_a_failed_channel_brings_the_next_at_once() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 11:02")
    [row] = next(e.event.data["told"] for e in stage.journal if e.event.data.get("kind") == "first_answer")
    stage.happens("Thu 11:03", "message.failed", purpose="new_order", notice="another", permanent=True)
    assert said(stage.state.runs[FIRST].next_at) == "Thu 11:04"
    stage.happens("Thu 11:03", "message.failed", purpose="new_order", notice=row["key"], permanent=True)
    stage.live("Thu 11:03")
    assert stage.told("first_answer")[-1] == ("Thu 11:03", "anna", "email", "new_order")


def test_a_failure_for_a_time_brings_the_persons_next_channel_at_once_and_nobody_else() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 11:02")
    [row] = next(e.event.data["told"] for e in stage.journal if e.event.data.get("kind") == "first_answer")
    stage.happens("Thu 11:02", "message.failed", purpose="new_order", notice=row["key"], permanent=False)
    stage.live("Thu 11:03")
    assert stage.told("first_answer")[1:] == [("Thu 11:02", "anna", "email", "new_order")]
    rows = [e.event.data["told"] for e in stage.journal if e.event.data.get("kind") == "first_answer"]
    stage.happens(
        "Thu 11:03", "message.failed", purpose="new_order", notice=rows[1][0]["key"], permanent=False
    )
    assert said(stage.state.runs[FIRST].next_at) == "Thu 11:10"


def test_where_every_address_has_failed_the_last_resort_comes_at_once_and_then_the_alarm() -> None:
    stage = Stage().order("Thu 11:02")
    while not stage.state.runs[FIRST].ended:
        stage.live("Thu 11:02")
        for key in sorted(stage.state.runs[FIRST].outstanding):
            stage.happens("Thu 11:02", "message.failed", purpose="x", notice=key, permanent=True)
    assert ("Thu 11:02", "hanna", "email", "not_answered") in stage.told("first_answer")
    alarms = [entry.event for entry in stage.journal if entry.event.kind == "alarm.raised"]
    assert [(one.data["reason"], said(one.occurred_at)) for one in alarms] == [
        ("nobody_to_tell", "Thu 11:02")
    ]


def test_a_failure_does_not_bring_the_last_resort_forward() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 11:32")
    row = stage.journal[-1].event.data["told"][0]
    stage.happens("Thu 11:33", "message.failed", purpose="can_you_take", notice=row["key"], permanent=True)
    assert said(stage.state.runs[FIRST].next_at) == "Thu 12:02"


def test_after_a_breakdown_steps_fire_in_order_and_bear_their_instants() -> None:
    awake, asleep = Stage().order("Thu 11:02"), Stage().order("Thu 11:02")
    awake.live("Thu 12:05")
    asleep.until("Thu 12:05")
    assert awake.told() == asleep.told()
    assert steps(awake) == steps(asleep)
    assert {said(e.recorded_at) for e in asleep.journal[2:]} == {"Thu 12:05"}


def test_receivers_are_those_of_the_moment_and_the_clock_that_of_the_present_holder() -> None:
    stage = Stage().order("Thu 18:50")
    stage.live("Thu 18:51")
    stage.happens("Thu 18:52", "order.assigned", cause="handed_over", store="t", assignment="1")
    stage.live("Thu 19:30")
    assert stage.told("holder_answer") == [
        ("Thu 18:52", "boris", "email", "new_order"),
        ("Thu 19:00", "boris", "email", "still_waiting"),
        ("Thu 19:07", "gleb", "email", "still_waiting"),
    ]
    assert all(row[0] < "Thu 18:52" for row in stage.told("first_answer"))


def test_a_closed_store_is_not_asked_to_help() -> None:
    stage = Stage(make_world(t={"hours": "Mo-Su 18:00-21:00"})).order("Thu 11:02")
    stage.live("Thu 11:40")
    assert "boris" not in {row[1] for row in stage.told()}


def test_steps_before_a_limit_count_back_in_working_time() -> None:
    stage = Stage().order("Wed 11:02", reserved=False)
    stage.happens("Wed 12:00", "promise.made", promise="1", by="s", until_at=at("Thu 10:05"))
    stage.live("Thu 10:05")
    assert stage.told("promise") == [
        ("Wed 18:35", "anna", "email", "promise_soon"),
        ("Wed 18:55", "hanna", "email", "promise_soon"),
        ("Thu 10:05", "hanna", "email", "promise_late"),
        ("Thu 10:05", "olga", "email", "promise_late"),
    ]


def test_a_reminder_that_lies_before_the_opening_goes_at_once() -> None:
    stage = Stage().order("Wed 11:02", reserved=False)
    stage.happens("Wed 12:00", "promise.made", promise="1", by="s", until_at=at("Wed 12:15"))
    assert said(stage.state.runs[Ref("promise", "1")].next_at) == "Wed 12:00"


def test_a_moved_promise_is_reminded_of_again() -> None:
    stage = Stage().order("Wed 11:02", reserved=False)
    stage.happens("Wed 12:00", "promise.made", promise="1", by="s", until_at=at("Wed 13:00"))
    stage.live("Wed 12:31")
    stage.happens("Wed 12:40", "promise.told", promise="1", until_at=at("Wed 17:00"))
    stage.live("Wed 16:30")
    assert [row[0] for row in stage.told("promise")] == ["Wed 12:30", "Wed 16:30"]


def test_a_step_that_wakes_keeps_its_instant_and_others_wait_for_the_morning() -> None:
    stage = Stage().order("Wed 11:02", reserved=False)
    stage.happens("Wed 18:40", "complaint.received", about="rude", complaint="1")
    stage.live("Thu 10:00")
    assert stage.told("complaint") == [
        ("Wed 18:40", "hanna", "email", "authority_soon"),
        ("Wed 18:50", "hanna", "email", "authority_soon"),
        ("Wed 19:00", "olga", "email", "authority_late"),
    ]


def test_a_buyer_is_reminded_in_his_own_day() -> None:
    stage = Stage().order("Thu 19:30", buyer_zone="Asia/Vladivostok")
    stage.live("Fri 13:00")
    assert [row[:2] for row in stage.told("settlement")] == [("Fri 03:00", "buyer"), ("Fri 10:30", "buyer")]


def test_over_means_that_only_steps_past_the_limit_remain() -> None:
    ladder = replace(LADDERS[-1], steps=(step("after", "50h", "buyer"), step("past", "1h", "administrator")))
    stage = Stage(make_world(make_standard(ladders={"remind_buyer": ladder}))).order("Thu 11:02")
    stage.live("Sat 12:00")
    assert [row[:2] for row in stage.told("settlement")] == [("Fri 09:00", "olga")]
    without = replace(ladder, steps=ladder.steps[:1])
    stage = Stage(make_world(make_standard(ladders={"remind_buyer": without}))).order("Thu 11:02")
    stage.live("Mon 12:00")
    assert (stage.told("settlement"), stage.state.runs[Ref("settlement")].ended) == ([], "over")


def test_in_turn_never_keeps_the_next_step_waiting() -> None:
    steps_of = list(next(one for one in LADDERS if one.name == "until_answered").steps)
    steps_of[0] = replace(steps_of[0], each=replace(steps_of[0].each, seconds=1200))
    stage = Stage(make_world(bend_ladder("until_answered", steps=tuple(steps_of)))).order("Thu 11:02")
    stage.live("Thu 11:20")
    assert steps(stage) == [("Thu 11:02", 0, 0, 0), ("Thu 11:10", 1, 0, 0), ("Thu 11:17", 2, 0, 0)]


def test_a_shop_that_closed_for_good_still_ends_in_somebody() -> None:
    world = make_world(s={"hours": "off"})
    stage = Stage(world).order("Thu 11:02")
    stage.live("Thu 13:30")
    assert ("Thu 12:02", "olga", "email", "not_answered") in stage.told("first_answer")


def test_a_person_told_by_two_words_is_told_once() -> None:
    both = person("anna", "s", "seller", "head")
    ladder = replace(LADDERS[0], steps=(step("after", "0m", "on_shift head head_on_duty"),))
    world = make_world(make_standard(ladders={"until_answered": ladder}), s={"people": (both,)})
    stage = Stage(world).order("Thu 11:02")
    stage.live("Thu 11:02")
    assert [row[1] for row in stage.told("first_answer")] == ["anna"]


def test_due_is_later_than_now_after_advancing() -> None:
    stage = Stage().order("Thu 11:02")
    for when in ("Thu 11:02", "Thu 11:10", "Thu 12:02", "Fri 05:04"):
        stage.until(when)
        due = engine.due_at(stage.state)
        assert due is None or due > at(when)
        assert stage.until(when) == []
