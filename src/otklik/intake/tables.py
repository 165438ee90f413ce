"""Files as tables: CSV, XLSX, Parquet and NDJSON to a header and blocks of rows, or rows of text one by one.

A file is read as it streams by and never held whole. Encoding and delimiter are found from the file and reported; where
two readings are possible the file is refused. It must not know what a column means. A broken line is one `RowError`
and does not stop the lines after it.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from otklik.domain.errors import DomainError
from otklik.domain.incoming import RowError
from otklik.intake.blocks import Block, block_of
from otklik.intake.delimited import read_blocks
from otklik.intake.encodings import digest_of, read_lines, survey_text
from otklik.intake.json_input import read_object
from otklik.intake.parquet import read_parquet
from otklik.intake.spreadsheets import MAX_COLUMNS, read_sheet
from otklik.intake.texts import one_line

MAX_HEADER = 65_536
BATCH_ROWS = 4_096
MAX_TITLES = 20
"""So far down a header is looked for below titles."""
DELIMITERS = (",", ";", "\t", "|")

_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "This is an XLS file of the old kind.", "Save it as XLSX or CSV."),
    (b"%PDF-", "This is a PDF, a picture of a table.", "Export the orders as CSV or XLSX."),
    (b"\x1f\x8b", "This is a packed file.", "Unpack it first."),
    (b"\x28\xb5\x2f\xfd", "This is a packed file.", "Unpack it first."),
)
"""First bytes of files that are no table, whatever their name says."""

_SIGNED = {"xlsx": b"PK\x03\x04", "parquet": b"PAR1"}
"""Ending → the first bytes that every such file has, and no other."""


IsHeader = Callable[[tuple[str, ...]], bool]


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
    blocks
        To be read once, in order, while the file is open; empty rows are left out.
    form
        What was found, for the reader of the report: `CSV, utf-8, ";"`.
    digest
        SHA-256 of the file, in hex.
    """

    header: tuple[str, ...]
    blocks: Iterator[Block]
    form: str
    digest: str

    @property
    def rows(self) -> Iterator[Row | RowError]:
        """The same row by row, in the file's order."""
        return itertools.chain.from_iterable(map(_rows_of, self.blocks))


def _rows_of(block: Block) -> list[Row | RowError]:
    cells = zip(*(column.texts() for column in block.columns), strict=True)
    rows: list[Row | RowError] = [
        Row(line, tuple(map(str.strip, values)))
        for line, values in zip(block.lines.tolist(), cells, strict=True)
    ]
    filled = [row for row in rows if isinstance(row, Row) and any(row.values)]
    return sorted([*filled, *block.broken], key=lambda row: row.line) if block.broken else [*filled]


def read_table(
    file: BinaryIO, filename: str, *, max_rows: int | None = None, is_header: IsHeader | None = None
) -> Table:
    """The table of a file.

    Parameters
    ----------
    file
        Open for reading bytes, seekable; it stays open until the rows are read.
    filename
        Its name; the ending says CSV (`.csv .tsv .txt`), XLSX (`.xlsx`), Parquet (`.parquet`) or NDJSON
        (`.ndjson .jsonl`).
    max_rows
        With more rows the file is refused; None = any number.
    is_header
        Whether a row holds names of columns that are known: titles above the first such row are passed over. Where
        none of the first rows is one, and without this, the first row that says anything is the header.

    Raises
    ------
    DomainError
        `unreadable`: unknown ending, ending and content differ, encoding not certain, no header, too many rows.
        `reader_missing`: Parquet, and the package that reads it is not installed.
    """
    ending = filename.casefold().rpartition(".")[2]
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    for mark, message, remedy in _FOREIGN:
        if start.startswith(mark):
            raise _refused(message, remedy)
    reader = READERS.get(ending)
    if reader is None:
        raise _refused("The ending of the file's name is not known.", f"Use one of: {', '.join(READERS)}.")
    if next((name for name, mark in _SIGNED.items() if start.startswith(mark)), "") != (
        ending if ending in _SIGNED else ""
    ):
        raise _refused(
            "The file's content is not what its name says.", "Give it the ending of its real format."
        )
    table = reader(file, is_header)
    return (
        table
        if max_rows is None
        else Table(table.header, _counted(table.blocks, max_rows), table.form, table.digest)
    )


def _refused(message: str, remedy: str, place: str = "") -> DomainError:
    return DomainError("unreadable", message, remedy=remedy, place=place)


def _counted(blocks: Iterable[Block], max_rows: int) -> Iterator[Block]:
    rows = 0
    for block in blocks:
        rows += len(block.lines) + len(block.broken)
        if rows > max_rows:
            last = max([*block.lines.tolist()[-1:], *(one.line for one in block.broken)])
            raise _refused(f"The file has more than {max_rows} rows.", "Split it.", f"line {last}")
        yield block


# ── CSV ──


def _read_csv(file: BinaryIO, is_header: IsHeader | None) -> Table:
    survey = survey_text(file)
    texts = read_lines(file, survey.encoding)
    start, first_line, delimiter = next(texts, b""), 1, ""
    if match := re.match(rb"sep=([ -~\t])\r?\n", start):  # a hint that spreadsheet programs write and read
        start, first_line, delimiter = start[match.end() :] or next(texts, b""), 2, match[1].decode()
    start, titles = _skip_titles(start, delimiter, is_header)
    first_line, delimiter = first_line + titles, delimiter or _delimiter(start)
    names, lines, rest = _header_of(start, delimiter)
    blocks = read_blocks(
        itertools.chain([rest] if rest else [], texts), delimiter, len(names), first_line + lines
    )
    form = f"CSV, {survey.encoding}, {'tab' if delimiter == chr(9) else delimiter}"
    return Table(names, blocks, form + (f", header in line {first_line}" if titles else ""), survey.digest)


def _skip_titles(start: bytes, delimiter: str, is_header: IsHeader | None) -> tuple[bytes, int]:
    """The text from the line of the header on, and how many lines of titles stand above it."""
    skipped = 0
    for number, line in enumerate(itertools.islice(io.BytesIO(start), MAX_TITLES) if is_header else ()):
        values = next(csv.reader([line.decode()], delimiter=delimiter or _delimiter(line)), [])
        if is_header and is_header(tuple(map(str.strip, values))):
            return start[skipped:], number
        skipped += len(line)
    return start, 0


def _header_of(start: bytes, delimiter: str) -> tuple[tuple[str, ...], int, bytes]:
    """Names of the first record that says anything, lines up to its end, and the text after it."""
    lines = list(io.StringIO(start.decode(), newline=""))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        header = next((values for values in reader if any(map(str.strip, values))), None)
    except csv.Error:
        header = None
    if header is None:
        raise _refused(
            "The file has no readable header.", "Put the names of the columns into the first line."
        )
    read = reader.line_num
    return _checked_header(tuple(header)), read, "".join(lines[read:]).encode()


def _delimiter(start: bytes) -> str:
    """The delimiter that gives the first line most columns; a tie is settled by the order of `DELIMITERS`."""
    text = start[:MAX_HEADER].decode(errors="ignore").lstrip("\r\n")
    first = next(iter(io.StringIO(text, newline="")), "")
    columns = {mark: len(next(csv.reader([first], delimiter=mark), [])) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: columns[mark])


# ── XLSX ──


def _read_xlsx(file: BinaryIO, is_header: IsHeader | None) -> Table:
    rows = ((number, tuple(map(str.strip, values))) for number, values in read_sheet(file))
    filled = (row for row in rows if any(row[1]))
    head = list(itertools.islice(filled, MAX_TITLES))
    if not head:
        raise _refused("The sheet is empty.", "Put the names of the columns into the first row.")
    titles = next((place for place, row in enumerate(head) if is_header and is_header(row[1])), 0)
    line, names = head[titles]
    width = max(index for index, value in enumerate(names) if value) + 1
    fitted = (
        _fitted(number, values, width) for number, values in itertools.chain(head[titles + 1 :], filled)
    )
    form = "XLSX" + (f", header in line {line}" if titles else "")
    return Table(_checked_header(names[:width]), _batched(fitted, width), form, digest_of(file))


def _fitted(number: int, values: tuple[str, ...], width: int) -> Row | RowError:
    if any(values[width:]):
        return RowError(number, "", "The row has values right of the last named column.", "Name the column.")
    return Row(number, (values + ("",) * width)[:width])


def _batched(rows: Iterable[Row | RowError], width: int) -> Iterator[Block]:
    rest = iter(rows)
    while batch := list(itertools.islice(rest, BATCH_ROWS)):
        whole = [row for row in batch if isinstance(row, Row)]
        yield block_of(
            [row.line for row in whole],
            [row.values for row in whole],
            width,
            [row for row in batch if isinstance(row, RowError)],
        )


# ── Parquet ──


def _read_parquet(file: BinaryIO, _: IsHeader | None) -> Table:
    digest = digest_of(file)
    header, blocks = read_parquet(file)
    return Table(_checked_header(header), blocks, "Parquet", digest)


# ── NDJSON ──


def _read_ndjson(file: BinaryIO, _: IsHeader | None) -> Table:
    """One object a line; members of objects are `a.b`, an order's `lines` become rows of their own."""
    digest = digest_of(file)
    names: dict[str, None] = {}
    for flat in _flat_lines(file):
        if isinstance(flat, _Flat):
            names |= {name: None for members in flat.rows for name in members}
        if len(names) > MAX_COLUMNS:
            raise _refused(
                f"The file has more than {MAX_COLUMNS} fields.", "Export fewer.", f"line {flat.line}"
            )
    header = _checked_header(tuple(names))
    rows = itertools.chain.from_iterable(_flat_rows(flat, tuple(names)) for flat in _flat_lines(file))
    return Table(header, _batched(rows, len(header)), "NDJSON", digest)


@dataclass(frozen=True, slots=True)
class _Flat:
    """One line of NDJSON as rows of text by dotted name."""

    line: int
    rows: list[dict[str, str]]


def _flat_lines(file: BinaryIO) -> Iterator[_Flat | RowError]:
    line = 0
    for block in read_lines(file, "utf-8"):
        for text in block.removesuffix(b"\n").split(b"\n"):
            line += 1
            text = text.removeprefix(b"\xef\xbb\xbf") if line == 1 else text
            if not text.strip():
                continue
            try:
                yield _Flat(line, _flat_orders(read_object(text)))
            except DomainError as error:
                yield RowError(line, error.place, error.message, error.remedy)


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


def _flat_rows(flat: _Flat | RowError, names: tuple[str, ...]) -> Iterator[Row | RowError]:
    if isinstance(flat, RowError):
        yield flat
        return
    for members in flat.rows:
        values = tuple(members.get(name, "") for name in names)
        if any(values):
            yield Row(flat.line, values)


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


READERS: Mapping[str, Callable[[BinaryIO, IsHeader | None], Table]] = {
    "csv": _read_csv,
    "tsv": _read_csv,
    "txt": _read_csv,
    "xlsx": _read_xlsx,
    "parquet": _read_parquet,
    "ndjson": _read_ndjson,
    "jsonl": _read_ndjson,
}
"""Ending of the file's name → reader."""
