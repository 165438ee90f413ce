"""When buyers looked at their pages: the instant and nothing else, outside the journal, few an order (R29).

An order has at most `MOST` of them, and none within `APART_FOR` of another: a page that is left open, loaded again and
again, or found by somebody who plays with it fills nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from otklik.store import models, vendor, writer

APART_FOR = timedelta(minutes=5)
MOST = 100


def record_visit(stream: str, *, now: datetime) -> bool:
    """Whether a look at an order's page was written down; one too soon after another, or too many, is not."""

    def write() -> bool:
        visits = models.PageVisit.objects.filter(stream=stream).order_by("-at")[:MOST]
        known = [one.at for one in visits]
        if len(known) >= MOST or any(abs(now - at) < APART_FOR for at in known):
            return False
        models.PageVisit.objects.create(stream=stream, at=now)
        vendor.delete_where(models.HandledOrder, "stream", [stream])  # it is folded anew, with this look
        return True

    return writer.run(write)


def load_visits(streams: Collection[str]) -> dict[str, list[datetime]]:
    """When buyers looked at the pages of orders, of those where any did."""
    found: dict[str, list[datetime]] = {}
    for stream, at in vendor.select(
        models.PageVisit, ("stream", "at"), "stream", sorted(streams), order=("at",)
    ):
        found.setdefault(stream, []).append(vendor.to_instant(_aware(at)))
    return found


def _aware(at: datetime | str) -> datetime:
    return datetime.fromisoformat(at) if isinstance(at, str) else at
