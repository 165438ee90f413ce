"""What may be marked on a depot's day: a courier sets out, is on his way, was at a door, is late, comes back.

Each mark is one fact of `run/<depot>/<date>`; what it says of the order goes into the order's own stream in the same
unit (`actions/deliveries.py`). A mark said twice is said once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import past_instant, source_of
from otklik.domain.runs import RunState, run_of
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

LATEST_S = 8 * 3600
"""Nobody is later than a shift is long: a larger number is a slip of the thumb."""

SAME_FOR = timedelta(seconds=20)
"""The same delay said again within this time is one tap."""


def decide_start(
    state: StreamState, world: World, now: datetime, *, actor: str, vehicle: str, courier: str
) -> Sequence[Event]:
    """The fact that a vehicle sets out; nothing where it is on the road already.

    Parameters
    ----------
    courier
        Slug of who drives it.
    """
    mark = _run(state).vehicles.get(vehicle)
    if mark is not None and mark.started_at is not None and mark.ended_at is None:
        return []
    return [
        make(
            "run.started",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            vehicle=vehicle,
            courier=courier or None,
        )
    ]


def decide_finish(
    state: StreamState, world: World, now: datetime, *, actor: str, vehicle: str, courier: str
) -> Sequence[Event]:
    """The fact that a vehicle is back; nothing where it never set out, or is back already."""
    mark = _run(state).vehicles.get(vehicle)
    if mark is None or mark.started_at is None or mark.ended_at is not None:
        return []
    return [
        make(
            "run.ended",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            vehicle=vehicle,
            courier=courier or None,
        )
    ]


def decide_approach(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    delivery: str,
    due_at: datetime | None,
    occurred_at: datetime | None = None,
) -> Sequence[Event]:
    """The fact that somebody is on his way to this door.

    Parameters
    ----------
    due_at
        When he means to be there; None = nobody knows.

    Raises
    ------
    DomainError
        `unknown_delivery`: it is in no route of the day; `from_the_future`.
    """
    run = _run(state)
    vehicle = vehicle_with(run, delivery)
    known = run.stops.get(delivery)
    if known is not None and not known.how and known.vehicle == vehicle:
        return []
    return [
        make(
            "stop.approached",
            occurred_at=past_instant(occurred_at, now),
            actor=actor,
            source=source_of(actor),
            delivery=delivery,
            vehicle=vehicle,
            due_at=due_at,
        )
    ]


def decide_visit(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    delivery: str,
    how: str,
    occurred_at: datetime | None = None,
) -> Sequence[Event]:
    """The fact that somebody was at this door.

    Parameters
    ----------
    how
        Of `deliveries.HOWS` or `deliveries.REASONS`.

    Raises
    ------
    DomainError
        As `decide_approach`.
    """
    run = _run(state)
    known = run.stops.get(delivery)
    if known is not None and known.how == how:
        return []
    return [
        make(
            "stop.visited",
            occurred_at=past_instant(occurred_at, now),
            actor=actor,
            source=source_of(actor),
            delivery=delivery,
            vehicle=vehicle_with(run, delivery),
            how=how,
        )
    ]


def decide_delay(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    vehicle: str,
    late_s: int,
    due_at: datetime | None = None,
    by: str = "",
) -> Sequence[Event]:
    """The fact that a vehicle is late by so many seconds against its plan.

    Parameters
    ----------
    late_s
        0 = it is in time again.
    due_at
        When it is at its next door then; None = nobody knows.
    by
        Slug of who says so; empty = the system saw it.

    Raises
    ------
    DomainError
        `bad_delay`: less than nothing, or more than a shift.
    """
    if not 0 <= late_s <= LATEST_S:
        raise DomainError(
            "bad_delay",
            "Nobody is late by so much.",
            remedy="Say it in minutes, up to 8 hours.",
            place="late",
        )
    mark = _run(state).vehicles.get(vehicle)
    if mark is not None and mark.late_s == late_s and mark.late_at and now - mark.late_at < SAME_FOR:
        return []
    return [
        make(
            "run.delayed",
            occurred_at=now,
            actor=actor,
            source="system" if actor == "system" else source_of(actor),
            vehicle=vehicle,
            late_s=late_s,
            due_at=due_at,
            by=by or None,
        )
    ]


def vehicle_with(run: RunState, delivery: str) -> str:
    """The vehicle that has a delivery in its route.

    Raises
    ------
    DomainError
        `unknown_delivery`: none has.
    """
    vehicle = run.vehicle_of(delivery)
    if not vehicle:
        raise DomainError(
            "unknown_delivery",
            f"No vehicle of this day drives to {delivery!r}.",
            remedy="Look at the day again: it may have been given to somebody else.",
            place="delivery",
        )
    return vehicle


def _run(state: StreamState) -> RunState:
    return run_of(state.subject, state.stream)
