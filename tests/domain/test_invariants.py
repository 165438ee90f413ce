"""No open order lacks an owner or a queue, a next step, an instant or a playbook, whatever people do (law 10, R26)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from otklik.domain import engine, invariants
from otklik.domain.invariants import GAPS, gaps_of
from otklik.domain.playbook_decisions import decide_choose, decide_follow
from otklik.domain.playbooks import Playbook, playbook_of
from otklik.domain.shipped_playbooks import SHIPPED_PLAYBOOKS
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World
from tests.domain import test_laws
from tests.domain.stage import Stage, at
from tests.domain.standard_fixture import make_world
from tests.domain.test_laws import LIVES, QUIET, Life, Script, live

BOOKS = tuple(SHIPPED_PLAYBOOKS.values())


def follow(life: Life, number: int) -> Sequence[Any]:
    """Do the step that is next, or try to."""
    opened = playbook_of(life.stage.state, life.stage.world, life.now, books=BOOKS)
    if opened is None or opened.now is None:
        return []
    said = {"situation": opened.playbook.situation, "step": opened.now.id, "books": BOOKS}
    return decide_follow(life.stage.state, life.stage.world, life.now, actor="person:anna", **said)


def choose(life: Life, number: int) -> Sequence[Any]:
    """Open any other playbook."""
    asked = BOOKS[(number * 7 + len(life.states)) % len(BOOKS)].situation
    return decide_choose(
        life.stage.state, life.stage.world, life.now, actor="person:anna", situation=asked, books=BOOKS
    )


@pytest.fixture(autouse=True)
def playing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lives in which people follow and choose playbooks about as often as they do anything else."""
    more = {f"follow {n}": follow for n in range(8)} | {f"choose {n}": choose for n in range(3)}
    names = sorted(test_laws.ACTS | test_laws.OUTSIDE)
    for name, act in zip(names[::4], more.values(), strict=False):
        if name in test_laws.ACTS:
            honest = test_laws.ACTS[name]
            monkeypatch.setitem(
                test_laws.ACTS, name, lambda life, n, a=act, h=honest: a(life, n) if n % 2 else h(life, n)
            )


def moments(life: Life) -> list[tuple[StreamState, datetime]]:
    """The order after every fourth entry and at its end, with nothing left undone that was due by then."""
    found = []
    for state in (*life.states[::4], life.states[-1]):
        now = state.recorded_at or life.now
        found.append((engine.advance(state, life.stage.world, now=now)[0], now))
    return found


def gaps_in(life: Life, books: Sequence[Playbook] = BOOKS) -> set[str]:
    return {gap for state, now in moments(life) for gap in gaps_of(state, life.stage.world, now, books=books)}


@settings(max_examples=80, **QUIET)  # type: ignore[arg-type]
@given(LIVES)
def test_no_open_order_lacks_anything_whatever_people_do(script: Script) -> None:
    assert gaps_in(live(script, make_world())) == set()


def finds(gap: str, books: Sequence[Playbook] = BOOKS) -> bool:
    @settings(max_examples=60, phases=[Phase.generate], **QUIET)  # type: ignore[arg-type]
    @given(LIVES)
    def search(script: Script) -> None:
        assert gap not in gaps_in(live(script, make_world()), books)

    try:
        search()
    except AssertionError:
        return True
    return False


def test_the_search_finds_an_order_that_nobody_reviews(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_next_due", lambda state: min(engine._dues(state), default=None))
    assert finds("no_instant")


def test_the_search_finds_an_order_for_which_there_is_no_playbook() -> None:
    assert finds("no_playbook", BOOKS[:-1][:10])


def test_the_search_finds_an_order_without_a_step() -> None:
    """Playbooks whose last step can be ticked off leave an order of which nothing is owed with nothing to do."""
    careless = tuple(
        replace(one, steps=tuple(replace(step, by_fact=False) for step in one.steps[:1]))
        for one in (SHIPPED_PLAYBOOKS["nothing_agreed"], SHIPPED_PLAYBOOKS["any_order"])
    )
    stage = paid_and_spoken()
    for book in careless:
        stage.happens("Thu 12:00", "playbook.followed", situation=book.situation, step=book.steps[0].id)
    assert gaps_of(stage.state, stage.world, at("Thu 12:01"), books=careless) == ("no_step", "no_playbook")
    assert gaps_of(stage.state, stage.world, at("Thu 12:01"), books=BOOKS) == ()


def paid_and_spoken() -> Stage:
    """An order of which nothing is owed: answered and paid, and not yet confirmed."""
    stage = Stage().order("Thu 11:02")
    stage.happens("Thu 11:20", "contact.reached", means="call", talk_s=60, live=True)
    stage.happens("Thu 11:22", "payment.received", amount_minor=349_000, currency="RUB", payment_id="1")
    stage.live("Thu 11:50")
    return stage


def without(world: World, person: str) -> World:
    stores = {
        slug: replace(one, people=tuple(p for p in one.people if p.slug != person))
        for slug, one in world.stores.items()
    }
    return replace(world, stores=stores)


def test_an_owner_who_left_and_a_store_that_is_gone_are_no_owners() -> None:
    stage = Stage().order("Thu 11:02")
    assert gaps_of(stage.state, stage.world, at("Thu 11:03"), books=BOOKS) == ()
    nowhere = replace(stage.world, stores={"t": stage.world.stores["t"]})
    assert gaps_of(stage.state, nowhere, at("Thu 11:03"), books=BOOKS) == ("no_owner",)
    taken = {"person": "anna", "on_shift": True, "place": "in_shop", "addressee": False, "stops": "run"}
    stage.happens("Thu 11:04", "order.taken", **taken)
    assert gaps_of(stage.state, stage.world, at("Thu 11:05"), books=BOOKS) == ()
    assert gaps_of(stage.state, without(stage.world, "anna"), at("Thu 11:05"), books=BOOKS) == ("no_owner",)


def test_an_instant_that_passed_long_ago_is_none() -> None:
    stage = Stage().order("Thu 11:02")
    due = engine.due_at(stage.state)
    assert due is not None
    edge = due + invariants.OVERDUE_AFTER
    assert gaps_of(stage.state, stage.world, edge.replace(second=0) - (edge - due) / 2, books=BOOKS) == ()
    assert "no_instant" in gaps_of(stage.state, stage.world, edge, books=BOOKS)


def test_a_closed_order_and_one_of_the_past_lack_nothing() -> None:
    stage = Stage().order("Thu 11:02")
    stage.happens("Thu 11:10", "order.withdrawn", reason="changed_mind", said_by="buyer")
    assert gaps_of(stage.state, stage.world, at("Fri 11:10"), books=()) == ()
    past = Stage().order("Thu 11:02", history=True)
    assert gaps_of(past.state, past.world, at("Fri 11:10"), books=()) == ()
    assert len(GAPS) == 4
