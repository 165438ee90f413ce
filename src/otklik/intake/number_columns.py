"""The shop's numbers of many orders in little room, and which rows have the same one.

Numbers of digits or hexadecimal digits are packed, others kept as their bytes; a number becomes text where it is asked
for. Equal numbers are found by a hash and then compared themselves: the result does not rest on luck.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import overload

import numpy as np
from numpy.typing import NDArray

from otklik.intake.blocks import Bytes, Column, Places, column_of
from otklik.intake.grown_arrays import GrownArray

Hashes = NDArray[np.uint64]

_FACTOR = 0x9E3779B97F4A7C15
_INTEGER_DIGITS = 18
_HEX_VALUES = np.full(256, 255, np.uint8)
_HEX_VALUES[np.frombuffer(b"0123456789abcdef", np.uint8)] = np.arange(16)


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """The numbers of one block: `form` is text (bytes and their ends), hex (rows of bytes) or digits (integers)."""

    form: str
    data: NDArray[np.generic]
    ends: NDArray[np.int32] | None = None

    def text(self, row: int) -> str:
        """One number."""
        if self.form == "digits":
            return str(int(self.data[row]))
        if self.form == "hex":
            return str(self.data[row].tobytes().hex())
        assert self.ends is not None
        return str(self.data[self.ends[row - 1] if row else 0 : self.ends[row]].tobytes().decode())


@dataclass(frozen=True, slots=True, eq=False)
class Numbers(Sequence[str]):
    """Numbers of orders, packed.

    Parameters
    ----------
    pieces, firsts
        The packed numbers, and the row with which each piece begins.
    rows
        Which rows these are, in this order; a range for all of them.
    """

    pieces: tuple[_Piece, ...]
    firsts: tuple[int, ...]
    rows: Places | range

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Numbers: ...
    def __getitem__(self, place: int | slice) -> str | Numbers:
        if isinstance(place, slice):
            return self.take(np.arange(len(self))[place])
        row = int(self.rows[place])
        piece = bisect.bisect_right(self.firsts, row) - 1
        return self.pieces[piece].text(row - self.firsts[piece])

    def take(self, places: Places) -> Numbers:
        """Some of the numbers, in that order."""
        rows = places if isinstance(self.rows, range) else self.rows[places]
        return Numbers(self.pieces, self.firsts, rows)


@dataclass(slots=True)
class NumberColumn:
    """The column of numbers while it is read."""

    name: str
    pieces: list[_Piece] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    hashes: GrownArray[np.uint64] = field(default_factory=lambda: GrownArray(np.uint64))
    length: int = 0

    def read(self, column: Column) -> None:
        """Read one block's cells."""
        if not len(column):
            return
        column = column.trimmed()
        if column.escaped:
            column = column_of(column.texts())
        lengths = column.ends - column.starts
        firsts = np.cumsum(lengths) - lengths
        within = np.arange(int(lengths.sum())) - np.repeat(firsts, lengths)
        codes = column.buffer[np.repeat(column.starts, lengths) + within]
        self.firsts.append(self.length)
        self.pieces.append(_packed(codes, lengths))
        self.hashes.append(_hash(codes, lengths, within))
        self.length += len(column)

    def finish(self) -> tuple[Numbers, Hashes]:
        """All numbers, and a hash of each: 0 for none."""
        return Numbers(tuple(self.pieces), tuple(self.firsts), range(self.length)), self.hashes.finish()


def _packed(codes: Bytes, lengths: Places) -> _Piece:
    length = int(lengths[0])
    if (lengths == length).all() and length:
        texts = codes.reshape(-1, length)
        values = _HEX_VALUES[texts]
        if length <= _INTEGER_DIGITS and (values <= 9).all() and (values[:, 0] > 0).all():
            return _Piece(
                "digits", values.astype(np.int64) @ 10 ** np.arange(length - 1, -1, -1, dtype=np.int64)
            )
        if length % 2 == 0 and (values < 16).all():
            return _Piece("hex", values[:, ::2] << 4 | values[:, 1::2])
    return _Piece("text", codes, np.cumsum(lengths).astype(np.int32))


def _hash(codes: Bytes, lengths: Places, within: Places) -> Hashes:
    """A polynomial of each number's bytes, and its length; 0 for an empty one."""
    hashes = np.zeros(len(lengths), np.uint64)
    if not len(codes):
        return hashes
    powers = np.cumprod(np.full(int(lengths.max()), _FACTOR, np.uint64))
    terms = (codes.astype(np.uint64) + np.uint64(1)) * powers[within]
    filled = np.flatnonzero(lengths)
    sums = np.add.reduceat(terms, (np.cumsum(lengths) - lengths)[filled])
    hashes[filled] = np.maximum(sums ^ (sums >> np.uint64(29)), np.uint64(1))
    return hashes


def group_equal(numbers: Numbers, hashes: Hashes) -> Places:
    """For each row the first row with the same number; a row without a number is alone.

    Parameters
    ----------
    numbers
        All of them.
    hashes
        As `NumberColumn.finish` gives them.
    """
    firsts = np.arange(len(hashes))
    ordered = np.sort(hashes)
    if not ((ordered[1:] == ordered[:-1]) & (ordered[1:] != 0)).any():
        return firsts
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    again = np.flatnonzero((ordered[1:] == ordered[:-1]) & (ordered[1:] != 0)) + 1
    seen: dict[str, int] = {}
    last = -1
    for place in again.tolist():
        before, row = int(order[place - 1]), int(order[place])
        if place - 1 != last:
            seen = {numbers[before]: before}
        firsts[row] = seen.setdefault(numbers[row], row)
        last = place
    return firsts
