"""People: admit one to a store with his roles, or dismiss him."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from otklik.actions import leavers, promises
from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.channels.registry import CHANNELS
from otklik.domain import contact_methods, people
from otklik.store import accounts


def admit(
    slug: str,
    *,
    actor: str,
    name: str,
    store: str,
    roles: Sequence[str],
    locale: str = "ru",
    mail: str = "",
    now: datetime,
) -> Done:
    """Let a person work for a store, reached by a mail address where one is given. See `people.decide_admit`.

    Raises
    ------
    DomainError
        As `people.decide_admit` and `contact_methods.decide_add`; then nobody was admitted.
    """
    decide = partial(
        people.decide_admit, actor=actor, name=name, store=store, roles=tuple(roles), locale=locale
    )
    decided = [decide]
    if mail:
        decided.append(
            partial(
                contact_methods.decide_add,
                actor=actor,
                method="mail",
                channel="email",
                address=mail,
                channels=tuple(CHANNELS),
            )
        )
    commands = tuple(Command(f"person/{slug}", one) for one in decided)
    return commit_one(Unit(now=now, commands=commands, stores=(store,)))


def change(
    slug: str,
    *,
    actor: str,
    name: str | None = None,
    store: str | None = None,
    roles: Sequence[str] | None = None,
    locale: str | None = None,
    now: datetime,
) -> Done:
    """Give a person another name, store, language or other roles. See `people.decide_change`."""
    decide = partial(people.decide_change, actor=actor, name=name, store=store, roles=roles, locale=locale)
    stores = (store,) if store else ()
    return commit_one(Unit(now=now, commands=(Command(f"person/{slug}", decide),), stores=stores))


def dismiss(slug: str, *, actor: str, why: str = "", successor: str = "", now: datetime) -> Done:
    """End a person's work here, close his log-in, and hand what he has promised, and his orders, to a successor.

    Parameters
    ----------
    successor
        Slug of who keeps his open promises; may be empty where he has none.

    Raises
    ------
    DomainError
        `unknown_person`; `successor_missing`: he has open promises and nobody is named; then nothing changed.

    Notes
    -----
    What is left to be handed when this is cut off, the worker hands on (`promises.hand_leavers`).
    """
    promises.check_successor(slug, successor)
    decide = partial(people.decide_dismiss, actor=actor, why=why, successor=successor)
    done = commit_one(Unit(now=now, commands=(Command(f"person/{slug}", decide),)))
    accounts.close_account(slug)
    promises.hand_on(slug, successor=successor, actor=actor, now=now)
    leavers.pass_on(slug, successor=successor, actor=actor, now=now)
    return done
