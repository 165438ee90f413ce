"""What follows from an order's instants by the norms of its trade: when it was answered, in which band, how it ended.

Computed once for a frame; every figure is then a pick of these columns (`measures.py`). The definitions in words, with
worked tables: docs/algorithms/audit.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.analytics import waits
from otklik.analytics.findings import Norms
from otklik.analytics.frames import MISSING, OUTCOMES, OrderFrame
from otklik.domain.standards.durations import parse_duration

Mask = NDArray[np.bool_]
Seconds = NDArray[np.int64]
Codes = NDArray[np.int8]

NOT_OWED = -1
"""Band of an order that was owed no answer yet, or none any more: still open within the limit, or kept within it."""

_ENDS = {
    "kept": ("completed_at", "delivered_at"),
    "refused": ("refused_at",),
    "withdrawn": ("withdrawn_at",),
    "released": ("released_at",),
    "cancelled": ("cancelled_at",),
}
"""How an order ended → the instants that say when; the first that a row has."""


_Within = Callable[[Mask, int, int | None], Mask]
"""Which of some orders waited no longer than an edge in seconds, or (not None) in working days."""


@dataclass(frozen=True, slots=True, eq=False)
class JudgedOrders:
    """A frame with what was found out about each order; every column has its length.

    Parameters
    ----------
    frame, norms
        What was judged, and by what; the bands are those of the first norms for all, so that they can be compared.
    norm
        Place in `norms`: those of the order's trade, else the first.
    ended, kept, lost
        Not open; the sale was kept; it ended otherwise. All False where the source does not say.
    end_s
        When it ended; `MISSING` if open or not known.
    answered
        There is a live answer, not after the end of an order that was lost.
    until_s
        The answer, else the end, else the end of the observation: until when it waited. `MISSING` where it ended
        unanswered at an instant that is not known.
    working_s, wall_s
        Seconds from the order to `until_s`, or `MISSING`.
    in_hours
        Whether the place was open when the order was placed.
    owed
        Whether an answer was owed (all but `NOT_OWED`).
    by_target, by_limit
        `until_s` is not after target and limit of its norms.
    in_target, in_limit
        Answered by then.
    band, wall_band
        Place among the bands, then later, then never; or `NOT_OWED`.
    weekday, hour
        When it was placed by the wall of its place, 0 = Monday.
    """

    frame: OrderFrame
    norms: tuple[Norms, ...]
    norm: NDArray[np.intp]
    ended: Mask
    kept: Mask
    lost: Mask
    end_s: Seconds
    answered: Mask
    until_s: Seconds
    working_s: Seconds
    wall_s: Seconds
    in_hours: Mask
    owed: Mask
    by_target: Mask
    by_limit: Mask
    in_target: Mask
    in_limit: Mask
    band: Codes
    wall_band: Codes
    weekday: Codes
    hour: Codes

    def __len__(self) -> int:
        """Return the number of orders."""
        return len(self.frame)

    @property
    def few(self) -> int:
        """Norm: fewer orders than this are too few to judge by."""
        return self.norms[0].few

    @property
    def knows_answers(self) -> bool:
        """Whether the source says when buyers were answered; if not, columns about answers mean nothing."""
        return "answered_at" in self.frame.instants


def judge_orders(frame: OrderFrame, norms: Sequence[Norms]) -> JudgedOrders:
    """Return the frame's orders, judged.

    Parameters
    ----------
    norms
        At least one; an order whose trade is that of later ones is judged by them, all others by the first.
    """
    placed_s = frame.instants["placed_at"]
    ended, kept = frame.outcome != 0, frame.outcome == OUTCOMES.index("kept")
    lost = ended & ~kept
    end_s = _find_ends(frame)
    answered, until_s = _find_answers(frame, ended, lost, end_s)
    working_s, before_s = _wait(frame, placed_s, until_s)
    norm = _choose_norms(frame, norms)
    within = _within_working(frame, before_s, until_s)
    by_target, by_limit = np.zeros((2, len(frame)), np.bool_)
    for place, one in enumerate(norms):
        theirs = norm == place
        by_target |= within(theirs, one.target_s, one.target_days)
        by_limit |= within(theirs, one.limit_s, one.limit_days)
    owed = answered | lost | ~by_limit
    weekday, hour = waits.local_hours(frame, placed_s)
    wall_s = np.where(until_s == MISSING, MISSING, until_s - placed_s)
    return JudgedOrders(
        frame,
        tuple(norms),
        norm,
        ended,
        kept,
        lost,
        end_s,
        answered,
        until_s,
        working_s,
        wall_s,
        in_hours=waits.is_open(frame, placed_s),
        owed=owed,
        by_target=by_target,
        by_limit=by_limit,
        in_target=answered & by_target,
        in_limit=answered & by_limit,
        band=_band(norms[0].bands, answered, owed, within),
        wall_band=_band(norms[0].bands, answered, owed, _within_wall(wall_s)),
        weekday=weekday,
        hour=hour,
    )


def happened(frame: OrderFrame, name: str) -> Seconds:
    """Return a column of instants; `MISSING` where it had not happened by the end of the observation.

    Notes
    -----
    An instant before the order was placed counts as none; so does every row of a column that the source lacks.
    """
    column_s = frame.instants.get(name)
    if column_s is None:
        return np.full(len(frame), MISSING, np.int64)
    real = (column_s >= frame.instants["placed_at"]) & (column_s <= frame.observed_until_s)
    return np.where(real, column_s, MISSING)


def _find_ends(frame: OrderFrame) -> Seconds:
    end_s = np.full(len(frame), MISSING, np.int64)
    for outcome, names in _ENDS.items():
        mine = frame.outcome == OUTCOMES.index(outcome)
        for name in reversed(names):
            found_s = happened(frame, name)
            use = mine & (found_s != MISSING)
            end_s[use] = found_s[use]
    return end_s


def _find_answers(frame: OrderFrame, ended: Mask, lost: Mask, end_s: Seconds) -> tuple[Mask, Seconds]:
    """Which orders were answered, and until when each waited."""
    answered_s = happened(frame, "answered_at")
    too_late = lost & (end_s != MISSING) & (answered_s > end_s)
    answered: Mask = (answered_s != MISSING) & ~too_late
    open_until_s = np.maximum(frame.instants["placed_at"], frame.observed_until_s)
    return answered, np.where(answered, answered_s, np.where(ended, end_s, open_until_s))


def _wait(frame: OrderFrame, placed_s: Seconds, until_s: Seconds) -> tuple[Seconds, Seconds]:
    """Working seconds to an instant, and to the second before it.

    The latter judges: a limit of d seconds is the earliest instant by which d have passed, so an instant is within
    it exactly if fewer than d lie before the second that ends with it. An answer in the night after a limit that fell
    on closing time is late, though no more working time has passed.
    """
    working_s, before_s = (np.full(len(frame), MISSING, np.int64) for _ in range(2))
    rows = np.flatnonzero(until_s != MISSING)
    from_s, to_s = placed_s[rows], until_s[rows]
    working_s[rows] = waits.working_between(frame, rows, from_s, to_s)
    before_s[rows] = waits.working_between(frame, rows, from_s, np.maximum(to_s - 1, from_s))
    return working_s, before_s


def _choose_norms(frame: OrderFrame, norms: Sequence[Norms]) -> NDArray[np.intp]:
    chosen = np.zeros(len(frame), np.intp)
    trades = frame.labels.get("trade")
    if trades is None:
        return chosen
    # One place more: the code -1 of no trade reads the last.
    by_name = {one.trade: place for place, one in reversed(list(enumerate(norms))) if one.trade}
    places = np.array([*(by_name.get(name, 0) for name in trades.names), 0])
    return places[trades.codes]


def _within_working(frame: OrderFrame, before_s: Seconds, until_s: Seconds) -> _Within:
    def within(which: Mask, edge_s: int, days: int | None) -> Mask:
        which = which & (until_s != MISSING)
        if days is None:
            return which & (before_s < edge_s)
        found, rows = np.zeros(len(frame), np.bool_), np.flatnonzero(which)
        closing_s = waits.closing_after(frame, rows, frame.instants["placed_at"][rows], days)
        found[rows] = until_s[rows] <= closing_s
        return found

    return within


def _within_wall(wall_s: Seconds) -> _Within:
    def within(which: Mask, edge_s: int, days: int | None) -> Mask:
        return which & (wall_s <= edge_s) if days is None else np.zeros(len(wall_s), np.bool_)

    return within


def _band(bands: Sequence[str], answered: Mask, owed: Mask, within: _Within) -> Codes:
    """The first band, as the standard lists them, that the answer was in."""
    found = np.where(answered, len(bands), len(bands) + 1).astype(np.int8)
    for place in reversed(range(len(bands))):
        edge = parse_duration(bands[place])
        found[within(answered, edge.seconds, edge.working_days)] = place
    found[~owed] = NOT_OWED
    return found
