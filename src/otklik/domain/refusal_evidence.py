"""What is on record for a refusal's reason, against what the standard asks for (R04, R06): pure counting.

An attempt counts when it rang long enough, as far as anybody knows, and lay in the hours that the reason names. A
number that the provider says is not in service is enough by itself: nobody can be reached there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.domain import clocks
from otklik.domain.alternatives import COMPETITOR, RUNGS, Offer
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
    """One thing that a reason asks for, with have and need.

    `attempts`, `channels`, `spread` (seconds), `talk`; `alternatives_sought` (rungs looked at) and
    `alternatives_closed` (offers and reservations that wait for nobody).
    """

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
    elsewhere = _elsewhere(state.subject) if evidence.alternatives else ()
    if elsewhere and not evidence.attempts:
        return elsewhere
    if evidence.talk == "needed" or (evidence.talk == "instead" and talked):
        return (*elsewhere, Need("talk", int(talked), 1))
    order: OrderState = state.subject
    if any(one.outcome == NOT_IN_SERVICE and one.by_system for one in order.attempts):
        return (*elsewhere, Need("attempts", evidence.attempts, evidence.attempts))
    counted = [one for one in order.attempts if _counts(one, evidence, state, world, standard)]
    times = sorted(one.at for one in counted)
    asked = (
        Need("attempts", len(counted), evidence.attempts),
        Need("channels", len({WAYS.get(one.means, one.means) for one in counted}), evidence.channels),
        Need("spread", _seconds(times[0], times[-1]) if times else 0, evidence.spread_s),
    )
    return (*elsewhere, *(one for one in asked if one.need))


def _elsewhere(order: OrderState) -> tuple[Need, ...]:
    """Whether it was looked on every rung, for each line that is missing, and what of it is still open.

    Notes
    -----
    An offer is open until the buyer declines it or the store that has it does not put it aside after all; a
    reservation until it is declined, freed or used. What a competitor has is told and waits for nobody.
    """
    known = order.alternatives
    looked = min((len(one.rungs) for one in known.searches.values()), default=0)
    needs = [Need("alternatives_sought", looked, len(RUNGS))]
    offers = [one for one in known.offers.values() if one.rung != COMPETITOR]
    total = len(offers) + len(order.reservations)
    if total:
        live = sum(one.is_live for one in order.reservations.values())
        needs.append(
            Need("alternatives_closed", total - live - sum(_is_open(one, order) for one in offers), total)
        )
    return tuple(needs)


def _is_open(offer: Offer, order: OrderState) -> bool:
    if offer.state == "declined":
        return False
    asked = [one for one in order.reservations.values() if one.offer == offer.key]
    return not asked or asked[-1].is_live


def _counts(
    attempt: Attempt, evidence: Evidence, state: StreamState, world: World, standard: Standard
) -> bool:
    rang = attempt.ring_s is None or attempt.ring_s >= evidence.ring_s
    if not rang or not evidence.hours:
        return rang
    return clocks.is_running(clock_of(evidence.hours, scene_of(state, world), standard, {}), attempt.at)


def _seconds(from_at: datetime, to_at: datetime) -> int:
    return int((to_at - from_at).total_seconds())
