"""What the dial of something owed reads now: which stretch it is in, how much of it is gone and how much is left.

One dial on every screen: the whole circle is the time until the limit (an hour for an answer), a notch stands at the
target. Working time only: the open spans of the clock are given, so that a browser computes the same from the same
numbers (`static/otklik/dial.js`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Span = tuple[datetime, datetime]

Stretch = Literal["target", "limit", "late", "moment", "night"]
"""Before the target, between it and the limit, after the limit; before a moment that has no target; clock stands."""

CIRCLE_M = 60.0
"""The whole dial, in its own minutes."""

SOON_S = 300
"""From so little working time before its target on, a dial warns."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a dial shows.

    Parameters
    ----------
    stretch
        Where it is.
    elapsed_s
        Working seconds since it was opened.
    left_s
        Working seconds until the target or the limit that comes next; since the limit where it is late.
    target_m, limit_m
        Minutes of working time from opening to target and limit; `target_m` 0 = no target.
    arc
        How much of the circle is drawn, 0 to 60.
    is_soon
        Whether it warns.
    """

    stretch: Stretch
    elapsed_s: int
    left_s: int
    target_m: int
    limit_m: int
    arc: float
    is_soon: bool


def measure(spans: Sequence[Span], from_at: datetime, to_at: datetime) -> int:
    """Whole seconds of the open spans from one instant to another; 0 where the second comes first."""
    parts = (min(to_at, close_at) - max(from_at, open_at) for open_at, close_at in spans)
    return int(sum((part for part in parts if part > timedelta(0)), timedelta(0)).total_seconds())


def is_open(spans: Sequence[Span], at: datetime) -> bool:
    """Whether the clock runs at that instant."""
    return any(open_at <= at < close_at for open_at, close_at in spans)


def next_opening(spans: Sequence[Span], at: datetime) -> datetime | None:
    """When the clock runs again; None = not within the spans."""
    return min((open_at for open_at, _ in spans if open_at > at), default=None)


def read_dial(
    opened_at: datetime,
    target_at: datetime | None,
    limit_at: datetime,
    *,
    spans: Sequence[Span],
    now: datetime,
) -> Reading:
    """What the dial of one thing owed reads.

    Parameters
    ----------
    opened_at, target_at, limit_at
        As frozen at its opening; without a target the limit is a moment that was promised.
    spans
        When its clock runs, at least from opening to limit and around now; in order.
    now
        Aware UTC.
    """
    elapsed_s = measure(spans, opened_at, now)
    limit_s = measure(spans, opened_at, limit_at)
    target_s = measure(spans, opened_at, target_at) if target_at is not None else 0
    stretch = _stretch(target_at, limit_at, running=is_open(spans, now), now=now)
    left_s = {
        "target": target_s - elapsed_s,
        "late": measure(spans, limit_at, now),
    }.get(stretch, measure(spans, now, limit_at))
    return Reading(
        stretch=stretch,
        elapsed_s=elapsed_s,
        left_s=left_s,
        target_m=target_s // 60,
        limit_m=limit_s // 60,
        arc=_arc(stretch, target_at, elapsed_s, left_s, limit_s),
        is_soon=stretch in ("target", "moment") and left_s <= SOON_S,
    )


def _stretch(target_at: datetime | None, limit_at: datetime, *, running: bool, now: datetime) -> Stretch:
    if now >= limit_at:
        return "late"
    if not running:
        return "night"
    if target_at is None:
        return "moment"
    return "target" if now < target_at else "limit"


def _arc(stretch: Stretch, target_at: datetime | None, elapsed_s: int, left_s: int, limit_s: int) -> float:
    if stretch == "late":
        return CIRCLE_M
    if stretch == "night":
        return 0.0
    if target_at is None:
        # A moment in the future has no length of its own: the last hour before it fills the circle.
        return max(0.0, CIRCLE_M - left_s / 60)
    return min(CIRCLE_M, CIRCLE_M * elapsed_s / limit_s) if limit_s else CIRCLE_M
