"""Orders and payments come in: exact answers, repeats, changes, split carts, scopes, and nothing left of a refusal."""

import json

import pytest
from django.db import OperationalError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otklik.actions import links, order_intake
from otklik.api import problems
from otklik.intake.json_input import MAX_BYTES
from otklik.store import models, payloads
from tests.api.caller import ORDER, positions, refused


def test_an_order_is_answered_with_its_id_its_page_and_the_time_of_the_call(house):
    answer = house.post("/orders", ORDER)
    assert answer.status_code == 201
    said = answer.json()
    stream = f"order/{said['id']}"
    assert said == {
        "id": said["id"],
        "number": "A-1001",
        "status_url": f"http://127.0.0.1:8000/s/{links.status_token(stream)}",
        "answer_by": "2026-03-19T09:02:00Z",
    }
    assert house.kinds(said["id"])[:2] == ["order.received", "goods.reserved"]


def test_the_same_order_again_is_200_with_the_same_body_and_no_new_fact(house):
    first = house.post("/orders", ORDER)
    house.desk.forward(minutes=3)
    before = positions()
    again = house.post("/orders", ORDER)
    assert (again.status_code, again.json()) == (200, first.json())
    assert positions() == before


def test_a_known_number_with_other_content_is_200_and_a_fact(house):
    order = house.order()
    answer = house.post("/orders", {**ORDER, "comment": "позвоните после шести"})
    assert answer.status_code == 200
    assert answer.json()["id"] == order
    entry = house.desk.journal(f"order/{order}")[-1]
    assert (entry.event.kind, entry.event.data["changed"]) == ("order.changed_at_source", ["comment"])


def test_a_cart_of_two_stores_is_split(house):
    lines = [
        {"id": "1", "title": "Кукла", "price": "1000.00", "store": "tverskaya"},
        {"id": "2", "title": "Мяч", "price": "890.00", "store": "taganka"},
    ]
    answer = house.post("/orders", {**ORDER, "lines": lines}, key="all")
    assert answer.status_code == 201
    parts = answer.json()["orders"]
    assert [(one["store"], one["number"]) for one in parts] == [
        ("tverskaya", "A-1001"),
        ("taganka", "A-1001"),
    ]
    totals = [house.get(f"/orders/{one['id']}", key="all").json()["total"] for one in parts]
    assert totals == ["1000.00", "890.00"]
    again = house.post("/orders", {**ORDER, "lines": lines}, key="all")
    assert (again.status_code, again.json()) == (200, answer.json())


def test_an_idempotency_key_repeats_its_answer_and_refuses_other_content(house):
    first = house.post("/orders", ORDER, **{"Idempotency-Key": "k-1"})
    again = house.post("/orders", ORDER, **{"Idempotency-Key": "k-1"})
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    before = positions()
    other = house.post("/orders", {**ORDER, "number": "A-1002"}, **{"Idempotency-Key": "k-1"})
    refused(other, 409, "idempotency_conflict", "Idempotency-Key")
    assert positions() == before
    # the negative control: without the key the same request is an order
    assert house.post("/orders", {**ORDER, "number": "A-1002"}).status_code == 201


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "ключ"])
def test_an_idempotency_key_of_another_form_is_refused(house, key):
    answer = house.post("/orders", ORDER, **{"Idempotency-Key": key})
    refused(answer, 422, "unreadable", "Idempotency-Key")


def test_a_key_of_one_store_sees_no_other_store(house):
    before = positions()
    lines = [{"title": "Мяч", "price": "1.00", "store": "taganka"}]
    foreign = [house.post("/orders", {**ORDER, "store": store}) for store in ("taganka", "no-such-store")] + [
        house.post("/orders", {**ORDER, "lines": lines})
    ]
    answers = {refused(answer, 404, "unknown_store", "store")["remedy"] for answer in foreign}
    assert answers == {"This key is for 'tverskaya'."}
    assert positions() == before
    assert house.post("/orders", {**ORDER, "store": "taganka"}, key="all").status_code == 201


def test_a_key_of_all_stores_must_be_told_the_store(house):
    refused(house.post("/orders", ORDER, key="all"), 422, "store_missing", "store")
    refused(house.post("/orders", {**ORDER, "store": "nowhere"}, key="all"), 404, "unknown_store")


def test_the_body_is_kept_sealed_beside_the_order(house):
    raw = json.dumps(ORDER, ensure_ascii=False).encode() + b"\n "
    order = house.post("/orders", raw).json()["id"]
    row = models.Payload.objects.get()
    assert (row.source, row.stream, payloads.load_body(row.id)) == ("key-a", f"order/{order}", raw)
    assert "Мария".encode() not in bytes(row.sealed)


UNREADABLE = [
    (b"", "line 1, column 1"),
    (b"{", "line 1, column 2"),
    (b"[]", ""),
    (b"\xff\xfe{}", "byte 0"),
    (b'{"number": "1", "number": "2"}', "number"),
    (b'{"number": NaN}', "number"),
    (b'{"number": "a\\u0000b"}', "number"),
    (b'{"number": "\\ud800"}', "number"),
    (b"[" * 100_000, "byte 32"),
    (json.dumps({**ORDER, "number": ""}).encode(), "number"),
    (json.dumps({**ORDER, "total": "12.345"}).encode(), "total"),
    (json.dumps({**ORDER, "total": 1890}).encode(), "total"),
    (json.dumps({**ORDER, "currency": "QQQ"}).encode(), "currency"),
    (json.dumps({**ORDER, "placed_at": "2026-03-19 11:02"}).encode(), "placed_at"),
    (json.dumps({**ORDER, "payment": "later"}).encode(), "payment"),
    (json.dumps({**ORDER, "lines": []}).encode(), "lines"),
    (json.dumps({**ORDER, "lines": [{"title": "x", "price": "-1"}]}).encode(), "lines[0].price"),
    (json.dumps({**ORDER, "buyer": {"zone": "Mars/Base"}}).encode(), "buyer.zone"),
]


@pytest.mark.parametrize(("body", "place"), UNREADABLE)
def test_what_cannot_be_read_is_refused_with_its_place_and_leaves_nothing(house, body, place):
    before = positions()
    answer = house.post("/orders", body)
    assert answer.status_code == 422, answer.content
    said = answer.json()
    assert said["code"] in {"unreadable", "zone_required"}
    assert said.get("place", "") == place
    assert said["detail"]
    assert positions() == before
    assert models.Payload.objects.count() == 0


def test_a_body_beyond_the_cap_is_413_before_it_is_read(house):
    refused(house.post("/orders", b" " * (MAX_BYTES + 1)), 413, "too_large")


def test_a_payment_is_a_fact_once(house):
    order = house.order()
    paid = {"id": "pay-1", "amount": "1890.00", "currency": "RUB"}
    first = house.post(f"/orders/{order}/payments", paid)
    assert first.status_code == 201
    assert first.json() == {
        "order": order,
        "payment": "pay-1",
        "state": "open",
        "paid": "1890.00",
        "currency": "RUB",
    }
    again = house.post(f"/orders/{order}/payments", paid)
    assert (again.status_code, again.json()) == (200, first.json())
    assert house.kinds(order).count("payment.received") == 1
    assert house.desk.obligation(f"order/{order}", "settlement").verdict == "met"


def test_a_payment_in_another_currency_or_of_a_foreign_order_is_refused(house):
    order = house.order()
    before = positions()
    refused(
        house.post(f"/orders/{order}/payments", {"amount": "1.00", "currency": "USD"}),
        422,
        "other_currency",
        "currency",
    )
    refused(
        house.post(f"/orders/{order}/payments", {"amount": "0.00", "currency": "RUB"}),
        422,
        "bad_amount",
        "amount",
    )
    rouble = {"amount": "1.00", "currency": "RUB"}
    refused(house.post(f"/orders/{order}/payments", rouble, key="b"), 404, "unknown_order", "order")
    refused(house.post("/orders/none/payments", rouble), 404, "unknown_order", "order")
    assert positions() == before


def test_a_busy_database_is_503_with_retry_after(house, monkeypatch):
    def busy(*_, **__):
        raise OperationalError("database is locked")

    monkeypatch.setattr(order_intake, "receive", busy)
    answer = house.post("/orders", ORDER)
    refused(answer, 503, "busy")
    assert answer.headers["Retry-After"] == "2"


def test_a_full_disk_is_503(house, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(order_intake, "receive", full)
    refused(house.post("/orders", ORDER), 503, "busy")


def test_the_unforeseen_is_500_with_a_number_and_no_word_of_the_buyer(house, monkeypatch, caplog):
    def broken(arriving, **_):
        raise RuntimeError(arriving.order.buyer_name)

    monkeypatch.setattr(order_intake, "receive", broken)
    said = refused(house.post("/orders", ORDER), 500, "incident")
    assert f"incident {said['incident']}: RuntimeError" in caplog.text
    assert "Мария" not in caplog.text
    assert "Мария" not in json.dumps(said, ensure_ascii=False)
    assert "Traceback" not in json.dumps(said)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(sorted(ORDER)) | st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)
BODIES = (
    st.binary(max_size=200)
    | JSON.map(lambda value: json.dumps(value).encode())
    | st.fixed_dictionaries({name: st.just(value) | JSON for name, value in ORDER.items()}).map(
        lambda order: json.dumps(order).encode()
    )
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=BODIES)
def test_no_body_is_a_500(house, body):
    answer = house.post("/orders", body)
    assert answer.status_code in {200, 201, 404, 422}, answer.content


def test_the_control_of_that_test_a_500_is_seen(house, monkeypatch):
    monkeypatch.setattr(problems, "STATUSES", {"unreadable": 500})
    assert house.post("/orders", b"{").status_code == 500
