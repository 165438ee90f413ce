"""One source of orders: an API key, a connected shop; its secrets are personal values beside the journal."""

from __future__ import annotations

from dataclasses import dataclass, replace

from otklik.domain.events import Entry

TYPES = ("api", "woocommerce", "import")
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
