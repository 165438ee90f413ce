import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.domain.errors import DomainError
from otklik.domain.incoming import RowError
from otklik.intake import spreadsheets
from otklik.intake.tables import READERS, Row, Table, read_table


def xlsx(*sheets: Sequence[Sequence[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def table_of(raw: bytes, name: str) -> Table:
    return read_table(io.BytesIO(raw), name)


def rows(raw: bytes, name: str = "orders.csv") -> list[Row | RowError]:
    return list(table_of(raw, name).rows)


TEXT = "Номер;Дата;Сумма\nА-1;02.03.2026 10:00;1 234,50\n"


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        (TEXT.encode(), "CSV, utf-8, ;"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "CSV, utf-8-sig, ;"),
        (TEXT.encode("utf-16"), "CSV, utf-16, ;"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "CSV, utf-16, ;"),
        (
            "Number;Дата;Сумма\n".encode("utf-16-le") + TEXT.split("\n")[1].encode("utf-16-le"),
            "CSV, utf-16-le, ;",
        ),
        (TEXT.encode("cp1251"), "CSV, windows-1251, ;"),
        (TEXT.replace(";", "\t").encode(), "CSV, utf-8, tab"),
        (TEXT.replace(";", "|").encode(), "CSV, utf-8, |"),
        (TEXT.replace(",", ".").replace(";", ",").encode(), "CSV, utf-8, ,"),
        (TEXT.replace("\n", "\r\n").encode(), "CSV, utf-8, ;"),
        (f"sep=;\n{TEXT}".encode(), "CSV, utf-8, ;"),
    ],
)
def test_encoding_and_delimiter_are_found_and_reported(raw: bytes, form: str) -> None:
    table = table_of(raw, "заказы.csv")
    assert table.form == form
    (row,) = table.rows
    assert isinstance(row, Row)
    assert row.values[:2] == ("А-1", "02.03.2026 10:00")


def test_a_western_file_is_not_read_as_cyrillic() -> None:
    """`São` in Latin-1 would quietly become `Sгo` in Windows-1251."""
    with pytest.raises(DomainError, match="encoding"):
        table_of("order_id;city\n1;São Paulo\n2;Praça da Sé\n".encode("latin-1"), "o.csv")


def test_lines_are_those_of_the_file_and_a_broken_one_stops_no_other() -> None:
    raw = b'a,b\n1,"two\nlines"\n\n2,x,y\n3,"bro"ken"\n4,ok\n5\n6,"ok, too"\n'
    assert rows(raw) == [
        Row(2, ("1", "two\nlines")),
        RowError(
            5,
            "",
            "The line has 3 values, the header 2.",
            "Put values that contain the delimiter into quotes.",
        ),
        RowError(6, "", "A quoted value is broken or far too long.", 'Double each quote inside it: "".'),
        Row(7, ("4", "ok")),
        RowError(
            8,
            "",
            "The line has 1 values, the header 2.",
            "Put values that contain the delimiter into quotes.",
        ),
        Row(9, ("6", "ok, too")),
    ]


def test_a_quote_without_end_swallows_no_order_silently() -> None:
    found = rows(b'a,b\n1,"open\n2,x\n3,y\n')
    assert [type(row) for row in found] == [RowError, Row, Row]
    assert [row.line for row in found] == [2, 3, 4]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"", "o.csv"),
        (b"\n\n", "o.csv"),
        (b'"a\n', "o.csv"),
        (b"a,b,A\n1,2,3\n", "o.csv"),
        (b"a,b\n1,\x002\n", "o.csv"),
        (b"a,b\n1,\x1b[2J\n", "o.csv"),
        (b"a,b\n1,2\n", "o.xls"),
        (b"a,b\n1,2\n", "orders"),
        (b"a,b\n1,2\n", "o.xlsx"),
        (b"PK\x03\x04rest", "o.csv"),
        (b"PK\x03\x04rest", "o.xlsx"),
        (b"\xd0\xcf\x11\xe0rest", "o.xls"),
        (b"\xff\xfea", "o.csv"),
        (",".join(f"c{n}" for n in range(301)).encode(), "o.csv"),
        (b'{"a":1}', "o.json"),
    ],
)
def test_a_file_that_cannot_be_read_whole_is_refused_with_a_remedy(raw: bytes, name: str) -> None:
    with pytest.raises(DomainError) as refused:
        rows(raw, name)
    assert refused.value.code == "unreadable"
    assert refused.value.remedy


def test_a_column_without_a_name_is_named_and_so_reported() -> None:
    assert table_of(b"a,,c\n1,2,3\n", "o.csv").header == ("a", "column 2", "c")


def test_a_sheet_reads_like_a_text_file() -> None:
    raw = xlsx(
        [
            [None, None],
            ["Номер", "Дата", "Сумма", "Оплачен", None],
            [1042, datetime(2026, 3, 2, 10, 5), 3490.1, True, None],
            [None, None, None, None, None],
            ["А-2", datetime(2026, 3, 2), 5.0, False, "stray"],
        ]
    )
    table = table_of(raw, "o.xlsx")
    assert (table.form, table.header) == ("XLSX", ("Номер", "Дата", "Сумма", "Оплачен"))
    assert list(table.rows) == [
        Row(3, ("1042", "2026-03-02T10:05:00", "3490.1", "true")),
        RowError(5, "", "The row has values right of the last named column.", "Name the column."),
    ]


def test_a_date_cell_that_shows_no_time_is_a_date_alone() -> None:
    book = openpyxl.Workbook()
    book.active.append(["number", "date", "both"])
    book.active.append([1, datetime(2026, 3, 2), datetime(2026, 3, 2)])
    book.active["B2"].number_format = "dd.mm.yyyy"
    book.active["C2"].number_format = "dd.mm.yyyy hh:mm"
    stream = io.BytesIO()
    book.save(stream)
    assert rows(stream.getvalue(), "o.xlsx") == [Row(2, ("1", "2026-03-02", "2026-03-02T00:00:00"))]


@pytest.mark.parametrize("sheets", [[], [[]], [[["a"], [1]], [["b"], [2]]]], ids=["none", "empty", "two"])
def test_one_sheet_with_data_is_needed(sheets: list[list[list[Any]]]) -> None:
    with pytest.raises(DomainError):
        rows(xlsx(*(sheets or [[]])), "o.xlsx")


def test_a_formula_without_a_stored_result_is_not_an_empty_cell() -> None:
    with pytest.raises(DomainError, match="formulas"):
        rows(xlsx([["number", "total"], [1, "=1+1"]]), "o.xlsx")


def replaced(raw: bytes, member: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, content if name == member else source.read(name))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
WRAP = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


@pytest.mark.parametrize(
    "content",
    [
        b"\0" * (spreadsheets.MAX_UNPACKED_BYTES + 1),
        (
            WRAP % '<row r="1"><c r="A1"><v>1</v></c></row><row r="900000000"><c r="A9"><v>1</v></c></row>'
        ).encode(),
        (WRAP % '<row r="1"><c r="XFD1"><v>1</v></c></row>').encode(),
        (WRAP % '<row r="1"><c r="A1" t="s"><v>77</v></c></row>').encode(),
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + (WRAP % "").encode(),
        (WRAP % "<row>").encode(),
        b"",
    ],
    ids=["bomb", "far row", "far column", "no such string", "entities", "broken", "empty"],
)
def test_a_hostile_sheet_is_refused_in_no_time(content: bytes) -> None:
    raw = replaced(xlsx([["number"], [1]]), SHEET, content)
    with pytest.raises(DomainError) as refused:
        rows(raw, "o.xlsx")
    assert refused.value.code == "unreadable"


def test_the_cap_counts_what_unpacks_and_not_what_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = xlsx([["number"], *[[n] for n in range(500)]])
    assert len(rows(raw, "o.xlsx")) == 500
    monkeypatch.setattr(spreadsheets, "MAX_UNPACKED_BYTES", 5_000)
    with pytest.raises(DomainError, match="unpacks"):
        rows(raw, "o.xlsx")


def test_rows_are_counted_while_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_ROWS", 4)
    with pytest.raises(DomainError, match="more than 3 rows"):
        list(read_table(io.BytesIO(b"a,b\n" + b"1,2\n" * 4), "o.csv", max_rows=3).rows)
    with pytest.raises(DomainError, match="larger than 4 rows"):
        rows(xlsx([["a"], *[[1]] * 4]), "o.xlsx")


def test_ndjson_becomes_rows_a_line_of_goods_each() -> None:
    raw = (
        b'{"number": 7, "buyer": {"phone": "1"}, "lines": [{"sku": "a"}, {"sku": "b", "price": "2.50"}]}\n'
        b"\n"
        b'{"number": 8, "gift": true, "tags": ["x"], "note": null}\n'
        b'{"number": 9, "number": 10}\n'
        b'{"number": 11, "a.b": 1, "a": {"b": 2}}\n'
        b"[1]\n"
    )
    table = table_of(raw, "o.ndjson")
    assert table.header == ("number", "buyer.phone", "lines.sku", "lines.price", "gift", "tags", "note")
    found = list(table.rows)
    assert found[:3] == [
        Row(1, ("7", "1", "a", "", "", "", "")),
        Row(1, ("7", "1", "b", "2.50", "", "", "")),
        Row(3, ("8", "", "", "", "true", '["x"]', "")),
    ]
    assert [(row.line, row.column) for row in found[3:] if isinstance(row, RowError)] == [
        (4, "number"),
        (5, "a.b"),
        (6, ""),
    ]


@pytest.mark.parametrize("ending", READERS)
@settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_random_bytes_are_a_table_or_refused(ending: str, raw: bytes) -> None:
    for content in (raw, b"PK\x03\x04" + raw):
        try:
            table = table_of(content, f"o.{ending}")
            assert all(
                isinstance(row, RowError) or len(row.values) == len(table.header) for row in table.rows
            )
        except DomainError as error:
            assert error.code == "unreadable"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_spreadsheet_is_refused_or_read(data: st.DataObject) -> None:
    raw = bytearray(SPREADSHEET)
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(4, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        list(table_of(bytes(raw), "o.xlsx").rows)
    except DomainError as error:
        assert error.code == "unreadable"


SPREADSHEET = xlsx([["number", "placed_at"], ["1", datetime(2026, 3, 2, 10, 5)]])
