"""`PUT /goods` and `PUT /stock`: all rows or none, the newer word counts, one key one batch, each store its own."""

import pytest

from otklik.store import catalogues, goods
from tests.api.caller import NOW, positions

ITEM = {
    "sku": "SN-25",
    "title": "Ботинки",
    "model": "SN",
    "brand": "M",
    "size": "25",
    "price": "5890.00",
    "quantity": 2,
}


@pytest.fixture
def put(house):
    def send(what, items, *, key="a", status=200, **more):
        headers = {"Idempotency-Key": more.pop("once")} if "once" in more else {}
        answer = house.send("PUT", f"/api/v1/{what}", {"items": items, **more}, key=key, **headers)
        assert answer.status_code == status, answer.content
        return answer.json()

    return send


def levels(*skus, store="tverskaya"):
    return {sku: one.quantity for sku, one in goods.stock_of(store, skus).items()}


def test_goods_and_their_stock(put):
    odd = {**ITEM, "sku": "SN-x", "size": "б/р"}
    before = positions()
    said = put("goods", [ITEM, odd], currency="RUB")
    assert (said["taken"], said["older"], said["unknown"]) == (2, [], [])
    assert [one["place"] for one in said["notes"]] == ["items[1].size"]
    assert positions() == before, "a catalogue is beside the journal"
    found = goods.find_goods("SN-25", store="tverskaya")
    assert (found.size, found.insole_mm, found.price_minor) == ("25", 167, 589_000)
    put("goods", [{**ITEM, "insole_mm": 163, "quantity": None}], currency="RUB")
    assert goods.find_goods("SN-25").insole_mm == 163 and levels("SN-25") == {"SN-25": 2}


def test_a_batch_with_one_bad_row_writes_nothing(put):
    put("goods", [ITEM], currency="RUB")
    for items, place in (
        ([{**ITEM, "quantity": 9}, {**ITEM, "sku": "B", "price": "1.234"}], "items[1].price"),
        ([{**ITEM, "quantity": 9}, {**ITEM, "quantity": 8}], "items[1].sku"),
    ):
        assert put("goods", items, currency="RUB", status=422)["place"] == place
    assert put("stock", [{"sku": "SN-25", "quantity": 7}, {"sku": "SN-25", "quantity": -1}], status=422)[
        "place"
    ]
    assert put("stock", [{"sku": "SN-25", "quantity": 7}] * 1001, status=422)["code"] == "unreadable"
    assert levels("SN-25", "B") == {"SN-25": 2}


def test_the_newer_word_counts_and_unknown_numbers_are_named(put):
    put("goods", [ITEM], currency="RUB")
    ahead = put("stock", [{"sku": "SN-25", "quantity": 1}], as_of_at="2026-03-19T11:03:00+03:00", status=422)
    assert ahead["place"] == "items[0].as_of_at"
    older = {"sku": "SN-25", "quantity": 9, "as_of_at": "2026-03-18T11:00:00+03:00"}
    assert put("stock", [older, {"sku": "Z", "quantity": 1}]) == {
        "taken": 0,
        "older": ["SN-25"],
        "unknown": ["Z"],
    }
    assert put("stock", [{"sku": "SN-25", "quantity": 0}]) == {"taken": 1, "older": [], "unknown": []}
    assert levels("SN-25") == {"SN-25": 0}


def test_the_same_key_is_one_batch(put):
    put("goods", [ITEM], currency="RUB")
    first = put("stock", [{"sku": "SN-25", "quantity": 5}], once="k1")
    put("stock", [{"sku": "SN-25", "quantity": 4}], once="k2")
    assert put("stock", [{"sku": "SN-25", "quantity": 5}], once="k1") == first
    assert levels("SN-25") == {"SN-25": 4}
    assert (
        put("stock", [{"sku": "SN-25", "quantity": 6}], once="k1", status=409)["code"]
        == "idempotency_conflict"
    )


def test_a_key_writes_into_its_own_store_alone(put):
    put("goods", [ITEM], currency="RUB")
    assert put("goods", [ITEM], store="tverskaya", key="b", status=404)["code"] == "unknown_store"
    assert put("stock", [{"sku": "SN-25", "quantity": 9, "store": "tverskaya"}], key="b", status=404)
    assert put("stock", [{"sku": "SN-25", "quantity": 9}], key="b") == {
        "taken": 0,
        "older": [],
        "unknown": ["SN-25"],
    }
    assert put("stock", [{"sku": "SN-25", "quantity": 9}], key="all", status=422)["code"] == "store_missing"
    assert levels("SN-25") == {"SN-25": 2} and levels("SN-25", store="taganka") == {}


def test_while_a_feed_is_read_a_program_is_asked_to_come_again(put):
    catalogues.start(source="f", catalogue="store/tverskaya", by="person:x", file="x", now=NOW)
    assert put("goods", [ITEM], currency="RUB", status=409)["code"] == "feed_busy"
