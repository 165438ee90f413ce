"""States of streams folded from stored envelopes, going on from where the same process has folded them before.

What was folded is remembered with the chain hash at its end. A hash names everything before it, so a remembered state
is used only where the stored stream has that very hash at that very place; anything else is folded from the start.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from otklik.domain.streams import StreamState, evolve
from otklik.store import envelope

MOST = 1024
"""States that a process remembers; the longest unused goes first."""


@dataclass(frozen=True, slots=True)
class _Folded:
    hash: bytes
    state: StreamState


@dataclass(slots=True)
class _Memory:
    folded: OrderedDict[str, _Folded] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_memory = _Memory()


def fold_stored(stream: str, rows: Sequence[tuple[bytes, bytes]]) -> StreamState:
    """State of one stream after all its entries.

    Parameters
    ----------
    rows
        Chain hash and body of each entry, from version 1 on without a gap.
    """
    if not rows:
        return StreamState(stream)
    with _memory.lock:
        known = _memory.folded.get(stream)
    state = StreamState(stream)
    if known and known.state.version <= len(rows) and rows[known.state.version - 1][0] == known.hash:
        state = known.state
    for _, body in rows[state.version :]:
        state = evolve(state, envelope.unpack(body))
    with _memory.lock:
        _memory.folded[stream] = _Folded(rows[-1][0], state)
        _memory.folded.move_to_end(stream)
        if len(_memory.folded) > MOST:
            _memory.folded.popitem(last=False)
    return state
