"""What a minute costs: who is still waiting, and how many sales are kept by how long their buyers waited (R13)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.answer_times import list_bands
from otklik.analytics.findings import CurvePoint, DelayBin, LossCurve
from otklik.analytics.frames import MISSING
from otklik.analytics.judged_orders import JudgedOrders, Mask
from otklik.analytics.measures import Measure, Measures, measure_share
from otklik.analytics.slopes import Slope, find_slope
from otklik.analytics.strata import Adjusted, standardise
from otklik.analytics.survival import estimate_survival
from otklik.domain.standards.durations import parse_duration

CAVEATS = (
    "observational",
    "survivors",
    "no_ends",
    "open_orders",
    "ends_unknown",
    "few_in_bins",
    "no_stores",
    "no_strata",
    "little_compared",
)
"""What can't be concluded from a loss curve, each said in the report: slow and fast orders may differ in what was not
recorded; who had waited long without leaving was patient; the source doesn't say how orders ended; orders still open
are left out; so are unanswered ones whose end has no instant; a span holds too few orders; stores aren't known, so
only hours are compared; nothing can be compared; less than half of the orders can."""

MOST_POINTS = 200
MARKS_S = np.concatenate([
    np.arange(0, 3_600, 60), np.arange(3_600, 14_400, 300), np.arange(14_400, 86_400, 1_800),
    np.arange(86_400, 864_000, 14_400),
])  # fmt: skip
"""A curve of more steps is shown by the last step up to each of these delays, and its very last."""


def find_curve(orders: JudgedOrders) -> LossCurve | None:
    """Return the loss curve; None where the source does not know answers, without bins where it knows no ends."""
    if not orders.knows_answers:
        return None
    if not orders.frame.knows_outcome:
        return LossCurve(_find_waiting(orders), (), None, None, None, ("observational", "no_ends"))
    bins = _find_bins(orders)
    slope = _find_slope(orders)
    return LossCurve(
        _find_waiting(orders), bins, slope.share, slope.low, slope.high, _find_caveats(orders, bins)
    )


def list_measures(orders: JudgedOrders) -> Measures:
    """Return the figures of the curve that the source knows."""
    if not (orders.knows_answers and orders.frame.knows_outcome):
        return {}
    return {
        f"curve/{name}": Measure(lambda of: of.kept, partial(_in_bin, place=place))
        for place, name in enumerate(list_bands(orders.norms[0]))
    }


def list_strata(orders: JudgedOrders) -> NDArray[np.intp]:
    """Return each order's stratum: its store (else seller) and the hour of the day it was placed in."""
    labels = orders.frame.labels.get("store", orders.frame.labels.get("seller"))
    if labels is None:
        return orders.hour.astype(np.intp)
    return (labels.codes.astype(np.intp) + 1) * 24 + orders.hour


def in_curve(orders: JudgedOrders) -> Mask:
    """Tell which orders the kept shares are of: ended, and owed an answer."""
    return orders.ended & orders.owed


def _in_bin(orders: JudgedOrders, place: int) -> Mask:
    found: Mask = orders.ended & (orders.band == place)
    return found


def _find_waiting(orders: JudgedOrders) -> tuple[CurvePoint, ...]:
    watched = orders.until_s != MISSING
    curve = estimate_survival(orders.working_s[watched], orders.answered[watched])
    places = np.arange(len(curve.delays_s))
    if len(places) > MOST_POINTS:
        up_to = np.searchsorted(curve.delays_s, MARKS_S, "right") - 1
        places = np.unique([*up_to[up_to >= 0], places[-1]])
    return tuple(
        CurvePoint(
            int(curve.delays_s[place]),
            float(curve.share[place]),
            float(curve.low[place]),
            float(curve.high[place]),
            int(curve.at_risk[place]),
        )
        for place in places.tolist()
    )


def _find_bins(orders: JudgedOrders) -> tuple[DelayBin, ...]:
    names, measures = list_bands(orders.norms[0]), list_measures(orders)
    counted, kept = count_cells(orders, in_curve(orders), orders.band, len(names))
    # Silence is no delay: the delays are compared among themselves, and silence with all of them.
    delays = standardise(counted[:, :-1], kept[:, :-1], orders.few, counted.sum(axis=1))
    every = [*delays, standardise(counted, kept, orders.few)[-1]]
    found = []
    for place, (name, adjusted) in enumerate(zip(names, every, strict=True)):
        from_s, to_s = _edges(names, place)
        raw = measure_share(orders, measures, f"curve/{name}")
        found.append(DelayBin(name, from_s, to_s, raw, *_values(adjusted)))
    return tuple(found)


def count_cells(
    orders: JudgedOrders, which: Mask, group: NDArray[np.int8], groups: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many of the chosen orders lie in each stratum and group, and how many of them were kept.

    Parameters
    ----------
    which
        The chosen orders.
    group
        Of each order of the frame, 0 to `groups` - 1 where chosen.

    Returns
    -------
    tuple
        int64, shape (strata that occur, groups), twice.
    """
    strata, place = np.unique(list_strata(orders)[which], return_inverse=True)
    cell, size = place * groups + group[which], len(strata) * groups
    counted = np.bincount(cell, minlength=size).reshape(-1, groups)
    kept = np.bincount(cell[orders.kept[which]], minlength=size).reshape(-1, groups)
    return counted, kept


def _values(adjusted: Adjusted) -> tuple[float | None, float | None, float | None, float]:
    return adjusted.share, adjusted.low, adjusted.high, adjusted.covered


def _edges(names: Sequence[str], place: int) -> tuple[int | None, int | None]:
    """Working seconds between which a bin lies; None where an edge is in working days, or there is none."""
    if names[place] == "never":
        return None, None
    below = _edge_s(names[place - 1]) if place else 0
    return below, None if names[place] == "later" else _edge_s(names[place])


def _edge_s(band: str) -> int | None:
    edge = parse_duration(band)
    return None if edge.working_days is not None else edge.seconds


def _find_slope(orders: JudgedOrders) -> Slope:
    edges_s = [edge for band in orders.norms[0].bands if (edge := _edge_s(band)) is not None]
    near = orders.ended & orders.answered & (orders.working_s <= max(edges_s, default=0))
    return find_slope(list_strata(orders)[near], orders.working_s[near], orders.kept[near], orders.few)


def _find_caveats(orders: JudgedOrders, bins: Sequence[DelayBin]) -> tuple[str, ...]:
    labels, few = orders.frame.labels, orders.few
    covered = max((one.covered for one in bins), default=0.0)
    compared = any(one.adjusted is not None for one in bins)
    present = {
        "observational": True,
        "survivors": bool((orders.lost & ~orders.answered).any()),
        "open_orders": bool((~orders.ended).any()),
        "ends_unknown": bool((orders.until_s == MISSING).any()),
        "few_in_bins": any(one.raw.whole < few for one in bins),
        "no_stores": not {"store", "seller"} & labels.keys(),
        "no_strata": not compared,
        "little_compared": compared and covered < 0.5,
    }
    return tuple(caveat for caveat in CAVEATS if present.get(caveat, False))
