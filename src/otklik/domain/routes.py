"""A depot's day gets better routes: the fact, decided on the day as it is when the search has ended.

Whether what was found still holds is asked of a function that comes in, since plans are numbers and lie above the
rules (ADR 0049). Nothing is promised here and nobody's window moves: a route only says who comes after whom.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.events import Event
from otklik.domain.runs import RunState, alive, run_of
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class BetterRoutes:
    """Vehicle → visits in order, visit → outside carrier, and what the rest of the day costs with them."""

    routes: Mapping[str, tuple[str, ...]]
    carried: Mapping[str, str]
    cost_minor: int


Bring = Callable[[RunState, World, datetime], BetterRoutes | None]
"""(day without what has ended, world, now) → the routes that were found, brought onto it; None = they don't hold."""


def decide_improve(
    state: StreamState, world: World, now: datetime, *, by: str, bring: Bring
) -> Sequence[Event]:
    """The fact that a day has better routes; nothing where what was found does not hold any more.

    Parameters
    ----------
    by
        Which way of planning found them.
    bring
        See `Bring`.
    """
    found = bring(alive(run_of(state.subject, state.stream), now), world, now)
    if found is None:
        return []
    return [
        make(
            "plan.improved",
            occurred_at=now,
            actor="system",
            source="system",
            routes={vehicle: list(route) for vehicle, route in sorted(found.routes.items())},
            carried=dict(sorted(found.carried.items())) or None,
            cost_minor=found.cost_minor,
            by=by,
        )
    ]
