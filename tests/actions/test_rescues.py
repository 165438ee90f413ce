"""Rescues through the door: what each remedy records and owes, what it is worth, and that it can be undone."""

from datetime import timedelta
from typing import Any

import pytest

from otklik.actions import outcomes, rescues
from otklik.actions.commit import Done
from otklik.domain.appointments import standing
from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.rescues import Rescue, suggest_times
from tests.harness import Desk, local, moscow
from tests.store.tables import dump


@pytest.fixture
def desk(db: None) -> Desk:
    """Tuesday 17 March 2026, 12:10: two open stores, an order of 3 490 ₽ paid in advance would be refused."""
    desk = Desk("2026-03-17 08:55")
    for slug in ("taganka", "arbat"):
        desk.store(slug, "Mo-Su 09:00-21:00")
    for slug, store in (("vera", "taganka"), ("oleg", "arbat")):
        desk.person(slug, store)
        desk.joins(slug, store)
    desk.forward("12:00")
    return desk


def rescue(desk: Desk, order: str, remedy: str, **fields: Any) -> Done:
    fields = {"reason": "not_paid", "by": "vera", **fields}
    done = rescues.rescue(order, rescue=Rescue(remedy, **fields), now=desk.now)
    desk.tick()
    return done


def facts(done: Done) -> list[str]:
    return [entry.event.kind for entry in done.entries]


def owed(desk: Desk, order: str) -> dict[str, str]:
    found = [one for one in desk.state(order).obligations.values() if one.is_owed]
    return {f"{one.ref.kind}{one.ref.key}": local(one.limit_at)[5:16] for one in found}


def test_pay_on_delivery_is_a_live_answer_and_the_order_is_paid_so_from_now_on(desk: Desk) -> None:
    order = desk.order("taganka", payment="prepaid")
    desk.forward("12:12")
    desk.parks(order)
    done = rescue(desk, order, "pay_on_delivery")
    assert facts(done) == [
        "outcome.recorded", "refusal.rescued", "order.taken", "contact.reached", "order.confirmed",
    ]  # fmt: skip
    kept = done.entries[1].event
    assert kept.data == {
        "remedy": "pay_on_delivery", "reason": "not_paid", "by": "vera", "amount_minor": 349_000, "currency": "RUB",
    }  # fmt: skip
    subject = desk.subject(order)
    assert (subject.payment, subject.phase, subject.parked_reason, subject.parked_until_at) == (
        "on_delivery", "confirmed", "", None,
    )  # fmt: skip
    assert (subject.rescued, subject.rescued_at) == ("pay_on_delivery", desk.now)
    assert desk.obligation(order, "first_answer").verdict == "met"
    assert desk.obligation(order, "settlement").verdict == "met"


def test_a_rescue_is_undone_like_every_outcome_and_the_refusal_is_parked_again(desk: Desk) -> None:
    order = desk.order("taganka", payment="prepaid")
    desk.forward("12:12")
    desk.parks(order)
    before = desk.subject(order)
    said = outcomes.recorded_in(rescue(desk, order, "pay_on_delivery"))
    assert said is not None and said.undo_until_at == desk.now + timedelta(seconds=10)
    desk.forward(seconds=9)
    outcomes.retract(order, outcome=said.id, person="vera", now=desk.now)
    after = desk.subject(order)
    assert (after.payment, after.phase, after.parked_reason, after.rescued) == (
        "prepaid",
        "open",
        "not_paid",
        "",
    )
    assert (after.parked_until_at, after.owner) == (before.parked_until_at, "")
    assert desk.obligation(order, "first_answer").is_owed and desk.obligation(order, "settlement").is_owed


def test_a_fitting_keeps_the_goods_until_the_buyer_comes(desk: Desk) -> None:
    order = desk.order("taganka", payment="prepaid")
    done = rescue(desk, order, "fitting", reason="wanted_try_on", next_at=moscow("2026-03-17 18:30"))
    assert facts(done)[1] == "refusal.rescued" and facts(done)[-1] == "appointment.booked"
    assert standing(desk.subject(order).appointments).starts_at == moscow("2026-03-17 18:30")


def test_the_nearest_store_answers_from_now_on_and_it_can_be_undone(desk: Desk) -> None:
    order = desk.order("taganka", payment="prepaid")
    desk.forward("12:12")
    done = rescue(desk, order, "other_store", reason="wanted_try_on", store="arbat")
    assert facts(done)[-1] == "order.assigned"
    assert done.entries[-1].event.data["cause"] == "rescued"
    subject = desk.subject(order)
    assert (subject.holder, subject.owner, subject.phase) == ("arbat", "", "confirmed")
    assert owed(desk, order)["holder_answer1"] == "03-17 13:12"
    said = outcomes.recorded_in(done)
    assert said is not None
    outcomes.retract(order, outcome=said.id, person="vera", now=desk.now)
    assert (desk.subject(order).holder, desk.subject(order).phase) == ("taganka", "open")
    assert "holder_answer1" not in owed(desk, order)


def test_a_replacement_is_promised_and_a_call_again_is_an_attempt_with_its_hour(desk: Desk) -> None:
    one, other = desk.order("taganka", number="1"), desk.order("taganka", number="2")
    rescue(desk, one, "replacement", reason="no_goods", words="такие же из Арбата")
    assert owed(desk, one)["promise1"] == "03-17 14:00"
    done = rescue(desk, other, "call_again", reason="unreachable", next_at=moscow("2026-03-17 18:30"))
    assert facts(done) == ["outcome.recorded", "refusal.rescued", "order.taken", "contact.attempted"]
    assert owed(desk, other)["next_attempt1"] == "03-17 18:30"
    assert desk.subject(other).live_contact_at is None


def test_the_same_tap_twice_is_one_rescue(desk: Desk) -> None:
    order = desk.order("taganka", payment="prepaid")
    first = rescue(desk, order, "pay_on_delivery", request="tap-1")
    assert facts(rescue(desk, order, "pay_on_delivery", request="tap-1")) == facts(first)
    assert desk.kinds(order).count("refusal.rescued") == 1


@pytest.mark.parametrize(
    ("code", "payment", "fields"),
    [
        ("unknown_remedy", "prepaid", {"remedy": "gift"}),
        ("unknown_remedy", "on_delivery", {"remedy": "pay_on_delivery"}),
        ("unknown_reason", "prepaid", {"remedy": "fitting", "reason": "bored"}),
        ("unknown_store", "prepaid", {"remedy": "other_store", "store": "nowhere"}),
        ("same_store", "prepaid", {"remedy": "other_store", "store": "taganka"}),
        ("next_in_the_past", "prepaid", {"remedy": "fitting", "next_at": moscow("2026-03-17 11:00")}),
        ("unknown_person", "prepaid", {"remedy": "fitting", "by": "nobody"}),
    ],
)
def test_what_is_no_remedy_leaves_nothing(
    desk: Desk, code: str, payment: str, fields: dict[str, Any]
) -> None:
    order = desk.order("taganka", payment=payment)
    before = dump()
    with pytest.raises(DomainError) as refused:
        rescues.rescue(order, rescue=Rescue(**{"reason": "not_paid", "by": "vera", **fields}), now=desk.now)
    assert refused.value.code == code
    assert dump() == before


@pytest.mark.parametrize(
    ("hours", "zone", "at", "times"),
    [
        ("Mo-Su 09:00-21:00", "Europe/Moscow", "03-17 12:10", ["03-17 12:40", "03-17 18:30", "03-18 09:30"]),
        ("Mo-Su 09:00-21:00", "Europe/Moscow", "03-17 20:40", ["03-18 09:30", "03-18 13:00", "03-18 18:30"]),
        # The buyer is two hours ahead: his evening is half past four here.
        ("Mo-Su 09:00-21:00", "Asia/Yekaterinburg", "03-17 12:10", ["03-17 12:40", "03-17 16:30", "03-18 11:00"]),
        ("Mo-Fr 10:00-17:00", "Europe/Moscow", "03-20 16:45", ["03-23 13:00", "03-24 13:00", "03-25 13:00"]),
        ("off", "Europe/Moscow", "03-17 12:10", []),
    ],
)  # fmt: skip
def test_three_times_suit_the_store_and_the_buyers_day(
    hours: str, zone: str, at: str, times: list[str]
) -> None:
    found = suggest_times(WorkCalendar.parse(hours, "Europe/Moscow"), zone, now=moscow(f"2026-{at}"))
    assert [local(one)[5:16] for one in found] == times
