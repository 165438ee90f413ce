"""The worked tables of docs/algorithms/audit.md are computed here, line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from otklik.analytics.audit import audit
from otklik.analytics.findings import Norms
from otklik.analytics.frames import OrderFrame
from otklik.analytics.losses import CAVEATS
from otklik.analytics.proportions import make_share
from otklik.analytics.spreads import make_spread
from otklik.analytics.strata import standardise
from otklik.analytics.survival import estimate_survival
from tests.analytics.orders_on_paper import Row, frame_of

PAGE = (Path(__file__).parents[2] / "docs" / "algorithms" / "audit.md").read_text("utf-8")
UNTIL = "2026-03-10 12:00"
NORMS = Norms()

Table = list[list[str]]


def tables() -> list[tuple[str, Table]]:
    """Head (its cells joined) and rows of each table, in order."""
    found = []
    for block in re.findall(r"(?:^\|.*\n)+", PAGE, flags=re.MULTILINE):
        head, _, *rows = [
            [cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.splitlines()
        ]
        found.append((" | ".join(head).strip(), rows))
    return found


def order_of(placed: str, then: str) -> Row:
    """`answered 2026-03-02 10:10, refused …` → a row; the end it names is its outcome."""
    row: dict[str, str] = {"placed": placed, "outcome": "open"}
    ends = {"completed": "kept", "delivered": "kept"}
    for part in then.split(", "):
        name, _, when = part.partition(" ")
        if when:
            row[name] = when
        if name in ("refused", "withdrawn", "released", "cancelled", *ends):
            row["outcome"] = ends.get(name, name)
    return row


def frame_of_one(placed: str, then: str) -> OrderFrame:
    return frame_of([order_of(placed, then)], until=UNTIL, fields=("answered", "delivered"))


def yes(part: int) -> str:
    return "yes" if part else "no"


def bands(rows: Table) -> Table:
    said = []
    for placed, then, *_ in rows:
        found = audit(frame_of_one(placed, then), [NORMS]).answers
        assert found is not None
        band = next((one.name for one in found.bands if one.working.part), "not owed")
        wall = next((one.name for one in found.bands if one.wall and one.wall.part), "not owed")
        said.append([placed, then, band, wall, yes(found.in_target.part), yes(found.in_limit.part)])
    return said


def intervals(rows: Table) -> Table:
    shares = [make_share("", int(part), int(whole), NORMS.few) for part, whole, *_ in rows]
    return [[str(x.part), str(x.whole), f"{x.low:.4f}", f"{x.high:.4f}", yes(x.few)] for x in shares]


def percentiles(rows: Table) -> Table:
    said = []
    for values, *_ in rows:
        found = make_spread("", np.array([int(value) for value in values.split()]))
        said.append([values, *map(str, (found.p50_s, found.p90_s, found.p95_s))])
    return said


def refusals(rows: Table) -> Table:
    said = []
    for placed, then, *_ in rows:
        found = audit(frame_of_one(placed, then), [NORMS]).refusals
        assert found is not None and found.premature is not None and found.without_contact is not None
        said.append([placed, then, yes(found.premature.part), yes(found.without_contact.part)])
    return said


def promises(rows: Table) -> Table:
    said = []
    for placed, then, *_ in rows:
        found = audit(frame_of_one(placed, then), [NORMS]).promises
        assert found is not None
        states = {"kept": found.kept.part, "late": found.late.part, "unknown": found.unknown.part}
        said.append([placed, then, next((name for name, part in states.items() if part), "not due")])
    return said


def curve(rows: Table) -> Table:
    (text,) = re.findall(r"^Delays \(\+ censored\): `(.+)`$", PAGE, flags=re.MULTILINE)
    words = text.split()
    found = estimate_survival(
        np.array([int(word.rstrip("+")) for word in words]), np.array([word[-1] != "+" for word in words])
    )
    columns = (found.delays_s, found.at_risk, found.events, found.share, found.low, found.high)
    return [
        [*map(str, row[:3]), *(f"{value:.4f}" for value in row[3:])]
        for row in zip(*(column.tolist() for column in columns), strict=True)
    ]


def cells(rows: Table) -> tuple[np.ndarray, np.ndarray]:
    counted = np.array([[[int(x) for x in cell.split(" / ")] for cell in row[1:]] for row in rows])
    return counted[:, :, 1], counted[:, :, 0]


def adjusted(rows: Table, before: Table) -> Table:
    orders, kept = cells(before)
    raw = kept.sum(axis=0) / orders.sum(axis=0)
    return [
        [row[0], *(f"{value:.4f}" for value in (plain, one.share, one.low, one.high, one.covered))]
        for row, plain, one in zip(rows, raw, standardise(orders, kept, NORMS.few), strict=True)
    ]


def excess(before: Table) -> Table:
    """Orders as the table counts them: one store at noon each, 10.00 an order."""
    rows: list[Row] = []
    orders, kept = cells(before)
    for (store, *_), counts, kept_of in zip(before, orders, kept, strict=True):
        for answered, count, good in zip(("12:05", "18:00"), counts, kept_of, strict=True):
            one = {
                "placed": "2026-03-02 12:00",
                "store": store,
                "amount": 1_000,
                "answered": f"2026-03-02 {answered}",
            }
            rows += [{**one, "outcome": "kept"}] * int(good)
            rows += [{**one, "outcome": "withdrawn"}] * int(count - good)
    money = audit(frame_of(rows), [NORMS]).money
    assert money is not None
    found = (money.excess_minor, money.excess_low_minor, money.excess_high_minor)
    return [[f"{(value or 0) / 100:.2f}" for value in found]]


CHECKS: dict[str, Callable[[Table], Table]] = {
    "placed | then | band | by the wall | in target | in limit": bands,
    "part | whole | low | high | few": intervals,
    "values | p50 | p90 | p95": percentiles,
    "placed | then | premature | without contact": refusals,
    "placed | then | promise": promises,
    "delay | at risk | answered | share | low | high": curve,
}
AFTER: dict[str, Callable[[Table, Table], Table]] = {
    "| raw | adjusted | low | high | covered": adjusted,
    "excess | low | high": lambda _, before: excess(before),
}
"""These are computed from the table before."""


def faults(found: Sequence[tuple[str, Table]]) -> list[str]:
    """Lines of the page that the code doesn't say."""
    wrong = []
    before: Table = []
    for head, rows in found:
        check, after = CHECKS.get(head), AFTER.get(head)
        told = check(rows) if check else after(rows, before) if after else rows
        wrong += [f"{said} != {true}" for said, true in zip(rows, told, strict=True) if said != true]
        before = rows
    return wrong


def test_the_tables_say_what_the_code_says() -> None:
    found = tables()
    assert {*CHECKS, *AFTER} <= {head for head, _ in found}
    assert faults(found) == []


@pytest.mark.parametrize("head", [*CHECKS, *AFTER])
def test_a_table_that_says_otherwise_is_noticed(head: str) -> None:
    found = tables()
    place = [one for one, _ in found].index(head)
    rows = [list(row) for row in found[place][1]]
    rows[0][-1] = "9"
    assert len(faults([*found[:place], (head, rows)])) == 1


def test_every_caveat_is_explained() -> None:
    (rows,) = [rows for head, rows in tables() if head == "code | what it says"]
    assert [row[0].strip("`") for row in rows] == list(CAVEATS)
