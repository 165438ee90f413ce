"""Which streams the clock must look at: one row a stream, written by the door with every commit.

Nothing is claimed: two workers that find the same stream are settled by its lock, and the second finds nothing
left to do. A stream that cannot be advanced is set aside with its error and blocks nobody. ADR 0007.
"""

from collections.abc import Sequence
from datetime import datetime

from otklik.store import models, vendor, writer


def list_due(now: datetime, limit: int) -> list[str]:
    """Streams with something due at `now`, the longest overdue first.

    Parameters
    ----------
    now
        Aware instant.
    limit
        At most so many.
    """
    due = vendor.query(
        """SELECT "stream" FROM "timers" WHERE "due_at" <= %s AND "error" = '' ORDER BY "due_at", "stream" LIMIT %s""",
        now,
        limit,
    )
    return [stream for (stream,) in due]


def list_until(at: datetime) -> list[tuple[str, datetime]]:
    """Streams with something due until an instant, and when."""
    due = models.Timer.objects.filter(due_at__lte=at, error="").order_by("due_at", "stream")
    return list(due.values_list("stream", "due_at"))


def next_due_at() -> datetime | None:
    """The earliest instant at which anything is due, or None if nothing ever is."""
    return models.Timer.objects.filter(error="").order_by("due_at").values_list("due_at", flat=True).first()


def set_aside(stream: str, error: str) -> None:
    """Stop the clock of a stream that could not be advanced, until it changes or is tried again."""
    writer.run(lambda: models.Timer.objects.filter(stream=stream).update(error=error or "unknown"))


def list_set_aside() -> list[tuple[str, str]]:
    """Streams that stand aside, with their errors."""
    return list(models.Timer.objects.exclude(error="").order_by("stream").values_list("stream", "error"))


def try_again(streams: Sequence[str]) -> int:
    """How many of the streams stood aside; their clocks run again."""
    return writer.run(
        lambda: models.Timer.objects.filter(stream__in=streams).exclude(error="").update(error="")
    )
