"""The long tail: any service that the Apprise library speaks to, with an Apprise URL as the address.

Nobody tells us of delivery here, and nobody answers: accepted is all that is ever known. An address is a stranger's
text that names whom our server calls, so only services that the operator listed are called, and of those with a host
of their own only hosts that he listed; redirects are not followed (ADR 0027).
"""

from __future__ import annotations

import importlib
import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from otklik.channels.message import Message, SendResult
from otklik.domain.errors import DomainError

NAME = "apprise"

ON_THIS_MACHINE = frozenset({
    "blink1", "dbus", "gio", "glib", "gnome", "kde", "macosx", "qt", "syslog", "windows",
})  # fmt: skip
"""Services that do something on the machine itself instead of sending: never allowed."""

OWN = frozenset({"mailto", "mailtos", "tgram", "smsc", "twilio", "vapid", "apprise", "apprises", "rsyslog"})
"""Services that we carry ourselves, with receipts or answers, or that would call anything: never allowed here."""

_OPTIONS = ("services", "hosts", "timeout")
_BARRED = ("redirect", "smtp", "server", "url", "verify", "attach", "config", "host")
"""Options of an address by which it could lead elsewhere than its service and host."""


@dataclass(frozen=True, slots=True)
class AppriseSettings:
    """Which services may be called, and which hosts of those that have a host of their own; seconds for a call."""

    services: frozenset[str]
    hosts: frozenset[str] = frozenset()
    timeout_s: float = 15.0


def parse_settings(url: str) -> AppriseSettings:
    """Settings from `apprise://?services=ntfys,pover&hosts=ntfy.shop.example&timeout=15`.

    Parameters
    ----------
    url
        `services` names schemes of Apprise; `hosts` the servers of those that are run by oneself, with their port
        where it is not the usual one.

    Raises
    ------
    DomainError
        `bad_channel_url`: which part.
    """
    parts = urlsplit(url) if url.startswith("apprise:") else None
    if parts is None or parts.netloc or parts.path not in ("", "/"):
        raise _bad("scheme", "it must begin with apprise://?")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name in options:
        if name not in _OPTIONS:
            raise _bad(name, f"there is no option {name!r}; there are {', '.join(_OPTIONS)}")
    services = _names(options.get("services", ""))
    if not services:
        raise _bad("services", "no service is allowed")
    barred = sorted(services & (ON_THIS_MACHINE | OWN))
    if barred:
        raise _bad("services", f"{', '.join(barred)} can't be used here")
    return AppriseSettings(services, _names(options.get("hosts", "")), _seconds(options.get("timeout", "15")))


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip().casefold() for name in text.split(",") if name.strip())


def send(message: Message, settings: AppriseSettings) -> SendResult:
    """Result of handing one message to Apprise; never raises.

    Parameters
    ----------
    message
        `to` is an Apprise URL; its subject is the title, its letter as text the body.
    settings
        From `parse_settings`.

    Returns
    -------
    SendResult
        `provider_id` is the key: there is none of the provider's. Permanent: the address is none, or not allowed.
    """
    try:
        service = service_of(message.to, settings)
        if service is None:
            return SendResult("failed", permanent=True, reason="not_allowed")
        told = _apprise().Apprise(asset=service.asset)
        told.add(service)
        result = told.notify(body=message.text, title=message.subject, timeout=settings.timeout_s)
    except Exception as error:  # plugins of many hands: whatever they raise is this message's trouble alone
        return SendResult("failed", permanent=True, reason=f"apprise:{type(error).__name__}")
    status = result.status.name.casefold()
    if status == "success":
        return SendResult("accepted", provider_id=message.key)
    if status == "timeout":
        return SendResult("unknown", reason="answer:timeout")
    return SendResult("failed", reason=f"apprise:{status}")


def service_of(address: str, settings: AppriseSettings) -> Any:
    """The service that an address means, or None where it is none or may not be called."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    names = {name.casefold() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if parts.scheme not in settings.services or names & set(_BARRED) or "://" in parts.query:
        return None
    apprise = _apprise()
    asset = apprise.AppriseAsset(
        http_redirects=False, secure_logging=True, service_timeout=settings.timeout_s, async_mode=False
    )
    service = apprise.Apprise.instantiate(address, asset=asset, suppress_exceptions=True)
    if service is None:
        return None
    has_host = any("{host}" in template for template in service.templates)
    named = (f"{parts.hostname}{port}".casefold(), f"{service.host}".casefold())
    if has_host and (named[0] not in settings.hosts or named[1] != (parts.hostname or "").casefold()):
        return None
    return service


def check(settings: AppriseSettings) -> str:
    """One line about what may be called; nothing is.

    Raises
    ------
    DomainError
        `channel_unreachable`: a service that this Apprise doesn't have.
    """
    known = _apprise().manager_plugins.NotificationManager().schemas()
    missing = sorted(name for name in settings.services if name not in known)
    if missing:
        raise DomainError(
            "channel_unreachable",
            f"Apprise has no service {', '.join(missing)}.",
            remedy="Check OTKLIK_APPRISE_URL: services are schemes of Apprise's addresses.",
            place="OTKLIK_APPRISE_URL",
        )
    return f"may call {', '.join(sorted(settings.services))}; nobody tells us of delivery there"


def _apprise() -> Any:
    """The library, loaded when the first message needs it: an eighth of a second that no other desk pays."""
    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it would write addresses into our log
    return importlib.import_module("apprise")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError as error:
        raise _bad("timeout", "timeout is a number of seconds") from error
    if not 0 < seconds <= 30:
        raise _bad("timeout", "timeout is between 0 and 30 seconds")
    return seconds


def _bad(part: str, why: str) -> DomainError:
    return DomainError(
        "bad_channel_url",
        f"What Apprise may call is wrong at {part}: {why}.",
        remedy="Write apprise://?services=ntfys,pover&hosts=ntfy.shop.example.",
        place=f"channel url: {part}",
    )
