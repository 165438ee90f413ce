"""The worked tables of docs/algorithms/ladders.md are computed here, line by line."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import read_tables
from tests.domain.stage import Stage
from tests.domain.standard_fixture import make_world

CLIMBS = [(lead, rows) for lead, rows in read_tables("algorithms/ladders.md") if lead.startswith("Order of")]


def play(lead: str) -> list[list[str]]:
    """The climb that a line of the page describes, each receiver once a step, repeats left out."""
    ordered = re.match(r"Order of (\w+ [\d:]+)", lead)
    taken = re.search(r"taken by (\w+) at (\w+ [\d:]+)", lead)
    assert ordered
    stage = Stage(make_world(s={"on_shift": ()} if "nobody on shift" in lead else {})).order(ordered[1])
    if taken:
        stage.live(taken[2])
        facts = {"on_shift": True, "place": "in_shop", "addressee": True, "stops": "run"}
        stage.happens(taken[2], "order.taken", person=taken[1], grade="claimed", **facts)
    stage.live("Fri 18:00")
    return [
        [when, receiver, say]
        for entry in stage.journal
        if entry.event.kind == "ladder.stepped" and not entry.event.data["round"]
        for when, receiver, say in _rows(stage, entry.version)
    ]


def _rows(stage: Stage, version: int) -> list[tuple[str, str, str]]:
    entry = stage.journal[version - 1]
    alone = Stage(stage.world, stage.stream, [entry], stage.state)
    return list(dict.fromkeys((when, to, say) for when, to, _channel, say in alone.told("first_answer")))


@pytest.mark.parametrize(("lead", "rows"), CLIMBS, ids=[lead for lead, _ in CLIMBS])
def test_a_climb(lead: str, rows: list[list[str]]) -> None:
    assert play(lead) == rows


def test_the_tables_were_found_and_a_wrong_one_would_be_noticed() -> None:
    assert len(CLIMBS) == 4
    lead, rows = CLIMBS[0]
    assert play(lead) != [*rows[:-1], ["Thu 12:03", *rows[-1][1:]]]
