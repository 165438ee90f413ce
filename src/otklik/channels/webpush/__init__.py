"""Notifications in browsers: one message, sealed for one browser, handed to the push service that the browser named.

What the service carries it can't read (RFC 8291, aes128gcm of RFC 8188), and it knows us by our key (VAPID, RFC 8292).
The primitives are `cryptography`'s; ADR 0028 says why no further library. The address of the service came from a
browser, so it is treated as an outsider's: https only, public addresses only, resolved once and connected to as
resolved, and no redirect is followed.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import os
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import httpx
from cryptography.hazmat.primitives.asymmetric import ec

from otklik.channels.message import Message, SendResult
from otklik.channels.webpush import sealing
from otklik.domain.errors import DomainError
from otklik.domain.outside_addresses import is_public

NAME = "webpush"

TTL_S = 3600
"""How long a push service keeps a message for a browser that sleeps; by then the ladder has told others."""

_EXAMPLE = "webpush:///var/lib/otklik/push.key?contact=mailto:desk@shop.example"
_OPTIONS = ("contact", "loopback", "timeout", "ca")


@dataclass(frozen=True, slots=True)
class PushSettings:
    """Who pushes.

    Parameters
    ----------
    key_file
        PEM with the private key of this installation, on the curve P-256.
    contact
        `mailto:` or `https:` by which a push service may complain.
    loopback
        Whether push services on this machine count, over http as well; for a desk that is itself on loopback.
    timeout_s
        For connecting and for each step of the answer.
    ca
        File with certificates to trust instead of the system's; empty = the system's.
    """

    key_file: str
    contact: str
    loopback: bool = False
    timeout_s: float = 10.0
    ca: str = ""


class _Stopped(Exception):
    """The sending ended early; carries the result."""

    def __init__(self, result: SendResult) -> None:
        super().__init__(result.reason)
        self.result = result


def parse_settings(url: str) -> PushSettings:
    """Settings from `webpush:///path/of/push.key?contact=mailto:…`.

    Parameters
    ----------
    url
        Options: `contact`, `loopback` 0 or 1, `timeout` (seconds), `ca` (file).

    Raises
    ------
    DomainError
        `bad_channel_url`: which part, and an example.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = next((name for name in options if name not in _OPTIONS), "")
    if parts.scheme != NAME or parts.netloc or len(parts.path) < 2 or "://" not in url:
        raise _bad_url("address", "it must be webpush:// and the path of the key")
    if unknown:
        raise _bad_url(unknown, f"there is no option {unknown!r}; there are {', '.join(_OPTIONS)}")
    if not options.get("contact", "").startswith(("mailto:", "https:")):
        raise _bad_url("contact", "the contact is mailto:… or https:…")
    if options.get("loopback", "0") not in ("0", "1"):
        raise _bad_url("loopback", "loopback is 0 or 1")
    return PushSettings(
        key_file=unquote(parts.path),
        contact=options["contact"],
        loopback=options.get("loopback") == "1",
        timeout_s=_seconds(options.get("timeout", "10")),
        ca=options.get("ca", ""),
    )


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 30:
        raise _bad_url("timeout", "the time-out is a number of seconds up to 30")
    return value


def _bad_url(place: str, why: str) -> DomainError:
    return DomainError(
        "bad_channel_url",
        f"The address of Web Push is wrong: {why}.",
        remedy=f"Write {_EXAMPLE}",
        place=place,
    )


def public_key(settings: PushSettings) -> str:
    """Our public key as browsers want it when they subscribe: the point, URL-safe base64 without padding.

    Raises
    ------
    DomainError
        `channel_unreachable`: the key can't be read.
    """
    return sealing.point_of(_own_key(settings))


def send(message: Message, settings: PushSettings) -> SendResult:
    """Result of handing one message to a browser's push service; never raises.

    Parameters
    ----------
    message
        `to` is the subscription's JSON. Title, `short`, links and `about` go out; `text` and `html` never do: they name
        people, and a notification shows on a locked screen.
    settings
        From `parse_settings`.

    Returns
    -------
    SendResult
        `provider_id` is the topic. 404 and 410 say that the browser has left: permanent, `gone`. 413 is permanent. Any
        other answer is the service's or our set-up's fault and may pass; `retry_after_s` is what the service asks for.
    """
    topic = topic_of(message.about or message.key)
    try:
        to = _subscription(message, settings)
        payload = write_payload(message)
        with _answer(to, payload, topic, message.at, settings) as answer:
            return _judge(answer, topic)
    except _Stopped as stop:
        unknown = stop.result.outcome == "unknown"
        return SendResult("unknown", topic, reason=stop.result.reason) if unknown else stop.result
    except Exception as error:  # the contract is never to raise: a poisoned message must not stop the others
        return SendResult("failed", permanent=True, reason=f"push:{type(error).__name__}")


def check(settings: PushSettings) -> str:
    """One line about our key; nobody is asked, since every browser has a push service of its own.

    Raises
    ------
    DomainError
        `channel_unreachable`: the key can't be read.
    """
    return f"signed by the key {public_key(settings)[:12]}…, complaints to {settings.contact}"


def topic_of(about: str) -> str:
    """The name under which a newer message replaces an older one that was not delivered yet: 32 characters."""
    return sealing.pack(hashlib.sha256(about.encode("utf-8", "replace")).digest())[:32]


def write_payload(message: Message) -> bytes:
    """What the browser's service worker reads (`sw.js`): JSON of at most `sealing.LONGEST_PAYLOAD` bytes.

    Notes
    -----
    The second line is shortened to fit; what is too long without it is refused as `too_long`.
    """
    for body in (message.short, message.short[:60], ""):
        fields = {
            "title": message.subject,
            "body": body,
            "lang": message.locale,
            "tag": topic_of(message.about or message.key),
            "at": int(message.at.timestamp()),
            "links": {link.name: {"word": link.label, "url": link.url} for link in message.links},
        }
        payload = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        if len(payload) <= sealing.LONGEST_PAYLOAD:
            return payload
    raise _Stopped(SendResult("failed", permanent=True, reason="too_long"))


def _subscription(message: Message, settings: PushSettings) -> sealing.Subscription:
    try:
        return sealing.parse_subscription(message.to, loopback=settings.loopback)
    except DomainError as error:
        raise _Stopped(SendResult("failed", permanent=True, reason=error.code)) from error


@contextmanager
def _answer(
    to: sealing.Subscription, payload: bytes, topic: str, at: datetime, settings: PushSettings
) -> Iterator[httpx.Response]:
    """The push service's answer, its body unread: nothing in it is of use, and it may have no end."""
    headers = {
        **_request_headers(to.endpoint, settings, at=at),
        "TTL": str(TTL_S),
        "Urgency": "high",
        "Topic": topic,
    }
    body = sealing.seal(payload, to, ours=ec.generate_private_key(ec.SECP256R1()), salt=os.urandom(16))
    url, sni = _resolved(to.endpoint, settings)
    try:
        with (
            httpx.Client(verify=_trusted(settings.ca), trust_env=False, timeout=settings.timeout_s) as client,
            client.stream("POST", url, content=body, headers=headers, extensions=sni) as answer,
        ):
            yield answer
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        reason = "tls" if isinstance(error.__context__, ssl.SSLError) or "SSL" in str(error) else "connect"
        raise _Stopped(SendResult("failed", reason=reason)) from error
    except httpx.TimeoutException as error:
        raise _Stopped(SendResult("unknown", reason="timeout")) from error
    except httpx.TransportError as error:
        raise _Stopped(SendResult("unknown", reason="broken")) from error


@lru_cache(maxsize=4)
def _trusted(ca: str) -> ssl.SSLContext:
    """Whose certificates count; read once, it takes longer than a message."""
    return ssl.create_default_context(cafile=ca or None)


def _request_headers(endpoint: SplitResult, settings: PushSettings, *, at: datetime) -> Mapping[str, str]:
    try:
        own = _own_key(settings)
    except DomainError as error:
        raise _Stopped(SendResult("failed", reason="no_key")) from error
    signed = sealing.sign(f"{endpoint.scheme}://{endpoint.netloc}", own, contact=settings.contact, at=at)
    return {
        "Host": endpoint.netloc,
        "Authorization": signed,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
    }


def _resolved(endpoint: SplitResult, settings: PushSettings) -> tuple[str, dict[str, Any]]:
    """The service's address with its host as a number that may be asked, and the name that its certificate must bear.

    Notes
    -----
    Resolved once: what is looked at here is what is connected to, whatever its name stands for a moment later.
    """
    host = endpoint.hostname or ""
    port = endpoint.port or (443 if endpoint.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _Stopped(SendResult("failed", reason="resolve")) from error
    numbers = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in found]
    allowed = [one for one in numbers if is_public(one) or (settings.loopback and one.is_loopback)]
    if not allowed or (endpoint.scheme == "http" and not allowed[0].is_loopback):
        raise _Stopped(SendResult("failed", permanent=True, reason="forbidden_address"))
    number = f"[{allowed[0]}]" if allowed[0].version == 6 else str(allowed[0])
    path = endpoint.path + (f"?{endpoint.query}" if endpoint.query else "")
    return f"{endpoint.scheme}://{number}:{port}{path}", {"sni_hostname": host}


def _judge(answer: httpx.Response, topic: str) -> SendResult:
    status = answer.status_code
    if 200 <= status < 300:
        return SendResult("accepted", provider_id=topic)
    if status in (404, 410):
        return SendResult("failed", permanent=True, reason="gone")
    if status == 413:
        return SendResult("failed", permanent=True, reason="too_long")
    wait = answer.headers.get("retry-after", "")
    wait_s = int(wait) if wait.isascii() and wait.isdecimal() and len(wait) < 6 else None
    return SendResult("failed", reason=f"http:{status}", retry_after_s=wait_s)


def _own_key(settings: PushSettings) -> ec.EllipticCurvePrivateKey:
    try:
        return sealing.load_key(settings.key_file)
    except ValueError as error:
        raise DomainError(
            "channel_unreachable",
            f"The key of Web Push can't be read: {settings.key_file}.",
            remedy="Start any command anew: an absent key is made; a broken one must be deleted first.",
            place="OTKLIK_HOME",
        ) from error
