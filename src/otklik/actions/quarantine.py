"""Quarantine: read a body again that was authentic and unreadable, or let it go with a reason; the body stays."""

from __future__ import annotations

from datetime import datetime

from otklik.actions import order_intake
from otklik.actions.order_intake import Arriving, Received
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_text
from otklik.intake.registry import HOOKS
from otklik.store import payloads, sources
from otklik.store.payloads import RawPayload


def read_again(payload: int, *, actor: str, now: datetime) -> Received:
    """The order of a body, received as if it came now; since when the buyer waits stands in it.

    Raises
    ------
    DomainError
        `unknown_payload`, `unknown_source`: its shop is not connected; whatever still can't be read.
    """
    one = payloads.load_quarantined(payload)
    source = next((row for row in sources.list_sources() if row.slug == one.source), None)
    hook = HOOKS.get(source.type) if source else None
    if source is None or hook is None:
        raise DomainError(
            "unknown_source", f"There is no connected shop {one.source!r}.", remedy="Discard it."
        )
    raw = payloads.load_body(one.id)
    order = hook.parse(raw, received_at=one.received_at, default_store=source.store)
    arriving = Arriving(
        order=order,
        origin=source.slug,
        store=source.store,
        raw=RawPayload(source.slug, one.received_at, raw),
    )
    (received, *_) = order_intake.receive(arriving, now=now)
    payloads.settle_quarantine(
        one.id, {"by": actor, "at": instant_text(now), "why": f"order {received.number}"}
    )
    return received


def discard(payload: int, *, actor: str, why: str, now: datetime) -> None:
    """Let a body go that is of no use; who did so, when and why stays beside it.

    Raises
    ------
    DomainError
        `unknown_payload`.
    """
    payloads.load_quarantined(payload)
    payloads.settle_quarantine(payload, {"by": actor, "at": instant_text(now), "why": why.strip()[:500]})
