"""Complaints as lists show them: open ones by their clock, closed ones, and how many a store and a person had."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from otklik.domain.complaints import Complaint
from otklik.domain.stream_state import StreamState
from otklik.store import journal, models, queries
from otklik.store.queries import OrderRow

MOST_OPEN, MOST_CLOSED = 60, 20
"""Complaints of one page."""


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint with its order, and what is sealed beside the journal about both.

    Parameters
    ----------
    words
        The buyer's; empty after an erasure.
    """

    order: OrderRow
    state: StreamState
    complaint: Complaint
    words: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many orders a store or a person had to do with, and how many complaints came of them."""

    slug: str
    orders: int
    complaints: int


def list_open(stores: Collection[str] | None) -> list[ComplaintRow]:
    """Complaints of orders of these stores that nobody has closed, the oldest without a first action in front.

    Parameters
    ----------
    stores
        Slugs; None = all.
    """
    rows = _of(stores).filter(closed_at__isnull=True)
    waiting = rows.filter(acted_at__isnull=True).order_by("received_at", "stream")[:MOST_OPEN]
    acted = rows.filter(acted_at__isnull=False).order_by("received_at", "stream")[:MOST_OPEN]
    return _load([*waiting, *acted][:MOST_OPEN])


def list_closed(stores: Collection[str] | None) -> list[ComplaintRow]:
    """The complaints that were closed last."""
    return _load(_of(stores).filter(closed_at__isnull=False).order_by("-closed_at", "stream")[:MOST_CLOSED])


def count_open(stores: Collection[str] | None) -> int:
    """How many complaints nobody has closed."""
    return _of(stores).filter(closed_at__isnull=True).count()


def count_about(people: Collection[str], *, since_at: datetime) -> Mapping[str, int]:
    """How many complaints were about each of these people since an instant; those without any are left out."""
    rows = models.Complaint.objects.filter(person__in=sorted(people), received_at__gte=since_at)
    return {one["person"]: one["n"] for one in rows.values("person").annotate(n=Count("stream"))}


def count_by_store(stores: Collection[str] | None, *, since_at: datetime) -> list[Counted]:
    """Orders that came in since an instant and the complaints about them, by the store that held each then.

    Notes
    -----
    Orders of the set-up's own tests and of a file of past orders are counted nowhere.
    """
    orders = models.Order.objects.filter(received_at__gte=since_at, history=False)
    if stores is not None:
        orders = orders.filter(first_store__in=sorted(stores))
    held = {one["first_store"]: one["n"] for one in orders.values("first_store").annotate(n=Count("stream"))}
    about = models.Complaint.objects.filter(stream__in=orders.values("stream"))
    found = {
        one["store"]: one["n"] for one in about.values("store").annotate(n=Count("stream", distinct=True))
    }
    return [Counted(slug, held.get(slug, 0), found.get(slug, 0)) for slug in sorted({*held, *found})]


def count_by_person(stores: Collection[str] | None, *, since_at: datetime) -> list[Counted]:
    """Orders that each person owns, of those that came in since an instant, and those with a complaint about him."""
    orders = models.Order.objects.filter(received_at__gte=since_at, history=False).exclude(owner="")
    if stores is not None:
        orders = orders.filter(holder__in=sorted(stores))
    held = {one["owner"]: one["n"] for one in orders.values("owner").annotate(n=Count("stream"))}
    about = _of(stores).filter(received_at__gte=since_at).exclude(person="")
    found = {
        one["person"]: one["n"] for one in about.values("person").annotate(n=Count("stream", distinct=True))
    }
    return [
        Counted(slug, max(held.get(slug, 0), found.get(slug, 0)), found.get(slug, 0))
        for slug in sorted({*held, *found})
    ]


def _of(stores: Collection[str] | None) -> QuerySet[models.Complaint]:
    query = models.Complaint.objects.all()
    return query if stores is None else query.filter(store__in=sorted(stores))


def _load(rows: Collection[models.Complaint]) -> list[ComplaintRow]:
    found = list(rows)
    streams = sorted({row.stream for row in found})
    orders, states = queries.load_orders(streams), journal.load_states(streams)
    sealed = journal.load_personal(streams)
    made = []
    for row in found:
        known = states[row.stream].subject.complaints.get(row.complaint)
        if known is not None and row.stream in orders:
            words = sealed.get(row.stream, {}).get(known.version, {}).get("words", "")
            made.append(ComplaintRow(orders[row.stream], states[row.stream], known, str(words)))
    return made
