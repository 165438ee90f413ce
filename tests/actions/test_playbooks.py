"""Playbooks through the door: published in versions, chosen and followed on orders, found by their words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from otklik.actions import playbooks as actions
from otklik.domain.errors import DomainError
from otklik.domain.playbook_rules import parse_rule
from otklik.domain.playbooks import playbook_of
from otklik.domain.shipped_playbooks import SHIPPED_PLAYBOOKS
from otklik.store import directory, playbooks, projections
from tests.harness import ACTOR, Desk

BANK = SHIPPED_PLAYBOOKS["bank_papers_missing"]


@pytest.fixture
def desk(db: None) -> Desk:
    desk = Desk("2026-03-19 11:02")
    desk.store("taganka", "Mo-Su 09:00-21:00")
    desk.person("vera", "taganka")
    desk.joins("vera", "taganka")
    return desk


def titles(query: str) -> list[str]:
    return [one.situation for one in playbooks.find_books(query, playbooks.list_books())]


def present(desk: Desk, order: str) -> str:
    world = directory.load_world({"taganka"}, now=desk.now)
    opened = playbook_of(desk.state(order), world, desk.now, books=playbooks.list_books())
    return opened.playbook.situation if opened else ""


def test_a_published_version_stands_over_the_shipped_one_and_goes_back_to_it(desk: Desk) -> None:
    mine = replace(BANK, title={"ru": "Банк молчит", "en": "The bank is silent"})
    assert actions.publish(mine, actor=ACTOR, now=desk.now).number == 1
    assert actions.publish(mine, actor=ACTOR, now=desk.now).number == 1, (
        "the same text again says nothing new"
    )
    assert playbooks.load_book(BANK.situation).title["ru"] == "Банк молчит"
    assert actions.restore(BANK.situation, actor=ACTOR, now=desk.now) == replace(BANK, number=2)
    assert [one.number for one in playbooks.list_versions(BANK.situation)] == [2, 1, 0]
    assert [entry.event.kind for entry in desk.journal("playbook/bank_papers_missing")] == [
        "playbook.published"
    ] * 2
    before = playbooks.list_versions(BANK.situation)
    projections.rebuild()
    assert playbooks.list_versions(BANK.situation) == before


def test_an_own_situation_opens_by_its_rule_until_it_is_retired(desk: Desk) -> None:
    order = desk.order("taganka")
    assert present(desk, order) == "first_call"
    own = replace(BANK, situation="vip_buyer", rank=1, opens=(parse_rule("no_contact"),))
    actions.publish(own, actor=ACTOR, now=desk.now)
    assert present(desk, order) == "vip_buyer"
    actions.publish(replace(own, retired=True), actor=ACTOR, now=desk.now)
    assert present(desk, order) == "first_call"
    with pytest.raises(DomainError) as refused:
        actions.restore("vip_buyer", actor=ACTOR, now=desk.now)
    assert refused.value.code == "unknown_playbook"


def test_choosing_and_following_are_facts_and_what_is_refused_leaves_nothing(desk: Desk) -> None:
    order = desk.order("taganka")
    said = {"actor": "person:vera", "now": desk.now}
    actions.follow(order, situation="first_call", step="check", words="есть на полке", **said)
    actions.choose(order, situation="pay_on_delivery", **said)
    facts = [entry.event for entry in desk.journal(order) if entry.event.kind.startswith("playbook.")]
    assert [(one.kind, one.data["situation"], one.data["by"]) for one in facts] == [
        ("playbook.followed", "first_call", "vera"),
        ("playbook.chosen", "pay_on_delivery", "vera"),
    ]
    assert (facts[0].data["version"], facts[1].data["instead"]) == ("0", "first_call")
    before = desk.kinds(order)
    for refused in (
        lambda: actions.follow(order, situation="first_call", step="call", **said),
        lambda: actions.follow(order, situation="pay_on_delivery", step="confirm", **said),
        lambda: actions.choose(order, situation="nonsense", **said),
    ):
        with pytest.raises(DomainError):
            refused()
    assert desk.kinds(order) == before and present(desk, order) == "pay_on_delivery"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("банк бумаги", "bank_papers_missing"),
        ("БУМАГИ БАНКА", "bank_papers_missing"),
        ("обменять", "exchange_or_return"),
        ("курьера", "courier_not_up"),
        ("еще раз недозвон", "buyer_silent"),
        ("при получении", "pay_on_delivery"),
        ("refund", "paid_after_release"),
        ("exchange return", "exchange_or_return"),
    ],
)
def test_a_playbook_is_found_by_its_words_in_any_form(query: str, first: str) -> None:
    books = tuple(SHIPPED_PLAYBOOKS.values())
    assert first in [one.situation for one in playbooks.find_books(query, books)][:2]


def test_a_search_wants_every_word_and_an_empty_one_lists_all() -> None:
    books = tuple(SHIPPED_PLAYBOOKS.values())
    assert playbooks.find_books("банк скипидар", books) == []
    assert playbooks.find_books("  ", books) == sorted(books, key=lambda one: one.rank)
