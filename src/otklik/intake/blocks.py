"""A stretch of a table, column by column: bytes of UTF-8 with the bounds of each cell, and text where it is asked for.

Columns of bytes can be read many cells at once; a file of any kind comes as such blocks, one after the other, so
that no file is held whole. It must not know what a column means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.domain.incoming import RowError

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

_QUOTE = b'"'


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """The cells of one column of a block.

    Parameters
    ----------
    buffer
        UTF-8 that holds the cells, and more.
    starts, ends
        int64, shape (n,): where each cell begins and ends in the buffer.
    escaped
        Whether quotes inside the cells stand doubled.
    """

    buffer: Bytes
    starts: Places
    ends: Places
    escaped: bool = False

    def __len__(self) -> int:
        """Number of cells."""
        return len(self.starts)

    def cells(self) -> list[bytes]:
        """The cells as bytes, as they stand."""
        raw = self.buffer.tobytes()
        cells = [raw[start:end] for start, end in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]
        return [cell.replace(_QUOTE * 2, _QUOTE) for cell in cells] if self.escaped else cells

    def texts(self) -> list[str]:
        """The cells as text, as they stand."""
        return [cell.decode() for cell in self.cells()]

    def text(self, row: int) -> str:
        """One cell as text."""
        return Column(
            self.buffer, self.starts[row : row + 1], self.ends[row : row + 1], self.escaped
        ).texts()[0]

    def trimmed(self) -> Column:
        """The same without white space around the cells."""
        filled = self.starts < self.ends
        first = np.where(filled, self.starts, 0)
        last = np.where(filled, self.ends - 1, 0)
        if not len(self.buffer):
            return self
        padded = filled & ((self.buffer[first] <= 32) | (self.buffer[last] <= 32))
        if not padded.any():
            return self
        starts, ends = self.starts.copy(), self.ends.copy()
        for row in np.flatnonzero(padded).tolist():
            cell = self.buffer[starts[row] : ends[row]].tobytes()
            starts[row] += len(cell) - len(cell.lstrip())
            ends[row] = starts[row] + len(cell.strip())
        return Column(self.buffer, starts, ends, self.escaped)

    def of_length(self, length: int) -> tuple[Places, Bytes]:
        """Rows of the cells that are so many bytes long, and their bytes, shape (rows, length)."""
        rows = np.flatnonzero(self.ends - self.starts == length)
        return rows, self.buffer[self.starts[rows, None] + np.arange(length)]

    def lengths(self) -> list[int]:
        """The different lengths of cells, in bytes."""
        found: list[int] = np.unique(self.ends - self.starts).tolist()
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Some rows of a table.

    Parameters
    ----------
    lines
        int64, shape (n,): lines of the file (rows of the sheet) on which the rows start, from 1.
    columns
        In the header's order, n cells each; rows without any value are left out.
    broken
        Rows of this stretch that could not be read.
    """

    lines: Places
    columns: tuple[Column, ...]
    broken: tuple[RowError, ...] = ()


def column_of(texts: Sequence[str]) -> Column:
    """The column of these cells."""
    cells = [text.encode("utf-8", "replace") for text in texts]
    ends = np.cumsum(np.fromiter(map(len, cells), np.int64, len(cells)), dtype=np.int64)
    starts = np.concatenate(([0], ends[:-1])).astype(np.int64) if len(ends) else ends
    return Column(np.frombuffer(b"".join(cells), np.uint8), starts, ends)


def block_of(
    lines: Sequence[int], rows: Sequence[Sequence[str]], width: int, broken: Sequence[RowError] = ()
) -> Block:
    """The block of rows of text, `width` values each."""
    columns = zip(*rows, strict=True) if rows else ((),) * width
    return Block(np.array(lines, np.int64), tuple(column_of(cells) for cells in columns), tuple(broken))
