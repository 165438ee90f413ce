"""Admission as a law: nobody is told of an order who may not talk about it, and a ladder ends in somebody (law 5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from otklik.domain import admissions
from otklik.domain.admissions import Admission, admitted_among, subject_of
from otklik.domain.errors import DomainError
from otklik.domain.order_decisions import decide_hand, decide_take
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED
from otklik.domain.world import Person, World
from tests.domain.stage import Stage, at
from tests.domain.standard_fixture import make_world, person

STANDARD = parse_standard(DEFAULT_TEXT, capabilities=SHIPPED)
DAY = date(2026, 3, 19)
SELLERS, NEIGHBOURS = ("anna", "ira", "lev"), ("boris", "nina")

NEVER = None
WITHDRAWN = Admission("1", frozenset())
CALLS_ONLY = Admission("1", frozenset({"phone"}))
ENDED = Admission("1", frozenset({"orders"}), "2026-03-18")
ORDERS = Admission("1", frozenset({"orders"}), "2026-03-19")
KNOWN = st.sampled_from((NEVER, WITHDRAWN, CALLS_ONLY, ENDED, ORDERS))

TEAMS = st.tuples(
    st.fixed_dictionaries(dict.fromkeys((*SELLERS, *NEIGHBOURS, "hanna"), KNOWN)),
    st.sets(st.sampled_from(SELLERS)),
    st.sets(st.sampled_from(NEIGHBOURS)),
)


def team_of(
    store: str, slugs: tuple[str, ...], head: str, known: dict[str, Admission | None]
) -> tuple[Person, ...]:
    people = [*(person(slug, store, "seller") for slug in slugs), person(head, store, "head")]
    admitted = admitted_among([(one.slug, one.roles, known.get(one.slug)) for one in people], DAY)
    return tuple(replace(one, admitted=admitted[one.slug]) for one in people)


def world_of(known: dict[str, Admission | None], on_shift: set[str], beside: set[str]) -> World:
    return make_world(
        STANDARD,
        s={"people": team_of("s", SELLERS, "hanna", known), "on_shift": tuple(sorted(on_shift))},
        t={"people": team_of("t", NEIGHBOURS, "gleb", known), "on_shift": tuple(sorted(beside))},
    )


def told_of(world: World) -> set[str]:
    """Everybody who is told while an order stays unanswered for a day."""
    stage = Stage(world).order("Thu 11:02", payment="on_delivery")
    stage.live("Fri 12:00")
    return {to for _, to, _, _ in stage.told("first_answer")}


def wrong_in(world: World, told: set[str]) -> set[str]:
    """Sellers among them who may not talk to buyers about orders."""
    sellers = [one for store in world.stores.values() for one in store.people if one.roles == {"seller"}]
    return {one.slug for one in sellers if one.slug in told and not admissions.is_admitted(one, "orders")}


@settings(max_examples=60, deadline=None)
@given(TEAMS)
@example(({**dict.fromkeys((*SELLERS, *NEIGHBOURS, "hanna"), WITHDRAWN)}, set(SELLERS), set(NEIGHBOURS)))
def test_nobody_is_told_of_an_order_who_may_not_talk_about_it_and_somebody_is_told(team) -> None:
    world = world_of(*team)
    told = told_of(world)
    assert wrong_in(world, told) == set()
    assert told & {"hanna", "olga", *SELLERS, *NEIGHBOURS}, "a ladder ends in somebody"


def test_a_ladder_that_does_not_look_at_admissions_is_found(monkeypatch) -> None:
    team = ({**dict.fromkeys((*SELLERS, *NEIGHBOURS, "hanna"), ORDERS), "anna": WITHDRAWN}, {"anna"}, set())
    honest = world_of(*team)
    assert wrong_in(honest, told_of(honest)) == set()
    monkeypatch.setattr("otklik.domain.receivers._may_answer", lambda one, telling: True)

    @settings(max_examples=100, deadline=None, database=None, phases=(Phase.generate,))
    @given(TEAMS)
    def search(found) -> None:
        world = world_of(*found)
        assert wrong_in(world, told_of(world)) == set()

    with pytest.raises((AssertionError, ExceptionGroup)):
        search()


def test_where_nobody_present_is_admitted_the_head_hears_at_once_and_the_shops_phone_is_silent() -> None:
    world = world_of(dict.fromkeys(SELLERS, WITHDRAWN), {"anna", "ira"}, set())
    stage = Stage(world).order("Thu 11:02", payment="on_delivery")
    stage.until("Thu 11:02")
    (step,) = (
        one.event.data
        for one in stage.journal
        if one.event.kind == "ladder.stepped" and one.event.data["kind"] == "first_answer"
    )
    assert [row["to"] for row in step["told"]] == ["hanna"]
    assert step["unadmitted"] == ["anna", "ira"]


def test_a_place_at_which_nobody_was_ever_decided_about_works_as_before() -> None:
    assert admitted_among(
        [("anna", frozenset({"seller"}), None), ("olga", frozenset({"head"}), None)], DAY
    ) == {
        "anna": None,
        "olga": None,
    }
    world = world_of({}, {"anna"}, set())
    stage = Stage(world).order("Thu 11:02", payment="on_delivery")
    stage.until("Thu 11:02")
    assert stage.told("first_answer")[0][1] == "anna"


@pytest.mark.parametrize(
    ("known", "may"),
    [(NEVER, False), (WITHDRAWN, False), (CALLS_ONLY, False), (ENDED, False), (ORDERS, True)],
)
def test_taking_and_handing_need_an_admission(known: Admission | None, may: bool) -> None:
    world = world_of({"ira": ORDERS, "anna": known}, {"anna"}, set())
    state = Stage(world).order("Thu 11:02").state
    for decide in (
        lambda: decide_take(state, world, at("Thu 11:05"), person="anna"),
        lambda: decide_hand(state, world, at("Thu 11:05"), actor="person:hanna", to="anna"),
    ):
        if may:
            assert len(decide()) == 1
            continue
        with pytest.raises(DomainError) as refused:
            decide()
        assert (refused.value.code, bool(refused.value.remedy)) == ("not_admitted", True)


def test_a_head_needs_one_only_where_somebody_decided_about_him() -> None:
    heads = [("hanna", frozenset({"head"}), None), ("gleb", frozenset({"head"}), WITHDRAWN)]
    assert admitted_among(heads, DAY) == {"hanna": None, "gleb": frozenset()}


def test_what_somebody_talks_about_follows_from_the_stream() -> None:
    assert [subject_of(*one) for one in (("order/1", "first_answer"), ("order/1", "credit.papers"))] == [
        "orders",
        "credit",
    ]
    assert [subject_of(one) for one in ("conversation/s/1", "shift/s/2026-03-19")] == ["phone", ""]
