"""One buyer's order, drawn from the demo's seed and the order's number alone: the same number, the same buyer."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from otklik.actions.order_intake import Arriving
from otklik.domain.incoming import IncomingLine, IncomingOrder
from otklik.simulation import goods
from otklik.simulation.cast import SHOPS, Place
from otklik.worker.mailbox import NOWHERE_NUMBER, is_nowhere

ORIGIN = "demo-shop"
"""Slug of the source from which the demo's orders come."""


def dice(seed: int, number: int, about: str) -> random.Random:
    """The dice of one question about one order: the answer to another question never shifts them."""
    return random.Random(f"{seed}/{number}/{about}")  # noqa: S311 - a simulated life, no secret


def drawn(rng: random.Random, shares: Mapping[str, int]) -> str:
    """One of the keys, by their shares."""
    return rng.choices(list(shares), weights=list(shares.values()))[0]


def place_of(seed: int, number: int) -> Place:
    """The store for which an order comes."""
    return dice(seed, number, "place").choices(SHOPS, weights=[place.share for place in SHOPS])[0]


def arriving(seed: int, number: int, *, at: datetime, store: str = "") -> Arriving:
    """A buyer's order from the demo's shop.

    Parameters
    ----------
    seed, number
        Decide the buyer, the shoes and, where none is given, the store.
    at
        Aware UTC; when the buyer presses the button.
    store
        Slug.
    """
    rng = dice(seed, number, "order")
    place = next((one for one in SHOPS if one.slug == store), None) or place_of(seed, number)
    lines = _lines(rng)
    phone = f"+7900{rng.randrange(10**7):07}" if rng.random() < 0.94 else ""
    email = f"buyer{number}@otklik.test" if not phone or rng.random() < 0.82 else ""
    return Arriving(
        order=IncomingOrder(
            number=f"D-{number}",
            placed_at=at,
            received_at=at,
            lines=lines,
            total_minor=sum(line.price_minor * line.quantity for line in lines),
            currency="RUB",
            channel=drawn(rng, goods.CHANNELS),
            payment=drawn(rng, goods.PAYMENTS),
            delivery=drawn(rng, goods.DELIVERIES),
            campaign=drawn(rng, goods.CAMPAIGNS),
            buyer_name=_name(rng),
            phone_raw=phone,
            phone=phone,
            email=email,
            buyer_zone=place.hours.zone,
            locale="ru",
            comment=rng.choice(goods.COMMENTS) if rng.random() < 0.3 else "",
        ),
        origin=ORIGIN,
        store=place.slug,
    )


def given(values: Mapping[str, Any], *, at: datetime, store: str) -> Arriving:
    """The order of a certain buyer of a story; what the story does not say is drawn.

    Parameters
    ----------
    values
        `number`; `name` and `email` (empty = drawn); `seed`, from which the rest is drawn; `payment`; `reserved`: a
        story of answers does not end by a release; `title`, `price_minor` and `sku` of its only line (empty = shoes,
        drawn); `delivery` (empty = drawn); `postcode`.
    at
        Aware UTC.
    store
        Slug.
    """
    drawn_one = arriving(values["seed"], 1, at=at, store=store)
    order = drawn_one.order
    rng = dice(values["seed"], 1, "story")
    lines = order.lines
    if values.get("title"):
        lines = (IncomingLine("1", values.get("sku") or "phone", values["title"], 1, values["price_minor"]),)
    phone = NOWHERE_NUMBER if is_nowhere(values["email"]) else f"+7900{rng.randrange(10**7):07}"
    return replace(
        drawn_one,
        order=replace(
            order,
            number=values["number"],
            buyer_name=values["name"] or order.buyer_name,
            email=values["email"],
            phone=phone,
            phone_raw=phone,
            payment=values["payment"],
            delivery=values.get("delivery") or order.delivery,
            postcode=values.get("postcode", ""),
            lines=tuple(replace(line, reserved=values["reserved"]) for line in lines),
            total_minor=sum(line.price_minor * line.quantity for line in lines),
        ),
    )


def _lines(rng: random.Random) -> tuple[IncomingLine, ...]:
    weights = [model.wanted for model in goods.MODELS]
    models = dict.fromkeys(rng.choices(goods.MODELS, weights=weights, k=rng.choice((1, 1, 1, 2, 2, 3))))
    return tuple(
        IncomingLine(
            id=str(place),
            sku=f"{model.article}-{size}",
            title=f"{model.title}, размер {size}",
            quantity=1,
            price_minor=model.price_minor,
        )
        for place, model in enumerate(models, start=1)
        for size in (rng.randint(model.smallest, model.largest),)
    )


def _name(rng: random.Random) -> str:
    sex = rng.choice("fffm")
    return f"{rng.choice(goods.GIVEN[sex])} {rng.choice(goods.FAMILY)['fm'.index(sex)]}"
