"""Orders whose refusal waits, and what rescues were worth: read from the desk's projection."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from otklik.store import models

MOST = 50
"""Parked orders on one page."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was rescued in one currency: how many orders, their money, and how many of them the buyers have by now."""

    currency: str
    orders: int
    total_minor: int
    completed: int


def list_parked(stores: Collection[str] | None, *, limit: int = MOST) -> list[str]:
    """Streams of the orders of these stores whose refusal waits, the one that ends first first; None = all stores."""
    query = _held(stores).exclude(parked_reason="").filter(closed_at__isnull=True, history=False)
    return list(query.order_by("parked_until_at", "stream").values_list("stream", flat=True)[:limit])


def count_parked(stores: Collection[str] | None) -> int:
    """How many orders of these stores have a refusal that waits."""
    return _held(stores).exclude(parked_reason="").filter(closed_at__isnull=True, history=False).count()


def count_rescued(stores: Collection[str] | None, *, since_at: datetime) -> list[Rescued]:
    """What these stores have rescued since an instant and not lost afterwards, by currency.

    Parameters
    ----------
    stores
        Slugs of those who were the first to owe an answer; None = all.
    since_at
        Aware UTC.
    """
    query = models.Order.objects.exclude(rescued="").filter(
        rescued_at__gte=since_at, phase__in=("open", "confirmed", "completed")
    )
    if stores is not None:
        query = query.filter(first_store__in=sorted(stores))
    found = query.values("currency").annotate(
        orders=Count("stream"), total=Sum("total_minor"), done=Count("stream", filter=Q(phase="completed"))
    )
    return [
        Rescued(one["currency"], one["orders"], one["total"], one["done"])
        for one in found.order_by("currency")
    ]


def _held(stores: Collection[str] | None) -> QuerySet[models.Order]:
    query = models.Order.objects.all()
    return query if stores is None else query.filter(holder__in=sorted(stores))
