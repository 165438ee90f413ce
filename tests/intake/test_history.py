import io
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.domain.errors import DomainError
from otklik.domain.incoming import HistoryFacts, HistoryOrder, IncomingLine, IncomingOrder, RowError
from otklik.domain.refusal_reasons import SHIPPED
from otklik.intake.files import read_history
from otklik.intake.statuses import DELIVERIES, PAYMENTS, STATUSES, outcome_of

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


def read(text: str, name: str = "o.csv", **options: Any) -> list[HistoryOrder | RowError]:
    return list(
        read_history(io.BytesIO(text.encode()), name, received_at=NOW, **{"zone": MOSCOW} | options).records
    )


def one(text: str, **options: Any) -> HistoryOrder:
    (record,) = read(text, **options)
    assert isinstance(record, HistoryOrder), record
    return record


def error(text: str, **options: Any) -> RowError:
    (record,) = read(text, **options)
    assert isinstance(record, RowError), record
    return record


def test_an_order_with_its_facts() -> None:
    text = (
        "Номер заказа;Дата заказа;Статус;Дата первого звонка;Дата оплаты;Дата отгрузки;Фактическая дата доставки;"
        "Обещанная дата доставки;Сумма заказа;Валюта;ФИО;Телефон;E-mail;Способ оплаты;Способ доставки;Менеджер\n"
        "А-1;02.03.2026 10:00;Доставлен;02.03.2026 10:12;03.03.2026 18:00;02.03.2026 15:00;03.03.2026 17:30;"
        "03.03.2026;3 490,00;руб;Анна Примерова;8 900 000-00-01;anna@example.com;При получении;Курьером;Ольга\n"
    )
    assert one(text) == HistoryOrder(
        line=2,
        order=IncomingOrder(
            number="А-1",
            placed_at=datetime(2026, 3, 2, 7, 0, tzinfo=UTC),
            received_at=NOW,
            lines=(),
            total_minor=349000,
            currency="RUB",
            payment="on_delivery",
            paid_at=datetime(2026, 3, 3, 15, 0, tzinfo=UTC),
            delivery="courier",
            buyer_name="Анна Примерова",
            phone_raw="8 900 000-00-01",
            phone="+79000000001",
            email="anna@example.com",
            source_status="Доставлен",
            extra={"Менеджер": "Ольга"},
        ),
        facts=HistoryFacts(
            answered_at=datetime(2026, 3, 2, 7, 12, tzinfo=UTC),
            handed_over_at=datetime(2026, 3, 2, 12, 0, tzinfo=UTC),
            delivered_at=datetime(2026, 3, 3, 14, 30, tzinfo=UTC),
            promised_at=datetime(2026, 3, 3, 21, 0, tzinfo=UTC),
            outcome="completed",
            outcome_at=datetime(2026, 3, 3, 14, 30, tzinfo=UTC),
        ),
        witnessed=("contact.reached", "delivery.done", "delivery.handed_over", "payment.received"),
    )


def test_rows_of_one_order_are_its_lines() -> None:
    first, second = read(
        "number,placed_at,total,currency,lines.sku,lines.title,lines.quantity,lines.price,lines.reserved\n"
        "1,2026-03-02 10:00,25.00,EUR,a,Tea,2,10.00,true\n"
        "1,2026-03-02 10:00,,EUR,b,Milk,0.5,10.00,\n"
        ",,,,c,Cup,1,0.00,\n"
        "2,2026-03-02 11:00,,EUR,d,Jam,3,1.50,\n"
    )
    assert isinstance(first, HistoryOrder)
    assert isinstance(second, HistoryOrder)
    assert first.order.lines == (
        IncomingLine("1", "a", "Tea", 2, 1000, reserved=True),
        IncomingLine("2", "b", "Milk × 0.5", 1, 500, reserved=False),
        IncomingLine("3", "c", "Cup", 1, 0, reserved=False),
    )
    assert first.order.total_minor == 2500
    assert (second.line, second.order.total_minor) == (5, 450)


def test_the_price_may_follow_from_the_lines_total() -> None:
    text = "number,placed_at,currency,sku,quantity,line_total\n1,2026-03-02 10:00,RUB,a,3,100.00\n"
    assert one(text).order.lines[0].price_minor == 3333


def test_an_ndjson_line_is_an_order_with_its_lines() -> None:
    text = (
        '{"number": 1, "placed_at": "2026-03-02T10:00:00Z", "total": "5.00", "currency": "EUR", "status": "completed",'
        ' "completed_at": "2026-03-03T10:00:00Z", "buyer": {"name": "Ann", "phone": "+49 30 901820"},'
        ' "lines": [{"id": "x", "title": "Tea", "quantity": 2, "price": "2.50"}]}\n'
    )
    record = one(text, name="o.ndjson", zone=None)
    assert (record.order.buyer_name, record.order.phone) == ("Ann", "+4930901820")
    assert record.order.lines == (IncomingLine("x", "", "Tea", 2, 250, reserved=False),)
    assert (record.facts.outcome, record.facts.outcome_at) == (
        "completed",
        datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
    )
    assert record.witnessed == ("order.completed",)


def test_money_before_the_goods_left_was_a_prepayment() -> None:
    text = "number,placed_at,paid_at,shipped_at\n1,2026-03-02 10:00,2026-03-02 {},2026-03-02 15:00\n"
    assert one(text.format("11:00")).order.payment == "prepaid"
    assert one(text.format("16:00")).order.payment == "on_delivery"


@pytest.mark.parametrize(
    ("header", "row", "line", "column"),
    [
        ("number,placed_at", ",2026-03-02 10:00", 2, "number"),
        ("number,placed_at", f"{'9' * 65},2026-03-02 10:00", 2, "number"),
        ("number,placed_at", "1,", 2, "placed_at"),
        ("number,placed_at", "1,02.03.2026", 2, "placed_at"),
        ("number,placed_at", "1,2026-03-06 10:00", 2, "placed_at"),
        ("number,placed_at,paid_at", "1,2026-03-02 10:00,soon", 2, "paid_at"),
        ("number,placed_at,total", "1,2026-03-02 10:00,5", 2, "total"),
        ("number,placed_at,total,currency", "1,2026-03-02 10:00,5.005,RUB", 2, "total"),
        ("number,placed_at,total,currency", "1,2026-03-02 10:00,much,RUB", 2, "total"),
        ("number,placed_at,total,currency", "1,2026-03-02 10:00,5,$", 2, "currency"),
        ("number,placed_at,currency,sku,quantity", "1,2026-03-02 10:00,RUB,a,0", 2, "quantity"),
        ("number,placed_at,currency,sku,quantity", "1,2026-03-02 10:00,RUB,,2", 2, "title"),
        ("number,placed_at,currency,sku,price", "1,2026-03-02 10:00,RUB,a,-1", 2, "price"),
    ],
)
def test_a_row_that_cannot_be_read_names_line_column_and_remedy(
    header: str, row: str, line: int, column: str
) -> None:
    found = error(f"{header}\n{row}\n")
    assert (found.line, found.column) == (line, column)
    assert found.message
    assert found.remedy


def test_a_bad_row_stops_no_other() -> None:
    text = "number,placed_at\n1,2026-03-02 10:00\n2,never\n3,2026-03-02 11:00,x\n4,2026-03-02 12:00\n"
    records = read(text)
    assert [record.line for record in records] == [2, 3, 4, 5]
    assert [isinstance(record, HistoryOrder) for record in records] == [True, False, False, True]


def test_a_zone_is_never_assumed() -> None:
    text = "number,placed_at\n1,2026-03-02 10:00\n2,2026-03-02T10:00:00+03:00\n"
    bare, zoned = read(text, zone=None)
    assert isinstance(bare, RowError)
    assert "zone" in bare.message
    assert isinstance(zoned, HistoryOrder)


@pytest.mark.parametrize(
    ("rows", "line", "column"),
    [
        ("1,2026-03-02 10:00,a\n2,2026-03-02 10:00,b\n1,2026-03-02 10:00,c", 4, "number"),
        ("1,2026-03-02 10:00,a\n1,2026-03-02 11:00,b", 3, "placed_at"),
        (",2026-03-02 10:00,a", 2, "number"),
    ],
    ids=["again further down", "rows that differ", "no number at all"],
)
def test_rows_that_contradict_each_other_are_not_chosen_from(rows: str, line: int, column: str) -> None:
    errors = [record for record in read(f"number,placed_at,sku\n{rows}\n") if isinstance(record, RowError)]
    assert [(found.line, found.column) for found in errors] == [(line, column)]


def test_without_columns_of_goods_a_number_stands_once() -> None:
    first, second = read("number,placed_at\n1,2026-03-02 10:00\n1,2026-03-02 10:00\n")
    assert isinstance(first, HistoryOrder)
    assert isinstance(second, RowError)
    assert second.line == 3


@pytest.mark.parametrize("paid", ["2026-03-01 10:00", "2026-03-06 10:00"])
def test_an_impossible_fact_is_left_out_and_reported_and_the_order_stands(paid: str) -> None:
    record = one(f"number,placed_at,paid_at\n1,2026-03-02 10:00,{paid}\n")
    assert record.order.paid_at is None
    assert [(note.line, note.column) for note in record.left_out] == [(2, "paid_at")]


def test_an_unknown_status_is_kept_and_reported() -> None:
    record = one("number,placed_at,status\n1,2026-03-02 10:00,Ждём поставку\n")
    assert (record.facts.outcome, record.order.source_status) == ("", "Ждём поставку")
    assert [note.column for note in record.left_out] == ["status"]


def test_times_that_the_clocks_skip_or_repeat_are_reported() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first, second = read("number,placed_at\n1,2025-03-30 02:30\n2,2025-10-26 02:30\n", zone=berlin)
    assert isinstance(first, HistoryOrder)
    assert isinstance(second, HistoryOrder)
    assert first.order.placed_at == datetime(2025, 3, 30, 1, 30, tzinfo=UTC)
    assert second.order.placed_at == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    assert "skipped" in first.left_out[0].message
    assert "twice" in second.left_out[0].message


def test_date_and_time_may_stand_in_two_columns() -> None:
    assert one("Номер;Дата;Время\n1;02.03.2026;10:05\n").order.placed_at == datetime(
        2026, 3, 2, 7, 5, tzinfo=UTC
    )


def test_a_promise_at_midnight_is_a_promise_for_that_day() -> None:
    text = "number,placed_at,promised_at\n1,2026-03-02 10:00,{}\n"
    end_of_day = datetime(2026, 3, 4, 21, 0, tzinfo=UTC)
    assert one(text.format("2026-03-04")).facts.promised_at == end_of_day
    assert one(text.format("2026-03-04 00:00:00")).facts.promised_at == end_of_day
    assert one(text.format("2026-03-04 12:00")).facts.promised_at == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def test_a_file_without_amounts_has_no_currency_and_needs_none() -> None:
    order = one("number,placed_at\n1,2026-03-02 10:00\n").order
    assert (order.total_minor, order.currency) == (0, "XXX")


def test_the_currency_of_a_file_may_be_said() -> None:
    assert one("number,placed_at,total\n1,2026-03-02 10:00,5\n", currency="JPY").order.total_minor == 5
    with pytest.raises(DomainError):
        read("number,placed_at\n1,2026-03-02 10:00\n", currency="YEN")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("wc-completed", ("completed", "")),
        ("Отменён", ("cancelled", "")),
        ("Нет в наличии", ("cancelled", "no_goods")),
        ("no-call", ("cancelled", "unreachable")),
        ("processing", ("", "")),
        ("", ("", "")),
        ("что-то", None),
    ],
)
def test_a_status_says_what_it_says(status: str, outcome: tuple[str, str] | None) -> None:
    assert outcome_of(status) == outcome


def test_the_tables_of_words_use_our_own_words() -> None:
    assert {reason for _, reason in STATUSES.values() if reason} <= SHIPPED.keys()
    assert set(PAYMENTS.values()) == {"prepaid", "on_delivery", "credit"}
    assert set(DELIVERIES.values()) == {"courier", "pickup", "post"}


CELLS = st.sampled_from(
    [
        "",
        "1",
        "2",
        "2026-03-02 10:00",
        "02.03.2026",
        "never",
        "5.00",
        "1,234",
        "RUB",
        "$",
        "completed",
        "Tea",
        "\x0b",
        '"',
    ]
) | st.text(max_size=6)
HEADER = "number,placed_at,status,paid_at,promised_at,total,currency,sku,quantity,price,phone,email"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=12, max_size=12), max_size=5))
def test_any_cells_are_orders_that_hold_or_errors_by_line(table: list[list[str]]) -> None:
    lines = [",".join('"' + cell.replace('"', '""').replace("\0", "") + '"' for cell in row) for row in table]
    try:
        records = read("\n".join([HEADER, *lines]))
    except (DomainError, UnicodeEncodeError):
        return
    for record in records:
        assert record.line >= 2
        if isinstance(record, HistoryOrder):
            order = record.order
            assert order.placed_at <= NOW
            assert order.paid_at is None or order.placed_at <= order.paid_at <= NOW
            assert len({line.id for line in order.lines}) == len(order.lines)
            assert type(order.total_minor) is int
        else:
            assert record.message
