"""Files as tables: CSV, XLSX and NDJSON bytes to a header and rows of text.

Encoding and delimiter are found from the file and reported; where two readings are possible the file is refused. It
must not know what a column means. A broken line is one `RowError` and does not stop the lines after it.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from otklik.domain.errors import DomainError
from otklik.domain.incoming import RowError
from otklik.intake.json_input import read_object
from otklik.intake.spreadsheets import MAX_COLUMNS, MAX_ROWS, read_sheet
from otklik.intake.texts import one_line

MAX_FILE_BYTES = 256 * 1_048_576
MAX_HEADER = 65_536
MAX_BROKEN = 1_000
DELIMITERS = (",", ";", "\t", "|")

_MIXED_WORD = re.compile(r"\b\w*(?:[A-Za-z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][A-Za-z])\w*\b")
_CYRILLIC_WORD = re.compile(r"\b\w*[а-яёА-ЯЁ]\w*\b")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x98]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file on which it starts (from 1), and its values in the header's order, trimmed."""

    line: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file as a table.

    Parameters
    ----------
    header
        Names of the columns as they stand in the file.
    rows
        To be read once, in order; empty lines are left out.
    form
        What was found, for the reader of the report: `CSV, utf-8, ";"`.
    """

    header: tuple[str, ...]
    rows: Iterator[Row | RowError]
    form: str


def read_table(raw: bytes, filename: str) -> Table:
    """The table of a file.

    Parameters
    ----------
    raw
        The file's bytes.
    filename
        Its name; the ending says CSV (`.csv .tsv .txt`), XLSX (`.xlsx`) or NDJSON (`.ndjson .jsonl`).

    Raises
    ------
    DomainError
        `unreadable`: unknown ending, ending and content differ, too large, encoding not certain, no header.
    """
    ending = filename.casefold().rpartition(".")[2]
    if len(raw) > MAX_FILE_BYTES:
        raise _refused(f"The file is larger than {MAX_FILE_BYTES // 1_048_576} MiB.", "Split it.")
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused("This is an XLS file of the old kind.", "Save it as XLSX or CSV.")
    reader = READERS.get(ending)
    if reader is None:
        raise _refused("The ending of the file's name is not known.", f"Use one of: {', '.join(READERS)}.")
    if raw.startswith(b"PK\x03\x04") != (reader is _read_xlsx):
        raise _refused(
            "The file's content is not what its name says.", "Give it the ending of its real format."
        )
    return reader(raw)


def _refused(message: str, remedy: str, place: str = "") -> DomainError:
    return DomainError("unreadable", message, remedy=remedy, place=place)


# ── CSV ──


def _read_csv(raw: bytes) -> Table:
    text, encoding = _decode(raw)
    first_line = 1
    if match := re.match(r"sep=(.)\r?\n", text):  # a hint that spreadsheet programs write and read
        text, first_line, delimiter = text[match.end() :], 2, match[1]
    else:
        delimiter = _delimiter(text)
    records = _records(text, delimiter, first_line)
    header = next((record for record in records if isinstance(record, RowError) or any(record.values)), None)
    if header is None or isinstance(header, RowError):
        raise _refused(
            "The file has no readable header.", "Put the names of the columns into the first line."
        )
    names = _checked_header(header.values)
    form = f"CSV, {encoding}, {'tab' if delimiter == chr(9) else delimiter}"
    return Table(names, _full_rows(records, len(names)), form)


def _decode(raw: bytes) -> tuple[str, str]:
    """The text and its encoding; Windows-1251 only where its words are Cyrillic words."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return _checked_text(raw, encoding), encoding
    if raw[1:2] == b"\0" and raw[:1] != b"\0":
        return _checked_text(raw, "utf-16-le"), "utf-16-le"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        text = _checked_text(raw, "cp1251")
        if 10 * len(_MIXED_WORD.findall(text)) > len(_CYRILLIC_WORD.findall(text)):
            raise _refused("The encoding of the file is not certain.", "Save it in UTF-8.") from None
        return text, "windows-1251"
    return _checked_text(raw, "utf-8"), "utf-8"


def _checked_text(raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refused("The file is damaged or in another encoding.", "Save it in UTF-8.") from error
    if match := _CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise _refused(
            "The file contains control characters: it is no text.", "Save it as CSV.", f"line {line}"
        )
    return text


def _delimiter(text: str) -> str:
    """The delimiter that gives the first line most columns; a tie is settled by the order of `DELIMITERS`."""
    first = text.lstrip("\r\n").split("\n", 1)[0][:MAX_HEADER]
    columns = {mark: len(next(csv.reader([first], delimiter=mark), [])) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: columns[mark])


def _records(text: str, delimiter: str, first_line: int) -> Iterator[Row | RowError]:
    """The records with the lines on which they start; reading goes on in the line after a broken record's first."""
    lines = list(io.StringIO(text, newline=""))
    start, broken = 0, 0
    while start < len(lines):
        reader = csv.reader(itertools.islice(lines, start, None), delimiter=delimiter, strict=True)
        done = 0
        try:
            for values in reader:
                yield Row(first_line + start + done, tuple(value.strip() for value in values))
                done = reader.line_num
            return
        except csv.Error:
            start += done
            yield RowError(
                first_line + start,
                "",
                "A quoted value is broken or far too long.",
                'Double each quote inside it: "".',
            )
        start, broken = start + 1, broken + 1
        if broken > MAX_BROKEN:
            raise _refused(
                f"More than {MAX_BROKEN} lines are broken.", "Export the file again.", f"line {start}"
            )


def _full_rows(records: Iterator[Row | RowError], columns: int) -> Iterator[Row | RowError]:
    for count, record in enumerate(records, start=1):
        if count > MAX_ROWS:
            raise _refused(f"The file has more than {MAX_ROWS} rows.", "Split it.", f"line {record.line}")
        if isinstance(record, Row) and not any(record.values):
            continue
        if isinstance(record, Row) and len(record.values) != columns:
            yield RowError(
                record.line,
                "",
                f"The line has {len(record.values)} values, the header {columns}.",
                "Put values that contain the delimiter into quotes.",
            )
            continue
        yield record


# ── XLSX ──


def _read_xlsx(raw: bytes) -> Table:
    rows = (Row(number, tuple(value.strip() for value in values)) for number, values in read_sheet(raw))
    filled = (row for row in rows if any(row.values))
    first = next(filled, None)
    if first is None:
        raise _refused("The sheet is empty.", "Put the names of the columns into the first row.")
    width = max(index for index, value in enumerate(first.values) if value) + 1
    return Table(_checked_header(first.values[:width]), (_fitted(row, width) for row in filled), "XLSX")


def _fitted(row: Row, width: int) -> Row | RowError:
    if any(row.values[width:]):
        return RowError(
            row.line, "", "The row has values right of the last named column.", "Name the column."
        )
    return Row(row.line, (row.values + ("",) * width)[:width])


# ── NDJSON ──


def _read_ndjson(raw: bytes) -> Table:
    """One object a line; members of objects are `a.b`, an order's `lines` become rows of their own."""
    entries: list[_Flat | RowError] = []
    names: dict[str, None] = {}
    for line, text in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line > MAX_ROWS or len(names) > MAX_COLUMNS:
            raise _refused(f"The file has more than {MAX_ROWS} lines or {MAX_COLUMNS} fields.", "Split it.")
        if not text.strip():
            continue
        try:
            flat = _Flat(line, _flat_orders(read_object(text)))
        except DomainError as error:
            entries.append(RowError(line, error.place, error.message, error.remedy))
            continue
        entries.append(flat)
        names |= {name: None for members in flat.rows for name in members}
    header = _checked_header(tuple(names))
    return Table(header, _flat_rows(entries, tuple(names)), "NDJSON")


@dataclass(frozen=True, slots=True)
class _Flat:
    """One line of NDJSON as rows of text by dotted name."""

    line: int
    rows: list[dict[str, str]]


def _flat_orders(members: dict[str, Any]) -> list[dict[str, str]]:
    lines = members.pop("lines", None)
    order = _flat(members, "")
    if isinstance(lines, list) and lines and all(isinstance(item, dict) for item in lines):
        return [_joined(order, _flat(item, "lines.")) for item in lines]
    return [order if lines is None else _joined(order, {"lines": _cell(lines)})]


def _flat(members: Mapping[str, Any], prefix: str) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in members.items():
        inner = (
            _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}": _cell(value)}
        )
        flat = _joined(flat, inner)
    return flat


def _joined(one: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    if both := one.keys() & other.keys():
        raise _refused("Two fields have one dotted name.", "Rename one of them.", min(both)[:60])
    return one | other


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return value.strip()
    return json.dumps(value, ensure_ascii=False)


def _flat_rows(entries: list[_Flat | RowError], names: tuple[str, ...]) -> Iterator[Row | RowError]:
    for entry in entries:
        if isinstance(entry, RowError):
            yield entry
        else:
            yield from (
                Row(entry.line, tuple(members.get(name, "") for name in names)) for members in entry.rows
            )


def _checked_header(header: tuple[str, ...]) -> tuple[str, ...]:
    """The names, each once; a column without a name gets one, so that it can be reported."""
    names = tuple(one_line(name) or f"column {position}" for position, name in enumerate(header, start=1))
    if len(names) > MAX_COLUMNS:
        raise _refused(f"The file has more than {MAX_COLUMNS} columns.", "Export fewer columns.", "header")
    plain = [name.casefold() for name in names]
    for name in plain:
        if plain.count(name) > 1:
            raise _refused(
                f"The column {name[:60]!r} stands twice in the header.", "Rename or remove one.", "header"
            )
    return names


READERS: Mapping[str, Callable[[bytes], Table]] = {
    "csv": _read_csv,
    "tsv": _read_csv,
    "txt": _read_csv,
    "xlsx": _read_xlsx,
    "ndjson": _read_ndjson,
    "jsonl": _read_ndjson,
}
"""Ending of the file's name → reader."""
