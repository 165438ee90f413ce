"""Story 004 §2: a call rings out, and the caller has an order that nobody has answered (R34, R16; ADR 0032)."""

from __future__ import annotations

from otklik.actions import conversations
from otklik.domain.incoming import IncomingCall
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
