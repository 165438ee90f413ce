import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.domain.errors import DomainError
from otklik.domain.incoming import IncomingLine
from otklik.intake.woocommerce import is_ping, parse, parse_poll, poll_request, topic, verify

SECRET = "wc secret é"
BODY = '{"id": 1, "note": "é"}'.encode()


def sign(raw: bytes, secret: str = SECRET) -> str:
    return base64.b64encode(hmac.new(secret.encode(), raw, hashlib.sha256).digest()).decode()


def test_the_shops_own_signature_is_accepted_whatever_the_case_of_the_header() -> None:
    assert verify(BODY, {"X-WC-Webhook-Signature": sign(BODY)}, SECRET)
    assert verify(BODY, {"x-wc-webhook-signature": sign(BODY)}, SECRET)


def test_the_signature_of_another_program_is_accepted() -> None:
    """Made by `printf '{"id":727}' | openssl dgst -sha256 -hmac secret -binary | base64`."""
    headers = {"X-WC-Webhook-Signature": "UtiK1DTZewPTdDmUeS7YHg+QGcWcgW08Tnjy5YKijZ0="}
    assert verify(b'{"id":727}', headers, "secret")
    assert not verify(b'{"id":728}', headers, "secret")


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
def test_one_changed_byte_of_the_body_breaks_the_signature(at: int, flip: int) -> None:
    changed = BODY[:at] + bytes([BODY[at] ^ flip]) + BODY[at + 1 :]
    assert not verify(changed, {"X-WC-Webhook-Signature": sign(BODY)}, SECRET)


@given(st.text(st.characters(codec=None), max_size=60))
def test_any_other_signature_is_wrong_and_never_an_error(given_signature: str) -> None:
    if given_signature != sign(BODY):
        assert not verify(BODY, {"X-WC-Webhook-Signature": given_signature}, SECRET)


@pytest.mark.parametrize(
    ("headers", "secret"),
    [
        ({}, SECRET),
        ({"X-WC-Webhook-Signature": ""}, SECRET),
        ({"X-WC-Webhook-Signature": sign(BODY)}, "another"),
        ({"X-WC-Webhook-Signature": sign(BODY, "")}, ""),
        ({"X-WC-Webhook-Signature": sign(BODY).lower()}, SECRET),
        ({"X-WC-Webhook-Signature": f" {sign(BODY)}"}, SECRET),
    ],
)
def test_a_missing_or_foreign_signature_is_refused(headers: dict[str, str], secret: str) -> None:
    assert not verify(BODY, headers, secret)


@pytest.mark.parametrize(("raw", "ping"), [
    (b"webhook_id=17", True), (b"webhook_id=17\n", True), (b"webhook_id=", False), (b"webhook_id=x", False),
    (b"webhook_id=1&x=2", False), (b'{"webhook_id": 17}', False), (b"", False),
])  # fmt: skip
def test_the_ping_is_the_bare_form(raw: bytes, ping: bool) -> None:
    assert is_ping(raw, {"Content-Type": "application/x-www-form-urlencoded"}) is ping


def test_a_signed_body_is_no_ping() -> None:
    raw = b"webhook_id=17"
    assert not is_ping(raw, {"X-WC-Webhook-Signature": sign(raw)})


def test_the_topic_is_read_in_any_case() -> None:
    assert topic({"x-WC-webhook-topic": "Order.Updated"}) == "order.updated"
    assert topic({}) == ""


def test_an_order_is_read_as_the_shop_means_it(payloads: Path, now: datetime) -> None:
    order = parse(
        (payloads / "woocommerce" / "processing.json").read_bytes(), received_at=now, default_store="msk"
    )
    assert (order.number, order.store, order.currency, order.total_minor) == ("5011", "msk", "RUB", 330000)
    assert order.placed_at == datetime(2026, 3, 2, 7, 5, tzinfo=UTC)
    assert order.modified_at == datetime(2026, 3, 2, 7, 7, tzinfo=UTC)
    assert (order.payment, order.paid_at, order.delivery) == ("on_delivery", None, "pickup")
    assert (order.buyer_name, order.phone, order.phone_raw, order.email) == (
        "Пётр Образцов", "+79000000002", "8 (900) 000-00-02", "petr@example.com",
    )  # fmt: skip
    assert (order.comment, order.campaign, order.source_status) == (
        "Позвоните & приезжайте",
        "spring",
        "processing",
    )
    assert order.lines == (
        IncomingLine("41", "CUP-B", "Чашка «Утро» – синяя", 3, 33333),
        IncomingLine("42", "", "Ткань × 2.5", 1, 200000),
    )


def test_what_has_no_place_of_its_own_is_kept_and_what_only_makes_noise_is_not(
    payloads: Path, now: datetime
) -> None:
    order = parse(
        (payloads / "woocommerce" / "processing.json").read_bytes(), received_at=now, default_store="msk"
    )
    assert order.extra["order_key"] == "wc_order_example1"
    assert order.extra["billing"] == {
        "address_1": "ул. Примерная, 1", "city": "Москва", "postcode": "101000", "country": "RU",
    }  # fmt: skip
    assert order.extra["line_items"][0]["product_id"] == 9
    assert (
        not {"_links", "version", "date_modified_gmt", "customer_ip_address", "number", "total"}
        & order.extra.keys()
    )


def test_a_change_that_says_nothing_new_leaves_the_order_equal(payloads: Path, now: datetime) -> None:
    body = json.loads((payloads / "woocommerce" / "processing.json").read_bytes())
    later = body | {"version": "9.5.0", "date_modified_gmt": "2026-03-02T08:00:00", "cart_hash": "other"}
    one, other = (
        parse(json.dumps(each).encode(), received_at=now, default_store="msk").extra for each in (body, later)
    )
    assert one == other


def test_a_cancelled_paid_order_with_an_emptied_line(payloads: Path, now: datetime) -> None:
    order = parse(
        (payloads / "woocommerce" / "cancelled.json").read_bytes(), received_at=now, default_store="ny"
    )
    assert (order.number, order.source_status, order.payment) == ("2026-5012", "cancelled", "prepaid")
    assert order.paid_at == datetime(2026, 3, 2, 15, 6, tzinfo=UTC)
    assert order.phone == "+12025550143"
    assert (order.email, order.extra["billing"]["email"]) == ("", "jo(at)example")
    assert (order.total_minor, order.extra["total"]) == (1001, "10.005")
    assert [line.id for line in order.lines] == ["43"]
    assert order.extra["line_items"][1]["name"] == "Taken out"


def test_an_old_body_needs_the_zone_of_its_shop(payloads: Path, now: datetime) -> None:
    raw = (payloads / "woocommerce" / "v1.json").read_bytes()
    order = parse(raw, received_at=now, default_store="jp", zone=ZoneInfo("Asia/Tokyo"))
    assert order.placed_at == datetime(2026, 3, 2, 1, 5, tzinfo=UTC)
    assert (order.lines[0].price_minor, order.total_minor, order.buyer_name) == (600, 1200, "")
    with pytest.raises(DomainError) as refused:
        parse(raw, received_at=now, default_store="jp")
    assert (refused.value.code, refused.value.place) == ("zone_required", "date_created")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"id": None, "number": None}, "number"),
        ({"number": "9" * 65}, "number"),
        ({"currency": "XYZ"}, "currency"),
        ({"total": "abc"}, "total"),
        ({"total": "-1.00"}, "total"),
        ({"total": "1e500"}, "total"),
        ({"total": None}, "total"),
        ({"date_created_gmt": None, "date_created": None}, "date_created_gmt"),
        ({"date_created_gmt": "0000-00-00T00:00:00"}, "date_created_gmt"),
        ({"date_paid_gmt": "never"}, "date_paid_gmt"),
        ({"billing": "none"}, "billing"),
        ({"billing": {"phone": ["1"]}}, "billing.phone"),
        ({"line_items": {"0": {}}}, "line_items"),
        ({"line_items": [{"id": 1, "name": "a", "quantity": -1, "total": "1"}]}, "line_items[0].quantity"),
        ({"line_items": [{"id": 1, "name": "a", "quantity": 1, "total": ""}]}, "line_items[0].total"),
        ({"line_items": [{"id": 1, "name": {}, "quantity": 1, "total": "1"}]}, "line_items[0].name"),
        (
            {"line_items": [{"id": 1, "name": "a", "quantity": 1, "total": "1"}] * 2},
            "line_items[1].id",
        ),
    ],
)
def test_what_is_no_order_is_refused_with_its_place(
    payloads: Path, now: datetime, change: dict[str, Any], place: str
) -> None:
    body = json.loads((payloads / "woocommerce" / "processing.json").read_bytes()) | change
    with pytest.raises(DomainError) as refused:
        parse(json.dumps(body).encode(), received_at=now, default_store="msk")
    assert (refused.value.code, refused.value.place) == ("unreadable", place)
    assert refused.value.remedy


def test_a_poll_asks_in_utc_for_what_changed() -> None:
    moscow = timezone(timedelta(hours=3))
    request = poll_request(
        "https://shop.example/ru/", modified_after=datetime(2026, 3, 2, 10, 0, tzinfo=moscow), page=2
    )
    address = urlsplit(request.url)
    assert (
        f"{address.scheme}://{address.netloc}{address.path}" == "https://shop.example/ru/wp-json/wc/v3/orders"
    )
    assert parse_qs(address.query) == {
        "modified_after": ["2026-03-02T07:00:00"], "dates_are_gmt": ["true"], "orderby": ["date"], "order": ["asc"],
        "per_page": ["100"], "page": ["2"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "url",
    ["", "shop.example", "ftp://shop.example", "https://", "https://user:pw@shop.example", "https://shop.example/?a=1",
     "https://shop.example/#x", "https://shop.example\n", "https://[::1", "javascript:alert(1)"],
)  # fmt: skip
def test_a_poll_goes_to_a_plain_address_only(url: str, now: datetime) -> None:
    with pytest.raises(DomainError) as refused:
        poll_request(url, modified_after=now)
    assert refused.value.code == "bad_shop_url"


def test_a_page_gives_each_order_to_parse_and_one_bad_order_stands_alone(
    payloads: Path, now: datetime
) -> None:
    good = json.loads((payloads / "woocommerce" / "processing.json").read_bytes())
    bodies = parse_poll(json.dumps([good, {"id": 5}, good | {"number": "5013"}]).encode())
    assert parse(bodies[0], received_at=now, default_store="m") == parse(
        json.dumps(good).encode(), received_at=now, default_store="m"
    )
    assert parse(bodies[2], received_at=now, default_store="m").number == "5013"
    with pytest.raises(DomainError):
        parse(bodies[1], received_at=now, default_store="m")


@pytest.mark.parametrize("raw", [b'{"code": "rest_forbidden"}', b"<html>", b"", b"1"])
def test_an_error_of_the_shop_is_no_page(raw: bytes) -> None:
    with pytest.raises(DomainError) as refused:
        parse_poll(raw)
    assert refused.value.code == "unreadable"
