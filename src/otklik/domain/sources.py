"""One source of orders: an API key, a connected shop; its secrets are personal values beside the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.slugs import checked_slug
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

TYPES = ("api", "woocommerce", "calls", "payments", "tracking", "import", "feed")
"""What kinds of sources this version knows."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is true of a source; `secret_version` is the entry that holds its secret and credentials.

    `stock_url` is where its stock system hears of goods that go back, `stock_version` the entry that holds the secret
    by which we sign; empty and 0 = nowhere. Of a feed
    `shop_url` is where its catalogue is fetched, and `currency` that of prices that name none.
    """

    slug: str
    type: str
    store: str
    partner: str
    shop_url: str
    token_hash: str
    secret_version: int
    revoked: bool = False
    stock_url: str = ""
    stock_version: int = 0
    currency: str = ""


def evolve(state: SourceState | None, entry: Entry) -> SourceState | None:
    """The source after one more entry of its `source/` stream."""
    data = entry.event.data
    if entry.event.kind == "source.connected":
        return SourceState(
            slug=entry.stream.partition("/")[2],
            type=data["type"],
            store=data.get("store", ""),
            partner=data.get("partner", ""),
            shop_url=data.get("shop_url", ""),
            token_hash=data.get("token_hash", ""),
            secret_version=entry.version,
            currency=data.get("currency", ""),
        )
    if state is not None and entry.event.kind == "source.revoked":
        return replace(state, revoked=True)
    if state is not None and entry.event.kind == "source.stock_named":
        url = data.get("url", "")
        return replace(state, stock_url=url, stock_version=entry.version if url else 0)
    return state


def decide_connect(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    type: str,
    store: str = "",
    partner: str = "",
    shop_url: str = "",
    token_hash: str = "",
    secret: str = "",
    credentials: Mapping[str, str] | None = None,
    currency: str = "",
) -> Sequence[Event]:
    """The fact that a source of orders was connected.

    Parameters
    ----------
    token_hash
        SHA-256, hex, of an API key; the key itself is shown once and kept nowhere.
    secret, credentials
        What verifies its hooks and lets us ask its shop; sealed.
    currency
        ISO 4217 code of a feed's prices that name none.

    Raises
    ------
    DomainError
        `bad_slug`, `source_exists`, `unknown_source_type`, `unknown_store`.

    Notes
    -----
    A revoked source may be connected anew with new secrets: it is the same shop, whose numbers are known.
    """
    slug, known = checked_slug(state.stream), state.subject
    if isinstance(known, SourceState) and not (known.revoked and known.type == type):
        raise DomainError("source_exists", f"There is a source {slug!r} already.", remedy="Revoke it first.")
    if type not in TYPES:
        raise DomainError(
            "unknown_source_type", f"{type!r} is no source.", remedy=f"One of: {', '.join(TYPES)}."
        )
    if store:
        world.store(store)
    return [
        make(
            "source.connected",
            occurred_at=now,
            actor=actor,
            source="person",
            type=type,
            store=store or None,
            partner=partner or None,
            shop_url=shop_url or None,
            token_hash=token_hash or None,
            secret=secret or None,
            credentials=dict(credentials) if credentials else None,
            currency=currency or None,
        )
    ]


def decide_revoke(
    state: StreamState, world: World, now: datetime, *, actor: str, why: str = ""
) -> Sequence[Event]:
    """The fact that a source may send nothing any more.

    Raises
    ------
    DomainError
        `unknown_source`.
    """
    if not isinstance(state.subject, SourceState) or state.subject.revoked:
        raise DomainError("unknown_source", f"There is no source {state.stream.partition('/')[2]!r}.")
    return [make("source.revoked", occurred_at=now, actor=actor, source="person", why=why or None)]


LONGEST_URL = 500


def decide_name_stock(
    state: StreamState, world: World, now: datetime, *, actor: str, url: str, secret: str = ""
) -> Sequence[Event]:
    """The fact that the stock behind a source hears of goods that go back, at that address; empty = no longer.

    Parameters
    ----------
    url
        `https://…`, or `http://` of this machine; whether it leads to a public machine is asked at each call.
    secret
        By which we sign; a new address has a new one.

    Raises
    ------
    DomainError
        `unknown_source`; `bad_stock_url`.
    """
    known = state.subject
    if not isinstance(known, SourceState) or known.revoked:
        raise DomainError("unknown_source", f"There is no source {state.stream.partition('/')[2]!r}.")
    url = url.strip()
    if url:
        check_stock_url(url)
    if url == known.stock_url:
        return []
    return [
        make(
            "source.stock_named",
            occurred_at=now,
            actor=actor,
            source="person",
            url=url or None,
            secret=secret if url else None,
        )
    ]


def check_feed_url(url: str) -> None:
    """Return if a catalogue may be fetched there.

    Raises
    ------
    DomainError
        `bad_feed_url`: with what is wrong and an example.
    """
    try:
        check_stock_url(url)
    except DomainError as error:
        why = error.message.partition(": ")[2].rstrip(".")
        raise DomainError(
            "bad_feed_url",
            f"The address of the catalogue is wrong: {why}.",
            remedy="Write, for example, https://shop.example/catalogue.yml.",
            place="url",
        ) from error


def check_stock_url(url: str) -> None:
    """Return if a stock system may be called there.

    Raises
    ------
    DomainError
        `bad_stock_url`: with what is wrong and an example; the address is not repeated, it may hold a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _bad_stock_url("the address can't be read") from None
    if len(url) > LONGEST_URL or not url.isascii() or any(sign <= " " for sign in url):
        raise _bad_stock_url("it is too long, or has signs that an address has not")
    if parts.scheme not in ("https", "http") or not parts.hostname or port == 0:
        raise _bad_stock_url("it must begin with https:// and a host")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise _bad_stock_url("without TLS only this machine is spoken to")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _bad_stock_url("neither a log-in nor a fragment belongs there")


def _bad_stock_url(why: str) -> DomainError:
    return DomainError(
        "bad_stock_url",
        f"The address of the stock system is wrong: {why}.",
        remedy="Write, for example, https://stock.example/otklik.",
        place="stock_url",
    )
