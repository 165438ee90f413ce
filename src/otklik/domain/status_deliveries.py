"""What a buyer may know of his delivery: where it is in the courier's day, and what he himself says of it afterwards.

Only what is on record or follows from it: no address, no other buyer, of the courier the first name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from otklik.domain.deliveries import Delivery, Witness, last
from otklik.domain.orders import OrderState
from otklik.domain.parties import find_person
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class StatusDelivery:
    """One delivery as its buyer may see it.

    Parameters
    ----------
    state
        `agreed`: nobody has set out with it; `on_board`; `coming`: somebody is on the way to this door; `done`;
        `failed`, then `reason` says why.
    window_from_at, window_to_at
        In which he expects it; None = no window was agreed.
    was_moved
        Whether he was told another window than the first.
    carrier, courier
        Name of the outside carrier, empty = the shop's own; first name of the courier, empty = not known.
    stops_before
        How many doors come before his as the day looks now; None = nobody knows.
    due_at
        When somebody is at his door as it looks now; None = nobody knows.
    ended_at, how, reason
        As in `deliveries.Delivery`.
    witness
        What he himself has said of it.
    collect_minor
        What he pays at the door, in minor units of the order's currency; 0 = nothing.
    """

    state: str
    window_from_at: datetime | None
    window_to_at: datetime | None
    was_moved: bool
    carrier: str
    courier: str
    ended_at: datetime | None
    how: str
    reason: str
    witness: Witness
    collect_minor: int = 0
    stops_before: int | None = None
    due_at: datetime | None = None


def delivery_of(order: OrderState, world: World) -> StatusDelivery | None:
    """The delivery that is under way, else the last one; None where none was agreed, or it was called off."""
    known = last(order.deliveries)
    if known is None or order.history or known.reason == "cancelled":
        return None
    person = find_person(world, known.courier) if known.courier else None
    place = world.stores.get(known.carrier)
    own = place is None or place.fleet is not None
    return StatusDelivery(
        state=_state(known),
        window_from_at=known.window_from_at,
        window_to_at=known.window_to_at,
        was_moved=known.moves > 0,
        carrier="" if own or place is None else place.name,
        courier=person.name.split(" ", 1)[0] if person else "",
        ended_at=known.ended_at,
        how=known.how,
        reason=known.reason,
        witness=known.witness,
        collect_minor=max(0, order.total_minor - order.paid_minor) if order.payment == "on_delivery" else 0,
        due_at=known.due_at if known.is_open else None,
    )


def _state(known: Delivery) -> str:
    if known.is_done:
        return "done"
    if known.reason:
        return "failed"
    if known.approached_at is not None:
        return "coming"
    return "on_board" if known.handed_over_at is not None else "agreed"
