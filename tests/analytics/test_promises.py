"""Promises, deliveries and ends, on orders written by hand."""

from __future__ import annotations

from otklik.analytics.audit import audit
from otklik.analytics.findings import Norms, Spread
from tests.analytics.orders_on_paper import Row, frame_of
from tests.analytics.test_answer_times import counts

PLACED = "2026-03-02 10:00"
DUE = "2026-03-04 12:00"
NORMS = [Norms()]


def promised(**more: str) -> Row:
    return {"placed": PLACED, "promised": DUE, **more}


def test_kept_to_the_second_late_by_one_and_unknown() -> None:
    rows = [
        promised(delivered=DUE),
        promised(delivered="2026-03-03 12:00"),
        promised(delivered="2026-03-04 12:00:01"),
        promised(),  # due, and nothing on record
        promised(promised="2026-03-20 12:00"),  # may still be kept
        promised(promised="2026-03-20 12:00", delivered="2026-03-05 12:00"),
        promised(delivered="2026-03-12 12:00"),  # after the observation: not known yet
        {"placed": PLACED, "delivered": DUE},
    ]
    found = audit(frame_of(rows, until="2026-03-10 00:00"), NORMS).promises
    assert found is not None
    assert [counts(one) for one in (found.kept, found.late, found.unknown)] == [(3, 6), (1, 6), (2, 6)]
    assert found.late_by == Spread("promises/late_by", 1, 1, 1, 1)
    assert found.early_by == Spread("promises/early_by", 3, 86_400, 15 * 86_400, 15 * 86_400)


def test_a_source_without_deliveries_keeps_a_promise_by_completing() -> None:
    found = audit(frame_of([promised(completed="2026-03-04 11:00")]), NORMS).promises
    assert found is not None and counts(found.kept) == (1, 1)
    assert audit(frame_of([promised()]), NORMS).promises is None
    assert audit(frame_of([{"placed": PLACED, "delivered": DUE}]), NORMS).promises is None


def test_time_to_the_door() -> None:
    rows = [
        {"placed": PLACED, "handed_over": "2026-03-03 11:00", "delivered": "2026-03-04 10:00"},
        {"placed": "2026-03-02 20:00", "handed_over": "2026-03-03 10:30"},
        {"placed": PLACED, "handed_over": "2026-03-01 10:00"},  # before the order: none
    ]
    found = audit(frame_of(rows), NORMS).delivery
    assert found is not None
    assert found.handed_over == Spread("delivery/handed_over", 2, 52_200, 90_000, 90_000)
    assert found.handed_over_working == Spread("delivery/handed_over_working", 2, 1_800, 36_000, 36_000)
    assert found.delivered == Spread("delivery/delivered", 1, 172_800, 172_800, 172_800)


def test_ends_and_what_they_were_worth() -> None:
    rows = [
        {"placed": PLACED, "outcome": "kept", "amount": 100},
        {"placed": PLACED, "outcome": "kept"},
        {"placed": PLACED, "outcome": "withdrawn", "amount": 30},
        {"placed": PLACED, "outcome": "open", "amount": 7},
    ]
    found = audit(frame_of(rows), NORMS).outcomes
    assert found is not None
    assert [(one.name, one.share.part, one.amount_minor) for one in found] == [
        ("open", 1, 7), ("kept", 2, 100), ("refused", 0, 0), ("withdrawn", 1, 30), ("released", 0, 0),
        ("cancelled", 0, 0),
    ]  # fmt: skip


def test_phone_left_and_confirmed_by_phone() -> None:
    rows = [
        {"placed": PLACED, "phone": True, "by_phone": True},
        {"placed": PLACED, "phone": True, "by_phone": False},
        {"placed": PLACED, "phone": False, "by_phone": True},
    ]
    left = audit(frame_of(rows), NORMS).phone_left
    assert left is not None and counts(left) == (1, 2)
    assert audit(frame_of([{"placed": PLACED, "phone": True}]), NORMS).phone_left is None
