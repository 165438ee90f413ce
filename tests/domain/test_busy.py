"""Customers at the counter: whom the ladder tells instead, and that no ladder is left with nobody (R10, law 5)."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from otklik.domain import engine, escalation, ladders, shifts, told
from otklik.domain.busy import decide_pass_on
from otklik.domain.events import Ref
from otklik.domain.world import ContactMethod, World
from tests.domain.stage import Stage, at, said
from tests.domain.standard_fixture import make_world, person

FIRST = Ref("first_answer")
SHIFT = "shift/s/2026-03-19@2"


def shop(world: World, **changes: Any) -> World:
    return replace(world, stores={**world.stores, "s": replace(world.stores["s"], **changes)})


def busy_until(stage: Stage, when: str, until: str, who: str = "anna") -> list[str]:
    """Somebody taps "customers at the counter", as the door does it: the copy on the order, then the world."""
    passed = engine.perform(
        stage.state,
        lambda state, world, now: decide_pass_on(
            state, world, now, actor=f"person:{who}", person=who, until_at=at(until), cause=SHIFT
        ),
        stage.world,
        now=at(when),
    )
    added = stage._take(passed)
    before = stage.world.stores["s"].busy
    stage.world = shop(stage.world, busy={**before, who: at(until)})
    return [entry.event.kind for entry in added]


def two_sellers() -> World:
    world = make_world()
    people = (*world.stores["s"].people, person("inna", "s", "seller"))
    return shop(world, people=people, on_shift=("anna", "inna"))


def test_the_last_free_person_is_busy_and_the_next_store_is_asked_at_once() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 11:07")
    assert busy_until(stage, "Thu 11:07", "Thu 11:27") == ["busy.started"]
    copy = stage.journal[-1]
    assert (copy.event.caused_by, copy.event.data["person"]) == (SHIFT, "anna")
    assert [(one.ref, one.transition) for one in copy.consequences] == [(FIRST, "rescheduled")]

    stage.live("Thu 13:30")

    assert stage.told("first_answer")[2:] == [
        ("Thu 11:07", "boris", "email", "can_you_take"),
        ("Thu 11:10", "anna", "email", "still_waiting"),
        ("Thu 11:17", "hanna", "email", "still_waiting"),
        ("Thu 11:32", "boris", "email", "can_you_take"),
        *[
            (when, who, "email", "not_answered")
            for when in ("Thu 12:02", "Thu 12:17", "Thu 12:32", "Thu 12:47", "Thu 13:02")
            for who in ("hanna", "olga")
        ],
    ], "the steps after the limit stay where they are"
    rows = [row for e in stage.journal if e.event.kind == "ladder.stepped" for row in e.event.data["told"]]
    assert [said(datetime.fromisoformat(row["until"])) for row in rows if "until" in row] == ["Thu 11:27"]


def test_somebody_else_is_free_and_nothing_is_passed_on() -> None:
    stage = Stage(two_sellers()).order("Thu 11:02")
    stage.live("Thu 11:07")
    assert busy_until(stage, "Thu 11:07", "Thu 11:27") == []
    stage.live("Thu 11:12")
    assert [(who, when) for when, who, *_ in stage.told("first_answer") if when == "Thu 11:10"] == [
        ("inna", "Thu 11:10"),
        ("anna", "Thu 11:10"),
    ]
    assert busy_until(stage, "Thu 11:12", "Thu 11:32", "inna") == ["busy.started"], "now the last one is"
    stage.live("Thu 11:12")
    assert stage.told("first_answer")[-1] == ("Thu 11:12", "boris", "email", "can_you_take")


def test_an_order_that_comes_while_all_are_busy_starts_with_the_next_store() -> None:
    stage = Stage(shop(make_world(), busy={"anna": at("Thu 11:20")})).order("Thu 11:02")
    stage.live("Thu 11:16")
    assert stage.told("first_answer") == [
        ("Thu 11:02", "boris", "email", "can_you_take"),
        ("Thu 11:02", "anna", "telegram", "new_order"),
        ("Thu 11:10", "anna", "email", "still_waiting"),
    ]
    assert stage.state.runs[FIRST].outstanding == {
        row["key"]
        for entry in stage.journal
        if entry.event.kind == "ladder.stepped" and entry.event.data["kind"] == "first_answer"
        for row in entry.event.data["told"]
        if row["to"] == "boris"
    }, "a word that waits has reached nobody yet"


def test_nobody_beside_the_shop_can_answer_and_the_ladder_skips_to_its_head() -> None:
    world = make_world(t={"hours": "Mo-Su 20:00-21:00"})
    stage = Stage(shop(world, busy={"anna": at("Thu 11:20")})).order("Thu 11:02")
    stage.live("Thu 11:05")
    assert stage.told("first_answer") == [
        ("Thu 11:02", "hanna", "email", "still_waiting"),
        ("Thu 11:02", "anna", "telegram", "new_order"),
        ("Thu 11:02", "anna", "email", "still_waiting"),
    ]


def test_a_full_next_store_is_no_help() -> None:
    world = make_world()
    full = replace(world.stores["t"], busy={"boris": at("Thu 12:00")})
    stage = Stage(shop(replace(world, stores={**world.stores, "t": full}))).order("Thu 11:02")
    stage.live("Thu 11:07")
    assert busy_until(stage, "Thu 11:07", "Thu 11:27") == []


def test_whoever_took_it_keeps_his_lease() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 11:03")
    facts: dict[str, Any] = {"on_shift": True, "place": "in_shop", "addressee": True, "stops": "run"}
    stage.happens("Thu 11:03", "order.taken", person="anna", grade="claimed", **facts)
    assert busy_until(stage, "Thu 11:04", "Thu 11:24") == []
    stage.live("Thu 11:13")
    assert stage.told("first_answer") == [
        ("Thu 11:02", "anna", "telegram", "new_order"),
        ("Thu 11:13", "boris", "email", "can_you_take"),
        ("Thu 11:13", "anna", "email", "still_waiting"),
    ], "at its end they are asked who can answer"


STATES = list(
    itertools.product(
        ((), ("anna",), ("anna", "hanna")),
        ((), ("anna",), ("anna", "hanna")),
        ("Thu 11:02", "Thu 18:50", "Sat 02:00"),
        ("everybody", "the busy", "nobody"),
        ("Mo-Su 09:00-21:00", "off"),
    )
)
"""Who joined, who is busy, when the order comes, who can be reached at all, and whether the next store is open."""


def world_in(joined: tuple[str, ...], busy: tuple[str, ...], reached: str, beside: str) -> World:
    until_at = {who: at("Thu 11:22") + timedelta(days=30) for who in busy}
    world = shop(make_world(t={"hours": beside}), on_shift=joined, busy=until_at)
    if reached == "everybody":
        place = (ContactMethod("till", "email"),)
        return shop(world, methods=place, place_proved=True, places={"anna": "in_shop"})
    left = {who for who in busy if who in joined} if reached == "the busy" else set()
    stores = {
        slug: replace(
            one,
            methods=(),
            people=tuple(who if who.slug in left else replace(who, methods=()) for who in one.people),
        )
        for slug, one in world.stores.items()
    }
    return replace(world, stores=stores)


def check_law_5(stage: Stage) -> None:
    """Every run that climbs comes due again; every one that ended told somebody who was free, or raised an alarm."""
    alarmed = {
        Ref(one.event.data["kind"], one.event.data.get("key", ""), one.event.data["n"])
        for one in stage.journal
        if one.event.kind == "alarm.raised" and one.event.data["reason"] == "nobody_to_tell"
    }
    said_now = {
        ladders.ref_in(one.event)
        for one in stage.journal
        if one.event.kind == "ladder.stepped" and any("until" not in row for row in one.event.data["told"])
    }
    for ref, run in stage.state.runs.items():
        assert run.ended or run.next_at is not None or run.leased_until is not None, (
            "a climb without a future"
        )
        if run.ended == "exhausted" and run.ladder == "until_answered":
            assert ref in said_now or ref in alarmed, "nobody was told, and nobody hears of it"


def climb_to_the_end(world: World, start: str) -> Stage:
    stage, ends_at = Stage(world).order(start, reserved=False), at(start) + timedelta(days=5)
    while (due_at := engine.due_at(stage.state)) is not None and due_at < ends_at:
        stage.until(due_at)
        check_law_5(stage)
    return stage


def test_no_ladder_is_left_with_nobody() -> None:
    for joined, busy, start, reached, beside in STATES:
        stage = climb_to_the_end(world_in(joined, busy, reached, beside), start)
        assert stage.state.runs[FIRST].ended == "exhausted"
        assert stage.replayed() == stage.state


def test_a_ladder_that_waits_for_the_busy_alone_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: were a word that waits as good as one that was said, nobody would hear of the order."""
    monkeypatch.setattr(ladders.LadderRun, "has_reached_nobody", property(lambda run: not run.told))
    monkeypatch.setattr(escalation, "told_now", told_to_whoever_is_there)
    with pytest.raises(AssertionError, match="nobody hears of it"):
        climb_to_the_end(world_in(("anna",), ("anna",), "the busy", "off"), "Thu 11:02")


def told_to_whoever_is_there(*args: Any) -> list[dict[str, str]]:
    """As if being busy did not matter."""
    return [*told.told_now(*args), *told.told_later(*args).values()]


def test_an_owner_who_joined_from_home_keeps_no_shop_from_being_full() -> None:
    """Who is elsewhere serves nobody at the counter; where nothing can be proved, everybody on shift counts."""
    store = two_sellers().stores["s"]
    now, busy = at("Thu 11:02"), {"anna": at("Thu 11:22")}
    assert not shifts.is_full(replace(store, busy=busy), now), "inna is free"
    proved = replace(store, busy=busy, places={"anna": "in_shop"}, place_proved=True)
    assert shifts.is_full(proved, now), "inna joined from elsewhere"
    assert not shifts.is_full(replace(proved, place_proved=False), now)
    assert not shifts.is_full(replace(proved, on_shift=("inna",)), now), "nobody is there, and she is free"
    assert not shifts.is_full(replace(proved, busy={}), now)
