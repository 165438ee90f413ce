"""A file of past orders as a frame: made wrong on purpose, read or refused with its line, and nothing guessed."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.analytics.frames import MISSING, OUTCOMES, OrderFrame, Source
from otklik.domain.errors import DomainError
from otklik.domain.stores import Hours
from otklik.intake.audit_files import AuditFile, read_audit
from otklik.intake.audit_flaws import FLAW_CODES
from otklik.intake.audit_mapping import AuditMapping
from otklik.web.findings_terms import FLAWS
from tests.intake.test_tables import xlsx

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
HOURS = {"default": Hours("Mo-Fr 09:00-18:00", "")}
MOSCOW = AuditMapping(zone="Europe/Moscow", hours=HOURS)


def read(text: str | bytes, name: str = "orders.csv", mapping: AuditMapping = MOSCOW) -> AuditFile:
    raw = text.encode() if isinstance(text, str) else text
    return read_audit(io.BytesIO(raw), name, mapping=mapping, now=NOW)


def said(mapping: AuditMapping = MOSCOW, **more: Any) -> AuditMapping:
    return AuditMapping(**{name: getattr(mapping, name) for name in AuditMapping.__dataclass_fields__} | more)


def refused(text: str | bytes, name: str = "orders.csv", mapping: AuditMapping = MOSCOW) -> DomainError:
    with pytest.raises(DomainError) as error:
        read(text, name, mapping)
    assert error.value.remedy
    return error.value


def with_sheet(raw: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The spreadsheet with its sheet's XML changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == "xl/worksheets/sheet1.xml" else content)
    return stream.getvalue()


def at(frame: OrderFrame, field: str) -> list[str]:
    """The instants of a field in UTC, empty where there is none."""
    return [
        "" if one == MISSING else datetime.fromtimestamp(one, UTC).strftime("%Y-%m-%d %H:%M:%S")
        for one in frame.instants[field].tolist()
    ]


def flaws(source: Source) -> dict[tuple[str, str], tuple[int, bool, tuple[int, ...]]]:
    return {(one.code, one.field): (one.count, one.dropped, one.examples) for one in source.flaws}


def outcomes(frame: OrderFrame) -> list[str]:
    return [OUTCOMES[code] for code in frame.outcome]


def words(frame: OrderFrame, name: str) -> list[str]:
    labels = frame.labels[name]
    return ["" if code < 0 else labels.names[code] for code in labels.codes]


def adds_up(file: AuditFile, joined: int = 0) -> bool:
    """Whether every row read is an order, a further line of one, or counted as lost."""
    lost = sum(one.count for one in file.source.flaws if one.dropped)
    return file.source.rows_read == file.source.orders + lost + joined


def test_an_export_of_a_russian_shop() -> None:
    text = (
        "Номер заказа;Дата заказа;Первый звонок;Статус;Сумма;Валюта;Магазин;Менеджер;Телефон;Скидка\n"
        "А-2;31.12.2025 9:05;31.12.2025 9:17;Выполнен;1 234,50;руб.;Чайник;Анна;8 916 123-45-67;5\n"
        "А-1;30.12.2025 19:40;;Отменён;900;RUB;Чайник;;;\n"
    )
    file = read(text.encode("cp1251"))
    frame, source = file.frame, file.source
    assert (source.form, source.rows_read, source.orders) == ("CSV, windows-1251, ;", 2, 2)
    assert list(frame.numbers) == ["А-1", "А-2"]
    assert frame.rows.tolist() == [3, 2]
    assert at(frame, "placed_at") == ["2025-12-30 16:40:00", "2025-12-31 06:05:00"]
    assert at(frame, "answered_at") == ["", "2025-12-31 06:17:00"]
    assert outcomes(frame) == ["cancelled", "kept"]
    assert frame.amount_minor is not None
    assert frame.has_phone is not None
    assert (frame.amount_minor.tolist(), frame.currency) == ([90_000, 123_450], "RUB")
    assert frame.has_phone.tolist() == [False, True]
    assert (words(frame, "store"), words(frame, "seller")) == (["Чайник", "Чайник"], ["", "Анна"])
    assert (source.unknown, source.flaws, adds_up(file)) == (("Скидка",), (), True)
    assert dict(source.readings)["placed_at"] == "31.12.2025 9:05 = 2025-12-31T09:05:00+03:00"
    assert dict(source.readings)["status"] == "Выполнен = kept; Отменён = cancelled"
    assert frame.observed_until_s == int(datetime(2025, 12, 31, 6, 17, tzinfo=UTC).timestamp())
    assert [calendar.expression for calendar in frame.calendars] == ["Mo-Fr 09:00-18:00"]
    assert "refused_at" not in frame.instants


def test_what_cannot_be_is_counted_with_its_line_and_left_out() -> None:
    file = read(
        "number,placed_at,answered_at,delivered_at,shipped at,status\n"
        "1,2026-03-02 10:00,2026-03-02 09:00,2026-03-03 10:00,2026-03-03 11:00,completed\n"
        "2,2026-03-02 11:00,2026-03-02 11:10,,,completed\n"
        "3,2027-03-02 10:00,,,,new\n"
        "2,2026-03-04 11:00,,,,new\n"
        "4,02.30.2026 10:00,,,,new\n"
        "5,,,,,new\n"
        "6,2026-03-02,,,,new\n"
        "7,2026-03-02 12:00,2026-03-02,2027-01-01 10:00,,???\n"
        "8,2026-03-02 12:00\n"
        "9,2026-03-02 12:30,soon,,,cancelled\n"
    )
    assert list(file.frame.numbers) == ["1", "2", "7", "9"]
    assert at(file.frame, "answered_at") == ["", "2026-03-02 08:10:00", "", ""]
    assert at(file.frame, "handed_over_at") == ["", "", "", ""]
    assert outcomes(file.frame) == ["kept", "kept", "open", "cancelled"]
    assert flaws(file.source) == {
        ("answered_before_placed", "answered_at"): (1, False, (2,)),
        ("handed_over_after_delivered", "shipped at"): (1, False, (2,)),
        ("delivered_without_date", "delivered_at"): (1, False, (3,)),
        ("in_future", "placed_at"): (1, True, (4,)),
        ("duplicate", "number"): (1, True, (5,)),
        ("unreadable", "placed_at"): (1, True, (6,)),
        ("no_placed_at", "placed_at"): (1, True, (7,)),
        ("date_only", "placed_at"): (1, True, (8,)),
        ("date_only", "answered_at"): (1, False, (9,)),
        ("in_future", "delivered_at"): (1, False, (9,)),
        ("unknown_status", "status"): (1, False, (9,)),
        ("broken_row", ""): (1, True, (10,)),
        ("unreadable", "answered_at"): (1, False, (11,)),
    }
    assert adds_up(file)


@pytest.mark.parametrize(
    ("dates", "placed"),
    [
        (("03/04/2025 10:00", "25/04/2025 10:00"), ("2025-04-03 07:00:00", "2025-04-25 07:00:00")),
        (("03/04/2025 10:00", "04/25/2025 10:00"), ("2025-03-04 07:00:00", "2025-04-25 07:00:00")),
        (("03.04.2025 10:00", "03.04.2025 11:00"), ("2025-04-03 07:00:00", "2025-04-03 08:00:00")),
        (("3/4/2025 9:05 PM", "3/14/2025 12:05 AM"), ("2025-03-04 18:05:00", "2025-03-13 21:05:00")),
        (("2025-04-03T10:00:00+05:00", "2025-04-03 10:00"), ("2025-04-03 05:00:00", "2025-04-03 07:00:00")),
    ],
)
def test_day_and_month_are_told_apart_by_the_other_rows(
    dates: tuple[str, ...], placed: tuple[str, ...]
) -> None:
    text = "number,placed_at\n" + "".join(f"{n},{date}\n" for n, date in enumerate(dates))
    assert tuple(at(read(text).frame, "placed_at")) == placed


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("number,placed_at\n1,03/04/2025 10:00\n", "dates_ambiguous", "line 2, placed_at"),
        ("number,placed_at\n1,13/04/2025 10:00\n2,04/13/2025 10:00\n", "dates_ambiguous", "line 3, placed_at"),
        ("number,placed_at,total\n1,2025-03-04 10:00,\"1,234\"\n", "amounts_ambiguous", "line 2, total"),
        ("number,placed_at\n1,2025-03-04\n", "no_orders", "line 2"),
        ("number,placed_at\n1,soon\n", "no_orders", "line 2"),
        ("number,placed_at\n", "no_orders", ""),
        ("number,placed_at\n1\n", "no_orders", "line 2"),
        ("number,placed_at\n1,2026-03-06 10:00\n", "no_orders", "line 2, placed_at"),
        ("number,when\n1,2025-03-04 10:00\n", "unknown_columns", "header"),
        ("number,placed_at,PLACED_AT\n1,2025-03-04 10:00,\n", "unreadable", "header"),
        ("", "unreadable", ""),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "unreadable", ""),
        (b"number,placed_at\n1,2025\0-03-04\n", "unreadable", "line 2"),
    ],
)  # fmt: skip
def test_what_could_be_read_in_two_ways_or_not_at_all_is_refused(
    text: str | bytes, code: str, place: str
) -> None:
    error = refused(text)
    assert (error.code, error.place) == (code, place)


def test_what_the_mapping_says_settles_it() -> None:
    text = 'number,placed_at,total\n1,03/04/2025 10:00,"1,234"\n'
    first = read(text, mapping=said(dates="day_first", decimal=".", currency="RUB")).frame
    second = read(text, mapping=said(dates="month_first", decimal=",", currency="JOD")).frame
    assert (at(first, "placed_at"), at(second, "placed_at")) == (
        ["2025-04-03 07:00:00"],
        ["2025-03-04 07:00:00"],
    )
    assert first.amount_minor is not None
    assert second.amount_minor is not None
    assert (first.amount_minor.tolist(), second.amount_minor.tolist()) == ([123_400], [1_234])


def test_rows_of_one_order_are_one_order() -> None:
    file = read(
        "number,placed_at,answered_at,sku,price,quantity,currency,category\n"
        "A,2026-03-02 10:00,,KT,100.50,2,RUB,tea\n"
        ",,2026-03-02 10:20,CUP,9,1,,cups\n"
        "B,2026-03-02 09:00,,KT,5,1,RUB,tea\n"
        "A,2026-03-02 10:00,,SP,1,1,RUB,tea\n"
    )
    frame = file.frame
    assert (list(frame.numbers), frame.rows.tolist()) == (["B", "A"], [4, 2])
    assert at(frame, "answered_at") == ["", "2026-03-02 07:20:00"]
    assert frame.amount_minor is not None
    assert frame.amount_minor.tolist() == [500, 21_100]
    assert words(frame, "category") == ["tea", "tea"]
    assert flaws(file.source) == {("rows_differ", "category"): (1, False, (3,))}
    assert dict(file.source.readings)["number"] == "4 → 2"
    assert adds_up(file, joined=2)


def test_two_shops_may_count_from_one() -> None:
    frame = read(
        "number,placed_at,store\n1,2026-03-02 10:00,north\n1,2026-03-02 11:00,south\n1,2026-03-02 11:00,south\n"
    ).frame
    assert (list(frame.numbers), words(frame, "store")) == (["1", "1"], ["north", "south"])


def test_hours_by_store_and_by_name() -> None:
    mapping = said(
        hours=HOURS | {"nights": Hours("24/7", zone="Asia/Omsk")},
        stores={"south": Hours("Sa 10:00-12:00", "")},
        trades={"south": "tea", "north": "phones"},
    )
    file = read(
        "placed_at,store,hours\n2026-03-02 10:00,north,\n2026-03-02 11:00,south,\n2026-03-02 12:00,south,nights\n"
        "2026-03-02 13:00,,what\n",
        mapping=mapping,
    )
    frame = file.frame
    assert [frame.calendars[code].expression for code in frame.calendar] == [
        "Mo-Fr 09:00-18:00", "Sa 10:00-12:00", "24/7", "Mo-Fr 09:00-18:00",
    ]  # fmt: skip
    assert [frame.calendars[code].zone for code in frame.calendar][1:3] == ["Europe/Moscow", "Asia/Omsk"]
    assert words(frame, "trade") == ["phones", "tea", "tea", ""]
    assert flaws(file.source) == {("unknown_hours", "hours"): (1, False, (5,))}
    assert list(frame.numbers) == ["2", "3", "4", "5"]


def test_no_hours_and_no_zone_are_refused() -> None:
    text = "placed_at\n2026-03-02 10:00\n"
    assert refused(text, mapping=said(hours={})).place == "--hours"
    assert refused(text, mapping=said(zone="")).place == "line 2"
    aware = "placed_at\n2026-03-02T10:00:00Z\n"
    assert refused(aware, mapping=said(zone="")).code == "zone_missing"
    assert len(read(aware, mapping=AuditMapping(hours={"default": Hours("24/7", zone="UTC")})).frame) == 1


@pytest.mark.parametrize(
    ("status", "outcome", "reason"),
    [
        ("delivered", "kept", ""), ("wc-completed", "kept", ""), ("Отменён", "cancelled", ""),
        ("недозвон", "refused", "unreachable"), ("Отказ покупателя", "withdrawn", ""), ("released", "released", ""),
        ("Купил в другом месте", "withdrawn", "found_elsewhere"), ("unavailable", "cancelled", ""),
        ("Новый", "open", ""), ("Архив", "refused", ""), ("C2:WON", "kept", ""), ("LOSE", "cancelled", ""),
        ("prices-did-not-suit", "withdrawn", ""), ("send-to-delivery", "open", ""), ("Доставлен", "kept", ""),
    ],
)  # fmt: skip
def test_a_word_for_the_state_says_how_an_order_ended(status: str, outcome: str, reason: str) -> None:
    text = f"placed_at,status,cancelled at\n2026-03-02 10:00,{status},2026-03-02 10:30\n"
    frame = read(text, mapping=said(statuses={"архив": "refused"})).frame
    assert outcomes(frame) == [outcome]
    assert (words(frame, "reason") if "reason" in frame.labels else [""]) == [reason]
    ended = {"refused": "refused_at", "withdrawn": "withdrawn_at", "released": "released_at"}
    assert at(frame, ended.get(outcome, "cancelled_at")) == ["2026-03-02 07:30:00"]


def test_dates_alone_count_to_their_end_and_clocks_that_turn_are_reported() -> None:
    mapping = said(zone="Europe/Berlin")
    file = read(
        "placed_at,promised_at,delivered_at\n"
        "2025-10-26 02:30,2025-10-27,2025-10-27\n2025-03-30 02:30,2025-04-01 00:00,2025-04-01\n",
        mapping=mapping,
    )
    assert at(file.frame, "placed_at") == ["2025-03-30 01:30:00", "2025-10-26 00:30:00"]
    assert at(file.frame, "promised_at") == ["2025-04-01 22:00:00", "2025-10-27 23:00:00"]
    assert at(file.frame, "delivered_at") == ["2025-04-01 21:59:59", "2025-10-27 22:59:59"]
    assert flaws(file.source) == {
        ("time_skipped", "placed_at"): (1, False, (3,)),
        ("time_repeated", "placed_at"): (1, False, (2,)),
    }


def test_payment_is_no_answer_and_what_is_not_in_the_file_is_absent() -> None:
    frame = read("order_purchase_timestamp,order_approved_at\n2026-03-02 10:00,2026-03-02 10:05\n").frame
    assert sorted(frame.instants) == ["paid_at", "placed_at"]
    assert (frame.knows_outcome, frame.amount_minor, frame.has_phone, dict(frame.labels)) == (
        False, None, None, {},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("currencies", "mapping", "minor", "currency", "found"),
    [
        (("RUB", "RUB", "USD"), {}, [100, 100, MISSING], "RUB", {("other_currency", "total"): (1, False, (4,))}),
        (("", "", ""), {}, None, "", {("currency_missing", "total"): (3, False, (2, 3, 4))}),
        (("", "", "EUR"), {"currency": "RUB"}, [100, 100, MISSING], "RUB",
         {("other_currency", "total"): (1, False, (4,))}),
    ],
)  # fmt: skip
def test_amounts_are_of_one_currency(
    currencies: tuple[str, ...],
    mapping: Mapping[str, str],
    minor: list[int] | None,
    currency: str,
    found: dict[tuple[str, str], object],
) -> None:
    rows = "".join(f"2026-03-02 1{n}:00,1.00,{one}\n" for n, one in enumerate(currencies))
    file = read(f"placed_at,total,currency\n{rows}", mapping=said(**mapping))
    amounts = file.frame.amount_minor
    assert (None if amounts is None else amounts.tolist(), file.frame.currency) == (minor, currency)
    assert flaws(file.source) == found


def test_the_same_file_in_other_blocks_is_the_same_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(
        f'{n % 37},2026-03-0{1 + n % 4} 1{n % 9}:0{n % 7},"say ""{n}""\nmore",{n}.5{n % 10}\n'
        for n in range(200)
    )
    text = f"number,placed_at,status,total\n{rows}"
    whole = read(text, mapping=said(currency="RUB"))
    monkeypatch.setattr("otklik.intake.encodings.BLOCK_BYTES", 97)
    cut = read(text, mapping=said(currency="RUB"))
    assert whole.source == cut.source
    assert list(whole.frame.numbers) == list(cut.frame.numbers)
    for name in whole.frame.instants:
        assert np.array_equal(whole.frame.instants[name], cut.frame.instants[name])


def test_a_spreadsheet_counts_formulas_by_their_stored_results() -> None:
    """As a spreadsheet program saves it: the formula and, beside it, what it came to."""
    raw = xlsx([["Номер", "Дата заказа", "Сумма"], ["А-1", datetime(2026, 3, 2, 10, 5), 0]])
    cell = b'<c r="C2" t="n"><f>A1*2</f><v>1234.5</v></c>'
    stored = with_sheet(raw, lambda sheet: re.sub(rb'<c r="C2"[^>]*>.*?</c>', cell, sheet))
    file = read(stored, "orders.xlsx", said(currency="RUB"))
    assert file.frame.amount_minor is not None
    assert (at(file.frame, "placed_at"), file.frame.amount_minor.tolist()) == (
        ["2026-03-02 07:05:00"],
        [123_450],
    )
    assert (file.source.form, file.frame.rows.tolist()) == ("XLSX", [2])
    never = with_sheet(
        raw, lambda sheet: re.sub(rb'<c r="C2"[^>]*>.*?</c>', cell.replace(b"1234.5", b""), sheet)
    )
    error = refused(never, "orders.xlsx")
    assert (error.message, error.place) == (
        "The sheet has formulas whose results were never stored.",
        "cell C2",
    )


def test_titles_above_the_header_are_passed_over() -> None:
    """As 1C saves a list: what it is, for which days, an empty line, and then the table."""
    titles = [["Заказы покупателей"], ["Дата", "01.03.2026"], [], ["Номер", "Дата", "Сумма"]]
    rows = [["А-1", "02.03.2026 10:05", "1,5"], ["А-2", "02.03.2026 11:05", "2,5"]]
    text = "".join(";".join(row) + "\n" for row in (*titles, *rows))
    for file, form in (
        (read(text.encode("cp1251")), "CSV, windows-1251, ;, header in line 4"),
        (read(xlsx([*titles, *rows]), "orders.xlsx"), "XLSX, header in line 4"),
    ):
        assert (list(file.frame.numbers), file.frame.rows.tolist()) == (["А-1", "А-2"], [5, 6])
        assert (file.source.form, file.source.rows_read) == (form, 2)
    assert refused("Отчёт\nКогда;Что\n").message.startswith("No column was recognised")


def test_parquet_is_read_as_it_is() -> None:
    table = pyarrow.table({
        "order_id": pyarrow.array([7, 8, 9]),
        "created_at": pyarrow.array(
            [datetime(2026, 3, 2, 7, 5, tzinfo=UTC), None, datetime(2026, 3, 1)], pyarrow.timestamp("us", "UTC")
        ),
        "date paid": pyarrow.array([datetime(2026, 3, 2, 11), None, None], pyarrow.timestamp("ms")),
        "total": pyarrow.array([Decimal("12.50"), Decimal("1.00"), None], pyarrow.decimal128(9, 2)),
        "promised_at": pyarrow.array([None, None, datetime(2026, 3, 3).date()]),
        "tags": [["a"], [], None],
    })  # fmt: skip
    stream = io.BytesIO()
    pyarrow.parquet.write_table(table, stream)
    file = read(stream.getvalue(), "orders.parquet", said(currency="RUB"))
    assert (list(file.frame.numbers), file.frame.rows.tolist()) == (["9", "7"], [3, 1])
    assert at(file.frame, "placed_at") == ["2026-03-01 00:00:00", "2026-03-02 07:05:00"]
    assert at(file.frame, "paid_at") == ["", "2026-03-02 08:00:00"]
    assert at(file.frame, "promised_at") == ["2026-03-03 21:00:00", ""]
    assert file.frame.amount_minor is not None
    assert file.frame.amount_minor.tolist() == [MISSING, 1_250]
    assert (file.source.form, file.source.unknown) == ("Parquet", ("tags",))
    assert flaws(file.source) == {("no_placed_at", "created_at"): (1, True, (2,))}


def test_a_damaged_parquet_and_one_that_nothing_can_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(b"PAR1 and no more", "orders.parquet").code == "unreadable"
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    error = refused(b"PAR1 and no more", "orders.parquet")
    assert (error.code, error.remedy) == (
        "reader_missing", "Type pip install 'otklik[parquet]', or save the file as CSV.",
    )  # fmt: skip


def test_json_lines_are_read_by_dotted_names() -> None:
    file = read(
        '{"number": "7", "createdAt": "2026-03-02 10:00:00+03:00", "status": "no-call", "customer": {"phone": "1"}}\n'
        '{"number": "8", "createdAt": "2026-03-02 11:00:00+03:00", "status": "complete"}\n[]\n',
        "orders.ndjson",
    )
    assert (list(file.frame.numbers), outcomes(file.frame)) == (["7", "8"], ["refused", "kept"])
    assert (file.source.form, file.source.rows_read) == ("NDJSON", 3)
    assert flaws(file.source) == {("broken_row", ""): (1, True, (3,))}


def test_what_stays_in_memory_is_numbers() -> None:
    """A hundred megabytes that are mostly comments: the rows cost what they cost without them."""
    command = [sys.executable, "-m", "bench.long_files", "6000", "17000"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    told = json.loads(printed)
    assert told["orders"] == 6_000
    assert told["bytes"] > 100_000_000
    assert (told["peak_kib"] - told["before_kib"]) * 1024 < 50_000_000


@pytest.mark.long
def test_two_gibibytes_of_short_rows_stay_within_what_a_row_may_cost() -> None:
    """Nine columns at 16 bytes, and 64 MiB for the blocks that stream by."""
    command = [sys.executable, "-m", "bench.long_files", "17400000", "8"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    told = json.loads(printed)
    assert told["orders"] == 17_400_000
    assert told["bytes"] > 2_147_483_648
    assert (told["peak_kib"] - told["before_kib"]) * 1024 < 17_400_000 * 9 * 16 + 64 * 1_048_576


MOMENTS = st.sampled_from([
    "", "2026-03-02 10:00", "02.03.2026 9:05", "2026-03-02T10:00:00+05:00", "2027-01-01 00:00", "2026-03-02", "soon",
    "-", "31.02.2026 10:00", "2025-03-30 02:30", "0000-00-00 00:00:00", "1999-01-01 00:00:00.5Z", "2/28/2026 1:02 PM",
])  # fmt: skip
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "1", "2", "00a1", "ff", "№ 3"]), MOMENTS, MOMENTS, MOMENTS,
        st.sampled_from(["", "completed", "Отменён", "?", "refused"]),
        st.sampled_from(["", "1", "12,5", "x", "1.000,00"]),
        st.sampled_from(["", "a", 'b "c"', "d\ne"]), st.sampled_from(["", "x;y", '"']),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(rows=ROWS, has_lines=st.booleans(), cut=st.integers(0, 3))
def test_whatever_a_file_holds_each_of_its_rows_is_accounted_for(
    rows: list[tuple[str, ...]], has_lines: bool, cut: int
) -> None:
    header = [
        "number",
        "placed_at",
        "answered_at",
        "delivered_at",
        "status",
        "total",
        "store",
        "sku" if has_lines else "x",
    ]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows([header, *rows])
    text = stream.getvalue()
    try:
        file = read(text[: len(text) - cut], mapping=said(currency="RUB", zone="Europe/Berlin"))
    except DomainError as error:
        assert error.code in ("no_orders", "unreadable", "dates_ambiguous")
        assert error.remedy
        return
    frame, counted = file.frame, dict(file.source.readings)
    joined = [int(one) for one in counted["number"].split(" → ")] if "number" in counted else [0, 0]
    assert adds_up(file, joined[0] - joined[1])
    placed_s = frame.instants["placed_at"]
    assert (np.diff(placed_s) >= 0).all()
    assert len(set(frame.rows.tolist())) == len(frame) == len(frame.numbers)
    for name in ("answered_at", "delivered_at"):
        there = frame.instants[name] != MISSING
        assert (frame.instants[name][there] >= placed_s[there]).all()
        assert (frame.instants[name][there] <= NOW.timestamp()).all()


def test_every_flaw_has_its_words() -> None:
    assert set(FLAW_CODES) <= set(FLAWS)
