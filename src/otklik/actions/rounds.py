"""Rounds: somebody on shift looks through inboxes, says that he is there, accepts the morning's plan (R11, R31).

Before each of them the store's day is followed up to now: a worker that is late changes no verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from otklik.actions import edges
from otklik.actions.commit import Command, Decide, Done, Unit, commit_one
from otklik.domain import rounds
from otklik.domain.edges import shift_day
from otklik.store.directory import load_world


def attest(
    store: str, *, person: str, inboxes: Sequence[str] = (), opened: bool = False, now: datetime
) -> Done:
    """Look through inboxes of a store. See `rounds.decide_attest`."""
    decide = partial(
        rounds.decide_attest, actor=f"person:{person}", person=person, inboxes=tuple(inboxes), opened=opened
    )
    return _do(store, decide, now)


def be_here(store: str, *, person: str, now: datetime) -> Done:
    """Say that one is there. See `rounds.decide_be_here`."""
    return _do(store, partial(rounds.decide_be_here, actor=f"person:{person}", person=person), now)


def accept_plan(store: str, *, person: str, now: datetime) -> Done:
    """Accept the morning's plan. See `rounds.decide_accept_plan`."""
    return _do(store, partial(rounds.decide_accept_plan, actor=f"person:{person}", person=person), now)


def _do(store: str, decide: Decide, now: datetime) -> Done:
    edges.record_due(now=now, stores=[store])
    stream = f"shift/{store}/{shift_day(load_world([store], now=now).store(store).calendar, now).isoformat()}"
    return commit_one(Unit(now=now, commands=(Command(stream, decide),), stores=(store,)))
