"""Days whose routes may be improved: those with stops that are still to be visited, and how far their streams are."""

from __future__ import annotations

from datetime import datetime

from otklik.store import models


def list_days(now: datetime) -> list[tuple[str, int]]:
    """Stream and version of each day that has stops whose windows have not ended, the nearest day first."""
    coming = models.Stop.objects.filter(to_at__gt=now).values_list("run", flat=True).distinct()
    rows = models.Stream.objects.filter(stream__in=coming).values_list("stream", "version")
    return sorted(rows, key=lambda row: row[0].rsplit("/", 1)[-1])
