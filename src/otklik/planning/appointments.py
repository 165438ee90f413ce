"""The free times of those who can expect a buyer: slots of the store's wall clock within roster and opening hours.

Slots are half hours that begin on the half hour; one that somebody else has, or that touches another appointment of
the same person, is not offered. Pure: people, hours and what is taken come in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.domain.appointment_decisions import HORIZON_FOR, LEAD_FOR
from otklik.domain.appointments import SLOT_FOR
from otklik.domain.experts import Expert, is_at_work, is_open
from otklik.domain.world import Store
from otklik.domain.zones import parse_zone


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A free time: from and to (aware UTC), and who can expect the buyer then."""

    starts_at: datetime
    ends_at: datetime
    person: str


Taken = tuple[str, datetime, datetime]
"""Slug, from and to."""


def list_slots(
    store: Store,
    experts: Sequence[Expert],
    taken: Iterable[Taken],
    *,
    now: datetime,
    days: int = HORIZON_FOR.days,
) -> Iterator[Slot]:
    """The free times, earliest first; one for each time, of the person with the fewest appointments.

    Parameters
    ----------
    store
        Where the buyer comes.
    experts
        Those who can expect him.
    taken
        Appointments that stand.
    now
        Aware UTC.
    days
        How far ahead, at most the horizon of bookings.
    """
    busy = list(taken)
    load = {one.person.slug: sum(one.person.slug == who for who, _, _ in busy) for one in experts}
    last_at = now + min(timedelta(days=days), HORIZON_FOR)
    starts_at = _next_start(now + LEAD_FOR, store.calendar.zone)
    while starts_at <= last_at:
        ends_at = starts_at + SLOT_FOR
        if is_open(store, starts_at, ends_at):
            free = [one for one in experts if _is_free(one, starts_at, ends_at, busy)]
            for expert in sorted(free, key=lambda one: (load[one.person.slug], one.person.slug))[:1]:
                yield Slot(starts_at, ends_at, expert.person.slug)
            starts_at = ends_at
        else:
            starts_at = max(ends_at, _next_opening(store, ends_at, last_at))


def _next_start(at: datetime, zone: str) -> datetime:
    """The first half hour of the wall clock at or after an instant."""
    local = at.astimezone(parse_zone(zone))
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return at + (-into % SLOT_FOR)


def _next_opening(store: Store, at: datetime, last_at: datetime) -> datetime:
    """The first slot's start at or after the store's next opening."""
    if store.calendar.is_open(at):
        return at
    opening = store.calendar.next_opening(at)
    return min(_next_start(opening, store.calendar.zone), last_at + SLOT_FOR)


def _is_free(expert: Expert, starts_at: datetime, ends_at: datetime, busy: Iterable[Taken]) -> bool:
    slug = expert.person.slug
    clashes = any(who == slug and from_at < ends_at and starts_at < to_at for who, from_at, to_at in busy)
    return not clashes and is_at_work(expert, starts_at, ends_at)
