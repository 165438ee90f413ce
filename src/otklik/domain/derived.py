"""What the engine derives after every fact of an order: is it ready, is the expert there, can the appointment be held.

Nobody can press it (law 12): no command appends `order.ready`; `engine.py` asks here after each entry and when the
clock runs, so that a changed roster or a passed day is followed too. Pure.
"""

from __future__ import annotations

from datetime import datetime

from otklik.domain.appointments import CHECK_IN_FOR, PICKUP, Appointment, standing
from otklik.domain.catalogue import make
from otklik.domain.events import Event
from otklik.domain.experts import find_expert, is_at_work, is_on_shift
from otklik.domain.matching import holds
from otklik.domain.orders import OrderState
from otklik.domain.readiness import PASSED, PRESENT_FOR, Part
from otklik.domain.reservations import ended_by_order
from otklik.domain.standards import Process, Ready
from otklik.domain.stream_state import StreamState
from otklik.domain.visits import last_visit
from otklik.domain.window_decisions import cancelled_by_end
from otklik.domain.world import World

GONE = frozenset({"released", "gone"})
"""States of a line whose goods are not kept for the buyer."""


def wanted_of(order: OrderState, world: World) -> Ready | None:
    """What must be in place before the buyer is told that he may come; None = there is nothing to be ready for.

    Notes
    -----
    What the order's process says; goods alone where it is collected without one that says anything.
    """
    store = world.stores.get(order.holder)
    standard = world.standards.get(store.standard) if store else None
    for process in standard.processes.values() if standard else ():
        if process.ready is not None and process.when and _goes_through(order, process):
            return process.ready
    return GOODS_ALONE if order.delivery == "pickup" else None


GOODS_ALONE = Ready()


def _goes_through(order: OrderState, process: Process) -> bool:
    return all(holds(predicate, order, _NO_FACT) for predicate in process.when)


_NO_FACT = Event("order.noted", datetime.min)


def missing_of(state: StreamState, world: World, now: datetime) -> tuple[Part, ...]:
    """What is not in place; empty = the order is ready, or nothing is to be.

    Parameters
    ----------
    state
        Of an `order/` stream.
    now
        Aware UTC.
    """
    order = state.subject
    wanted = wanted_of(order, world) if isinstance(order, OrderState) else None
    return _missing(order, wanted, world, now) if wanted is not None else ()


def _missing(order: OrderState, wanted: Ready, world: World, now: datetime) -> tuple[Part, ...]:
    return tuple(part for part in _parts(order, wanted) if not is_in_place(part, order, world, now))


def list_parts(order: OrderState, world: World) -> tuple[Part, ...]:
    """Everything that must be in place for the buyer to collect; empty = there is nothing to be ready for."""
    wanted = wanted_of(order, world)
    return _parts(order, wanted) if wanted is not None else ()


def _parts(order: OrderState, wanted: Ready) -> tuple[Part, ...]:
    goods = [Part("goods", line.id) for line in order.lines] if wanted.goods else []
    papers = [Part("paper", one) for one in wanted.papers]
    return (*goods, *papers, *([Part("person", wanted.person)] if wanted.person else []))


def is_in_place(part: Part, order: OrderState, world: World, now: datetime) -> bool:
    """Whether a part is in place: scanned at the holder and still kept, present, or somebody expects the buyer."""
    known = order.readiness
    if part.kind == "paper":
        return part.name in known.papers
    if part.kind == "person":
        return _is_expected(order, world, now)
    is_kept = any(line.id == part.name and line.state not in GONE for line in order.lines)
    return is_kept and known.goods.get(part.name) == order.holder


def _is_expected(order: OrderState, world: World, now: datetime) -> bool:
    """Whether somebody expects the buyer: by an appointment that can be held, or because he is there already."""
    until_at = _expected_until(order)
    if until_at is None or now >= until_at:
        return False
    current = standing(order.appointments)
    return is_present(order, now) or (current is not None and can_be_held(order, current, world))


def is_present(order: OrderState, now: datetime) -> bool:
    """Whether the buyer is there, as far as two taps tell: he came, did not leave, and it is not long ago."""
    visit = last_visit(order.visits)
    return visit is not None and visit.left_at is None and now < visit.came_at + PRESENT_FOR


def _expected_until(order: OrderState) -> datetime | None:
    """Until when somebody expects him, by what is on record: his appointment, or the visit that is under way."""
    current, visit = standing(order.appointments), last_visit(order.visits)
    ends = [current.ends_at] if current is not None else []
    if visit is not None and visit.left_at is None:
        ends.append(visit.came_at + PRESENT_FOR)
    return max(ends, default=None)


def can_be_held(order: OrderState, appointment: Appointment, world: World) -> bool:
    """Whether the named person still works at that time, for the store that holds the order."""
    wanted = wanted_of(order, world)
    expert = find_expert(order, wanted.person if wanted else "", world, appointment.person)
    return (
        expert is not None
        and appointment.store == order.holder
        and is_at_work(expert, appointment.starts_at, appointment.ends_at)
    )


def turns_at(order: OrderState) -> datetime | None:
    """When a ready order stops being ready by itself: the appointment goes by."""
    return order.readiness.until_at if order.readiness.is_ready else None


def passed(now: datetime) -> Event:
    """That nobody expects the buyer any more, because its time went by; he knows that himself."""
    return make("order.unready", occurred_at=now, part="person", cause=PASSED)


def derive(state: StreamState, world: World, now: datetime) -> Event | None:
    """The next fact that follows from what is on record and from the world as it is; None = nothing new.

    Parameters
    ----------
    now
        Aware UTC; the fact bears it.
    """
    order = state.subject
    if not isinstance(order, OrderState) or order.history or order.erased:
        return None
    ended = ended_by_order(order, now) or (None if order.is_open else cancelled_by_end(order, now))
    if ended is not None or not order.is_open or order.holder not in world.stores:
        return ended
    return _from_appointment(order, world, now) or _from_parts(order, world, now)


def _from_appointment(order: OrderState, world: World, now: datetime) -> Event | None:
    """That the appointment can't be held, or that whoever expects the buyer is there."""
    current = standing(order.appointments)
    if current is None or current.purpose != PICKUP or now >= current.ends_at:
        return None
    if now < current.starts_at and not can_be_held(order, current, world):
        return make(
            "appointment.cancelled",
            occurred_at=now,
            appointment=current.key,
            cause="nobody_there",
            starts_at=current.starts_at,
            person=current.person,
        )
    if current.checked_in_at is not None or now < current.starts_at - CHECK_IN_FOR:
        return None
    expert = find_expert(order, _role(order, world), world, current.person)
    if expert is None or not is_on_shift(expert, world):
        return None
    return make("expert.checked_in", occurred_at=now, person=current.person, appointment=current.key)


def _role(order: OrderState, world: World) -> str:
    wanted = wanted_of(order, world)
    return wanted.person if wanted else ""


def _from_parts(order: OrderState, world: World, now: datetime) -> Event | None:
    """That everything is in place now, or is not any more."""
    wanted, known = wanted_of(order, world), order.readiness
    if wanted is None or not _parts(order, wanted):
        return None
    missing = _missing(order, wanted, world, now)
    if known.is_ready and missing:
        if missing[0].kind == "person" and now >= (_expected_until(order) or now):
            return passed(now)
        return make(
            "order.unready",
            occurred_at=now,
            part=missing[0].kind,
            parts=[part.code for part in missing],
            buyer_told=known.told,
        )
    if not known.is_ready and not missing:
        return make(
            "order.ready", occurred_at=now, until_at=_expected_until(order) if wanted.person else None
        )
    return None
