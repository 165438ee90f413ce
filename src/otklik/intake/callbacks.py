"""What providers of messages tell us: reports of delivery, replies, pressed buttons. Values only.

Each provider's module reads its own payloads into these; `twilio.py`, `smsc.py`, `telegram.py`.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Literal

from otklik.domain.errors import DomainError


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What became of a message later: its id at the provider, and machine words why where it failed."""

    provider_id: str
    state: Literal["delivered", "failed", "underway"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A text that somebody sent: from which number (E.164), and what."""

    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """A button that somebody pressed: the press's own id, the chat, the message's number, its word and key."""

    press: str
    chat: str
    number: int
    word: str
    key: str


@dataclass(frozen=True, slots=True)
class Start:
    """Somebody opened the bot by a link: the chat, and the code of the link; empty = without one."""

    chat: str
    code: str


Told = DeliveryReport | Reply | Press | Start
"""Everything that a callback may tell."""


def is_same(given: str, expected: str) -> bool:
    """Whether two secrets are the same, in constant time; empty ones never are."""
    return bool(expected) and hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())


def unreadable(place: str) -> DomainError:
    """The refusal of a payload that is authentic but can't be read; names the place, repeats nothing."""
    return DomainError(
        "unreadable", "This callback can't be read.", remedy="It waits in quarantine.", place=place
    )
