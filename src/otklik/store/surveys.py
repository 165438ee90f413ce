"""Questions that are out: found by the beginning of their order's name, and listed for whoever rings the buyers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.store import models, queries
from otklik.store.queries import OrderRow

KIND = "survey"
"""The obligation that a question is."""


@dataclass(frozen=True, slots=True)
class OpenSurvey:
    """One question that nobody has answered yet, with the order that it is about."""

    order: OrderRow
    survey: str
    opened_at: datetime
    limit_at: datetime


def list_named(prefix: str, *, now: datetime) -> list[tuple[str, str]]:
    """Stream and key of every question still in its time whose order's id begins so.

    Parameters
    ----------
    prefix
        The first hexadecimal signs of the id.
    now
        Aware UTC; a question whose time is over is not there any more.
    """
    rows = models.Obligation.objects.filter(
        stream__gte=f"order/{prefix}", stream__lt=f"order/{prefix}g", kind=KIND, limit_at__gt=now
    )
    return list(rows.order_by("stream", "key").values_list("stream", "key"))


def list_open(*, now: datetime, limit: int = 200) -> Sequence[OpenSurvey]:
    """Questions that are not answered and whose time is not over, the one that ends first in front."""
    rows = models.Obligation.objects.filter(
        debtor="buyer", closed_at__isnull=True, kind=KIND, limit_at__gt=now
    )
    found = list(rows.order_by("limit_at", "stream")[:limit])
    orders = queries.load_orders({row.stream for row in found})
    return [
        OpenSurvey(orders[row.stream], row.key, row.opened_at, row.limit_at)
        for row in found
        if row.stream in orders
    ]
