"""Time adds up: one party at every instant, and intervals that are the whole life (law 11)."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.domain import attribution
from otklik.domain.attribution import NOBODY, Interval, Span, attribute, spans_of, wait_of, waiting_on
from tests.domain.stage import TALK, Stage, at, said
from tests.domain.standard_fixture import CLOSED, KINDS, make_standard, make_world, on


def told(intervals: list[Interval]) -> list[tuple[str, str, str, int, int]]:
    return [
        (one.party, said(one.from_at), said(one.to_at), one.wall_s // 60, one.working_s // 60)
        for one in intervals
    ]


def test_precedence() -> None:
    stage = Stage().order("Thu 11:02")
    assert waiting_on(stage.state) == "store:s"
    stage.happens("Thu 11:10", "contact.reached", **TALK)
    assert waiting_on(stage.state) == "buyer"  # settlement before the receipt
    stage.happens("Thu 11:11", "order.confirmed", by="anna", grade="claimed")
    assert waiting_on(stage.state) == "system"  # the receipt
    stage.happens("Thu 11:12", "message.accepted", purpose="receipt")
    assert waiting_on(stage.state) == "buyer"  # nothing is owed, he was spoken with
    stage.happens("Thu 11:20", "step.requested", step="engraving", party="engraver")
    assert waiting_on(stage.state) == "supplier:engraver"
    stage.happens("Thu 12:30", "pause.started", reason="question")
    assert waiting_on(stage.state) == "buyer"  # he is owed it and asked for the pause
    stage.happens("Thu 12:40", "order.completed")
    assert waiting_on(stage.state) == "nobody"


def test_an_open_order_that_nobody_answered_waits_on_its_store() -> None:
    stage = Stage().order("Thu 11:02", reserved=False, has_email=False, has_phone=False)
    stage.live("Thu 13:30")
    assert waiting_on(stage.state) == "store:s"


def test_the_life_of_an_order_in_intervals() -> None:
    stage = Stage().order("Thu 18:30")
    stage.happens("Thu 18:31", "message.accepted", purpose="receipt")
    stage.happens("Fri 10:10", "contact.reached", **TALK)
    stage.happens("Fri 11:00", "payment.received", amount_minor=349_000, currency="RUB")
    stage.happens("Fri 12:00", "order.completed")
    intervals = attribute(stage.journal, until_at=at("Mon 12:00"), clock=stage.world.stores["s"].calendar)
    assert told(intervals) == [
        ("store:s", "Thu 18:30", "Fri 10:10", 940, 40),
        ("buyer", "Fri 10:10", "Fri 12:00", 110, 110),
    ]


def test_a_life_that_goes_on_is_cut_and_reports_what_was_learned_late_in_order() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 12:30")
    stage.happens("Thu 11:05", "contact.reached", recorded="Thu 12:40", **TALK)
    intervals = attribute(stage.journal, until_at=at("Thu 13:00"), clock=None)
    assert told(intervals) == [
        ("store:s", "Thu 11:02", "Thu 12:17", 75, 75),
        ("buyer", "Thu 12:17", "Thu 13:00", 43, 43),
    ]
    assert sum(one.wall_s for one in intervals) == 118 * 60


def test_an_order_that_is_cut_before_it_began_has_no_life() -> None:
    assert attribute(Stage().order("Thu 11:02").journal, until_at=at("Thu 11:00"), clock=None) == []


ENGRAVING = replace(next(kind for kind in KINDS if kind.name == "made_to_order"), rank=55)
CASTING = replace(
    ENGRAVING, name="casting", opens_on=on("step.requested:casting"), met_by=on("step.done:casting"), rank=70
)
PAPERS = replace(
    ENGRAVING, name="papers", debtor="marketplace", opens_on=on("step.requested:papers"), waived_by=CLOSED,
    met_by=on("step.done:papers"), pause_on=(), resume_on=(), max_pause=None, rank=50,
)  # fmt: skip
FACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "talk": ("contact.reached", TALK),
    "letter": ("message.accepted", {"purpose": "receipt", "receiver": "buyer"}),
    "confirm": ("order.confirmed", {"by": "anna", "grade": "claimed"}),
    "pay": ("payment.received", {"amount_minor": 349_000, "currency": "RUB"}),
    "refuse": ("order.refused", {"reason": "no_goods", "by": "anna"}),
    "complete": ("order.completed", {}),
    "reopen": ("order.reopened", {"cause": "buyer"}),
    "assign": ("order.assigned", {"cause": "handed_over", "store": "t", "assignment": "1"}),
    "pause": ("pause.started", {"reason": "question"}),
    "resume": ("pause.ended", {}),
    **{
        f"{happened} {step}": (f"step.{happened}", {"step": step, "party": "engraver"})
        for happened in ("requested", "done")
        for step in ("engraving", "casting", "papers")
    },
}
MOVES = st.lists(
    st.tuples(st.sampled_from((0, 1, 59, 61, 3_599, 40_000, 200_000)), st.sampled_from(sorted(FACTS))), min_size=3,
    max_size=16,
)  # fmt: skip


def live(moves: list[tuple[int, str]], learned_late_s: int) -> tuple[Stage, datetime]:
    """A life with steps in parallel, pauses and ends that were none; every third fact is recorded later than it was."""
    world = make_world(make_standard({one.name: one for one in (ENGRAVING, CASTING, PAPERS)}))
    stage, now = Stage(world).order("Thu 11:02:07"), at("Thu 11:02:07")
    for number, (gap_s, name) in enumerate(moves):
        now += timedelta(seconds=gap_s)
        kind, fields = FACTS[name]
        if name == "reopen" and stage.state.subject.is_open:
            continue
        occurred_at = now - timedelta(seconds=learned_late_s) if number % 3 == 2 and name == "talk" else now
        stage.happens(max(occurred_at, at("Thu 11:02:07")), kind, recorded=now, **fields)
    until_at = now + timedelta(days=3)
    stage.until(until_at)
    return stage, until_at


def adds_up(stage: Stage, until_at: datetime, probe: Callable[[], list[Span]]) -> None:
    """The whole of law 11 for one life; spans are asked of `probe`."""
    calendar = stage.world.stores["s"].calendar
    spans = probe()
    start_at, end_at = spans[0].from_at, spans[-1].to_at
    assert start_at == stage.journal[0].event.occurred_at
    for one, two in itertools.pairwise(spans):
        assert one.to_at == two.from_at and one.wait != two.wait
    assert all(one.from_at < one.to_at for one in spans)
    assert sum(one.wall_s for one in spans) == (end_at - start_at).total_seconds()
    assert sum(one.working_s for one in spans) == calendar.between(start_at, end_at)
    for one in spans:
        assert one.working_s == calendar.between(one.from_at, one.to_at)
        assert one.wall_s == (one.to_at - one.from_at).total_seconds()
    # one party at every instant: asked of the state that was in force then
    marks, state, last_at = [], Stage(stage.world).state, start_at
    for entry in stage.journal:
        state = attribution.streams.evolve(state, entry)
        last_at = max(last_at, min(entry.event.occurred_at, entry.recorded_at))
        marks.append((last_at, wait_of(state)))
    for one in spans:
        for instant in (
            one.from_at,
            one.from_at + (one.to_at - one.from_at) / 2,
            one.to_at - timedelta(seconds=1),
        ):
            if instant >= one.from_at:
                in_force = [wait for mark_at, wait in marks if mark_at <= instant][-1]
                assert in_force == one.wait and in_force.party.count(":") <= 1 and in_force.party
    if waiting_on(stage.state) != NOBODY:
        assert end_at == until_at


@settings(max_examples=150, deadline=None, database=None)
@given(MOVES, st.sampled_from((0, 30, 7_000)))
def test_time_adds_up_whatever_runs_in_parallel(moves: list[tuple[int, str]], learned_late_s: int) -> None:
    stage, until_at = live(moves, learned_late_s)
    calendar = stage.world.stores["s"].calendar
    adds_up(stage, until_at, lambda: spans_of(stage.journal, until_at=until_at, clock=calendar))
    merged = attribute(stage.journal, until_at=until_at, clock=calendar)
    assert all(one.party != two.party and one.to_at == two.from_at for one, two in itertools.pairwise(merged))
    fine = spans_of(stage.journal, until_at=until_at, clock=calendar)
    assert sum(one.working_s for one in merged) == sum(one.working_s for one in fine)
    assert sum(one.wall_s for one in merged) == sum(one.wall_s for one in fine)


EVERYTHING = [
    (60, "letter"), (60, "talk"), (61, "confirm"), (3_599, "requested engraving"), (59, "requested papers"),
    (40_000, "pause"), (61, "done papers"), (200_000, "resume"), (1, "refuse"), (3_599, "reopen"), (40_000, "talk"),
    (1, "complete"),
]  # fmt: skip


def test_a_life_with_everything_in_it() -> None:
    stage, until_at = live(EVERYTHING, 0)
    spans = spans_of(stage.journal, until_at=until_at, clock=stage.world.stores["s"].calendar)
    adds_up(stage, until_at, lambda: spans)
    parties = [one.wait.party for one in spans]
    assert {"store:s", "supplier:engraver", NOBODY, "buyer"} <= set(parties)
    papers = next(one for one in spans if one.wait.kind == "papers")
    assert papers.wait.party.startswith("marketplace") and papers.wait.waiter == "buyer"


def _rounded(spans: list[Span]) -> list[Span]:
    return [replace(one, working_s=one.working_s // 60 * 60) for one in spans]


def _gapped(spans: list[Span]) -> list[Span]:
    return [one for one in spans if one.wait.party != NOBODY]


def _shifted(spans: list[Span]) -> list[Span]:
    return [replace(one, wait=spans[number - 1].wait) for number, one in enumerate(spans)]


@pytest.mark.parametrize("spoil", [_rounded, _gapped, _shifted])
def test_a_strip_that_does_not_add_up_is_found(spoil: Callable[[list[Span]], list[Span]]) -> None:
    stage, until_at = live(EVERYTHING, 0)
    spans = spans_of(stage.journal, until_at=until_at, clock=stage.world.stores["s"].calendar)
    with pytest.raises(AssertionError):
        adds_up(stage, until_at, lambda: spoil(spans))
