"""Reports of delivery that no message of ours fits yet: kept until it does, or until nobody waits for it any more.

A provider may be faster than the record of its own acceptance; without this table such a report would be lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.store import models, vendor, writer

WAITED_FOR = timedelta(minutes=15)
"""How long a report looks for its message: longer than a lease of whoever sends."""

KEPT_FOR = timedelta(days=2)
"""How long a report of a message that is none of ours is remembered."""


@dataclass(frozen=True, slots=True)
class Parked:
    """A report that waits for its message."""

    id: int
    channel: str
    provider_id: str
    state: str
    reason: str
    received_at: datetime


def park(channel: str, provider_id: str, *, state: str, reason: str, now: datetime) -> None:
    """Keep a report; one that came before is left as it is."""
    row = {
        "channel": channel,
        "provider_id": provider_id,
        "state": state,
        "reason": reason,
        "received_at": now,
    }
    writer.run(
        lambda: vendor.insert_missing(
            models.DeliveryReport, [row], conflict=("channel", "provider_id", "state")
        )
    )


def list_parked(*, now: datetime, limit: int = 100) -> list[Parked]:
    """Reports that still look for their message, oldest first."""
    if not vendor.query('SELECT 1 FROM "delivery_reports" LIMIT 1'):
        return []
    young = models.DeliveryReport.objects.filter(received_at__gte=now - WAITED_FOR)
    rows = young.order_by("id")[:limit]
    return [
        Parked(row.id, row.channel, row.provider_id, row.state, row.reason, row.received_at) for row in rows
    ]


def drop(ids: list[int]) -> None:
    """Forget reports that found their message."""
    writer.run(lambda: models.DeliveryReport.objects.filter(id__in=ids).delete())


def forget(*, now: datetime) -> None:
    """Forget reports that nobody waits for any more."""
    before_at = now - KEPT_FOR
    if vendor.query('SELECT 1 FROM "delivery_reports" WHERE "received_at" < %s LIMIT 1', before_at):
        writer.run(lambda: models.DeliveryReport.objects.filter(received_at__lt=before_at).delete())


def count_unknown(*, now: datetime) -> int:
    """How many reports of the last days fit no message of ours."""
    return models.DeliveryReport.objects.filter(received_at__lt=now - WAITED_FOR).count()
