"""Shifts: join and leave today's shift of a store; on shift = joined (architecture §5)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import shifts
from otklik.store.directory import load_world


def _stream(store: str, now: datetime) -> str:
    """The shift of the store's own local day."""
    day = load_world([store], now=now).store(store).calendar.local_day(now)
    return f"shift/{store}/{day.isoformat()}"


def join(store: str, *, person: str, place: str = "unknown", actor: str, now: datetime) -> Done:
    """Join today's shift of a store. See `shifts.decide_join`."""
    decide = partial(shifts.decide_join, actor=actor, person=person, place=place)
    return commit_one(Unit(now=now, commands=(Command(_stream(store, now), decide),), stores=(store,)))


def leave(store: str, *, person: str, actor: str, now: datetime) -> Done:
    """Leave today's shift of a store. See `shifts.decide_leave`."""
    decide = partial(shifts.decide_leave, actor=actor, person=person)
    return commit_one(Unit(now=now, commands=(Command(_stream(store, now), decide),), stores=(store,)))
