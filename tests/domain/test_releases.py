"""Goods that went back: what a release says, whoever still wants them, goods that are gone, and money that is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from otklik.domain import engine, payments, releases
from otklik.domain.errors import DomainError
from otklik.domain.events import Ref
from tests.domain.stage import TALK, Stage, at, said
from tests.domain.standard_fixture import make_world

LINES = [
    {"id": "1", "sku": "x", "title": "X", "quantity": 1, "price_minor": 100_000},
    {"id": "2", "sku": "y", "title": "Y", "quantity": 1, "price_minor": 249_000},
]


def decided(stage: Stage, when: str, decide: Any, **fields: Any) -> list[str]:
    """The facts that a decision adds, entered; the clock's own are left out."""
    act = partial(decide, **fields) if fields else decide
    added = stage._take(engine.perform(stage.state, act, stage.world, now=at(when)))
    return [one.event.kind for one in added if not one.event.kind.startswith(("obligation.", "ladder."))]


def refused(stage: Stage, when: str, decide: Any, **fields: Any) -> str:
    """The code by which a decision is refused, which adds nothing."""
    before = stage.state
    with pytest.raises(DomainError) as caught:
        engine.perform(
            stage.state, partial(decide, **fields) if fields else decide, stage.world, now=at(when)
        )
    assert stage.state is before
    return caught.value.code


def released(**fields: Any) -> Stage:
    """An order of Thursday 11:02 whose goods went back on Friday, 05:04."""
    stage = Stage(**fields).order("Thu 11:02", lines=LINES, reserved=False)
    stage.happens("Thu 11:02", "goods.reserved")
    stage.live("Fri 05:05")
    return stage


def last(stage: Stage, kind: str) -> Any:
    return next(one.event for one in reversed(stage.journal) if one.event.kind == kind)


def test_a_release_says_whether_anybody_had_spoken_and_which_end_it_is() -> None:
    silent = released()
    assert last(silent, "goods.released").data == {"cause": "hold_over", "live": False, "case": "1"}
    assert said(last(silent, "goods.released").occurred_at) == "Fri 05:04"
    assert (silent.state.subject.phase, silent.state.subject.cases, silent.state.subject.end) == (
        "released", 1, "1",
    )  # fmt: skip
    spoken = Stage().order("Thu 11:02")
    spoken.happens("Thu 11:20", "contact.reached", **TALK)
    spoken.live("Fri 05:05")
    assert last(spoken, "goods.released").data["live"] is True


def test_a_stock_system_hears_only_where_one_listens_behind_the_orders_source() -> None:
    world = replace(make_world(), listeners=frozenset({"site"}))
    assert last(released(world=world), "goods.released").data["stock"] == "1"
    assert "stock" not in last(released(), "goods.released").data
    elsewhere = Stage(world).order("Thu 11:02", origin="other")
    elsewhere.live("Fri 05:05")
    assert "stock" not in last(elsewhere, "goods.released").data


def test_whoever_still_wants_it_opens_the_order_again_and_has_the_goods_and_an_answer() -> None:
    stage = released()
    assert decided(stage, "Fri 09:00", releases.decide_want_again) == [
        "buyer.wants_again", "order.reopened", "goods.reserved",
    ]  # fmt: skip
    order = stage.state.subject
    assert (order.phase, order.end, order.cases, order.goods_reserved) == ("open", "", 1, True)
    assert last(stage, "order.reopened").data == {"cause": "buyer"}
    assert said(stage.owed("reopened_answer").limit_at) == "Fri 11:00"
    again = stage.owed("settlement", n=2)
    assert said(again.limit_at) == "Sat 03:00"
    assert decided(stage, "Fri 09:01", releases.decide_want_again) == [], "a second tap says nothing new"
    stage.live("Sat 03:03")
    assert stage.state.subject.end == "2"
    assert stage.replayed().subject == stage.state.subject


def test_goods_that_are_gone_are_not_promised_again() -> None:
    stage = released()
    assert decided(stage, "Fri 08:00", releases.decide_gone, actor="key:stock", lines=["1"]) == ["goods.gone"]
    assert decided(stage, "Fri 08:01", releases.decide_gone, actor="key:stock", lines=["1"]) == []
    assert refused(stage, "Fri 08:02", releases.decide_gone, actor="key:stock", lines=["9"]) == "unknown_line"
    assert decided(stage, "Fri 09:00", releases.decide_want_again)[-1] == "goods.reserved"
    assert [line.state for line in stage.state.subject.lines] == ["gone", "reserved"]
    assert refused(stage, "Fri 09:01", releases.decide_gone, actor="key:stock") == "goods_held"

    sold = released()
    decided(sold, "Fri 08:00", releases.decide_gone, actor="key:stock")
    assert decided(sold, "Fri 09:00", releases.decide_want_again) == ["buyer.wants_again", "order.reopened"]
    assert not sold.state.subject.goods_reserved
    assert Ref("settlement", n=2) not in sold.state.obligations


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("order.refused", {"reason": "other", "by": "anna"}),
        ("order.withdrawn", {"said_by": "buyer"}),
        ("order.completed", {}),
    ],
)
def test_what_ended_otherwise_is_not_opened_by_a_tap(kind: str, fields: dict[str, Any]) -> None:
    stage = Stage().order("Thu 11:02")
    stage.happens("Thu 11:10", "contact.reached", **TALK)
    stage.happens("Thu 11:20", kind, **fields)
    assert refused(stage, "Thu 11:30", releases.decide_want_again) == "order_closed"


def test_whoever_was_refused_unheard_still_wants_it() -> None:
    """Nobody had spoken with him: his word opens the order, as that of somebody whose goods were let go."""
    stage = Stage().order("Thu 11:02")
    stage.happens("Thu 11:20", "order.refused", reason="other", by="anna")
    assert decided(stage, "Thu 11:30", releases.decide_want_again)[:2] == [
        "buyer.wants_again",
        "order.reopened",
    ]


def pay(stage: Stage, when: str, name: str = "p-1", **fields: Any) -> list[str]:
    money = {"amount_minor": 349_000, "currency": "RUB", "payment_id": name}
    return decided(stage, when, payments.decide_pay, actor="key:bank", **money, **fields)


def test_money_after_a_release_is_a_task_and_never_an_undoing() -> None:
    stage = released()
    assert pay(stage, "Fri 09:30") == ["payment.received"]
    assert pay(stage, "Fri 09:31") == [], "the same payment"
    order = stage.state.subject
    assert (order.phase, order.late_minor, order.paid_minor) == ("released", 349_000, 349_000)
    assert stage.owed("late_money").debtor == "marketplace:m"
    assert (
        refused(stage, "Fri 09:40", payments.decide_resolve, actor="person:a", how="x")
        == "unknown_resolution"
    )
    assert (
        refused(stage, "Fri 09:40", payments.decide_resolve, actor="person:a", how="other")
        == "comment_missing"
    )
    assert decided(stage, "Fri 10:00", payments.decide_resolve, actor="person:a", how="refund") == [
        "money.resolved"
    ]
    assert stage.owed("late_money").state == "met"
    assert (
        refused(stage, "Fri 10:01", payments.decide_resolve, actor="person:a", how="refund")
        == "no_late_money"
    )
    assert stage.state.subject.phase == "released"


def test_late_money_may_open_the_order_again_while_its_goods_are_there() -> None:
    stage = released()
    pay(stage, "Fri 09:30")
    act = partial(decided, stage, "Fri 10:00", payments.decide_resolve, actor="person:a", how="reopened")
    assert act() == ["money.resolved", "order.reopened", "goods.reserved"]
    assert (stage.state.subject.phase, stage.state.subject.goods_reserved) == ("open", True)

    sold = released()
    decided(sold, "Fri 08:00", releases.decide_gone, actor="key:stock")
    pay(sold, "Fri 09:30")
    resolve = partial(payments.decide_resolve, actor="person:a", how="reopened")
    assert refused(sold, "Fri 10:00", resolve) == "goods_gone"


def test_money_before_the_release_or_after_the_sale_is_not_late() -> None:
    stage = Stage().order("Thu 11:02")
    pay(stage, "Thu 12:00")
    assert stage.state.subject.late_minor == 0
    stage.live("Fri 05:05")
    assert stage.state.subject.phase == "open"
    done = released()
    done.happens("Fri 09:00", "order.completed")
    pay(done, "Fri 09:30")
    assert done.state.subject.late_minor == 0
    assert Ref("late_money") not in done.state.obligations


def test_money_is_judged_by_when_it_came_and_its_message_may_be_two_minutes_late() -> None:
    """The hold ends at 05:02 and is judged at 05:04: until then the goods are there, whatever was late."""
    stage = Stage().order("Thu 11:02")
    stage.live("Fri 05:03")
    assert pay(stage, "Fri 05:03:30", occurred_at=at("Fri 05:02")) == ["payment.received"]
    stage.live("Fri 05:10")
    assert (stage.owed("settlement").verdict, stage.state.subject.goods_reserved) == ("met", True)
    late = Stage().order("Thu 11:02")
    late.live("Fri 05:03")
    pay(late, "Fri 05:03:30", occurred_at=at("Fri 05:02:01"))
    late.live("Fri 05:10")
    assert (late.owed("settlement").verdict, late.state.subject.goods_reserved) == ("met_late", True)


def test_money_of_before_the_limit_that_is_told_after_the_release_is_late_all_the_same() -> None:
    """The finding stands beside the verdict; the goods are back, and somebody says what becomes of the money."""
    stage = released()
    pay(stage, "Fri 05:20", occurred_at=at("Fri 05:01"))
    settlement = stage.owed("settlement")
    assert (settlement.verdict, settlement.rejudged) == ("breached", "met")
    assert (stage.state.subject.phase, stage.state.subject.late_minor) == ("released", 349_000)
    assert stage.owed("late_money").is_owed


def test_a_payment_by_hand_needs_its_number_and_its_proof() -> None:
    stage = Stage().order("Thu 11:02")
    given = {"actor": "person:head", "amount_minor": 349_000, "currency": "RUB"}
    for number, proof in (("", "bank message"), ("77", " ")):
        fields = {**given, "payment_id": number, "proof": proof}
        assert refused(stage, "Thu 11:30", payments.decide_pay_by_hand, **fields) == "proof_missing"
    fields = {**given, "payment_id": "77", "proof": "Видела зачисление в выписке."}
    assert decided(stage, "Thu 11:30", payments.decide_pay_by_hand, **fields) == ["payment.received"]
    fact = last(stage, "payment.received")
    assert (fact.grade, fact.source, fact.personal) == (
        "claimed", "person", {"proof": "Видела зачисление в выписке."},
    )  # fmt: skip
    assert refused(stage, "Thu 11:31", payments.decide_pay_by_hand, **fields) == "known_payment"
    assert pay(stage, "Thu 11:40", "77") == [], "the bank tells of the same one"


def test_friday_evening_at_a_weekday_shop_is_not_let_go_on_saturday() -> None:
    """Friday 18:30 at a Mo–Fr shop: the answer is due on Monday at 10:30, and the hold waits for it (law 8)."""
    stage = Stage().order("Fri 18:30")
    assert said(stage.owed("settlement").limit_at) == "Mon 10:30"
    stage.live("Sun 23:59")
    assert stage.state.subject.goods_reserved
    stage.happens("Mon 09:20", "contact.reached", **TALK)
    assert stage.owed("first_answer").state == "met"
    stage.live("Mon 10:33")
    assert stage.state.subject.phase == "released", "answered, and neither paid nor confirmed"
    assert stage.owed("settlement").limit_at - at("Fri 18:30") > timedelta(hours=18)
