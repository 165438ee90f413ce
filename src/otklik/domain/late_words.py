"""Late words: what is too old to be sent is told once, to each receiver, as it stands now (law 6, ADR 0029).

A notice older than the standard's `notices.stale` is recorded as late and not sent. Whoever it was for gets one newest
word: since when nothing went out, how many orders wait, how long the oldest has. It goes a moment later, so that all
that is late by then is in it, and never in hours in which he must not be disturbed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from otklik.domain.bundles import ABOUT, ALONE
from otklik.domain.catalogue import make
from otklik.domain.events import Event
from otklik.domain.notices import Notice, reachable_at
from otklik.domain.orders import OrderState
from otklik.domain.parties import find_person
from otklik.domain.stream_state import StreamState
from otklik.domain.world import ContactMethod, World

GATHERS_FOR = timedelta(minutes=1)
"""The word waits so long for the rest of what is late: a backlog is worked off in many batches."""


def deserves_word(notice: Notice) -> bool:
    """Whether a late notice is made good by one newest word: those to people and places about orders and talks."""
    return notice.ref is not None and notice.receiver not in ALONE and notice.stream.startswith(ABOUT)


def owner_of(receiver: str) -> str:
    """Stream of a person or a place by the name under which notices go to it."""
    return f"store/{receiver[6:]}" if receiver.startswith("store:") else f"person/{receiver}"


def decide_late_word(
    state: StreamState, world: World, now: datetime, *, receiver: str, since_at: datetime, method: str
) -> Sequence[Event]:
    """The fact that a receiver is told once of what came too late; nothing where such a word is on its way already.

    Parameters
    ----------
    state
        Of the receiver's own stream.
    receiver
        As notices name him.
    since_at
        When the oldest of the late notices was due.
    method
        By which they were to go: it is kept where it works.
    """
    told_at = getattr(state.subject, "late_word_at", None)
    chosen = _method(receiver, method, world)
    if state.subject is None or chosen is None or (told_at is not None and now < told_at):
        return []
    person, place = find_person(world, receiver), world.stores.get(receiver.removeprefix("store:"))
    return [
        make(
            "notices.late",
            occurred_at=now,
            since_at=since_at,
            send_at=reachable_at(receiver, now + GATHERS_FOR, world),
            channel=chosen.channel,
            method=chosen.id,
            locale=person.locale if person else place.locale if place else "ru",
        )
    ]


def _method(receiver: str, method: str, world: World) -> ContactMethod | None:
    """The method of the late notices where it works, else the first that does."""
    person, place = find_person(world, receiver), world.stores.get(receiver.removeprefix("store:"))
    methods = person.methods if person else place.methods if place else ()
    working = [one for one in methods if one.verified and one.healthy]
    return next((one for one in working if one.id == method), working[0] if working else None)


def still_waits(notice: Notice, state: StreamState, *, now: datetime) -> bool:
    """Whether what a late notice was about is still owed, and nobody has taken it."""
    owed = state.obligations.get(notice.ref) if notice.ref else None
    run = state.runs.get(notice.ref) if notice.ref else None
    if owed is None or run is None or not owed.is_owed or owed.state == "paused":
        return False
    return run.leased_until is None or run.leased_until <= now


def is_lost(state: StreamState) -> bool:
    """Whether an order was closed meanwhile without a live answer: nobody waits any more, and somebody must know."""
    order = state.subject
    return isinstance(order, OrderState) and not order.is_open and order.live_contact_at is None
