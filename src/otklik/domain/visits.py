"""A visit of the buyer, by two taps: he is there, and somebody attends to him; between them he queued (R27).

The value and its fold, from an order's facts. A visit from which he left without what he came for is a wasted trip.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from otklik.domain.events import Entry

CAUSES: Mapping[str, tuple[str, str]] = {
    "nobody_came": ("nobody attended to him", "к нему никто не вышел"),
    "goods_missing": ("the goods were not there", "товара не было на месте"),
    "papers_missing": ("papers were not there", "документов не было на месте"),
    "person_missing": ("the named person was not there", "специалиста не было на месте"),
    "waited_too_long": ("he waited too long", "пришлось ждать слишком долго"),
    "did_not_fit": ("the goods did not suit him", "товар не подошёл"),
    "other": ("otherwise", "другое"),
}
"""Why a buyer went away with nothing → English, Russian."""

NOT_OURS = frozenset({"did_not_fit"})
"""Causes for which the trip was not in vain because of us."""

TOUCHING = frozenset({"buyer.came", "buyer.served", "buyer.left"})


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit.

    Parameters
    ----------
    key
        "1", "2", ….
    came_at, served_at, left_at
        When he came, when somebody attended to him, when he left with nothing; None = not so.
    person
        Slug of who attended to him.
    cause
        One of `CAUSES`; empty = he did not leave with nothing.
    appointment
        Key of the appointment that he came for; empty = none.
    """

    key: str
    came_at: datetime
    served_at: datetime | None = None
    left_at: datetime | None = None
    person: str = ""
    cause: str = ""
    appointment: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether he stands there and nobody attends to him yet."""
        return self.served_at is None and self.left_at is None

    @property
    def queued_s(self) -> int | None:
        """How long he queued, in seconds; None while he does."""
        until_at = self.served_at or self.left_at
        return int((until_at - self.came_at).total_seconds()) if until_at else None

    @property
    def was_wasted(self) -> bool:
        """Whether he came in vain because of us."""
        return bool(self.cause) and self.cause not in NOT_OURS


Visits = Mapping[str, Visit]
"""By key, in order."""


def last_visit(visits: Visits) -> Visit | None:
    """The latest visit; None where he was never there."""
    return next(reversed(list(visits.values())), None)


def visits_after(order: Any, entry: Entry) -> Visits:
    """The order's visits after one of the facts that touch them."""
    known: dict[str, Visit] = dict(order.visits)
    kind, data, at = entry.event.kind, entry.event.data, entry.event.occurred_at
    key = data["visit"]
    if kind == "buyer.came":
        known[key] = Visit(key, at, appointment=data.get("appointment", ""))
    elif key in known and kind == "buyer.served":
        known[key] = replace(known[key], served_at=at, person=data.get("person", ""))
    elif key in known:
        known[key] = replace(known[key], left_at=at, cause=data["cause"])
    return known
