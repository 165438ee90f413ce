"""Everything that can be found in a frame of past orders, by the norms of a standard (R13, R30, R31, R39, X7)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from otklik.analytics import (
    answer_times,
    deliveries,
    groupings,
    losses,
    money,
    outcomes,
    promises,
    refusals,
    worst,
)
from otklik.analytics.findings import Findings, Norms
from otklik.analytics.frames import DIMENSIONS, INSTANTS, OrderFrame
from otklik.analytics.judged_orders import judge_orders

VERSION = 1
"""Of the shape of `Findings`; a change that a reader of a frozen report would notice makes it one more."""


def audit(frame: OrderFrame, norms: Sequence[Norms]) -> Findings:
    """Return what the orders of a frame show; the same for the same frame and norms.

    Parameters
    ----------
    frame
        May be empty.
    norms
        At least one; the first is the default, the others are for the trades that they name.
    """
    orders = judge_orders(frame, norms)
    placed_s = frame.instants["placed_at"]
    return Findings(
        version=VERSION,
        norms=tuple(norms),
        hours=tuple(f"{calendar.expression} ({calendar.zone})" for calendar in frame.calendars),
        zone=_main_zone(frame),
        from_s=int(placed_s.min()) if len(frame) else frame.observed_until_s,
        until_s=frame.observed_until_s,
        orders=len(frame),
        answers=answer_times.find_answers(orders),
        refusals=refusals.find_refusals(orders),
        promises=promises.find_promises(orders),
        delivery=deliveries.find_delivery(orders),
        outcomes=outcomes.find_outcomes(orders),
        phone_left=outcomes.find_phone_left(orders),
        groupings=groupings.find_groupings(orders),
        week=groupings.find_week(orders),
        curve=losses.find_curve(orders),
        money=money.find_money(orders),
        worst=worst.find_worst(orders),
        absent=list_absent(frame),
    )


def list_absent(frame: OrderFrame) -> tuple[str, ...]:
    """Return the fields of a frame that its source does not know, in the frame's own order."""
    known = {
        **dict.fromkeys(frame.instants, True),
        "outcome": frame.knows_outcome,
        **dict.fromkeys(frame.labels, True),
        "amount_minor": frame.amount_minor is not None,
        "has_phone": frame.has_phone is not None,
        "by_phone": frame.by_phone is not None,
        "attempts": frame.attempts is not None,
    }
    fields = (
        *INSTANTS,
        "outcome",
        *DIMENSIONS,
        "reason",
        "amount_minor",
        "has_phone",
        "by_phone",
        "attempts",
    )
    return tuple(name for name in fields if not known.get(name, False))


def _main_zone(frame: OrderFrame) -> str:
    """The zone that most orders have; of equally many the first."""
    counts: dict[str, int] = {}
    for code, calendar in enumerate(frame.calendars):
        here = int(np.count_nonzero(frame.calendar == code))
        counts[calendar.zone] = counts.get(calendar.zone, 0) + here
    return max(counts, key=counts.__getitem__, default="")
