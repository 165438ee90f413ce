"""Story 004 §2: a call rings out, and the caller has an order that nobody has answered (R34, R16; ADR 0032)."""

from __future__ import annotations

import pytest

from otklik.actions import answers, conversations, erasure, orders, outcomes
from otklik.domain import bridges
from otklik.domain.incoming import IncomingCall
from otklik.store import models, search
from tests.harness import Desk, local

NUMBER = "+79000001122"


def rings(
    desk: Desk, store: str = "taganka", *, answered: bool = False, number: str = NUMBER, **fields: object
) -> str:
    """A call comes in now; the stream of its conversation."""
    call = IncomingCall(
        id=str(fields.pop("id", "")),
        phone_raw=number,
        phone=number,
        started_at=desk.now,
        answered=answered,
        **fields,
    )
    found = conversations.receive(call, origin="exchange", store=store, actor="source:exchange", now=desk.now)
    desk.tick()
    return found.stream


def test_a_call_rings_out_and_its_caller_has_an_order_that_nobody_answered(store_t: Desk) -> None:
    """12:20: call-back owed by 12:30, incident on the order; three rings more change nothing; 12:26 meets both."""
    desk = store_t
    desk.forward("11:50")
    order = desk.order("taganka")
    desk.forward("12:20")

    call = rings(desk, id="c-1")

    owed = desk.obligation(call, "call_back", "1")
    assert (local(owed.target_at), local(owed.limit_at)) == ("2026-03-17 12:25:00", "2026-03-17 12:30:00")
    assert owed.debtor == "store:taganka"
    incident = desk.obligation(order, "incident")
    assert (incident.state, local(incident.limit_at)) == ("open", "2026-03-17 12:30:00")
    (copied,) = (entry.event for entry in desk.journal(order) if entry.event.kind == "call.missed")
    (rang,) = (entry for entry in desk.journal(call) if entry.event.kind == "call.missed")
    assert copied.caused_by == f"{call}@{rang.version}"
    assert copied.personal == {}, "the number stays where it was told"

    owed_before = {ref: (one.limit_at, one.state) for ref, one in desk.state(call).obligations.items()}
    for minute, repeat in (("12:21", "c-2"), ("12:22", "c-3"), ("12:23", "c-4")):
        desk.forward(minute)
        assert rings(desk, id=repeat) == call
    assert {
        ref: (one.limit_at, one.state) for ref, one in desk.state(call).obligations.items()
    } == owed_before
    assert [ref.n for ref in desk.state(order).obligations if ref.kind == "incident"] == [1]
    assert desk.state(call).subject.missed == 4

    desk.forward("12:26")
    conversations.talk(call, person="vera", talk_s=70, now=desk.now)
    desk.tick()

    assert desk.obligation(call, "call_back", "1").verdict == "met"
    assert desk.obligation(order, "incident").verdict == "met"
    assert (desk.obligation(order, "first_answer").verdict) == "met"
    (talk,) = (entry.event for entry in desk.journal(order) if entry.event.kind == "contact.reached")
    assert (talk.data["talk_s"], talk.data["live"]) == (70, True)
    told = desk.phones.times("vera", "dina", "admin", "olga")
    desk.forward("15:00")
    assert desk.phones.times("vera", "dina", "admin", "olga") == told, "nobody is told any more"


def test_without_the_table_nothing_crosses(store_t: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same story, and the call-back does not know of the talk."""
    monkeypatch.setattr(bridges, "BRIDGES", ())
    desk = store_t
    desk.forward("11:50")
    order = desk.order("taganka")
    call = rings(desk)
    desk.talks("vera", order)
    assert desk.obligation(call, "call_back", "1").state == "open"
    assert [ref for ref in desk.state(order).obligations if ref.kind == "incident"] == []


def test_a_talk_on_the_order_is_the_call_back_and_undone_with_it(store_t: Desk) -> None:
    """12:01 "confirmed" on the desk meets the call-back; taken back nine seconds later the caller waits again."""
    desk = store_t
    desk.forward("12:00")
    order = desk.order("taganka")
    call = rings(desk)
    outcomes.record(order, outcome="confirmed", person="vera", now=desk.now)
    assert desk.obligation(call, "call_back", "1").verdict == "met"
    desk.forward(seconds=9)
    outcomes.retract(order, outcome="1", person="vera", now=desk.now)
    owed = desk.obligation(call, "call_back", "1")
    assert (owed.state, local(owed.limit_at)) == ("open", "2026-03-17 12:10:00")
    assert desk.state(call).subject.is_open


def test_an_order_that_comes_after_the_call_is_tied_to_it(store_t: Desk) -> None:
    desk = store_t
    desk.forward("12:00")
    call = rings(desk)
    desk.forward("12:03")
    order = desk.order("taganka")
    stranger = desk.order(
        "taganka", phone="+79000009999", phone_raw="8 900 000-99-99", email="else@buyer.test"
    )
    assert desk.state(call).subject.orders == (order,)
    desk.talks("vera", order)
    assert desk.obligation(call, "call_back", "1").verdict == "met"
    assert desk.obligation(stranger, "first_answer").state == "open"


def test_taking_by_a_message_holds_the_ladder_and_its_lease_ends(store_t: Desk) -> None:
    """The seller answers the message with "1": nobody else is told for ten minutes, then the next step goes at once."""
    desk = store_t
    desk.forward("12:00")
    call = rings(desk)
    (letter,) = desk.phones.at("vera")
    assert "+7 900 000-11-22" in letter.text and "900" not in letter.subject
    done = answers.answer(
        owner="person/vera", method="mail", notice_key=letter.key, word="take", now=desk.now
    )
    desk.tick()
    assert (done.said, done.values["phone"]) == ("call_taken", "+7 900 000-11-22")
    assert desk.state(call).subject.owner == "vera"
    desk.forward("12:09")
    assert len(desk.phones.messages) == 1
    desk.forward("12:10")
    assert desk.state(call).subject.owner == ""
    assert "conversation.owner_cleared" in desk.kinds(call)


def test_erasing_the_buyer_erases_the_caller(store_t: Desk) -> None:
    desk = store_t
    desk.forward("12:00")
    order = desk.order("taganka")
    call = rings(desk)
    desk.talks("vera", order)
    assert search.find_callers("9000001122") == [call]
    orders.complete(order, actor="person:vera", now=desk.now)
    erasure.erase(order, ground="the buyer's request", actor="person:vera", now=desk.now)
    assert desk.state(call).subject.erased
    assert search.find_callers("9000001122") == []
    assert not models.Personal.objects.filter(stream=call).exists()
