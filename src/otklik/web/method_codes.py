"""How somebody is reached, as screens show it: methods that work, methods that wait for their code, and a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from otklik.actions import method_codes, pushes, stores
from otklik.actions.method_codes import Begun
from otklik.channels import webpush
from otklik.channels.registry import own_urls
from otklik.domain.errors import DomainError
from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import clock, directory, listings
from otklik.store import method_codes as waiting_codes
from otklik.web.method_words import CHANNEL_ICONS, CHANNEL_NAMES, METHODS
from otklik.web.screens import locale_of
from otklik.web.setup import actor_of, said_wrong, typed

CHECK = "otklik doctor"

METHOD_FIELDS = ("address", "code", "channel")
"""Fields of the forms of this part, beside which an error may stand."""


@dataclass(frozen=True, slots=True)
class MethodLine:
    """One way to reach somebody, its address masked, what is known of it in words, and whether a code can go there."""

    method: str
    channel: str
    icon: str
    address: str
    proof: str
    is_proved: bool
    can_try: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """A code on its way: of which method, whether it went out, and the link to open instead of typing one."""

    method: str
    sent: bool
    link: str = ""


@dataclass(frozen=True, slots=True)
class Methods:
    """Everything that the part "How to reach" of a page shows."""

    words: Mapping[str, str]
    standing: tuple[MethodLine, ...] = ()
    waiting: tuple[MethodLine, ...] = ()
    channels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Acted:
    """What came of a form of that part: a note for the next page, or a code on its way and what is wrong."""

    said: str = ""
    trial: Trial | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


def mask_address(address: str) -> str:
    """An address that its owner recognises and nobody else can write to: `a…@shop.example`, `+7…67`."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:1]}…{at}{host}"
    scheme, between, _ = address.partition("://")
    return f"{scheme}://…" if between else f"{address[:2]}…{address[-2:]}"


def methods_of(owner: str, locale: Locale, zone: str, *, now: datetime) -> Methods:
    """The methods of a person or a place, those that wait, and the channels that a new one may have."""
    names = [*method_codes.list_usable(own_urls())] or ["email"]
    return Methods(
        words={name: words[locale] for name, words in METHODS.items()},
        standing=tuple(_standing(row, locale, zone, now) for row in listings.list_methods(owner)),
        waiting=tuple(
            _line(
                one.method,
                one.channel,
                one.address,
                METHODS["waits" if one.address else "waits_link"][locale],
                False,
                locale,
            )
            for one in waiting_codes.list_waiting(owner)
            if one.expires_at > now
        ),
        channels=tuple((name, CHANNEL_NAMES[name][locale]) for name in names),
    )


def _standing(row: listings.MethodRow, locale: Locale, zone: str, now: datetime) -> MethodLine:
    try:
        address = directory.load_address(row.owner, row.method)
    except DomainError:
        address = row.method
    is_browser = row.channel == webpush.NAME
    proved_at = pushes.seen_at(row.owner, row.method) if is_browser else method_codes.arrived_at(row)
    when = moment_text(proved_at, parse_zone(zone), locale, now=now) if proved_at else ""
    proof = METHODS["arrived" if when else "unproved"][locale].format(when=when)
    shown = pushes.name_of(address) if is_browser else address
    return _line(row.method, row.channel, shown, proof, bool(when), locale)


def _line(method: str, channel: str, address: str, proof: str, is_proved: bool, locale: Locale) -> MethodLine:
    name = CHANNEL_NAMES[channel][locale] if channel in CHANNEL_NAMES else channel
    masked = mask_address(address) if address and channel in method_codes.BY_CODE else name
    if channel == webpush.NAME and address:
        masked = f"{name}: {clean(address)}"
    can_try = channel in (*method_codes.BY_CODE, method_codes.BY_LINK)  # to others no code can be sent
    return MethodLine(method, channel, CHANNEL_ICONS.get(channel, "bell"), masked, proof, is_proved, can_try)


def act_on_methods(request: HttpRequest, owner: str) -> Acted:
    """Do what a form of the part "How to reach" asks for.

    Parameters
    ----------
    owner
        Stream, `person/<slug>` or `store/<slug>`.
    """
    given = typed(request, "act", "method", "channel", "address", "code")
    try:
        return ACTS.get(given["act"], _add)(request, owner, given)
    except DomainError as error:
        trial = Trial(given["method"], sent=True) if given["act"] == "code" else None
        return Acted(trial=trial, errors=said_wrong(error, locale_of(request), *METHOD_FIELDS))


def _add(request: HttpRequest, owner: str, given: Mapping[str, str]) -> Acted:
    return begin(request, owner, channel=given["channel"] or "email", address=given["address"])


def begin(request: HttpRequest, owner: str, *, channel: str, address: str) -> Acted:
    """Send the first code to an address, as `method_codes.begin` does, in the viewer's language."""
    begun = method_codes.begin(owner, channel=channel, address=address, **_how(request))
    return _acted(begun, request)


def _again(request: HttpRequest, owner: str, given: Mapping[str, str]) -> Acted:
    return _acted(method_codes.try_again(owner, given["method"], **_how(request)), request)


def _how(request: HttpRequest) -> dict[str, Any]:
    return {"locale": locale_of(request), "urls": own_urls(), "now": clock.now()}


def _acted(begun: Begun, request: HttpRequest) -> Acted:
    if begun.result.outcome != "failed":
        return Acted(trial=Trial(begun.method, sent=True, link=begun.link))
    said = METHODS["code_failed"][locale_of(request)].format(reason=begun.result.reason, command=CHECK)
    return Acted(trial=Trial(begun.method, sent=False), errors={"trial": said})


def _confirm(request: HttpRequest, owner: str, given: Mapping[str, str]) -> Acted:
    good = method_codes.confirm(
        owner, given["method"], code=given["code"], actor=actor_of(request), now=clock.now()
    )
    if good:
        return Acted(said="method_proved")
    wrong = METHODS["code_wrong"][locale_of(request)]
    return Acted(trial=Trial(given["method"], sent=True), errors={"code": wrong})


def _remove(request: HttpRequest, owner: str, given: Mapping[str, str]) -> Acted:
    waits = waiting_codes.find(owner, given["method"]) is not None
    stands = any(one.method == given["method"] for one in listings.list_methods(owner))
    if stands or not waits:
        stores.remove_method(owner, actor=actor_of(request), method=given["method"], now=clock.now())
    waiting_codes.drop(owner, given["method"])
    return Acted(said="method_removed")


ACTS = {"add": _add, "send": _again, "code": _confirm, "remove": _remove}
"""What a button says → what it does."""
