"""What a buyer may know of his complaints: what about, by when he is answered, what was done, whether it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from otklik.domain.complaints import Complaint
from otklik.domain.events import Ref
from otklik.domain.orders import OrderState
from otklik.domain.parties import find_person
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class StatusComplaint:
    """One complaint as its buyer may see it.

    Parameters
    ----------
    limit_at
        By when somebody with authority answers; None where the standard in force owes nothing.
    of_the_head
        Whether it is about a head, so that somebody above him answers.
    acted_at, action
        The first action; None and empty = none yet.
    closed_at
        When it ended; None = it is open.
    """

    key: str
    about: str
    at: datetime
    limit_at: datetime | None
    of_the_head: bool
    acted_at: datetime | None
    action: str
    closed_at: datetime | None


def list_complaints(state: StreamState, world: World) -> tuple[StatusComplaint, ...]:
    """The buyer's own complaints, the newest first; what an employee noted for the house is not among them."""
    order = state.subject
    known = order.complaints.values() if isinstance(order, OrderState) else ()
    own = [one for one in known if one.means != "employee"]
    return tuple(_complaint(one, state, world) for one in reversed(own))


def _complaint(one: Complaint, state: StreamState, world: World) -> StatusComplaint:
    owed = state.obligations.get(Ref("complaint", one.key))
    person = find_person(world, one.person) if one.person else None
    return StatusComplaint(
        key=one.key,
        about=one.about,
        at=one.at,
        limit_at=owed.limit_at if owed else None,
        of_the_head=person is not None and "head" in person.roles,
        acted_at=one.acted_at,
        action=one.action,
        closed_at=one.closed_at,
    )
