"""Crossing bridges within a unit: what `domain/bridges.py` makes of its facts on the streams that are tied to them.

The door calls `cross` after each decision, with both sides locked; a unit that fails takes both sides with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from otklik.domain import bridges, engine
from otklik.domain.bridges import Bridge, Crossing
from otklik.domain.events import Entry, Event
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


def other_sides(ties: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The streams on the other side of each stream, in order."""
    found: dict[str, list[str]] = {}
    for one, other in sorted(set(ties)):
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def cross(
    made: Sequence[Entry],
    after: StreamState,
    states: Mapping[str, StreamState],
    tied: Sequence[str],
    world: World,
    *,
    now: datetime,
) -> tuple[dict[str, StreamState], list[Entry]]:
    """The tied streams that changed, and the entries that new facts of one stream add to them.

    Parameters
    ----------
    made
        New entries of the stream, in order.
    after
        The stream after them.
    states
        At least the tied streams, before.
    tied
        Names of the streams on the other side.
    """
    changed: dict[str, StreamState] = {}
    entries: list[Entry] = []
    for stream in tied:
        for entry in made:
            for bridge in bridges.crossings_of(entry, stream.partition("/")[0]):
                tied_state = changed.get(stream, states[stream])
                decide = _decider(bridge, entry, after)
                changed[stream], added = engine.perform(tied_state, decide, world, now=now)
                entries += added
    return changed, entries


def _decider(bridge: Bridge, entry: Entry, after: StreamState) -> Any:
    def decide(state: StreamState, world: World, now: datetime) -> Sequence[Event]:
        return bridge.carry(Crossing(entry, after, state))

    return decide
