"""Links: the buyer's page and the buttons in a message, each good for one purpose and one receiver.

A buyer's token can be made again from the order's name and our secret, so a repeated order gets the same answer;
the database knows only its hash. A button's token carries what it is for, signed, with its end.
Reading a link changes nothing; acting takes a POST (mail scanners open every link they see).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from django.core import signing

from otklik.store import keys

Purpose = Literal["take", "answered"]
PURPOSES: tuple[Purpose, ...] = ("take", "answered")
VALID_FOR = timedelta(hours=48)
"""How long a button in a message works."""


def status_token(stream: str) -> str:
    """The buyer's token of an order: 32 characters, 160 bits, the same each time."""
    digest = hmac.new(keys.installation_key("status link"), stream.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode().lower()


def token_hash(token: str) -> str:
    """SHA-256, hex, of a token: what the database keeps."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """What a button is for: its purpose, the order's stream, the receiver's slug, and when it ends."""

    purpose: Purpose
    stream: str
    receiver: str
    expires_at: datetime


def make_link(purpose: Purpose, *, stream: str, receiver: str, now: datetime) -> str:
    """The signed token of one button for one receiver, good for `VALID_FOR`."""
    ends = int((now + VALID_FOR).timestamp())
    return signing.Signer(key=keys.installation_key(f"link {purpose}").hex(), salt=purpose).sign_object(
        [stream, receiver, ends]
    )


def read_link(purpose: Purpose, token: str, *, now: datetime) -> Link | None:
    """What a token is for, or None: wrong, meant for another purpose, and expired are one answer."""
    signer = signing.Signer(key=keys.installation_key(f"link {purpose}").hex(), salt=purpose)
    try:
        stream, receiver, ends = signer.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    expires_at = datetime.fromtimestamp(ends, UTC)
    return Link(purpose, stream, receiver, expires_at) if now < expires_at else None
