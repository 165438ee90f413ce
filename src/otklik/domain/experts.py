"""Who can expect the buyer of an order, and whether he is to be at work then: present people, roster and hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.domain.orders import OrderState
from otklik.domain.parties import Scene, place_of
from otklik.domain.rosters import list_rostered
from otklik.domain.world import Person, Store, World
from otklik.domain.zones import parse_zone

AT_THE_COUNTER = frozenset({"seller", "head"})
"""Roles of a store's people who serve a buyer where the process asks for nobody in particular."""


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody who can expect the buyer, and the place whose roster says when he works."""

    person: Person
    place: Store


def list_experts(order: OrderState, role: str, world: World) -> tuple[Expert, ...]:
    """Those who can expect the buyer, by slug.

    Parameters
    ----------
    role
        Which the order's process asks for; empty = anybody at the counter of its store.
    """
    holder = world.stores.get(order.holder)
    if holder is None:
        return ()
    own = [Expert(one, holder) for one in holder.people if role in one.roles or _serves(one, role)]
    place = place_of(role, Scene("", order, world)) if role else None
    if place is not None and place.slug != holder.slug:
        own += [Expert(one, place) for one in place.people]
    return tuple(sorted((one for one in own if one.person.active), key=lambda one: one.person.slug))


def _serves(person: Person, role: str) -> bool:
    return not role and bool(person.roles & AT_THE_COUNTER)


def find_expert(order: OrderState, role: str, world: World, slug: str) -> Expert | None:
    """The expert of that slug; None where he can't expect this buyer (any more)."""
    return next((one for one in list_experts(order, role, world) if one.person.slug == slug), None)


def is_at_work(expert: Expert, from_at: datetime, to_at: datetime) -> bool:
    """Whether he is to be at work for the whole of a span: by the roster, else by the hours of his place.

    Parameters
    ----------
    from_at, to_at
        Aware UTC.
    """
    if not expert.place.roster:
        return is_open(expert.place, from_at, to_at)
    return any(begins <= from_at and to_at <= ends for begins, ends in work_spans(expert, from_at))


def work_spans(expert: Expert, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """From when to when the roster has him at work, on the local day of an instant and the night before it."""
    zone = expert.place.calendar.zone
    today = at.astimezone(parse_zone(zone)).date()
    for day in (today - timedelta(days=1), today):
        for slug, from_at, to_at in list_rostered(expert.place.roster, zone, day):
            if slug == expert.person.slug:
                yield from_at, to_at


def is_open(store: Store, from_at: datetime, to_at: datetime) -> bool:
    """Whether a store is open for the whole of a span."""
    whole_s = int((to_at - from_at).total_seconds())
    return store.calendar.between(from_at, to_at) == whole_s


def is_on_shift(expert: Expert, world: World) -> bool:
    """Whether he is there now: he joined the shift of his place, or of a store around it."""
    return any(expert.person.slug in store.on_shift for store in world.stores.values())
