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
from otklik.analytics.strata import cell_variances, standardise

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

    excess = _find_excess(orders, amounts_minor) if orders.knows_answers else (None, None, None)
    return Money(
        currency=frame.currency,
        orders_minor=sum_minor(amounts_minor, everything(orders)),
        kept_minor=sum_minor(amounts_minor, orders.kept),
        lost_minor=sum_minor(amounts_minor, orders.lost),
        late_lost_minor=total("money/late_lost"),
        silent_lost_minor=total("money/silent_lost"),
        premature_lost_minor=total("money/premature_lost"),
        excess_minor=excess[0],
        excess_low_minor=excess[1],
        excess_high_minor=excess[2],
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


def _find_excess(
    orders: JudgedOrders, amounts_minor: NDArray[np.int64]
) -> tuple[int, int, int] | tuple[None, None, None]:
    """Money of the late and silent orders at the kept share of timely ones of their mix, less what was kept of it.

    Returns
    -------
    tuple
        With its 95 % interval, which holds what chance did to the timely orders' share and to the slow ones themselves;
        None where too few orders can be compared.
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
    at_stake = by_cell(amounts)[:, SLOW]
    total = float(at_stake.sum())
    if total <= 0:
        return None, None, None
    timely = standardise(counted, counted_kept, orders.few, at_stake)[TIMELY]
    if timely.share is None or timely.low is None or timely.high is None:
        return None, None, None
    chance = cell_variances(counted, counted_kept)[:, SLOW] @ by_cell(amounts**2)[:, SLOW]
    excess = total * timely.share - float(by_cell(amounts * kept)[:, SLOW].sum())
    below, above = (
        math.hypot(total * far, Z * math.sqrt(chance))
        for far in (timely.share - timely.low, timely.high - timely.share)
    )
    return round(excess), round(excess - below), round(excess + above)
