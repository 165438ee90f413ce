"""What two taps say of a visit: the buyer is there, somebody attends to him; or he left with nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from otklik.domain.appointments import standing
from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event, Grade
from otklik.domain.order_decisions import require_order, source_of
from otklik.domain.readiness import PRESENT_FOR
from otklik.domain.stream_state import StreamState
from otklik.domain.visits import CAUSES, Visit, last_visit
from otklik.domain.world import World


def decide_came(state: StreamState, world: World, now: datetime, *, actor: str) -> Sequence[Event]:
    """The fact that the buyer is there; while he waits it is said once.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`.
    """
    order = require_order(state, "take")
    last = last_visit(order.visits)
    if last is not None and last.is_waiting and now < last.came_at + PRESENT_FOR:
        return []
    current = standing(order.appointments)
    return [
        _said(
            "buyer.came",
            now,
            actor,
            visit=str(len(order.visits) + 1),
            appointment=current.key if current else None,
            store=order.holder,
        )
    ]


def decide_served(
    state: StreamState, world: World, now: datetime, *, actor: str, person: str
) -> Sequence[Event]:
    """The facts that somebody attends to him, and that his appointment takes place.

    Parameters
    ----------
    person
        Slug of who does.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `not_here`: nobody has said that he came.
    """
    order = require_order(state, "take")
    last = _present(last_visit(order.visits))
    if last.served_at is not None:
        return []
    served = _said("buyer.served", now, actor, visit=last.key, person=person or None)
    current = standing(order.appointments)
    if current is None:
        return [served]
    return [served, _said("appointment.held", now, actor, appointment=current.key)]


def decide_left(
    state: StreamState, world: World, now: datetime, *, actor: str, cause: str
) -> Sequence[Event]:
    """The fact that he went away without what he came for.

    Parameters
    ----------
    cause
        One of `visits.CAUSES`.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `bad_cause`; `not_here`.
    """
    order = require_order(state, "take")
    if cause not in CAUSES:
        raise DomainError(
            "bad_cause", f"{cause!r} is no cause.", remedy=f"One of: {', '.join(CAUSES)}.", place="cause"
        )
    last = _present(last_visit(order.visits))
    return [_said("buyer.left", now, actor, visit=last.key, cause=cause)]


def _present(visit: Visit | None) -> Visit:
    if visit is None or visit.left_at is not None:
        raise DomainError(
            "not_here", "Nobody has said that the buyer is there.", remedy="Say first that he came."
        )
    return visit


def _said(kind: str, now: datetime, actor: str, **fields: Any) -> Event:
    grade: Grade = "confirmed" if actor == "buyer" else "claimed"
    return make(kind, occurred_at=now, actor=actor, source=source_of(actor), grade=grade, **fields)
