"""A depot's fleet: zones, windows, vehicles and carriers, changed as one document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import fleet_decisions
from otklik.domain.fleets import Fleet
from otklik.domain.standards.mistakes import Path
from otklik.store.directory import load_world
from otklik.store.fleets import stores_of_people


def change(
    depot: str,
    *,
    actor: str,
    document: Mapping[str, Any],
    lines: Mapping[Path, int] | None = None,
    now: datetime,
) -> Done:
    """Let a depot deliver with another fleet, whole. See `fleet_decisions.decide_fleet`."""
    decide = partial(fleet_decisions.decide_fleet, actor=actor, document=document, lines=lines)
    named = tuple(sorted({depot, *named_places(document)}))
    return commit_one(Unit(now=now, commands=(Command(f"store/{depot}", decide),), stores=named))


def check(
    depot: str,
    *,
    document: Mapping[str, Any],
    lines: Mapping[Path, int] | None = None,
    now: datetime,
) -> Fleet:
    """The fleet that a document would give a depot; nothing is changed. Raises as `fleet_decisions.read_against`."""
    world = load_world({depot, *named_places(document)}, now=now)
    world.store(depot)
    return fleet_decisions.read_against(document, depot, world, lines)


def named_places(document: Mapping[str, Any]) -> set[str]:
    """Slugs of the places that a document speaks of, and of those for which its couriers work.

    Parameters
    ----------
    document
        Of any form: what is no slug is nobody's.
    """
    carriers, couriers = _values(document, "carriers", "slug"), _values(document, "vehicles", "courier")
    serves = document.get("serves")
    stores = {one for one in serves if isinstance(one, str)} if isinstance(serves, list | tuple) else set()
    return carriers | stores | stores_of_people(couriers)


def _values(document: Mapping[str, Any], table: str, field: str) -> set[str]:
    rows = document.get(table)
    found: Iterable[Any] = rows if isinstance(rows, list | tuple) else ()
    values = (row.get(field) for row in found if isinstance(row, Mapping))
    return {value for value in values if isinstance(value, str) and value}
