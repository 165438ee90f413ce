"""Addresses as screens show them: masked, with whether letters were seen to arrive; and the trial of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from otklik.actions import letter_trials
from otklik.domain.errors import DomainError
from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale
from otklik.domain.zones import parse_zone
from otklik.store import clock, directory, listings
from otklik.web.people_words import PERSON
from otklik.web.screens import locale_of
from otklik.web.setup import typed

CHECK = "otklik doctor"


@dataclass(frozen=True, slots=True)
class MethodLine:
    """One address, masked."""

    method: str
    channel: str
    address: str
    proof: str
    is_proved: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """A letter on its way: which address it went to, and that its code is awaited."""

    method: str
    sent: bool


def mask_address(address: str) -> str:
    """An address that its owner recognises and nobody else can write to: `a…@shop.example`."""
    name, at, host = address.partition("@")
    return f"{name[:1]}…{at}{host}" if at else f"{address[:2]}…"


def list_methods(owner: str, locale: Locale, zone: str, *, now: datetime) -> tuple[MethodLine, ...]:
    """The addresses of a person or a place."""
    return tuple(_line(row, locale, zone, now) for row in listings.list_methods(owner))


def _line(row: listings.MethodRow, locale: Locale, zone: str, now: datetime) -> MethodLine:
    try:
        address = mask_address(directory.load_address(row.owner, row.method))
    except DomainError:
        address = row.method
    proved_at = letter_trials.arrived_at(row)
    when = moment_text(proved_at, parse_zone(zone), locale, now=now) if proved_at else ""
    proof = PERSON["arrived" if when else "unproved"][locale].format(when=when)
    return MethodLine(row.method, row.channel, address, proof, bool(when))


def try_address(request: HttpRequest, owner: str) -> tuple[Trial | None, Mapping[str, str]]:
    """Send a trial letter or take its code back, as a form says; the trial that stands now, and what is wrong.

    Returns
    -------
    (trial, errors)
        No trial and no errors = the code was right.

    Raises
    ------
    DomainError
        `unknown_method`.
    """
    given, locale = typed(request, "method", "code", "act"), locale_of(request)
    if given["act"] == "code":
        if letter_trials.confirm_trial(owner, given["method"], code=given["code"], now=clock.now()):
            return None, {}
        return Trial(given["method"], sent=True), {"code": PERSON["code_wrong"][locale]}
    result = letter_trials.send_trial(
        owner, given["method"], locale=locale, urls={"email": settings.OTKLIK_SMTP_URL}, now=clock.now()
    )
    if result.outcome == "failed":
        said = PERSON["trial_failed"][locale].format(reason=result.reason, command=CHECK)
        return Trial(given["method"], sent=False), {"trial": said}
    return Trial(given["method"], sent=True), {}
