"""What open orders lack, as the last check found it, and how far that check has come (law 10).

Outside the journal: a finding about the journal is found again by looking again. `actions/invariants.py` looks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from otklik.domain.orders import CLOSED
from otklik.store import models, vendor, writer

NAME = "orders"


@dataclass(frozen=True, slots=True)
class GapRow:
    """One thing that an order lacks, since it was found."""

    stream: str
    reason: str
    found_at: datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the check has come.

    Parameters
    ----------
    position
        Of the last journal row that it looked at.
    swept
        Last stream of the sweep over all open orders; empty = it begins anew.
    checked_at
        When it looked last; None = never.
    round_from_at, round_at
        When the present sweep began, and when the last whole one ended; None = none yet.
    """

    position: int = 0
    swept: str = ""
    checked_at: datetime | None = None
    round_from_at: datetime | None = None
    round_at: datetime | None = None


def read_mark() -> Mark | None:
    """How far the check has come; None before the first one."""
    row = models.GapCheck.objects.filter(name=NAME).first()
    return Mark(row.position, row.swept, row.checked_at, row.round_from_at, row.round_at) if row else None


def list_gaps(*, limit: int = 1000) -> list[GapRow]:
    """What open orders lack, the newest first."""
    rows = models.Gap.objects.order_by("-found_at", "stream", "reason")[:limit]
    return [GapRow(row.stream, row.reason, row.found_at) for row in rows]


def write(found: Mapping[str, Collection[str]], mark: Mark, *, now: datetime) -> None:
    """Write down what a check found of the streams that it looked at, and how far it has come.

    Parameters
    ----------
    found
        By stream; an empty collection says that the order is in order.
    mark
        The new one.
    now
        Aware UTC; what was found before keeps its instant.
    """
    rows = [
        {"stream": stream, "reason": reason, "found_at": now}
        for stream in sorted(found)
        for reason in found[stream]
    ]
    values: dict[str, Any] = {
        "position": mark.position,
        "swept": mark.swept,
        "checked_at": now,
        "round_from_at": mark.round_from_at or now,
        "round_at": mark.round_at,
    }

    def save() -> None:
        known = models.Gap.objects.filter(stream__in=list(found)).values_list("stream", "reason")
        vendor.delete_many(models.Gap, [key for key in known if key[1] not in found[key[0]]])
        vendor.insert_missing(models.Gap, rows)
        models.GapCheck.objects.update_or_create(name=NAME, defaults=values)

    writer.run(save)


def list_changed(position: int, limit: int) -> tuple[set[str], int]:
    """Streams with rows beyond a position, at most so many rows of them, and the position of the last one.

    Notes
    -----
    A row that another transaction commits later at an earlier position is passed over; the sweep finds its order.
    """
    rows = models.JournalRow.objects.filter(position__gt=position).order_by("position")
    found = list(rows.values_list("position", "stream")[:limit])
    return {stream for _, stream in found}, found[-1][0] if found else position


def last_position() -> int:
    """Of the newest journal row; 0 in an empty journal."""
    return models.JournalRow.objects.order_by("-position").values_list("position", flat=True).first() or 0


def list_owned(people: Iterable[str], limit: int) -> set[str]:
    """Open orders that these people have, at most so many."""
    return set(_open().filter(owner__in=list(people)).values_list("stream", flat=True)[:limit])


def list_stuck(before: datetime, limit: int) -> set[str]:
    """Orders whose clock was due before an instant and was not run, or stands aside, at most so many."""
    late = models.Timer.objects.filter(due_at__lte=before, stream__startswith="order/").order_by("due_at")
    return set(late.values_list("stream", flat=True)[:limit])


def list_known(limit: int) -> set[str]:
    """Orders that lack something by the last check, at most so many, the longest known first."""
    rows = models.Gap.objects.order_by("found_at", "stream").values_list("stream", flat=True)
    return set(rows[:limit])


def list_swept(after: str, limit: int) -> list[str]:
    """The next open orders of the sweep, in the order of their names."""
    return list(_open().filter(stream__gt=after).order_by("stream").values_list("stream", flat=True)[:limit])


def homes_of(people: Iterable[str]) -> set[str]:
    """Slugs of the places for which these people work."""
    return set(models.Person.objects.filter(slug__in=list(people)).values_list("store", flat=True))


def _open() -> Any:
    # The index of open orders is asked for by the column that it is made of; a closed one is always dated.
    return models.Order.objects.filter(closed_at__isnull=True, history=False).exclude(
        phase__in=sorted(CLOSED)
    )
