"""Columns of words, amounts, counts and yes or no, many cells at once: each different cell is read once.

What stays of a cell is a number. Whether a mark in an amount divides thousands or decimals is told by the cells that
leave no choice; where none does, the column is refused unless somebody says it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.frames import MISSING, Labels
from otklik.domain.errors import DomainError
from otklik.domain.phones import is_valid
from otklik.intake.amounts import parse_amount
from otklik.intake.blocks import Column, Places
from otklik.intake.columns import plain_name
from otklik.intake.grown_arrays import GrownArray
from otklik.intake.texts import one_line

Values = NDArray[np.int64]

UNREADABLE = MISSING + 1
"""A cell that says something, but not what its column should say."""

MAX_WORDS = 65_536
"""A column with more different words says nothing that orders could be grouped by."""

SCALE = 10_000
"""Amounts are kept in ten-thousandths, the finest that any currency has, until the currency is known."""

_CACHED = 131_072
_MAX_AMOUNT = Decimal(10**13)
_PLAIN, _COMMA, _POINT = range(3)
_QUICK = re.compile(rb"(\d{1,13})(?:([.,])(\d{1,2}))?")
_EITHER_WAY = re.compile(r"[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
_DECIMAL_MARK = re.compile(r"\d([.,])(?:\d{1,2}|\d{4,})(?!\d)", re.ASCII)
_YES = frozenset({"yes", "y", "true", "1", "да", "истина", "phone", "телефон", "по телефону", "+"})
_NO = frozenset({"no", "n", "false", "0", "нет", "ложь", "-"})


@dataclass(slots=True)
class ValueColumn:
    """A column of numbers while it is read.

    Parameters
    ----------
    name
        As it stands in the header.
    parse
        Number of a cell's text: `UNREADABLE` for what makes no sense; empty cells are `MISSING` without being asked.
    values, known
        What was read, and what cells mean that were met lately.
    """

    name: str
    parse: Callable[[str], int]
    values: GrownArray[np.int64] = field(default_factory=lambda: GrownArray(np.int64))
    known: dict[bytes, int] = field(default_factory=dict)

    def read(self, column: Column) -> None:
        """Read one block's cells."""
        cells = column.trimmed().cells()
        new = {cell for cell in set(cells) if cell not in self.known}
        if len(self.known) + len(new) > _CACHED:
            self.known, new = {}, set(cells)
        for cell in new:
            self.known[cell] = self.value_of(cell)
        self.values.append(np.fromiter(map(self.known.__getitem__, cells), np.int64, len(cells)))

    def value_of(self, cell: bytes) -> int:
        """The number of one cell."""
        text = one_line(cell.decode())
        return self.parse(text) if text else MISSING

    def finish(self) -> Values:
        """The whole column."""
        self.known = {}
        return self.values.finish()


@dataclass(slots=True)
class WordColumn:
    """A column of words while it is read; with too many different ones it is given up."""

    name: str
    codes: GrownArray[np.int32] = field(default_factory=lambda: GrownArray(np.int32))
    names: dict[str, int] = field(default_factory=dict)
    known: dict[bytes, int] = field(default_factory=dict)

    def read(self, column: Column) -> None:
        """Read one block's cells."""
        cells = column.trimmed().cells()
        for cell in dict.fromkeys(cells):
            if cell not in self.known:
                text = one_line(cell.decode())
                room = len(self.names) <= MAX_WORDS
                self.known[cell] = self.names.setdefault(text, len(self.names)) if text and room else -1
        self.codes.append(np.fromiter(map(self.known.__getitem__, cells), np.int32, len(cells)))
        if len(self.known) > _CACHED:
            self.known = {}

    def finish(self) -> Labels | None:
        """The whole column; None where it has too many different words."""
        codes, self.known = self.codes.finish(), {}
        return Labels(codes, tuple(self.names)) if len(self.names) <= MAX_WORDS else None


def phone_reader(region: str) -> Callable[[str], int]:
    """Reader of phone numbers: 1 for one that is valid in the country, else 0."""
    return lambda text: int(is_valid(text, region))


def read_yes(text: str) -> int:
    """1 for yes, 0 for no."""
    word = plain_name(text) or text
    return 1 if word in _YES or text in _YES else 0 if word in _NO or text in _NO else UNREADABLE


def read_count(text: str) -> int:
    """A whole number, 0 or more."""
    match = re.fullmatch(r"(\d{1,9})(?:[.,]0+)?", text, re.ASCII)
    return int(match[1]) if match else UNREADABLE


# ── amounts ──


def read_amount(text: str) -> int:
    """An amount in ten-thousandths, four times, plus how its mark can be read: see `settle_amounts`."""
    try:
        plain = re.sub(r"[^\d.,]", "", text)
        way = _EITHER_WAY.fullmatch(plain)
        number = parse_amount(text.replace(way[1], "") if way else text, place="")
    except DomainError:
        return UNREADABLE
    scaled = number * SCALE
    if number > _MAX_AMOUNT or scaled != scaled.to_integral_value():
        return UNREADABLE
    return int(scaled) * 4 + (_PLAIN if way is None else _COMMA if way[1] == "," else _POINT)


@dataclass(slots=True)
class AmountColumn(ValueColumn):
    """A column of amounts while it is read, and which marks it shows to divide decimals and thousands."""

    decimal_marks: set[str] = field(default_factory=set)

    def value_of(self, cell: bytes) -> int:
        """The number of one cell; what it shows of marks is kept."""
        if quick := _QUICK.fullmatch(cell):
            whole, mark, decimals = quick.groups(b"")
            if mark:
                self.decimal_marks.add(mark.decode())
            return (int(whole) * SCALE + int(decimals.ljust(4, b"0"))) * 4
        value = ValueColumn.value_of(self, cell)
        if value > UNREADABLE and value & 3 == _PLAIN:
            self.decimal_marks |= _marks_shown(cell.decode())
        return value

    def settle(self, decimal: str, lines: Places) -> Values:
        """The whole column in ten-thousandths.

        Parameters
        ----------
        decimal
            The mark of decimals, or empty: the column itself must show it.
        lines
            Of the file, by row, for the place of an error.

        Raises
        ------
        DomainError
            `amounts_ambiguous`: a mark before three digits, and nothing shows what it divides.
        """
        values = self.finish()
        there = values > UNREADABLE
        ways = (values & 3).astype(np.uint8) * there
        values[there] >>= 2
        marks = {decimal} if decimal else self.decimal_marks
        for way, mark in ((_COMMA, ","), (_POINT, ".")):
            chosen = ways == way
            if not chosen.any():
                continue
            if len(marks) != 1:
                raise _ambiguous(self.name, mark, int(lines[np.argmax(chosen)]))
            if mark in marks:
                values[chosen] //= 1000
        return values


def _marks_shown(text: str) -> set[str]:
    """The mark that certainly divides the decimals of a number."""
    plain = re.sub(r"[^\d.,]", "", text)
    if match := re.search(r"([.,])\d{3}([.,])\d", plain):
        return {match[2]} if match[1] != match[2] else {"," if match[1] == "." else "."}
    match = _DECIMAL_MARK.search(plain) or re.fullmatch(r"(?:0|\d{4,})([.,])\d{3}", plain)
    return {match[1]} if match else set()


def _ambiguous(name: str, mark: str, line: int) -> DomainError:
    return DomainError(
        "amounts_ambiguous",
        f"Nothing in the column shows whether {mark!r} divides thousands or decimals.",
        remedy='Say it in the mapping: decimal = "," or decimal = ".".',
        place=f"line {line}, {name}",
    )
