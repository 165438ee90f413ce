"""Steps: what an outside party was asked to do for an order, and did (R23)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import require_order, source_of
from otklik.domain.streams import StreamState
from otklik.domain.world import World


def decide_step(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    step: str,
    happened: str,
    party: str = "",
    until_at: datetime | None = None,
) -> Sequence[Event]:
    """The fact that a step was requested of a party, done by it, or delayed (R23).

    Parameters
    ----------
    step
        Sub-kind that the standard names, such as `engraving`.
    happened
        requested, done or delayed.
    party
        Slug of the place that owes it; empty where the standard's role decides.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `unknown_store`, `bad_step`.
    """
    require_order(state, "step")
    if happened not in ("requested", "done", "delayed"):
        raise DomainError("bad_step", "A step is requested, done or delayed.", place="happened")
    if party:
        world.store(party)
    extra: dict[str, Any] = {"until_at": until_at} if happened == "delayed" else {}
    return [
        make(
            f"step.{happened}",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            step=step,
            party=party or None,
            **extra,
        )
    ]
