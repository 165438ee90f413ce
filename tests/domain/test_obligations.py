"""The fold of obligations: what stands in a row is enough to make the value again, and only a transition changes it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.domain.catalogue import make
from otklik.domain.events import Consequence, Entry, Ref, instant_text
from otklik.domain.obligations import TRANSITIONS, Obligation, evolve, limit_fields, opening_fields

NOON = datetime(2026, 3, 19, 12, tzinfo=UTC)
REF = Ref("first_answer")
instants = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
OBLIGATIONS = st.builds(
    Obligation,
    ref=st.builds(Ref, st.text(min_size=1), st.text(), st.integers(1, 99)),
    state=st.just("open"),
    debtor=st.text(),
    creditor=st.text(),
    standard=st.text(),
    calendar=st.text(),
    tzdata=st.text(),
    opened_at=instants,
    limit_at=instants,
    judge_at=instants,
    first_limit_at=instants,
    target_at=st.none() | instants,
    from_at=st.none() | instants,
    bands=st.lists(instants).map(tuple),
    rank=st.integers(),
    opened_by=st.just(7),
    ref_fields=st.dictionaries(st.text(), st.integers() | st.text()),
)


def row(*changes: Consequence, version: int = 7) -> Entry:
    return Entry("order/1", version, NOON, make("order.ready", occurred_at=NOON), changes)


def opened(**changes: Any) -> Obligation:
    return Obligation(
        **{
            "ref": REF,
            "state": "open",
            "debtor": "store:s",
            "creditor": "buyer",
            "standard": "h",
            "calendar": "c",
            "tzdata": "t",
            "opened_at": NOON,
            "limit_at": NOON + timedelta(hours=1),
            "judge_at": NOON + timedelta(hours=1),
            "first_limit_at": NOON + timedelta(hours=1),
            **changes,
        }
    )


def after(one: Obligation, transition: str, **fields: Any) -> Obligation:
    return evolve({one.ref: one}, row(Consequence(one.ref, transition, fields)))[one.ref]


@given(OBLIGATIONS)
def test_an_opening_is_its_fields(one: Obligation) -> None:
    fields = json.loads(json.dumps(opening_fields(one)))
    assert evolve({}, row(Consequence(one.ref, "opened", fields))) == {one.ref: one}


def test_a_row_without_consequences_changes_nothing() -> None:
    book = {REF: opened()}
    assert evolve(book, row()) is book


AT = instant_text(NOON + timedelta(minutes=30))


@pytest.mark.parametrize(
    ("transition", "fields", "state", "verdict", "owed"),
    [
        ("met", {"verdict": "met"}, "met", "met", False),
        ("breached", {}, "breached", "breached", True),
        ("breached", {"closed": True}, "breached", "breached", False),
        ("waived", {}, "waived", "waived", False),
        ("paused", {"resume_at": AT}, "paused", None, True),
        ("handed", {"debtor": "store:t"}, "open", None, True),
    ],
)
def test_a_transition(
    transition: str, fields: dict[str, Any], state: str, verdict: str | None, owed: bool
) -> None:
    one = after(opened(), transition, at=AT, **fields)
    assert (one.state, one.verdict, one.is_owed) == (state, verdict, owed)


def test_a_breach_is_remembered_when_it_is_met_late_or_waived() -> None:
    breached = after(opened(), "breached", at=AT)
    late = after(breached, "met", at=instant_text(NOON + timedelta(hours=2)), verdict="met_late")
    assert (late.state, late.verdict, late.breached_at) == ("met", "met_late", NOON + timedelta(minutes=30))
    closed = after(breached, "waived", at=instant_text(NOON + timedelta(hours=2)))
    assert (closed.state, closed.verdict, closed.is_owed) == ("breached", "breached", False)


def test_a_finding_stands_beside_the_first_verdict() -> None:
    found = after(after(opened(), "breached", at=AT), "rejudged", at=AT, verdict="met")
    assert (found.verdict, found.rejudged, found.is_owed) == ("breached", "met", False)


def test_a_move_keeps_the_first_limit_and_a_resumption_counts_the_pause() -> None:
    moved = opened(limit_at=NOON + timedelta(hours=3), judge_at=NOON + timedelta(hours=3))
    one = after(opened(), "retimed", **limit_fields(moved), moves=1)
    assert (one.limit_at, one.first_limit_at, one.moves) == (moved.limit_at, NOON + timedelta(hours=1), 1)
    paused = after(one, "paused", at=AT)
    resumed = after(paused, "resumed", at=AT, **limit_fields(moved), paused_s=60)
    assert (resumed.state, resumed.paused_at, resumed.paused_s) == ("open", None, 60)


def test_what_belongs_to_the_ladder_changes_no_obligation() -> None:
    for transition in ("leased", "ended", "rescheduled"):
        assert transition not in TRANSITIONS
        assert after(opened(), transition, person="anna") == opened()
