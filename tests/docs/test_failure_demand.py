"""The worked tables of docs/algorithms/failure-demand.md are computed here, line by line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from otklik.analytics.failure_demand import own_contacts
from otklik.analytics.touches import touches_of
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED
from tests.docs.pages import read_tables
from tests.domain.stage import TALK, Stage, at, said
from tests.domain.standard_fixture import make_world

TABLES = read_tables("algorithms/failure-demand.md")
HANDS, _WAYS, CONTACTS = (rows for _lead, rows in TABLES)
STANDARD = parse_standard(DEFAULT_TEXT, capabilities=SHIPPED)


def stage() -> Stage:
    return Stage(make_world(STANDARD)).order("Thu 11:02")


def hand(stage: Stage, words: str, minute: int) -> None:
    """One fact of the table of touches."""
    verb, _, who = words.partition(" ")
    facts: dict[str, tuple[str, dict[str, Any]]] = {
        "taken": (
            "order.taken",
            {"person": who, "on_shift": True, "place": "in_shop", "addressee": False, "stops": "shop"},
        ),
        "cleared": ("order.owner_cleared", {"person": "anna"}),
        "called": ("contact.reached", {**TALK, "actor": f"person:{who}"}),
        "noted": ("order.noted", {"words": "x", "actor": f"person:{who}"}),
        "bank": ("bank.decided", {"decision": "approved", "by": "prichal", "actor": "key:bank"}),
        "assigned": ("order.assigned", {"cause": "handed_over", "store": who, "assignment": str(minute)}),
    }
    kind, fields = facts[verb]
    stage.happens(f"Thu 11:{minute:02}", kind, **fields)


@pytest.mark.parametrize("row", HANDS, ids=lambda row: row[0])
def test_touches(row: list[str]) -> None:
    scene = stage()
    for minute, words in enumerate(row[0].split("; "), 10):
        hand(scene, words, minute)
    found = touches_of(scene.journal)
    assert [str(len(found.people)), str(len(found.hand_overs))] == row[1:]
    assert [one.who for one in found.parties] == (["party:prichal"] if "bank" in row[0] else [])


def happens(scene: Stage, words: str) -> None:
    """One fact of the table of contacts."""
    verb, when = words.split(" ", 1)
    when, _, to = when.partition(" to ")
    if verb == "talk":
        scene.happens(when, "contact.reached", **TALK)
    elif verb == "confirmed":
        scene.happens(when, "order.confirmed", by="anna", grade="claimed")
    elif verb == "promise":
        scene.happens("Thu 11:21", "promise.made", promise="1", by="s", until_at=at(when))
    elif verb == "kept":
        scene.happens(when, "promise.kept", promise="1")
    elif verb == "moved":
        scene.happens(when, "promise.moved", promise="1", until_at=at(to))
    elif verb == "told":
        scene.happens(when, "promise.told", promise="1", until_at=at("Fri 12:00"))
    elif verb == "left":
        scene.happens(when, "buyer.left", visit="1", cause="papers")
    else:
        scene.happens(when, f"buyer.{verb}", visit="1")


def comes(scene: Stage, words: str) -> list[datetime]:
    """What the buyer does himself; looks at his page stand in no journal."""
    verb, when = words.split(" ", 1)
    if verb == "looks":
        return [at(when)]
    scene.happens(when, {"calls": "call.missed", "writes": "message.received:mail"}[verb].partition(":")[0],
                  **({"channel": "email"} if verb == "writes" else {}))  # fmt: skip
    return []


@pytest.mark.parametrize("row", CONTACTS, ids=lambda row: f"{row[0]} · {row[1]}")
def test_contacts(row: list[str]) -> None:
    before, buyer, *expected = row
    scene = stage()
    if "no receipt" not in before:
        scene.happens("Thu 11:03", "message.accepted", purpose="receipt", receiver="buyer")
    for words in filter(None, before.removeprefix("no receipt").strip("; ").split("; ")):
        happens(scene, words)
    visits = comes(scene, buyer) if buyer else []
    found = own_contacts(scene.journal, visits)
    if not any(expected):
        assert found == []
        return
    (one,) = found
    tied = " ".join(filter(None, (one.kind, one.key)))
    since = said(one.since_at) if one.since_at else ""
    assert [one.why or "a question", tied, one.debtor, since] == expected
