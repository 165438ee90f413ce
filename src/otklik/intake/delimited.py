"""Delimited text in blocks of columns: a whole block at once where its quotes are plain, else record by record.

A broken record is one `RowError`; reading goes on in the line after its first. Memory holds one block and a record
that its end cuts. It must not know encodings or what a column means.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from otklik.domain.errors import DomainError
from otklik.domain.incoming import RowError
from otklik.intake.blocks import Block, Bytes, Column, Flags, Places, block_of

MAX_BROKEN = 1_000
MAX_RECORD = 1_048_576
"""A quoted value that goes on for longer has lost its closing quote."""

_NEWLINE, _RETURN, _QUOTE = b'\n\r"'


@dataclass(slots=True)
class _Progress:
    """Line on which the next byte stands, and how many records were broken so far."""

    line: int
    broken: int = 0


def read_blocks(texts: Iterable[bytes], delimiter: str, width: int, first_line: int) -> Iterator[Block]:
    """The records of a delimited text.

    Parameters
    ----------
    texts
        UTF-8, in pieces that end where a line ends, without the header.
    delimiter
        One ASCII character.
    width
        Values of each record; a record with another number of them is broken, one without any value is left out.
    first_line
        Line of the file on which the text begins.

    Raises
    ------
    DomainError
        `unreadable`: more than `MAX_BROKEN` records that are no records at all.
    """
    progress, rest = _Progress(first_line), b""
    for text in texts:
        block, rest = _read(rest + text if rest else text, delimiter, width, progress, final=False)
        yield block
    if rest:
        yield _read(rest, delimiter, width, progress, final=True)[0]


def _read(
    text: bytes, delimiter: str, width: int, progress: _Progress, *, final: bool
) -> tuple[Block, bytes]:
    block = _read_at_once(text, delimiter, width, progress.line)
    if block is not None:
        progress.line += text.count(b"\n")
        return block, b""
    return _read_records(text, delimiter, width, progress, final=final)


# ── a whole block ──


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """All cells of a text: bounds, marks that end them, line ends, and which have doubled quotes (None: none)."""

    buffer: Bytes
    starts: Places
    ends: Places
    marks: Places
    newlines: Places
    escaped: Flags | None = None


def _read_at_once(text: bytes, delimiter: str, width: int, first_line: int) -> Block | None:
    """The block of a text whose quotes all enclose whole values; None where it must be read record by record."""
    buffer = np.frombuffer(text if text.endswith(b"\n") else text + b"\n", np.uint8)
    newlines = buffer == _NEWLINE
    marks = (buffer == ord(delimiter)) | newlines
    quotes = buffer == _QUOTE if b'"' in text else None
    if quotes is not None:
        inside = np.bitwise_xor.accumulate(quotes.view(np.uint8)).view(np.bool_)
        if inside[-1]:
            return None
        marks &= ~inside
    if b"\r" in text and not _only_before_newlines(buffer, newlines):
        return None
    places = np.flatnonzero(marks)
    starts, ends = np.concatenate(([0], places[:-1] + 1)), places.copy()
    ends -= (buffer[places] == _NEWLINE) & (ends > starts) & (buffer[ends - 1] == _RETURN)
    if (ends - starts).max() > csv.field_size_limit():
        return None
    cells = _Cells(buffer, starts, ends, places, np.flatnonzero(newlines))
    if quotes is not None:
        found = _unquoted(buffer, starts, ends, quotes)
        if found is None:
            return None
        cells = replace(cells, starts=found[0], ends=found[1], escaped=found[2])
    return _rows_of(cells, delimiter, width, first_line)


def _only_before_newlines(buffer: Bytes, newlines: Flags) -> bool:
    """Whether each carriage return stands before a line feed."""
    return bool(newlines[np.minimum(np.flatnonzero(buffer == _RETURN) + 1, len(buffer) - 1)].all())


def _unquoted(
    buffer: Bytes, starts: Places, ends: Places, quotes: Flags
) -> tuple[Places, Places, Flags] | None:
    """Bounds of the cells without their quotes, and which have doubled quotes; None where a quote stands elsewhere."""
    before = np.concatenate(([0], np.cumsum(quotes, dtype=np.int32)))
    counts = before[ends] - before[starts]
    quoted = counts > 0
    first, final = buffer[starts], buffer[ends - 1]
    if not ((first == _QUOTE) & (final == _QUOTE) & (counts % 2 == 0))[quoted].all():
        return None
    starts, ends, escaped = starts + quoted, ends - quoted, counts > 2
    for cell in np.flatnonzero(escaped).tolist():
        if b'"' in buffer[starts[cell] : ends[cell]].tobytes().replace(b'""', b""):
            return None
    return starts, ends, escaped


def _rows_of(cells: _Cells, delimiter: str, width: int, first_line: int) -> Block:
    """The records among the cells that have the right number of values, and errors for the others."""
    last = np.flatnonzero(cells.buffer[cells.marks] == _NEWLINE)
    counts = np.diff(last, prepend=-1)
    starts_at = cells.marks[last - counts] + 1
    starts_at[:1] = 0
    lines = first_line + np.searchsorted(cells.newlines, starts_at)
    whole = counts == width
    places = (last[whole] - width + 1)[:, None] + np.arange(width)
    starts, ends = cells.starts[places], cells.ends[places]
    filled = (starts < ends).any(axis=1) if width else np.zeros(len(starts), np.bool_)
    columns = tuple(
        Column(
            cells.buffer,
            starts[filled, at],
            ends[filled, at],
            cells.escaped is not None and bool(cells.escaped[places[:, at]].any()),
        )
        for at in range(width)
    )
    broken = [
        wrong_width(int(lines[row]), int(counts[row]), width)
        for row in np.flatnonzero(~whole).tolist()
        if _says_anything(cells, int(last[row] - counts[row] + 1), int(last[row] + 1))
    ]
    return Block(lines[whole][filled], columns, tuple(broken))


def _says_anything(cells: _Cells, first: int, end: int) -> bool:
    bounds = zip(cells.starts[first:end].tolist(), cells.ends[first:end].tolist(), strict=True)
    return any(cells.buffer[start:stop].tobytes().strip() for start, stop in bounds)


# ── record by record ──


def _read_records(
    text: bytes, delimiter: str, width: int, progress: _Progress, *, final: bool
) -> tuple[Block, bytes]:
    lines = list(io.StringIO(text.decode(), newline=""))
    taken = _Taken(width)
    start = 0
    while start < len(lines):
        reader = csv.reader(itertools.islice(lines, start, None), delimiter=delimiter, strict=True)
        done = 0
        try:
            for values in reader:
                taken.add(progress.line + start + done, values)
                done = reader.line_num
            start = len(lines)
        except csv.Error:
            is_cut = start + reader.line_num == len(lines)
            start += done
            rest = "".join(lines[start:]).encode()
            if is_cut and not final and len(rest) <= MAX_RECORD:
                progress.line += start
                return taken.block(), rest
            taken.broken.append(_lost_quote(progress.line + start))
            start, progress.broken = start + 1, progress.broken + 1
            if progress.broken > MAX_BROKEN:
                raise _too_many(progress.line + start) from None
    progress.line += len(lines)
    return taken.block(), b""


@dataclass(slots=True)
class _Taken:
    """Records of one block while they are read."""

    width: int
    lines: list[int] = field(default_factory=list)
    rows: list[Sequence[str]] = field(default_factory=list)
    broken: list[RowError] = field(default_factory=list)

    def add(self, line: int, values: Sequence[str]) -> None:
        """Keep a record, say what is wrong with it, or pass over an empty one."""
        if not any(map(str.strip, values)):
            return
        if len(values) != self.width:
            self.broken.append(wrong_width(line, len(values), self.width))
            return
        self.lines.append(line)
        self.rows.append(values)

    def block(self) -> Block:
        """The block of what was kept."""
        return block_of(self.lines, self.rows, self.width, self.broken)


# ── what is said ──


def wrong_width(line: int, values: int, width: int) -> RowError:
    """A record with more or fewer values than the header has names."""
    return RowError(
        line,
        "",
        f"The line has {values} values, the header {width}.",
        "Put values that contain the delimiter into quotes.",
    )


def _lost_quote(line: int) -> RowError:
    return RowError(line, "", "A quoted value is broken or far too long.", 'Double each quote inside it: "".')


def _too_many(line: int) -> DomainError:
    return DomainError(
        "unreadable",
        f"More than {MAX_BROKEN} lines are broken.",
        remedy="Export the file again.",
        place=f"line {line}",
    )
