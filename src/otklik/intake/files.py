"""Files of past orders: an open file in, orders and errors by line out.

One call reads a file of any kind. What was recognised and what was not is said at once, before the first order, so that
whoever imports can stop; then come orders and errors in the file's order. It must not store or send anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import BinaryIO

from otklik.domain.incoming import HistoryOrder, RowError
from otklik.domain.money import decimals
from otklik.intake.columns import Columns, recognise
from otklik.intake.history import parse_history_order
from otklik.intake.records import Reading, group_rows
from otklik.intake.spreadsheets import MAX_ROWS
from otklik.intake.tables import Table, read_table


@dataclass(frozen=True, slots=True)
class HistoryFile:
    """A file of past orders.

    Parameters
    ----------
    form
        What the file is: `CSV, utf-8, ;`.
    columns
        What was recognised; `columns.unknown` is kept beside each order.
    records
        Orders and errors in the file's order, to be read once.
    """

    form: str
    columns: Columns
    records: Iterator[HistoryOrder | RowError]


def read_history(
    file: BinaryIO,
    filename: str,
    *,
    received_at: datetime,
    zone: tzinfo | None = None,
    currency: str = "",
    region: str = "RU",
    named: Mapping[str, str] | None = None,
) -> HistoryFile:
    """The past orders of a CSV, XLSX, Parquet or NDJSON file.

    Parameters
    ----------
    file, filename
        Open for reading bytes, seekable, until `records` are read; and its name.
    received_at
        Aware UTC, when it was read; nothing in it may have happened later.
    zone
        Zone of instants that name none; without it such a row is an error.
    currency
        ISO 4217 code for files without a column of it; a file without amounts needs none.
    region
        ISO 3166 code of the country whose local phone numbers are understood.
    named
        Column → field (a key of `columns.FIELDS`), said by the person who imports.

    Raises
    ------
    DomainError
        `unreadable`, `reader_missing`, `unknown_columns`: the file as a whole can't be read. While `records` are
        read, only `unreadable` for a file that turns out damaged or too large.
    """
    if currency:
        decimals(currency)
    table = read_table(file, filename, max_rows=MAX_ROWS)
    columns = recognise(table.header, named)
    reading = Reading(columns, received_at=received_at, zone=zone, currency=currency, region=region)
    return HistoryFile(table.form, columns, _records(table, reading))


def _records(table: Table, reading: Reading) -> Iterator[HistoryOrder | RowError]:
    for group in group_rows(table.rows, reading.columns):
        yield group if isinstance(group, RowError) else parse_history_order(group, reading)
