"""Who expects which buyer when, read across orders: what is taken, how often a time was booked, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from otklik.domain.appointments import PICKUP
from otklik.domain.orders import OrderState
from otklik.store import models

AT_ONCE = 200
"""Appointments that one look of the worker reads."""


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """One appointment that stands."""

    stream: str
    key: str
    person: str
    store: str
    starts_at: datetime
    ends_at: datetime


def rows_of(stream: str, order: OrderState) -> Iterator[tuple[type[models.Appointment], dict[str, Any]]]:
    """The rows of an order's appointments, for the projections."""
    same = ("key", "person", "store", "purpose", "starts_at", "ends_at", "ended")
    for one in order.appointments.values():
        yield models.Appointment, {"stream": stream, **{name: getattr(one, name) for name in same}}


def list_taken(people: Sequence[str], from_at: datetime, to_at: datetime) -> list[AppointmentRow]:
    """Appointments that stand, of some people, touching a span; earliest first."""
    found = models.Appointment.objects.filter(
        person__in=sorted(people), ended="", starts_at__lt=to_at, ends_at__gt=from_at
    )
    return [_row(one) for one in found.order_by("starts_at", "stream")]


def count_times(person: str, starts_at: datetime) -> int:
    """How often a person's time was booked so far, what was moved or cancelled since included."""
    return models.Appointment.objects.filter(person=person, starts_at=starts_at).count()


def list_soon(person: str, from_at: datetime, to_at: datetime) -> list[str]:
    """Streams whose buyer a person expects in a span."""
    found = models.Appointment.objects.filter(
        person=person, ended="", purpose=PICKUP, starts_at__lte=to_at, ends_at__gt=from_at
    )
    return sorted(set(found.values_list("stream", flat=True)))


def list_coming(now: datetime, after: tuple[datetime, str] | None = None) -> list[AppointmentRow]:
    """The next `AT_ONCE` pickups that stand and are still ahead, in the order of their time.

    Parameters
    ----------
    after
        Time and stream of the last that was looked at; None = from now on.
    """
    found = models.Appointment.objects.filter(ended="", purpose=PICKUP, starts_at__gt=now)
    if after is not None:
        found = found.filter(starts_at__gte=after[0]).exclude(starts_at=after[0], stream__lte=after[1])
    return [_row(one) for one in found.order_by("starts_at", "stream")[:AT_ONCE]]


def _row(one: models.Appointment) -> AppointmentRow:
    return AppointmentRow(one.stream, one.key, one.person, one.store, one.starts_at, one.ends_at)
