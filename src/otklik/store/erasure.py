"""Erasing a person from an order: the one function that knows every place where personal values are kept.

The door calls `erase` in the transaction that records `order.erased`, and `sweep` after it: on SQLite the old
pages stand in the write-ahead log until a checkpoint. The journal's rows stay, and the chain still verifies.
ADR 0005.
"""

from collections.abc import Sequence
from contextlib import suppress

from django.db import OperationalError, connection

from otklik.domain.events import Entry
from otklik.store import audits, claims, models, photos, search, vendor

ERASING = frozenset({"order.erased", "conversation.erased"})
"""The facts whose recording erases."""

PLACES = (
    models.Secret,
    models.Personal,
    models.Payload,
    models.Letter,
    models.PageVisit,
    models.HandledOrder,
)
"""Tables whose rows of a stream hold or open personal values and go whole."""


def erased_streams(entries: Sequence[Entry]) -> list[str]:
    """Streams that these new entries erase."""
    return sorted({entry.stream for entry in entries if entry.event.kind in ERASING})


def erase(streams: Sequence[str]) -> None:
    """Delete every personal value of these streams; inside the door's transaction, after its other writes."""
    if not streams:
        return
    for model in PLACES:
        vendor.delete_where(model, "stream", streams)
    search.delete_personal(streams)
    photos.erase(streams)
    audits.delete_uploads()  # whose data are in them, nobody can say before they are read
    claims.delete_personal(streams)
    condition, parameters = vendor.any_of("stream", streams)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outbox SET fields = '{}', error = '', provider_id = '', lease_until = NULL,"
            " state = CASE WHEN state IN ('due', 'sending') THEN 'cancelled' ELSE state END"
            f" WHERE {condition}",
            parameters,
        )


def sweep() -> bool:
    """Empty SQLite's write-ahead log, where erased pages still stand; True when nothing of them is left.

    Notes
    -----
    Waits for readers as long as any writer does (the connection's timeout). One that reads even longer holds the
    log: then it is False, and the old pages are overwritten by later writes. It never raises for that: what was
    recorded is on disk.
    """
    if not vendor.is_sqlite() or connection.in_atomic_block:
        return not vendor.is_sqlite()
    with suppress(OperationalError), connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _, _ = cursor.fetchone()
        return not busy
    return False
