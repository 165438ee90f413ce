"""Where an order stands for a person who was sent a link about it: may he still take it, or who was faster.

The values behind the page of a link (`web/links.py`); tokens are made and read in `actions/links.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, choose_locale
from otklik.domain.order_decisions import person_of
from otklik.domain.orders import OrderState
from otklik.domain.parties import find_person
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

Standing = Literal["open", "mine", "other", "answered", "closed"]

ANSWERS = ("first_answer", "holder_answer", "reopened_answer")
"""Kinds that a live answer meets."""


@dataclass(frozen=True, slots=True)
class LinkCard:
    """What the page of a link says of an order to the person it was sent to.

    Parameters
    ----------
    locale, zone
        Of the person: times are said in his store's zone.
    standing
        `open`: nobody has it, or not for long enough to keep others from it; `mine`: he has; `other`: somebody else has
        it on a running lease (`holder`); `answered`: the buyer was answered; `closed`: the sale is over.
    holder
        Name of the person who has it.
    limit_at, left_m
        When the answer is due, and how many working minutes are left until then (0 = none); None = nothing is due.
    buyer_phone
        E.164, personal; shown to whoever has taken the order.
    """

    number: str
    locale: Locale
    zone: str
    store: str
    store_phone: str
    standing: Standing
    holder: str = ""
    limit_at: datetime | None = None
    left_m: int | None = None
    buyer_phone: str = ""


def card_of(
    state: StreamState, world: World, *, receiver: str, buyer_phone: str = "", now: datetime
) -> LinkCard:
    """Where the order stands for the receiver of a link.

    Parameters
    ----------
    state
        Of an `order/` stream.
    world
        With the holder's store, its people, and the receiver's.
    receiver
        Slug of the person.
    buyer_phone
        E.164, or empty.
    now
        Aware UTC.

    Raises
    ------
    DomainError
        `unknown_order`: no order, or erased; `unknown_person`: the receiver works here no more.
    """
    order = state.subject
    if not isinstance(order, OrderState) or order.erased:
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    person = person_of(world, receiver)
    store = world.store(order.holder)
    owed = [one for one in state.obligations.values() if one.ref.kind in ANSWERS and one.is_owed]
    limit_at = min((one.limit_at for one in owed), default=None)
    return LinkCard(
        number=order.number,
        locale=choose_locale(person.locale),
        zone=world.store(person.store).calendar.zone,
        store=store.name,
        store_phone=store.phone,
        standing=_standing(order, state, world, receiver, answer_owed=bool(owed)),
        holder=_name(world, order.owner),
        limit_at=limit_at,
        left_m=None if limit_at is None else max(0, store.calendar.between(now, limit_at)) // 60,
        buyer_phone=buyer_phone,
    )


def _standing(
    order: OrderState, state: StreamState, world: World, receiver: str, *, answer_owed: bool
) -> Standing:
    if not order.is_open:
        return "closed"
    if order.live_contact_at is not None and not answer_owed:
        return "answered"
    if order.owner == receiver:
        return "mine"
    # As in `decide_take`: an owner without a running lease, or who left, keeps nobody from taking the order.
    leased = {run.leased_by for run in state.runs.values() if run.leased_until is not None and not run.ended}
    return "other" if order.owner in leased and find_person(world, order.owner) else "open"


def _name(world: World, slug: str) -> str:
    """The person's name, or the slug of one who left."""
    try:
        return person_of(world, slug).name if slug else ""
    except DomainError:
        return slug
