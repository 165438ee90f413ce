"""Calls to a stock system: one signed POST tells it what became of goods; 2xx is its word that it has heard.

The address is a partner's text that names whom our server calls, so only public machines are called (this one alone
without TLS, for development), redirects are not followed, and nothing of the answer is shown to anybody. Every call
bears its own key: whoever hears the same twice knows it. What is sent and signed: `docs/howto/tell-a-stock-system.md`.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import SplitResult, parse_qsl, urlsplit

import httpx

from otklik.channels.message import Message, SendResult
from otklik.domain.errors import DomainError
from otklik.domain.outside_addresses import is_public

NAME = "webhook"

LONGEST_WAIT = timedelta(hours=6)
"""Of what an answer asks for by `Retry-After`, so much is granted at most."""

PASSING = frozenset({408, 409, 421, 423, 425, 429})
"""Answers of the 4xx that say nothing of the message itself: it is told again."""

DOUBTFUL = frozenset({502, 504})
"""A machine in between gave up: whether the stock system has heard is not known."""

_OPTIONS = ("loopback", "timeout", "ca")


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """Whether this machine may be called, seconds for a call, and a file of certificates to trust instead."""

    loopback: bool = False
    timeout_s: float = 10.0
    ca: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes and by what it is signed."""

    parts: SplitResult
    host: str
    port: int
    secret: str


class _Stopped(Exception):
    """The sending ended early; carries the result."""

    def __init__(self, result: SendResult) -> None:
        super().__init__(result.reason)
        self.result = result


def parse_settings(url: str) -> WebhookSettings:
    """Settings from `webhook://?timeout=10`.

    Parameters
    ----------
    url
        Options: `loopback` 0 or 1 (whether machines of this host may be called), `timeout` (seconds), `ca` (file).

    Raises
    ------
    DomainError
        `bad_channel_url`: which part.
    """
    parts = urlsplit(url) if url.startswith("webhook:") else None
    if parts is None or parts.netloc or parts.path not in ("", "/"):
        raise _bad("scheme", "it must begin with webhook://?")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = next((name for name in options if name not in _OPTIONS), "")
    if unknown:
        raise _bad(unknown, f"there is no option {unknown!r}; there are {', '.join(_OPTIONS)}")
    if options.get("loopback", "0") not in ("0", "1"):
        raise _bad("loopback", "loopback is 0 or 1")
    return WebhookSettings(
        options.get("loopback") == "1", _seconds(options.get("timeout", "10")), options.get("ca", "")
    )


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 30:
        raise _bad("timeout", "the time-out is a number of seconds up to 30")
    return value


def _bad(part: str, why: str) -> DomainError:
    return DomainError(
        "bad_channel_url",
        f"The address of calls to stock systems is wrong at {part}: {why}.",
        remedy="Write webhook://?timeout=10",
        place=f"channel url: {part}",
    )


def sign(secret: str, at: datetime, body: bytes) -> str:
    """The signature of a call: `t=<seconds since 1970>,v1=<hex HMAC-SHA256 of "<seconds>.<body>">`."""
    seconds = int(at.timestamp())
    signed = f"{seconds}.".encode() + body
    return f"t={seconds},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


def delivery_of(key: str) -> str:
    """The name of a call, the same in each repeat: 32 hex digits."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]


def address_of(url: str, secret: str) -> str:
    """Where a message goes, as `Message.to` holds it."""
    return json.dumps({"url": url, "secret": secret})


def send(message: Message, settings: WebhookSettings) -> SendResult:
    """Result of one call; never raises.

    Parameters
    ----------
    message
        `to` is of `address_of`; `text` is the body, JSON; `key` names the call for good, `at` is when it is signed.
    settings
        From `parse_settings`.

    Returns
    -------
    SendResult
        Accepted by any 2xx. A 4xx says that this body will never be taken: permanent, except those of `PASSING`. Any
        other answer, a redirect too, may pass; `retry_after_s` is what the answer asks for.
    """
    try:
        target = _target(message.to)
        return _judge(*_call(target, message, settings), message)
    except _Stopped as stop:
        return stop.result
    except Exception as error:  # the contract is never to raise: a poisoned message must not stop the others
        return SendResult("failed", permanent=True, reason=f"call:{type(error).__name__}")


def check(settings: WebhookSettings) -> str:
    """One line about our calls; nobody is called, since every source has a stock system of its own.

    Raises
    ------
    DomainError
        `channel_unreachable`: the certificates to trust can't be read.
    """
    try:
        _trusted(settings.ca)
    except OSError as error:
        raise DomainError(
            "channel_unreachable",
            "The certificates that stock systems are checked by can't be read.",
            remedy="Install the system's certificates anew.",
            place="OTKLIK_BASE_URL",
        ) from error
    return f"stock systems are called for up to {settings.timeout_s:g} s each"


def _target(to: str) -> Target:
    told = json.loads(to)
    parts = urlsplit(told["url"])
    host = parts.hostname or ""
    if parts.scheme not in ("https", "http") or not host or not told["secret"]:
        raise _Stopped(SendResult("failed", permanent=True, reason="data:address"))
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return Target(parts, host, port, told["secret"])


def _call(target: Target, message: Message, settings: WebhookSettings) -> tuple[int, str]:
    """Status and `Retry-After` of one call; its answer is not read, for nothing in it is of use."""
    body = message.text.encode()
    headers = {"Host": target.parts.netloc, **_headers(target, message, body)}
    url, sni = _resolved(target, settings)
    try:
        trusted = _trusted(settings.ca)
    except OSError as error:
        raise _Stopped(SendResult("failed", reason="connect:certificates")) from error
    try:
        with (
            httpx.Client(verify=trusted, trust_env=False, timeout=settings.timeout_s) as client,
            client.stream("POST", url, content=body, headers=headers, extensions=sni) as answer,
        ):
            return answer.status_code, answer.headers.get("retry-after", "")
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise _Stopped(SendResult("failed", reason=f"connect:{type(error).__name__}")) from error
    except httpx.TransportError as error:
        raise _Stopped(SendResult("unknown", reason=f"answer:{type(error).__name__}")) from error


def _resolved(target: Target, settings: WebhookSettings) -> tuple[str, dict[str, str]]:
    """The address with its host as a number that may be called, and the name that its certificate must bear.

    Notes
    -----
    Resolved once: what is looked at here is what is connected to, whatever its name stands for a moment later.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _Stopped(SendResult("failed", reason="connect:resolve")) from error
    numbers = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in found]
    allowed = [one for one in numbers if is_public(one) or (settings.loopback and one.is_loopback)]
    if not allowed or (target.parts.scheme == "http" and not allowed[0].is_loopback):
        raise _Stopped(SendResult("failed", permanent=True, reason="address:not_public"))
    number = f"[{allowed[0]}]" if allowed[0].version == 6 else str(allowed[0])
    return f"{target.parts.scheme}://{number}:{target.port}{_path(target.parts)}", {
        "sni_hostname": target.host
    }


def _path(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _headers(target: Target, message: Message, body: bytes) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "User-Agent": "Otklik",
        "Otklik-Delivery": delivery_of(message.key),
        "Otklik-Signature": sign(target.secret, message.at, body),
    }


@cache
def _trusted(ca: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=ca or None)


def _judge(status: int, retry_after: str, message: Message) -> SendResult:
    delivery = delivery_of(message.key)
    if 200 <= status < 300:
        return SendResult("accepted", provider_id=delivery)
    if status in DOUBTFUL:
        return SendResult("unknown", delivery, reason=f"http:{status}")
    permanent = 400 <= status < 500 and status not in PASSING
    wait_s = None if permanent else _wait_s(retry_after, message.at)
    return SendResult("failed", permanent=permanent, reason=f"http:{status}", retry_after_s=wait_s)


def _wait_s(text: str, at: datetime) -> int | None:
    """Seconds for which the answer asks, at most `LONGEST_WAIT`: a number or a date; None where it says nothing."""
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < 9:
        seconds = int(text)
    else:
        try:
            until_at = parsedate_to_datetime(text)
        except (ValueError, TypeError):
            return None
        seconds = int((until_at.replace(tzinfo=until_at.tzinfo or UTC) - at).total_seconds())
    return min(max(0, seconds), int(LONGEST_WAIT.total_seconds()))
