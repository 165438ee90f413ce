"""How many of somebody's orders ended in a complaint, with its uncertainty; too few orders are shown, not judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from otklik.analytics.findings import Share
from otklik.analytics.proportions import make_share

FEW_ORDERS = 30
"""Fewer orders than this say nothing about a store or a person (law 13)."""

FEW_TALKS = 10
"""Fewer scored talks than this say nothing about a person."""

GOOD_POINTS = 8
"""A talk of so many points of ten or more went well."""


def share_with_complaint(slug: str, complaints: int, orders: int) -> Share:
    """The share of orders with a complaint, under the slug of whom it is about."""
    return make_share(slug, min(complaints, orders), orders, FEW_ORDERS)


def share_of_good_talks(slug: str, totals: Iterable[int]) -> Share:
    """The share of scored talks that went well.

    Parameters
    ----------
    totals
        Points of each talk, 0 to 10.
    """
    talks = list(totals)
    return make_share(slug, sum(one >= GOOD_POINTS for one in talks), len(talks), FEW_TALKS)


def mean_of(totals: Sequence[int]) -> float | None:
    """Mean points of some talks; None where there are none."""
    return sum(totals) / len(totals) if totals else None
