"""What the journal holds of pickups, for figures over many orders."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from otklik.analytics.pickups import KINDS
from otklik.domain.events import Entry
from otklik.store import envelope, journal, models

AT_ONCE = 500
"""Streams that one statement asks about."""

NEWEST = 2**62
"""A position behind every entry."""


def read_pickups(stores: Collection[str] | None, from_at: datetime, to_at: datetime) -> Iterator[Entry]:
    """The entries about pickups of the orders that were placed in a window.

    Parameters
    ----------
    stores
        Slugs of those that hold them; None = all.
    from_at, to_at
        Aware, both in it.
    """
    found = models.Order.objects.filter(history=False, placed_at__range=(from_at, to_at))
    if stores is not None:
        found = found.filter(holder__in=sorted(stores))
    streams = list(found.order_by("stream").values_list("stream", flat=True))
    for first in range(0, len(streams), AT_ONCE):
        for _, _, body in journal.read_kinds(streams[first : first + AT_ONCE], KINDS, position=NEWEST):
            yield envelope.unpack(body)
