"""Stores, channels, trades and hours of the week side by side; each figure with how sure it is, nobody ranked by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.analytics import answer_times, outcomes, promises, refusals
from otklik.analytics.findings import Group, Grouping, HourCell, Share
from otklik.analytics.frames import DIMENSIONS, MISSING, Labels
from otklik.analytics.judged_orders import JudgedOrders, Mask, Seconds
from otklik.analytics.measures import Measures, quoted
from otklik.analytics.proportions import make_share
from otklik.analytics.spreads import rank

MOST_GROUPS = 200

FIGURES: Mapping[str, str] = {
    "in_target": "answers/in_target",
    "silent": "answers/silent",
    "premature": "refusals/premature",
    "kept": "kept",
    "promises": "promises/kept",
}
"""Share of a `Group` → the figure that it is."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sorted:
    """Orders sorted into groups: the code of each order, and how many codes there are."""

    codes: NDArray[np.intp]
    number: int

    def count(self, which: Mask) -> NDArray[np.intp]:
        return np.bincount(self.codes[which], minlength=self.number)

    def total_minor(self, amounts_minor: NDArray[np.int64], which: Mask) -> list[int]:
        which = which & (amounts_minor != MISSING)
        # Doubles add whole numbers exactly up to 2⁵³: ninety million million in minor units.
        totals = np.bincount(self.codes[which], weights=amounts_minor[which], minlength=self.number)
        return [int(total) for total in totals]

    def median(self, values_s: Seconds, which: Mask) -> list[int | None]:
        values_s, codes = values_s[which], self.codes[which]
        base = int(values_s.max()) + 1 if len(values_s) else 1
        ordered = np.sort(codes * base + values_s)
        counts = np.bincount(codes, minlength=self.number)
        starts = np.cumsum(counts) - counts
        return [
            int(ordered[start + rank(count, 50)] % base) if count else None
            for start, count in zip(starts.tolist(), counts.tolist(), strict=True)
        ]


def find_groupings(orders: JudgedOrders) -> tuple[Grouping, ...]:
    """Return a grouping for each dimension that the source knows, in the order of `frames.DIMENSIONS`."""
    labels = orders.frame.labels
    measures = _list_measures(orders)
    return tuple(
        _group(orders, measures, dimension, labels[dimension])
        for dimension in DIMENSIONS
        if dimension in labels
    )


def find_week(orders: JudgedOrders) -> tuple[HourCell, ...]:
    """Return the hours of the local week in which orders were placed, in order."""
    groups = _Sorted(orders.weekday.astype(np.intp) * 24 + orders.hour, 7 * 24)
    counts = np.bincount(groups.codes, minlength=groups.number)
    shares = _count_shares(orders, _list_measures(orders), groups, FIGURES["in_target"])
    medians = groups.median(orders.working_s, orders.answered) if orders.knows_answers else None
    cells = []
    for code in np.flatnonzero(counts).tolist():
        weekday, hour = divmod(code, 24)
        share = _share(f"week/{weekday}/{hour}/{FIGURES['in_target']}", shares, code, orders.few)
        cells.append(HourCell(weekday, hour, int(counts[code]), share, medians[code] if medians else None))
    return tuple(cells)


def _list_measures(orders: JudgedOrders) -> Measures:
    return {
        **answer_times.list_measures(orders),
        **outcomes.list_measures(orders),
        **promises.list_measures(orders),
        **refusals.list_measures(orders),
    }


def _group(orders: JudgedOrders, measures: Measures, dimension: str, labels: Labels) -> Grouping:
    names = ("", *labels.names)
    counts = np.bincount(labels.codes + 1, minlength=len(names))
    chosen = _largest(counts, names)
    # The rest becomes one group more, so that a column of free text costs no more than one of stores.
    place_of = np.full(len(names), len(chosen))
    place_of[chosen] = np.arange(len(chosen))
    groups = _Sorted(place_of[labels.codes + 1], len(chosen) + 1)
    shares = {field: _count_shares(orders, measures, groups, figure) for field, figure in FIGURES.items()}
    medians = groups.median(orders.working_s, orders.answered) if orders.knows_answers else None
    amounts_minor, every = orders.frame.amount_minor, np.ones(len(orders), np.bool_)
    totals = lost = None
    if amounts_minor is not None:
        totals = groups.total_minor(amounts_minor, every)
        lost = groups.total_minor(amounts_minor, orders.lost) if orders.frame.knows_outcome else None
    found = []
    for place, code in enumerate(chosen):
        start = f"by/{dimension}/{quoted(names[code])}"
        found.append(
            Group(
                name=names[code],
                orders=int(counts[code]),
                p50_s=medians[place] if medians else None,
                amount_minor=totals[place] if totals else None,
                lost_minor=lost[place] if lost else None,
                **{
                    field: _share(f"{start}/{figure}", shares[field], place, orders.few)
                    for field, figure in FIGURES.items()
                },
            )
        )
    return Grouping(dimension, tuple(found), rest=int(counts.sum() - counts[chosen].sum()))


def _largest(counts: NDArray[np.intp], names: Sequence[str]) -> list[int]:
    """Codes of the largest groups, largest first, of equal ones by name."""
    few = np.flatnonzero(counts)
    if len(few) > MOST_GROUPS:
        few = few[counts[few] >= np.partition(counts[few], -MOST_GROUPS)[-MOST_GROUPS]]
    return sorted(few.tolist(), key=lambda code: (-counts[code], names[code]))[:MOST_GROUPS]


_Counted = tuple[NDArray[np.intp], NDArray[np.intp]] | None


def _count_shares(orders: JudgedOrders, measures: Measures, groups: _Sorted, figure: str) -> _Counted:
    """Part and whole of a figure by group; None where the source does not know it."""
    if figure not in measures:
        return None
    whole = measures[figure].whole(orders)
    return groups.count(measures[figure].part(orders) & whole), groups.count(whole)


def _share(figure: str, counted: _Counted, code: int, few: int) -> Share | None:
    return None if counted is None else make_share(figure, int(counted[0][code]), int(counted[1][code]), few)
