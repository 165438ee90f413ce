"""What concerns promises of many orders: a leaver's go to his successor, and the links of calendar feeds.

Making, moving and keeping one promise is an act on its order (`orders.py`).
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Unit, commit
from otklik.domain.errors import DomainError
from otklik.domain.people import PersonState
from otklik.domain.promises import decide_hand_promises
from otklik.store import journal, listings, promises

ORDERS_AT_ONCE = 100
"""Orders handed on in one transaction."""

LONGEST_CHAIN = 20
"""So many successors who left themselves are followed; after that the place keeps what was promised."""

TOKEN_BYTES = 24
"""Of a feed's link: 192 random bits."""


def check_successor(person: str, successor: str) -> None:
    """Return if a person may be dismissed with this successor.

    Raises
    ------
    DomainError
        `successor_missing`: he has open promises, and nobody or he himself is named; `unknown_person`.
    """
    if successor:
        listings.require_person(successor)
    if promises.count_open_of(person) and successor in ("", person):
        raise DomainError(
            "successor_missing",
            f"{person} has promised buyers something that is not done yet.",
            remedy="Name who keeps it.",
            place="successor",
        )


def hand_on(person: str, *, successor: str, actor: str, now: datetime) -> int:
    """Hand every open promise of somebody to his successor, each on its order's record; how many orders had one.

    Notes
    -----
    Asked again it does what is left, and nothing twice: a promise that was handed no longer names him.
    """
    if not successor:
        return 0
    decide = partial(decide_hand_promises, actor=actor, person=person, successor=successor)
    handed = 0
    while streams := sorted({one.stream for one in promises.list_open_of(person, limit=ORDERS_AT_ONCE)}):
        commit([Unit(now=now, commands=(Command(stream, decide),)) for stream in streams])
        handed += len(streams)
        if streams == sorted({one.stream for one in promises.list_open_of(person, limit=ORDERS_AT_ONCE)}):
            break  # refused, all of them: the worker comes back to it
    return handed


def hand_leavers(*, now: datetime) -> int:
    """Hand on what leavers still owe, as after a dismissal that was cut off; how many orders had something."""
    handed = 0
    for person in promises.list_leavers():
        successor = _successor_of(person)
        if successor:
            handed += hand_on(person, successor=successor, actor="system", now=now)
    return handed


def _successor_of(person: str) -> str:
    """Who works here and was named for him, or for whoever was; empty = nobody."""
    for _ in range(LONGEST_CHAIN):
        stream = f"person/{person}"
        leaver = journal.load_states([stream])[stream].subject
        if not isinstance(leaver, PersonState):
            return ""
        if leaver.active:
            return person
        person = leaver.successor
        if not person:
            return ""
    return ""


def make_feed(person: str, *, now: datetime) -> str:
    """A new link for a person's calendar, shown once: its token; the one before is void."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    promises.keep_feed(person, hash_of(token), now=now)
    return token


def revoke_feed(person: str) -> None:
    """Void the link of a person's calendar."""
    promises.drop_feed(person)


def hash_of(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()
