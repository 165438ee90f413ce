"""How long orders took to be handed over and to reach the door."""

from __future__ import annotations

import numpy as np

from otklik.analytics import waits
from otklik.analytics.findings import Delivery
from otklik.analytics.frames import MISSING
from otklik.analytics.judged_orders import JudgedOrders, Mask, Seconds, happened
from otklik.analytics.measures import Measure, Measures, Pick, measure_spread


def find_delivery(orders: JudgedOrders) -> Delivery | None:
    """Return the time to hand-over and delivery; None where the source knows neither."""
    measures = list_measures(orders)
    if not measures:
        return None
    return Delivery(
        *(
            measure_spread(orders, measures, figure) if figure in measures else None
            for figure in ("delivery/handed_over", "delivery/handed_over_working", "delivery/delivered")
        )
    )


def list_measures(orders: JudgedOrders) -> Measures:
    """Return the figures about deliveries that the source knows."""
    found = {}
    if "handed_over_at" in orders.frame.instants:
        has = _has("handed_over_at")
        found["delivery/handed_over"] = Measure(has, has, lambda of: _wall_s(of, "handed_over_at"))
        found["delivery/handed_over_working"] = Measure(has, has, lambda of: _working_s(of, "handed_over_at"))
    if "delivered_at" in orders.frame.instants:
        has = _has("delivered_at")
        found["delivery/delivered"] = Measure(has, has, lambda of: _wall_s(of, "delivered_at"))
    return found


def _has(name: str) -> Pick:
    def has(orders: JudgedOrders) -> Mask:
        found: Mask = happened(orders.frame, name) != MISSING
        return found

    return has


def _wall_s(orders: JudgedOrders, name: str) -> Seconds:
    return happened(orders.frame, name) - orders.frame.instants["placed_at"]


def _working_s(orders: JudgedOrders, name: str) -> Seconds:
    at_s = happened(orders.frame, name)
    rows = np.flatnonzero(at_s != MISSING)
    found = np.zeros(len(orders), np.int64)
    found[rows] = waits.working_between(
        orders.frame, rows, orders.frame.instants["placed_at"][rows], at_s[rows]
    )
    return found
