"""Outcomes undone through the door within ten seconds: the order is as its twin on which nobody recorded anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from otklik.actions import outcomes
from otklik.domain import undo
from otklik.store import outbox, verification
from tests.harness import Desk, moscow

PERSON = "vera"
VISIT_AT = moscow("2026-03-18 15:00")
OUTCOMES: dict[str, dict[str, Any]] = {
    "confirmed": {},
    "call_back": {},
    "no_answer": {},
    "try_on": {"next_at": VISIT_AT},
    "replacement": {},
}
CASES = st.tuples(st.sampled_from(sorted(OUTCOMES)), st.integers(0, 90), st.booleans(), st.integers(0, 9))
"""Outcome, minutes after the order came, whether somebody took it, seconds until it is undone."""


def open_desk() -> Desk:
    """Tuesday 17 March 2026, 12:00: an open store, two on shift, and a head."""
    desk = Desk("2026-03-17 08:55")
    desk.store("taganka", "Mo-Su 09:00-21:00")
    for slug in (PERSON, "gleb"):
        desk.person(slug, "taganka")
        desk.joins(slug, "taganka")
    desk.person("rita", "taganka", "head")
    desk.forward("12:00")
    return desk


@pytest.fixture
def standing_desk(standing: Any) -> Desk:
    return standing.give(open_desk)  # type: ignore[no-any-return]


@pytest.fixture
def desk(standing_desk: Desk, db: None) -> Desk:
    return standing_desk


@contextmanager
def tried(desk: Desk) -> Iterator[Desk]:
    """The desk for one example, after which nothing of it is left."""
    before = transaction.savepoint()
    yield deepcopy(desk)
    transaction.savepoint_rollback(before)


def owed(desk: Desk, order: str) -> dict[Any, tuple[Any, ...]]:
    return {
        ref: (one.debtor, one.opened_at, one.target_at, one.limit_at, one.verdict, one.is_owed)
        for ref, one in desk.state(order).obligations.items()
    }


def spoken(order: str) -> list[tuple[str, str]]:
    """Notices that went out or will: which of the two is the storm's matter, both orders having the same receivers."""
    return sorted(
        (one.notice.say, one.notice.receiver)
        for one in outbox.list_notices(order)
        if one.state != "cancelled"
    )


def live(desk: Desk, case: tuple[str, int, bool, int], *, undone: bool = True) -> tuple[Any, Any]:
    """What is true of the order and of its twin at the end of a case."""
    outcome, minutes, taken, seconds = case
    order, twin = desk.order("taganka"), desk.order("taganka")
    desk.forward(minutes=minutes)
    for one in (order, twin) if taken else ():
        desk.takes(PERSON, one)
    outcomes.record(order, outcome=outcome, person=PERSON, now=desk.now, **OUTCOMES[outcome])
    desk.tick()
    desk.forward(seconds=seconds)
    if undone:
        outcomes.retract(order, outcome="1", person=PERSON, now=desk.now)
        desk.tick()
    assert list(verification.verify()) == []
    return (owed(desk, order), spoken(order)), (owed(desk, twin), spoken(twin))


@example(case=("no_answer", 10, False, 9))
@example(case=("call_back", 59, True, 9))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=CASES)
def test_an_undone_outcome_leaves_what_is_owed_and_said_as_on_its_twin(
    desk: Desk, case: tuple[str, int, bool, int]
) -> None:
    with tried(desk) as one:
        order, twin = live(one, case)
    assert order == twin


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_control_an_outcome_that_stands_is_seen(desk: Desk, outcome: str) -> None:
    order, twin = live(desk, (outcome, 10, False, 0), undone=False)
    assert order != twin


def test_the_control_notices_that_nobody_cancels_are_found(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcomes, "_marks", lambda *_, **__: ())
    order, twin = live(desk, ("no_answer", 10, False, 0))
    assert order[0] == twin[0]
    assert {one[0] for one in order[1]} - {one[0] for one in twin[1]} == {"we_called"}


def test_the_control_an_undoing_that_restores_nothing_is_found(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "restored", lambda state, event: state)
    order, twin = live(desk, ("confirmed", 10, False, 0))
    assert order[0] != twin[0]
