"""The laws on a caller's conversation: random rings, takings, talks and attempts, and a clock that may sleep.

As in `test_laws.py`, whose stage and checks these are: each law is checked on every life, and under each variant of
`BROKEN` the same search must find a life that breaks it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from otklik.domain import conversation_decisions as calls
from otklik.domain import engine
from otklik.domain.conversation_decisions import Rang
from otklik.domain.events import Event
from otklik.domain.world import World
from tests.domain import test_laws as orders
from tests.domain.stage import Stage, at
from tests.domain.standard_fixture import make_world
from tests.domain.test_laws import HORIZON_FOR, QUIET, Act, Life, Patch, deciding, load

ME = ("anna", "hanna")


def rang(life: Life, number: int, *, talk_s: int | None = None, hidden: bool = False) -> Rang:
    """A call of the one caller, told a while after it rang; a hidden number is nobody's."""
    phone = "" if hidden else "print"
    return Rang(phone, phone, life.now - timedelta(minutes=number), talk_s=talk_s, actor="source:pbx")


def someone(life: Life, number: int) -> str:
    return ME[number % len(ME)]


ACTS: dict[str, Act] = {
    "ring": deciding(calls.decide_missed, rang=rang),
    "ring, number hidden": deciding(calls.decide_missed, rang=lambda life, n: rang(life, n, hidden=True)),
    "answered": deciding(calls.decide_answered, rang=lambda life, n: rang(life, n, talk_s=60)),
    "picked up and hung up": deciding(calls.decide_answered, rang=lambda life, n: rang(life, n, talk_s=3)),
    "take": deciding(calls.decide_take, person=someone),
    "talk": deciding(calls.decide_talk, person=someone, talk_s=60),
    "short talk": deciding(calls.decide_talk, person=someone, talk_s=5),
    "try": deciding(calls.decide_try, person=someone, outcome=lambda life, n: calls.TRIES[n % 4]),
    "tie": deciding(calls.decide_tie, order=lambda life, n: f"order/{n % 2}"),
    "erase": deciding(calls.decide_erase, actor="person:olga", ground="asked"),
}
MOVES = st.tuples(
    st.sampled_from((0, 1, 3, 10, 25, 60, 700, 3000)),
    st.booleans(),
    st.sampled_from(sorted(ACTS)),
    st.integers(0, 5),
)
LIVES = st.tuples(st.sampled_from(orders.STARTS), st.lists(MOVES, min_size=1, max_size=12))


def live(script: orders.Script, world: World) -> Life:
    """Play a life that begins with a missed call, then let twelve days pass at once."""
    start, moves = script
    life = Life(Stage(world, "conversation/s/1"), at(start))
    life.perform(ACTS["ring"], 0)
    for gap_m, awake, name, number in moves:
        life.now += timedelta(minutes=gap_m)
        if awake:
            life.run_clock()
        life.perform(ACTS[name], number)
    life.now += HORIZON_FOR
    life.run_clock()
    return life


def law_2_the_callers_clock_never_restarts(life: Life) -> None:
    """However often he rings again, he is owed one call-back, by ten minutes after the first ring of his episode.

    Only once that is broken does a further ring open another one, beside the one that was broken. What is told only
    then counts as further, whenever it rang.
    """
    owed = {ref: one for ref, one in life.stage.state.obligations.items() if ref.kind == "call_back"}
    rings = [e.event for e in life.stage.journal if "episode" in e.event.data]
    calendar = life.stage.world.stores["s"].calendar
    first = {ring.data["episode"]: ring.occurred_at for ring in reversed(rings)}
    assert {ref.key: one.limit_at for ref, one in owed.items() if ref.n == 1} == {
        episode: calendar.add(rung_at, 600) for episode, rung_at in first.items()
    }
    told = {entry.version: entry.recorded_at for entry in life.stage.journal}
    for ref, one in owed.items():
        before = owed[replace(ref, n=ref.n - 1)] if ref.n > 1 else None
        assert before is None or (before.breached_at and before.limit_at <= told[one.opened_by])


def law_3_taking_calls_nobody_back(life: Life) -> None:
    for _before, entry, after in orders.pairs(life):
        if entry.event.kind == "conversation.taken":
            assert all(c.transition == "leased" for c in entry.consequences)
            assert after.subject.is_open
    assert all(run.leased_until is None for run in life.stage.state.runs.values())


def ends_it(event: Event) -> bool:
    """Law 4 by an independent hand: what a caller may be owed no call-back after."""
    if event.kind == "call.answered":
        return True
    return event.kind == "contact.reached" and event.data.get("talk_s", 20) >= 20


def law_4_only_a_live_talk_calls_back(life: Life) -> None:
    for _before, entry, _after in orders.pairs(life):
        if any(c.ref.kind == "call_back" and c.transition in ("met", "rejudged") for c in entry.consequences):
            assert ends_it(entry.event)


def law_10_nobody_who_waits_is_forgotten(life: Life) -> None:
    """Whoever can be called back is owed it, and either an instant is due or an alarm stands."""
    alarms = [entry.recorded_at for entry in life.stage.journal if entry.event.kind == "alarm.raised"]
    for state in life.states:
        if state.subject.is_open:
            assert any(owed.is_owed for owed in state.obligations.values())
            assert engine.due_at(state) is not None or min(alarms) <= state.recorded_at
    assert all(due is None or due > now for now, due in life.left_due)


LAWS: dict[str, Callable[[Life], None]] = {
    **{name: check for name, check in list(globals().items()) if name.startswith("law_")},
    **{
        name: orders.LAWS[name]
        for name in (
            "law_1_freeze",
            "law_5_a_ladder_ends_in_somebody",
            "law_6_no_message_twice",
            "law_of_the_fold",
        )
    },
}


def shipped(**changes: Any) -> Callable[[], World]:
    """The shipped standard, its call-back bent."""

    def made() -> World:
        standard = load("shipped")
        bent = replace(standard.kinds["call_back"], **changes)
        digest = sha256(repr(bent).encode()).hexdigest()  # rules are indexed by it
        return make_world(replace(standard, hash=digest, kinds={**standard.kinds, "call_back": bent}))

    return made


def lonely() -> World:
    empty = {"people": (), "on_shift": (), "methods": ()}
    return make_world(load("shipped"), s=dict(empty), t=dict(empty), m=dict(empty))


@settings(max_examples=100, **QUIET)  # type: ignore[arg-type]
@given(LIVES)
def test_the_laws_hold_on_every_life(script: orders.Script) -> None:
    life = live(script, shipped()())
    for check in LAWS.values():
        check(life)


BROKEN: dict[str, tuple[Patch, Callable[[], World]]] = {
    "law_1_freeze": (orders.rewriting_verdicts, shipped()),
    "law_2_the_callers_clock_never_restarts": (orders.nothing, shipped(again="new")),
    "law_3_taking_calls_nobody_back": (
        orders.nothing,
        shipped(met_by=orders.on("conversation.taken", any_key=True)),
    ),
    "law_4_only_a_live_talk_calls_back": (orders.everything_is_live, shipped()),
    "law_5_a_ladder_ends_in_somebody": (orders.silent_ends, lonely),
    "law_6_no_message_twice": (orders.careless_keys, shipped()),
    "law_10_nobody_who_waits_is_forgotten": (orders.nothing, shipped(waived_by=orders.on("call.missed"))),
    "law_of_the_fold": (orders.forgetful_fold, shipped()),
}


@pytest.mark.parametrize("law", BROKEN)
def test_a_broken_rule_is_found(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    patch, world = BROKEN[law]
    patch(monkeypatch)

    @settings(max_examples=300, phases=[Phase.generate], **QUIET)  # type: ignore[arg-type]
    @given(LIVES)
    def search(script: orders.Script) -> None:
        LAWS[law](live(script, world()))

    with pytest.raises(AssertionError):
        search()


def test_every_law_has_a_negative_control() -> None:
    assert set(BROKEN) == set(LAWS)
