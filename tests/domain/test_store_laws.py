"""The laws on what a place itself says: tablets, rosters and maintenance, in any order, good and bad.

Each law is checked on every life of a `store/` stream; `BROKEN` holds for each a variant of the rules under which the
same search must find a life that breaks it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from otklik.domain import devices, maintenance, rosters, stores
from otklik.domain.catalogue import make
from otklik.domain.events import Event
from otklik.domain.notices import Notice
from otklik.domain.stores import StoreState
from otklik.domain.streams import StreamState
from otklik.domain.world import World
from tests.domain import test_laws as orders
from tests.domain.stage import Stage, at
from tests.domain.standard_fixture import make_world
from tests.domain.test_laws import QUIET, Act, Life, deciding

ME = {"actor": "person:hanna"}
PEOPLE = {"anna", "hanna"}
WEEKS = ("10:00-19:00", "22:00-06:00", "10:00-14:00,15:00-19:00", "off", "25:00-26:00", "10:00")


def roster(life: Life, number: int) -> dict[str, Any]:
    """Somebody's week; the last ones are nobody's who works there, or no week at all."""
    who = ("anna", "hanna", "boris")[number % 3]
    return {who: {"week": {"Th": WEEKS[number]}, "exceptions": {"2026-03-20": WEEKS[-1 - number]}}}


def key_of(life: Life, number: int) -> str:
    return f"tablet{number % 3}"


ACTS: dict[str, Act] = {
    "prove": deciding(devices.decide_prove, **ME, device=key_of, name=key_of, key_hash="k"),
    "remove": deciding(devices.decide_remove, **ME, device=key_of),
    "roster": deciding(rosters.decide_change, **ME, roster=roster),
    "no roster": deciding(rosters.decide_change, **ME, roster={}),
    "start": deciding(
        maintenance.decide_start, **ME, until_at=lambda life, n: life.now + timedelta(hours=3 * n - 1)
    ),
    "end": deciding(maintenance.decide_end, **ME),
}
MOVES = st.tuples(
    st.sampled_from((0, 1, 30, 200, 600)), st.just(False), st.sampled_from(sorted(ACTS)), st.integers(0, 5)
)
LIVES = st.tuples(st.sampled_from(orders.STARTS), st.lists(MOVES, min_size=1, max_size=12))


def live(script: orders.Script) -> Life:
    """Play a life of store s."""
    start, moves = script
    life = Life(Stage(make_world(), "store/s"), at(start))
    opened = {"name": "S", "role": "store", "partner": "p", "locale": "ru"}
    hours = {"hours": "Mo-Fr 10:00-19:00", "zone": "Europe/Moscow"}
    life.take(life.stage.happens(life.now, "store.opened", **opened))
    life.take(life.stage.happens(life.now, "hours.changed", **hours))
    for gap_m, _awake, name, number in moves:
        life.now += timedelta(minutes=gap_m)
        life.perform(ACTS[name], number)
    return life


def law_1_nothing_of_it_moves_a_clock(life: Life) -> None:
    """Who is to work, what hangs there and who works on it: none of it changes the hours, or owes anything anew."""
    assert len({repr(state.subject.hours) for state in life.states[1:]}) == 1
    assert all(entry.consequences == () for entry in life.stage.journal[2:])


def law_5_what_was_removed_proves_nothing(life: Life) -> None:
    known: dict[str, None] = {}
    for entry, state in zip(life.stage.journal, life.states, strict=True):
        if entry.event.kind == "device.proved":
            known[entry.event.data["device"]] = None
        elif entry.event.kind == "device.removed":
            del known[entry.event.data["device"]]
        assert {one.id for one in state.subject.devices} == set(known)


def law_5_only_who_works_there_is_expected(life: Life) -> None:
    for state in life.states:
        told = rosters.roster_of(state.subject.roster)
        assert set(told) <= PEOPLE
        assert rosters.roster_json(told) == state.subject.roster
        for hour in range(48):
            expected = rosters.list_expected(told, "Europe/Moscow", at("Thu 00:00") + timedelta(hours=hour))
            assert set(expected) <= PEOPLE


def notice(receiver: str) -> Notice:
    return Notice("k", "order/1", None, receiver, "email", "", "x", "ru", at("Thu 10:00"), {"store": "s"})


def law_6_what_waits_for_maintenance_is_said_at_its_end(life: Life) -> None:
    """A buyer's letter never waits; the staff's never longer than a night's work, and not beyond its end."""
    for entry, state in zip(life.stage.journal, life.states, strict=True):
        place = replace(life.stage.world.stores["s"], maintenance=state.subject.maintenance)
        world = replace(life.stage.world, stores={**life.stage.world.stores, "s": place})
        for hours in range(0, 20, 3):
            now = entry.recorded_at + timedelta(hours=hours)
            assert maintenance.waits_until(notice("buyer"), world, now=now) is None
            until_at = maintenance.waits_until(notice("anna"), world, now=now)
            if until_at is not None:
                assert now < until_at <= entry.recorded_at + timedelta(hours=8)
                assert maintenance.waits_until(notice("anna"), world, now=until_at) is None
        if entry.event.kind == "maintenance.ended":
            assert maintenance.waits_until(notice("anna"), world, now=entry.recorded_at) is None


def law_of_the_fold(life: Life) -> None:
    assert life.stage.replayed() == life.stage.state == life.states[-1]


LAWS: dict[str, Callable[[Life], None]] = {
    name: check for name, check in list(globals().items()) if name.startswith("law_") and callable(check)
}


@settings(max_examples=100, **QUIET)  # type: ignore[arg-type]
@given(LIVES)
def test_the_laws_hold_on_every_life(script: orders.Script) -> None:
    life = live(script)
    for check in LAWS.values():
        check(life)


def closing_for_maintenance(patch: pytest.MonkeyPatch) -> None:
    honest = stores.evolve

    def evolve(state: StoreState | None, entry: Any) -> StoreState | None:
        after = honest(state, entry)
        assert after is not None
        return replace(after, hours=None) if entry.event.kind == "maintenance.started" else after

    patch.setitem(orders.streams.SUBJECTS, "store", evolve)  # type: ignore[arg-type]


def tablets_for_ever(patch: pytest.MonkeyPatch) -> None:
    honest = stores.evolve_devices

    def evolve(known: tuple[devices.Device, ...], entry: Any) -> tuple[devices.Device, ...]:
        return known if entry.event.kind == "device.removed" else honest(known, entry)

    patch.setattr(stores, "evolve_devices", evolve)


def any_roster(patch: pytest.MonkeyPatch) -> None:
    def decide(
        state: StreamState, world: World, now: datetime, *, actor: str, roster: dict[str, Any]
    ) -> Sequence[Event]:
        told = rosters.roster_json(rosters.roster_of(roster))
        return [make("roster.changed", occurred_at=now, actor=actor, source="person", roster=told)]

    patch.setitem(ACTS, "roster", deciding(decide, **ME, roster=roster))


def work_without_end(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(maintenance, "LONGEST", timedelta(days=1))


def forgetful_fold(patch: pytest.MonkeyPatch) -> None:
    """A rebuild that does not read the newest fact."""

    def replayed(stage: Stage) -> StreamState:
        state = StreamState(stage.stream)
        for entry in stage.journal[:-1]:
            state = orders.streams.evolve(state, entry)
        return replace(state, version=stage.state.version, recorded_at=stage.state.recorded_at)

    patch.setattr(Stage, "replayed", replayed)


BROKEN: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "law_1_nothing_of_it_moves_a_clock": closing_for_maintenance,
    "law_5_what_was_removed_proves_nothing": tablets_for_ever,
    "law_5_only_who_works_there_is_expected": any_roster,
    "law_6_what_waits_for_maintenance_is_said_at_its_end": work_without_end,
    "law_of_the_fold": forgetful_fold,
}


@pytest.mark.parametrize("law", BROKEN)
def test_a_broken_rule_is_found(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    BROKEN[law](monkeypatch)

    @settings(max_examples=300, phases=[Phase.generate], **QUIET)  # type: ignore[arg-type]
    @given(LIVES)
    def search(script: orders.Script) -> None:
        LAWS[law](live(script))

    with pytest.raises(AssertionError):
        search()


def test_every_law_has_a_negative_control() -> None:
    assert set(BROKEN) == set(LAWS)
