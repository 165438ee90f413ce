"""A depot's zones get other buffers: by how much planned times on the road and at the door are stretched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.events import Event
from otklik.domain.stores import require_store
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

LEAST_CHANGE = 0.02
"""A buffer that moves by less stays: windows that are sold should not swing with a few marks."""

LOWEST, HIGHEST = 1.0, 3.0
"""As a fleet's document takes them."""


def decide_buffers(
    state: StreamState, world: World, now: datetime, *, buffers: Mapping[str, float]
) -> Sequence[Event]:
    """The fact that a depot plans with other buffers; nothing where none moves by `LEAST_CHANGE`.

    Parameters
    ----------
    buffers
        By zone; a zone that is absent, or not the depot's, is left as it is.
    """
    document = require_store(state).fleet
    if not document:
        return []
    zones, moved = [], False
    for zone in document["zones"]:
        new = min(HIGHEST, max(LOWEST, buffers.get(zone["slug"], zone["buffer"])))
        if abs(new - zone["buffer"]) < LEAST_CHANGE - 1e-9:
            zones.append(zone)
            continue
        zones.append({**zone, "buffer": round(new, 2)})
        moved = True
    if not moved:
        return []
    return [
        make(
            "fleet.changed",
            occurred_at=now,
            actor="system",
            source="system",
            document={**document, "zones": zones},
        )
    ]
