"""The Monday letter as a fact: which week of which partner went out, with which digest, to whom; once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from otklik.domain.agreements import SIGNERS
from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.partners import require_partner
from otklik.domain.reports import Window
from otklik.domain.stream_state import StreamState
from otklik.domain.world import ContactMethod, Person, World
from otklik.domain.zones import parse_zone

CHANNEL = "email"
"""The only channel that carries a letter with its PDF."""

SENT_AT = time(9)
"""On Mondays, in the partner's zone."""


def list_readers(world: World, partner: str) -> list[tuple[Person, ContactMethod]]:
    """Managers and heads of a partner's stores whom mail reaches, by slug, each with his address's method."""
    people = [
        person
        for store in world.stores.values()
        if store.partner == partner
        for person in store.people
        if person.active and person.roles & SIGNERS
    ]
    found = [(person, method) for person in people if (method := _mail(person)) is not None]
    return sorted(found, key=lambda one: one[0].slug)


def _mail(person: Person) -> ContactMethod | None:
    good = (one for one in person.methods if one.channel == CHANNEL and one.verified and one.healthy)
    return next(good, None)


def decide_send_letter(
    state: StreamState, world: World, now: datetime, *, actor: str, week: str, digest: str
) -> Sequence[Event]:
    """The fact that the letter about a week goes to a partner's people; a second time says nothing new.

    Parameters
    ----------
    week
        ISO date of its Monday.
    digest
        SHA-256 of the letter as it is kept.

    Raises
    ------
    DomainError
        `unknown_partner`.

    Notes
    -----
    Where mail reaches nobody it is on record with no receivers: the letter's page is there all the same.
    """
    partner = require_partner(state)
    if week in partner.letters:
        return []
    return [
        make(
            "letter.sent",
            occurred_at=now,
            actor=actor,
            source="system" if actor == "system" else "person",
            period=week,
            digest=digest,
            receivers=len(list_readers(world, partner.slug)),
            name=partner.name,
        )
    ]


def week_of(monday: str, zone: str) -> Window:
    """The week that begins on that day.

    Raises
    ------
    DomainError
        `unknown_letter`: it is no Monday.
    """
    try:
        first_on = date.fromisoformat(monday)
    except ValueError:
        first_on = date.min + timedelta(days=1)
    if first_on.weekday() or first_on.isoformat() != monday:
        raise DomainError("unknown_letter", f"{monday!r} is no Monday.")
    return Window(first_on, first_on + timedelta(days=6), zone)


def due_week(zone: str, *, now: datetime) -> Window:
    """The week whose letter is the latest that is due: on Monday at nine it is the one that ended at midnight."""
    local = now.astimezone(parse_zone(zone))
    monday = local.date() - timedelta(days=local.weekday())
    if local < datetime.combine(monday, SENT_AT, local.tzinfo):
        monday -= timedelta(days=7)
    first_on = monday - timedelta(days=7)
    return Window(first_on, monday - timedelta(days=1), zone)
