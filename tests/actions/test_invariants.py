"""Each minute the worker looks for open orders that lack something: an alarm once, gone when it is mended."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from otklik.actions import invariants, orders, people, playbooks
from otklik.domain.errors import DomainError
from otklik.domain.playbooks import playbook_of
from otklik.domain.shipped_playbooks import SHIPPED_PLAYBOOKS
from otklik.store import directory, directory_stamps, gaps, models, queries, timers
from tests.harness import ACTOR, Desk

BOOKS = tuple(SHIPPED_PLAYBOOKS.values())


@pytest.fixture
def desk(db: None) -> Desk:
    desk = Desk("2026-03-19 11:02")
    desk.store("taganka", "Mo-Su 09:00-21:00")
    for slug in ("vera", "gleb"):
        desk.person(slug, "taganka")
    desk.joins("vera", "taganka")
    return desk


def look(desk: Desk, *, runs: bool = True) -> list[tuple[str, str]]:
    """Let a minute pass, look, and say what stands."""
    desk.now += timedelta(minutes=1)
    if runs:
        desk.tick()
    invariants.check_due(now=desk.now)
    return [(one.stream, one.reason) for one in gaps.list_gaps()]


def alarms() -> list[tuple[str, str]]:
    return [(one.stream, one.reason) for one in queries.list_alarms() if one.version == 0]


def test_whatever_people_do_nothing_is_found(desk: Desk) -> None:
    orders = [desk.order("taganka") for _ in range(4)]
    desk.takes("vera", orders[0])
    desk.talks("vera", orders[1])
    desk.pays(orders[1])
    desk.parks(orders[2])
    assert look(desk) == []
    desk.forward(hours=30)
    assert look(desk) == [] and alarms() == []


def act(desk: Desk, chance: random.Random, order: str) -> None:
    """One command of somebody, or some time; what the rules refuse is refused."""
    said = {"actor": "person:vera", "now": desk.now}
    opened = playbook_of(
        desk.state(order), directory.load_world({"taganka"}, now=desk.now), desk.now, books=BOOKS
    )
    step = {"situation": opened.playbook.situation, "step": opened.now.id} if opened and opened.now else {}
    commands: tuple[Callable[[], object], ...] = (
        lambda: desk.takes(chance.choice(("vera", "gleb")), order),
        lambda: desk.talks("vera", order),
        lambda: desk.pays(order, payment=str(chance.random())),
        lambda: desk.parks(order),
        lambda: orders.confirm(order, actor="person:vera", now=desk.now),
        lambda: orders.complete(order, actor="person:vera", now=desk.now),
        lambda: orders.promise(
            order, by="taganka", until_at=desk.now + timedelta(hours=2), what="позвонить", **said
        ),
        lambda: playbooks.choose(order, situation=chance.choice(BOOKS).situation, **said),
        lambda: playbooks.follow(order, **step, **said),
        lambda: playbooks.follow(order, **step, **said),
        lambda: desk.forward(minutes=chance.choice((5, 40, 300, 1500))),
    )
    with suppress(DomainError):
        chance.choice(commands)()


@pytest.mark.parametrize("seed", [1, 2])
def test_no_walk_of_commands_leaves_an_order_without_a_future(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    walked = [desk.order("taganka") for _ in range(3)]
    for _ in range(30):
        act(desk, chance, chance.choice(walked))
        assert set(invariants.find_gaps(walked, now=desk.now).values()) == {()}
    assert len({kind for order in walked for kind in desk.kinds(order)}) > 12, (
        "the walk went through many facts"
    )


def test_an_owner_who_leaves_is_found_once_and_the_row_goes_when_it_is_mended(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.takes("vera", order)
    assert look(desk) == []
    assert desk.subject(order).owner == "vera"
    bend_person("vera", active=False)
    assert look(desk) == [(order, "no_owner")]
    found_at = gaps.list_gaps()[0].found_at
    assert look(desk) == alarms() == [(order, "no_owner")]
    assert gaps.list_gaps()[0].found_at == found_at, "it stands once, since it was found"
    bend_person("vera", active=True)
    assert look(desk) == alarms() == []


def test_a_dismissal_leaves_no_order_without_an_owner(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.takes("vera", order)
    people.dismiss("vera", actor=ACTOR, now=desk.now)
    assert desk.subject(order).owner == ""
    assert look(desk) == []


def bend_person(slug: str, *, active: bool) -> None:
    """Change a person behind the journal's back, as no command does."""
    models.Person.objects.filter(slug=slug).update(active=active)
    directory_stamps.renew()


def test_an_order_whose_clock_stands_aside_has_no_instant(desk: Desk) -> None:
    order = desk.order("taganka")
    timers.set_aside(order, "poisoned")
    assert look(desk) == []
    desk.now += timedelta(hours=3)
    assert look(desk) == [(order, "no_instant")]
    timers.try_again([order])
    desk.tick()
    assert look(desk) == []


def test_while_clocks_catch_up_nobody_looks(desk: Desk) -> None:
    desk.order("taganka")
    assert look(desk) == []
    checked_at = gaps.read_mark().checked_at
    desk.now += timedelta(hours=5)
    assert look(desk, runs=False) == []
    assert gaps.read_mark().checked_at == checked_at


def test_a_look_is_bounded_and_a_sweep_passes_every_open_order(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invariants, "SWEEP", 2)
    orders = sorted(desk.order("taganka") for _ in range(5))
    look(desk)
    seen: list[set[str]] = []
    honest = invariants.find_gaps
    monkeypatch.setattr(
        invariants, "find_gaps", lambda streams, *, now: seen.append(set(streams)) or honest(streams, now=now)
    )
    for _ in range(4):
        look(desk)
    assert [len(one) for one in seen] == [2, 1, 2, 2]
    assert set().union(*seen) == set(orders)
    assert gaps.read_mark().round_at is not None
    assert invariants.check_due(now=desk.now + timedelta(seconds=30)) == 0, "a minute has not passed"


def test_what_was_found_without_a_cause_goes(desk: Desk) -> None:
    order = desk.order("taganka")
    look(desk)
    gaps.write({order: ("no_owner", "no_step")}, gaps.read_mark(), now=desk.now)
    assert {one.reason for one in gaps.list_gaps()} == {"no_owner", "no_step"}
    assert look(desk) == []
