"""What a buyer may know of the steps of his order: all of them, and what the order waits for him for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from otklik.domain.orders import OrderState
from otklik.domain.processes import ProcessView, processes_of, standard_known
from otklik.domain.standards import PauseRule, Role
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class StatusSteps:
    """Everything that is done for him, by whom and by when.

    Parameters
    ----------
    awaited, awaited_until_at
        What the order waits for him for, and until when; None = for nothing.
    roles
        Words of roles that the standard declares itself.
    """

    processes: tuple[ProcessView, ...] = ()
    awaited: PauseRule | None = None
    awaited_until_at: datetime | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)


def steps_of(order: OrderState, state: StreamState, world: World) -> StatusSteps:
    """The steps of an order as its buyer may see them."""
    standard = standard_known(state, world)
    if standard is None:
        return StatusSteps()
    awaited = standard.pauses.get(order.pause.reason) if order.pause else None
    until_at = order.pause.until_at if order.pause else None
    return StatusSteps(processes_of(state, world), awaited, until_at, standard.roles)
