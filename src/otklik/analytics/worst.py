"""The ten orders that went worst, for a conversation about real ones."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from otklik.analytics import waits
from otklik.analytics.findings import WorstOrder
from otklik.analytics.frames import MISSING, OUTCOMES
from otklik.analytics.judged_orders import JudgedOrders, Mask, Seconds
from otklik.analytics.money import is_late_lost, is_silent_lost
from otklik.analytics.promises import is_broken, overdue_until
from otklik.analytics.refusals import is_premature

MOST = 10


def find_worst(orders: JudgedOrders) -> tuple[WorstOrder, ...]:
    """Return at most ten orders: those lost by a fault first, then the dearest, then the longest wait, then by row.

    Notes
    -----
    An order stands here for the first thing in `_list_faults` that it suffered; one that suffered none is not listed.
    """
    faults = _list_faults(orders)
    why = np.full(len(orders), len(faults))
    for code, which in reversed(list(enumerate(faults.values()))):
        why[which] = code
    frame, names = orders.frame, tuple(faults)
    rows = np.flatnonzero(why < len(faults))
    amounts_minor = np.zeros(len(orders), np.int64) if frame.amount_minor is None else frame.amount_minor
    waited_s = _find_waits(orders, why == names.index("promise_broken"))
    kept = why[rows] >= names.index("promise_broken")
    order = np.lexsort((frame.rows[rows], -waited_s[rows], -_known(amounts_minor[rows]), kept))
    stores = frame.labels.get("store")
    return tuple(
        WorstOrder(
            row=int(frame.rows[row]),
            number=frame.numbers[row],
            placed_s=int(frame.instants["placed_at"][row]),
            store="" if stores is None or stores.codes[row] < 0 else stores.names[stores.codes[row]],
            why=names[why[row]],
            waited_s=int(waited_s[row]),
            outcome=OUTCOMES[frame.outcome[row]] if frame.knows_outcome else "",
            amount_minor=_amount(orders, row),
        )
        for row in rows[order][:MOST].tolist()
    )


def _list_faults(orders: JudgedOrders) -> Mapping[str, Mask]:
    """What can have gone wrong, worst first; nothing is held against an order that the source does not know."""
    nothing = np.zeros(len(orders), np.bool_)
    known = orders.knows_answers
    return {
        "silent_lost": is_silent_lost(orders) if known else nothing,
        "premature": is_premature(orders),
        "late_lost": is_late_lost(orders) if known else nothing,
        "promise_broken": is_broken(orders),
        "late": orders.owed & ~orders.in_limit if known else nothing,
    }


def _find_waits(orders: JudgedOrders, broken: Mask) -> Seconds:
    """Working time that each order waited: for its answer, or for the promise that was broken."""
    waited_s = np.where(orders.working_s == MISSING, 0, orders.working_s)
    rows = np.flatnonzero(broken)
    if len(rows):
        promised_s, until_s = orders.frame.instants["promised_at"][rows], overdue_until(orders)[rows]
        waited_s[rows] = waits.working_between(orders.frame, rows, promised_s, until_s)
    return waited_s


def _known(amounts_minor: NDArray[np.int64]) -> NDArray[np.int64]:
    """Amounts, an unknown one being the least that can be negated."""
    return np.maximum(amounts_minor, MISSING + 1)


def _amount(orders: JudgedOrders, row: int) -> int | None:
    amounts_minor = orders.frame.amount_minor
    if amounts_minor is None or amounts_minor[row] == MISSING:
        return None
    return int(amounts_minor[row])
