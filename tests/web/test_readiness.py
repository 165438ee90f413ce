"""Readiness, appointments and visits on the order's and the buyer's pages; and that nobody can press "ready"."""

import re
from pathlib import Path

import pytest

from otklik.actions.links import status_token
from otklik.domain import derived, engine, readiness
from otklik.domain.appointments import standing
from tests.harness import moscow
from tests.web.reading import read

SOURCE = Path(derived.__file__).resolve().parents[1]


@pytest.fixture
def order(town):
    """An order of anna's store that is collected."""
    found = town.desk.order("tverskaya", number="7", delivery="pickup")
    town.desk.talks("anna", found)
    return found


def send(town, order, act, person="anna", **fields):
    return town.once(person).post(f"/orders/{order.partition('/')[2]}/{act}", fields)


def page(town, order, person="anna"):
    return read(town.once(person).get(f"/orders/{order.partition('/')[2]}")).text


def buyers(town, order, act="", **fields):
    path = f"/s/{status_token(order)}" + (f"/{act}" if act else "")
    return town.client().post(path, fields) if fields else town.client().get(path)


def test_goods_are_scanned_a_wrong_code_is_refused_and_ready_follows_by_itself(town, order):
    assert "Что нужно для выдачи" in page(town, order) and "Не готов" in page(town, order)
    assert "Собираем: не всё ещё на месте" in read(buyers(town, order)).text
    wrong = send(town, order, "goods", code="boot")
    assert wrong["Location"].endswith("?said=unknown_code")
    assert "В этом заказе нет товара с таким кодом" in read(town.once("anna").get(wrong["Location"])).text
    scan = town.once("anna").get(f"/orders/{order.partition('/')[2]}/scan")
    assert re.search(r'name="code"[^>]*autofocus', scan.content.decode())
    assert send(town, order, "goods", code="SHOE")["Location"].endswith("?said=scanned")
    assert send(town, order, "goods", code="shoe")["Location"].endswith("?said=known_scan")
    assert "Готов" in page(town, order)
    assert "Всё на месте, можно приходить" in read(buyers(town, order)).text
    town.desk.tick()
    send(town, order, "goods", code="shoe", happened="missing")
    said = read(buyers(town, order)).text
    assert "Пока не приезжайте" in said and "можно приходить" not in said
    assert "после сообщения покупателю: 1" in page(town, order)


def test_an_appointment_by_the_seller_and_by_the_buyer(town, order):
    chosen = f"{moscow('2026-03-20 12:00').astimezone().isoformat()} anna"
    assert send(town, order, "appointment", slot=chosen)["Location"].endswith("?said=booked")
    assert "завтра в 12:00, ждёт Anna" in page(town, order)
    assert "Ждём вас завтра в 12:00" in read(buyers(town, order)).text
    free = buyers(town, order, "visit")
    slots = re.findall(r'name="slot" value="([^"]+)"', free.content.decode())
    assert slots and all(one.endswith((" anna", " boris")) for one in slots)
    assert buyers(town, order, "visit", slot=slots[-1])["Location"].endswith("?said=booked")
    assert standing(town.desk.subject(order).appointments).key == "2"
    assert buyers(town, order, "visit", slot="soon")["Location"].endswith("?said=bad_slot")
    assert buyers(town, order, "unvisit", lang="ru")["Location"].endswith("?said=unbooked&lang=ru")
    assert standing(town.desk.subject(order).appointments) is None
    assert send(town, order, "appointment", person="vera", slot=chosen).status_code == 404


def test_two_taps_and_a_trip_in_vain(town, order):
    assert buyers(town, order, "here", lang="ru")["Location"].endswith("?said=came&lang=ru")
    assert "Ждёт, пришёл сегодня" in page(town, order)
    send(town, order, "visit", happened="served")
    assert "Ждал меньше минуты" in page(town, order) or "Ждал" in page(town, order)
    assert send(town, order, "visit", happened="left", cause="weather")["Location"].endswith(
        "?said=bad_cause"
    )
    send(town, order, "visit", happened="left", cause="goods_missing")
    assert "Приходил зря: товара не было на месте" in page(town, order)


def test_nobody_can_press_ready():
    """Every place of the product that makes the fact, and every entrance: there is the engine's rule and no other."""
    makers = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if re.search(r'(make|_said|fact)\(\s*"order\.(un)?ready"', path.read_text(encoding="utf-8"))
    }
    assert makers == {"domain/derived.py"}
    callers = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if re.search(r"domain.derived import [^\n]*\b(derive|passed)\b", path.read_text(encoding="utf-8"))
    }
    assert callers == {"domain/engine.py"}
    assert "order.ready" in readiness.TOUCHING and engine.derive is derived.derive
