"""Quarantine: read a body again that was authentic and unreadable, or let it go with a reason; the body stays."""

from __future__ import annotations

from datetime import datetime

from otklik.actions import conversations, order_intake, payments, tracking
from otklik.actions.order_intake import Arriving
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_text
from otklik.intake import calls
from otklik.intake import payments as money
from otklik.intake import tracking as parcels
from otklik.intake.registry import HOOKS
from otklik.store import payloads, sources
from otklik.store.payloads import RawPayload


def read_again(payload: int, *, actor: str, now: datetime) -> str:
    """What a body turned out to be (`order A-17`, `payment A-17`, `call`), received as if it came now.

    Raises
    ------
    DomainError
        `unknown_payload`, `unknown_source`: its shop is not connected; whatever still can't be read.
    """
    one = payloads.load_quarantined(payload)
    source = next((row for row in sources.list_sources() if row.slug == one.source), None)
    if source is not None and source.type == calls.NAME:
        conversations.take_in(payloads.load_body(one.id), source, raw=None, now=now)
        return _settled(one.id, "call", actor=actor, now=now)
    if source is not None and source.type == money.NAME:
        _, row = payments.take_in(payloads.load_body(one.id), source, now=now)
        return _settled(one.id, f"payment {row.number}", actor=actor, now=now)
    if source is not None and source.type == parcels.NAME:
        _, row = tracking.take_in(payloads.load_body(one.id), source, now=now)
        return _settled(one.id, f"parcel {row.number}", actor=actor, now=now)
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
    return _settled(one.id, f"order {received.number}", actor=actor, now=now)


def _settled(payload: int, what: str, *, actor: str, now: datetime) -> str:
    payloads.settle_quarantine(payload, {"by": actor, "at": instant_text(now), "why": what})
    return what


def discard(payload: int, *, actor: str, why: str, now: datetime) -> None:
    """Let a body go that is of no use; who did so, when and why stays beside it.

    Raises
    ------
    DomainError
        `unknown_payload`.
    """
    payloads.load_quarantined(payload)
    payloads.settle_quarantine(payload, {"by": actor, "at": instant_text(now), "why": why.strip()[:500]})
