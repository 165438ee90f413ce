"""Which stores open or close next, and when: one row a store, made from its hours and made anew when they change.

A store that never opens again stands at the end of time. What was recorded is the journal's; losing this table loses
nothing but the edges of the time in which nobody looked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import F, OuterRef, Q, Subquery

from otklik.domain.orders import CLOSED
from otklik.store import directory_stamps, models, vendor, writer

SETTLED = "edges"
"""Under this name stands the directory's stamp at which every store's next edge was known, by its present hours."""

NEVER = datetime(2199, 12, 31, tzinfo=UTC)
"""When a store's next edge is that has none."""


@dataclass(frozen=True, slots=True)
class DueStore:
    """A store to look at.

    Parameters
    ----------
    since
        The instant of its next edge, as worked out before; None where nobody has looked at it yet.
    hours
        Its hours as they are now.
    moved
        Whether they are others than those that `since` was worked out with.
    """

    slug: str
    hours: str
    since: datetime | None
    moved: bool


def list_due(now: datetime, limit: int, stores: Iterable[str] | None = None) -> list[DueStore]:
    """Stores whose next edge has come, is not known, or was worked out with other hours; the longest due first.

    Parameters
    ----------
    now
        Aware UTC.
    limit
        At most so many.
    stores
        Slugs; None = all.
    """
    if stores is not None:
        return _look_through(now, limit, sorted(stores))
    stamp = directory_stamps.read()
    if stamp and stamp == directory_stamps.read(SETTLED):
        return _look_up(now, limit)
    found = _look_through(now, limit, None)
    if stamp and all(one.since is not None and not one.moved for one in found):
        writer.run(lambda: directory_stamps.note(SETTLED, stamp))
    return found


def _look_up(now: datetime, limit: int) -> list[DueStore]:
    """Stores whose next edge has come, by its index."""
    rows = vendor.query(
        'SELECT s."slug", s."hours", e."due_at" FROM "edges" e JOIN "stores" s ON s."slug" = e."store"'
        """ WHERE e."due_at" <= %s AND s."role" = 'store' AND s."hours" <> '' ORDER BY e."due_at", s."slug" LIMIT %s""",
        now,
        limit,
    )
    return [DueStore(slug, hours, vendor.to_instant(at), moved=False) for slug, hours, at in rows]


def _look_through(now: datetime, limit: int, stores: Sequence[str] | None) -> list[DueStore]:
    """The same with those whose next edge is not known or was worked out with other hours: every store is looked at."""
    known = models.Edge.objects.filter(store=OuterRef("slug"))
    query = models.Store.objects.filter(role="store").exclude(hours="")
    if stores is not None:
        query = query.filter(slug__in=stores)
    query = query.annotate(
        due_at=Subquery(known.values("due_at")[:1]), worked_with=Subquery(known.values("hours")[:1])
    )
    due = query.filter(Q(due_at__isnull=True) | Q(due_at__lte=now) | ~Q(worked_with=F("hours")))
    rows = due.order_by("due_at", "slug").values_list("slug", "hours", "due_at", "worked_with")
    return [
        DueStore(slug, hours, at, at is not None and hours != worked_with)
        for slug, hours, at, worked_with in rows[:limit]
    ]


def next_due_at() -> datetime | None:
    """The earliest instant at which a store opens or closes, as far as it was worked out; None if none does."""
    at = models.Edge.objects.order_by("due_at").values_list("due_at", flat=True).first()
    return None if at == NEVER else at


def put_off(rows: Iterable[tuple[str, str, datetime | None]]) -> None:
    """Remember when stores are looked at next: slug, hours as they are now, and the instant (None = never)."""
    made = [models.Edge(store=slug, hours=hours, due_at=at or NEVER) for slug, hours, at in rows]
    if made:
        writer.run(
            lambda: models.Edge.objects.bulk_create(
                made, update_conflicts=True, unique_fields=["store"], update_fields=["hours", "due_at"]
            )
        )


def count_waiting(store: str) -> int:
    """How many open orders of a store nobody has answered."""
    return (
        models.Order.objects.filter(holder=store, closed_at__isnull=True, history=False)
        .filter(live_contact_at__isnull=True)
        .exclude(phase__in=sorted(CLOSED))
        .count()
    )


def last_shift(store: str) -> str | None:
    """Stream of the latest day on which anything happened in a store, or None."""
    streams = models.Stream.objects.filter(stream__gte=f"shift/{store}/", stream__lt=f"shift/{store}0")
    return streams.order_by("-stream").values_list("stream", flat=True).first()
