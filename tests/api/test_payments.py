"""Hooks of a payment service, and what a stock system says: signed ones are taken, a repeat is one, others are 401."""

import hashlib
import hmac
import json

import pytest

from otklik.actions import quarantine, sources
from otklik.store import models, payloads
from tests.api.caller import positions, refused
from tests.harness import ACTOR

PAID = {
    "id": "pay-77",
    "order": "A-1",
    "amount": "3490.00",
    "currency": "rub",
    "paid_at": "2026-03-19T08:40:00+03:00",
}


@pytest.fixture
def bank(house):
    """Sends a body as the payment service of tverskaya does."""
    secret = sources.connect_payments("bank", actor=ACTOR, store="tverskaya", now=house.desk.now)

    def send(body, signature=None):
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        signed = (
            hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest() if signature is None else signature
        )
        headers = {"X-Otklik-Signature": signed} if signed else {}
        return house.client.generic("POST", "/hooks/payments/bank", raw, "application/json", headers=headers)

    return send


def test_a_payment_is_recorded_once_by_whichever_way_it_comes(house, bank):
    order = house.desk.order("tverskaya", number="A-1")
    assert bank(PAID).json() == {"result": "recorded", "order": order[6:]}
    before = positions()
    assert bank(PAID).json() == {"result": "known", "order": order[6:]}
    house.desk.otklik("order pay A-1 3490.00 --id pay-77")
    assert positions() == before
    fact = next(one.event for one in house.desk.journal(order) if one.event.kind == "payment.received")
    assert (fact.actor, fact.grade, fact.data["amount_minor"]) == ("source:bank", "recorded", 349_000)
    assert house.desk.obligation(order, "settlement").verdict == "met"


@pytest.mark.parametrize("signature", ["", "00" * 32, "не подпись"])
def test_a_payment_without_its_signature_is_401_and_stores_nothing(house, bank, signature):
    house.desk.order("tverskaya", number="A-1")
    before = positions()
    refused(bank(PAID, signature), 401, "unauthorized")
    assert positions() == before and models.Payload.objects.count() == 0
    assert bank(PAID).json()["result"] == "recorded", "control: the same body with its signature"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"order": "B-9"}, "unknown_order"),
        ({"amount": 3490.0}, "unreadable"),
        ({"amount": "0"}, "bad_amount"),
        ({"currency": "USD"}, "other_currency"),
        ({"id": ""}, "unreadable"),
        ({"paid_at": "2026-03-19T08:40:00"}, "zone_required"),
    ],
)
def test_authentic_money_that_nobody_can_place_waits_in_quarantine(house, bank, changed, code):
    house.desk.order("tverskaya", number="A-1")
    before = positions()
    answer = bank({**PAID, **changed})
    assert (answer.status_code, answer.json()) == (202, {"result": "quarantined", "code": code})
    assert positions() == before
    (waiting,) = payloads.list_quarantine()
    assert waiting.source == "bank"


def test_a_payment_in_quarantine_is_read_again_when_its_order_has_come(house, bank):
    bank(PAID)
    (waiting,) = payloads.list_quarantine()
    order = house.desk.order("tverskaya", number="A-1")
    assert quarantine.read_again(waiting.id, actor=ACTOR, now=house.desk.now) == "payment A-1"
    assert house.desk.subject(order).paid_minor == 349_000
    assert payloads.list_quarantine() == []


def test_a_service_of_one_store_pays_no_other_stores_orders(house, bank):
    order = house.desk.order("taganka", number="A-1")
    assert bank(PAID).json()["code"] == "unknown_order"
    assert house.desk.subject(order).paid_minor == 0


def test_a_stock_system_names_itself_by_its_key_and_says_what_is_gone(house):
    named = house.post("/stock", {"url": "https://stock.example/otklik"})
    assert named.status_code == 200 and len(named.json()["secret"]) > 30
    again = house.post("/stock", {"url": "https://stock.example/otklik"})
    assert again.json() == {"url": "https://stock.example/otklik", "secret": None}
    for url in ("http://stock.example/x", "https://a:b@stock.example", "ftp://x", "https://"):
        refused(house.post("/stock", {"url": url}), 422, "bad_stock_url", "stock_url")
    order = house.desk.order("tverskaya", number="A-1")
    refused(house.post("/orders/A-1/goods", {"gone": True}), 409, "goods_held")
    house.desk.forward("2026-03-21 12:00")
    answer = house.post("/orders/A-1/goods", {"gone": True})
    assert answer.status_code == 200
    assert [line.state for line in house.desk.subject(order).lines] == ["gone"]
    before = positions()
    assert house.post("/orders/A-1/goods", {"gone": True}).status_code == 200
    assert positions() == before
