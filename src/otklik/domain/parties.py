"""Who is meant by a role: the party that owes or is owed, and on whose hours its clock runs.

A party is named `<role>` or `<role>:<slug>`. Resolved once, when an obligation opens, and frozen there (law 1);
whom a ladder tells is resolved when the step fires (`receivers.py`). Pure: the world is passed in.

The hours of a party: a place has its own, a person those of his store, buyer and system the wall clock, and
whoever has none those of the marketplace (loading a standard refuses a party without hours where it can see it).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from otklik.domain import clocks
from otklik.domain.clocks import Clock
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.standards import Kind, Standard
from otklik.domain.standards.vocabulary import LADDER_CLOCKS
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Person, Store, World

ON_THE_WALL = frozenset({"buyer", "system"})
"""Parties whose clock never stands still."""

FALLBACK_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Scene:
    """What roles, clocks and receivers are looked up in: a stream's subject, and the world around it."""

    stream: str
    subject: Any
    world: World

    @property
    def order(self) -> OrderState | None:
        """The order, if the stream is an order's."""
        return self.subject if isinstance(self.subject, OrderState) else None

    @property
    def holder(self) -> str:
        """Slug of the store that answers now: the order's holder, a person's or stream's place, or the marketplace."""
        if self.order is not None:
            return self.order.holder
        named = (getattr(self.subject, "store", ""), self.stream.split("/")[1])
        return next((slug for slug in named if slug in self.world.stores), self.world.marketplace)

    @property
    def owner(self) -> str:
        """Slug of who took the order, or calls back; empty while nobody has."""
        return getattr(self.subject, "owner", "")

    @property
    def store(self) -> Store | None:
        """The holder as the world knows it."""
        return self.world.stores.get(self.holder)

    @property
    def standard(self) -> Standard | None:
        """The standard of the holder, by which new facts open obligations; None before there is any place."""
        return standard_by_hash(self.world, self.store.standard) if self.store else None


def scene_of(state: StreamState, world: World) -> Scene:
    """The scene of a stream as it stands."""
    return Scene(state.stream, state.subject, world)


def standard_by_hash(world: World, digest: str) -> Standard:
    """The standard of that hash.

    Raises
    ------
    DomainError
        `unknown_standard`: it was not loaded into the world.
    """
    try:
        return world.standards[digest]
    except KeyError:
        raise DomainError("unknown_standard", f"No standard {digest[:12]} was loaded.") from None


def kind_of(obligation: Obligation, world: World) -> Kind:
    """The kind under which an obligation opened, from its own frozen standard (law 1)."""
    return standard_by_hash(world, obligation.standard).kinds[obligation.ref.kind]


def list_people(world: World) -> Iterator[Person]:
    """Everybody who is active, store by store."""
    for store in world.stores.values():
        yield from (person for person in store.people if person.active)


def find_person(world: World, slug: str) -> Person | None:
    """The active person of that slug."""
    return next((person for person in list_people(world) if person.slug == slug), None)


def place_of(role: str, scene: Scene) -> Store | None:
    """The place that plays a role for the holder: named by it, or the only one of that role."""
    world = scene.world
    if role == "marketplace":
        return world.stores.get(world.marketplace)
    named = scene.store.parties.get(role) if scene.store else None
    if named is not None:
        return world.stores.get(named)
    having = [store for store in world.stores.values() if store.role == role]
    return having[0] if len(having) == 1 else None


def party_of(role: str, event: Event, scene: Scene) -> str:
    """The party that a role of a standard means at this event, as `<role>` or `<role>:<slug>`.

    Parameters
    ----------
    role
        A role of the closed list, or `field:<name>` = the party that the event names in that field.
    """
    if role.startswith("field:"):
        return _named_party(str(event.data.get(role.removeprefix("field:"), "")), scene.world)
    if role == "owner":
        return f"owner:{scene.owner}" if scene.owner else f"store:{scene.holder}"
    if role in ("store", "head"):
        return f"{role}:{scene.holder}"
    if role == "partner":
        prefix, _, slug = scene.stream.partition("/")
        partner = slug if prefix == "partner" else scene.store.partner if scene.store else ""
        return f"partner:{partner}" if partner else "partner"
    if role in ON_THE_WALL | {"second_person", "other_store"}:
        return role
    place = place_of(role, scene)
    return f"{role}:{place.slug}" if place else role


def _named_party(named: str, world: World) -> str:
    if named in world.stores:
        return f"{world.stores[named].role}:{named}"
    if find_person(world, named):
        return f"person:{named}"
    return named or "marketplace"


def place_of_party(party: str, world: World) -> Store | None:
    """The place on whose hours a party's clock runs; None = the wall."""
    role, _, slug = party.partition(":")
    if role in ON_THE_WALL:
        return None
    person = find_person(world, slug) if role in ("owner", "person") else None
    return world.stores.get(person.store if person else slug) or world.stores.get(world.marketplace)


def place_of_clock(name: str, world: World, *, holder: str, parties: Mapping[str, str]) -> Store | None:
    """The place whose hours a clock of a standard means, as the world is now; None = no place's.

    Parameters
    ----------
    name
        As in `clock_of`.
    holder
        Slug of the store that answers now.
    parties
        `debtor` and `creditor` of the obligation.
    """
    if name in ("debtor", "creditor"):
        return place_of_party(parties[name], world)
    if name in ("store", "holder"):
        return place_of_party(f"store:{holder}", world)
    return place_of_party("marketplace", world) if name == "marketplace" else None


def clock_of(name: str, scene: Scene, standard: Standard, parties: Mapping[str, str]) -> Clock:
    """The clock that a standard names, as it is now.

    Parameters
    ----------
    name
        debtor, creditor, store, holder, marketplace, wall, or a `[calendar.*]` of the standard.
    parties
        `debtor` and `creditor` of the obligation.
    """
    if name in LADDER_CLOCKS:
        place = place_of_clock(name, scene.world, holder=scene.holder, parties=parties)
        return place.calendar if place else None
    named = standard.calendars[name]
    return clocks.parse_hours(named.hours, _buyer_zone(scene) if named.zone == "buyer" else named.zone)


def _buyer_zone(scene: Scene) -> str:
    zone = scene.order.buyer_zone if scene.order else ""
    return zone or (scene.store.calendar.zone if scene.store else FALLBACK_ZONE)


def frozen_clock(obligation: Obligation, scene: Scene) -> Clock:
    """The clock that an obligation was opened on (law 1), whatever the hours are by now.

    Notes
    -----
    A `[calendar.*]` is part of the frozen standard and needs no row of its own: it is read from there.
    """
    if not obligation.calendar:
        return None
    standard = standard_by_hash(scene.world, obligation.standard)
    name = standard.kinds[obligation.ref.kind].clock
    if name in standard.calendars:
        return clock_of(name, scene, standard, {})
    return scene.world.calendar(obligation.calendar)
