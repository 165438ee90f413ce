"""What the demo's simulated people are going to do: a queue outside the journal, so that it survives a restart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from otklik.store import models, writer


@dataclass(frozen=True, slots=True)
class KeptDeed:
    """A deed of the queue: when it is due, the deed as JSON text, the story that it belongs to (or empty)."""

    due_at: datetime
    deed: str
    story: str = ""
    id: int = 0


def write(deeds: Iterable[KeptDeed]) -> None:
    """Add deeds to the queue."""
    rows = [models.DemoDeed(due_at=one.due_at, deed=one.deed, story=one.story) for one in deeds]
    writer.run(lambda: models.DemoDeed.objects.bulk_create(rows, batch_size=500))


def list_due(now: datetime, limit: int) -> list[KeptDeed]:
    """Deeds that are due, the earliest first; those of one instant in the order in which they were written."""
    due = models.DemoDeed.objects.filter(due_at__lte=now).order_by("due_at", "id")[:limit]
    return [KeptDeed(row.due_at, row.deed, row.story, row.id) for row in due]


def remove(number: int) -> None:
    """Take a deed that was done out of the queue."""
    writer.run(lambda: models.DemoDeed.objects.filter(id=number).delete())


def next_due_at(*, story: str | None = None) -> datetime | None:
    """When the next deed is due, of all of them or of one story; None if there is none."""
    rows = models.DemoDeed.objects.order_by("due_at")
    if story is not None:
        rows = rows.filter(story=story)
    return rows.values_list("due_at", flat=True).first()


def forget_story(story: str) -> None:
    """Take what is left of a story out of the queue."""
    writer.run(lambda: models.DemoDeed.objects.filter(story=story).delete())
