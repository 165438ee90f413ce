"""The stable name of one message to one receiver: a repeat after a crash carries the same one (law 6)."""

from __future__ import annotations

import hashlib

from otklik.domain.events import Ref


def notice_key(stream: str, ref: Ref, where: tuple[int, int, int], receiver: str, channel: str) -> str:
    """32 hex digits that name a message of a ladder.

    Parameters
    ----------
    where
        Step, turn and round of the ladder.
    receiver
        Slug of a person, `store:<slug>`, `buyer`.
    """
    parts = (stream, ref.kind, ref.key, ref.n, *where, receiver, channel)
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]
