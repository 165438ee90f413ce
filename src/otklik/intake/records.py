"""The rows of one order in a table: found, joined, and asked for their cells.

Which rows belong together is decided by the number alone; rows of one order that contradict each other are
an error, not a choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from otklik.domain.errors import DomainError
from otklik.domain.incoming import RowError
from otklik.intake.columns import LINE_FIELDS, Columns
from otklik.intake.tables import Row
from otklik.intake.texts import one_line


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read.

    Parameters
    ----------
    columns
        What its columns hold.
    zone
        Zone of instants that name none, or None.
    received_at
        Aware UTC, when the file was read.
    currency
        ISO 4217 code for files without a column of it, or empty.
    region
        ISO 3166 code of the country whose local phone numbers are understood.
    """

    columns: Columns
    received_at: datetime
    zone: tzinfo | None = None
    currency: str = ""
    region: str = "RU"


@dataclass(frozen=True, slots=True)
class Record:
    """The rows of one order while they are read, and what had to be left out so far."""

    rows: Sequence[Row]
    reading: Reading
    left_out: list[RowError] = field(default_factory=list)


def text_of(record: Record, name: str, row: Row | None = None) -> str:
    """One line of text: of a row, or for the order of its first row that says something."""
    index = record.reading.columns.index.get(name)
    if index is None:
        return ""
    rows = (row,) if row else record.rows
    return next((one_line(one.values[index]) for one in rows if one.values[index]), "")


def leave_out(record: Record, name: str, message: str, remedy: str) -> None:
    """Report a value that was left out, or settled by a rule; the order stands."""
    record.left_out.append(RowError(record.rows[0].line, record.reading.columns.name(name), message, remedy))


def group_rows(rows: Iterable[Row | RowError], columns: Columns) -> Iterator[tuple[Row, ...] | RowError]:
    """The rows of each order together; broken rows, and rows that belong nowhere, as errors.

    Parameters
    ----------
    rows
        In the file's record.
    columns
        What the columns hold.

    Notes
    -----
    Only neighbours are joined, and only where the file has columns of lines: rows with the same number, or with none
    after the first. A number that comes again further down is an error: the file must be sorted by number.
    """
    at = columns.index["number"]
    group: list[Row] = []
    first_lines: dict[str, int] = {}
    for row in rows:
        if isinstance(row, RowError):
            yield row
            continue
        number = one_line(row.values[at])
        if group and columns.has_lines and number in ("", one_line(group[0].values[at])):
            group.append(row)
            continue
        if group:
            yield tuple(group)
        group = []
        if number in first_lines:
            yield RowError(
                row.line,
                columns.name("number"),
                f"The number stands in line {first_lines[number]} already.",
                "Sort the file by the number; where an order takes several rows, give it columns of goods.",
            )
        elif not number:
            yield RowError(
                row.line, columns.name("number"), "The order has no number.", "Fill in the number."
            )
        else:
            first_lines[number] = row.line
            group = [row]
    if group:
        yield tuple(group)


def clash_of(record: Record) -> RowError | None:
    """Rows of one order that say different things about it: which one holds is not ours to guess."""
    for name, index in record.reading.columns.index.items():
        if name in LINE_FIELDS:
            continue
        first = text_of(record, name)
        for row in record.rows:
            if row.values[index] and one_line(row.values[index]) != first:
                return RowError(
                    row.line,
                    record.reading.columns.name(name),
                    f"The value differs from that in line {record.rows[0].line} of the same order.",
                    "Repeat the order's values in each of its rows, or leave them out after the first.",
                )
    return None


def place_of(record: Record, name: str, row: Row | None = None) -> str:
    """`line:column` of a field: of a row, or of the order's first."""
    return f"{(row or record.rows[0]).line}:{record.reading.columns.name(name)}"


def refused(record: Record, name: str, message: str, remedy: str, row: Row | None = None) -> DomainError:
    """The error by which a field's value refuses its order."""
    return DomainError("unreadable", message, remedy=remedy, place=place_of(record, name, row))
