"""The worked tables of docs/algorithms/refusal-gate.md are computed here, line by line."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from otklik.domain.events import Ref
from otklik.domain.refusal_gate import Refusal, floor_of, weigh
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED
from otklik.domain.world import World
from tests.docs.pages import read_tables
from tests.domain.stage import TALK, Stage, at, said
from tests.domain.standard_fixture import make_world

TABLES = read_tables("algorithms/refusal-gate.md")
WAYS, FLOORS, MODES, RECORDS = (rows for _lead, rows in TABLES)
HOURS = {"shop": "Mo-Fr 10:00-19:00", "lunch": "Mo-Fr 10:00-13:00,14:00-19:00"}
STANDARD = parse_standard(DEFAULT_TEXT, capabilities=SHIPPED)


def world(hours: str = "shop") -> World:
    return make_world(STANDARD, s={"hours": HOURS[hours]})


@pytest.mark.parametrize("row", FLOORS, ids=lambda row: f"{row[0]} {row[1]}")
def test_floors(row: list[str]) -> None:
    stage = Stage(world(row[0])).order(row[1])
    placed_at = stage.state.subject.placed_at
    hold = stage.owed("settlement")
    early = Refusal("no_goods", "x", "anna")
    edges = [
        weigh(stage.state, stage.world, placed_at + timedelta(minutes=m), early).premature for m in (59, 60)
    ]
    assert edges == [True, False]
    told = [
        said(placed_at + timedelta(hours=1)),
        said(floor_of(stage.state, stage.world)),
        said(hold.limit_at),
    ]
    assert told == row[2:]


def weighed(stage: Stage, reason: str, when: str) -> tuple[str, str]:
    found = weigh(stage.state, stage.world, at(when), Refusal(reason, "x", "anna"))
    return said(found.passes_at), found.ends


@pytest.mark.parametrize(
    ("reason", "reserved", "when", "passes", "ends"),
    [
        ("not_paid", True, "Thu 11:14", "Fri 05:02", "hold"),
        ("not_paid", True, "Thu 15:00", "Fri 05:02", "hold"),
        ("not_paid", False, "Thu 11:14", "Fri 05:02", "instant"),
        ("not_paid", False, "Fri 05:02", "Fri 05:02", ""),
        ("price_unsuitable", True, "Thu 11:14", "Thu 12:02", "instant"),
        ("price_unsuitable", True, "Thu 12:02", "Thu 12:02", ""),
        ("price_unsuitable", False, "Thu 11:14", "Fri 05:02", "instant"),
        ("price_unsuitable", False, "Thu 12:02", "Thu 12:02", ""),
        ("no_goods", True, "Thu 12:30", "Fri 05:02", "instant"),
        ("unreachable", True, "Thu 12:30", "Fri 05:02", "instant"),
        ("unreachable", False, "Thu 12:30", "Fri 05:02", "instant"),
        ("extra_demands", True, "Thu 11:14", "Thu 11:14", ""),
        ("not_paid_bank", True, "Thu 11:14", "Fri 05:02", "hold"),
    ],
)
def test_from_when_it_passes(reason: str, reserved: bool, when: str, passes: str, ends: str) -> None:
    assert weighed(Stage(world()).order("Thu 11:02", reserved=reserved), reason, when) == (passes, ends)


def test_a_hold_that_moves_takes_the_parking_with_it() -> None:
    """Friday 18:30 at a Mo-Fr shop: "not paid" waits for Monday 10:30, not for Saturday."""
    stage = Stage(world()).order("Fri 18:30")
    assert weighed(stage, "not_paid", "Fri 18:44") == ("Mon 10:30", "hold")
    stage.happens(
        "Fri 18:44", "refusal.parked", reason="not_paid", parking="1", ends="hold", until_at=at("Sat 12:30")
    )
    assert said(stage.owed("parked_with_hold", "1").limit_at) == "Mon 10:30"
    stage.live("Mon 10:31")
    assert stage.state.subject.phase == "open"
    stage.live("Mon 10:33")
    assert stage.state.subject.phase == "refused"


FACT = re.compile(r"(?:(call|chat|talk)s? )?(?:([A-Z][a-z]+) )?(\d+:\d+)(?: \((\d+) s\))?")


def recorded(stage: Stage, facts: str) -> None:
    """`calls Thu 11:10 (3 s), 11:40` as facts: what and which day hold until others are named."""
    what = day = ""
    for found in FACT.finditer(facts):
        what, day = found[1] or what, found[2] or day
        when, ring_s = f"{day} {found[3]}", int(found[4]) if found[4] else None
        if what == "talk":
            stage.happens(when, "contact.reached", **TALK)
        else:
            attempt = str(stage.state.subject.contact_attempts + 1)
            stage.happens(when, "contact.attempted", means=what, attempt=attempt, ring_s=ring_s)


@pytest.mark.parametrize("row", RECORDS, ids=lambda row: row[0])
def test_evidence(row: list[str]) -> None:
    stage = Stage(world()).order("Wed 22:02" if "Wed" in row[0] else "Thu 11:02")
    recorded(stage, row[0])
    for reason, lacks in zip(("unreachable", "not_paid"), row[1:], strict=True):
        found = weigh(stage.state, stage.world, at("Thu 13:00"), Refusal(reason, "x", "anna"))
        assert ", ".join(found.unmet) == lacks, reason


def test_a_number_that_is_not_in_service_is_enough_when_a_system_says_so() -> None:
    for source, lacks in (("provider", ()), ("person", ("attempts", "spread"))):
        stage = Stage(world()).order("Thu 11:02")
        fields = {"means": "call", "attempt": "1", "outcome": "not_in_service", "source": source}
        stage.happens("Thu 11:10", "contact.attempted", **fields)
        assert (
            weigh(stage.state, stage.world, at("Thu 13:00"), Refusal("unreachable", "x", "anna")).unmet
            == lacks
        )


def test_block_needs_an_agreement_and_park_its_kind() -> None:
    text = DEFAULT_TEXT.replace('mode  = "park"', 'mode  = "block"')
    block = parse_standard(text, capabilities=SHIPPED)
    refusal = Refusal("no_goods", "x", "anna")
    for standard, agreed, mode in ((block, block.hash, "block"), (block, "", "park"), (STANDARD, "", "park")):
        stage = Stage(make_world(standard, s={"agreed": agreed})).order("Thu 11:02")
        assert weigh(stage.state, stage.world, at("Thu 11:14"), refusal).mode == mode
    older = replace(
        STANDARD, kinds={name: one for name, one in STANDARD.kinds.items() if name != "parked_refusal"}
    )
    stage = Stage(make_world(older)).order("Thu 11:02")
    assert weigh(stage.state, stage.world, at("Thu 11:14"), refusal).mode == "warn"


def test_the_tables_were_found_and_a_wrong_one_would_be_noticed() -> None:
    assert [len(rows) for rows in (WAYS, FLOORS, MODES, RECORDS)] == [4, 5, 3, 7]
    assert {row[0].strip("*") for row in MODES} == {"warn", "park", "block"}
    assert Ref("settlement") in Stage(world()).order("Thu 11:02").state.obligations
    with pytest.raises(AssertionError):
        test_floors([*FLOORS[0][:3], "Thu 12:03", FLOORS[0][4]])
