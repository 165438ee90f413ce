"""The orders behind any figure of the findings: what is reported can be opened (law 14)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from otklik.analytics import answer_times, deliveries, losses, money, outcomes, promises, refusals
from otklik.analytics.findings import Norms
from otklik.analytics.frames import DIMENSIONS, OrderFrame
from otklik.analytics.judged_orders import JudgedOrders, Mask, judge_orders
from otklik.analytics.measures import Measure, Measures, everything, unquoted
from otklik.domain.errors import DomainError


def rows_behind(frame: OrderFrame, norms: Sequence[Norms], figure: str) -> NDArray[np.int64]:
    """Return the places in the frame of the orders that a figure counts, ascending.

    Parameters
    ----------
    frame, norms
        Those of the findings in which the figure stands.
    figure
        Name of a share or a spread, with ``/all`` for the whole of a share; ``orders``, ``money/lost`` and its kin;
        each of them within ``by/<dimension>/<name>/`` or ``week/<weekday>/<hour>/``.

    Raises
    ------
    DomainError
        ``figure_unknown``: no such figure, or not with what the source knows.
    """
    orders = judge_orders(frame, norms)
    within, name = _restrict(orders, figure)
    measures = list_measures(orders)
    whole = name not in measures and name.endswith("/all")
    measure = measures.get(name.removesuffix("/all") if whole else name)
    if within is None or measure is None:
        raise DomainError(
            "figure_unknown",
            f"No figure of this report is called {figure!a}.",
            remedy="Take the name from the findings, as it is written there.",
            place="figure",
        )
    which = measure.whole(orders) & within
    return np.flatnonzero(which if whole else which & measure.part(orders)).astype(np.int64)


def list_measures(orders: JudgedOrders) -> Measures:
    """Return every figure that can be opened for these orders, without its restrictions."""
    found = {"orders": Measure(everything, everything)}
    for section in (answer_times, refusals, promises, deliveries, outcomes, losses, money):
        found.update(section.list_measures(orders))
    return found


def _restrict(orders: JudgedOrders, figure: str) -> tuple[Mask | None, str]:
    """Which orders a figure is confined to (None: there is no such group), and the rest of its name."""
    kind, *rest = figure.split("/")
    if kind not in ("by", "week"):
        return everything(orders), figure
    if len(rest) < 3:
        return None, ""
    first, second, *name = rest
    pick = _in_group if kind == "by" else _in_hour
    return pick(orders, first, unquoted(second)), "/".join(name)


def _in_group(orders: JudgedOrders, dimension: str, name: str) -> Mask | None:
    labels = orders.frame.labels.get(dimension)
    if dimension not in DIMENSIONS or labels is None:
        return None
    if name and name not in labels.names:
        return None
    found: Mask = labels.codes == (labels.names.index(name) if name else -1)
    return found


def _in_hour(orders: JudgedOrders, weekday: str, hour: str) -> Mask | None:
    if not (weekday.isdecimal() and hour.isdecimal()):
        return None
    found: Mask = (orders.weekday == int(weekday)) & (orders.hour == int(hour))
    return found
