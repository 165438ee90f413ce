"""Receiving an order: a first arrival, a repeat, a change at its source, and history from a file.

The instant at which the buyer pressed the button starts the clock, clamped to the day before we heard of it; a
repeat says nothing new; an older version that arrives late is stale. Journey 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.incoming import IncomingLine, IncomingOrder
from otklik.domain.orders import OrderState
from otklik.domain.payments import decide_pay
from otklik.domain.refusals import Refusal, decide_refuse
from otklik.domain.slots import depot_of, zone_of
from otklik.domain.streams import StreamState
from otklik.domain.world import Store, World

BACKDATING_FOR = timedelta(hours=24)
"""A live order's clock starts at most so long before we received it (architecture §5)."""

CANCELLED_STATUSES = frozenset({"cancelled", "canceled", "trash", "refunded"})
COMPLETED_STATUSES = frozenset({"completed"})
"""Words of shops for an order that is over; the shop's own word is kept beside."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One order, or one store's part of a cart, as it reached us.

    Parameters
    ----------
    order
        What the source says; its lines are those of this part.
    origin
        Slug of the source.
    store
        Slug of the store that answers.
    content
        Fingerprints of the parts of the content, `name=hmac` joined by `;` in a fixed order.
    status_token
        SHA-256, hex, of the buyer's link.
    history, witnessed
        An import of the past, and the events which its source could have recorded.
    """

    order: IncomingOrder
    origin: str
    store: str
    content: str
    status_token: str = ""
    history: bool = False
    witnessed: tuple[str, ...] = ()


def started_at(order: IncomingOrder, *, history: bool) -> datetime:
    """When the buyer's clock starts: `placed_at`, for live orders within the last 24 h before `received_at`."""
    if history:
        return order.placed_at
    return min(max(order.placed_at, order.received_at - BACKDATING_FOR), order.received_at)


def changed_parts(old: str, new: str) -> list[str]:
    """Names of the parts of the content whose fingerprints differ, sorted."""
    before, after = (dict(part.split("=", 1) for part in text.split(";") if part) for text in (old, new))
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def decide_receive(state: StreamState, world: World, now: datetime, *, arrival: Arrival) -> Sequence[Event]:
    """The facts of an order that arrived, came again, or changed at its source.

    Raises
    ------
    DomainError
        `unknown_store`, `empty_order`: a live order without lines.

    Notes
    -----
    Neither a repeat, a stale version nor a file about an order that we know live adds anything; nothing personal
    comes back to an erased order. A cancellation in the shop goes through the refusal gate like any other (law 7).
    """
    if isinstance(state.subject, OrderState):
        return _changes(state, world, now, arrival)
    store = world.store(arrival.store)
    order = arrival.order
    if not order.lines and not arrival.history:
        raise DomainError("empty_order", "An order needs at least one line.", place="lines")
    at = started_at(order, history=arrival.history)
    actor = f"source:{arrival.origin}"
    events = [_received(arrival, world, at=at, locale=order.locale or store.locale)]
    reserved = [line.id for line in order.lines if line.reserved]
    if reserved:
        events.append(make("goods.reserved", occurred_at=at, actor=actor, source="provider", lines=reserved))
    if order.paid_at is not None:
        events.append(_paid(arrival, at=min(order.paid_at, now)))
    return events


def _received(arrival: Arrival, world: World, *, at: datetime, locale: str) -> Event:
    order = arrival.order
    store = world.store(arrival.store)
    said: dict[str, Any] = {name: getattr(order, name) for name in SAID}
    said |= {name: getattr(order, name) or None for name in SAID_IF_ANY}
    return make(
        "order.received",
        occurred_at=at,
        actor=f"source:{arrival.origin}",
        source="provider",
        origin=arrival.origin,
        store=store.slug,
        partner=store.partner,
        has_phone=bool(order.phone),
        has_email=bool(order.email),
        locale=locale,
        content=arrival.content,
        history=arrival.history,
        trade=store.trade or None,
        witnessed=list(arrival.witnessed) or None,
        status_token=arrival.status_token or None,
        lines=[_line(line) for line in order.lines],
        extra=dict(order.extra) or None,
        zone=delivery_zone(order, store, world) or None,
        point=list(order.point) if order.point else None,
        **said,
    )


def delivery_zone(order: IncomingOrder, store: Store, world: World) -> str:
    """Slug of the zone of its depot in which an order's address lies; empty = not known, or nobody delivers there."""
    fleets = {slug: one.fleet for slug, one in world.stores.items() if one.fleet is not None}
    fleet = fleets.get(depot_of(store, fleets))
    if fleet is None:
        return ""
    zone = zone_of(fleet, zone=order.zone, point=order.point, postcode=order.postcode, place=order.place)
    return zone.slug if zone else ""


SAID = (
    "number",
    "channel",
    "placed_at",
    "received_at",
    "total_minor",
    "currency",
    "payment",
    "buyer_zone",
    "modified_at",
)
SAID_IF_ANY = (
    "delivery", "campaign", "cart_key", "source_status", "buyer_name", "phone", "phone_raw", "email", "comment",
    "place", "postcode", "address", "needed_by_at",
)  # fmt: skip
"""What an order says, by fields that have the same name in the event; the second are left out where empty."""


def _line(line: IncomingLine) -> dict[str, object]:
    return {
        "id": line.id,
        "sku": line.sku,
        "title": line.title,
        "quantity": line.quantity,
        "price_minor": line.price_minor,
    }


def _paid(arrival: Arrival, *, at: datetime) -> Event:
    order = arrival.order
    return make(
        "payment.received",
        occurred_at=at,
        actor=f"source:{arrival.origin}",
        source="provider",
        amount_minor=order.total_minor,
        currency=order.currency,
        payment_id=f"{arrival.origin}:{order.number}",
    )


def _changes(state: StreamState, world: World, now: datetime, arrival: Arrival) -> Sequence[Event]:
    known: OrderState = state.subject
    order = arrival.order
    stale = known.modified_at and order.modified_at and order.modified_at < known.modified_at
    parts = changed_parts(known.content, arrival.content)
    if stale or not parts or (arrival.history and not known.history):
        return []
    events = [
        make(
            "order.changed_at_source",
            occurred_at=order.modified_at if order.modified_at and order.modified_at < now else now,
            actor=f"source:{arrival.origin}",
            source="provider",
            content=arrival.content,
            changed=parts,
            modified_at=order.modified_at,
            values=None if known.erased else _values(order, parts) or None,
            **_said_anew(known, order, parts),
        )
    ]
    if order.paid_at is not None and order.total_minor > 0:
        events += decide_pay(
            state,
            world,
            now,
            actor=f"source:{arrival.origin}",
            amount_minor=order.total_minor,
            currency=known.currency,
            payment_id=f"{arrival.origin}:{order.number}",
            occurred_at=min(order.paid_at, now),
        )
    return events


def _said_anew(known: OrderState, order: IncomingOrder, parts: Sequence[str]) -> dict[str, Any]:
    """What is not personal of the changed parts, for the order's state; what was left out stays as it was."""
    said: dict[str, Any] = {
        "total_minor": order.total_minor,
        "payment": order.payment,
        "delivery": order.delivery or known.delivery,
        "has_phone": bool(order.phone) or known.has_phone,
        "has_email": bool(order.email) or known.has_email,
    }
    changed = {name: value for name, value in said.items() if value != getattr(known, name)}
    lines = {"lines": [_line(line) for line in order.lines]} if "lines" in parts else {}
    return {**changed, **lines, "source_status": order.source_status or None}


def _values(order: IncomingOrder, parts: Sequence[str]) -> dict[str, object]:
    """What the changed parts say now; personal, since free text and unknown fields are among them."""
    said: dict[str, object] = {
        "buyer": {"name": order.buyer_name, "phone": order.phone or order.phone_raw, "email": order.email},
        "comment": order.comment,
        "extra": dict(order.extra),
        "address": {
            "place": order.place,
            "postcode": order.postcode,
            "address": order.address,
            "point": list(order.point) if order.point else None,
        },
    }
    return {name: said[name] for name in parts if name in said}


def decide_close_at_source(
    state: StreamState, world: World, now: datetime, *, arrival: Arrival
) -> Sequence[Event]:
    """What the shop's own status says about the end of an order: completed there, or cancelled there.

    A second command of the unit that receives the order, so that it sees the received state.
    """
    known = state.subject
    if (
        not isinstance(known, OrderState)
        or not known.is_open
        or known.source_status != arrival.order.source_status
    ):
        return []
    actor = f"source:{arrival.origin}"
    status = arrival.order.source_status.casefold()
    if status in COMPLETED_STATUSES:
        silently = True if known.live_contact_at is None else None
        return [make("order.completed", occurred_at=now, actor=actor, source="provider", silently=silently)]
    if status in CANCELLED_STATUSES:
        refusal = Refusal(
            "cancelled_at_source", f"The shop's status is {arrival.order.source_status!r}.", by=actor
        )
        return decide_refuse(state, world, now, refusal=refusal, actor=actor)
    return []
