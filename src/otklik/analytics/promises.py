"""Promises: of past orders by when the goods came, of the journal by what became of each (R24)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np

from otklik.analytics.findings import Promises
from otklik.analytics.frames import MISSING
from otklik.analytics.judged_orders import JudgedOrders, Mask, Seconds, happened
from otklik.analytics.measures import Measure, Measures, measure_share, measure_spread
from otklik.domain.promise_state import Outcome


def find_promises(orders: JudgedOrders) -> Promises | None:
    """Return what became of promises; None where the source knows no promise, or no end that could keep one."""
    measures = list_measures(orders)
    if not measures:
        return None
    share, spread = partial(measure_share, orders, measures), partial(measure_spread, orders, measures)
    return Promises(
        kept=share("promises/kept"),
        late=share("promises/late"),
        unknown=share("promises/unknown"),
        late_by=spread("promises/late_by"),
        early_by=spread("promises/early_by"),
    )


def list_measures(orders: JudgedOrders) -> Measures:
    """Return the figures about promises that the source knows."""
    end = end_of_promise(orders)
    if end is None or "promised_at" not in orders.frame.instants:
        return {}
    return {
        "promises/kept": Measure(_is_kept, _is_due),
        "promises/late": Measure(_is_late, _is_due),
        "promises/unknown": Measure(_is_unknown, _is_due),
        "promises/late_by": Measure(_is_late, _is_late, lambda of: -_early_s(of)),
        "promises/early_by": Measure(_is_kept, _is_kept, _early_s),
    }


def end_of_promise(orders: JudgedOrders) -> str | None:
    """Return the column that keeps a promise: the delivery, or the completion in a source without deliveries."""
    return next((name for name in ("delivered_at", "completed_at") if name in orders.frame.instants), None)


def is_broken(orders: JudgedOrders) -> Mask:
    """Tell for each order whether it had a promise that was kept late or not at all; all False if not known."""
    if not list_measures(orders):
        return np.zeros(len(orders), np.bool_)
    return _is_late(orders) | _is_unknown(orders)


def overdue_until(orders: JudgedOrders) -> Seconds:
    """Return until when a broken promise waited: its keeping, else the order's end, else that of the observation.

    Notes
    -----
    Never before the promise. An order that ended without a sale at an unknown instant didn't wait beyond the promise.
    """
    kept_s, promised_s = _ended_s(orders), orders.frame.instants["promised_at"]
    end_s = np.where(orders.ended, orders.end_s, orders.frame.observed_until_s)
    return np.maximum(np.where(kept_s == MISSING, end_s, kept_s), promised_s)


def _promised_s(orders: JudgedOrders) -> Seconds:
    """The promise, or the greatest instant where there is none: no end is later than that."""
    promised_s = orders.frame.instants["promised_at"]
    return np.where(promised_s == MISSING, np.iinfo(np.int64).max, promised_s)


def _ended_s(orders: JudgedOrders) -> Seconds:
    return happened(orders.frame, end_of_promise(orders) or "")


def _early_s(orders: JudgedOrders) -> Seconds:
    return orders.frame.instants["promised_at"] - _ended_s(orders)


def _is_kept(orders: JudgedOrders) -> Mask:
    ended_s, has_promise = _ended_s(orders), orders.frame.instants["promised_at"] != MISSING
    found: Mask = has_promise & (ended_s != MISSING) & (ended_s <= _promised_s(orders))
    return found


def _is_late(orders: JudgedOrders) -> Mask:
    found: Mask = _ended_s(orders) > _promised_s(orders)
    return found


def _is_unknown(orders: JudgedOrders) -> Mask:
    """A promise that could still be kept at the end of the observation is not unknown but not due."""
    passed = _promised_s(orders) <= orders.frame.observed_until_s
    found: Mask = passed & (_ended_s(orders) == MISSING)
    return found


def _is_due(orders: JudgedOrders) -> Mask:
    return _is_kept(orders) | _is_late(orders) | _is_unknown(orders)


@dataclass(frozen=True, slots=True)
class PromiseFigures:
    """What became of promises, in numbers; `ahead` are those of which nobody can say yet."""

    kept: int = 0
    moved_in_time: int = 0
    moved_late: int = 0
    lapsed: int = 0
    ahead: int = 0

    @property
    def ended(self) -> int:
        """How many are counted: kept, moved or lapsed."""
        return self.kept + self.moved_in_time + self.moved_late + self.lapsed


def count_promises(outcomes: Iterable[Outcome]) -> PromiseFigures:
    """The figures of some promises by what became of each."""
    found = Counter(outcomes)
    return PromiseFigures(**{str(one): count for one, count in found.items()})


def count_promises_by(outcomes: Iterable[tuple[str, Outcome]]) -> dict[str, PromiseFigures]:
    """The figures of each store, person or whatever the promises are told apart by, by name.

    Parameters
    ----------
    outcomes
        A name and an outcome for each promise.
    """
    found: dict[str, list[Outcome]] = {}
    for name, outcome in outcomes:
        found.setdefault(name, []).append(outcome)
    return {name: count_promises(found[name]) for name in sorted(found)}
