"""People: admit one to a store with his roles, or dismiss him."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import people


def admit(
    slug: str, *, actor: str, name: str, store: str, roles: Sequence[str], locale: str = "ru", now: datetime
) -> Done:
    """Let a person work for a store. See `people.decide_admit`."""
    decide = partial(
        people.decide_admit, actor=actor, name=name, store=store, roles=tuple(roles), locale=locale
    )
    return commit_one(Unit(now=now, commands=(Command(f"person/{slug}", decide),), stores=(store,)))


def dismiss(slug: str, *, actor: str, why: str = "", now: datetime) -> Done:
    """End a person's work here. See `people.decide_dismiss`."""
    decide = partial(people.decide_dismiss, actor=actor, why=why)
    return commit_one(Unit(now=now, commands=(Command(f"person/{slug}", decide),)))
