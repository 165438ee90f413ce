"""Whole blocks at once and record by record give the same; the cuts between blocks leave no trace."""

import csv
import io
from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from otklik.domain.incoming import RowError
from otklik.intake import delimited
from otklik.intake.delimited import read_blocks

CELL = st.text(alphabet="ab \";'й\n", max_size=6)


def records(texts: Iterable[bytes], width: int = 2) -> list[tuple[int, tuple[str, ...]] | RowError]:
    found: list[tuple[int, tuple[str, ...]] | RowError] = []
    for block in read_blocks(texts, ";", width, 2):
        cells = zip(*(column.texts() for column in block.columns), strict=True)
        found += zip(block.lines.tolist(), cells, strict=True)
        found += block.broken
    return found


def cut(text: bytes, size: int) -> list[bytes]:
    """Pieces that end where a line ends, as `read_lines` gives them."""
    pieces, rest = [], b""
    for line in io.BytesIO(text):
        rest += line
        if len(rest) >= size:
            pieces.append(rest)
            rest = b""
    return [*pieces, rest] if rest else pieces


@settings(max_examples=300, deadline=None)
@given(
    rows=st.lists(st.lists(CELL, min_size=1, max_size=3), max_size=6),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    ending=st.sampled_from(["\n", "\r\n"]),
    size=st.integers(1, 40),
)
@example(rows=[["a", 'say "b"'], ["c\nd", ""]], quoting=csv.QUOTE_ALL, ending="\r\n", size=1)
def test_what_was_written_is_read(rows: list[list[str]], quoting: int, ending: str, size: int) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", quoting=quoting, lineterminator=ending).writerows(rows)  # type: ignore[arg-type]
    found = records(cut(stream.getvalue().encode(), size))
    kept = [tuple(row) for row in rows if len(row) == 2 and any(value.strip() for value in row)]
    assert [one[1] for one in found if isinstance(one, tuple) and any(map(str.strip, one[1]))] == kept
    broken = [row for row in rows if len(row) != 2 and any(value.strip(' ;"\n') for value in row)]
    assert len([one for one in found if isinstance(one, RowError)]) >= len(broken)


@settings(max_examples=500, deadline=None)
@given(text=st.text(alphabet='ab;" \n\r', max_size=60), width=st.integers(1, 3))
@example(text='5" a;6" b\nc;d\n', width=2)
@example(text='"a"b;c\n"d;\n', width=2)
@example(text=' "a";b\n"""a";b\n', width=2)
def test_a_block_read_at_once_equals_the_same_read_record_by_record(text: str, width: int) -> None:
    raw = text.encode()
    quick = records([raw] if raw else [], width)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_read_at_once", lambda *_: None)
        slow = records([raw] if raw else [], width)
    # A row of blanks alone may come as a row or not at all: whoever reads the cells passes it over.
    assert [one for one in quick if isinstance(one, RowError) or any(map(str.strip, one[1]))] == slow


def test_a_value_over_many_lines_is_carried_from_block_to_block() -> None:
    text = b'1;"a\nb\nc"\n2;d\n'
    assert records(cut(text, 1)) == [(2, ("1", "a\nb\nc")), (5, ("2", "d"))]


def test_a_quote_that_never_closes_costs_its_line_and_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_RECORD", 100)
    text = b'1;"open\n' + b"2;x\n" * 60
    found = records(cut(text, 20))
    assert [one.line for one in found if isinstance(one, RowError)] == [2]
    assert sum(isinstance(one, tuple) for one in found) == 60
