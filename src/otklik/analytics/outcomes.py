"""How orders ended, what they were worth, and whether a phone number led to a talk by phone (R32, R38)."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.findings import Outcome, Share
from otklik.analytics.frames import MISSING, OUTCOMES
from otklik.analytics.judged_orders import JudgedOrders, Mask
from otklik.analytics.measures import Measure, Measures, everything, measure_share


def find_outcomes(orders: JudgedOrders) -> tuple[Outcome, ...] | None:
    """Return each way to end, in the order of `frames.OUTCOMES`; None where the source does not know."""
    if not orders.frame.knows_outcome:
        return None
    measures, amounts_minor = list_measures(orders), orders.frame.amount_minor
    return tuple(
        Outcome(
            name,
            measure_share(orders, measures, f"outcomes/{name}"),
            None if amounts_minor is None else sum_minor(amounts_minor, orders.frame.outcome == code),
        )
        for code, name in enumerate(OUTCOMES)
    )


def find_phone_left(orders: JudgedOrders) -> Share | None:
    """Return the share confirmed by telephone of those who left a number; None if the source can't tell."""
    measures = list_measures(orders)
    return measure_share(orders, measures, "phone_left") if "phone_left" in measures else None


def list_measures(orders: JudgedOrders) -> Measures:
    """Return the figures about ends that the source knows; `kept` is of the ended ones, open orders aren't lost."""
    found, frame = {}, orders.frame
    if frame.knows_outcome:
        for code, name in enumerate(OUTCOMES):
            found[f"outcomes/{name}"] = Measure(partial(_ended_so, code=code), everything)
        found["kept"] = Measure(lambda of: of.kept, lambda of: of.ended)
    by_phone, has_phone = frame.by_phone, frame.has_phone
    if by_phone is not None and has_phone is not None:
        found["phone_left"] = Measure(lambda _: by_phone, lambda _: has_phone)
    return found


def sum_minor(amounts_minor: NDArray[np.int64], which: Mask) -> int:
    """Return the sum of the amounts that are known."""
    return int(amounts_minor[which & (amounts_minor != MISSING)].sum())


def _ended_so(orders: JudgedOrders, code: int) -> Mask:
    found: Mask = orders.frame.outcome == code
    return found
