"""Around a refusal: the gate, silence, the hold's end, money around it (R01 R05)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import pytest

from otklik.actions import buyers, orders
from otklik.domain.errors import DomainError
from otklik.domain.events import Ref
from tests.harness import Desk, local, moscow

HOLD = "2026-03-20 05:02:00"  # 18 hours after the order of Thursday, 11:02


def ordered(desk: Desk, **fields: Any) -> str:
    """The order of 11:02, its goods reserved."""
    desk.forward("11:02")
    order = desk.order("tverskaya", number="A-1", payment="prepaid", **fields)
    assert local(desk.obligation(order, "settlement").limit_at) == HOLD
    return order


def refuse(order: str, *, reason: str, comment: str, now: datetime, by: str = "anna", **fields: Any) -> None:
    orders.refuse(order, reason=reason, comment=comment, by=by, actor=f"person:{by}", now=now, **fields)


def verdicts(desk: Desk, order: str) -> dict[str, str | None]:
    return {kind: desk.obligation(order, kind).verdict for kind in ("first_answer", "settlement")}


def test_a_refusal_without_an_answer_waits_and_is_the_stores_silence(store_s: Desk) -> None:
    """11:14, "not paid", nobody has called: parked to the hold's end, and counted as unanswered (R04, law 8)."""
    desk = store_s
    order = ordered(desk)
    desk.forward("11:14")
    typed = (
        "order refuse A-1 --person anna --reason not_paid --detail not_paid_unknown --comment 'Не звонили.'"
    )
    said = desk.otklik(typed)
    assert said.endswith("A refusal (not_paid) waits until 2026-03-20 05:02.\n")
    assert (desk.subject(order).phase, desk.subject(order).goods_reserved) == ("open", True)
    asked = next(one.event.data for one in desk.journal(order) if one.event.kind == "refusal.asked")
    assert asked == {
        "reason": "not_paid", "detail": "not_paid_unknown", "asked": "1", "by": "anna", "mode": "park",
        "premature": True, "unmet": ["attempts", "channels"], "passes_at": "2026-03-20T02:02:00Z",
    }  # fmt: skip
    assert desk.obligation(order, "first_answer").is_owed, "the buyer's clock goes on"
    version = desk.state(order).version
    desk.otklik(typed)
    assert desk.state(order).version == version, "asked again it says nothing new"

    desk.forward("2026-03-20 05:05")
    answer = desk.obligation(order, "first_answer")
    assert (answer.verdict, local(answer.breached_at)) == ("breached", "2026-03-19 12:02:00")
    (refused,) = (entry.event for entry in desk.journal(order) if entry.event.kind == "order.refused")
    assert refused.data == {
        "reason": "not_paid", "detail": "not_paid_unknown", "by": "anna", "mode": "park", "premature": True,
        "unmet": ["attempts", "channels"], "case": "1",
    }  # fmt: skip
    assert (refused.actor, local(refused.occurred_at)) == ("system", "2026-03-20 05:04:00")
    desk.forward("2026-03-21 12:00")
    assert desk.kinds(order).count("goods.released") == 1, "the hold's end finds nothing more to release"


@pytest.mark.parametrize(
    ("answers", "cause"),
    [
        (lambda desk, order: desk.talks("anna", order), "talked"),
        (lambda desk, order: buyers.say_silent(order, words="", now=desk.now), "silent"),
        (lambda desk, order: desk.pays(order), "paid"),
        (lambda desk, order: orders.unpark(order, actor="person:anna", now=desk.now), "taken_back"),
    ],
)
def test_the_buyers_answer_ends_a_parking(
    store_s: Desk, answers: Callable[[Desk, str], Any], cause: str
) -> None:
    """12:10: the refusal of 11:14 is off, whatever the hold does later."""
    desk = store_s
    order = ordered(desk)
    desk.forward("11:14")
    refuse(order, reason="not_paid_unknown", comment="Нет оплаты.", now=desk.now)
    desk.forward("12:10")
    answers(desk, order)
    ended = [one.event.data for one in desk.journal(order) if one.event.kind == "refusal.unparked"]
    assert ended == [{"cause": cause, "parking": "1"}]
    assert desk.subject(order).parked_reason == ""
    desk.forward("2026-03-21 12:00")
    assert "order.refused" not in desk.kinds(order)


def test_another_reason_waits_for_the_floor_alone(store_s: Desk) -> None:
    """A price that did not suit, at 11:14, passes at 12:02, an hour of the store's time on; later it passes at once."""
    desk = store_s
    order = ordered(desk)
    desk.forward("11:14")
    refuse(order, reason="price_unsuitable", comment="Дорого.", now=desk.now)
    assert local(desk.subject(order).parked_until_at) == "2026-03-19 12:02:00"
    desk.forward("12:02")
    assert desk.subject(order).phase == "refused"
    later = desk.order("tverskaya", number="A-2")
    desk.forward("13:03")
    refuse(later, reason="price_unsuitable", comment="Дорого.", now=desk.now)
    assert desk.subject(later).phase == "refused"


def test_what_the_buyer_demanded_passes_at_once(store_s: Desk) -> None:
    """A lawful ground: not premature, not parked, with what was demanded in the seller's words (R03)."""
    desk = store_s
    order = ordered(desk)
    with pytest.raises(DomainError) as missing:
        refuse(order, reason="extra_demands", comment="Торгуется.", now=desk.now)
    assert missing.value.code == "demand_missing"
    refuse(order, reason="extra_demands", comment="Торгуется.", demanded="скидку и подарок", now=desk.now)
    (refused,) = (entry.event for entry in desk.journal(order) if entry.event.kind == "order.refused")
    assert refused.data == {"reason": "extra_demands", "by": "anna", "mode": "park", "case": "1"}
    assert "скидку и подарок" in desk.otklik("journal show A-1")


def test_who_is_entitled_lets_it_pass_on_record(store_s: Desk) -> None:
    """An administrator's override is an event with its reason; a seller's is refused and leaves nothing."""
    desk = store_s
    order = ordered(desk)
    before = desk.state(order)
    with pytest.raises(DomainError) as refused:
        refuse(order, reason="no_goods", comment="Нет.", override="очень надо", now=desk.now)
    assert (refused.value.code, desk.state(order)) == ("not_entitled", before)
    refuse(order, reason="no_goods", comment="Нет.", override="Магазин затопило.", by="admin", now=desk.now)
    facts = {one.event.kind: one.event for one in desk.journal(order)}
    assert facts["order.refused"].data["overridden"] is True
    assert facts["refusal.overridden"].data == {"by": "admin"}
    assert "Магазин затопило." in desk.otklik("journal show A-1")


def test_a_withdrawal_that_the_staff_tell_of_waits_for_the_buyer(store_s: Desk) -> None:
    """Told at 11:10: he is asked by letter at once; his silence counts a day later, and nobody had spoken with him."""
    desk = store_s
    desk.forward("11:02")
    order = desk.order("tverskaya", number="A-1", reserved=False)
    desk.forward("11:10")
    desk.otklik("order withdraw A-1 --person anna --words 'Позвонил и отменил.'")
    desk.forward("11:12")
    assert desk.phones.messages[-1].subject == "Заказ A-1: вы его отменили?"
    desk.forward("2026-03-20 11:09")
    assert desk.subject(order).is_open
    desk.forward("2026-03-20 11:10")
    (withdrawn,) = (one.event for one in desk.journal(order) if one.event.kind == "order.withdrawn")
    assert withdrawn.data == {"said_by": "staff", "live": False, "case": "1"}
    assert (withdrawn.actor, withdrawn.grade) == ("system", "claimed")


@pytest.mark.parametrize(
    ("is_true", "phase"), [(True, "withdrawn"), (False, "open")], ids=["he did", "he did not"]
)
def test_the_buyer_says_whether_he_withdrew(store_s: Desk, is_true: bool, phase: str) -> None:
    """His yes counts at once; his no keeps the order, and the head hears of it within the minute."""
    desk = store_s
    order = ordered(desk)
    desk.forward("11:10")
    orders.withdraw(order, actor="person:anna", said_by="staff", now=desk.now)
    desk.forward("11:20")
    orders.answer_withdrawal(order, is_true=is_true, now=desk.now)
    desk.forward("11:21")
    assert desk.subject(order).phase == phase
    denied = Ref("denied_withdrawal", "1") in desk.state(order).obligations
    assert denied is not is_true
    if is_true:
        (withdrawn,) = (one.event for one in desk.journal(order) if one.event.kind == "order.withdrawn")
        assert (withdrawn.data, withdrawn.grade) == (
            {"said_by": "staff", "live": False, "case": "1"}, "confirmed",
        )  # fmt: skip
    with pytest.raises(DomainError):
        orders.answer_withdrawal(order, is_true=is_true, now=desk.now)


def test_a_refusal_after_a_talk_leaves_the_answer_an_answer(store_s: Desk) -> None:
    """Control: the buyer was called, then refused; that is no silence."""
    desk = store_s
    order = ordered(desk)
    desk.forward("11:10")
    desk.talks("anna", order)
    desk.forward("12:10")
    desk.otklik("order refuse A-1 --person anna --reason changed_mind --comment 'Передумал.'")
    assert verdicts(desk, order) == {"first_answer": "met", "settlement": "waived"}


@pytest.mark.parametrize(
    ("reason", "comment", "code"),
    [
        ("not_paid_bank", "  ", "comment_missing"),
        ("not_paid", "Не хочет.", "detail_missing"),
        ("just_so", "Не хочет.", "unknown_reason"),
    ],
)
def test_the_gate_lets_nothing_pass_without_reason_and_words(
    store_s: Desk, reason: str, comment: str, code: str
) -> None:
    """A refusal that is refused leaves nothing behind (R01, law 7)."""
    desk = store_s
    order = ordered(desk)
    before = desk.state(order)
    with pytest.raises(DomainError) as refused:
        orders.refuse(order, reason=reason, comment=comment, by="anna", actor="person:anna", now=desk.now)
    assert refused.value.code == code
    assert desk.state(order) == before
    desk.otklik("order refuse A-1 --person anna --reason not_paid_bank --comment 'Не хочет.'")
    assert desk.subject(order).parked_detail == "not_paid_bank", "control: with both it is taken"


def test_nothing_brings_a_refused_order_back(store_s: Desk) -> None:
    """Taking, confirming, handing over, withdrawing, refusing again: each is refused and leaves nothing."""
    desk = store_s
    order = ordered(desk)
    desk.forward("12:10")
    desk.otklik("order refuse A-1 --person anna --reason price_unsuitable --comment 'Нет размера.'")
    before = desk.state(order)
    acts = [
        partial(orders.take, person="anna"),
        partial(orders.confirm, actor="person:anna"),
        partial(orders.assign, store="office", actor="person:anna"),
        partial(orders.withdraw, actor="buyer", said_by="buyer"),
        partial(orders.refuse, reason="other", comment="Ещё раз.", by="anna", actor="person:anna"),
        partial(orders.complete, actor="person:anna"),
    ]
    for act in acts:
        with pytest.raises(DomainError) as refused:
            act(order, now=desk.now)
        assert refused.value.code == "order_closed"
    assert desk.state(order) == before


def test_the_buyer_withdraws_before_anybody_called(store_s: Desk) -> None:
    """11:10: goods are free at once, nothing is owed or told any more, and no live contact stands on record."""
    desk = store_s
    order = ordered(desk)
    desk.forward("11:08")
    orders.withdraw(order, actor="buyer", said_by="buyer", words="Нашёл ближе.", now=desk.now)
    desk.forward("2026-03-21 12:00")
    assert desk.phones.times("anna", "boris", "admin") == {"anna": ["11:02"]}
    assert verdicts(desk, order) == {"first_answer": "waived", "settlement": "waived"}
    assert desk.subject(order).live_contact_at is None
    released = [entry.event for entry in desk.journal(order) if entry.event.kind == "goods.released"]
    assert [one.data["cause"] for one in released] == ["withdrawn"]


def test_a_withdrawal_after_the_limit_leaves_the_silence_on_record(store_s: Desk) -> None:
    """12:30, half an hour after the answer was due: the breach stays the store's."""
    desk = store_s
    order = ordered(desk)
    desk.forward("12:30")
    orders.withdraw(order, actor="buyer", said_by="buyer", now=desk.now)
    answer = desk.obligation(order, "first_answer")
    assert local(answer.breached_at) == "2026-03-19 12:02:00"
    assert not answer.is_owed


def answered(desk: Desk) -> str:
    """The order of 11:02, answered in time and not confirmed: only money can settle it."""
    order = ordered(desk)
    desk.forward("11:12")
    desk.talks("anna", order)
    return order


def test_money_one_second_before_the_hold_ends(store_s: Desk) -> None:
    """05:01:59: settled, nothing is released."""
    desk = store_s
    order = answered(desk)
    desk.forward("2026-03-20 05:01:59")
    desk.pays(order)
    desk.forward("2026-03-21 12:00")
    assert verdicts(desk, order) == {"first_answer": "met", "settlement": "met"}
    assert "goods.released" not in desk.kinds(order)
    assert desk.subject(order).is_open


def test_money_inside_the_grace(store_s: Desk) -> None:
    """05:02:01: settled late, nothing is released; the hold is judged two minutes after its limit."""
    desk = store_s
    order = answered(desk)
    desk.forward("2026-03-20 05:02:01")
    desk.pays(order)
    desk.forward("2026-03-21 12:00")
    assert verdicts(desk, order) == {"first_answer": "met", "settlement": "met_late"}
    assert "goods.released" not in desk.kinds(order)


def test_the_message_of_money_in_time_comes_inside_the_grace(store_s: Desk) -> None:
    """Paid at 05:01:59, told at 05:03:30: in time, judged by when it happened."""
    desk = store_s
    order = answered(desk)
    desk.forward("2026-03-20 05:03:30")
    desk.pays(order, at="2026-03-20 05:01:59")
    assert desk.obligation(order, "settlement").verdict == "met"
    desk.forward("06:00")
    assert "goods.released" not in desk.kinds(order)


def test_the_message_of_money_in_time_comes_after_the_release(store_s: Desk) -> None:
    """Paid at 05:01:59, told at 05:05: the verdict is rejudged beside the first one, the goods stay released."""
    desk = store_s
    order = answered(desk)
    desk.forward("2026-03-20 05:05")
    assert desk.subject(order).phase == "released"
    desk.pays(order, at="2026-03-20 05:01:59")
    settlement = desk.obligation(order, "settlement")
    assert (settlement.verdict, settlement.rejudged) == ("breached", "met")
    assert (desk.subject(order).phase, desk.subject(order).paid_minor) == ("released", 349_000)
    assert desk.kinds(order).count("goods.released") == 1


def test_late_money_is_a_new_fact(store_s: Desk) -> None:
    """Paid on Friday noon, hours after the release: on record once, nothing is un-released, nothing rejudged."""
    desk = store_s
    order = answered(desk)
    desk.forward("2026-03-20 12:00")
    released = [entry.event for entry in desk.journal(order) if entry.event.kind == "goods.released"]
    assert [(one.data["cause"], local(one.occurred_at)) for one in released] == [
        ("hold_over", "2026-03-20 05:04:00")
    ]
    desk.pays(order)
    desk.pays(order)
    assert desk.kinds(order).count("payment.received") == 1, "the same payment told twice is one"
    assert (desk.subject(order).phase, desk.subject(order).paid_minor) == ("released", 349_000)
    settlement = desk.obligation(order, "settlement")
    assert (settlement.verdict, settlement.rejudged) == ("breached", None)
    assert all(line.state == "released" for line in desk.subject(order).lines)


@pytest.mark.parametrize(
    ("money_comes", "found"),
    [
        ("2026-03-20 05:04:00", [("payment.received", "met_late")]),
        ("2026-03-20 05:04:01", [("goods.released", "breached"), ("payment.received", "breached")]),
        ("2026-03-22 09:00:00", [("goods.released", "breached"), ("payment.received", "breached")]),
    ],
)
def test_money_that_meets_the_release_while_the_worker_sleeps(
    store_s: Desk, money_comes: str, found: list[tuple[str, str]]
) -> None:
    """What was due before the money is found due before it, by whoever records it; then the worker does nothing."""
    desk = store_s
    order = answered(desk)
    desk.now = moscow(money_comes)
    desk.pays(order)
    desk.forward(hours=2)
    verdict = desk.obligation(order, "settlement").verdict
    kinds = [kind for kind in desk.kinds(order) if kind in ("goods.released", "payment.received")]
    assert [(kind, verdict) for kind in kinds] == found


def test_a_live_confirmation_settles_as_money_does(store_s: Desk) -> None:
    """Answered and confirmed at 11:12: no hold's end any more, the order stays (R05)."""
    desk = store_s
    order = answered(desk)
    desk.otklik("order confirm A-1 --person anna")
    desk.forward("2026-03-21 12:00")
    assert verdicts(desk, order) == {"first_answer": "met", "settlement": "met"}
    assert (desk.subject(order).phase, "goods.released" in desk.kinds(order)) == ("confirmed", False)


def test_a_click_is_no_confirmation(store_s: Desk) -> None:
    """Without a talk `order confirm` is refused and leaves nothing: else a status click would stop the release."""
    desk = store_s
    order = ordered(desk)
    before = desk.state(order)
    with pytest.raises(DomainError, match="Nobody has spoken with the buyer") as refused:
        desk.otklik("order confirm A-1 --person anna")
    assert refused.value.code == "not_live"
    assert desk.state(order) == before
