"""Goods that another store puts aside for an order: asked for, made, declined, used, freed (R36).

The value and its fold. The other store knows of a reservation by its key alone, which says nothing of the order; what
may be done is decided in `reservation_decisions.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.events import Entry, Event

TOUCHING = frozenset({
    "reservation.asked", "reservation.made", "reservation.declined", "reservation.used", "reservation.freed",
})  # fmt: skip

LIVE = frozenset({"asked", "made"})
"""States in which the goods are not free for anybody else."""

KEY_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Reservation:
    """One reservation of an order at another store.

    Parameters
    ----------
    key
        Sixteen hex digits, the same nowhere else.
    store
        Slug of the store that has the goods.
    line, offer
        The order's line that is missing, and the offer that the goods are; empty = none.
    sku, title, quantity
        What is to be put aside.
    state
        asked, made, declined, used or freed.
    cause
        Why it was freed: order_ended, order_there, offer_declined, unanswered, over, taken_back; empty = not said.
    """

    key: str
    store: str
    line: str
    offer: str
    sku: str
    title: str
    quantity: int
    asked_at: datetime
    by: str = ""
    state: str = "asked"
    made_at: datetime | None = None
    ended_at: datetime | None = None
    cause: str = ""

    @property
    def is_live(self) -> bool:
        """Whether the goods wait for this order, or may."""
        return self.state in LIVE


Reservations = Mapping[str, Reservation]
"""By key, in order."""


def key_of(stream: str, number: int) -> str:
    """The key of an order's n-th reservation: it leads nobody back to the order."""
    return hashlib.sha256(f"reservation {stream} {number}".encode()).hexdigest()[:KEY_LENGTH]


def reservations_after(order: Any, entry: Entry) -> Reservations:
    """The order's reservations after one of the facts that touch them."""
    known: dict[str, Reservation] = dict(order.reservations)
    kind, data, at = entry.event.kind, entry.event.data, entry.event.occurred_at
    key = data["reservation"]
    if kind == "reservation.asked":
        known[key] = Reservation(
            key=key,
            store=data["store"],
            line=data.get("line", ""),
            offer=data.get("offer", ""),
            sku=data.get("sku", ""),
            title=data.get("title", ""),
            quantity=data.get("quantity", 1),
            asked_at=at,
            by=data.get("by", ""),
        )
    elif key in known and known[key].is_live:
        state = kind.rpartition(".")[2]
        made_at = at if state == "made" else known[key].made_at
        ended_at = None if state == "made" else at
        known[key] = replace(
            known[key], state=state, made_at=made_at, ended_at=ended_at, cause=data.get("cause", "")
        )
    return known


def ended_by_order(order: Any, now: datetime) -> Event | None:
    """The fact that follows for a reservation when its order or offer ended, or the order went to its store; or None.

    Notes
    -----
    Derived after every fact (`derived.py`), so that no entrance that ends an order forgets it.
    """
    for one in order.reservations.values():
        if not one.is_live:
            continue
        if one.state == "made" and (order.holder == one.store or order.phase == "completed"):
            return make("reservation.used", occurred_at=now, reservation=one.key, store=one.store)
        cause = _over_because(one, order)
        if cause:
            return make(
                "reservation.freed", occurred_at=now, reservation=one.key, store=one.store, cause=cause
            )
    return None


def _over_because(one: Reservation, order: Any) -> str:
    """Why nobody waits for the goods any more; empty = somebody does."""
    if not order.is_open:
        return "order_ended"
    if order.holder == one.store:
        return "order_there"
    offer = order.alternatives.offers.get(one.offer)
    return "offer_declined" if offer is not None and offer.state == "declined" else ""
