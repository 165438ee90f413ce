"""What was seen to work from end to end, and when: a letter that arrived, a shop's hook that tried the address.

Outside the journal: it says nothing about an order, and the next proof replaces it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from otklik.store import models, writer

AGAIN_AFTER = timedelta(minutes=1)
"""A proof that comes again sooner than that is not written: whoever knocks without a signature writes little."""


def prove(name: str, *, now: datetime) -> None:
    """Remember that this was seen to work.

    Parameters
    ----------
    name
        `letter <owner> <method> <version>` or `ping <source>`.
    now
        Aware UTC.
    """
    known = proved_at(name)
    if known is None or not known <= now < known + AGAIN_AFTER:
        writer.run(lambda: models.Heartbeat.objects.update_or_create(name=name, defaults={"at": now}))


def proved_at(name: str) -> datetime | None:
    """When this was last seen to work; None = never."""
    return models.Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
