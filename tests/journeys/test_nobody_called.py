"""The buyer taps "nobody contacted me": the head is told at once, those above him after, until somebody talks (R32)."""

from __future__ import annotations

from otklik.actions import buyers, outcomes
from tests.harness import Desk, local


def test_it_climbs_to_the_head_and_the_administrator_until_somebody_talks(store_t: Desk) -> None:
    desk = store_t
    desk.forward("12:00")
    order = desk.order("taganka")
    desk.takes("vera", order)
    desk.forward("12:09")
    told = {who: len(desk.phones.at(who)) for who in ("dina", "admin")}
    buyers.say_silent(order, words="Час жду звонка", now=desk.now)
    desk.tick()

    claim = desk.obligation(order, "silence_claim")
    assert (claim.debtor, local(claim.limit_at)) == ("head:taganka", "2026-03-17 12:29:00")
    (letter,) = desk.phones.at("dina")[told["dina"] :]
    assert letter.subject.startswith("Заказ A-1001: «мне никто не позвонил», ответить")
    assert "Час жду" not in letter.text, "his words are read on the order's page"

    desk.forward("12:30")
    late = [one for one in desk.phones.at("admin")[told["admin"] :] if "никто не позвонил" in one.subject]
    assert [local(one.at)[11:16] for one in late] == ["12:29"]
    assert desk.obligation(order, "silence_claim").verdict == "breached"

    outcomes.record(order, outcome="confirmed", person="dina", words="Извинилась", now=desk.now)
    assert desk.obligation(order, "silence_claim").verdict == "met_late"
    assert desk.obligation(order, "first_answer").verdict == "met", "the store's own hour was not over"
    count = len(desk.phones.messages)
    desk.forward("14:00")
    assert [one.to for one in desk.phones.messages[count:]] == [], "nobody is told any more"

    buyers.say_called(order, now=desk.now)
    assert desk.subject(order).live_grade == "confirmed"


def test_the_buyers_claim_does_not_touch_his_own_clock(store_t: Desk) -> None:
    desk = store_t
    desk.forward("12:00")
    order = desk.order("taganka")
    before = desk.obligation(order, "first_answer")
    desk.forward("12:05")
    buyers.say_silent(order, now=desk.now)
    assert desk.obligation(order, "first_answer") == before
