"""How pickups went: how often "ready" was taken back and whether the buyer knew, how long he queued, trips in vain."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.events import Entry
from otklik.domain.readiness import PASSED
from otklik.domain.visits import NOT_OURS

KINDS = ("order.ready", "order.unready", "buyer.came", "buyer.served", "buyer.left")
"""What is counted."""


@dataclass(frozen=True, slots=True)
class PickupFigures:
    """Counts of some orders.

    Parameters
    ----------
    ready
        Orders that were ever ready.
    regressed_told, regressed_untold
        How often a ready order was ready no longer, after the buyer had been told and before; appointments that went
        by are not among them.
    visits, in_vain
        Visits, and those from which he left with nothing because of us.
    queued_s
        Median wait of those who were attended to, in seconds; None = nobody was.
    """

    ready: int
    regressed_told: int
    regressed_untold: int
    visits: int
    in_vain: int
    queued_s: float | None


def count_pickups(entries: Iterable[Entry]) -> PickupFigures:
    """The figures of the entries of `KINDS` of some orders, each order's in the order of its journal."""
    ready: set[str] = set()
    told = untold = visits = in_vain = 0
    came: dict[tuple[str, str], datetime] = {}
    waits: list[float] = []
    for entry in entries:
        kind, data, at = entry.event.kind, entry.event.data, entry.event.occurred_at
        if kind == "order.ready":
            ready.add(entry.stream)
        elif kind == "order.unready" and data.get("cause") != PASSED:
            told, untold = (told + 1, untold) if data.get("buyer_told") else (told, untold + 1)
        elif kind == "buyer.came":
            visits += 1
            came[entry.stream, data["visit"]] = at
        elif kind == "buyer.served" and (entry.stream, data["visit"]) in came:
            waits.append((at - came[entry.stream, data["visit"]]).total_seconds())
        elif kind == "buyer.left":
            in_vain += data["cause"] not in NOT_OURS
    return PickupFigures(
        len(ready), told, untold, visits, in_vain, statistics.median(waits) if waits else None
    )
