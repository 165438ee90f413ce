"""Acts on orders where people and the order itself have changed in the meantime."""

import pytest

from otklik.actions import erasure, orders, outcomes, people
from otklik.domain.errors import DomainError
from otklik.domain.events import Ref
from tests.harness import ACTOR, Desk, moscow


@pytest.fixture
def desk(db: None) -> Desk:
    """Tuesday 17 March 2026, 12:00: one open store, two on shift."""
    desk = Desk("2026-03-17 08:55")
    desk.store("taganka", "Mo-Su 09:00-21:00")
    for slug in ("vera", "gleb"):
        desk.person(slug, "taganka")
        desk.joins(slug, "taganka")
    desk.forward("12:00")
    return desk


def test_whoever_was_dismissed_keeps_nobody_from_the_order(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.takes("vera", order)
    with pytest.raises(DomainError) as refused:
        desk.takes("gleb", order)
    assert refused.value.code == "taken_by_other"
    people.dismiss("vera", actor=ACTOR, now=desk.now)
    desk.takes("gleb", order)
    assert desk.subject(order).owner == "gleb"


def test_an_erased_order_takes_no_words(desk: Desk) -> None:
    order = desk.order("taganka")
    orders.withdraw(order, actor="buyer", said_by="buyer", now=desk.now)
    erasure.erase(order, ground="asked for", actor="person:admin", now=desk.now)
    version = desk.state(order).version
    for act in (
        lambda: orders.note(order, words="Мария, +7 900 …", actor="person:vera", now=desk.now),
        lambda: orders.contact(order, actor="person:vera", note="звонила", now=desk.now),
    ):
        with pytest.raises(DomainError) as refused:
            act()
        assert refused.value.code == "order_erased"
    assert desk.state(order).version == version


def test_an_order_is_handed_to_a_colleague_and_the_buyers_clock_goes_on(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.takes("vera", order)
    lease = desk.state(order).runs[Ref("first_answer")].leased_until
    before = desk.obligation(order, "first_answer")
    desk.forward("12:04")
    orders.hand(order, to="gleb", actor="person:vera", now=desk.now)
    desk.tick()
    assert (desk.subject(order).owner, desk.subject(order).taken_at) == ("gleb", desk.now)
    assert desk.obligation(order, "first_answer") == before
    run = desk.state(order).runs[Ref("first_answer")]
    assert (run.leased_by, run.leased_until) == ("gleb", lease), "nothing is added to the lease"
    letter = desk.phones.at("gleb")[-1]
    assert letter.subject == "Вам передали заказ A-1001"
    owed = desk.obligation(order, "hand_over", "1")
    assert (owed.debtor, owed.limit_at) == ("person:gleb", moscow("2026-03-17 12:14"))
    desk.takes("gleb", order)
    assert desk.obligation(order, "hand_over", "1").verdict == "met"


def test_a_colleague_who_stays_silent_loses_the_order_when_the_lease_ends(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.takes("vera", order)
    desk.forward("12:04")
    orders.hand(order, to="gleb", actor="person:vera", now=desk.now)
    desk.forward("12:10:01")
    assert desk.subject(order).owner == ""
    assert desk.obligation(order, "hand_over", "1").verdict == "waived"
    assert desk.state(order).runs[Ref("first_answer")].leased_until is None


def test_what_the_owner_owes_goes_with_the_order(desk: Desk) -> None:
    order = desk.order("taganka")
    outcomes.record(order, outcome="no_answer", person="vera", now=desk.now)
    assert desk.obligation(order, "next_attempt", "1").debtor == "owner:vera"
    orders.hand(order, to="gleb", actor="person:vera", now=desk.now)
    handed = desk.obligation(order, "next_attempt", "1")
    assert (handed.debtor, handed.limit_at) == ("owner:gleb", moscow("2026-03-17 12:30"))
    orders.hand(order, to="vera", actor="person:gleb", now=desk.now)
    assert desk.obligation(order, "hand_over", "1").verdict == "waived"
    assert desk.obligation(order, "hand_over", "2").is_owed


def test_an_order_is_handed_to_nobody_who_does_not_work_there(desk: Desk) -> None:
    desk.store("arbat", "Mo-Su 09:00-21:00")
    desk.person("oleg", "arbat")
    order = desk.order("taganka")
    version = desk.state(order).version
    people.dismiss("gleb", actor=ACTOR, now=desk.now)
    for to in ("oleg", "gleb", "nobody", ""):
        with pytest.raises(DomainError) as refused:
            orders.hand(order, to=to, actor="person:vera", now=desk.now)
        assert refused.value.code == "unknown_person"
    assert desk.state(order).version == version
    orders.hand(order, to="vera", actor="person:vera", now=desk.now)
    assert orders.hand(order, to="vera", actor="person:vera", now=desk.now).entries == ()
