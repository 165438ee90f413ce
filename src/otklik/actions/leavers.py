"""The orders of somebody who no longer works here: each goes to his successor, or back to the queue of its store."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Unit, commit
from otklik.domain.leavers import decide_pass_on
from otklik.store import queries


def pass_on(person: str, *, successor: str, actor: str, now: datetime) -> int:
    """Pass on every open order that a leaver owned; how many there were."""
    decide = partial(decide_pass_on, actor=actor, person=person, successor=successor)
    passed = 0
    while streams := queries.list_owned(person):
        commit([Unit(now=now, commands=(Command(stream, decide),)) for stream in streams])
        passed += len(streams)
        if streams == queries.list_owned(person):
            break  # refused, all of them: the watch over orders without an owner tells the administrator
    return passed
