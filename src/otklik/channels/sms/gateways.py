"""One SMS gateway: where it is, as whom we speak to it, and what a dialect must be able to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from otklik.channels.message import Message, SendResult
from otklik.domain.errors import DomainError
from otklik.domain.slugs import SLUG

OPTIONS = ("name", "from", "inbound", "timeout")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LONGEST_WAIT_S = 20.0
"""Seconds: two gateways in turn still end within the lease of whoever sends."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """A gateway of one provider.

    Parameters
    ----------
    name
        What reasons, receipts and callbacks call it; by default its dialect.
    dialect
        Key of `sms.DIALECTS`.
    base
        `https://host[:port]`.
    host
        For people.
    login, password
        Of the account.
    sender
        Number or name that texts come from; empty = the provider's choice.
    inbound
        Whether replies come back to us.
    timeout_s
        For the whole call.
    """

    name: str
    dialect: str
    base: str
    host: str
    login: str
    password: str = field(repr=False)
    sender: str = ""
    inbound: bool = False
    timeout_s: float = 10.0


class Dialect(Protocol):
    """The functions of a dialect's module."""

    def hand_over(self, text: str, message: Message, gateway: Gateway) -> SendResult:
        """Result of one attempt at one gateway; never raises. Ids and reasons without the gateway's name."""

    def ask(self, gateway: Gateway) -> str:
        """Why the gateway can't be used, in a few words; empty = it answers and knows us. Sends nothing."""


def parse_gateway(url: str, dialects: tuple[str, ...]) -> Gateway:
    """The gateway of an address `<dialect>://login:password@host[:port]?from=…&inbound=1&name=…&timeout=10`.

    Parameters
    ----------
    url
        `<dialect>+http://` speaks without TLS, to this machine alone.
    dialects
        Names that may stand before `://`.

    Raises
    ------
    DomainError
        `bad_channel_url`: which part, and an example; the address itself is not repeated, it holds a password.
    """
    parts = _split(url)
    dialect, _, plain = parts.scheme.partition("+")
    if dialect not in dialects or plain not in ("", "http") or not parts.hostname:
        raise _bad("scheme and host", f"it must begin with {', '.join(f'{one}://' for one in dialects)}")
    if plain and parts.hostname not in LOOPBACK:
        raise _bad("scheme", "without TLS only this machine is spoken to")
    if not parts.username or not parts.password:
        raise _bad("login", "login and password stand before the host")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name in options:
        if name not in OPTIONS:
            raise _bad(name, f"there is no option {name!r}; there are {', '.join(OPTIONS)}")
    if options.get("inbound", "0") not in ("0", "1"):
        raise _bad("inbound", "inbound is 0 or 1")
    name = options.get("name", dialect)
    if not SLUG.fullmatch(name):
        raise _bad("name", "a name has 1 to 48 of a–z, 0–9 and hyphen")
    host = parts.hostname if ":" not in parts.hostname else f"[{parts.hostname}]"
    where = f"{host}:{parts.port}" if parts.port else host
    return Gateway(
        name=name,
        dialect=dialect,
        base=f"{'http' if plain else 'https'}://{where}",
        host=where,
        login=unquote(parts.username),
        password=unquote(parts.password),
        sender=_sender(options.get("from", "")),
        inbound=options.get("inbound") == "1",
        timeout_s=_seconds(options.get("timeout", "10")),
    )


def _sender(text: str) -> str:
    """The sender as written; a plus that the query's own rules made a space is one again."""
    return f"+{text[1:]}" if text.startswith(" ") and text[1:].isdigit() else text


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        known = parts.port != 0 and parts.path in ("", "/") and not parts.fragment
    except ValueError as error:
        raise _bad("host and port", "the address can't be read") from error
    if not known:
        raise _bad("path", "nothing but options follows the host")
    return parts


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError as error:
        raise _bad("timeout", "timeout is a number of seconds") from error
    if not 0 < seconds <= LONGEST_WAIT_S:
        raise _bad("timeout", f"timeout is between 0 and {LONGEST_WAIT_S:.0f} seconds")
    return seconds


def _bad(part: str, why: str) -> DomainError:
    return DomainError(
        "bad_channel_url",
        f"An address of an SMS gateway is wrong at {part}: {why}.",
        remedy="Write, for example, smsc://login:password@smsc.ru?from=SHOP twilio://AC123:token@api.twilio.com?from=%2B15550100.",
        place=f"channel url: {part}",
    )
