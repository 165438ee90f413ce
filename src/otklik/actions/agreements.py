"""Agreements: send a published standard to a partner in plain words, and let a named person of it accept (R12)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions import standards
from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import agreements, partners
from otklik.store import listings


def send_standard(partner: str, *, name: str, actor: str, now: datetime) -> Done:
    """Send a published standard to a partner; what was sent before and nobody accepted is superseded.

    Parameters
    ----------
    name
        Name (its newest version), `name@number`, or hash.

    Raises
    ------
    DomainError
        `unknown_standard`, `unknown_partner`; `role_without_hours`; `bad_standard`: this version can't read it.

    Notes
    -----
    It is in force when somebody accepts it, or when an administrator adopts it meanwhile.
    """
    standard = standards.load(name)
    decide = partial(
        partners.decide_send, actor=actor, standard=standard, rendering=agreements.render(standard)
    )
    return commit_one(Unit(now=now, commands=(Command(f"partner/{partner}", decide),)))


def accept(partner: str, *, person: str, version: str, rendering: str, now: datetime) -> Done:
    """Let a person accept for his partner the text that he read. See `partners.decide_agree`.

    Parameters
    ----------
    version
        `name@number`, as it was sent.
    rendering
        SHA-256 of the text that he read.
    """
    home = next((one.store for one in listings.list_people() if one.slug == person), "")
    decide = partial(partners.decide_agree, person=person, version=version, rendering=rendering)
    unit = Unit(now=now, commands=(Command(f"partner/{partner}", decide),), stores=(home,) if home else ())
    return commit_one(unit)
