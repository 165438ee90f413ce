"""The demo's marketplace: partners, places, people and how they are reached, made through the same actions.

What happens there stands in `life.py` (the days before now) and `arrivals.py` (what goes on while it is served).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from otklik.actions import agreements, partners, people, rosters, stores
from otklik.actions.commit import Command, Unit, commit_one
from otklik.domain import devices
from otklik.domain.errors import DomainError
from otklik.domain.people import ROLES
from otklik.simulation import fleets
from otklik.simulation.cast import AGREED, MEMBERS, PARTNERS, PLACES, POINTS, ROSTERS, Member
from otklik.simulation.deeds import till_of
from otklik.store.devices import list_devices

ACTOR = "person:admin"
"""Who set the demo up, as its journal says."""

STANDARD = "default"

KEY_OF_NOBODY = "0" * 64
"""Hash of a tablet's key that no tablet has."""


def build(*, now: datetime) -> None:
    """Make the demo's partners, places, people and contact methods; what is there already stays.

    Parameters
    ----------
    now
        Aware UTC.
    """
    for slug, name in PARTNERS.items():
        _once(partial(partners.join, slug, actor=ACTOR, name=name, now=now))
    for place in PLACES:
        _once(
            partial(
                stores.open_store,
                place.slug,
                actor=ACTOR,
                name=place.name,
                role=place.role,
                partner=place.partner,
                hours=place.hours,
                phone=place.phone,
                trade=place.trade,
                now=now,
            )
        )
    for place in PLACES:
        if place.next_store:
            stores.change_store(place.slug, actor=ACTOR, next_store=place.next_store, now=now)
        if place.slug in POINTS:
            stores.change_store(place.slug, actor=ACTOR, point=POINTS[place.slug], now=now)
        if place.inboxes:
            stores.change_store(place.slug, actor=ACTOR, inboxes=place.inboxes, now=now)
        if place.till and not list_devices(place.slug):
            _hang_up_till(place.slug, now)
        if place.mail:
            _once(partial(_mail, f"store/{place.slug}", place.slug, now))
    for member in MEMBERS:
        _once(partial(_admit, member, now))
    for store, roster in ROSTERS.items():
        rosters.change(store, roster=roster, actor=ACTOR, now=now)
    fleets.found(actor=ACTOR, now=now)
    for partner, person in AGREED.items():
        _agree(partner, person, now)


def connect_phones(*, now: datetime) -> None:
    """Let messages to those who have them go to Telegram and by SMS from now on.

    Parameters
    ----------
    now
        Aware UTC; late in the demo's life, because nobody there answers the weekly probe of a phone (ADR 0030).
    """
    for member in MEMBERS:
        for channel, address in (("sms", member.sms), ("telegram", member.telegram)):
            if address:
                stores.add_method(
                    f"person/{member.slug}",
                    actor=ACTOR,
                    method=channel,
                    channel=channel,
                    address=address,
                    now=now,
                )


def _agree(partner: str, person: str, now: datetime) -> None:
    """Send the standard to a partner and let a person of it accept what he read; once."""
    sent = agreements.send_standard(partner, name=STANDARD, actor=ACTOR, now=now)
    for entry in sent.entries:
        if entry.event.kind == "standard.sent":
            data = entry.event.data
            agreements.accept(
                partner, person=person, version=data["version"], rendering=data["rendering"], now=now
            )


def _hang_up_till(store: str, now: datetime) -> None:
    """A tablet that nobody has in his hands: whoever simulates says who scanned it."""
    decide = partial(
        devices.decide_prove, actor=ACTOR, device=till_of(store), name="Касса", key_hash=KEY_OF_NOBODY
    )
    commit_one(Unit(now=now, commands=(Command(f"store/{store}", decide),)))


def _once(act: Callable[[], object]) -> None:
    """Do what may have been done by an earlier setup."""
    try:
        act()
    except DomainError as error:
        if not error.code.endswith("_exists"):
            raise


def _admit(member: Member, now: datetime) -> None:
    roles = tuple(role for role in member.roles if role in ROLES)
    if not roles:
        return
    people.admit(
        member.slug,
        actor=ACTOR,
        name=member.name,
        store=member.store,
        roles=roles,
        locale="ru",
        now=now,
    )
    _mail(f"person/{member.slug}", member.slug, now)


def _mail(owner: str, slug: str, now: datetime) -> None:
    stores.add_method(
        owner, actor=ACTOR, method="mail", channel="email", address=f"{slug}@otklik.test", now=now
    )
