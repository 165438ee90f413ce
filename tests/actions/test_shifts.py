"""Joining, proving the place, being busy: what stands on the shift, in the tables, and on the orders passed on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from otklik.actions import devices, orders, shifts
from otklik.domain.devices import step_of
from otklik.domain.errors import DomainError
from otklik.domain.shifts import place_of
from otklik.store import directory, models
from otklik.store.devices import load_device
from tests.harness import Desk, local

STORE = "taganka"


def tablet(desk: Desk, store: str = STORE) -> devices.Paired:
    code = devices.make_code(store, name="Касса", actor="person:dina", now=desk.now)
    return devices.pair(code.lower().replace("-", " "), now=desk.now)


def place(desk: Desk, person: str) -> str:
    return place_of(directory.load_world([STORE], now=desk.now).store(STORE), person)


@pytest.fixture
def desk(db: None) -> Desk:
    desk = Desk("2026-03-17 08:55")
    desk.store("call-centre", "Mo-Su 08:00-22:00", role="call_centre")
    desk.store(STORE, "Mo-Su 09:00-21:00")
    desk.person("olga", "call-centre")
    desk.person("vera", STORE)
    desk.person("dina", STORE, "head")
    desk.joins("olga", "call-centre")
    return desk


def test_where_somebody_acts_from(desk: Desk) -> None:
    """Law 5's rule: unknown until the store has a tablet, then only a scan says in the shop."""
    assert place(desk, "vera") == "elsewhere", "who has not joined is elsewhere"
    desk.joins("vera", STORE)
    assert place(desk, "vera") == "unknown"
    paired = tablet(desk)
    assert place(desk, "vera") == "elsewhere", "with a tablet there, who joined without it is elsewhere"
    me = {"person": "vera", "actor": "person:vera", "now": desk.now}
    shifts.join(STORE, **me)
    assert place(desk, "vera") == "elsewhere"
    shifts.join(STORE, place="in_shop", device=paired.device, **me)
    assert place(desk, "vera") == "in_shop"
    shifts.join(STORE, place="in_shop", device=paired.device, **me)
    assert desk.kinds("shift/taganka/2026-03-17") == ["shift.joined", "shift.place_proved"]
    shifts.leave(STORE, **me)
    shifts.join(STORE, **me)
    assert place(desk, "vera") == "elsewhere", "a proof ends with the shift that it was for"
    devices.remove(STORE, device=paired.device, actor="person:dina", now=desk.now)
    assert place(desk, "vera") == "unknown"


def test_what_a_take_is_worth(desk: Desk) -> None:
    """In the shop it stops the ladder; from elsewhere it is on record, and nothing stops."""
    paired = tablet(desk)
    desk.joins("vera", STORE)
    desk.forward("12:00")
    order = desk.order(STORE)
    desk.takes("vera", order)
    (taken,) = [one.event.data for one in desk.journal(order) if one.event.kind == "order.taken"]
    assert (taken["place"], taken["on_shift"], taken["stops"]) == ("elsewhere", True, "")
    assert (desk.subject(order).owner, desk.subject(order).taken_place) == ("", "elsewhere")
    shifts.join(
        STORE, person="vera", place="in_shop", device=paired.device, actor="person:vera", now=desk.now
    )
    desk.takes("vera", order)
    assert (desk.subject(order).owner, desk.subject(order).taken_place) == ("vera", "in_shop")
    row = models.Order.objects.get(stream=order)
    assert (row.owner, row.taken_place) == ("vera", "in_shop")


def test_a_take_is_as_good_as_its_own_proof(desk: Desk) -> None:
    """The till's own browser proves the place, whatever the shift says."""
    tablet(desk)
    desk.joins("vera", STORE)
    desk.forward("12:00")
    order = desk.order(STORE)
    orders.take(order, person="vera", place="in_shop", now=desk.now)
    assert desk.subject(order).owner == "vera"


def test_taking_over_is_two_facts_or_none(desk: Desk) -> None:
    desk.joins("vera", STORE)
    shifts.take_over(STORE, person="dina", leaver="vera", actor="person:dina", now=desk.now)
    stream = "shift/taganka/2026-03-17"
    assert [(e.event.kind, e.event.data["person"]) for e in desk.journal(stream)] == [
        ("shift.joined", "vera"),
        ("shift.joined", "dina"),
        ("shift.left", "vera"),
    ]
    before = len(desk.journal(stream))
    for person, leaver, code in (("olga", "dina", "unknown_person"), ("vera", "vera", "same_person")):
        with pytest.raises(DomainError) as refused:
            shifts.take_over(STORE, person=person, leaver=leaver, actor=f"person:{person}", now=desk.now)
        assert refused.value.code == code
    assert len(desk.journal(stream)) == before
    assert list(models.Shift.objects.filter(store=STORE).values_list("person", flat=True)) == ["dina"]


def test_whoever_takes_over_may_take_the_orders_too(desk: Desk) -> None:
    desk.joins("vera", STORE)
    desk.forward("12:00")
    order, other = desk.order(STORE), desk.order(STORE)
    desk.takes("vera", order)
    shifts.take_over(STORE, person="dina", leaver="vera", with_orders=True, actor="person:dina", now=desk.now)
    assert (desk.subject(order).owner, desk.subject(other).owner) == ("dina", "")
    assert desk.kinds(order)[-1] == "order.handed"


def test_customers_at_the_counter_pass_the_orders_on_in_one_unit(desk: Desk) -> None:
    desk.joins("vera", STORE)
    desk.forward("12:00")
    order = desk.order(STORE)
    other = desk.order("call-centre")
    desk.forward("12:05")
    done = shifts.busy(STORE, person="vera", actor="person:vera", now=desk.now)
    copies = [entry for entry in done.entries if entry.stream == order]
    assert [(one.event.kind, one.event.caused_by) for one in copies] == [
        ("busy.started", "shift/taganka/2026-03-17@2")
    ]
    assert {entry.stream for entry in done.entries} == {order, "shift/taganka/2026-03-17"}, other
    world = directory.load_world([STORE], now=desk.now)
    assert local(world.store(STORE).busy["vera"]) == "2026-03-17 12:25:00"
    again = shifts.busy(STORE, person="vera", actor="person:vera", now=desk.now)
    assert again.entries == (), "said twice it says nothing new"
    desk.forward("12:10")
    shifts.free(STORE, person="vera", actor="person:vera", now=desk.now)
    assert directory.load_world([STORE], now=desk.now).store(STORE).busy == {}


def test_busy_ends_by_itself_and_only_on_shift(desk: Desk) -> None:
    with pytest.raises(DomainError) as refused:
        shifts.busy(STORE, person="vera", actor="person:vera", now=desk.now)
    assert refused.value.code == "not_on_shift"
    desk.joins("vera", STORE)
    shifts.busy(STORE, person="vera", actor="person:vera", now=desk.now)
    later = desk.now + timedelta(minutes=20)
    assert directory.load_world([STORE], now=later).store(STORE).busy == {}


def test_a_night_shift_is_left_and_proved_past_midnight(desk: Desk) -> None:
    """Control for the day: what belongs to yesterday's shift is written there while the store is open."""
    desk.store("night", "Mo-Su 20:00-04:00")
    desk.person("nika", "night")
    desk.forward("21:00")
    desk.joins("nika", "night")
    desk.forward("2026-03-18 01:00")
    me = {"person": "nika", "actor": "person:nika", "now": desk.now}
    shifts.busy("night", **me)
    shifts.leave("night", **me)
    assert desk.kinds("shift/night/2026-03-17") == ["shift.joined", "busy.started", "shift.left"]
    assert desk.journal("shift/night/2026-03-18") == []


def test_a_tablet_is_paired_once_and_its_code_changes(desk: Desk) -> None:
    code = devices.make_code(STORE, name="Касса", actor="person:dina", now=desk.now)
    paired = devices.pair(code, now=desk.now)
    with pytest.raises(DomainError) as refused:
        devices.pair(code, now=desk.now)
    assert refused.value.code == "code_not_good"
    late = devices.make_code(STORE, name="Касса 2", actor="person:dina", now=desk.now)
    with pytest.raises(DomainError):
        devices.pair(late, now=desk.now + devices.CODE_FOR)

    device = devices.read_cookie(paired.cookie)
    assert device == load_device(paired.device)
    assert device is not None
    assert (device.store, device.name) == (STORE, "Касса")
    assert devices.read_cookie(paired.cookie + "x") is None

    step = step_of(desk.now)
    token = devices.make_token(device, step=step)
    assert [devices.read_token(token, step=step + n) is not None for n in (-1, 0, 1, 2)] == [
        False,
        True,
        True,
        False,
    ]
    other = devices.make_token(device, step=step + 7)
    assert other != token
    assert "vera" not in token
    proof = devices.make_proof(device, person="vera", now=desk.now)
    assert devices.read_proof(proof, person="vera", now=desk.now) == device
    assert devices.read_proof(proof, person="dina", now=desk.now) is None
    assert devices.read_proof(proof, person="vera", now=desk.now + devices.PROOF_FOR) is None
    devices.remove(STORE, device=device.device, actor="person:dina", now=desk.now)
    assert devices.read_cookie(paired.cookie) is None
    assert devices.read_token(token, step=step) is None
    assert devices.read_proof(proof, person="vera", now=desk.now) is None
    assert paired.cookie.encode() not in b"".join(
        bytes(row.body) for row in models.JournalRow.objects.filter(stream=f"store/{STORE}")
    )
