"""What no open order may lack: an owner or a queue, a next step, an instant, a playbook (law 10, R26)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from otklik.domain.engine import due_at
from otklik.domain.order_state import OrderState
from otklik.domain.playbook_rules import is_anything_owed
from otklik.domain.playbooks import Playbook, playbook_of
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

Gap = Literal["no_owner", "no_step", "no_instant", "no_playbook"]
GAPS: tuple[Gap, ...] = ("no_owner", "no_step", "no_instant", "no_playbook")

OVERDUE_AFTER = timedelta(hours=1)
"""An instant that has passed for so long is none: nobody acts on it."""


def gaps_of(state: StreamState, world: World, now: datetime, *, books: Sequence[Playbook]) -> tuple[Gap, ...]:
    """What an order lacks; empty for one that is in order, closed, or imported as history.

    Parameters
    ----------
    state
        Of an order.
    world
        The present: who works, which places there are.
    now
        Aware UTC.
    books
        The playbooks in force.

    Notes
    -----
    An owner is somebody who still works here; without one the order stands in the queue of a place that exists. A
    next step is something that a party owes, or a step of the playbook that nobody has done. The instant is that at
    which the clock looks again, if nobody does anything.
    """
    order = state.subject
    if not isinstance(order, OrderState) or not order.is_open or order.history:
        return ()
    opened = playbook_of(state, world, now, books=books)
    at = due_at(state)
    found: dict[Gap, bool] = {
        "no_owner": not _has_owner(order, world),
        "no_step": not is_anything_owed(state) and (opened is None or opened.now is None),
        "no_instant": at is None or at <= now - OVERDUE_AFTER,
        "no_playbook": opened is None,
    }
    return tuple(gap for gap in GAPS if found[gap])


def _has_owner(order: OrderState, world: World) -> bool:
    if order.owner:
        everybody = (person for store in world.stores.values() for person in store.people)
        if any(person.slug == order.owner and person.active for person in everybody):
            return True
    return not order.owner and order.holder in world.stores
