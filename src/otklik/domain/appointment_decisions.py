"""What may be done to an appointment: booked, moved, cancelled, and whoever expects the buyer says that he is there.

Only within the person's roster and the store's hours, on the grid of slots; that nobody expects two buyers at once is
a claim in the same unit (`actions/appointments.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from otklik.domain.appointments import PICKUP, SLOT_FOR, Appointment, standing
from otklik.domain.catalogue import make
from otklik.domain.derived import wanted_of
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.experts import Expert, find_expert, is_at_work, is_open
from otklik.domain.order_decisions import require_order, source_of
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World
from otklik.domain.zones import parse_zone

LEAD_FOR = timedelta(minutes=30)
"""So long ahead an appointment is booked at least: whoever expects the buyer must hear of it and get ready."""

HORIZON_FOR = timedelta(days=14)
"""No appointment is booked further ahead: rosters beyond it are seldom written."""


def who_says(actor: str) -> str:
    """Whose wish it is: the buyer's own, or staff's (their systems included)."""
    return "buyer" if actor == "buyer" else "staff"


def decide_book(
    state: StreamState, world: World, now: datetime, *, actor: str, starts_at: datetime, person: str
) -> Sequence[Event]:
    """The fact that a named person expects the buyer at a time; the appointment that stands is moved there.

    Parameters
    ----------
    starts_at
        Aware; the beginning of a slot.
    person
        Slug of who expects him.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `unknown_person`: he can't expect this buyer; `bad_slot`: not on the grid,
        too soon or too far; `not_rostered`: he does not work then, or the store is closed.
    """
    order = require_order(state, "take")
    current = standing(order.appointments)
    if current and (current.starts_at, current.person, current.purpose) == (starts_at, person, PICKUP):
        return []
    expert = _expert(order, world, person)
    _check_slot(starts_at, world.store(order.holder).calendar.zone, now)
    ends_at = starts_at + SLOT_FOR
    if not is_at_work(expert, starts_at, ends_at) or not is_open(
        world.store(order.holder), starts_at, ends_at
    ):
        raise DomainError(
            "not_rostered",
            f"{expert.person.name} does not work then.",
            remedy="Choose one of the free times.",
            place="starts_at",
        )
    replaced: dict[str, Any] = {"previous": current.key, "cause": who_says(actor)} if current else {}
    return [
        make(
            "appointment.moved" if current else "appointment.booked",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            starts_at=starts_at,
            ends_at=ends_at,
            person=person,
            appointment=str(len(order.appointments) + 1),
            store=order.holder,
            purpose=PICKUP,
            **replaced,
        )
    ]


def _expert(order: OrderState, world: World, person: str) -> Expert:
    wanted = wanted_of(order, world)
    expert = find_expert(order, wanted.person if wanted else "", world, person)
    if expert is None:
        raise DomainError(
            "unknown_person",
            f"{person!r} can't expect the buyer of this order.",
            remedy="Choose one of the free times.",
            place="person",
        )
    return expert


def _check_slot(starts_at: datetime, zone: str, now: datetime) -> None:
    local = starts_at.astimezone(parse_zone(zone))
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    if into % SLOT_FOR or not LEAD_FOR <= starts_at - now <= HORIZON_FOR:
        raise DomainError(
            "bad_slot",
            "An appointment begins on the half hour, at least 30 min and at most 14 days ahead.",
            remedy="Choose one of the free times.",
            place="starts_at",
        )


def decide_cancel(state: StreamState, world: World, now: datetime, *, actor: str) -> Sequence[Event]:
    """The fact that the appointment is off.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `no_appointment`.
    """
    current = _standing(state)
    return [
        make(
            "appointment.cancelled",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            appointment=current.key,
            cause=who_says(actor),
            starts_at=current.starts_at,
            person=current.person or None,
        )
    ]


def decide_check_in(state: StreamState, world: World, now: datetime, *, actor: str) -> Sequence[Event]:
    """The fact that whoever expects the buyer is there, as somebody says; said twice, it is said once.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `no_appointment`.
    """
    current = _standing(state)
    if current.checked_in_at is not None:
        return []
    return [
        make(
            "expert.checked_in",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            person=current.person or None,
            appointment=current.key,
        )
    ]


def _standing(state: StreamState) -> Appointment:
    current = standing(require_order(state, "take").appointments)
    if current is None:
        raise DomainError("no_appointment", "No appointment stands.", remedy="Book one of the free times.")
    return current
