"""One source of orders: an API key, a connected shop; its secrets are personal values beside the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.slugs import checked_slug
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

TYPES = ("api", "woocommerce", "calls", "import")
"""What kinds of sources this version knows."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is true of a source; `secret_version` is the entry that holds its secret and credentials."""

    slug: str
    type: str
    store: str
    partner: str
    shop_url: str
    token_hash: str
    secret_version: int
    revoked: bool = False


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
        )
    if state is not None and entry.event.kind == "source.revoked":
        return replace(state, revoked=True)
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
) -> Sequence[Event]:
    """The fact that a source of orders was connected.

    Parameters
    ----------
    token_hash
        SHA-256, hex, of an API key; the key itself is shown once and kept nowhere.
    secret, credentials
        What verifies its hooks and lets us ask its shop; sealed.

    Raises
    ------
    DomainError
        `bad_slug`, `source_exists`, `unknown_source_type`, `unknown_store`.

    Notes
    -----
    A revoked source may be connected anew with new secrets: it is the same shop, whose numbers are known.
    """
    slug = checked_slug(state.stream)
    known = state.subject
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
