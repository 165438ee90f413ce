"""Proving a contact method before it is used: a code goes out by the channel itself and comes back.

What waits stands outside the journal (`store/method_codes`); the fact that a method works is the door's. Telegram turns
it round: the code is in a link, and whoever opens it tells us his chat. ADR 0027.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.actions import stores
from otklik.channels import telegram
from otklik.channels.message import SendResult
from otklik.channels.registry import CHANNELS, carry, settings_of
from otklik.channels.wording.codes import write_code
from otklik.domain.contact_methods import clean_address
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale
from otklik.store import directory, keys, listings, method_codes, proofs
from otklik.store.method_codes import Waiting

BY_CODE = ("email", "sms", "apprise")
"""Channels that carry a code to an address."""

BY_LINK = "telegram"
"""The channel whose address becomes known when somebody opens a link."""

DIGITS = 6
VALID_FOR = timedelta(minutes=30)
TRIES = 5
"""Wrong codes, then a new one must be sent: a thousand guesses of a million would need as many messages."""

SENDS = 5
"""Codes an hour for one method: nobody's phone is filled by us."""

AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Begun:
    """A method that waits for its code: its id, what became of the message, and the link to open instead."""

    method: str
    result: SendResult
    link: str = ""


def begin(
    owner: str,
    *,
    channel: str,
    address: str = "",
    method: str = "",
    locale: Locale,
    urls: Mapping[str, str],
    now: datetime,
) -> Begun:
    """Send a code to an address of a person or a place; nothing is told by it before the code came back.

    Parameters
    ----------
    owner
        Stream, `person/<slug>` or `store/<slug>`.
    channel
        Of `BY_CODE`, or `BY_LINK` without an address.
    method
        Id of a method that stands already and is tried anew, or that waits and is sent another code; empty = a new one.
    urls
        Channel → its address, as the operator set it.

    Raises
    ------
    DomainError
        `unknown_channel`, `bad_address`, `too_many_codes`; `channel_not_set_up`, `channel_unreachable` for a link.
    """
    if channel not in (*BY_CODE, BY_LINK):
        raise DomainError(
            "unknown_channel", f"There is no channel {channel!r} here.", remedy="Choose one of the list."
        )
    method_codes.forget(now=now)
    name = method or _free_id(owner, channel)
    known = method_codes.find(owner, name)
    _require_patience(known, now)
    link = channel == BY_LINK
    code = secrets.token_urlsafe(18) if link else str(secrets.randbelow(10**DIGITS)).zfill(DIGITS)
    waiting = Waiting(
        owner=owner,
        method=name,
        channel=channel,
        address="" if link else clean_address(channel, address),
        tries=0,
        sends=_sends(known, now) + 1,
        sent_at=now,
        expires_at=now + VALID_FOR,
    )
    url = _start_link(code, urls) if link else ""
    method_codes.put(waiting, code=code)
    if link:
        return Begun(name, SendResult("accepted"), url)
    key = keys.fingerprint("method code", f"{owner} {name} {now.isoformat()}")[:32]
    message = write_code(to=waiting.address, code=code, key=key, locale=locale, at=now)
    return Begun(name, carry(channel, message, urls=urls))


def _free_id(owner: str, channel: str) -> str:
    """The channel's own word, or with a number from 2: `mail`, `sms-2`."""
    stem = "mail" if channel == "email" else channel
    taken = {one.method for one in listings.list_methods(owner)}
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 99))) if name not in taken)


def _require_patience(known: Waiting | None, now: datetime) -> None:
    if known is not None and _sends(known, now) >= SENDS:
        raise DomainError(
            "too_many_codes",
            f"{SENDS} codes were sent there within the hour.",
            remedy="Try again in an hour, or check the address.",
            place="address",
        )


def _sends(known: Waiting | None, now: datetime) -> int:
    return known.sends if known is not None and now - known.sent_at < AGAIN_AFTER else 0


def _start_link(code: str, urls: Mapping[str, str]) -> str:
    settings = settings_of(BY_LINK, urls=urls)
    if settings is None:
        raise DomainError(
            "channel_not_set_up", "There is no Telegram bot.", remedy="Set OTKLIK_TELEGRAM_URL."
        )
    return f"https://t.me/{settings.bot or telegram.bot_name(settings)}?start={code}"


def try_again(owner: str, method: str, *, locale: Locale, urls: Mapping[str, str], now: datetime) -> Begun:
    """Send a code to a method that stands, or another one to a method that waits. See `begin`.

    Raises
    ------
    DomainError
        `unknown_method`, and as `begin`.
    """
    waiting = method_codes.find(owner, method)
    if waiting is not None:
        channel, address = waiting.channel, waiting.address
    else:
        row = require_method(owner, method)
        channel, address = row.channel, directory.load_address(owner, method)
    return begin(owner, channel=channel, address=address, method=method, locale=locale, urls=urls, now=now)


def confirm(owner: str, method: str, *, code: str, actor: str, now: datetime) -> bool:
    """Whether this is the code that was sent; then the method is verified and used from now on.

    Raises
    ------
    DomainError
        `unknown_method`: nothing waits under that name, or it waited too long; `too_many_codes`: guessed too often.
    """
    waiting = method_codes.find(owner, method)
    if waiting is None or waiting.expires_at <= now or waiting.channel == BY_LINK:
        raise DomainError(
            "unknown_method", f"{owner} has no method {method!r} that waits.", remedy="Send a new code."
        )
    if not method_codes.count_try(owner, method, most=TRIES):
        raise DomainError("too_many_codes", "Too many wrong codes.", remedy="Send a new code.", place="code")
    if not method_codes.has_code(owner, method, "".join(code.split())):
        return False
    _verify(waiting, waiting.address, actor=actor, now=now)
    return True


def start(chat: str, code: str, *, now: datetime) -> str | None:
    """Who connected a Telegram chat by the code of his link, or None: wrong, spent and expired are one answer."""
    waiting = method_codes.find_by_code(code) if len(code) > DIGITS else None
    if waiting is None or waiting.channel != BY_LINK or waiting.expires_at <= now:
        return None
    _verify(waiting, chat, actor=waiting.owner.replace("/", ":"), now=now)
    return waiting.owner


def _verify(waiting: Waiting, address: str, *, actor: str, now: datetime) -> None:
    stores.add_method(
        waiting.owner,
        actor=actor,
        method=waiting.method,
        channel=waiting.channel,
        address=address,
        now=now,
    )
    method_codes.drop(waiting.owner, waiting.method)
    proofs.prove(_name(require_method(waiting.owner, waiting.method)), now=now)


def arrived_at(row: listings.MethodRow) -> datetime | None:
    """When a message to this address was last seen to arrive; None = never."""
    return proofs.proved_at(_name(row))


def require_method(owner: str, method: str) -> listings.MethodRow:
    """A contact method that stands.

    Raises
    ------
    DomainError
        `unknown_method`.
    """
    found = next((one for one in listings.list_methods(owner) if one.method == method), None)
    if found is None:
        raise DomainError("unknown_method", f"{owner} has no contact method {method!r}.")
    return found


def list_usable(urls: Mapping[str, str]) -> Sequence[str]:
    """Channels by which somebody can be reached here: those that the operator has set up."""
    return [name for name in CHANNELS if name in (*BY_CODE, BY_LINK) and urls.get(name)]


def _name(row: listings.MethodRow) -> str:
    return f"letter {row.owner} {row.method} {row.version}"
