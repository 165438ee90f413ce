import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from otklik.domain.errors import DomainError
from otklik.domain.incoming import IncomingLine, IncomingOrder, IncomingPayment
from otklik.intake import api
from otklik.intake.api import OrderBody, parse, parse_payment


def load(payloads: Path, name: str) -> dict[str, Any]:
    return json.loads((payloads / "api" / name).read_bytes())


def test_every_field_of_the_contract_has_its_place(payloads: Path, now: datetime) -> None:
    raw = (payloads / "api" / "order.json").read_bytes()
    assert parse(raw, received_at=now, default_store="arbat") == IncomingOrder(
        number="A-1042",
        store="tverskaya",
        channel="site",
        placed_at=datetime(2026, 3, 2, 7, 5, tzinfo=UTC),
        received_at=now,
        lines=(
            IncomingLine("k1", "KT-17", "Чайник, 1,7 л", 2, 174500),
            IncomingLine("k2", "", "Фильтр", 1, 31050, store="sklad", reserved=False),
        ),
        total_minor=380050,
        currency="RUB",
        payment="prepaid",
        paid_at=datetime(2026, 3, 2, 7, 6, 30, tzinfo=UTC),
        delivery="courier",
        campaign="march-tea",
        cart_key="c-77",
        buyer_name="Анна Примерова",
        phone_raw="8 (900) 000-00-01 доб. 12",
        phone="+79000000001",
        email="anna@example.com",
        comment="Домофон не работает.\nЗвонить.",
        extra={"gift_wrap": True, "buyer": {"floor": 3}, "lines": {"k1": {"colour": "white"}}},
    )


def test_absent_fields_have_their_documented_values(payloads: Path, now: datetime) -> None:
    order = parse((payloads / "api" / "least.json").read_bytes(), received_at=now, default_store="arbat")
    assert order == IncomingOrder(
        number="7",
        store="arbat",
        placed_at=datetime(2026, 3, 2, 7, 5, tzinfo=UTC),
        received_at=now,
        lines=(IncomingLine("1", "", "Tea", 1, 4),),
        total_minor=4,
        currency="JPY",
    )


def test_a_bad_phone_or_address_is_kept_and_loses_no_order(payloads: Path, now: datetime) -> None:
    order = parse((payloads / "api" / "credit.json").read_bytes(), received_at=now, default_store="arbat")
    assert (order.phone_raw, order.phone, order.email) == ("not a phone", "", "")
    assert order.extra == {"buyer": {"email": "nowhere"}}
    assert (order.buyer_name, order.buyer_zone, order.locale, order.paid_at) == (
        "",
        "America/New_York",
        "en",
        None,
    )
    assert (order.total_minor, [line.price_minor for line in order.lines]) == (12845, [12345, 500])
    assert [line.id for line in order.lines] == ["315", "316"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"number": ""}, "number"),
        ({"number": " \n"}, "number"),
        ({"number": None}, "number"),
        ({"number": True}, "number"),
        ({"number": "n" * 65}, "number"),
        ({"placed_at": None}, "placed_at"),
        ({"placed_at": "2026-03-02"}, "placed_at"),
        ({"placed_at": 1772434800}, "placed_at"),
        ({"paid_at": "soon"}, "paid_at"),
        ({"lines": []}, "lines"),
        ({"lines": {}}, "lines"),
        ({"lines": [7]}, "lines[0]"),
        ({"lines": [{"price": "1"}]}, "lines[0].title"),
        ({"lines": [{"title": "a", "price": "1"}, {"title": "b"}]}, "lines[1].price"),
        ({"lines": [{"title": "a", "price": 1.5}]}, "lines[0].price"),
        ({"lines": [{"title": "a", "price": "1,5"}]}, "lines[0].price"),
        ({"lines": [{"title": "a", "price": "1", "quantity": 0}]}, "lines[0].quantity"),
        ({"lines": [{"title": "a", "price": "1", "quantity": 1.5}]}, "lines[0].quantity"),
        ({"lines": [{"title": "a", "price": "1", "quantity": "2"}]}, "lines[0].quantity"),
        ({"lines": [{"title": "a", "price": "1", "reserved": "yes"}]}, "lines[0].reserved"),
        (
            {"lines": [{"title": "a", "price": "1", "id": "x"}, {"title": "b", "price": "1", "id": "x"}]},
            "lines[1].id",
        ),
        ({"lines": [{"title": "a", "price": "1", "id": "2"}, {"title": "b", "price": "1"}]}, "lines[1].id"),
        ({"total": 3800.5}, "total"),
        ({"total": "-1"}, "total"),
        ({"total": "3800.505"}, "total"),
        ({"currency": "RUR"}, "currency"),
        ({"payment": "barter"}, "payment"),
        ({"delivery": "drone"}, "delivery"),
        ({"buyer": "Анна"}, "buyer"),
        ({"buyer": {"phone": 89000000001}}, "buyer.phone"),
        ({"buyer": {"zone": "Mars/Phobos"}}, "buyer.zone"),
        ({"buyer": {"zone": "../etc/passwd"}}, "buyer.zone"),
        ({"comment": "x" * 10_001}, "comment"),
    ],
)
def test_what_breaks_the_contract_is_refused_with_path_and_remedy(
    payloads: Path, now: datetime, change: dict[str, Any], place: str
) -> None:
    body = load(payloads, "order.json") | change
    with pytest.raises(DomainError) as refused:
        parse(json.dumps(body).encode(), received_at=now, default_store="arbat")
    assert (refused.value.code, refused.value.place) == ("unreadable", place)
    assert refused.value.message
    assert refused.value.remedy


def test_an_instant_without_zone_has_a_code_of_its_own(payloads: Path, now: datetime) -> None:
    body = load(payloads, "order.json") | {"placed_at": "2026-03-02T10:05:00"}
    with pytest.raises(DomainError) as refused:
        parse(json.dumps(body).encode(), received_at=now, default_store="arbat")
    assert (refused.value.code, refused.value.place) == ("zone_required", "placed_at")


def test_no_error_repeats_what_the_buyer_wrote(payloads: Path, now: datetime) -> None:
    body = load(payloads, "order.json") | {"buyer": {"phone": 89161234567}, "comment": "секрет" * 5000}
    with pytest.raises(DomainError) as refused:
        parse(json.dumps(body).encode(), received_at=now, default_store="arbat")
    assert "секрет" not in str(refused.value)
    assert "8916" not in str(refused.value)


def test_control_characters_never_reach_a_header_or_a_screen(payloads: Path, now: datetime) -> None:
    body = load(payloads, "order.json")
    body["buyer"] = {
        "name": "Анна\r\nBcc: all@example.com\x1b[2J",
        "email": "a@example.com\nBcc: b@example.com",
    }
    order = parse(json.dumps(body).encode(), received_at=now, default_store="arbat")
    assert order.buyer_name == "Анна Bcc: all@example.com [2J"
    assert order.email == ""


def test_the_published_schema_names_exactly_what_parse_reads() -> None:
    schema = OrderBody.model_json_schema()
    assert set(schema["required"]) == {"number", "placed_at", "lines", "total", "currency"}
    assert set(schema["properties"]) == {
        "number", "store", "channel", "placed_at", "buyer", "lines", "total", "currency", "payment", "paid_at",
        "delivery", "comment", "campaign", "cart_key", "address", "needed_by_at", "hold",
    }  # fmt: skip
    assert set(schema["$defs"]["LineBody"]["properties"]) == {
        "id", "sku", "title", "quantity", "price", "store", "reserved",
    }  # fmt: skip


def test_a_payment_is_read_in_its_currency(now: datetime) -> None:
    raw = (
        b'{"id": 9, "amount": "12.5", "currency": "RUB", "paid_at": "2026-03-02T10:00:00Z", "terminal": "T1"}'
    )
    assert parse_payment(raw, received_at=now) == IncomingPayment(
        amount_minor=1250,
        currency="RUB",
        paid_at=datetime(2026, 3, 2, 10, 0, tzinfo=UTC),
        payment_id="9",
        extra={"terminal": "T1"},
    )


def test_a_payment_without_instant_came_now(now: datetime) -> None:
    assert parse_payment(b'{"amount": "1", "currency": "JPY"}', received_at=now).paid_at == now


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b'{"currency": "RUB"}', "amount"),
        (b'{"amount": "1"}', "currency"),
        (b'{"amount": "-1", "currency": "RUB"}', "amount"),
        (b'{"amount": 1, "currency": "RUB"}', "amount"),
        (b"[]", ""),
    ],
)
def test_a_payment_that_cannot_be_read_is_refused(raw: bytes, place: str, now: datetime) -> None:
    with pytest.raises(DomainError) as refused:
        parse_payment(raw, received_at=now)
    assert (refused.value.code, refused.value.place) == ("unreadable", place)


def test_the_module_is_an_intake() -> None:
    assert api.NAME == "api"
