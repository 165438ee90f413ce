"""The demo's marketplace and its people at work: places, buyers' orders, sellers' answers, through the same actions.

What happens when stands in `life.py` (the days before now) and `arrivals.py` (what goes on while it is served).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from otklik.actions import order_intake, orders, partners, people, shifts, stores
from otklik.domain.errors import DomainError
from otklik.domain.incoming import IncomingLine, IncomingOrder
from otklik.simulation.cast import BUYERS, GOODS, MEMBERS, PARTNERS, PLACES, Member

LIVED_FOR = timedelta(days=2)
"""How long the demo's marketplace has lived before it is set up."""

ACTOR = "person:admin"
"""Who set the demo up, as its journal says."""

ORIGIN = "demo-shop"
"""Slug of the source from which the demo's orders come."""


def build(*, now: datetime) -> None:
    """Make the demo's partners, places, people and contact methods; what is there already stays.

    Parameters
    ----------
    now
        Aware UTC.
    """
    for slug, name in PARTNERS.items():
        _once(partial(partners.join, slug, actor=ACTOR, name=name, now=now))
    for place in PLACES:
        _once(
            partial(
                stores.open_store,
                place.slug,
                actor=ACTOR,
                name=place.name,
                role=place.role,
                partner=place.partner,
                hours=place.hours,
                phone=place.phone,
                now=now,
            )
        )
    for place in PLACES:
        if place.next_store:
            stores.change_store(place.slug, actor=ACTOR, next_store=place.next_store, now=now)
    for member in MEMBERS:
        _once(partial(_admit, member, now))


def _once(act: Callable[[], object]) -> None:
    """Do what may have been done by an earlier setup."""
    try:
        act()
    except DomainError as error:
        if not error.code.endswith("_exists"):
            raise


def _admit(member: Member, now: datetime) -> None:
    people.admit(
        member.slug,
        actor=ACTOR,
        name=member.name,
        store=member.store,
        roles=member.roles,
        locale="ru",
        now=now,
    )
    stores.add_method(
        f"person/{member.slug}",
        actor=ACTOR,
        method="mail",
        channel="email",
        address=f"{member.slug}@otklik.test",
        now=now,
    )


def join_shifts(store: str, *, now: datetime) -> None:
    """Let the sellers of a store join the shift of `now`."""
    for member in MEMBERS:
        if member.store == store and "seller" in member.roles:
            shifts.join(store, person=member.slug, actor=f"person:{member.slug}", now=now)


def sellers(store: str) -> list[Member]:
    """Who answers for a store, its head among them."""
    return [member for member in MEMBERS if member.store == store]


def arriving(number: int, *, rng: random.Random, now: datetime) -> order_intake.Arriving:
    """A buyer's order at `now`, from the demo's shop, for one of its stores.

    Parameters
    ----------
    number
        Becomes the order's number.
    rng
        Where the buyer, the goods and the store are drawn from.
    """
    name = rng.choice(BUYERS)
    store = rng.choice(("tverskaya", "taganka", "taganka", "vokzal"))
    goods = rng.sample(GOODS, k=rng.choice((1, 1, 1, 2, 3)))
    lines = tuple(
        IncomingLine(id=str(place + 1), sku=sku, title=title, quantity=1, price_minor=price)
        for place, (sku, title, price) in enumerate(goods)
    )
    phone = f"+7900000{rng.randrange(1000, 9999)}"
    return order_intake.Arriving(
        order=IncomingOrder(
            number=f"D-{number}",
            placed_at=now,
            received_at=now,
            lines=lines,
            total_minor=sum(line.price_minor for line in lines),
            currency="RUB",
            payment=rng.choice(("on_delivery", "on_delivery", "prepaid")),
            delivery=rng.choice(("courier", "pickup")),
            campaign=rng.choice(("", "autumn-search", "newsletter")),
            buyer_name=name,
            phone_raw=phone,
            phone=phone,
            email=f"buyer{number}@otklik.test" if rng.random() < 0.8 else "",
            buyer_zone="Europe/Moscow",
            locale="ru",
        ),
        origin=ORIGIN,
        store=store,
    )


def answer(order: str, *, by: Member, rng: random.Random, now: datetime) -> None:
    """Let a seller take an order and tell what the buyer said; what has been settled meanwhile is left alone."""
    actor = f"person:{by.slug}"
    try:
        orders.take(order, person=by.slug, now=now)
        orders.contact(order, actor=actor, by=by.slug, means="call", talk_s=rng.randrange(35, 240), now=now)
        said = rng.random()
        if said < 0.75:
            orders.confirm(order, actor=actor, by=by.slug, now=now)
        elif said < 0.9:
            orders.refuse(
                order,
                reason="changed_mind",
                comment="Покупатель передумал.",
                by=by.slug,
                actor=actor,
                now=now,
            )
    except DomainError:
        return


def delay_for(member: Member, rng: random.Random) -> timedelta | None:
    """How long a seller takes to answer, or None if he never does: prompt ones within the hour, most of the time."""
    if rng.random() < member.prompt:
        return timedelta(minutes=rng.triangular(2, 45, 9))
    return timedelta(minutes=rng.uniform(65, 400)) if rng.random() < 0.6 else None
