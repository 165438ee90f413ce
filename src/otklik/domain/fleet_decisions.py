"""A depot's fleet as a fact, and which depot delivers the orders of a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.fleet_checks import check_against
from otklik.domain.fleet_documents import FleetErrors, parse_fleet
from otklik.domain.fleet_writing import document_of
from otklik.domain.fleets import Fleet
from otklik.domain.standards.mistakes import Path
from otklik.domain.stores import require_store
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Store, World

DEPOT = "depot"
"""The party of a store whose fleet delivers its orders."""


def decide_fleet(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    document: Mapping[str, Any],
    lines: Mapping[Path, int] | None = None,
) -> Sequence[Event]:
    """The fact that a place delivers with another fleet; the same fleet says nothing new.

    Parameters
    ----------
    document
        Whole, as `fleet_documents.parse_fleet` reads it.
    lines
        Line of each path, where it was a text.

    Raises
    ------
    DomainError
        `unknown_store`; `bad_fleet` (`FleetErrors`): every mistake, also carriers, couriers and stores that are none.
    """
    depot = require_store(state)
    told = document_of(read_against(document, depot.slug, world, lines))
    if told == depot.fleet:
        return []
    return [make("fleet.changed", occurred_at=now, actor=actor, source="person", document=told)]


def read_against(
    document: Mapping[str, Any], depot: str, world: World, lines: Mapping[Path, int] | None = None
) -> Fleet:
    """The fleet that a document gives a depot of this world; parameters and errors as `decide_fleet`."""
    fleet = parse_fleet(document, depot, lines)
    people = {one.slug: one for place in world.stores.values() for one in place.people}
    if mistakes := list(check_against(fleet, world, people)):
        raise FleetErrors(mistakes, lines)
    return fleet


def depot_of(store: Store, world: World) -> Store | None:
    """The depot whose fleet delivers a store's orders; None = nobody's.

    Notes
    -----
    The store itself where it has a fleet; else whom it names as its party `depot`; else the one depot that names it
    among the stores it serves; else the one depot that serves every store. Where two could, nobody does: a choice
    that nobody made is not made here.
    """
    if store.fleet:
        return store
    if DEPOT in store.parties:
        named = world.stores.get(store.parties[DEPOT])
        return named if named and named.fleet else None
    depots = [(one, one.fleet) for one in world.stores.values() if one.fleet]
    naming = [one for one, fleet in depots if store.slug in fleet.serves]
    free = [one for one, fleet in depots if not fleet.serves]
    for found in (naming, free):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def require_fleet(depot: Store) -> Fleet:
    """The fleet of a depot.

    Raises
    ------
    DomainError
        `no_fleet`: it has none.
    """
    if depot.fleet is None:
        raise DomainError(
            "no_fleet",
            f"{depot.name} delivers nothing.",
            remedy="Describe its fleet: Set-up › Places › Delivery, or `otklik fleet set`.",
        )
    return depot.fleet
