"""What may be done about goods at another store: ask for them, put them aside, say no, hand them out, let them go.

The other store answers by the reservation's key. That one pair is never put aside twice is a claim in the same unit
(`actions/reservations.py`); that a reservation ends with its order is derived (`reservations.ended_by_order`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from otklik.domain.alternatives import Offer
from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import require_order, source_of
from otklik.domain.orders import OrderState
from otklik.domain.reservations import Reservation, key_of
from otklik.domain.streams import StreamState
from otklik.domain.world import World

WORDS_MAX = 2000


def decide_ask(
    state: StreamState, world: World, now: datetime, *, actor: str, offer: str, by: str = ""
) -> Sequence[Event]:
    """The fact that another store is asked to put aside what was offered; asked for already, nothing new.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `unknown_offer`; `offer_over`: it was declined; `unknown_store`;
        `same_store`: the goods are at the order's own store, or at nobody's.
    """
    order = require_order(state, "assign")
    one = order.alternatives.offers.get(offer)
    if one is None:
        raise DomainError("unknown_offer", f"Order {order.number} has no such offer.", place="offer")
    if one.state == "declined":
        raise DomainError("offer_over", "This was declined.", remedy="Offer it again.", place="offer")
    if one.store in ("", order.holder):
        raise DomainError(
            "same_store",
            "Nothing is reserved at the order's own store.",
            remedy="Put the goods aside yourself.",
            place="store",
        )
    world.store(one.store)
    if live_for(order, offer) is not None:
        return []
    return [_asked(state.stream, order, one, now, actor=actor, by=by)]


def _asked(stream: str, order: OrderState, offer: Offer, now: datetime, *, actor: str, by: str) -> Event:
    quantity = next((line.quantity for line in order.lines if line.id == offer.line), 1)
    return make(
        "reservation.asked",
        occurred_at=now,
        actor=actor,
        source=source_of(actor),
        reservation=key_of(stream, len(order.reservations) + 1),
        store=offer.store,
        line=offer.line,
        offer=offer.key,
        sku=offer.sku or None,
        title=offer.title or None,
        quantity=quantity,
        by=by or None,
    )


def live_for(order: OrderState, offer: str) -> Reservation | None:
    """The reservation of an offer that is asked for or made; None = there is none."""
    return next((one for one in order.reservations.values() if one.offer == offer and one.is_live), None)


def decide_make(
    state: StreamState, world: World, now: datetime, *, actor: str, reservation: str, by: str = ""
) -> Sequence[Event]:
    """The fact that the other store has put the goods aside; said twice, it is said once.

    Raises
    ------
    DomainError
        `unknown_reservation`; `reservation_over`: it was declined, freed or used.
    """
    one = _reservation(state, reservation)
    return [] if one.state == "made" else [_fact("made", now, one, actor=actor, by=by or None)]


def decide_decline(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    reservation: str,
    by: str = "",
    words: str = "",
) -> Sequence[Event]:
    """The fact that the other store has not got them after all.

    Raises
    ------
    DomainError
        As `decide_make`.
    """
    one = _reservation(state, reservation, "declined")
    if one is None:
        return []
    return [_fact("declined", now, one, actor=actor, by=by or None, words=words.strip()[:WORDS_MAX] or None)]


def decide_use(
    state: StreamState, world: World, now: datetime, *, actor: str, reservation: str
) -> Sequence[Event]:
    """The fact that the other store has handed the goods out for the order.

    Raises
    ------
    DomainError
        As `decide_make`; `reservation_not_made`: it was only asked for so far.
    """
    one = _reservation(state, reservation, "used")
    if one is None:
        return []
    if one.state == "asked":
        raise DomainError(
            "reservation_not_made",
            "It is not put aside yet.",
            remedy="Say first that it is.",
            place="reservation",
        )
    return [_fact("used", now, one, actor=actor)]


def decide_free(
    state: StreamState, world: World, now: datetime, *, actor: str, reservation: str
) -> Sequence[Event]:
    """The fact that the goods need not wait any more.

    Raises
    ------
    DomainError
        As `decide_make`.
    """
    one = _reservation(state, reservation, "freed")
    return [_fact("freed", now, one, actor=actor, cause="taken_back")] if one is not None else []


def _reservation(state: StreamState, key: str, wanted: str = "") -> Any:
    """The live reservation of that key; None where it is already as wanted."""
    order = state.subject
    one = order.reservations.get(key) if isinstance(order, OrderState) else None
    if one is None:
        raise DomainError("unknown_reservation", "There is no such reservation.", place="reservation")
    if wanted and one.state == wanted:
        return None
    if not one.is_live:
        raise DomainError(
            "reservation_over",
            "These goods are not put aside any more.",
            remedy="Look at the list: a new request stands there by itself.",
            place="reservation",
        )
    return one


def _fact(what: str, now: datetime, one: Reservation, *, actor: str, **fields: Any) -> Event:
    return make(
        f"reservation.{what}",
        occurred_at=now,
        actor=actor,
        source=source_of(actor),
        reservation=one.key,
        store=one.store,
        **fields,
    )
