"""Recorded payloads and a real export, kept beside the project: nothing here but DomainError or a sound order."""

import io
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from otklik.domain.errors import DomainError
from otklik.domain.incoming import HistoryOrder, IncomingOrder
from otklik.intake.files import read_history
from otklik.intake.registry import INTAKES
from otklik.intake.woocommerce import parse, parse_poll

pytestmark = pytest.mark.realdata

SINGLE_ORDERS = ("00", "01", "03", "04")


@pytest.mark.parametrize("version", ["wp-api-v1", "wp-api-v2", "wp-api-v3"])
@pytest.mark.parametrize("part", SINGLE_ORDERS)
def test_the_documented_orders_of_woocommerce_are_orders(
    shared: Path, now: datetime, version: str, part: str
) -> None:
    raw = (shared / "webhooks/woocommerce/json" / f"{version}__orders_{part}.json").read_bytes()
    order = parse(raw, received_at=now, default_store="sf", zone=ZoneInfo("America/Sao_Paulo"))
    assert isinstance(order, IncomingOrder)
    assert order.currency == "USD"
    assert [line.quantity for line in order.lines] == [2, 1]
    assert order.total_minor == (3795 if version == "wp-api-v1" else 2935)


@pytest.mark.parametrize("version", ["wp-api-v1", "wp-api-v2", "wp-api-v3"])
def test_the_documented_lists_are_pages_of_a_poll(shared: Path, now: datetime, version: str) -> None:
    raw = (shared / "webhooks/woocommerce/json" / f"{version}__orders_02.json").read_bytes()
    orders = [parse(one, received_at=now, default_store="sf", zone=UTC) for one in parse_poll(raw)]
    assert len({order.number for order in orders}) == len(orders) == 2


@pytest.mark.parametrize("name", INTAKES)
def test_no_recorded_file_of_anybody_makes_an_intake_stumble(shared: Path, now: datetime, name: str) -> None:
    found: Counter[str] = Counter()
    for path in sorted((shared / "webhooks").rglob("*")):
        if path.is_file() and path.stat().st_size < 2_000_000:
            try:
                INTAKES[name].parse(path.read_bytes(), received_at=now, default_store="x", zone=UTC)
                found["order"] += 1
            except DomainError as error:
                assert error.remedy
                found[error.code] += 1
    assert found["order"] == {"api": 0, "woocommerce": 12}[name]
    assert found["unreadable"] > 200


def test_eight_thousand_real_orders_are_read_without_an_error(shared: Path, now: datetime) -> None:
    raw = (shared / "olist_sample/olist_orders_dataset.csv").read_bytes()
    file = read_history(io.BytesIO(raw), "olist.csv", received_at=now, zone=ZoneInfo("America/Sao_Paulo"))
    assert (file.form, file.columns.unknown) == ("CSV, utf-8, ,", ("customer_id",))
    records = list(file.records)
    orders = [record for record in records if isinstance(record, HistoryOrder)]
    assert len(orders) == len(records) == 8000
    assert len({order.order.number for order in orders}) == 8000
    assert Counter((order.facts.outcome, order.facts.reason) for order in orders) == {
        ("completed", ""): 7773, ("cancelled", ""): 60, ("cancelled", "no_goods"): 47, ("", ""): 120,
    }  # fmt: skip
    assert Counter(note.column for order in orders for note in order.left_out) == {
        "order_delivered_carrier_date": 19, "order_purchase_timestamp": 1, "order_approved_at": 1,
    }  # fmt: skip
    assert sum(order.order.paid_at is None for order in orders) == 21
    assert sum(order.facts.delivered_at is None for order in orders) == 227


def test_the_items_of_the_same_export_have_no_instant_of_the_order(shared: Path, now: datetime) -> None:
    raw = (shared / "olist_sample/olist_order_items_dataset.csv").read_bytes()
    with pytest.raises(DomainError) as refused:
        read_history(io.BytesIO(raw), "items.csv", received_at=now, zone=UTC)
    assert refused.value.code == "unknown_columns"
