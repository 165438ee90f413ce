"""Hooks of a WooCommerce shop: signed ones are taken whatever they hold, others store nothing."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otklik.actions import sources
from otklik.store import models, payloads
from tests.api.caller import House, positions, refused, sign
from tests.harness import ACTOR

PAYLOADS = Path(__file__).resolve().parents[1] / "intake" / "payloads" / "woocommerce"
SHARED = Path(os.environ.get("OTKLIK_SHARED", Path(__file__).resolve().parents[3] / "shared"))
HOOKS = SHARED / "data" / "webhooks"


def order_body(**changes) -> bytes:
    order = json.loads((PAYLOADS / "processing.json").read_text(encoding="utf-8"))
    order |= {
        "date_created_gmt": "2026-03-19T05:30:00",
        "date_modified_gmt": "2026-03-19T05:30:00",
        **changes,
    }
    return json.dumps(order, ensure_ascii=False).encode()


def test_a_signed_order_is_received_once_whatever_is_repeated(house):
    body = order_body()
    first = house.hook(body)
    assert first.status_code == 200
    said = first.json()
    assert said["result"] == "created"
    (order,) = said["orders"]
    before = positions()
    again = house.hook(body)
    assert (again.status_code, again.json()) == (200, {"result": "known", "orders": [order]})
    assert positions() == before
    assert house.desk.subject(f"order/{order}").holder == "tverskaya"


@pytest.mark.parametrize("signature", ["", "AAAA", "не подпись", "wrong secret", "other body"])
def test_an_order_without_its_signature_is_401_and_stores_nothing(house, signature):
    body = order_body()
    made = {"wrong secret": sign(body, "x"), "other body": sign(body + b" ", house.secret)}
    before = positions()
    refused(house.hook(body, signature=made.get(signature, signature)), 401, "unauthorized")
    assert positions() == before
    assert models.Payload.objects.count() == 0
    # the negative control: the same body with the right signature is an order
    assert house.hook(body).json()["result"] == "created"


def test_a_change_is_taken_and_an_older_version_changes_nothing(house):
    newer = order_body(customer_note="после шести", date_modified_gmt="2026-03-19T08:00:00")
    older = order_body(customer_note="до шести", date_modified_gmt="2026-03-19T07:00:00")
    first = house.hook(order_body(date_modified_gmt="2026-03-19T06:00:00"))
    (order,) = first.json()["orders"]
    assert house.hook(newer, topic="order.updated").json()["result"] == "changed"
    before = positions()
    assert house.hook(older, topic="order.updated").json()["result"] == "known"
    assert positions() == before
    assert house.kinds(order)[-1] == "order.changed_at_source"


def test_an_update_that_comes_before_its_creation_makes_the_order(house):
    updated = order_body(date_modified_gmt="2026-03-19T08:00:00")
    created = order_body(date_modified_gmt="2026-03-19T07:00:00")
    first = house.hook(updated, topic="order.updated").json()
    assert first["result"] == "created"
    assert house.hook(created, topic="order.created").json() == {"result": "known", "orders": first["orders"]}


def test_a_ping_is_200_and_stores_nothing(house):
    before = positions()
    answer = house.hook(b"webhook_id=17", signature="")
    assert (answer.status_code, answer.json()) == (200, {"result": "pong"})
    assert positions() == before
    assert models.Payload.objects.count() == 0


@pytest.mark.parametrize("source", ["nowhere", "key-a", "woo%00", "../woo"])
def test_an_unknown_source_is_404(house, source):
    answer = house.hook(order_body(), source=source)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_revoked_source_is_404(house):
    sources.revoke("woo", actor=ACTOR, now=house.desk.now)
    refused(house.hook(order_body()), 404, "unknown_hook")


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"null", b"\xff", b'{"id": 5}', b'{"number": "\\u0000"}', b"[" * 5000]
)
def test_authentic_but_unreadable_waits_in_quarantine(house, body):
    before = positions()
    answer = house.hook(body)
    assert answer.status_code == 202
    assert answer.json()["result"] == "quarantined"
    (row,) = payloads.list_quarantine()
    assert (row.source, payloads.load_body(row.id)) == ("woo", body)
    assert row.error
    assert positions() == before


def test_an_order_without_goods_is_not_lost(house):
    answer = house.hook(order_body(line_items=[]))
    assert (answer.status_code, answer.json()) == (202, {"result": "quarantined", "code": "empty_order"})
    assert len(payloads.list_quarantine()) == 1


def test_other_topics_and_drafts_are_taken_and_left_aside(house):
    before = positions()
    assert house.hook(b'{"id": 1}', topic="order.deleted").json()["result"] == "ignored"
    assert house.hook(b'{"id": 1}', topic="product.updated").json()["result"] == "ignored"
    assert house.hook(order_body(status="checkout-draft")).json()["result"] == "ignored"
    assert positions() == before
    assert payloads.list_quarantine() == []


def test_a_cancellation_in_the_shop_goes_through_the_gate(house):
    (order,) = house.hook(order_body()).json()["orders"]
    body = order_body(status="cancelled", date_modified_gmt="2026-03-20T08:00:00")
    assert house.hook(body, topic="order.updated").json()["result"] == "changed"
    assert house.desk.subject(f"order/{order}").phase == "refused"


def test_only_post_is_taken(house):
    answer = house.client.get("/hooks/woocommerce/woo")
    refused(answer, 405, "wrong_method")
    assert answer.headers["Allow"] == "POST"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=300), signed=st.booleans())
def test_no_body_is_a_500(house, body, signed):
    answer = house.hook(body, signature=None if signed else "AAAA")
    assert answer.status_code in ({200, 202} if signed else {200, 401}), answer.content


@pytest.mark.realdata
def test_recorded_bodies_of_woocommerce_are_orders_and_of_others_are_quarantined(house: House):
    if not HOOKS.is_dir():
        pytest.skip(f"recorded data are not in {SHARED}")
    orders = sorted((HOOKS / "woocommerce" / "json").rglob("wp-api-v*order*.json"))
    others = [
        path for folder in ("shopify", "retailcrm") for path in sorted((HOOKS / folder).rglob("*.json"))
    ][:40]
    assert orders or others
    codes = {path: house.hook(path.read_bytes()).status_code for path in (*orders, *others)}
    assert set(codes.values()) <= {200, 202}
    assert all(house.hook(path.read_bytes(), signature="AAAA").status_code == 401 for path in others[:5])
