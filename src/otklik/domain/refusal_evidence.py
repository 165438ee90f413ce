"""What is on record for a refusal's reason, against what the standard asks for (R04, R06): pure counting.

An attempt counts when it rang long enough, as far as anybody knows, and lay in the hours that the reason names. A
number that the provider says is not in service is enough by itself: nobody can be reached there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.domain import clocks
from otklik.domain.order_state import Attempt, OrderState
from otklik.domain.parties import clock_of, scene_of
from otklik.domain.standards import Evidence, Standard
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

NOT_IN_SERVICE = "not_in_service"

WAYS: Mapping[str, str] = {"voicemail": "call"}
"""Means that are the same way to a buyer as another."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a reason asks for: `attempts`, `channels`, `spread` (seconds) or `talk`, with have and need."""

    name: str
    have: int
    need: int

    @property
    def is_met(self) -> bool:
        """Whether it is on record."""
        return self.have >= self.need


def needs_of(
    state: StreamState, world: World, standard: Standard, evidence: Evidence | None, *, talked: bool
) -> tuple[Need, ...]:
    """What a reason asks for and what of it is on record; empty where it asks for nothing.

    Parameters
    ----------
    state, world
        Of the order.
    standard
        That of the holder, whose calendars the evidence names.
    evidence
        Of the reason; None = it asks for none.
    talked
        Whether the buyer has been spoken with, the talk that is being recorded included.
    """
    if evidence is None:
        return ()
    if evidence.talk == "needed" or (evidence.talk == "instead" and talked):
        return (Need("talk", int(talked), 1),)
    order: OrderState = state.subject
    if any(one.outcome == NOT_IN_SERVICE and one.by_system for one in order.attempts):
        return (Need("attempts", evidence.attempts, evidence.attempts),)
    counted = [one for one in order.attempts if _counts(one, evidence, state, world, standard)]
    times = sorted(one.at for one in counted)
    asked = (
        Need("attempts", len(counted), evidence.attempts),
        Need("channels", len({WAYS.get(one.means, one.means) for one in counted}), evidence.channels),
        Need("spread", _seconds(times[0], times[-1]) if times else 0, evidence.spread_s),
    )
    return tuple(one for one in asked if one.need)


def _counts(
    attempt: Attempt, evidence: Evidence, state: StreamState, world: World, standard: Standard
) -> bool:
    rang = attempt.ring_s is None or attempt.ring_s >= evidence.ring_s
    if not rang or not evidence.hours:
        return rang
    return clocks.is_running(clock_of(evidence.hours, scene_of(state, world), standard, {}), attempt.at)


def _seconds(from_at: datetime, to_at: datetime) -> int:
    return int((to_at - from_at).total_seconds())
