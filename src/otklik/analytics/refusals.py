"""How orders were refused: too soon, without a contact, without a reason, and for which reasons (R01, R04, R06)."""

from __future__ import annotations

import numpy as np

from otklik.analytics.findings import Reason, Refusals, Share
from otklik.analytics.frames import MISSING, OUTCOMES, Labels
from otklik.analytics.judged_orders import JudgedOrders, Mask, Seconds
from otklik.analytics.measures import (
    Measure,
    Measures,
    everything,
    labelled,
    measure_share,
    measure_spread,
    quoted,
)

MOST_REASONS = 50
"""A source whose reasons are free text has thousands."""


def find_refusals(orders: JudgedOrders) -> Refusals | None:
    """Return how orders were refused; None where the source does not tell refusals from other ends."""
    measures = list_measures(orders)
    if not measures:
        return None

    def share(figure: str) -> Share | None:
        return measure_share(orders, measures, figure) if figure in measures else None

    reasons = orders.frame.labels.get("reason")
    names = [] if reasons is None else [reasons.names[code] for code in _list_reasons(orders, reasons)]
    return Refusals(
        refused=measure_share(orders, measures, "refusals/refused"),
        premature=share("refusals/premature"),
        without_contact=share("refusals/without_contact"),
        without_reason=share("refusals/without_reason"),
        reasons=tuple(
            Reason(
                name,
                measure_share(orders, measures, f"refusals/reason/{quoted(name)}"),
                share(f"refusals/premature_reason/{quoted(name)}"),
            )
            for name in names
        ),
        wall=measure_spread(orders, measures, "refusals/wall") if "refusals/wall" in measures else None,
    )


def list_measures(orders: JudgedOrders) -> Measures:
    """Return the figures about refusals that the source knows."""
    frame = orders.frame
    if not frame.knows_outcome or not ("refused_at" in frame.instants or is_refused(orders).any()):
        return {}
    found = {"refusals/refused": Measure(is_refused, everything)}
    timed = "refused_at" in frame.instants
    if timed:
        found["refusals/premature"] = Measure(is_premature, _has_time)
        found["refusals/wall"] = Measure(_has_time, _has_time, _wall_s)
    if orders.knows_answers or frame.attempts is not None:
        found["refusals/without_contact"] = Measure(_lacks_contact, is_refused)
    reasons = frame.labels.get("reason")
    if reasons is not None:
        found["refusals/without_reason"] = Measure(labelled(reasons, -1), is_refused)
        for code in _list_reasons(orders, reasons):
            has, name = labelled(reasons, code), quoted(reasons.names[code])
            found[f"refusals/reason/{name}"] = Measure(has, is_refused)
            if timed:
                found[f"refusals/premature_reason/{name}"] = _premature_of(reasons, code)
    return found


def is_refused(orders: JudgedOrders) -> Mask:
    """Tell which orders the shop refused."""
    found: Mask = orders.frame.outcome == OUTCOMES.index("refused")
    return found


def is_premature(orders: JudgedOrders) -> Mask:
    """Tell which orders were refused sooner by the wall clock than their norms allow."""
    premature_s = np.array([one.premature_s for one in orders.norms])[orders.norm]
    return _has_time(orders) & (_wall_s(orders) < premature_s)


def _has_time(orders: JudgedOrders) -> Mask:
    found: Mask = is_refused(orders) & (orders.end_s != MISSING)
    return found


def _wall_s(orders: JudgedOrders) -> Seconds:
    return orders.end_s - orders.frame.instants["placed_at"]


def _lacks_contact(orders: JudgedOrders) -> Mask:
    """Neither an answer before the end nor an attempt, as far as the source knows of them."""
    contacted = np.zeros(len(orders), np.bool_)
    if orders.knows_answers:
        contacted |= orders.answered
    if orders.frame.attempts is not None:
        contacted |= orders.frame.attempts > 0
    return ~contacted


def _list_reasons(orders: JudgedOrders, reasons: Labels) -> list[int]:
    """Codes of the most frequent reasons; of equally frequent ones by name."""
    codes = reasons.codes[is_refused(orders)]
    counts = np.bincount(codes[codes >= 0], minlength=len(reasons.names))
    ranked = sorted(np.flatnonzero(counts).tolist(), key=lambda code: (-counts[code], reasons.names[code]))
    return ranked[:MOST_REASONS]


def _premature_of(reasons: Labels, code: int) -> Measure:
    return Measure(is_premature, lambda of: _has_time(of) & (reasons.codes == code))
