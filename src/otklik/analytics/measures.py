"""A figure is a name and the orders behind it: each section of the findings says its figures as picks of orders.

The same picks count a share and open it (law 14), so that the two can't differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.findings import Share, Spread
from otklik.analytics.frames import Labels
from otklik.analytics.judged_orders import JudgedOrders, Mask, Seconds
from otklik.analytics.proportions import make_share
from otklik.analytics.spreads import make_spread

Pick = Callable[[JudgedOrders], Mask]


@dataclass(frozen=True, slots=True)
class Measure:
    """A share, or a span of time that orders have.

    Parameters
    ----------
    part, whole
        Which orders are in it; for a span both are those that have it.
    span
        Seconds of each order of the frame; None for a share.
    """

    part: Pick
    whole: Pick
    span: Callable[[JudgedOrders], Seconds] | None = None


Measures = Mapping[str, Measure]
"""Figure → measure."""


def measure_share(orders: JudgedOrders, measures: Measures, figure: str) -> Share:
    """Return a figure's share of the frame's orders."""
    measure = measures[figure]
    whole = measure.whole(orders)
    part = int(np.count_nonzero(measure.part(orders) & whole))
    return make_share(figure, part, int(np.count_nonzero(whole)), orders.few)


def measure_spread(orders: JudgedOrders, measures: Measures, figure: str) -> Spread:
    """Return percentiles of a figure's span."""
    measure = measures[figure]
    assert measure.span is not None, f"{figure} is a share"
    return make_spread(figure, measure.span(orders)[measure.whole(orders)])


def everything(orders: JudgedOrders) -> Mask:
    """Pick all orders."""
    return np.ones(len(orders), np.bool_)


def quoted(name: str) -> str:
    """Return a name of the source as a figure writes it: it can't be taken for a piece of the figure's own path."""
    return name.replace("%", "%25").replace("/", "%2F")


def unquoted(text: str) -> str:
    """Return the name that a figure writes so."""
    return text.replace("%2F", "/").replace("%25", "%")


def labelled(labels: Labels, code: int) -> Callable[[JudgedOrders], NDArray[np.bool_]]:
    """Return the pick of the orders that carry a label."""
    return lambda _: labels.codes == code
