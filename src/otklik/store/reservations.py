"""Reservations as the store that has the goods sees them: the goods and how long, and nothing of the order or buyer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Sum

from otklik.store import models

MOST = 200
"""Reservations on one page."""

OVER_SHOWN = 20
"""Of those that ended, the last ones."""


@dataclass(frozen=True, slots=True)
class ReservationRow:
    """One reservation; `stream` and `holder` are for the door, and no page of the other store shows the first.

    Parameters
    ----------
    store
        Slug of the store that has the goods.
    holder
        Slug of the store that asks for them.
    limit_at
        Until when it is to be answered, or the goods are kept; None = nothing runs.
    """

    key: str
    stream: str
    store: str
    holder: str
    sku: str
    title: str
    quantity: int
    state: str
    asked_at: datetime
    made_at: datetime | None
    ended_at: datetime | None
    limit_at: datetime | None


def find(key: str, stores: Collection[str] | None) -> ReservationRow | None:
    """The reservation of that key, if one of these stores has its goods; None = all stores, and None = none such."""
    row = _of(stores).filter(key=key).first()
    return _row(row) if row else None


def list_open(stores: Collection[str] | None) -> list[ReservationRow]:
    """Reservations that are asked for or made at these stores, what is to be answered first."""
    rows = _of(stores).filter(ended_at__isnull=True).order_by("made_at", "asked_at", "key")[:MOST]
    return sorted(
        map(_row, rows), key=lambda one: (one.made_at is not None, one.limit_at or one.asked_at, one.key)
    )


def list_over(stores: Collection[str] | None) -> list[ReservationRow]:
    """The last ones that ended."""
    return [
        _row(one)
        for one in _of(stores).filter(ended_at__isnull=False).order_by("-ended_at", "key")[:OVER_SHOWN]
    ]


def count_open(stores: Collection[str] | None) -> int:
    """How many wait for an answer of these stores."""
    return _of(stores).filter(state="asked").count()


def count_asked(store: str, sku: str) -> int:
    """How often goods of a store were asked for so far, whatever became of it: grows, and never falls."""
    return models.Reservation.objects.filter(store=store, sku=sku).count()


def count_live(store: str, sku: str) -> int:
    """How many pieces of goods of a store are asked for or put aside now."""
    live = models.Reservation.objects.filter(store=store, sku=sku, ended_at__isnull=True)
    return live.aggregate(pieces=Sum("quantity"))["pieces"] or 0


def _of(stores: Collection[str] | None) -> QuerySet[models.Reservation]:
    named = Q() if stores is None else Q(store__in=sorted(stores))
    return models.Reservation.objects.filter(named)


def _row(one: models.Reservation) -> ReservationRow:
    return ReservationRow(**{name: getattr(one, name) for name in ReservationRow.__slots__})
