"""The Monday letter to a partner: made once of a week that is over, kept for ever, sent once by the outbox."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from functools import partial

from otklik.actions import reports
from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.analytics.audit import audit
from otklik.analytics.findings import write_findings
from otklik.analytics.partner_letters import PartnerLetter, Week, write_partner_letter
from otklik.analytics.reports import currency_of
from otklik.analytics.standard_norms import norms_of
from otklik.analytics.stored_findings import made_from
from otklik.domain import partner_letters as domain
from otklik.domain.errors import DomainError
from otklik.domain.partner_letters import due_week, week_of
from otklik.domain.reports import Scope, Window, check_window
from otklik.domain.stores import Hours
from otklik.store import directory, followers, listings, past_orders
from otklik.store import partner_letters as store
from otklik.store.partner_letters import LetterRow
from otklik.store.reports import ReportRow

BACK = timedelta(days=28)
"""An order that was placed so long before the week may still be saved or lost in it."""


def zone_of(partner: str) -> str:
    """IANA zone of a partner: that of its first store; empty where it has none."""
    return _hours(partner)[1]


def _hours(partner: str) -> tuple[tuple[str, ...], str]:
    """Stores of a partner by slug, and the zone of the first."""
    places = [one for one in listings.list_places() if one.partner == partner and one.role == "store"]
    zone = (places[0].hours or Hours("24/7", "UTC")).zone if places else ""
    return tuple(one.slug for one in places), zone


def prepare(partner: str, monday: str, *, now: datetime) -> LetterRow:
    """The letter of a week as it would be made now, or as it was made; nothing is kept.

    Parameters
    ----------
    monday
        ISO date.

    Raises
    ------
    DomainError
        `unknown_partner`; `unknown_letter`: no Monday, or no stores; `window_open`: the week is not over;
        `no_standard`.
    """
    kept = store.find(partner, monday)
    if kept is not None:
        return kept
    row = next((one for one in listings.list_partners() if one.slug == partner), None)
    if row is None:
        raise DomainError("unknown_partner", f"There is no partner {partner!r}.")
    stores, zone = _hours(partner)
    if not stores:
        raise DomainError("unknown_letter", f"{partner} has no store to write of.")
    window = check_window(week_of(monday, zone), now=now)
    position, standard = followers.settle_head(), _standard(stores[0], now=now)
    letter = _write(partner, row.name, stores, window, position, standard)
    body = write_findings({"letter": letter})
    return LetterRow(
        partner=partner,
        week=monday,
        position=position,
        standard=standard,
        made_at=now.replace(microsecond=0),
        body=body,
        digest=hashlib.sha256(body.encode()).hexdigest(),
        quiet=letter.is_quiet,
    )


def _standard(place: str, *, now: datetime) -> str:
    found = directory.load_world([place], now=now).stores[place].standard
    if not found:
        raise DomainError("no_standard", "No standard is in force.")
    return found


def _write(
    partner: str, name: str, stores: tuple[str, ...], window: Window, position: int, standard: str
) -> PartnerLetter:
    asked = ReportRow(
        window=window,
        scope=Scope("partner", partner),
        stores=stores,
        standard=standard,
        position=position,
        made_at=window.to_at,  # what had not happened by the end of the week is not known
        made_by="",
        digest="",
    )
    told = reports.tell(asked)
    answers = audit(told.frame, told.norms).answers if told.orders else None
    past = past_orders.load_past(
        from_at=window.from_at - BACK, to_at=window.to_at, stores=stores, position=position
    )
    norms = norms_of(directory.load_standards([standard])[standard])
    world = directory.load_world(stores, now=window.to_at)
    week = Week(
        partner=partner,
        name=name,
        monday=window.first_on.isoformat(),
        zone=window.zone,
        from_s=int(window.from_at.timestamp()),
        to_s=int(window.to_at.timestamp()),
        currency=currency_of(past.orders),
        premature_s=norms.premature_s,
        orders=len(told.orders),
        owed=answers.in_limit.whole if answers else 0,
        in_limit=answers.in_limit.part if answers else 0,
        few=norms.few,
        agreed=all(world.stores[one].agreed == world.stores[one].standard for one in stores),
    )
    return write_partner_letter(past.orders, week)


def letter_in(row: LetterRow) -> PartnerLetter:
    """What a letter says."""
    return made_from(PartnerLetter, json.loads(row.body)["letter"])


def send(partner: str, monday: str, *, actor: str, now: datetime) -> Done | None:
    """Send the letter of a week to a partner's people, once; None where it has nothing to tell.

    Parameters
    ----------
    actor
        `system` on Mondays, else `person:<slug>`.

    Raises
    ------
    DomainError
        As `prepare`.

    Notes
    -----
    It is kept before it is sent: whatever stops the process between the two, the same letter goes out later.
    """
    row = store.keep(prepare(partner, monday, now=now))
    if row.quiet:
        return None
    decide = partial(domain.decide_send_letter, actor=actor, week=monday, digest=row.digest)
    return commit_one(Unit(now=now, commands=(Command(f"partner/{partner}", decide),)))


def list_due(*, now: datetime) -> list[tuple[str, str]]:
    """Partners whose Monday letter is due, each with the Monday of its week."""
    found = []
    for partner, last in sorted(store.list_unsent().items()):
        zone = zone_of(partner)
        monday = due_week(zone, now=now).first_on.isoformat() if zone else ""
        if monday > last:
            found.append((partner, monday))
    return found
