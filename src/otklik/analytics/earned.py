"""What an answer in time earned: who buys again within ninety days, and who would recommend us (R38).

Two groups of orders, answered in time and not, are compared by their shares; each share has Wilson's interval and the
difference the one that Newcombe makes of the two. A difference is an observation: stores that answer well may be better
otherwise too. Few orders are shown, not judged (law 13).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.findings import Share
from otklik.analytics.proportions import make_share

AGAIN_S = 90 * 86_400
"""Within so many seconds of the wall clock after an order another one is a repeat purchase …"""

SAME_S = 48 * 3_600
"""… but for what comes so soon after it that it is the same purchase (R33)."""

WARM = 9
"""From this score of 0 to 10 on a buyer recommends us."""

NOBODY = -1
"""Buyer of an order that has no phone and no mail, or whose buyer was erased; score of one that gave none."""


@dataclass(frozen=True, slots=True)
class EarnedColumns:
    """Orders as columns, one element an order, in any order.

    Parameters
    ----------
    buyer
        Code of the buyer; orders of one phone, else one mail, have the same; `NOBODY`.
    placed_s
        Seconds since 1970 UTC.
    answered
        1 = answered in time, 0 = late or never, -1 = nothing was owed or it is open.
    score
        0 to 10; `NOBODY` = he has not said.
    asked
        Whether he could be asked: the order was completed.
    until_s
        End of the observation.
    """

    buyer: NDArray[np.int64]
    placed_s: NDArray[np.int64]
    answered: NDArray[np.int8]
    score: NDArray[np.int64]
    asked: NDArray[np.bool_]
    until_s: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A share among those answered in time and among the others, and by how much the first is higher.

    Parameters
    ----------
    low, high
        Bounds of the 95 % interval of the difference, -1 to 1; (-1, 1) where a group is empty.
    """

    in_time: Share
    late: Share
    difference: float
    low: float
    high: float

    @property
    def few(self) -> bool:
        """Whether a group is too small to judge by."""
        return self.in_time.few or self.late.few


@dataclass(frozen=True, slots=True)
class Earned:
    """What was earned.

    Parameters
    ----------
    again
        Of buyers, by their first order that was watched for ninety days: those who bought again.
    warm
        Of answers to the question after the delivery: those of nine or ten.
    said
        Of completed orders: those whose buyer answered that question.
    unwatched
        First orders that are too young for ninety days to be over.
    unknown
        Orders whose buyer is not known.
    """

    again: Compared
    warm: Compared
    said: Compared
    unwatched: int
    unknown: int


def measure(columns: EarnedColumns, few: int) -> Earned:
    """What the orders show.

    Parameters
    ----------
    columns
        Every order of the stores concerned up to `until_s`: a repeat purchase is another row.
    few
        Norm: fewer orders than this are too few.
    """
    first = _first_orders(columns)
    watched = first & (columns.placed_s + AGAIN_S <= columns.until_s)
    judged = columns.answered >= 0
    spoke = columns.asked & (columns.score != NOBODY)
    return Earned(
        again=_compare("again", columns, watched & judged, _bought_again(columns), few),
        warm=_compare("warm", columns, spoke & judged, columns.score >= WARM, few),
        said=_compare("said", columns, columns.asked & judged, spoke, few),
        unwatched=int((first & judged & ~watched).sum()),
        unknown=int((columns.buyer == NOBODY).sum()),
    )


def _by_buyer(columns: EarnedColumns) -> NDArray[np.int64]:
    """Places of the orders, buyer by buyer, each buyer's by when they were placed."""
    return np.lexsort((np.arange(len(columns.buyer)), columns.placed_s, columns.buyer)).astype(np.int64)


def _first_orders(columns: EarnedColumns) -> NDArray[np.bool_]:
    """Which order is its buyer's first that owed an answer: each buyer counts once."""
    found = np.zeros(len(columns.buyer), dtype=np.bool_)
    usable = _by_buyer(columns)
    usable = usable[(columns.buyer[usable] != NOBODY) & (columns.answered[usable] >= 0)]
    buyers = columns.buyer[usable]
    found[usable[np.r_[True, buyers[1:] != buyers[:-1]]] if len(usable) else usable] = True
    return found


def _bought_again(columns: EarnedColumns) -> NDArray[np.bool_]:
    """Which orders have another of the same buyer after `SAME_S` and within `AGAIN_S`."""
    order = _by_buyer(columns)
    buyer, placed_s = columns.buyer[order], columns.placed_s[order]
    found = np.zeros(len(order), dtype=np.bool_)
    for start, end in _runs(buyer):
        times = placed_s[start:end]
        after = np.searchsorted(times, times + SAME_S, side="right")
        until = np.searchsorted(times, times + AGAIN_S, side="right")
        found[order[start:end]] = until > after
    found &= columns.buyer != NOBODY
    return found


def _runs(values: NDArray[np.int64]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.r_[True, values[1:] != values[:-1], True]) if len(values) else np.array([0])
    return [(int(start), int(end)) for start, end in zip(edges[:-1], edges[1:], strict=True)]


def _compare(
    name: str, columns: EarnedColumns, whole: NDArray[np.bool_], part: NDArray[np.bool_], few: int
) -> Compared:
    shares = []
    for answered, group in ((1, "in_time"), (0, "late")):
        members = whole & (columns.answered == answered)
        shares.append(make_share(f"{name}_{group}", int((members & part).sum()), int(members.sum()), few))
    return difference_of(*shares)


def difference_of(first: Share, second: Share) -> Compared:
    """Two shares of different orders, and by how much the first is higher.

    Notes
    -----
    Newcombe's hybrid score interval (1998, method 10): d − √((p₁−l₁)² + (u₂−p₂)²) to d + √((u₁−p₁)² + (p₂−l₂)²), of
    Wilson's bounds l and u.
    """
    if not first.whole or not second.whole:
        return Compared(first, second, 0.0, -1.0, 1.0)
    p1, p2 = first.part / first.whole, second.part / second.whole
    down = math.hypot(p1 - first.low, second.high - p2)
    up = math.hypot(first.high - p1, p2 - second.low)
    difference = p1 - p2
    return Compared(first, second, difference, max(-1.0, difference - down), min(1.0, difference + up))
