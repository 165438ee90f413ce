"""Orders as columns for what an answer in time earned: who is the same buyer, as codes and nothing else.

A buyer is known by the phone, else by the mail address, that search finds him by; both go with an erasure. What leaves
here are numbers drawn for this one reading. Orders of a term that a crowd shares tell nobody apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

import numpy as np
from django.db import connection

from otklik.analytics.earned import NOBODY, EarnedColumns
from otklik.store import vendor
from otklik.store.past_orders import TEST_CHANNEL
from otklik.store.search import CROWD

JUDGED = {"met": 1, "early": 1, "met_late": 0, "breached": 0}
"""Verdicts of the first answer: in time or not; a waived one was owed by nobody."""


def load_earned(*, stores: Collection[str] | None, from_at: datetime, until_at: datetime) -> EarnedColumns:
    """Every order placed within a span, by those whom these stores owed the first answer.

    Parameters
    ----------
    stores
        Slugs; None = all.
    from_at, until_at
        Aware; the second is the end of the observation and not included.

    Notes
    -----
    Read from the projections as they are now. Orders of the set-up's own tests and duplicates are left out.
    """
    rows = _rows(stores, from_at, until_at)
    buyers = _buyers({row[0] for row in rows})
    return EarnedColumns(
        buyer=np.array([buyers.get(row[0], NOBODY) for row in rows], dtype=np.int64),
        placed_s=np.array([int(vendor.to_instant(row[1]).timestamp()) for row in rows], dtype=np.int64),
        answered=np.array([JUDGED.get(row[2] or "", -1) for row in rows], dtype=np.int8),
        score=np.array([NOBODY if row[3] is None else row[3] for row in rows], dtype=np.int64),
        asked=np.array([row[4] == "completed" for row in rows], dtype=np.bool_),
        until_s=int(until_at.timestamp()),
    )


def _rows(
    stores: Collection[str] | None, from_at: datetime, until_at: datetime
) -> list[tuple[str, datetime, str | None, int | None, str]]:
    if stores is not None and not stores:
        return []
    chosen, slugs = vendor.any_of("o.first_store", sorted(stores)) if stores is not None else ("1 = 1", [])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.stream, o.placed_at, b.verdict, o.recommended, o.phase FROM orders o"
            " LEFT JOIN obligations b ON b.stream = o.stream AND b.kind = 'first_answer' AND b.key = '' AND b.n = 1"
            f" WHERE o.placed_at >= %s AND o.placed_at < %s AND o.channel <> %s AND {chosen}"
            " AND NOT (o.phase = 'withdrawn' AND EXISTS (SELECT 1 FROM journal j WHERE j.stream = o.stream"
            " AND j.kind = 'cart.merged')) ORDER BY o.placed_at, o.stream",
            [vendor.from_instant(from_at), vendor.from_instant(until_at), TEST_CHANNEL, *slugs],
        )
        return cursor.fetchall()


def _buyers(streams: Collection[str]) -> dict[str, int]:
    """Code of the buyer of each order that has one: by its phone, else by its mail."""
    if not streams:
        return {}
    terms: dict[str, dict[str, str]] = {"phone": {}, "email": {}}
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, term, stream FROM search_terms WHERE kind IN ('phone', 'email')")
        for kind, term, stream in cursor:
            if stream in streams:
                terms[kind][stream] = min(term, terms[kind].get(stream, term))
    crowded = {
        (kind, term)
        for kind, found in terms.items()
        for term, count in Counter(found.values()).items()
        if count > CROWD
    }
    codes: dict[tuple[str, str], int] = {}
    found = {}
    for stream in sorted(streams):
        known = [(kind, terms[kind][stream]) for kind in ("phone", "email") if stream in terms[kind]]
        usable = [one for one in known if one not in crowded]
        if usable:
            found[stream] = codes.setdefault(usable[0], len(codes))
    return found
