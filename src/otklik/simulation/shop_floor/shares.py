"""Shares of orders with their intervals, drawn over shops; pure.

Orders of one shop are no independent trials, so what is drawn again and again are whole shops, and for a difference
each shop with itself: both runs met the same buyers there.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

DRAWS = 2_000

Counts = Mapping[str, tuple[int, int, int]]
"""By shop: orders, answered within 20 and within 60 working minutes."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share, or a difference of two, with its 95 % interval over shops."""

    value: float
    low: float
    high: float


def share(counts: Counts, column: int) -> Share:
    """The share of orders in a column (1 = within 20 minutes, 2 = within 60)."""
    rows = list(counts.values())
    return _drawn(rows, lambda some: _rate(some, column))


def difference(ours: Counts, theirs: Counts, column: int) -> Share:
    """How much larger our share is than theirs; both runs met the same orders at the same shops."""
    pairs = [(ours[store], theirs[store]) for store in ours]
    return _drawn(
        pairs,
        lambda some: _rate([one for one, _ in some], column) - _rate([other for _, other in some], column),
    )


def _rate(rows: Sequence[tuple[int, int, int]], column: int) -> float:
    whole = sum(row[0] for row in rows)
    return sum(row[column] for row in rows) / whole if whole else 0.0


def _drawn(rows: Sequence[Any], figure: Callable[[Sequence[Any]], float]) -> Share:
    rng = random.Random("shops")  # noqa: S311 - a bootstrap, no secret
    drawn = sorted(figure(rng.choices(rows, k=len(rows))) for _ in range(DRAWS))
    return Share(figure(rows), drawn[int(DRAWS * 0.025)], drawn[int(DRAWS * 0.975)])
