"""Links: the buyer's page and the buttons in a message, each good for one purpose and one receiver.

A buyer's token can be made again from the order's name and our secret, so a repeated order gets the same answer;
the database knows only its hash. A button's token carries what it is for, signed, with its end.
Reading a link changes nothing; acting takes a POST (mail scanners open every link they see).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from django.core import signing

from otklik.actions import deliveries, orders
from otklik.domain.errors import DomainError
from otklik.domain.links import LinkCard, card_of
from otklik.domain.status import OrderStatus, status_of
from otklik.domain.streams import stores_of
from otklik.store import buyers, directory, journal, keys, queries

Purpose = Literal["take", "answered"]
PURPOSES: tuple[Purpose, ...] = ("take", "answered")
"""What a button in a message can do."""

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


def load_status(token: str, now: datetime) -> OrderStatus | None:
    """The order that a buyer's token opens, or None: wrong, revoked and erased are one answer.

    Parameters
    ----------
    token
        As in the link.
    now
        Aware UTC.
    """
    stream = queries.load_status(token_hash(token))
    if stream is None:
        return None
    state = journal.load_states([stream])[stream]
    phone = buyers.load_buyer(stream).phone
    try:
        status = status_of(state, directory.load_world(stores_of(state), now=now), buyer_phone=phone)
    except DomainError:
        return None
    if status.parcel is None or status.parcel.ended_at is not None:
        return status
    return replace(status, parcel=deliveries.place_in_day(stream, status.parcel, now=now))


def find_order(token: str) -> str | None:
    """Stream of the order that a buyer's token opens, or None: wrong and revoked are one answer."""
    return queries.load_status(token_hash(token))


def load_card(purpose: str, token: str, now: datetime) -> LinkCard | None:
    """Where the order of a button stands for its receiver, or None if the link is not good."""
    link = _good_link(purpose, token, now)
    if link is None:
        return None
    state = journal.load_states([link.stream])[link.stream]
    world = directory.load_world(stores_of(state), now=now)
    phone = buyers.load_buyer(link.stream).phone
    try:
        return card_of(state, world, receiver=link.receiver, buyer_phone=phone, now=now)
    except DomainError:
        return None


def follow(purpose: str, token: str, now: datetime) -> None:
    """Do what a button is for, in the name of its receiver.

    Raises
    ------
    DomainError
        `link_ended`: the link is not good; whatever the act is refused for.
    """
    link = _good_link(purpose, token, now)
    if link is None:
        raise DomainError("link_ended", "This link is not good any more.", remedy="Use the newest message.")
    ACTS[link.purpose](link, now)


def _good_link(purpose: str, token: str, now: datetime) -> Link | None:
    return next((read_link(one, token, now=now) for one in PURPOSES if one == purpose), None)


def _take(link: Link, now: datetime) -> Any:
    return orders.take(link.stream, person=link.receiver, now=now)


def _answered(link: Link, now: datetime) -> Any:
    """A claim of staff: it counts with its grade, as the standard says (law 4)."""
    actor = f"person:{link.receiver}"
    return orders.contact(link.stream, actor=actor, by=link.receiver, means="call", grade="claimed", now=now)


ACTS: Mapping[Purpose, Callable[[Link, datetime], Any]] = {"take": _take, "answered": _answered}
"""Purpose → what it does."""
