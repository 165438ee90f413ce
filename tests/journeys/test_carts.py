"""Story 004 §1: two carts of one buyer at two stores, 14 minutes apart; and two at one store (R33; ADR 0033)."""

from __future__ import annotations

import json

import pytest

from otklik.actions import carts, outcomes
from otklik.domain.errors import DomainError
from otklik.store import journal
from tests.harness import Desk

RIVAL = "Соперник"
"""The canary: nothing of the other store may be found at this one."""


@pytest.fixture
def two_stores(store_t: Desk) -> Desk:
    """Beside `taganka` there is `arbat`, of another partner, with Yuri on shift."""
    store_t.store("arbat", "Mo-Su 09:00-21:00", partner="other")
    store_t.person("yuri", "arbat")
    store_t.joins("yuri", "arbat")
    return store_t


def everything(desk: Desk, order: str) -> str:
    """Whatever stands on an order's stream, sealed values included."""
    return json.dumps(
        [
            [one.event.kind, one.event.actor, one.event.caused_by, dict(one.event.data), dict(one.event.personal)]
            for one in journal.read_stream(order, personal=True)
        ],
        ensure_ascii=False, default=str,
    )  # fmt: skip


def test_the_first_good_answer_wins_and_the_other_store_hears_only_that(two_stores: Desk) -> None:
    """14 minutes apart; 12:20 the second store talks: the first is told "already answered", and nothing else."""
    desk = two_stores
    desk.forward("12:00")
    first = desk.order("taganka", number="T-1", price_minor=349_000)
    desk.forward("12:14")
    second = desk.order("arbat", number=f"{RIVAL}-77", price_minor=123_456)
    desk.forward("12:20")
    desk.talks("yuri", second, talk_s=95)

    answered = [entry.event for entry in desk.journal(first) if entry.event.kind.startswith("cart.")]
    assert [(one.kind, dict(one.data), one.actor) for one in answered] == [
        ("cart.answered_elsewhere", {}, "system")
    ]
    said = everything(desk, first)
    for canary in (RIVAL, "arbat", "yuri", "123456", second.partition("/")[2]):
        assert canary not in said
    assert desk.obligation(first, "first_answer").state == "open", "the buyer may still want it here"
    assert [one.kind for one in (e.event for e in desk.journal(second)) if one.kind.startswith("cart.")] == []

    desk.forward("12:25")
    desk.talks("vera", first)
    assert desk.kinds(second).count("cart.answered_elsewhere") == 0, "who comes second is not first"


def test_an_answer_that_was_a_slip_is_taken_back_everywhere(two_stores: Desk) -> None:
    desk = two_stores
    desk.forward("12:00")
    first = desk.order("taganka", number="T-1")
    second = desk.order("arbat", number="A-1")
    outcomes.record(second, outcome="confirmed", person="yuri", now=desk.now)
    assert desk.subject(first).answered_elsewhere_at == desk.now
    outcomes.retract(second, outcome="1", person="yuri", now=desk.now)
    assert desk.subject(first).answered_elsewhere_at is None


def test_strangers_and_carts_of_other_days_are_not_linked(two_stores: Desk) -> None:
    """The control: another phone and address, and the same buyer three days later."""
    desk = two_stores
    desk.forward("12:00")
    first = desk.order("taganka", number="T-1")
    other = {"phone": "+79000009999", "phone_raw": "8 900 000-99-99", "email": "else@buyer.test"}
    stranger = desk.order("arbat", number="A-1", **other)
    desk.talks("yuri", stranger)
    desk.forward(days=3)
    later = desk.order("arbat", number="A-2")
    desk.talks("yuri", later)
    assert desk.subject(first).answered_elsewhere_at is None


def test_a_duplicate_is_merged_in_one_tap_and_undone_in_ten_seconds(store_t: Desk) -> None:
    """One store, one buyer: one order is withdrawn as a duplicate, its ladder ends, the buyer gets no letter."""
    desk = store_t
    desk.forward("12:00")
    first = desk.order("taganka", number="T-1")
    desk.forward(minutes=2)
    second = desk.order("taganka", number="T-2")
    assert desk.subject(first).cart == desk.subject(second).cart != ""

    carts.merge(second, into=first, person="vera", now=desk.now)
    order = desk.subject(second)
    assert (order.phase, order.merged_into) == ("withdrawn", first)
    assert desk.obligation(second, "first_answer").verdict == "waived"
    assert all(line.state == "released" for line in order.lines)
    desk.forward(seconds=9)
    outcomes.retract(second, outcome="1", person="vera", now=desk.now)
    order = desk.subject(second)
    assert (order.phase, order.merged_into) == ("open", "")
    assert desk.obligation(second, "first_answer").state == "open"

    carts.merge(second, into=first, person="vera", now=desk.now)
    desk.forward("15:00")
    assert [one.subject[:16] for one in desk.phones.at("maria@buyer.test") if "T-2" in one.subject] == [
        "Заказ T-2 принят"
    ], "the receipt of its coming, and nothing about it afterwards"
    told = [one for one in desk.phones.at("vera") if "T-2" in one.subject]
    assert len(told) == 1, "the message of its coming, and nothing after the merger"


def test_what_is_kept_is_no_duplicate_and_strangers_are_not_merged(two_stores: Desk) -> None:
    desk = two_stores
    desk.forward("12:00")
    first, second = (desk.order("taganka", number=number) for number in ("T-1", "T-2"))
    elsewhere = desk.order("arbat", number="A-1")
    before = {stream: desk.state(stream).version for stream in (first, second, elsewhere)}
    for order, into in ((second, elsewhere), (elsewhere, first), (second, second)):
        with pytest.raises(DomainError, match="duplicate|one buyer|no other"):
            carts.merge(order, into=into, person="vera", now=desk.now)
    assert {stream: desk.state(stream).version for stream in before} == before
    carts.keep(second, person="vera", now=desk.now)
    assert desk.subject(second).is_kept
