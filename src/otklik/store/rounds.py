"""What a store's day owes now, read for a screen: the round with its inboxes, rounds so far, presence, the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from otklik.domain import rounds
from otklik.domain.edges import shift_day
from otklik.domain.obligations import Obligation
from otklik.domain.parties import kind_of
from otklik.domain.rounds import Round
from otklik.domain.world import World
from otklik.store import directory, journal


@dataclass(frozen=True, slots=True)
class Beat:
    """One round of the day: by when it was due and how it ended; `open` for the one that is owed."""

    limit_at: datetime
    verdict: str


@dataclass(frozen=True, slots=True)
class StoreDay:
    """A store's day now.

    Parameters
    ----------
    round
        What is owed, or None while no round is.
    beats
        The day's rounds, oldest first.
    owes_presence, owes_plan
        Whether nobody has said that he is there, or accepted the morning's plan.
    """

    store: str
    zone: str
    round: Round | None
    beats: tuple[Beat, ...]
    owes_presence: bool
    owes_plan: bool


def load_day(store: str, *, now: datetime) -> StoreDay | None:
    """The day of a store now, or None if there is no such store."""
    found = directory.load_world([store], now=now).stores.get(store)
    if found is None:
        return None
    stream = f"shift/{store}/{shift_day(found.calendar, now).isoformat()}"
    state = journal.load_states([stream])[stream]
    frozen_under = {one.standard for one in state.obligations.values()}
    world = directory.load_world([store], frozen_under, now=now)
    owed = [one for one in state.obligations.values() if _met_by(one, world, "round.completed")]
    return StoreDay(
        store=store,
        zone=found.calendar.zone,
        round=rounds.round_of(state, world, now=now),
        beats=tuple(Beat(one.limit_at, _said(one)) for one in sorted(owed, key=lambda one: one.ref.n)),
        owes_presence=_is_owed(state.obligations.values(), world, "presence.attested"),
        owes_plan=_is_owed(state.obligations.values(), world, "plan.accepted"),
    )


def _met_by(one: Obligation, world: World, fact: str) -> bool:
    return any(pattern.on == fact for pattern in kind_of(one, world).met_by)


def _is_owed(found: Iterable[Obligation], world: World, fact: str) -> bool:
    return any(one.is_owed and _met_by(one, world, fact) for one in found)


def _said(one: Obligation) -> str:
    return one.rejudged or one.verdict or one.state
