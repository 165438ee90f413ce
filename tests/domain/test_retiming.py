"""Other hours: what of the present debts would fall otherwise, and the facts that move it; verdicts stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from otklik.domain import engine, obligation_decisions
from otklik.domain.business_time import WorkCalendar
from otklik.domain.events import Ref
from otklik.domain.retiming import Hours, decide_retimings, plan_retimings
from tests.domain.stage import TALK, Stage, at, said
from tests.domain.standard_fixture import MOSCOW

FIRST = Ref("first_answer")
OLD = WorkCalendar.parse("Mo-Fr 10:00-19:00", MOSCOW)
LONGER = WorkCalendar.parse("Mo-Fr 10:00-20:00", MOSCOW)
LATER = WorkCalendar.parse("Mo-Fr 13:00-19:00", MOSCOW)
DAILY = WorkCalendar.parse("Mo-Su 10:00-20:00", MOSCOW)
ALL = [calendar.hash for calendar in (OLD, LONGER, LATER, DAILY)]


def world_with(stage, calendar, place="s"):
    """The world after the hours were saved; what was frozen stays known by its hash."""
    stores = {**stage.world.stores, place: replace(stage.world.stores[place], calendar=calendar)}
    known = {one.calendar.hash: one.calendar for one in stage.world.stores.values()} | {OLD.hash: OLD}
    return replace(stage.world, stores=stores, calendars={**stage.world.calendars, **known})


def plan(stage, calendar, when, place="s", holder="s", earlier=ALL):
    world = world_with(stage, calendar, place)
    hours = Hours(place, calendar, frozenset(earlier))
    found = plan_retimings(stage.state.obligations, world, hours, holder=holder, now=at(when))
    return [(one.ref.kind, said(one.limit_at), said(one.new_limit_at), one.is_past) for one in found]


def retime(stage, calendar, when, place="s"):
    """Save the hours and move what is owed; returns how many facts that took."""
    stage.world = world_with(stage, calendar, place)
    events = decide_retimings(
        stage.state, stage.world, at(when), place=place, earlier=ALL, actor="person:hanna"
    )
    for event in events:
        stage._take(engine.record(stage.state, event, stage.world, now=at(when)))
    return len(events)


@pytest.mark.parametrize(
    ("calendar", "found"),
    [
        (LONGER, [("first_answer", "Fri 10:30", "Thu 19:30", False)]),
        (LATER, [("first_answer", "Fri 10:30", "Fri 13:30", False)]),
        (OLD, []),
        (WorkCalendar.parse("Mo-Sa 10:00-19:00", MOSCOW), []),  # other hours, the same limit
    ],
)
def test_what_would_fall_otherwise(calendar, found):
    stage = Stage().order("Thu 18:30")
    before = stage.state
    assert plan(stage, calendar, "Thu 18:40") == found
    assert stage.state is before


def test_only_an_open_limit_that_follows_from_these_hours_is_compared():
    stage = Stage().order("Thu 18:30")
    assert plan(stage, LONGER, "Thu 18:40", earlier=[LONGER.hash]) == []  # it never ran on the store's hours
    assert plan(stage, LATER, "Thu 18:40", place="t", holder="t") == []  # another place's
    stage.happens("Thu 18:31", "promise.made", promise="1", by="s", until_at=at("Fri 12:00"), what="x")
    assert [row[0] for row in plan(stage, LATER, "Thu 18:40")] == [
        "first_answer"
    ]  # the promise names its instant
    stage.happens("Thu 18:32", "contact.reached", **TALK)
    assert plan(stage, LATER, "Thu 18:40") == []  # met


def test_what_somebody_set_by_hand_or_a_pause_has_changed_stays():
    stage = Stage().order("Thu 18:30")
    limit_at, actor = at("Fri 16:00"), "person:olga"
    moved = obligation_decisions.decide_retime(
        stage.state, stage.world, at("Thu 18:35"), ref=FIRST, limit_at=limit_at, why="agreed", actor=actor
    )
    stage._take(engine.record(stage.state, moved[0], stage.world, now=at("Thu 18:35")))
    assert plan(stage, LONGER, "Thu 18:40") == []


def test_what_is_over_by_the_other_hours_stays_and_is_said_to():
    stage = Stage().order("Fri 19:30")
    assert said(stage.owed("first_answer").limit_at) == "Mon 11:00"
    assert plan(stage, DAILY, "Sun 12:00") == [("first_answer", "Mon 11:00", "Sat 10:30", True)]
    assert retime(stage, DAILY, "Sun 12:00") == 0
    assert said(stage.owed("first_answer").limit_at) == "Mon 11:00"


def test_a_move_takes_limit_target_bands_calendar_and_ladder_along():
    stage = Stage().order("Thu 18:30")
    assert retime(stage, LATER, "Thu 18:40") == 1
    first = stage.owed("first_answer")
    assert (said(first.limit_at), said(first.first_limit_at), said(first.target_at)) == (
        "Fri 13:30", "Fri 10:30", "Thu 18:50",
    )  # fmt: skip
    assert [said(edge) for edge in first.bands][:4] == ["Thu 18:40", "Thu 18:50", "Fri 13:30", "Fri 14:30"]
    assert (first.calendar, first.moves, first.verdict, first.state) == (LATER.hash, 0, None, "open")
    # Law 8: the hold may not end before the answer was due.
    assert said(stage.owed("settlement").limit_at) == "Fri 13:30"
    assert stage.journal[-1].event.data["why"] == "new_hours"
    assert stage.replayed() == stage.state
    stage.live("Fri 13:29")
    assert stage.owed("first_answer").state == "open"
    stage.live("Fri 13:31")
    assert stage.owed("first_answer").state == "breached"
    assert [step[:2] for step in stage.told("first_answer")[-2:]] == [
        ("Fri 13:30", "hanna"),
        ("Fri 13:30", "olga"),
    ]


def test_hours_put_right_put_the_limit_back():
    stage = Stage().order("Thu 18:30")
    retime(stage, LATER, "Thu 18:40")
    assert retime(stage, LATER, "Thu 18:41") == 0
    assert plan(stage, OLD, "Thu 18:45") == [("first_answer", "Fri 13:30", "Fri 10:30", False)]
    retime(stage, OLD, "Thu 18:45")
    first = stage.owed("first_answer")
    assert (said(first.limit_at), first.calendar) == ("Fri 10:30", OLD.hash)


def test_a_verdict_is_never_touched():
    """Law 1: what was breached under the old hours stays breached, whatever the new ones would say."""
    stage = Stage().order("Thu 11:00")
    stage.live("Thu 12:05")
    late = stage.owed("first_answer")
    assert (late.state, late.verdict) == ("breached", "breached")
    assert plan(stage, LATER, "Thu 12:10") == []
    assert retime(stage, LATER, "Thu 12:10") == 0
    assert stage.owed("first_answer") == late
