"""How the orders of a window were answered, by partner, counted where they lie; and the orders behind each count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from otklik.store import vendor
from otklik.store.past_orders import TEST_CHANNEL

ANSWERED = "b.verdict IN ('met', 'early', 'met_late')"
OWED = "b.stream IS NOT NULL AND b.state <> 'waived'"

CONDITIONS: Mapping[str, str] = {
    "orders": "1 = 1",
    "taken": "o.taken_at IS NOT NULL",
    "spoken": "o.live_contact_at IS NOT NULL",
    "sold": "o.phase IN ('confirmed', 'completed')",
    "owed": f"{OWED} AND ({ANSWERED} OR COALESCE(b.target_at, b.limit_at) <= %s)",
    "in_target": f"{OWED} AND {ANSWERED} AND b.closed_at <= COALESCE(b.target_at, b.limit_at)",
    "late": f"{OWED} AND b.breached_at IS NOT NULL",
    "unanswered": f"{OWED} AND b.breached_at IS NOT NULL AND o.live_contact_at IS NULL",
}
"""Figures that lie in the projections: which orders each counts. `owed` is what an answer was due for by now."""

TIMED = ("owed",)
"""Those that ask for the present instant."""


@dataclass(frozen=True, slots=True)
class Window:
    """Which orders: placed within a span (the second instant not included), of some stores; None = all."""

    from_at: datetime
    to_at: datetime
    stores: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order behind a figure."""

    stream: str
    number: str
    store: str
    phase: str
    placed_at: datetime
    total_minor: int
    currency: str


def count_answers(window: Window, *, now: datetime) -> dict[str, dict[str, int]]:
    """Partner → figure → how many orders; partners without an order are absent."""
    counted = ", ".join(f"SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)" for condition in CONDITIONS.values())
    where, values = _where(window)
    timed = [vendor.from_instant(now) for name in CONDITIONS if name in TIMED]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT o.partner, {counted} {_FROM} WHERE {where} GROUP BY o.partner", [*timed, *values]
        )
        return {
            partner: dict(zip(CONDITIONS, map(int, numbers), strict=True))
            for partner, *numbers in cursor.fetchall()
        }


def list_answers(window: Window, name: str, *, partner: str, now: datetime) -> list[OrderLine]:
    """The orders behind a figure of `CONDITIONS`, the newest first; an empty partner = all."""
    where, values = _where(window)
    if partner:
        where, values = f"{where} AND o.partner = %s", [*values, partner]
    timed = [vendor.from_instant(now)] if name in TIMED else []
    columns = "o.stream, o.number, o.first_store, o.phase, o.placed_at, o.total_minor, o.currency"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} {_FROM} WHERE {where} AND {CONDITIONS[name]} ORDER BY o.placed_at DESC, o.stream",
            [*values, *timed],
        )
        return [
            OrderLine(stream, number, store, phase, _instant(placed_at), total_minor, currency)
            for stream, number, store, phase, placed_at, total_minor, currency in cursor.fetchall()
        ]


_FROM = (
    "FROM orders o LEFT JOIN obligations b ON b.stream = o.stream AND b.kind = 'first_answer' AND b.key = ''"
    " AND b.n = 1"
)


def _where(window: Window) -> tuple[str, list[Any]]:
    conditions = ["o.placed_at >= %s", "o.placed_at < %s", "NOT o.history", "o.channel <> %s"]
    values = [vendor.from_instant(window.from_at), vendor.from_instant(window.to_at), TEST_CHANNEL]
    if window.stores is None:
        return " AND ".join(conditions), values
    if not window.stores:
        return "1 = 0", []
    chosen, slugs = vendor.any_of("o.first_store", sorted(window.stores))
    return " AND ".join([*conditions, chosen]), [*values, *slugs]


def _instant(value: Any) -> datetime:
    return vendor.to_instant(datetime.fromisoformat(value) if isinstance(value, str) else value)
