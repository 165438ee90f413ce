"""What a buyer may know of his pickup: what is in place, who expects him when, and when he hears next.

"Ready" is shown only as it was derived; what is not on record is not said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from otklik.domain.appointments import standing
from otklik.domain.derived import list_parts
from otklik.domain.orders import OrderState
from otklik.domain.parties import find_person
from otklik.domain.readiness import Part
from otklik.domain.visits import last_visit
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class StatusPickup:
    """One order's pickup as its buyer may see it.

    Parameters
    ----------
    is_ready
        As derived.
    regressed
        Whether he had been told so and it is not true any more.
    parts
        Kind and name of each part, and whether it is in place; goods as one.
    starts_at, ends_at, person
        The appointment and the first name of who expects him; None and empty = none.
    came_at
        Since when he waits in the store; None = he does not.
    hears_at
        The earliest time at which something is promised to him; None = nothing is.
    """

    is_ready: bool
    regressed: bool
    parts: tuple[tuple[str, str, bool], ...]
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    person: str = ""
    came_at: datetime | None = None
    hears_at: datetime | None = None


def pickup_of(order: OrderState, world: World) -> StatusPickup | None:
    """The pickup of an order; None where nothing is to be collected, or the order is over."""
    parts = list_parts(order, world) if order.is_open and not order.history else ()
    if not parts:
        return None
    known, current, visit = order.readiness, standing(order.appointments), last_visit(order.visits)
    person = find_person(world, current.person) if current else None
    open_until = [one.until_at for one in order.promises.values() if one.is_open]
    return StatusPickup(
        is_ready=known.is_ready,
        regressed=not known.is_ready and bool(known.regressions) and known.regressions[-1].told,
        parts=_told(parts, order, has_person=current is not None),
        starts_at=current.starts_at if current else None,
        ends_at=current.ends_at if current else None,
        person=person.name.split(" ", 1)[0] if person else "",
        came_at=visit.came_at if visit is not None and visit.is_waiting else None,
        hears_at=min(open_until, default=None),
    )


def _told(
    parts: tuple[Part, ...], order: OrderState, *, has_person: bool
) -> tuple[tuple[str, str, bool], ...]:
    """The parts as he reads them: all goods as one, each paper, and whether somebody expects him."""
    known = order.readiness
    found = []
    if any(part.kind == "goods" for part in parts):
        here = all(known.goods.get(part.name) == order.holder for part in parts if part.kind == "goods")
        found.append(("goods", "", here))
    found += [("paper", part.name, part.name in known.papers) for part in parts if part.kind == "paper"]
    found += [("person", part.name, has_person) for part in parts if part.kind == "person"]
    return tuple(found)
