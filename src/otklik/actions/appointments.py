"""Appointments: the free times of an order, and booking, moving, cancelling and holding one (R27).

That nobody expects two buyers at one time is a claim of the time in the same unit: its key counts how often the time
was booked before, so that a time that was given back can be taken again, and by one alone.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import islice

from otklik.actions.clock import run_clock
from otklik.actions.commit import Claim, Command, Done, DuplicateError, Unit, commit_one
from otklik.domain import appointment_decisions
from otklik.domain.appointment_decisions import HORIZON_FOR
from otklik.domain.appointments import CHECK_IN_FOR, SLOT_FOR
from otklik.domain.derived import wanted_of
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_text
from otklik.domain.experts import Expert, is_at_work, is_open, list_experts
from otklik.domain.orders import OrderState
from otklik.domain.parties import find_person
from otklik.domain.streams import stores_of
from otklik.domain.world import World
from otklik.planning.appointments import Slot, list_slots
from otklik.store import appointments, directory, journal
from otklik.store.appointments import AppointmentRow

SLOT = "slot"
"""Kind of claim: a person's time."""

OFFERED = 60
"""Free times that a page offers."""


def free_slots(order: str, *, now: datetime, most: int = OFFERED) -> list[Slot]:
    """The free times of those who can expect the buyer of an order, earliest first; none for a closed order.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    now
        Aware UTC.
    """
    state = journal.load_states([order])[order]
    subject = state.subject
    if not isinstance(subject, OrderState) or not subject.is_open:
        return []
    world = directory.load_world(stores_of(state), now=now)
    wanted = wanted_of(subject, world)
    experts = list_experts(subject, wanted.person if wanted else "", world)
    taken = appointments.list_taken([one.person.slug for one in experts], now, now + HORIZON_FOR)
    busy = [(one.person, one.starts_at, one.ends_at) for one in taken]
    return list(islice(list_slots(world.store(subject.holder), experts, busy, now=now), most))


def book(order: str, *, actor: str, starts_at: datetime, person: str, now: datetime) -> Done:
    """Book a time, or move the appointment there. See `appointment_decisions.decide_book`.

    Raises
    ------
    DomainError
        As there; `slot_taken`: that person expects another buyer then.
    """
    decide = partial(appointment_decisions.decide_book, actor=actor, starts_at=starts_at, person=person)
    # Counted before it is looked at: who books in between is seen as the taker of the time, or takes this very claim.
    number = appointments.count_times(person, starts_at)
    taken = appointments.list_taken([person], starts_at, starts_at + SLOT_FOR)
    others = [one for one in taken if one.stream != order]
    if others:
        raise _taken(person)
    if any(one.starts_at == starts_at for one in taken):
        return commit_one(Unit(now=now, commands=(Command(order, decide),)))
    claim = Claim(SLOT, f"{person} {instant_text(starts_at)} {number}", order)
    try:
        return commit_one(Unit(now=now, commands=(Command(order, decide),), claims=(claim,)))
    except DuplicateError as error:
        raise _taken(person) from error


def _taken(person: str) -> DomainError:
    return DomainError(
        "slot_taken",
        f"{person} expects another buyer then.",
        remedy="Choose one of the free times.",
        place="starts_at",
    )


def cancel(order: str, *, actor: str, now: datetime) -> Done:
    """Take the appointment back. See `appointment_decisions.decide_cancel`."""
    decide = partial(appointment_decisions.decide_cancel, actor=actor)
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))


def check_in(order: str, *, actor: str, now: datetime) -> Done:
    """Say that whoever expects the buyer is there. See `appointment_decisions.decide_check_in`."""
    decide = partial(appointment_decisions.decide_check_in, actor=actor)
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))


def see_joined(person: str, *, now: datetime) -> int:
    """Let the appointments of somebody who has just joined see that he is there; how many there are."""
    streams = appointments.list_soon(person, now, now + CHECK_IN_FOR)
    run_clock(streams, now=now)
    return len(streams)


def follow_rosters(
    *, now: datetime, after: tuple[datetime, str] | None = None
) -> tuple[datetime, str] | None:
    """Let orders follow a changed roster: whoever expects a buyer no more is found, and the order's clock says so.

    Parameters
    ----------
    after
        Where the last look ended; None = from the earliest.

    Returns
    -------
    tuple of datetime and str, optional
        Where the next look goes on; None = all were looked at.

    Notes
    -----
    A look reads a bounded number of appointments and changes only what can't be held: looking twice does nothing more.
    """
    rows = appointments.list_coming(now, after)
    if not rows:
        return None
    world = directory.load_world({one.store for one in rows}, now=now)
    run_clock(sorted({one.stream for one in rows if not _stands(one, world)}), now=now)
    last = rows[-1]
    return (last.starts_at, last.stream) if len(rows) == appointments.AT_ONCE else None


def _stands(row: AppointmentRow, world: World) -> bool:
    """Whether the person is still to be there; the order's own clock decides, this only finds whom to ask."""
    person, store = find_person(world, row.person), world.stores.get(row.store)
    place = world.stores.get(person.store) if person else None
    if person is None or store is None or place is None:
        return False
    return is_open(store, row.starts_at, row.ends_at) and is_at_work(
        Expert(person, place), row.starts_at, row.ends_at
    )
