"""The worked table of docs/algorithms/refusal-audit.md is computed here, line by line."""

from __future__ import annotations

import re

import pytest

from otklik.analytics.true_shares import Stratum, estimate_share
from tests.analytics import known_shares

FEW = 20
PAGE = known_shares.PAGE.read_text("utf-8")


def rows() -> list[list[str]]:
    (table,) = re.findall(r"^\| strata .*\n\|.*\n((?:\|.*\n)+)", PAGE, flags=re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


def computed(strata: str) -> list[str]:
    found = estimate_share([Stratum(*map(int, one.split("/"))) for one in strata.split()], FEW)
    share = "-" if found.share is None else f"{found.share:.3f}"
    numbers = (found.floor, found.ceiling, found.low, found.high)
    few = "yes" if found.few else "no"
    return [strata, share, *(f"{one:.3f}" for one in numbers), f"{found.effective:.1f}", few]


def test_the_table_says_what_the_code_says() -> None:
    assert len(rows()) >= 8
    assert rows() == [computed(row[0]) for row in rows()]


def test_a_line_that_says_otherwise_is_noticed() -> None:
    row = rows()[2]
    assert [*row[:4], "0.130", *row[5:]] != computed(row[0])


@pytest.mark.long
def test_the_simulation_says_what_the_page_says() -> None:
    for name, table in known_shares.tables().items():
        assert f"<!-- {name} -->\n{table}\n<!-- /{name} -->" in PAGE
