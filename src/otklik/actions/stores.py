"""Places: open one, change its hours, name, next store and parties, and how to reach it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from otklik.actions.commit import Claim, Command, Done, Unit, commit_one
from otklik.channels.registry import CHANNELS
from otklik.domain import contact_methods, stores
from otklik.domain.stores import Hours


def open_store(
    slug: str,
    *,
    actor: str,
    name: str,
    role: str = "store",
    partner: str,
    hours: Hours,
    phone: str = "",
    locale: str = "ru",
    trade: str = "",
    now: datetime,
) -> Done:
    """Open a place with its hours. See `stores.decide_open`."""
    decide = partial(
        stores.decide_open,
        actor=actor,
        name=name,
        role=role,
        partner=partner,
        hours=hours,
        phone=phone,
        locale=locale,
        trade=trade,
    )
    return commit_one(Unit(now=now, commands=(Command(f"store/{slug}", decide),)))


def change_hours(slug: str, *, actor: str, hours: Hours, now: datetime) -> Done:
    """Give a place other hours; open obligations keep theirs (law 1). See `stores.decide_hours`."""
    decide = partial(stores.decide_hours, actor=actor, hours=hours)
    return commit_one(Unit(now=now, commands=(Command(f"store/{slug}", decide),)))


def change_store(
    slug: str,
    *,
    actor: str,
    name: str | None = None,
    phone: str | None = None,
    next_store: str | None = None,
    parties: Mapping[str, str] | None = None,
    trade: str | None = None,
    inboxes: Sequence[str] | None = None,
    point: tuple[float, float] | None = None,
    now: datetime,
) -> Done:
    """Change what a place is called, its number, trade, next store, inboxes, point, or who plays which role for it."""
    decide = partial(
        stores.decide_change,
        actor=actor,
        name=name,
        phone=phone,
        next_store=next_store,
        parties=parties,
        trade=trade,
        inboxes=inboxes,
        point=point,
    )
    named = tuple(filter(None, (*(parties or {}).values(), next_store)))
    return commit_one(Unit(now=now, commands=(Command(f"store/{slug}", decide),), stores=named))


def add_method(
    owner: str,
    *,
    actor: str,
    method: str,
    channel: str,
    address: str,
    claims: Sequence[Claim] = (),
    now: datetime,
) -> Done:
    """Let a person or a place be reached by an address.

    Parameters
    ----------
    owner
        Stream of the owner, `person/<slug>` or `store/<slug>`.
    claims
        What must be nobody's yet, such as the proof that the address works.

    Raises
    ------
    DomainError
        As `contact_methods.decide_add`; `duplicate` (`DuplicateError`).
    """
    decide = partial(
        contact_methods.decide_add,
        actor=actor,
        method=method,
        channel=channel,
        address=address,
        channels=tuple(CHANNELS),
    )
    return commit_one(Unit(now=now, commands=(Command(owner, decide),), claims=tuple(claims)))


def remove_method(owner: str, *, actor: str, method: str, now: datetime) -> Done:
    """Stop using a contact method of a person or a place."""
    decide = partial(contact_methods.decide_remove, actor=actor, method=method)
    return commit_one(Unit(now=now, commands=(Command(owner, decide),)))
