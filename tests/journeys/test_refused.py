"""Story 000 as far as there is no refusal court yet: the gate, silence, the hold's end, money around it (R01 R05)."""

from __future__ import annotations

from functools import partial

import pytest

from otklik.actions import orders
from otklik.domain.errors import DomainError
from tests.harness import Desk, local, moscow

HOLD = "2026-03-20 05:02:00"  # 18 hours after the order of Thursday, 11:02


def ordered(desk: Desk, **fields: str) -> str:
    """The order of 11:02, its goods reserved."""
    desk.forward("11:02")
    order = desk.order("tverskaya", number="A-1", payment="prepaid", **fields)
    assert local(desk.obligation(order, "settlement").limit_at) == HOLD
    return order


def verdicts(desk: Desk, order: str) -> dict[str, str | None]:
    return {kind: desk.obligation(order, kind).verdict for kind in ("first_answer", "settlement")}


def test_a_refusal_without_an_answer_is_the_stores_silence(store_s: Desk) -> None:
    """11:14, "not paid", nobody has called: it passes with reason and words, and counts as unanswered (law 8)."""
    desk = store_s
    order = ordered(desk)
    desk.forward("11:14")
    said = desk.otklik("order refuse A-1 --person anna --reason not_paid --comment 'Оплаты нет, не звонили.'")
    assert said == "Order A-1 was refused (not_paid) at 2026-03-19 11:14; tverskaya held it.\n"

    answer = desk.obligation(order, "first_answer")
    assert (answer.verdict, local(answer.breached_at)) == ("breached", "2026-03-19 11:14:00")
    assert not answer.is_owed
    assert desk.obligation(order, "settlement").verdict == "waived"
    (refused,) = (entry.event for entry in desk.journal(order) if entry.event.kind == "order.refused")
    assert (refused.data["reason"], refused.data["by"]) == ("not_paid", "anna")
    assert desk.kinds(order).count("goods.released") == 1
    assert "Оплаты нет, не звонили." in desk.otklik("journal show A-1")

    told = len(desk.phones.messages)
    desk.forward("2026-03-21 12:00")
    assert len(desk.phones.messages) == told, "the ladder of a closed order is over"
    assert desk.kinds(order).count("goods.released") == 1, "the hold's end finds nothing to release"


def test_a_refusal_after_a_talk_leaves_the_answer_an_answer(store_s: Desk) -> None:
    """Control: the buyer was called, then refused; that is no silence."""
    desk = store_s
    order = ordered(desk)
    desk.forward("11:10")
    desk.talks("anna", order)
    desk.otklik("order refuse A-1 --person anna --reason changed_mind --comment 'Передумал.'")
    assert verdicts(desk, order) == {"first_answer": "met", "settlement": "waived"}


@pytest.mark.parametrize(
    ("reason", "comment", "code"),
    [("not_paid", "  ", "comment_missing"), ("just_so", "Не хочет.", "unknown_reason")],
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
    desk.otklik("order refuse A-1 --person anna --reason not_paid --comment 'Не хочет.'")
    assert desk.subject(order).phase == "refused", "control: with both it passes"


def test_nothing_brings_a_refused_order_back(store_s: Desk) -> None:
    """Taking, confirming, handing over, withdrawing, refusing again: each is refused and leaves nothing."""
    desk = store_s
    order = ordered(desk)
    desk.otklik("order refuse A-1 --person anna --reason no_goods --comment 'Нет размера.'")
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
