"""A partner's plan of whom to ask: recorded before the first draw by it, so that nobody can choose afterwards (R02).

How large it is computed is `planning/samples.py`; the draw itself is `surveys.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.partners import PartnerState
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class NewSample:
    """What is to be planned: the period's name, seed, first and last day (ISO), width and chance per stratum."""

    period: str
    seed: str
    from_on: str
    until_on: str
    half_width_ppm: int
    shares: Mapping[str, int]


def decide_plan(
    state: StreamState, world: World, now: datetime, *, sample: NewSample, actor: str, anew: bool = False
) -> Sequence[Event]:
    """The fact of a new plan; nothing where the period has one and nobody asks for another.

    Parameters
    ----------
    sample
        What was computed.
    actor
        `system`, or `person:<slug>` of who asked.
    anew
        Whether a period that has a plan gets another one; it is in force from then on, the earlier draws stand.

    Raises
    ------
    DomainError
        `unknown_partner`.
    """
    partner = state.subject
    if not isinstance(partner, PartnerState):
        raise DomainError("unknown_partner", f"There is no partner {state.stream.partition('/')[2]!r}.")
    if partner.sampled_until >= sample.until_on and not anew:
        return []
    return [
        make(
            "sample.planned",
            occurred_at=now,
            actor=actor,
            source="person" if actor.startswith("person:") else "system",
            plan=_name(partner, sample.period),
            seed=sample.seed,
            from_on=sample.from_on,
            until_on=sample.until_on,
            half_width_ppm=sample.half_width_ppm,
            shares=dict(sample.shares),
        )
    ]


def _name(partner: PartnerState, period: str) -> str:
    """The plan's id: the period, and from its second plan on which one it is."""
    known = partner.sampling
    if known is None or known.plan.partition(".")[0] != period:
        return period
    return f"{period}.{int(known.plan.partition('.')[2] or 1) + 1}"
