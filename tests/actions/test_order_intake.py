"""Receiving: what a change at the source does to the order, to its cart, to what was erased, and to history."""

from typing import Any

import pytest

from otklik.actions import erasure, order_intake, orders
from otklik.domain.incoming import IncomingLine, IncomingOrder
from otklik.store import buyers, models, payloads, search
from otklik.store.payloads import RawPayload
from tests.harness import Desk


@pytest.fixture
def desk(db: None) -> Desk:
    """Tuesday 17 March 2026, 12:00: three open stores."""
    desk = Desk("2026-03-17 08:55")
    for store in ("taganka", "arbat", "sokol"):
        desk.store(store, "Mo-Su 09:00-21:00")
    desk.person("vera", "taganka")
    desk.joins("vera", "taganka")
    desk.forward("12:00")
    return desk


def line(number: str, store: str = "", price_minor: int = 100_000) -> IncomingLine:
    return IncomingLine(
        number, f"sku-{number}", f"Товар {number}", 1, price_minor, store=store, reserved=True
    )


def arrives(
    desk: Desk, *lines: IncomingLine, history: bool = False, raw: bool = False, **fields: Any
) -> list[Any]:
    """The order C-1 comes in, as it is now at its shop."""
    lines = lines or (line("1"),)
    values = {
        "number": "C-1",
        "placed_at": desk.now,
        "received_at": desk.now,
        "lines": lines,
        "total_minor": sum(one.price_minor for one in lines),
        "currency": "RUB",
        "buyer_name": "Мария Петрова",
        "phone": "+79000001122",
        "email": "maria@buyer.test",
        "buyer_zone": "Europe/Moscow",
        "locale": "ru",
        **fields,
    }
    payload = RawPayload("shop", desk.now, b"body of the hook") if raw else None
    arriving = order_intake.Arriving(
        order=IncomingOrder(**values), origin="shop", store="taganka", history=history, raw=payload
    )
    found = order_intake.receive(arriving, now=desk.now)
    desk.tick()
    return found


def test_the_order_follows_its_source(desk: Desk) -> None:
    """An address left later is written to, and the goods, the payment and the delivery are those of now."""
    (first,) = arrives(desk, phone="", email="", payment="on_delivery")
    order = f"order/{first.id}"
    (again,) = arrives(desk, line("1"), line("2"), payment="prepaid", delivery="courier")
    known = desk.subject(order)
    assert (again.created, again.changed) == (False, True)
    assert (known.has_phone, known.has_email, known.payment, known.delivery, known.total_minor) == (
        True, True, "prepaid", "courier", 200_000,
    )  # fmt: skip
    assert [(one.title, one.state) for one in known.lines] == [
        ("Товар 1", "reserved"),
        ("Товар 2", "ordered"),
    ]
    desk.forward(hours=2)
    (reminder,) = desk.phones.at("maria@buyer.test")
    assert "отложен" in reminder.subject


def test_what_a_change_leaves_out_stays(desk: Desk) -> None:
    (first,) = arrives(desk, delivery="courier")
    arrives(desk, phone="", email="", delivery="", comment="позвоните")
    known = desk.subject(f"order/{first.id}")
    assert (known.has_phone, known.has_email, known.delivery) == (True, True, "courier")
    assert buyers.load_buyer(f"order/{first.id}").email == "maria@buyer.test"


def test_a_store_that_joins_a_split_cart_gets_its_part(desk: Desk) -> None:
    first = arrives(desk, line("1", "taganka"), line("2", "arbat"))
    again = arrives(desk, line("1", "taganka"), line("2", "arbat"), line("3", "sokol"))
    assert [(one.store, one.created, one.changed) for one in again] == [
        ("taganka", False, False), ("arbat", False, False), ("sokol", True, False),
    ]  # fmt: skip
    assert {desk.subject(f"order/{one.id}").cart_key for one in again} == {"shop:C-1"}
    assert [one.id for one in again[:2]] == [one.id for one in first]
    repeat = arrives(desk, line("1", "taganka"), line("2", "arbat"), line("3", "sokol"))
    assert [(one.id, one.created, one.changed) for one in repeat] == [(one.id, False, False) for one in again]


def test_a_store_that_leaves_a_split_cart_keeps_a_part_without_lines(desk: Desk) -> None:
    arrives(desk, line("1", "taganka"), line("2", "arbat"))
    again = arrives(desk, line("1", "taganka"))
    assert [(one.store, one.changed) for one in again] == [("taganka", False), ("arbat", True)]
    totals = [desk.subject(f"order/{one.id}").total_minor for one in again]
    assert (totals, desk.subject(f"order/{again[1].id}").lines) == ([100_000, 0], ())


def test_an_order_of_one_store_stays_one(desk: Desk) -> None:
    (first,) = arrives(desk, line("1"))
    (again,) = arrives(desk, line("1"), line("2", "arbat"))
    assert (again.id, again.created, again.changed) == (first.id, False, True)
    assert [one.id for one in desk.subject(f"order/{first.id}").lines] == ["1", "2"]


def test_nothing_personal_comes_back_to_an_erased_order(desk: Desk) -> None:
    (first,) = arrives(desk, raw=True)
    order = f"order/{first.id}"
    orders.withdraw(order, actor="buyer", said_by="buyer", now=desk.now)
    erasure.erase(order, ground="asked for", actor="person:admin", now=desk.now)
    (again,) = arrives(desk, raw=True, buyer_name="Мария Иванова", comment="звоните вечером")
    assert again.changed
    assert buyers.load_buyer(order) == buyers.Buyer()
    assert search.find_streams("иванова") == []
    assert not models.Payload.objects.exists()
    assert not models.Personal.objects.filter(stream=order).exists()


def test_a_change_of_an_order_that_was_not_erased_is_kept(desk: Desk) -> None:
    """Negative control of the test above."""
    (first,) = arrives(desk, raw=True)
    arrives(desk, raw=True, buyer_name="Мария Иванова")
    assert search.find_streams("иванова") == [f"order/{first.id}"]
    assert models.Payload.objects.count() == 2
    assert payloads.list_quarantine() == []


def test_a_file_adds_nothing_to_an_order_that_is_known_live(desk: Desk) -> None:
    (first,) = arrives(desk)
    version = desk.state(f"order/{first.id}").version
    (again,) = arrives(desk, history=True, phone="", email="", comment="из файла")
    assert (again.id, again.created, again.changed) == (first.id, False, False)
    assert desk.state(f"order/{first.id}").version == version


def test_a_hook_of_an_order_known_from_a_file_opens_nothing(desk: Desk) -> None:
    (first,) = arrives(desk, history=True)
    (again,) = arrives(desk, comment="теперь вживую")
    assert (again.created, again.changed) == (False, True)
    assert desk.phones.messages == []
    assert not desk.state(f"order/{first.id}").runs
