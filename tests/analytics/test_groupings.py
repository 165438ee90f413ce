"""Groups and hours of the week, and the worst orders, on orders written by hand."""

from __future__ import annotations

import numpy as np
import pytest

from otklik.analytics import groupings
from otklik.analytics.audit import audit
from otklik.analytics.findings import Findings, Norms
from otklik.domain.business_time import WorkCalendar
from tests.analytics.orders_on_paper import Row, frame_of
from tests.analytics.random_orders import random_frame
from tests.analytics.test_answer_times import counts

NORMS = [Norms()]


def order(store: str | None = None, **more: object) -> Row:
    return {"placed": "2026-03-02 10:00", **({"store": store} if store is not None else {}), **more}


def test_stores_side_by_side_largest_first() -> None:
    rows = [
        order("B", answered="2026-03-02 10:05", outcome="kept", amount=500),
        order(
            "B", answered="2026-03-02 12:00", outcome="withdrawn", withdrawn="2026-03-02 13:00", amount=300
        ),
        order("B", outcome="refused", refused="2026-03-02 10:05", amount=70),
        order("A", answered="2026-03-02 10:30", outcome="open", amount=9),
        order("C", outcome="open"),
        order(outcome="kept", answered="2026-03-02 10:20"),
    ]
    (stores,) = audit(frame_of(rows), NORMS).groupings
    assert (stores.dimension, stores.rest) == ("store", 0)
    assert [(one.name, one.orders, one.p50_s, one.amount_minor, one.lost_minor) for one in stores.groups] == [
        ("B", 3, 300, 870, 370), ("", 1, 1_200, 0, 0), ("A", 1, 1_800, 9, 0), ("C", 1, None, 0, 0),
    ]  # fmt: skip
    busiest = stores.groups[0]
    assert [counts(share) for share in (busiest.in_target, busiest.silent, busiest.premature, busiest.kept)] == [
        (1, 3), (1, 3), (1, 1), (1, 3),
    ]  # fmt: skip
    assert busiest.promises is None
    assert counts(stores.groups[2].kept) == (0, 0)  # still open: not lost


def test_what_is_beyond_the_largest_is_summed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groupings, "MOST_GROUPS", 2)
    rows = [order(name) for name in ("A", "B", "B", "C", "D")]
    (stores,) = audit(frame_of(rows), NORMS).groupings
    assert ([one.name for one in stores.groups], stores.rest) == (["B", "A"], 2)


def test_groups_share_out_all_orders() -> None:
    frame = random_frame(4, 300)
    found = audit(frame, NORMS)
    assert found.answers is not None and len(found.groupings) == 6
    for grouping in found.groupings:
        assert sum(one.orders for one in grouping.groups) == 300
        shares = [one.in_target for one in grouping.groups if one.in_target]
        assert sum(one.part for one in shares) == found.answers.in_target.part
        for one in grouping.groups:
            codes = frame.labels[grouping.dimension].codes
            names = frame.labels[grouping.dimension].names
            mine = codes == (names.index(one.name) if one.name else -1)
            assert one.orders == np.count_nonzero(mine)
    assert sum(cell.orders for cell in found.week) == 300


def test_hours_of_the_week_are_those_on_the_wall_of_each_place() -> None:
    tokyo = WorkCalendar.parse("24/7", "Asia/Tokyo")
    rows = [
        {"placed": "2026-03-02 00:30", "answered": "2026-03-02 10:05"},  # Monday in Moscow, 06:30 in Tokyo
        {"placed": "2026-03-02 00:30", "answered": "2026-03-02 00:40", "calendar": 1},
        {"placed": "2026-03-08 23:59", "calendar": 0},
        {"placed": "2026-03-08 23:59", "calendar": 1},  # Monday 05:59
    ]
    shop = frame_of([]).calendars[0]
    found = audit(frame_of(rows, calendars=(shop, tokyo)), NORMS)
    cells = [(one.weekday, one.hour, one.orders, counts(one.in_target), one.p50_s) for one in found.week]
    assert cells == [
        (0, 0, 1, (1, 1), 300), (0, 5, 1, (0, 1), None), (0, 6, 1, (1, 1), 600), (6, 23, 1, (0, 1), None),
    ]  # fmt: skip
    assert found.zone == "Europe/Moscow"


def worst_of(*rows: Row) -> list[tuple[str, str]]:
    return [(one.number, one.why) for one in worst(*rows).worst]


def worst(*rows: Row) -> Findings:
    return audit(frame_of(rows, fields=("answered",), until="2026-03-10 00:00"), NORMS)


def test_lost_ones_first_then_the_dearest_then_the_longest_wait() -> None:
    lost = {"outcome": "withdrawn", "withdrawn": "2026-03-03 12:00"}
    found = worst_of(
        order(outcome="kept", answered="2026-03-03 12:00", amount=10**9),
        order(**lost, amount=100),
        order(**lost, answered="2026-03-02 14:00", amount=900),
        order(outcome="refused", refused="2026-03-02 10:03", answered="2026-03-02 10:02", amount=100),
        order(**lost, answered="2026-03-02 10:10", amount=10**9),  # answered in time: nobody's fault
        order(outcome="open", promised="2026-03-05 10:00", completed="2026-03-06 10:00", amount=5),
        order(**lost),
        order(outcome="kept", answered="2026-03-02 10:10", amount=1),
    )
    assert found == [
        ("A-3", "late_lost"), ("A-2", "silent_lost"), ("A-4", "premature"), ("A-7", "silent_lost"), ("A-1", "late"),
        ("A-6", "promise_broken"),
    ]  # fmt: skip


def test_ten_of_many_equal_ones_are_the_first_rows() -> None:
    found = worst(*[order("S") for _ in range(12)]).worst
    assert [one.row for one in found] == list(range(1, 11))
    assert {(one.why, one.store, one.outcome, one.waited_s, one.amount_minor) for one in found} == {
        ("late", "S", "", 6 * 9 * 3_600, None)
    }


def test_a_broken_promise_waits_from_the_promise() -> None:
    promised = {"promised": "2026-03-04 18:00"}
    rows = [
        order(outcome="kept", delivered="2026-03-05 11:00", **promised),
        order(outcome="cancelled", **promised),  # nobody knows when
        order(outcome="open", **promised),
        order(outcome="kept", delivered="2026-03-04 18:00", **promised),
    ]
    found = audit(frame_of(rows, until="2026-03-06 19:00"), NORMS).worst
    assert [(one.number, one.why, one.waited_s // 3_600) for one in found] == [
        ("A-3", "promise_broken", 19), ("A-1", "promise_broken", 2), ("A-2", "promise_broken", 0),
    ]  # fmt: skip
