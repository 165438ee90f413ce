"""What a buyer may know of his own order: plain values for the public page, read from the order's state.

Nothing of partners, rivals, grades or refusal reasons; no address, no payment data. Which words say it is the page's
business (`web/status.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, choose_locale
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState, Phase
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

BUYERS_ANSWERS = ("reopened_answer", "first_answer")
"""Kinds by which a buyer waits for a live answer, the one that he waits for now first (law 2)."""


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One line of the order: title, how many, unit price in minor units."""

    title: str
    quantity: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class OrderStatus:
    """One order as its buyer may see it.

    Parameters
    ----------
    locale
        Language of the order.
    zone
        IANA zone of the buyer; the store's where his is not known.
    store, store_phone
        Name and number of the store that answers now.
    calendar
        Hours of that store.
    owner
        Name of the person who took the order; empty while it stands in the queue.
    has_phone
        Whether anybody can call the buyer.
    received_at, answered_at, confirmed_at, closed_at
        When it came in, when he was first answered live, when it was confirmed, when it ended; None = not yet.
    answer_opened_at, answer_limit_at
        Of the answer that is or was owed to him; None where none is (history, or a standard without it).
    """

    number: str
    phase: Phase
    locale: Locale
    zone: str
    store: str
    store_phone: str
    calendar: WorkCalendar
    owner: str
    has_phone: bool
    received_at: datetime
    answered_at: datetime | None
    confirmed_at: datetime | None
    closed_at: datetime | None
    answer_opened_at: datetime | None
    answer_limit_at: datetime | None
    lines: tuple[StatusLine, ...]
    total_minor: int
    currency: str
    payment: str
    delivery: str


def status_of(state: StreamState, world: World) -> OrderStatus:
    """The order as its buyer may see it.

    Parameters
    ----------
    state
        Of an `order/` stream.
    world
        With the holder's store and its people.

    Raises
    ------
    DomainError
        `unknown_order`: the stream holds no order, or it was erased.
    """
    order = state.subject
    if not isinstance(order, OrderState) or order.erased:
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    store = world.store(order.holder)
    owed = _answer(state)
    return OrderStatus(
        number=order.number,
        phase=order.phase,
        locale=choose_locale(order.locale, choose_locale(store.locale)),
        zone=order.buyer_zone or store.calendar.zone,
        store=store.name,
        store_phone=store.phone,
        calendar=store.calendar,
        owner=next((person.name for person in store.people if person.slug == order.owner), ""),
        has_phone=order.has_phone,
        received_at=order.received_at,
        answered_at=order.live_contact_at,
        confirmed_at=order.confirmed_at,
        closed_at=order.closed_at,
        answer_opened_at=owed.opened_at if owed else None,
        answer_limit_at=owed.limit_at if owed else None,
        lines=tuple(StatusLine(line.title, line.quantity, line.price_minor) for line in order.lines),
        total_minor=order.total_minor,
        currency=order.currency,
        payment=order.payment,
        delivery=order.delivery,
    )


def _answer(state: StreamState) -> Obligation | None:
    """The answer that the buyer waits for, else the last one that he waited for."""
    answers = [one for kind in BUYERS_ANSWERS for one in state.obligations.values() if one.ref.kind == kind]
    return next((one for one in answers if one.is_owed), answers[-1] if answers else None)
