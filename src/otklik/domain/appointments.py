"""An appointment: a named person expects the buyer at a time (R27). The value and its fold, from an order's facts.

One concept for all visits: a try-on that was agreed in a call and a pickup at a slot of the roster differ by their
purpose. What may be booked is decided in `appointment_decisions.py`, which times are free in `planning`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from otklik.domain.events import Entry, instant_of

SLOT_FOR = timedelta(minutes=30)
"""How long one appointment takes, and the grid of the wall clock on which slots begin."""

CHECK_IN_FOR = timedelta(minutes=30)
"""So long before the time whoever is on shift counts as there for it."""

PICKUP, TRY_ON = "pickup", "try_on"

TOUCHING = frozenset({
    "appointment.booked", "appointment.moved", "appointment.cancelled", "appointment.held", "expert.checked_in",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Appointment:
    """One of an order's appointments.

    Parameters
    ----------
    key
        "1", "2", …: each new time has its own.
    starts_at, ends_at
        Aware UTC.
    person
        Slug of who expects him; empty where nobody was named.
    store
        Slug of the store where.
    purpose
        pickup or try_on.
    ended
        moved, cancelled or held; empty = it stands.
    cause
        Why it was moved or cancelled: buyer, staff, nobody_there; empty = not said.
    checked_in_at
        Since when the person is known to be there; None = not yet.
    """

    key: str
    starts_at: datetime
    ends_at: datetime
    person: str = ""
    store: str = ""
    purpose: str = PICKUP
    ended: str = ""
    cause: str = ""
    checked_in_at: datetime | None = None


Appointments = Mapping[str, Appointment]
"""By key, in order; at most the last one stands."""


class Order(Protocol):
    """What an appointment takes from its order."""

    @property
    def holder(self) -> str:
        """Slug of the store that answers now."""

    @property
    def appointments(self) -> Appointments:
        """Those so far."""


def standing(appointments: Appointments) -> Appointment | None:
    """The appointment that stands; None where there is none."""
    return next((one for one in reversed(list(appointments.values())) if not one.ended), None)


def appointments_after(order: Any, entry: Entry) -> Appointments:
    """The order's appointments after one of the facts that touch them."""
    known: dict[str, Appointment] = dict(order.appointments)
    kind, data = entry.event.kind, entry.event.data
    current = standing(known)
    if kind == "expert.checked_in":
        if current is not None and current.checked_in_at is None:
            known[current.key] = replace(current, checked_in_at=entry.event.occurred_at)
        return known
    if current is not None:
        ended = "moved" if kind in ("appointment.booked", "appointment.moved") else kind.rpartition(".")[2]
        known[current.key] = replace(current, ended=ended, cause=data.get("cause", ""))
    if kind in ("appointment.booked", "appointment.moved"):
        made = _made(order, data, current, str(len(known) + 1))
        known[made.key] = made
    return known


def _made(order: Order, data: Mapping[str, Any], last: Appointment | None, key: str) -> Appointment:
    """The appointment of a fact; facts of earlier versions say neither an end nor a purpose."""
    starts_at = instant_of(data["starts_at"])
    return Appointment(
        key=data.get("appointment") or key,
        starts_at=starts_at,
        ends_at=instant_of(data["ends_at"]) if data.get("ends_at") else starts_at + SLOT_FOR,
        person=data.get("person") or (last.person if last else ""),
        store=data.get("store") or (last.store if last else order.holder),
        purpose=data.get("purpose") or (last.purpose if last else TRY_ON),
    )
