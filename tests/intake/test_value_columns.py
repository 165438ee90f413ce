"""Columns of amounts, words and numbers: what the cells show of each other decides, and nothing is left to luck."""

import numpy as np
import pytest

from otklik.analytics.frames import MISSING
from otklik.domain.errors import DomainError
from otklik.intake import number_columns
from otklik.intake.blocks import column_of
from otklik.intake.grown_arrays import GrownArray
from otklik.intake.number_columns import NumberColumn, group_equal
from otklik.intake.value_columns import (
    MAX_WORDS,
    UNREADABLE,
    AmountColumn,
    ValueColumn,
    WordColumn,
    read_amount,
    read_count,
    read_yes,
)  # fmt: skip


def amounts(cells: list[str], decimal: str = "") -> list[int]:
    """Amounts of the cells, each in a block of its own, in ten-thousandths."""
    column = AmountColumn("total", read_amount)
    for cell in cells:
        column.read(column_of([cell]))
    return column.settle(decimal, np.arange(2, len(cells) + 2)).tolist()


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (["1,234", "12,50"], [12_340, 125_000]),
        (["1,234", "12.50"], [12_340_000, 125_000]),
        (["1.234", "1 234,5 ₽"], [12_340_000, 12_345_000]),
        (["1,234", "1,234,567"], [12_340_000, 12_345_670_000]),
        (["1,234.50", "1,234"], [12_345_000, 12_340_000]),
        (["0,125", "1.234"], [1_250, 12_340_000]),
        (["R$ 1.234,56", "5", ""], [12_345_600, 50_000, MISSING]),
        (["1234.567", "1.234"], [12_345_670, 12_340]),
        (["-3", "abc", "1 000"], [UNREADABLE, UNREADABLE, 10_000_000]),
        (["9999999999999", "99999999999999"], [99_999_999_999_990_000, UNREADABLE]),
    ],
)
def test_what_a_mark_divides_is_told_by_the_other_cells(cells: list[str], wanted: list[int]) -> None:
    assert amounts(cells) == wanted
    assert amounts(cells[::-1]) == wanted[::-1]


@pytest.mark.parametrize("cells", [["5", "1,234"], ["1.234"], ["12,50", "12.50", "1.234"]])
def test_where_no_cell_tells_somebody_has_to(cells: list[str]) -> None:
    with pytest.raises(DomainError) as refused:
        amounts(cells)
    line = len(cells) + 1
    assert (refused.value.code, refused.value.place) == ("amounts_ambiguous", f"line {line}, total")
    mark = cells[-1][1]
    assert (amounts(cells, mark)[-1], amounts(cells, {",": ".", ".": ","}[mark])[-1]) == (12_340, 12_340_000)


def test_counts_and_answers() -> None:
    column = ValueColumn("attempts", read_count)
    column.read(column_of([" 3 ", "2.0", "", "many", "-1", "0"]))
    assert column.finish().tolist() == [3, 2, MISSING, UNREADABLE, UNREADABLE, 0]
    column = ValueColumn("by_phone", read_yes)
    column.read(column_of(["Да", "нет", "TRUE", "по телефону", "", "maybe"]))
    assert column.finish().tolist() == [1, 0, 1, 1, MISSING, UNREADABLE]


def test_a_column_with_too_many_words_is_given_up() -> None:
    column = WordColumn("store")
    column.read(column_of([" a ", "b", "a", ""]))
    labels = column.finish()
    assert labels is not None
    assert (labels.codes.tolist(), labels.names) == ([0, 1, 0, -1], ("a", "b"))
    column = WordColumn("comment")
    column.read(column_of([f"{number}" for number in range(MAX_WORDS + 1)]))
    assert column.finish() is None


NUMBERS = [
    ["A-1", "", "A-1", 'b"x', "é"],
    ["123", "0456", "123"],
    ["12", "34"],
    ["00ff", "ab12", "00FF", "00ff"],
    ["", ""],
]


@pytest.mark.parametrize("collides", [False, True])
def test_equal_numbers_are_found_even_where_hashes_are_equal(
    monkeypatch: pytest.MonkeyPatch, collides: bool
) -> None:
    if collides:
        monkeypatch.setattr(
            number_columns, "_hash", lambda codes, lengths, within: (lengths > 0).astype(np.uint64)
        )
    column = NumberColumn("number")
    for cells in NUMBERS:
        column.read(column_of(cells))
    numbers, hashes = column.finish()
    flat = [number for cells in NUMBERS for number in cells]
    assert list(numbers) == flat
    assert list(numbers.take(np.array([7, 0]))) == [flat[7], flat[0]]
    assert list(numbers[2:4]) == flat[2:4]
    wanted = [flat.index(number) if number else place for place, number in enumerate(flat)]
    assert group_equal(numbers, hashes).tolist() == wanted


def test_an_array_that_grows_holds_what_was_put_in() -> None:
    grown = GrownArray(np.int64)
    pieces = [np.arange(length) for length in (0, 3, 70_000, 1, 100_000)]
    for piece in pieces:
        grown.append(piece)
    assert len(grown) == 170_004
    assert np.array_equal(grown.finish(), np.concatenate(pieces))
    assert (len(grown), len(grown.finish())) == (0, 0)
