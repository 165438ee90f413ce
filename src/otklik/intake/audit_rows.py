"""The rows of a file of past orders as columns of numbers: what stays when the text has streamed by.

About sixteen bytes a row and column that is used. It must not decide which rows are one order, or what is impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from otklik.analytics.frames import INSTANTS, Labels
from otklik.domain.incoming import RowError
from otklik.intake.audit_columns import WORD_FIELDS
from otklik.intake.audit_mapping import AuditMapping
from otklik.intake.blocks import Block, Column, Flags, Places, column_of
from otklik.intake.columns import Columns
from otklik.intake.grown_arrays import GrownArray
from otklik.intake.instant_columns import InstantColumn, States
from otklik.intake.number_columns import Hashes, NumberColumn, Numbers
from otklik.intake.tables import Table
from otklik.intake.value_columns import (
    AmountColumn,
    ValueColumn,
    Values,
    WordColumn,
    phone_reader,
    read_amount,
    read_count,
    read_yes,
)  # fmt: skip

_KEPT_ERRORS = 1_000

Seen = Callable[[int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """A column of instants as read: seconds by the wall clock or UTC, what each cell is, and texts to show."""

    name: str
    wall_s: Places
    states: States
    samples: tuple[tuple[int, str], ...]

    def where(self, *states: int) -> Flags:
        """Which cells are one of these."""
        wanted = np.zeros(256, np.bool_)
        wanted[list(states)] = True
        return wanted[self.states]


@dataclass(frozen=True, slots=True, eq=False)
class AuditRows:
    """All rows of a file, n of them, in its order.

    Parameters
    ----------
    lines
        Line of the file on which each starts.
    numbers, hashes
        Shop's numbers, and a hash of each (0 for none); None where the file has none.
    moments, words, values
        Field → its column.
    given_up
        Fields with too many different words to be of use.
    broken, broken_count
        Rows that could not be read: the first of them, and how many there are.
    """

    lines: Places
    numbers: Numbers | None
    hashes: Hashes | None
    moments: Mapping[str, Moments]
    words: Mapping[str, Labels]
    values: Mapping[str, Values]
    given_up: tuple[str, ...]
    broken: tuple[RowError, ...]
    broken_count: int


@dataclass(slots=True)
class _Readers:
    """Readers of the columns that are used."""

    numbers: NumberColumn | None
    moments: dict[str, InstantColumn]
    words: dict[str, WordColumn]
    values: dict[str, ValueColumn]
    lines: GrownArray[np.int64] = field(default_factory=lambda: GrownArray(np.int64))
    broken: list[RowError] = field(default_factory=list)
    broken_count: int = 0


def read_rows(table: Table, columns: Columns, mapping: AuditMapping, seen: Seen | None = None) -> AuditRows:
    """Read a table to its end.

    Parameters
    ----------
    table
        Not read yet.
    columns
        What its columns hold.
    mapping
        What was said about the file.
    seen
        Is told now and then how many rows were read.

    Raises
    ------
    DomainError
        `unreadable`: the file turns out damaged. `dates_ambiguous`, `amounts_ambiguous`: a column that can be read in
        two ways.
    """
    readers = _readers(columns, mapping)
    count = 0
    for block in table.blocks:
        _read_block(block, columns, readers)
        count += len(block.lines) + len(block.broken)
        if seen:
            seen(count)
    numbers = readers.numbers.finish() if readers.numbers else None
    words = {name: reader.finish() for name, reader in readers.words.items()}
    lines = readers.lines.finish()
    return AuditRows(
        lines=lines,
        numbers=numbers[0] if numbers else None,
        hashes=numbers[1] if numbers else None,
        moments={name: _moments(reader, mapping.dates, lines) for name, reader in readers.moments.items()},
        words={name: labels for name, labels in words.items() if labels is not None},
        values={
            name: reader.settle(mapping.decimal, lines)
            if isinstance(reader, AmountColumn)
            else reader.finish()
            for name, reader in readers.values.items()
        },
        given_up=tuple(name for name, labels in words.items() if labels is None),
        broken=tuple(readers.broken),
        broken_count=readers.broken_count,
    )


def _readers(columns: Columns, mapping: AuditMapping) -> _Readers:
    found = columns.index
    plain = {
        "attempts": read_count,
        "by_phone": read_yes,
        "has_phone": read_yes,
        "phone": phone_reader(mapping.region),
    }
    sums: tuple[str, ...] = ("amount",)
    if "amount" not in found:  # the order's amount is then that of its lines
        sums, plain = ("line_total", "price"), plain | {"quantity": read_count}
    amounts: dict[str, ValueColumn] = {
        name: AmountColumn(columns.name(name), read_amount) for name in sums if name in found
    }
    return _Readers(
        numbers=NumberColumn(columns.name("number")) if "number" in found else None,
        moments={name: InstantColumn(columns.name(name)) for name in INSTANTS if name in found},
        words={name: WordColumn(columns.name(name)) for name in WORD_FIELDS if name in found},
        values=amounts
        | {name: ValueColumn(columns.name(name), read) for name, read in plain.items() if name in found},
    )


def _read_block(block: Block, columns: Columns, readers: _Readers) -> None:
    readers.broken_count += len(block.broken)
    readers.broken += block.broken[: _KEPT_ERRORS - len(readers.broken)]
    if not len(block.lines):
        return
    readers.lines.append(block.lines)
    if readers.numbers:
        readers.numbers.read(block.columns[columns.index["number"]])
    for name, moments in readers.moments.items():
        column = block.columns[columns.index[name]]
        if name == "placed_at" and "placed_time" in columns.index:
            column = _with_time(column, block.columns[columns.index["placed_time"]])
        moments.read(column)
    for name, words in readers.words.items():
        words.read(block.columns[columns.index[name]])
    for name, values in readers.values.items():
        values.read(block.columns[columns.index[name]])


def _with_time(dates: Column, times: Column) -> Column:
    """Dates with the time of day that stands in a column of its own."""
    pairs = zip(map(str.strip, dates.texts()), map(str.strip, times.texts()), strict=True)
    return column_of(
        [f"{date} {time}" if date and time and ":" not in date else date for date, time in pairs]
    )


def _moments(reader: InstantColumn, dates: str, lines: Places) -> Moments:
    wall_s, states = reader.finish(dates, lines)
    return Moments(reader.name, wall_s, states, tuple(reader.first_samples()))
