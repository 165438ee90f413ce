"""Who does what by himself on a day of the month: orders that come, shifts that are joined, counters that fill; pure.

What people do because a message reached them, or because an order is in their hands, is decided as it happens
(`month.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from otklik.simulation.shop_floor import habits
from otklik.simulation.shop_floor.habits import dice
from otklik.simulation.shop_floor.setting import CALL_CENTRE, CLOSES_H, MOSCOW, OPENS_H, Setting, slugs

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Deed:
    """Somebody does something.

    Parameters
    ----------
    at
        Aware.
    does
        order, join, busy, free, look (at a message), glance (at the desk), round, talk or complete.
    who
        Slug of the person; empty for an order.
    store
        Of the shop.
    order
        Stream, where it is about one that exists.
    """

    at: datetime
    does: str
    who: str = ""
    store: str = ""
    order: str = ""


def opens_at(day: date) -> datetime:
    """When the shops open."""
    return datetime.combine(day, time(OPENS_H), MOSCOW)


def closes_at(day: date) -> datetime:
    """When the shops close."""
    return datetime.combine(day, time(CLOSES_H), MOSCOW)


def plan_day(setting: Setting, day: date) -> list[Deed]:
    """What happens by itself on a local day, in no order."""
    before = opens_at(day) - timedelta(hours=1)
    found = [Deed(before, "join", one, CALL_CENTRE) for one in setting.sellers(CALL_CENTRE)]
    for store in slugs(setting):
        found += _joins(setting, store, day)
        found += [Deed(at, "order", store=store) for at in _orders(setting, store, day)]
        found += _looks(setting, store, day)
        for person in setting.sellers(store):
            for begins_at, ends_at in busy_spans(setting, person, day):
                found += [Deed(begins_at, "busy", person, store), Deed(ends_at, "free", person, store)]
    return found


def _joins(setting: Setting, store: str, day: date) -> Iterator[Deed]:
    opened = opens_at(day)
    if owner := setting.owner(store):
        yield Deed(opened, "join", owner, store)
    for place, person in enumerate(setting.sellers(store), start=1):
        yield Deed(opened + timedelta(minutes=place), "join", person, store)


def _orders(setting: Setting, store: str, day: date) -> Iterator[datetime]:
    rng, at = dice(setting.seed, store, day, "orders"), opens_at(day)
    while (at := at + habits.minutes(rng.expovariate(setting.orders_a_day / (60 * (CLOSES_H - OPENS_H))))) < (
        closes_at(day)
    ):
        yield at


def _looks(setting: Setting, store: str, day: date) -> Iterator[Deed]:
    """Looks at the desk that no message asks for: the rounds that it asks for itself, and by oneself now and then."""
    rng, at = dice(setting.seed, store, day, "rounds"), opens_at(day)
    at += habits.between(rng, habits.FIRST_ROUND_M)
    while setting.has("rounds") and at < closes_at(day):
        if rng.random() < habits.ROUND_MADE:
            yield Deed(at, "round", rng.choice(setting.sellers(store)), store)
        at += habits.between(rng, habits.NEXT_ROUND_M)
    rng, at = dice(setting.seed, store, day, "glances"), opens_at(day)
    while (at := at + habits.minutes(rng.expovariate(1 / habits.GLANCE_MEAN_M))) < closes_at(day):
        yield Deed(at, "glance", rng.choice(setting.sellers(store)), store)


def busy_spans(setting: Setting, person: str, day: date) -> list[tuple[datetime, datetime]]:
    """When a seller is busy with people at the counter, in order, within opening hours."""
    rng, at, end = dice(setting.seed, person, day, "busy"), opens_at(day), closes_at(day)
    free_m = habits.FREE_MEAN_M / (2 if day.weekday() == SATURDAY else 1)
    found: list[tuple[datetime, datetime]] = []
    while True:
        begins_at = at + habits.minutes(rng.expovariate(1 / free_m))
        at = begins_at + habits.minutes(1 + rng.expovariate(1 / habits.BUSY_MEAN_M))
        if begins_at >= end:
            return found
        found.append((begins_at, min(at, end)))


def next_free(setting: Setting, person: str, at: datetime) -> datetime:
    """The first instant from `at` on at which a seller is not busy at his counter."""
    day = at.astimezone(MOSCOW).date()
    return next((ends for begins, ends in busy_spans(setting, person, day) if begins <= at < ends), at)
