"""Appointments and readiness through the door: no two buyers at one time, rosters followed, word of each change."""

from datetime import timedelta

import pytest

from otklik.actions import appointments, people, readiness, rosters, visits
from otklik.analytics.pickups import PickupFigures, count_pickups
from otklik.domain.appointments import standing
from otklik.domain.errors import DomainError
from otklik.store import appointments as store_appointments
from otklik.store import projections
from otklik.store.pickups import read_pickups
from tests.concurrency.test_door import together
from tests.harness import Desk, moscow
from tests.store.tables import dump, dump_projections

WEEK = {"week": dict.fromkeys(("Mo", "Tu", "We", "Th", "Fr"), "10:00-14:00")}


@pytest.fixture
def desk(transactional_db: None) -> Desk:
    """Tuesday 17 March 2026, 10:00: one store with two people on a roster of mornings."""
    desk = Desk("2026-03-17 09:00")
    desk.store("taganka", "Mo-Su 09:00-21:00")
    for slug in ("vera", "oleg"):
        desk.person(slug, "taganka")
    roster = {"vera": WEEK, "oleg": WEEK}
    rosters.change("taganka", roster=roster, actor="person:admin", now=desk.now)
    desk.joins("vera", "taganka")
    desk.forward("10:00")
    return desk


def book(desk: Desk, order: str, starts: str, person: str = "vera"):
    done = appointments.book(
        order, actor="person:vera", starts_at=moscow(starts), person=person, now=desk.now
    )
    desk.tick()
    return done


def test_slots_are_of_the_roster_and_each_goes_to_one_buyer(desk):
    one, other = desk.order("taganka", delivery="pickup"), desk.order("taganka", delivery="pickup")
    slots = appointments.free_slots(one, now=desk.now)
    assert (slots[0].starts_at, slots[0].person) == (moscow("2026-03-17 10:30"), "oleg")
    assert {slot.starts_at.astimezone().minute for slot in slots} == {0, 30}
    book(desk, one, "2026-03-17 11:00")
    before = dump()
    with pytest.raises(DomainError) as refused:
        book(desk, other, "2026-03-17 11:00")
    assert (refused.value.code, dump()) == ("slot_taken", before)
    at_eleven = moscow("2026-03-17 11:00")
    eleven = [one for one in appointments.free_slots(other, now=desk.now) if one.starts_at == at_eleven]
    assert [slot.person for slot in eleven] == ["oleg"]
    book(desk, one, "2026-03-17 12:00")  # moved: the time is free again, and one alone gets it again
    book(desk, other, "2026-03-17 11:00")
    current = standing(desk.subject(one).appointments)
    assert current.key == "2" and current.starts_at == moscow("2026-03-17 12:00")
    (letter,) = [letter for letter in desk.phones.at("maria@buyer.test") if "12:00" in letter.subject]
    assert letter.subject == "Заказ A-1001: ждём вас сегодня в 12:00"
    kept = dump_projections()
    projections.rebuild()
    assert dump_projections() == kept


def test_two_buyers_at_once_and_one_gets_the_time(desk):
    """Both look while it is free; the claim decides, whatever the database."""
    orders = [desk.order("taganka", delivery="pickup") for _ in range(6)]
    day = moscow("2026-03-18 11:00")

    def tries(number):
        try:
            return appointments.book(
                orders[number], actor="buyer", starts_at=day, person="vera", now=desk.now
            )
        except DomainError as error:
            return error

    results = together(tries, len(orders))
    won = [one for one in results if not isinstance(one, Exception)]
    assert len(won) == 1
    assert {one.code for one in results if isinstance(one, DomainError)} == {"slot_taken"}
    booked = [order for order in orders if standing(desk.subject(order).appointments)]
    assert len(booked) == 1


def test_who_books_while_another_looks_is_seen_by_the_claim(desk, monkeypatch):
    one, other = desk.order("taganka", delivery="pickup"), desk.order("taganka", delivery="pickup")
    look = store_appointments.list_taken

    def look_and_lose(*asked):
        found = look(*asked)
        monkeypatch.undo()
        book(desk, other, "2026-03-18 11:00")
        return found

    monkeypatch.setattr(store_appointments, "list_taken", look_and_lose)
    with pytest.raises(DomainError) as refused:
        book(desk, one, "2026-03-18 11:00")
    assert refused.value.code == "slot_taken"
    assert standing(desk.subject(one).appointments) is None
    assert standing(desk.subject(other).appointments) is not None


def test_a_roster_and_a_dismissal_are_followed(desk):
    one, other = desk.order("taganka", delivery="pickup"), desk.order("taganka", delivery="pickup")
    book(desk, one, "2026-03-18 11:00")
    book(desk, other, "2026-03-18 12:00", "oleg")
    off = {"vera": {**WEEK, "exceptions": {"2026-03-18": "off"}}, "oleg": WEEK}
    rosters.change("taganka", roster=off, actor="person:admin", now=desk.now)
    assert standing(desk.subject(one).appointments) is None
    assert desk.subject(one).appointments["1"].cause == "nobody_there"
    assert standing(desk.subject(other).appointments) is not None
    people.dismiss("oleg", actor="person:admin", now=desk.now)
    assert appointments.follow_rosters(now=desk.now) is None
    assert standing(desk.subject(other).appointments) is None
    desk.forward(minutes=3)
    told = {letter.subject for letter in desk.phones.at("maria@buyer.test")}
    assert "Заказ A-1001: встречи завтра в 11:00 не будет, выберите другое время" in told
    kept = dump()
    appointments.follow_rosters(now=desk.now)
    assert dump() == kept


def test_goods_scanned_ready_told_and_a_regression(desk):
    order = desk.order("taganka", delivery="pickup")
    desk.talks("vera", order)
    with pytest.raises(DomainError) as refused:
        readiness.scan(order, actor="person:vera", code="boot", now=desk.now)
    assert refused.value.code == "unknown_code"
    desk.forward(minutes=1)
    readiness.scan(order, actor="person:vera", code="SHOE", now=desk.now)
    desk.tick()
    (letter,) = [one for one in desk.phones.at("maria@buyer.test") if "готов" in one.subject]
    assert letter.subject == "Заказ A-1001 готов: можно забирать"
    desk.forward(minutes=1)
    readiness.miss(order, actor="person:vera", code="shoe", now=desk.now)
    desk.forward(minutes=2)
    assert [one.told for one in desk.subject(order).readiness.regressions] == [True]
    assert "Заказ A-1001 пока не готов: не приезжайте" in {
        one.subject for one in desk.phones.at("maria@buyer.test")
    }


def test_a_queue_is_measured_and_a_trip_in_vain_is_called_for(desk):
    order = desk.order("taganka", delivery="pickup")
    visits.come(order, actor="buyer", now=desk.now)
    desk.forward(minutes=6)
    assert any("ждёт в магазине" in one.subject for one in desk.phones.at("vera"))
    visits.serve(order, actor="person:vera", person="vera", now=desk.now)
    assert desk.subject(order).visits["1"].queued_s == 360
    assert desk.obligation(order, "queue", "1").verdict == "met"
    visits.leave(order, actor="person:vera", cause="goods_missing", now=desk.now + timedelta(minutes=1))
    assert desk.obligation(order, "trip_wasted", "1").is_owed
    readiness.scan(order, actor="person:vera", now=desk.now + timedelta(minutes=2))
    readiness.miss(order, actor="person:vera", now=desk.now + timedelta(minutes=3))
    entries = read_pickups(None, desk.now - timedelta(days=1), desk.now + timedelta(days=1))
    assert count_pickups(entries) == PickupFigures(1, 0, 1, visits=1, in_vain=1, queued_s=360.0)
