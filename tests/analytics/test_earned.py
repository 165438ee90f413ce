"""What answers in time earned: against a plain count of the same rules, and intervals that hold what they promise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.analytics.earned import AGAIN_S, NOBODY, SAME_S, EarnedColumns, difference_of, measure
from otklik.analytics.proportions import make_share

DAY_S = 86_400


def columns(rows: list[tuple[int, int, int, int, bool]], until_s: int) -> EarnedColumns:
    buyer, placed, answered, score, asked = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    return EarnedColumns(
        buyer=np.array(buyer, dtype=np.int64),
        placed_s=np.array(placed, dtype=np.int64),
        answered=np.array(answered, dtype=np.int8),
        score=np.array(score, dtype=np.int64),
        asked=np.array(asked, dtype=np.bool_),
        until_s=until_s,
    )


ROW = st.tuples(
    st.integers(-1, 6),
    st.sampled_from([day * DAY_S + more for day in range(0, 240, 7) for more in (0, SAME_S, SAME_S + 1)]),
    st.sampled_from([-1, 0, 1]),
    st.integers(-1, 10),
    st.booleans(),
)


@given(st.lists(ROW, max_size=40))
def test_counts_are_those_of_a_plain_reading_of_the_rules(
    rows: list[tuple[int, int, int, int, bool]],
) -> None:
    until_s = 200 * DAY_S
    found = measure(columns(rows, until_s), few=20)
    again = {1: [0, 0], 0: [0, 0]}
    unwatched = 0
    for buyer in {row[0] for row in rows} - {NOBODY}:
        own = sorted(
            (row for row in enumerate(rows) if row[1][0] == buyer), key=lambda one: (one[1][1], one[0])
        )
        first = next((row for _, row in own if row[2] >= 0), None)
        if first is None:
            continue
        if first[1] + AGAIN_S > until_s:
            unwatched += 1
            continue
        again[first[2]][1] += 1
        again[first[2]][0] += any(SAME_S < row[1] - first[1] <= AGAIN_S for _, row in own)
    assert [found.again.in_time.part, found.again.in_time.whole] == again[1]
    assert [found.again.late.part, found.again.late.whole] == again[0]
    assert found.unwatched == unwatched
    assert found.unknown == sum(row[0] == NOBODY for row in rows)
    spoke = [row for row in rows if row[4] and row[3] != NOBODY]
    assert found.warm.in_time.whole == sum(row[2] == 1 for row in spoke)
    assert found.warm.in_time.part == sum(row[2] == 1 and row[3] >= 9 for row in spoke)
    assert found.said.late.whole == sum(row[4] and row[2] == 0 for row in rows)
    assert found.said.late.part == sum(row[2] == 0 for row in spoke)


def test_the_difference_is_newcombes() -> None:
    """His own example (1998, table II, a): 56/70 against 48/80 → 0.2, 0.0524 to 0.3339."""
    found = difference_of(make_share("a", 56, 70, 20), make_share("b", 48, 80, 20))
    assert (round(found.difference, 4), round(found.low, 4), round(found.high, 4)) == (0.2, 0.0524, 0.3339)
    empty = difference_of(make_share("a", 0, 0, 20), make_share("b", 48, 80, 20))
    assert (empty.low, empty.high, empty.few) == (-1.0, 1.0, True)


@pytest.mark.parametrize(("p1", "p2", "n"), [(0.3, 0.2, 40), (0.08, 0.05, 150), (0.6, 0.6, 25)])
def test_intervals_of_differences_hold_what_they_promise(p1: float, p2: float, n: int) -> None:
    draws = np.random.default_rng(20261127)
    pairs = zip(draws.binomial(n, p1, 2000), draws.binomial(n, p2, 2000), strict=True)
    held = sum(
        one.low <= p1 - p2 <= one.high
        for a, b in pairs
        for one in [difference_of(make_share("a", int(a), n, 20), make_share("b", int(b), n, 20))]
    )
    assert 0.93 <= held / 2000 <= 0.985
