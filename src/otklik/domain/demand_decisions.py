"""What a depot is told about demand, as facts: its advertising budgets, and deliveries of days before the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from otklik.domain.catalogue import make
from otklik.domain.demand import DayCount
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.stores import require_store
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


def decide_advertising(
    state: StreamState, world: World, now: datetime, *, actor: str, budgets: Mapping[date, int]
) -> Sequence[Event]:
    """The fact of a depot's budgets, whole: past days and planned ones, minor units.

    Raises
    ------
    DomainError
        `unknown_store`; `no_advertising`: no day is named.
    """
    require_store(state)
    if not budgets:
        raise DomainError(
            "no_advertising", "No day has a budget.", remedy="Name at least one; 0 is a budget."
        )
    document = {"days": {on.isoformat(): minor for on, minor in sorted(budgets.items())}}
    return [make("advertising.planned", occurred_at=now, actor=actor, source="person", document=document)]


def decide_counts(
    state: StreamState, world: World, now: datetime, *, actor: str, counts: Sequence[DayCount]
) -> Sequence[Event]:
    """The fact of how much was delivered on past days, whole; closed days are left out and so say nothing.

    Raises
    ------
    DomainError
        `unknown_store`; `no_counts`: no day is named.
    """
    require_store(state)
    if not counts:
        raise DomainError("no_counts", "No day is named.", remedy="Give a file with date, zone, deliveries.")
    rows = [[one.on.isoformat(), one.zone, one.count, one.sold_out] for one in counts if not one.closed]
    return [make("demand.counted", occurred_at=now, actor=actor, source="person", document={"days": rows})]
