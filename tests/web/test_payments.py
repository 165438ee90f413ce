"""Money and holds on the screens: who sees what, payments by hand, late money, and where stock hears of goods."""

import re

import pytest

from otklik.store import journal
from tests.api.caller import positions
from tests.web.reading import read

PROOF = {"amount": "3490", "number": "77", "proof": "Видела зачисление в выписке."}


def page(town, person, address):
    return read(town.once(person).get(address)).text


def url(order, act=""):
    return f"/orders/{order[6:]}{act}"


@pytest.fixture
def held(town):
    """The order of Thursday, 11:02, whose hold ends on Friday at 05:02."""
    return town.desk.order("tverskaya", number="7")


def test_a_hold_is_seen_on_every_screen(town, held):
    assert "отложен завтра до 5:02" in page(town, "anna", "/desk")
    assert "товар отложен завтра до 5:02" in page(town, "anna", url(held))
    assert "отложен завтра до 5:02" in page(town, "anna", "/search?q=7")
    assert "№ 7" in page(town, "anna", "/orders?owed=settlement")
    town.desk.pays(held)
    assert "отложен завтра" not in page(town, "anna", "/desk")
    assert "№ 7" not in page(town, "anna", "/orders?owed=settlement")
    assert "Денег ещё не было." not in page(town, "anna", url(held))


def test_a_head_enters_a_payment_by_its_number_and_proof_and_nobody_below_him(town, held):
    before = positions()
    assert town.once("anna").post(url(held, "/payment"), PROOF).status_code == 403
    assert town.once("vera").post(url(held, "/payment"), PROOF).status_code in (403, 404)
    said = town.once("boris").post(url(held, "/payment"), {**PROOF, "proof": " "})["Location"]
    assert said.endswith("said=proof_missing")
    assert positions() == before
    assert town.once("boris").post(url(held, "/payment"), PROOF)["Location"].endswith("said=pay")
    lines = [line.entry.event for line in journal.read_lines(held, personal=True)]
    fact = next(event for event in lines if event.kind == "payment.received")
    assert (fact.actor, fact.grade, fact.personal["proof"]) == ("person:boris", "claimed", PROOF["proof"])
    assert town.desk.obligation(held, "settlement").verdict == "met"


def test_late_money_stands_before_the_administrator_until_he_has_said_what_becomes_of_it(town, held):
    town.desk.forward("2026-03-20 12:00")
    town.desk.pays(held)
    assert "Поздние оплаты: 1" in page(town, "admin", "/setup")
    assert "№ 7" in page(town, "admin", "/orders?owed=late_money")
    assert "когда товар уже вернулся в продажу" in page(town, "admin", url(held))
    assert "Что с деньгами" not in page(town, "boris", url(held))
    assert town.once("boris").post(url(held, "/money"), {"how": "refund"}).status_code == 403
    admin = town.once("admin")
    assert admin.post(url(held, "/money"), {"how": "other"})["Location"].endswith("said=comment_missing")
    assert admin.post(url(held, "/money"), {"how": "refund"})["Location"].endswith("said=money")
    assert "Поздние оплаты" not in page(town, "admin", "/setup")
    assert "Поздняя оплата: деньги возвращаются покупателю" in page(town, "admin", url(held))


def test_a_stock_systems_secret_is_shown_once(town):
    admin = town.client("admin")
    admin.post("/setup/sources/shop", {"store": "tverskaya", "slug": "mine"})
    bad = admin.post("/setup/sources/mine/stock", {"stock_url": "http://10.0.0.1/x"})
    assert bad.status_code == 422 and "Это не адрес складской системы" in bad.content.decode()
    shown = admin.post("/setup/sources/mine/stock", {"stock_url": "https://stock.example/x"})
    (secret,) = re.findall(r'id="f-stock_secret" value="([^"]+)"', shown.content.decode())
    assert shown["Cache-Control"] == "no-store"
    after = admin.get("/setup/sources/mine/view").content.decode()
    assert "https://stock.example/x" in after and secret not in after
    assert admin.post("/setup/sources/mine/stock", {"stock_url": ""})["Location"].endswith("stock_named")
    assert "https://stock.example/x" not in admin.get("/setup/sources/mine/view").content.decode()


def test_a_payment_service_is_connected_in_one_step(town):
    answer = town.client("admin").post("/setup/sources/payments", {"store": "tverskaya"})
    assert answer["Location"] == "/setup/sources/payments-tverskaya/view"
    shown = page(town, "admin", answer["Location"])
    assert "X-Otklik-Signature" in shown
