"""Outcomes of calls through the door: what each records, what it owes next and when, once for each tap."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from otklik.actions import erasure, orders, outcomes
from otklik.actions.commit import Done
from otklik.domain.errors import DomainError
from otklik.store import journal, models, outbox, projections, verification
from tests.harness import Desk, local, moscow
from tests.store.tables import dump, dump_projections


@pytest.fixture
def desk(db: None) -> Desk:
    """Tuesday 17 March 2026, 12:00: an open store, two on shift, and a head."""
    desk = Desk("2026-03-17 08:55")
    desk.store("taganka", "Mo-Su 09:00-21:00")
    for slug in ("vera", "gleb"):
        desk.person(slug, "taganka")
        desk.joins(slug, "taganka")
    desk.person("rita", "taganka", "head")
    desk.forward("12:00")
    return desk


def record(desk: Desk, order: str, what: str, person: str = "vera", **fields: Any) -> Done:
    done = outcomes.record(order, outcome=what, person=person, now=desk.now, **fields)
    desk.tick()
    return done


def facts(done: Done) -> list[str]:
    return [entry.event.kind for entry in done.entries]


def owed(desk: Desk, order: str) -> dict[str, str]:
    """What is owed on the order and by when, Moscow time of day or day and time."""
    found = [one for one in desk.state(order).obligations.values() if one.is_owed]
    return {f"{one.ref.kind}{one.ref.key}": local(one.limit_at)[5:16] for one in found}


def code_of(act: Any) -> str:
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def test_confirmed_is_an_answer_and_owes_the_goods(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.forward(minutes=12)
    done = record(desk, order, "confirmed")
    assert facts(done) == ["outcome.recorded", "order.taken", "contact.reached", "order.confirmed"]
    assert {entry.event.grade for entry in done.entries} == {"claimed"}
    assert {entry.event.actor for entry in done.entries} == {"person:vera"}
    assert owed(desk, order) == {"fulfilment": "03-19 21:00"}
    assert (
        desk.obligation(order, "first_answer").verdict
        == desk.obligation(order, "settlement").verdict
        == "met"
    )
    assert desk.subject(order).owner == "vera"
    said = outcomes.recorded_in(done)
    assert said == outcomes.Recorded("1", "confirmed", "vera", None, desk.now + timedelta(seconds=10))


def test_call_back_is_a_promise_an_hour_of_working_time_ahead(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.forward("12:07:30")
    done = record(desk, order, "call_back", words="после обеда")
    assert facts(done) == ["outcome.recorded", "order.taken", "contact.reached", "promise.made"]
    assert local(outcomes.recorded_in(done).next_at) == "2026-03-17 13:08:00"  # type: ignore[union-attr]
    assert owed(desk, order) == {"settlement": "03-18 06:00", "promise1": "03-17 13:08"}
    assert desk.obligation(order, "promise", "1").debtor == "store:taganka"
    words = journal.read_stream(order, personal=True)[-1]
    assert "после обеда" in str([e.event.personal for e in journal.read_stream(order, personal=True)])
    assert words.stream == order


def test_late_in_the_evening_the_hour_goes_on_in_the_morning(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.forward("20:30")
    done = record(desk, order, "call_back")
    assert local(outcomes.recorded_in(done).next_at) == "2026-03-18 09:30:00"  # type: ignore[union-attr]


def test_no_answer_is_tried_again_and_the_buyer_reads_that_we_called(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.forward("12:10")
    done = record(desk, order, "no_answer")
    assert facts(done) == ["outcome.recorded", "order.taken", "contact.attempted"]
    attempted = done.entries[-1].event.data
    assert (attempted["attempt"], attempted["outcome"]) == ("1", "no_answer")
    assert owed(desk, order) == {
        "first_answer": "03-17 13:00", "settlement": "03-18 06:00", "next_attempt1": "03-17 12:40",
        "attempt_told1": "03-17 12:40",
    }  # fmt: skip
    assert desk.obligation(order, "next_attempt", "1").debtor == "owner:vera"
    assert [one.subject for one in desk.phones.at("maria@buyer.test")][1:] == []
    desk.forward("12:10:10")
    letter = desk.phones.at("maria@buyer.test")[-1]
    assert letter.subject.startswith("Звонили по заказу A-1001: выберите время")
    assert [link.name for link in letter.links] == ["choose"]
    assert owed(desk, order).get("attempt_told1") is None
    second = record(desk, order, "no_answer", next_at=moscow("2026-03-17 12:55"))
    assert second.entries[-1].event.data["attempt"] == "2"
    assert desk.subject(order).contact_attempts == 2
    assert owed(desk, order)["next_attempt2"] == "03-17 12:55"
    assert "next_attempt1" not in owed(desk, order)


def test_try_on_keeps_the_goods_until_the_buyer_comes(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.forward("12:10")
    done = record(desk, order, "try_on")
    assert facts(done) == [
        "outcome.recorded", "order.taken", "contact.reached", "order.confirmed", "appointment.booked",
    ]  # fmt: skip
    assert owed(desk, order) == {"try_on": "03-19 21:00", "fulfilment": "03-19 21:00"}
    assert desk.obligation(order, "settlement").verdict == "met"
    orders.complete(order, actor="person:vera", now=desk.now)
    assert owed(desk, order) == {"recommendation": "03-24 12:10"}
    assert desk.obligation(order, "try_on").verdict == "met"


def test_a_buyer_who_does_not_come_is_called(desk: Desk) -> None:
    order = desk.order("taganka")
    record(desk, order, "try_on", next_at=moscow("2026-03-17 15:00"))
    desk.forward("15:00:01")
    assert desk.obligation(order, "try_on").verdict == "breached"
    assert owed(desk, order) == {"visit_missed": "03-17 17:00", "fulfilment": "03-19 21:00"}
    assert desk.subject(order).goods_reserved
    done = record(desk, order, "try_on", next_at=moscow("2026-03-18 12:00"))
    assert facts(done) == [
        "outcome.recorded", "contact.reached", "appointment.cancelled", "appointment.booked",
    ]  # fmt: skip
    assert owed(desk, order) == {"try_on": "03-18 12:00", "fulfilment": "03-19 21:00"}


def test_replacement_is_offered_within_two_hours(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.forward("12:10")
    done = record(desk, order, "replacement")
    assert facts(done)[-1] == "promise.made"
    assert done.entries[-1].event.data["purpose"] == "replacement"
    assert owed(desk, order) == {"settlement": "03-18 06:00", "promise1": "03-17 14:10"}


def test_the_next_talk_keeps_the_promise_to_talk(desk: Desk) -> None:
    order = desk.order("taganka")
    record(desk, order, "call_back")
    orders.promise(
        order, by="taganka", until_at=moscow("2026-03-17 20:00"), actor="person:vera", now=desk.now
    )
    desk.forward("12:40")
    record(desk, order, "no_answer")
    assert desk.obligation(order, "promise", "1").is_owed, "an attempt keeps nothing"
    done = record(desk, order, "confirmed")
    assert facts(done) == ["outcome.recorded", "contact.reached", "promise.kept", "order.confirmed"]
    assert desk.obligation(order, "promise", "1").verdict == "met"
    assert desk.obligation(order, "promise", "2").is_owed, "what else was promised is another matter"


def test_a_refusal_goes_through_the_gate_and_is_headed_by_its_outcome(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.forward("12:10")
    assert (
        code_of(
            lambda: orders.refuse(
                order, reason="not_paid_bank", comment=" ", by="vera", actor="person:vera", now=desk.now
            )
        )
        == "comment_missing"
    )
    assert "outcome.recorded" not in desk.kinds(order)
    done = orders.refuse(
        order, reason="not_paid_bank", comment="Не платит", by="vera", actor="person:vera", now=desk.now
    )
    assert facts(done) == ["outcome.recorded", "refusal.asked", "refusal.parked"]
    assert desk.obligation(order, "first_answer").is_owed
    assert outcomes.retract(order, outcome="1", person="vera", now=desk.now).entries[0].event.kind == (
        "outcome.retracted"
    )
    assert (desk.subject(order).phase, desk.subject(order).goods_reserved) == ("open", True)
    spoken = orders.refuse(
        order, reason="extra_demands", comment="Торгуется", demanded="подарок", by="vera", actor="person:vera",
        talked=True, now=desk.now,
    )  # fmt: skip
    assert facts(spoken) == [
        "outcome.recorded", "contact.reached", "refusal.asked", "order.refused", "survey.drawn", "goods.released",
    ]  # fmt: skip
    assert desk.obligation(order, "first_answer").verdict == "met"


def test_a_refusal_by_a_machine_has_no_outcome_to_undo(desk: Desk) -> None:
    order = desk.order("taganka")
    done = orders.refuse(
        order, reason="cancelled_at_source", comment="-", by="shop", actor="source:shop", now=desk.now
    )
    assert facts(done) == ["refusal.asked", "refusal.parked"]


def test_a_buyer_who_calls_himself_was_reached(desk: Desk) -> None:
    order = desk.order("taganka")
    assert code_of(lambda: record(desk, order, "no_answer", incoming=True)) == "unknown_outcome"
    done = record(desk, order, "confirmed", incoming=True)
    assert done.entries[0].event.data["incoming"] is True
    assert done.entries[2].event.data["incoming"] is True


def test_a_colleague_who_picks_up_takes_nothing_from_whoever_has_it(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.takes("gleb", order)
    done = record(desk, order, "confirmed", incoming=True)
    assert facts(done) == ["outcome.recorded", "contact.reached", "order.confirmed"]
    assert desk.subject(order).owner == "gleb"


def test_what_can_not_be_leaves_nothing_behind(desk: Desk) -> None:
    order = desk.order("taganka")
    version = desk.state(order).version
    past, night = moscow("2026-03-17 11:00"), moscow("2026-03-17 22:00")
    assert code_of(lambda: record(desk, order, "sold")) == "unknown_outcome"
    assert code_of(lambda: record(desk, order, "refused")) == "unknown_outcome"
    assert code_of(lambda: record(desk, order, "confirmed", person="nobody")) == "unknown_person"
    assert code_of(lambda: record(desk, order, "no_answer", next_at=past)) == "next_in_the_past"
    assert code_of(lambda: record(desk, order, "call_back", next_at=night)) == "promise_out_of_hours"
    assert code_of(lambda: record(desk, "order/none", "confirmed")) == "unknown_order"
    assert (
        code_of(lambda: record(desk, order, "confirmed", occurred_at=desk.now + timedelta(minutes=6)))
        == "from_the_future"
    )
    assert desk.state(order).version == version
    orders.withdraw(order, actor="buyer", said_by="buyer", now=desk.now)
    assert code_of(lambda: record(desk, order, "confirmed")) == "order_closed"
    erasure.erase(order, ground="asked for", actor="person:admin", now=desk.now)
    assert code_of(lambda: record(desk, order, "confirmed", words="Мария")) == "order_erased"


def test_a_tap_that_waited_for_a_connection_counts_two_minutes_back_at_most(desk: Desk) -> None:
    in_time, late = desk.order("taganka"), desk.order("taganka")
    desk.forward("13:01:30")
    happened_at = moscow("2026-03-17 12:59:45")
    for order, recorded_at in ((in_time, "13:01:30"), (late, "13:02:30")):
        desk.forward(recorded_at)
        done = record(desk, order, "confirmed", occurred_at=happened_at)
        talk = next(e for e in done.entries if e.event.kind == "contact.reached")
        assert talk.event.occurred_at == happened_at
        assert local(talk.recorded_at)[11:] == recorded_at
    assert desk.obligation(in_time, "first_answer").rejudged == "met"
    assert (desk.obligation(late, "first_answer").verdict, desk.obligation(late, "first_answer").rejudged) == (
        "met_late", None,
    )  # fmt: skip


def test_a_repeat_of_the_same_tap_gets_the_first_result(desk: Desk) -> None:
    order, other = desk.order("taganka"), desk.order("taganka")
    first = record(desk, order, "no_answer", request="tap-1")
    version = desk.state(order).version
    desk.forward(seconds=40)
    again = record(desk, order, "no_answer", request="tap-1")
    assert outcomes.recorded_in(again) == outcomes.recorded_in(first)
    assert again.entries == first.entries
    assert [e.event.kind for e in desk.journal(order)[version:] if e.event.actor == "person:vera"] == []
    assert outcomes.recorded_in(record(desk, other, "no_answer", request="tap-1")).id == "1"  # type: ignore[union-attr]
    assert outcomes.recorded_in(record(desk, order, "no_answer", request="tap-2")).id == "2"  # type: ignore[union-attr]
    assert desk.subject(order).contact_attempts == 2


def test_a_refused_tap_may_be_tried_again(desk: Desk) -> None:
    order = desk.order("taganka")
    night = moscow("2026-03-17 22:00")
    assert (
        code_of(lambda: record(desk, order, "call_back", next_at=night, request="t"))
        == "promise_out_of_hours"
    )
    assert outcomes.recorded_in(record(desk, order, "call_back", request="t")).id == "1"  # type: ignore[union-attr]


def test_undone_the_letter_is_cancelled_and_the_rest_is_as_before(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.forward("12:10")
    before = {key: one for key, one in dump_projections().items() if key != "timers"}
    letters = len(desk.phones.messages)
    record(desk, order, "no_answer")
    desk.forward(seconds=4)
    waiting = [one for one in outbox.list_notices(order) if one.state == "due"]
    assert [one.notice.say for one in waiting] == ["we_called"]
    outcomes.retract(order, outcome="1", person="vera", now=desk.now)
    after = {key: one for key, one in dump_projections().items() if key != "timers"}
    assert after == before
    desk.forward("12:16:59")
    told = [(one.to, local(one.at)[11:16]) for one in desk.phones.messages[letters:]]
    assert told == [("rita@desk.test", "12:15")], "the ladder goes on where it was"
    found = {one.notice.say: (one.state, one.error) for one in outbox.list_notices(order)}
    assert found["we_called"] == ("cancelled", "retracted")
    assert list(verification.verify()) == []
    rows = dump()
    projections.rebuild()
    assert dump() == rows


def test_a_notice_that_the_outcome_silenced_speaks_again(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.forward("12:07:59")
    record(desk, order, "confirmed")
    models.Outbox.objects.filter(stream=order, say="new_order").update(state="cancelled", error="met")
    outcomes.retract(order, outcome="1", person="vera", now=desk.now)
    states = {one.notice.say: one.state for one in outbox.list_notices(order)}
    assert states["new_order"] == "due"


def test_undo_by_another_or_too_late_changes_nothing(desk: Desk) -> None:
    order = desk.order("taganka")
    record(desk, order, "confirmed")
    version = desk.state(order).version
    assert (
        code_of(lambda: outcomes.retract(order, outcome="1", person="gleb", now=desk.now)) == "undo_not_yours"
    )
    late = desk.now + timedelta(seconds=10)
    assert code_of(lambda: outcomes.retract(order, outcome="1", person="vera", now=late)) == "undo_too_late"
    assert (
        code_of(lambda: outcomes.retract(order, outcome="7", person="vera", now=desk.now))
        == "unknown_outcome"
    )
    assert desk.state(order).version == version


def test_a_talk_keeps_an_order_whose_goods_were_released(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.forward("2026-03-18 10:00")
    assert desk.subject(order).phase == "released"
    assert code_of(lambda: record(desk, order, "no_answer")) == "order_closed"
    done = record(desk, order, "confirmed", incoming=True)
    assert facts(done) == [
        "outcome.recorded", "order.reopened", "goods.reserved", "order.taken", "contact.reached", "order.confirmed",
    ]  # fmt: skip
    assert (desk.subject(order).phase, desk.subject(order).goods_reserved) == ("confirmed", True)
    assert owed(desk, order) == {"fulfilment": "03-20 21:00"}
    assert desk.obligation(order, "first_answer").verdict == "breached", "the silence of yesterday stays"
    outcomes.retract(order, outcome="1", person="vera", now=desk.now)
    assert (desk.subject(order).phase, desk.subject(order).goods_reserved) == ("released", False)
    again = record(desk, order, "call_back", incoming=True)
    assert facts(again) == [
        "outcome.recorded", "order.reopened", "order.taken", "contact.reached", "promise.made",
    ]  # fmt: skip
    assert (desk.subject(order).phase, desk.subject(order).goods_reserved) == ("open", False)
