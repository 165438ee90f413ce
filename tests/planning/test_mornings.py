"""The morning's plan: tables worked out by hand, and brute force over every order of a few calls (R31)."""

from __future__ import annotations

import heapq
import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.planning.mornings import (
    DEFAULT_CALL,
    Caller,
    Owed,
    call_length,
    plan_calls,
    plan_morning,
)

TEN = datetime(2026, 3, 20, 7, 0, tzinfo=UTC)
"""10:00 in Moscow; minutes below are counted from it."""


def at(minutes: float) -> datetime:
    return TEN + timedelta(minutes=minutes)


def owed(*dues: float) -> list[Owed]:
    """Calls a, b, c … due so many minutes after ten."""
    return [Owed("abcdefghijklmnopqrstuvwxyz"[place], at(due)) for place, due in enumerate(dues)]


TABLE = [
    # due after minutes, people (from, until), minutes a call → (who, starts, late) …, shortfall, help (people, until)
    ("one person, all in time", (60, 20, 40), [(0, None)], 10,
     [("b", 0, False), ("c", 10, False), ("a", 20, False)], 0, None),
    ("seven calls of ten minutes within the hour", (60,) * 7, [(0, None)], 10,
     [("a", 0, False), ("b", 10, False), ("c", 20, False), ("d", 30, False), ("e", 40, False), ("f", 50, False),
      ("g", 60, True)], 1, (1, 30)),
    ("a second one comes at 10:30", (30, 30, 30, 50, 50), [(0, None), (30, None)], 10,
     [("a", 0, False), ("b", 10, False), ("c", 20, False), ("d", 30, False), ("e", 30, False)], 0, None),
    ("what was due in the night waits for what can be made", (-5, 10, 20), [(0, None)], 10,
     [("b", 0, False), ("c", 10, False), ("a", 20, True)], 0, None),
    ("… but not longer than it must", (-5, 15, 60), [(0, None)], 10,
     [("b", 0, False), ("a", 10, True), ("c", 20, False)], 0, None),
    ("nobody", (60,), [], 10, [("a", None, True)], 1, (1, 10)),
    ("he leaves at 10:20", (60, 60, 60), [(0, 20)], 10,
     [("a", 0, False), ("b", 10, False), ("c", None, True)], 1, (1, 10)),
    ("nothing waits", (), [(0, None)], 10, [], 0, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("dues", "people", "minutes", "calls", "shortfall", "helped"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_plans_by_hand(dues, people, minutes, calls, shortfall, helped) -> None:
    """Order, starts, who is late, how many of them need not be, and who would mend that until when."""
    callers = [Caller(at(begins), None if ends is None else at(ends)) for begins, ends in people]
    plan = plan_morning(owed(*dues), callers, timedelta(minutes=minutes), now=TEN)
    found = [
        (
            one.owed.name,
            None if one.starts_at is None else (one.starts_at - TEN) / timedelta(minutes=1),
            one.late,
        )
        for one in plan.calls
    ]
    assert (found, plan.shortfall, plan.is_feasible) == (calls, shortfall, shortfall == 0)
    said = plan.help and (plan.help.people, (plan.help.until_at - TEN) / timedelta(minutes=1))
    assert said == helped


def test_the_first_that_will_be_late_need_not_be() -> None:
    """The one from yesterday is late anyway; of the others it is the one owed first."""
    plan = plan_morning(owed(-30, 20, 20, 20), [Caller(TEN)], timedelta(minutes=10), now=TEN)
    assert (plan.hopeless, plan.shortfall) == (1, 1)
    assert plan.first_late is not None
    assert (plan.first_late.owed.name, plan.help and plan.help.late) == ("d", 1)


def _late_by_hand(order, people, minutes) -> int:
    """How many are late if calls are made in this order, each by whoever is free first."""
    free = [(max(begins, 0), ends) for begins, ends in people]
    heapq.heapify(free)
    late = 0
    for due in order:
        while free and free[0][1] is not None and free[0][0] + minutes > free[0][1]:
            heapq.heappop(free)
        if not free:
            late += 1
            continue
        begins, ends = heapq.heappop(free)
        late += begins + minutes > due
        heapq.heappush(free, (begins + minutes, ends))
    return late


@given(
    dues=st.lists(st.integers(-10, 60), max_size=6),
    people=st.lists(st.integers(-5, 30), max_size=3),
    minutes=st.integers(1, 25),
)
@settings(max_examples=150, deadline=None)
def test_no_order_makes_fewer_late(dues: list[int], people: list[int], minutes: int) -> None:
    """Against every order of up to six calls and three people; and each call stands on the list exactly once."""
    callers = [Caller(at(begins)) for begins in people]
    calls = plan_calls(owed(*dues), callers, timedelta(minutes=minutes), now=TEN)
    assert sorted(one.owed.name for one in calls) == [one.name for one in owed(*dues)]
    spans = [(begins, None) for begins in people]
    fewest = min(_late_by_hand(order, spans, minutes) for order in itertools.permutations(dues))
    assert sum(one.late for one in calls) == fewest


def test_by_due_alone_would_be_worse() -> None:
    """Control: strictly in the order of the instant owed, one hopeless call makes everybody late."""
    dues = (5, 10, 20, 30)
    assert _late_by_hand(sorted(dues), [(0, None)], 10) == 4
    assert (
        sum(one.late for one in plan_calls(owed(*dues), [Caller(TEN)], timedelta(minutes=10), now=TEN)) == 1
    )


def test_how_long_a_call_takes() -> None:
    """The median talk and a minute beside it, in whole minutes; with few talks four minutes."""
    assert call_length([60] * 9) == DEFAULT_CALL == timedelta(minutes=4)
    assert call_length([60] * 10) == timedelta(minutes=2)
    assert call_length([30, 30, 30, 30, 30, 95, 200, 200, 200, 200, 200]) == timedelta(minutes=3)
