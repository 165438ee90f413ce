"""The fold of ladder runs: positions, leases and ends, from what stands in the rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from otklik.domain.catalogue import make
from otklik.domain.events import Consequence, Entry, Event, Ref, instant_text
from otklik.domain.ladders import LadderRun, evolve, is_shops_own
from tests.domain.standard_fixture import step

NOON = datetime(2026, 3, 19, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=10)
REF = Ref("first_answer")
QUIET = make("order.ready", occurred_at=NOON)


def after(run: LadderRun | None, event: Event, *changes: Consequence) -> LadderRun:
    book = {REF: run} if run else {}
    return evolve(book, Entry("order/1", 9, NOON, event, changes))[REF]


def change(transition: str, **fields: Any) -> Consequence:
    return Consequence(REF, transition, fields)


def climb(**fields: Any) -> LadderRun:
    return LadderRun(REF, "until_answered", **{"next_at": NOON, **fields})


def stepped(**fields: Any) -> Event:
    told = [{"to": "anna", "channel": "email", "method": "m", "say": "x", "key": "k1"}]
    whole = {
        "step": 0,
        "turn": 0,
        "round": 0,
        "told": told,
        "next_step": 1,
        "next_turn": 0,
        "next_round": 0,
        **fields,
    }
    return make("ladder.stepped", occurred_at=NOON, kind=REF.kind, key="", n=1, **whole)


def test_a_run_starts_with_its_obligation() -> None:
    started = {"name": "until_answered", "next_at": instant_text(NOON)}
    assert after(None, QUIET, Consequence(REF, "opened", {"ladder": started})) == climb()
    entry = Entry("order/1", 9, NOON, QUIET, (Consequence(REF, "opened", {}),))
    assert evolve({}, entry) == {}


def test_a_step_remembers_whom_it_told_and_goes_on() -> None:
    run = after(climb(), stepped(next_at=LATER))
    assert (run.step, run.turn, run.round, run.next_at) == (1, 0, 0, LATER)
    assert (run.told, run.newest, run.outstanding) == (frozenset({"anna"}), {"anna": 9}, frozenset({"k1"}))
    passed = after(run, stepped(told=[], step=1, next_step=2, next_at=LATER))
    assert (passed.step, passed.outstanding) == (2, frozenset({"k1"}))


def failed(notice: str, **fields: Any) -> Event:
    return make("message.failed", occurred_at=NOON, purpose="x", notice=notice, **fields)


def test_a_message_that_failed_for_good_is_no_longer_outstanding() -> None:
    run = after(climb(), stepped(next_at=LATER))
    assert after(run, failed("k2", permanent=True)).outstanding == {"k1"}
    assert after(run, failed("k1", permanent=False)).outstanding == {"k1"}, "it is tried again"
    refused = after(run, failed("k1", permanent=True))
    assert (refused.outstanding, refused.latest) == (frozenset(), {"k1"})
    assert (run.has_reached_nobody, refused.has_reached_nobody) == (False, True)


def test_a_lease_and_its_end() -> None:
    lease = change("leased", until_at=instant_text(LATER), person="anna", stops="run", next_at=None)
    run = after(climb(), QUIET, lease)
    assert (run.leased_until, run.leased_by, run.stops, run.next_at) == (LATER, "anna", "run", None)
    assert run.leases == {"anna": 1}
    lapsed = make(
        "ladder.lapsed", occurred_at=LATER, kind=REF.kind, key="", n=1, person="anna", next_at=LATER
    )
    free = after(
        run, lapsed, change("rescheduled", step=1, turn=0, round=0, shift_s=120, next_at=instant_text(LATER))
    )
    assert (free.leased_until, free.leased_by, free.stops) == (None, "", "")
    assert (free.step, free.shift_s, free.next_at, free.leases) == (1, 120, LATER, {"anna": 1})


@pytest.mark.parametrize(
    ("ending", "word"),
    [
        (change("met", at=instant_text(NOON), verdict="met"), "met"),
        (change("waived", at=instant_text(NOON)), "waived"),
        (change("rejudged", verdict="met"), "met"),
        (change("breached", ends_run=True), "waived"),
        (change("ended", why="taken_over"), "taken_over"),
    ],
)
def test_an_end_is_final(ending: Consequence, word: str) -> None:
    run = after(climb(), QUIET, ending)
    assert (run.ended, run.next_at, run.leased_until) == (word, None, None)
    for other in (change("ended", why="over"), change("rescheduled", next_at=instant_text(LATER))):
        assert after(run, QUIET, other) == run


def test_a_breach_alone_does_not_end_a_climb() -> None:
    assert after(climb(), QUIET, change("breached", at=instant_text(NOON))) == climb()


def test_a_pause_stops_and_a_move_replaces() -> None:
    assert after(climb(), QUIET, change("paused", at=instant_text(NOON))).next_at is None
    placed = {"step": 0, "turn": 0, "round": 0, "next_at": instant_text(LATER)}
    assert after(climb(step=2), QUIET, change("retimed", ladder=placed)) == climb(next_at=LATER)


def test_held_and_exhausted() -> None:
    held = make("ladder.held", occurred_at=NOON, kind=REF.kind, key="", n=1, step=1, until_at=LATER)
    assert after(climb(), held).next_at == LATER
    end = make("ladder.exhausted", occurred_at=NOON, kind=REF.kind, key="", n=1)
    assert after(climb(), end).ended == "exhausted"


def test_whose_steps_a_lease_stops() -> None:
    shop, head = step("after", "0m", "on_shift place"), step("after", "0m", "head_on_duty")
    assert (is_shops_own(shop), is_shops_own(head)) == (True, False)
    assert [climb(stops=stops).is_stopped_for(shop) for stops in ("run", "own", "")] == [True, False, False]
    assert [climb(stops=stops).is_stopped_for(head) for stops in ("run", "own", "")] == [True, True, False]
