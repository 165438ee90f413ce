"""Standards: publish a text under its name, and put a published one in force for a partner (R12)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions import partners
from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import published_standards
from otklik.domain.standards import Standard
from otklik.domain.standards.loading import extended_name, parse_standard
from otklik.domain.standards.vocabulary import SHIPPED
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
        `unknown_standard`, `unknown_partner`.
    """
    row = listings.load_standard(name)
    return partners.accept_standard(partner, actor=actor, digest=row.digest, version=str(row.number), now=now)
