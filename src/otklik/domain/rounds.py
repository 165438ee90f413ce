"""Rounds: somebody on shift looks through every inbox from which orders come (R11).

A round is an obligation like any other; what meets it, `round.completed`, is derived here in the unit of the look that
was the last one missing. A look counts for a round while it is younger than the round's own period, and never for two:
whoever looked before the last round was made has to look again. It must not know when a store opens (`edges.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.inboxes import checked_inboxes, inboxes_of
from otklik.domain.obligations import Obligation
from otklik.domain.parties import kind_of
from otklik.domain.stream_state import StreamState
from otklik.domain.watches import watch_of
from otklik.domain.world import World

EARLIEST = 3
"""Opening the desk counts from the third part of a round on: a page that is read anew makes no entry each time."""

COMPLETED = "round.completed"


@dataclass(frozen=True, slots=True)
class Round:
    """The round that is owed now.

    Parameters
    ----------
    opened_at, limit_at
        Of the newest.
    since
        Looks from here on count.
    missed_at
        The limit of the oldest that was missed and is still owed, or None.
    looked, missing
        Inboxes that were looked through since, and those that were not, in the order of `INBOXES`.
    """

    opened_at: datetime
    limit_at: datetime
    since: datetime
    missed_at: datetime | None
    looked: tuple[str, ...]
    missing: tuple[str, ...]


def round_of(state: StreamState, world: World, *, now: datetime) -> Round | None:
    """The round that is owed on a shift now, or None while none is.

    Parameters
    ----------
    state
        Of a `shift/<store>/<date>` stream.
    now
        Aware UTC.
    """
    owed = [one for one in state.obligations.values() if one.is_owed and _is_round(one, world)]
    if not owed:
        return None
    newest, oldest = max(owed, key=lambda one: one.ref.n), min(owed, key=lambda one: one.ref.n)
    every = kind_of(newest, world).every
    since = max(oldest.opened_at, now - timedelta(seconds=every.seconds if every else 0))
    looks = watch_of(state).looks
    inboxes = inboxes_of(world.store(state.stream.split("/")[1]))
    looked = tuple(inbox for inbox in inboxes if inbox in looks and looks[inbox] >= since)
    return Round(
        opened_at=newest.opened_at,
        limit_at=newest.limit_at,
        since=since,
        missed_at=oldest.limit_at if oldest.state == "breached" else None,
        looked=looked,
        missing=tuple(inbox for inbox in inboxes if inbox not in looked),
    )


def _is_round(one: Obligation, world: World) -> bool:
    return any(pattern.on == COMPLETED for pattern in kind_of(one, world).met_by)


def require_on_shift(world: World, store: str, person: str) -> None:
    """Return if the person is on the shift of the store.

    Raises
    ------
    DomainError
        `unknown_store`, `not_on_shift`.
    """
    if person not in world.store(store).on_shift:
        raise DomainError(
            "not_on_shift",
            f"{person!r} is not on the shift of {store}.",
            remedy="Join the shift first.",
        )


def decide_attest(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    person: str,
    inboxes: Sequence[str],
    opened: bool = False,
) -> Sequence[Event]:
    """The facts that somebody looked through inboxes, and that with these the round is made.

    Parameters
    ----------
    inboxes
        Of the store; empty = all that are missing. What was looked through already says nothing new.
    opened
        Whether the system saw the inbox's list being opened; otherwise it is what the person says.

    Raises
    ------
    DomainError
        `unknown_store`, `not_on_shift`, `unknown_inbox`.
    """
    _, store, _ = state.stream.split("/")
    require_on_shift(world, store, person)
    if inboxes:
        checked_inboxes(inboxes)
    owed = round_of(state, world, now=now)
    if owed is None:
        return []
    if (
        opened
        and owed.missed_at is None
        and now < owed.opened_at + (owed.limit_at - owed.opened_at) / EARLIEST
    ):
        return []
    found = [inbox for inbox in owed.missing if not inboxes or inbox in inboxes]
    facts = [
        make(
            "round.attested",
            occurred_at=now,
            actor=actor,
            source="person",
            grade="recorded" if opened else "claimed",
            inbox=inbox,
            person=person,
        )
        for inbox in found
    ]
    if facts and len(found) == len(owed.missing):
        facts.append(make(COMPLETED, occurred_at=now, actor=actor, grade=facts[0].grade))
    return facts


def decide_be_here(
    state: StreamState, world: World, now: datetime, *, actor: str, person: str
) -> Sequence[Event]:
    """The fact that somebody on shift is there.

    Raises
    ------
    DomainError
        `unknown_store`, `not_on_shift`.
    """
    require_on_shift(world, state.stream.split("/")[1], person)
    return [
        make(
            "presence.attested", occurred_at=now, actor=actor, source="person", grade="claimed", person=person
        )
    ]


def decide_accept_plan(
    state: StreamState, world: World, now: datetime, *, actor: str, person: str
) -> Sequence[Event]:
    """The fact that somebody on shift has accepted the morning's plan; accepting twice says nothing new.

    Raises
    ------
    DomainError
        `unknown_store`, `not_on_shift`.
    """
    require_on_shift(world, state.stream.split("/")[1], person)
    owed = [one for one in state.obligations.values() if one.is_owed]
    if not any(pattern.on == "plan.accepted" for one in owed for pattern in kind_of(one, world).met_by):
        return []
    return [
        make("plan.accepted", occurred_at=now, actor=actor, source="person", grade="claimed", person=person)
    ]
