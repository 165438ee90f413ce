"""The worked tables of docs/algorithms/obligations.md are computed here, line by line."""

from __future__ import annotations

import pytest

from otklik.domain.effects import EFFECTS
from tests.docs.pages import read_tables
from tests.domain.stage import TALK, Stage, said

TABLES = read_tables("algorithms/obligations.md")
INSTANTS, OUTCOMES = TABLES[-2][1], TABLES[-1][1]


@pytest.mark.parametrize("row", INSTANTS, ids=lambda row: row[0])
def test_instants(row: list[str]) -> None:
    stage = Stage().order(row[0])
    first, hold = stage.owed("first_answer"), stage.owed("settlement")
    assert [said(first.target_at), said(first.limit_at), said(hold.limit_at)] == row[1:]


FACTS = {
    "talk": ("contact.reached", TALK),
    "payment": ("payment.received", {"amount_minor": 1, "currency": "RUB"}),
    "refused": ("order.refused", {"reason": "not_paid", "by": "anna", "grade": "claimed"}),
}


@pytest.mark.parametrize("row", OUTCOMES, ids=lambda row: row[0])
def test_outcomes(row: list[str]) -> None:
    stage = Stage().order("Thu 11:02")
    for fact in row[0].split(", ") if row[0] != "nothing" else []:
        name, when = fact.split(" ", 1)
        kind, fields = FACTS[name]
        stage.happens(when, kind, **fields)
        if name == "refused":
            stage.happens(when, "goods.released", cause="refused")
    stage.live("Mon 12:00")
    goods = "reserved" if stage.state.subject.goods_reserved else "released"
    assert [stage.owed("first_answer").verdict, stage.owed("settlement").verdict, goods] == row[1:]


def test_the_tables_were_found() -> None:
    assert (len(INSTANTS), len(OUTCOMES)) == (5, 7)
    named = {row[0].strip("`") for _lead, rows in TABLES for row in rows}
    assert set(EFFECTS) <= named
