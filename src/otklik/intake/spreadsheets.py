"""Rows of an XLSX file as text, read without trusting it.

What a small archive unpacks to is counted before anything is parsed; rows and columns are counted while reading.
Dates become ISO text (without a time where the cell shows none), numbers plain decimals, so that what follows reads a
spreadsheet exactly like a CSV file. Formulas count with their stored result; a file without stored results is refused.
"""

from __future__ import annotations

import itertools
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO

import openpyxl

from otklik.domain.errors import DomainError

MAX_UNPACKED_BYTES = 64 * 1_048_576
MAX_MEMBERS = 1_000
MAX_ROWS = 1_000_000
MAX_COLUMNS = 300

_CHUNK_BYTES = 1_048_576
_BATCH_ROWS = 500
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0[DE]\0|\0<\0!\0[DE]")
_UNCALCULATED = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>|<f[^>]*/>\s*</c>")
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3}\d{1,7})"')

TextRow = tuple[int, tuple[str, ...]]
"""Row number as the spreadsheet counts (from 1), and its cells as text."""


def read_sheet(file: BinaryIO) -> Iterator[TextRow]:
    """The rows of the only sheet that holds anything, empty ones included, each as long as its last cell.

    Parameters
    ----------
    file
        Open for reading bytes, seekable; it stays open until the rows are read.

    Raises
    ------
    DomainError
        `unreadable`: no XLSX, damaged, several sheets with data, more than the caps above, formulas that were never
        calculated. Raised while reading, too.
    """
    _check_archive(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, which are not read
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            sheets = [sheet for sheet in book.worksheets if _holds_anything(sheet)]
        except DomainError:
            raise
        except Exception as error:  # the library answers damaged files with whatever it stumbles over
            raise _damaged() from error
    if len(sheets) != 1:
        raise DomainError(
            "unreadable",
            f"The file has {len(sheets)} sheets with data.",
            remedy="Save the sheet with the orders as a file of its own.",
        )
    yield from _rows(sheets[0])


def _rows(sheet: Any) -> Iterator[TextRow]:
    cells = sheet.iter_rows()
    number = 0
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                batch = [
                    tuple(_cell_text(cell) for cell in row) for row in itertools.islice(cells, _BATCH_ROWS)
                ]
            except Exception as error:  # as above: the sheet's XML is parsed as it is read
                raise _damaged() from error
        for texts in batch:
            number += 1
            _check_extent(number, len(texts))
            yield number, texts
        if len(batch) < _BATCH_ROWS:
            return


def _holds_anything(sheet: Any) -> bool:
    """Whether any cell has a value. The claimed dimensions are dropped: they are the sender's, and cost time."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        _check_extent(number, len(row))
        if any(value is not None for value in row):
            return True
    return False


def _check_extent(row: int, columns: int) -> None:
    if row > MAX_ROWS or columns > MAX_COLUMNS:
        raise DomainError(
            "unreadable",
            f"The sheet is larger than {MAX_ROWS} rows or {MAX_COLUMNS} columns.",
            remedy="Split it, and delete stray cells far from the table.",
            place=f"row {row}",
        )


def _cell_text(cell: Any) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            shows_time = "h" in str(cell.number_format).casefold()
            return value.isoformat() if shows_time or value.time() != time() else value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case int():
            return str(value)
        case float():
            return f"{Decimal(format(value, '.15g')):f}"  # spreadsheets keep 15 digits; the rest is noise
    return str(value)


def _check_archive(file: BinaryIO) -> None:
    """Unpack every member once, counting: the sizes written in an archive are the sender's word."""
    unpacked = 0
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise _too_large()
            for member in members:
                content = bytearray()
                with archive.open(member) as stream:
                    while chunk := stream.read(_CHUNK_BYTES):
                        unpacked += len(chunk)
                        if unpacked > MAX_UNPACKED_BYTES:
                            raise _too_large()
                        content += chunk
                _check_xml(member.filename, content)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise _damaged() from error


def _check_xml(name: str, content: bytearray) -> None:
    if _DOCTYPE.search(content):
        raise _damaged()
    match = _UNCALCULATED.search(content) if name.startswith("xl/worksheets/") else None
    if match:
        cell = _CELL.match(content, max(content.rfind(b"<c ", 0, match.start()), 0))
        raise DomainError(
            "unreadable",
            "The sheet has formulas whose results were never stored.",
            remedy="Open the file in a spreadsheet program, save it, and read it again.",
            place=f"cell {cell[1].decode()}" if cell else "",
        )


def _damaged() -> DomainError:
    return DomainError(
        "unreadable",
        "The file is no readable XLSX.",
        remedy="Open it in a spreadsheet program and save it as XLSX or CSV.",
    )


def _too_large() -> DomainError:
    return DomainError(
        "unreadable",
        f"The file unpacks to more than {MAX_UNPACKED_BYTES // 1_048_576} MiB.",
        remedy="Split it, or save it as CSV.",
    )
