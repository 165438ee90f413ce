"""What is at stake in money: lost with and without an answer, and what attention could at most have kept (R07, R13)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.findings import Money
from otklik.analytics.frames import MISSING, OUTCOMES
from otklik.analytics.judged_orders import JudgedOrders, Mask
from otklik.analytics.losses import list_strata
from otklik.analytics.measures import Measure, Measures, everything
from otklik.analytics.outcomes import sum_minor
from otklik.analytics.proportions import Z
from otklik.analytics.refusals import is_premature
from otklik.analytics.strata import cell_variances

TIMELY, SLOW = 0, 1
"""Groups that the excess compares: answered in the target; late or silent."""

LEFT = tuple(OUTCOMES.index(name) for name in ("withdrawn", "released", "cancelled"))
"""Ends that aren't the shop's own act: who left so within the target could not have been answered in it."""


def find_money(orders: JudgedOrders) -> Money | None:
    """Return what is at stake; None where the source knows no amounts or not how orders ended."""
    frame, amounts_minor = orders.frame, orders.frame.amount_minor
    if amounts_minor is None or not frame.knows_outcome:
        return None
    measures = list_measures(orders)

    def total(figure: str) -> int | None:
        return sum_minor(amounts_minor, measures[figure].part(orders)) if figure in measures else None

    excess, half = _find_excess(orders, amounts_minor) if orders.knows_answers else (None, 0.0)
    return Money(
        currency=frame.currency,
        orders_minor=sum_minor(amounts_minor, everything(orders)),
        kept_minor=sum_minor(amounts_minor, orders.kept),
        lost_minor=sum_minor(amounts_minor, orders.lost),
        late_lost_minor=total("money/late_lost"),
        silent_lost_minor=total("money/silent_lost"),
        premature_lost_minor=total("money/premature_lost"),
        excess_minor=None if excess is None else round(excess),
        excess_low_minor=None if excess is None else round(excess - half),
        excess_high_minor=None if excess is None else round(excess + half),
    )


def list_measures(orders: JudgedOrders) -> Measures:
    """Return the orders behind each sum; their whole is all orders."""
    if not orders.frame.knows_outcome:
        return {}
    found = {
        "money/kept": Measure(lambda of: of.kept, everything),
        "money/lost": Measure(lambda of: of.lost, everything),
    }
    if orders.knows_answers:
        found["money/late_lost"] = Measure(is_late_lost, everything)
        found["money/silent_lost"] = Measure(is_silent_lost, everything)
    if "refused_at" in orders.frame.instants:
        found["money/premature_lost"] = Measure(is_premature, everything)
    return found


def is_late_lost(orders: JudgedOrders) -> Mask:
    """Tell which orders were answered beyond the limit, and lost."""
    return orders.lost & orders.answered & ~orders.in_limit


def is_silent_lost(orders: JudgedOrders) -> Mask:
    """Tell which orders were lost without an answer."""
    return orders.lost & ~orders.answered


def _find_excess(orders: JudgedOrders, amounts_minor: NDArray[np.int64]) -> tuple[float | None, float]:
    """Money of the late and silent orders at the kept share of their stratum's timely ones, less what was kept.

    Returns
    -------
    tuple
        None where too few orders can be compared; and half of the 95 % interval, which holds what chance did to the
        timely orders' share and to the slow ones themselves.
    """
    left = np.isin(orders.frame.outcome, LEFT) & ~orders.answered & orders.by_target
    slow = orders.ended & orders.owed & ~orders.in_limit & ~left
    which = (slow | (orders.ended & orders.in_target)) & (amounts_minor != MISSING)
    strata, place = np.unique(list_strata(orders)[which], return_inverse=True)
    cell = place * 2 + np.where(slow[which], SLOW, TIMELY)
    kept, amounts = orders.kept[which], amounts_minor[which].astype(np.float64)

    def by_cell(weights: NDArray[np.float64]) -> NDArray[np.float64]:
        found = np.bincount(cell, weights=weights, minlength=2 * len(strata))
        return found.astype(np.float64, copy=False).reshape(-1, 2)

    counted, counted_kept = by_cell(np.ones(len(cell))).astype(np.int64), by_cell(kept).astype(np.int64)
    both = (counted > 0).all(axis=1)
    if counted[both].sum(axis=0).min() < max(orders.few, 1):
        return None, 0.0
    variances = cell_variances(counted[both], counted_kept[both])
    share = counted_kept[both, TIMELY] / counted[both, TIMELY]
    at_stake, was_kept = by_cell(amounts)[both, SLOW], by_cell(amounts * kept)[both, SLOW]
    chance = variances[:, TIMELY] / counted[both, TIMELY] * at_stake**2
    chance += variances[:, SLOW] * by_cell(amounts**2)[both, SLOW]
    return float((at_stake * share - was_kept).sum()), Z * math.sqrt(float(chance.sum()))
