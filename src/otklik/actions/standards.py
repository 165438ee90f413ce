"""Standards: publish a text under its name, and put a published one in force for a partner (R12)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions import partners
from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import published_standards
from otklik.domain.errors import DomainError
from otklik.domain.standards import Standard
from otklik.domain.standards.hours import roles_needing_hours
from otklik.domain.standards.loading import extended_name, parse_standard
from otklik.domain.standards.vocabulary import SHIPPED
from otklik.domain.stores import ROLES
from otklik.store import listings


def read(text: str) -> Standard:
    """The standard that a text means in this version, with what it extends taken from the published ones.

    Parameters
    ----------
    text
        TOML.

    Raises
    ------
    DomainError
        `bad_standard` (all mistakes in `mistakes`), `unknown_standard`: it extends one that nobody published.
    """
    name = extended_name(text)
    if name is None:
        return parse_standard(text, capabilities=SHIPPED)
    base = parse_standard(listings.load_standard(name).text, capabilities=SHIPPED)
    return parse_standard(text, capabilities=SHIPPED, base=base)


def publish(text: str, *, actor: str, now: datetime) -> Standard:
    """Publish a standard under its name; the same text again changes nothing.

    Raises
    ------
    DomainError
        As `read`; `version_exists`.
    """
    standard = read(text)
    decide = partial(published_standards.decide_publish, actor=actor, standard=standard)
    commit_one(Unit(now=now, commands=(Command(f"standard/{standard.name}", decide),)))
    return standard


def adopt(partner: str, *, name: str, actor: str, now: datetime) -> Done:
    """Put a published standard in force for a partner's new facts; open obligations keep theirs (law 1).

    Parameters
    ----------
    name
        Name (its newest version), `name@number`, or hash.

    Raises
    ------
    DomainError
        `unknown_partner`; as `load`.
    """
    found = load(name)
    return partners.accept_standard(
        partner, actor=actor, digest=found.hash, version=str(found.version), now=now
    )


def load(name: str) -> Standard:
    """A published standard that can be put in force here.

    Parameters
    ----------
    name
        Name (its newest version), `name@number`, or hash.

    Raises
    ------
    DomainError
        `unknown_standard`; `role_without_hours`: it runs on the hours of a role that no place with hours plays.
    """
    standard = parse_standard(listings.load_standard(name).text, capabilities=SHIPPED)
    _require_hours(standard)
    return standard


def _require_hours(standard: Standard) -> None:
    """Return if every role on whose clock the standard runs is played by a place with hours.

    The role of a step of a process may be played by nobody yet, but not by a place without hours.
    """
    places = listings.list_places()
    played = {place.role for place in places if place.hours is not None}
    hourless = {place.role for place in places} - played
    # People keep their store's hours. Shops and the office come with theirs, after the first standard.
    parties = set(ROLES) - {"store", "marketplace"}
    every = (standard, *standard.trades.values())
    always = frozenset().union(*(roles_needing_hours(one, steps=False) for one in every)) & parties
    missing = sorted((always - played) | (frozenset().union(*map(roles_needing_hours, every)) & hourless))
    if missing:
        raise DomainError(
            "role_without_hours",
            f"No place with opening hours is a {missing[0]}, and the standard runs on its clock.",
            remedy=f"Open one: `otklik store create SLUG --role {missing[0]} --hours ...`.",
            place=standard.name,
        )
