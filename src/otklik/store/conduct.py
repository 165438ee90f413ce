"""Texts that wait for a person's judgement, those that were judged, and scored talks, as lists show them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from otklik.domain.conduct import TEXTS, Flag
from otklik.domain.stream_state import StreamState
from otklik.store import journal, models, queries
from otklik.store.queries import OrderRow

MOST_WAITING, MOST_JUDGED = 50, 20
"""Texts of one page."""


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One text to be looked at, with its order; `text` is empty after an erasure."""

    order: OrderRow
    state: StreamState
    flag: Flag
    text: str


def list_waiting(stores: Collection[str] | None) -> list[FlagRow]:
    """Texts of these stores that nobody has judged, the oldest first; None = all stores."""
    rows = _of(stores).filter(judgement="").order_by("flagged_at", "stream")
    return _load(list(rows[:MOST_WAITING]))


def list_judged(stores: Collection[str] | None) -> list[FlagRow]:
    """The texts that were judged last."""
    rows = _of(stores).exclude(judgement="").order_by("-judged_at", "stream")
    return _load(list(rows[:MOST_JUDGED]))


def count_waiting(stores: Collection[str] | None) -> int:
    """How many texts nobody has judged."""
    return _of(stores).filter(judgement="").count()


def list_totals(stores: Collection[str] | None, *, since_at: datetime) -> Mapping[str, list[int]]:
    """Points of the talks of each person that were scored since an instant, by slug."""
    rows = models.Score.objects.filter(scored_at__gte=since_at)
    if stores is not None:
        rows = rows.filter(store__in=sorted(stores))
    found: dict[str, list[int]] = {}
    for person, total in rows.order_by("person", "scored_at").values_list("person", "total"):
        found.setdefault(person, []).append(total)
    return found


def _of(stores: Collection[str] | None) -> QuerySet[models.Flag]:
    query = models.Flag.objects.all()
    return query if stores is None else query.filter(store__in=sorted(stores))


def _load(rows: Collection[models.Flag]) -> list[FlagRow]:
    streams = sorted({row.stream for row in rows})
    orders, states = queries.load_orders(streams), journal.load_states(streams)
    sealed = journal.load_personal(streams)
    fields = {field for field, _ in TEXTS.values()}
    made = []
    for row in rows:
        known = states[row.stream].subject.flags.get(row.flag)
        if known is not None and row.stream in orders:
            values = sealed.get(row.stream, {}).get(known.of, {})
            text = next((str(values[field]) for field in sorted(fields) if values.get(field)), "")
            made.append(FlagRow(orders[row.stream], states[row.stream], known, text))
    return made
