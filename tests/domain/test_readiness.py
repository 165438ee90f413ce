"""Law 12: ready is derived, from goods, papers and person, and never true with one of them missing."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from otklik.domain import (
    appointment_decisions,
    derived,
    engine,
    order_decisions,
    readiness_decisions,
    visit_decisions,
)
from otklik.domain.appointments import standing
from otklik.domain.derived import missing_of
from otklik.domain.errors import DomainError
from otklik.domain.rosters import roster_of
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED
from otklik.domain.world import Store, World
from tests.domain.stage import TALK, Stage, at, said
from tests.domain.standard_fixture import make_world, person

STANDARD = parse_standard(DEFAULT_TEXT, capabilities=SHIPPED)
LINES = [
    {"id": "1", "sku": "hat", "title": "Hat", "quantity": 1, "price_minor": 100},
    {"id": "2", "sku": "coat", "title": "Coat", "quantity": 1, "price_minor": 200},
]
ALL_DAY = {"vera": {"week": dict.fromkeys(("Mo", "Tu", "We", "Th", "Fr"), "10:00-19:00")}}


def bank_world(roster=ALL_DAY) -> World:
    """Store s, its neighbours, and a place whose people are credit experts."""
    world = make_world(STANDARD)
    desk = Store(
        "desk", "Desk", world.stores["s"].calendar, STANDARD.hash, role="credit_expert",
        people=(person("vera", "desk", "seller"),), roster=roster_of(roster),
    )  # fmt: skip
    return replace(world, stores={**world.stores, "desk": desk})


def stage(when="Thu 10:00", *, payment="credit", **fields) -> Stage:
    one = Stage(bank_world()).order(when, payment=payment, delivery="pickup", lines=LINES, **fields)
    one.happens(when, "contact.reached", **TALK)
    one.happens(when, "order.confirmed", by="anna")
    return one


def does(stage: Stage, when: str | datetime, decide, **given_):
    """A decision, as the door makes it; returns what it added."""
    now = at(when) if isinstance(when, str) else when
    return stage._take(
        engine.perform(
            stage.state,
            lambda state, world, now: decide(state, world, now, actor="person:anna", **given_),
            stage.world,
            now=now,
        )
    )


def books(stage: Stage, when: str, starts: str, who="vera"):
    return does(stage, when, appointment_decisions.decide_book, starts_at=at(starts), person=who)


def scans(stage: Stage, when: str, code="", missing=False):
    decide = readiness_decisions.decide_missing if missing else readiness_decisions.decide_arrived
    return does(stage, when, decide, code=code)


def codes(stage: Stage, when: str) -> list[str]:
    return [part.code for part in missing_of(stage.state, stage.world, at(when))]


def test_ready_when_the_last_part_is_there_and_not_before():
    one = stage()
    assert codes(one, "Thu 10:00") == ["goods:1", "goods:2", "paper:bank", "person:credit_expert"]
    assert [entry.event.kind for entry in scans(one, "Thu 11:00", "HAT")][-1:] == ["goods.scanned"]
    assert [entry.event.kind for entry in scans(one, "Thu 11:05", "coat")][-1:] == ["goods.arrived"]
    does(one, "Thu 11:10", readiness_decisions.decide_present, paper="bank")
    assert codes(one, "Thu 11:10") == ["person:credit_expert"]
    assert "order.ready" not in one.kinds()
    added = books(one, "Thu 11:20", "Fri 12:00")
    assert [entry.event.kind for entry in added] == ["appointment.booked", "order.ready"]
    assert added[1].event.caused_by == f"order/1@{added[0].version}"
    assert said(one.state.subject.readiness.until_at) == "Fri 12:30"
    assert said(one.owed("ready_told").limit_at) == "Thu 11:50"


def test_only_then_the_word_goes_out_and_a_regression_warns_him():
    one = stage()
    scans(one, "Thu 11:00")
    does(one, "Thu 11:10", readiness_decisions.decide_present, paper="bank")
    books(one, "Thu 11:20", "Fri 12:00")
    one.live("Thu 11:21")
    assert ("Thu 11:20", "buyer", "email", "ready") in one.told("ready_told")
    one.happens("Thu 11:21", "message.sent", purpose="ready", receiver="buyer")
    one.happens("Thu 11:21", "message.accepted", purpose="ready", receiver="buyer")
    assert one.owed("ready_told").state == "met"
    missing, unready = scans(one, "Fri 10:30", "coat", missing=True)[-2:]
    assert missing.event.kind == "goods.missing"
    assert unready.event.data == {"part": "goods", "parts": ["goods:2"], "buyer_told": True}
    assert one.owed("unready_told").state == "open"
    one.live("Fri 10:31")
    told = one.told("unready_told")
    assert {row[1:] for row in told if row[1] == "buyer"} == {
        ("buyer", "sms", "unready"),
        ("buyer", "email", "unready"),
    }
    scans(one, "Fri 10:40", "coat")
    assert one.owed("unready_told").state == "waived"
    assert one.state.subject.readiness.is_ready
    assert [r.told for r in one.state.subject.readiness.regressions] == [True]


def test_who_was_not_told_is_not_warned():
    one = stage(payment="prepaid")
    scans(one, "Thu 11:00")
    assert one.state.subject.readiness.is_ready
    scans(one, "Thu 11:01", "hat", missing=True)
    assert not any(ref.kind == "unready_told" for ref in one.state.obligations)
    assert one.owed("ready_told").state == "waived"
    assert [(r.told, r.parts) for r in one.state.subject.readiness.regressions] == [(False, ("goods:1",))]


def test_a_changed_roster_is_followed_by_the_clock():
    """The expert has a day off: the appointment can't be held, so it is off, the buyer is told, and it is not ready."""
    one = stage()
    scans(one, "Thu 11:00")
    does(one, "Thu 11:10", readiness_decisions.decide_present, paper="bank")
    books(one, "Thu 11:20", "Fri 12:00")
    off = {"vera": {**ALL_DAY["vera"], "exceptions": {"2026-03-20": "off"}}}
    one.world = bank_world(off)
    added = one.until("Thu 18:00")
    assert [e.event.kind for e in added if e.event.kind.startswith(("appointment", "order"))] == [
        "appointment.cancelled", "order.unready",
    ]  # fmt: skip
    assert standing(one.state.subject.appointments) is None
    assert one.owed("rebook", "1").state == "open"
    assert one.until("Thu 18:00") == []
    books(one, "Thu 18:10", "Mon 12:00")
    assert one.state.subject.readiness.is_ready
    assert one.owed("rebook", "1").state == "met"


def test_an_appointment_that_went_by_makes_it_unready_by_itself_and_warns_nobody():
    one = stage()
    scans(one, "Thu 11:00")
    does(one, "Thu 11:10", readiness_decisions.decide_present, paper="bank")
    books(one, "Thu 11:20", "Fri 12:00")
    one.live("Fri 12:29")
    assert one.state.subject.readiness.is_ready
    one.live("Fri 12:31")
    assert not one.state.subject.readiness.is_ready
    assert [r.cause for r in one.state.subject.readiness.regressions] == ["passed"]
    assert not any(ref.kind == "unready_told" for ref in one.state.obligations)
    assert one.owed("visit_missed").state == "open"


def test_an_expert_who_is_not_there_is_told_of_and_one_on_shift_is_seen():
    one = stage()
    books(one, "Thu 10:10", "Thu 12:00")
    one.live("Thu 11:44")
    assert one.owed("expert_here", "1").state == "open"
    one.live("Thu 11:46")
    assert one.owed("expert_here", "1").state == "breached"
    assert ("Thu 11:45", "buyer", "sms", "appointment_warning") in one.told("expert_here")
    other = stage()
    books(other, "Thu 10:10", "Thu 12:00")
    there = replace(other.world.stores["desk"], on_shift=("vera",))
    other.world = replace(other.world, stores={**other.world.stores, "desk": there})
    other.live("Thu 11:46")
    assert other.owed("expert_here", "1").state == "met"


def test_a_queue_by_two_taps_and_a_trip_in_vain():
    one = stage()
    does(one, "Thu 11:00", visit_decisions.decide_came)
    assert does(one, "Thu 11:01", visit_decisions.decide_came) == []
    does(one, "Thu 11:12", visit_decisions.decide_served, person="anna")
    visit = one.state.subject.visits["1"]
    assert (visit.queued_s, visit.person, visit.was_wasted) == (720, "anna", False)
    does(one, "Thu 11:30", visit_decisions.decide_left, cause="papers_missing")
    assert one.state.subject.visits["1"].was_wasted
    assert one.owed("trip_wasted", "1").debtor == "head:s"


@pytest.mark.parametrize(
    ("starts", "who", "code"),
    [
        ("Thu 12:10", "vera", "bad_slot"),
        ("Thu 10:30", "vera", "bad_slot"),
        ("Sat 12:00", "vera", "not_rostered"),
        ("Thu 19:00", "vera", "not_rostered"),
        ("Thu 12:00", "anna", "unknown_person"),
        ("Thu 12:00", "nobody", "unknown_person"),
    ],
)
def test_never_outside_the_roster(starts, who, code):
    one = stage()
    with pytest.raises(DomainError) as refused:
        books(one, "Thu 10:05", starts, who)
    assert refused.value.code == code
    assert "appointment.booked" not in one.kinds()


def test_a_wrong_code_names_the_right_ones():
    one = stage()
    with pytest.raises(DomainError) as refused:
        scans(one, "Thu 11:00", "boot")
    assert (refused.value.code, refused.value.remedy) == ("unknown_code", "Its goods: hat, coat.")


# ── the law, tried by random lives ──────────────────────────────────────────────────────────────────────────────────


def _rosters(number: int):
    day = ("off", "10:00-14:00", "10:00-19:00", "15:00-19:00")[number % 4]
    return {"vera": {"week": dict.fromkeys(("Mo", "Tu", "We", "Th", "Fr"), day)}}


ACTS = {
    "scan": lambda one, now, n: does(
        one, now, readiness_decisions.decide_arrived, code=("hat", "coat", "")[n % 3]
    ),
    "lost": lambda one, now, n: does(
        one, now, readiness_decisions.decide_missing, code=("hat", "coat", "")[n % 3]
    ),
    "paper": lambda one, now, n: does(one, now, readiness_decisions.decide_present, paper="bank"),
    "no_paper": lambda one, now, n: does(one, now, readiness_decisions.decide_withdrawn, paper="bank"),
    "book": lambda one, now, n: does(
        one,
        now,
        appointment_decisions.decide_book,
        person="vera",
        starts_at=now.replace(minute=0, second=0) + timedelta(minutes=30 * (n % 40 + 2)),
    ),  # fmt: skip
    "cancel": lambda one, now, n: does(one, now, appointment_decisions.decide_cancel),
    "came": lambda one, now, n: does(one, now, visit_decisions.decide_came),
    "served": lambda one, now, n: does(one, now, visit_decisions.decide_served, person="anna"),
    "left": lambda one, now, n: does(one, now, visit_decisions.decide_left, cause="nobody_came"),
    "to_t": lambda one, now, n: does(one, now, order_decisions.decide_assign, store="st"[n % 2]),
    "roster": lambda one, now, n: setattr(one, "world", bank_world(_rosters(n))),
    "clock": lambda one, now, n: None,
}

LIVES = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 40), st.integers(1, 400)), min_size=4, max_size=24
)
READY = [("scan", 2, 5), ("paper", 0, 5), ("book", 4, 5)]


def lives(steps) -> bool:
    """Play a life; whether the order was ever ready. After each act, with the clock run, the law holds."""
    one, now, was_ready = stage(), at("Thu 10:00"), False
    for name, number, minutes in steps:
        now += timedelta(minutes=minutes)
        one.until(now)
        with contextlib.suppress(DomainError):
            ACTS[name](one, now, number)
        one.until(now)
        order = one.state.subject
        if order.is_open and order.readiness.is_ready:
            was_ready = True
            assert missing_of(one.state, one.world, now) == (), "ready with a part missing"
        elif order.is_open:
            assert missing_of(one.state, one.world, now) != (), "nothing is missing and it is not ready"
        assert one.replayed() == one.state
    return was_ready


QUIET = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
}


@settings(max_examples=60, **QUIET)
@given(LIVES)
@example([*READY, ("lost", 0, 5), ("scan", 0, 5)])
@example([*READY, ("roster", 0, 5)])
@example([*READY, ("no_paper", 0, 5)])
@example([*READY, ("came", 0, 100), ("served", 0, 5), ("clock", 0, 400)])
@example([*READY, ("to_t", 1, 5)])
def test_never_ready_with_a_part_missing(steps):
    lives(steps)


def test_the_search_finds_a_ready_order_and_a_broken_rule(monkeypatch):
    """Negative control: the life gets ready; and where the engine does not look again, the law is broken."""
    assert lives(READY)
    plain = derived.derive
    for module in (derived, engine):
        monkeypatch.setattr(
            module,
            "derive",
            lambda state, world, now: None if state.subject.readiness.is_ready else plain(state, world, now),
        )
    with pytest.raises(AssertionError, match="ready with a part missing"):
        lives([*READY, ("lost", 0, 5)])
