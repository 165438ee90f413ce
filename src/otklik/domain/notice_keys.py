"""The stable name of one message to one receiver: a repeat after a crash carries the same one (law 6)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from otklik.domain.events import Ref, instant_text


def notice_key(
    stream: str,
    ref: Ref,
    where: tuple[int, int, int],
    at: datetime,
    receiver: str,
    channel: str,
    *,
    opened_by: int = 0,
) -> str:
    """32 hex digits that name a message of a ladder.

    Parameters
    ----------
    where
        Step, turn and round of the ladder.
    at
        When it was due: a step that comes again, because its limit was moved, is another message.
    receiver
        Slug of a person, `store:<slug>`, `buyer`.
    opened_by
        Version of the entry that opened the obligation: one that was undone and opened again is another.
    """
    parts = (stream, ref.kind, ref.key, ref.n, opened_by, *where, instant_text(at), receiver, channel)
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]
