"""What may happen to a depot's day: a window is held, an order's stop is planned, moved or dropped; caps and places.

Whether something fits is asked of a function that comes in (`Find`), since plans are numbers and lie above the rules
(ADR 0048). The rules of selling stand here: only windows that the fleet has, before their cut-off, within caps, and not
those places that are kept for orders which need the day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.fleets import OWN, Fleet
from otklik.domain.order_decisions import source_of
from otklik.domain.runs import RunState, Visit, alive, run_of
from otklik.domain.slots import Slot, is_capped, list_slots, share_kept
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Store, World


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a visit goes: to which carrier, and of the fleet's own into which vehicle's route at which position."""

    carrier: str
    vehicle: str = ""
    position: int = 0


Find = Callable[[RunState, Fleet, str, Visit, Sequence[str], float], Spot | None]
"""(day without what has ended, fleet, IANA zone, visit, who sells the window, share that is left to others) → spot."""

Removable = Callable[[RunState, Fleet, str, str], bool]
"""(day, fleet, IANA zone, id of a visit) → whether its route is driven in time without it."""

NOT_SERVED = "Choose one of the windows that are offered."


def require_fleet(world: World, depot: str) -> tuple[Store, Fleet]:
    """The depot and what it delivers with.

    Raises
    ------
    DomainError
        `unknown_store`; `no_fleet`: it delivers nothing.
    """
    place = world.store(depot)
    if place.fleet is None:
        raise DomainError("no_fleet", f"{depot} has no zones, windows and vehicles.", place="depot")
    return place, place.fleet


def day_of(run: RunState) -> date:
    """The date of a day by its depot's wall clock."""
    return date.fromisoformat(run.day)


def decide_hold(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    visit: Visit,
    find: Find,
) -> Sequence[Event]:
    """The fact that a window is held for somebody who decides; asked again while it is, it says nothing new.

    Parameters
    ----------
    visit
        Its `id` is the hold's key, `until_at` its end; its carrier is found here.
    find
        See `Find`.

    Raises
    ------
    DomainError
        `no_fleet`; `window_not_offered`, `window_past`, `window_capped`, `window_full`.
    """
    run = alive(run_of(state.subject, state.stream), now)
    if visit.id in run.visits:
        return []
    spot = _place(run, world, now, visit, find)
    return [
        make(
            "window.held",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            hold=visit.id,
            until_at=visit.until_at,
            **_said(visit, spot),
        )
    ]


def decide_plan(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    visit: Visit,
    find: Find,
    hold: str = "",
) -> Sequence[Event]:
    """The fact that an order's stop is in the day: in the place that was held for it, else in one that is found now.

    Parameters
    ----------
    visit
        Its `id` is the delivery's key; where it is in the day already, it is moved to this window.
    hold
        Key of a hold; ended, its window is sold anew if it still can be.

    Raises
    ------
    DomainError
        As `decide_hold`; `hold_of_other_window`: what is held is another window than what is accepted.
    """
    run = alive(run_of(state.subject, state.stream), now)
    held = run.visits.get(hold) if hold else None
    if held is not None:
        if (held.window_from_at, held.window_to_at) != (visit.window_from_at, visit.window_to_at):
            raise DomainError(
                "hold_of_other_window",
                "Another window is held.",
                remedy="Hold the one he wants.",
                place="hold",
            )
        visit = replace(visit, point=held.point, zone=held.zone, load=held.load, service_s=held.service_s)
        spot = _spot_of(run, held)
    else:
        spot = _place(left_by(run, visit.id), world, now, visit, find)
    return [_planned(visit, spot, actor, now, hold=hold)]


def _planned(visit: Visit, spot: Spot, actor: str, now: datetime, *, hold: str = "") -> Event:
    return make(
        "stop.planned",
        occurred_at=now,
        actor=actor,
        source="system" if actor == "system" else source_of(actor),
        delivery=visit.id,
        order=visit.order,
        hold=hold or None,
        needed=visit.needed or None,
        **_said(visit, spot),
    )


def decide_still_home(state: StreamState, world: World, now: datetime, *, delivery: str) -> Sequence[Event]:
    """No fact; only that nobody has set out with a delivery yet.

    Raises
    ------
    DomainError
        `window_under_way`.
    """
    run = run_of(state.subject, state.stream)
    mark = run.vehicles.get(run.vehicle_of(delivery))
    if delivery in run.stops or (mark is not None and mark.started_at is not None):
        raise DomainError(
            "window_under_way",
            "Somebody is on the road with this delivery.",
            remedy="Agree with the courier.",
            place="window",
        )
    return []


def decide_shift(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    delivery: str,
    from_at: datetime,
    to_at: datetime,
) -> Sequence[Event]:
    """The fact that a stop keeps its place in the day and gets another window: a courier is late, the buyer waits.

    Raises
    ------
    DomainError
        `window_not_offered`: it is not in the day.

    Notes
    -----
    No rule of selling is asked: the window is not sold, it is what can be kept. The same again says nothing new.
    """
    run = alive(run_of(state.subject, state.stream), now)
    known = run.visits.get(delivery)
    if known is None:
        raise DomainError(
            "window_not_offered",
            "This delivery is not in the day's plan.",
            remedy=NOT_SERVED,
            place="delivery",
        )
    if (known.window_from_at, known.window_to_at) == (from_at, to_at):
        return []
    shifted = replace(known, window_from_at=from_at, window_to_at=to_at)
    return [_planned(shifted, _spot_of(run, known), actor, now)]


def decide_free(state: StreamState, world: World, now: datetime, *, actor: str, hold: str) -> Sequence[Event]:
    """The fact that a held window is given back; nothing where it is not held any more."""
    run = alive(run_of(state.subject, state.stream), now)
    held = run.visits.get(hold)
    if held is None or held.until_at is None:
        return []
    return [
        make(
            "window.freed",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            cause="given_back",
            hold=hold,
        )
    ]


def decide_drop(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    delivery: str,
    cause: str,
    removable: Removable,
    actor: str = "system",
) -> Sequence[Event]:
    """The fact that an order's stop leaves the day; nothing where it is not in it, or somebody has been there.

    Notes
    -----
    Where the route is not driven in time without it, it is driven past the place all the same (`passage`).
    """
    run = run_of(state.subject, state.stream)
    known = run.visits.get(delivery)
    mark = run.stops.get(delivery)
    if known is None or not known.order or (mark is not None and mark.how):
        return []
    place = world.stores.get(run.store)
    fleet = place.fleet if place else None
    stays = (
        fleet is not None and place is not None and not removable(run, fleet, place.calendar.zone, delivery)
    )
    return [
        make(
            "stop.dropped",
            occurred_at=now,
            actor=actor,
            source="system" if actor == "system" else source_of(actor),
            cause=cause,
            delivery=delivery,
            passage=stays or None,
        )
    ]


def _place(run: RunState, world: World, now: datetime, visit: Visit, find: Find) -> Spot:
    """Where a visit goes, by every rule of selling.

    Raises
    ------
    DomainError
        `no_fleet`; `window_not_offered`, `window_past`, `window_capped`, `window_full`.
    """
    depot, fleet = require_fleet(world, run.store)
    day_on = day_of(run)
    sold = sellers(list_slots(world, depot, day_on, visit.zone), visit, now)
    share = share_kept(fleet, day_on, now, depot.calendar.zone, needed=visit.needed)
    if is_capped(run, visit.zone, share):
        raise DomainError(
            "window_capped",
            "Nobody more is taken into this zone on that day.",
            remedy=NOT_SERVED,
            place="window",
        )
    spot = find(run, fleet, depot.calendar.zone, visit, sold, share)
    if spot is None:
        raise DomainError("window_full", "Nothing is left in this window.", remedy=NOT_SERVED, place="window")
    return spot


def sellers(slots: Sequence[Slot], visit: Visit, now: datetime) -> list[str]:
    """Who sells a visit's window now, the fleet's own first.

    Raises
    ------
    DomainError
        `window_not_offered`: nobody drives then and there; `window_past`: its last order was taken earlier.
    """
    span = (visit.window_from_at, visit.window_to_at)
    same = [one for one in slots if (one.from_at, one.to_at) == span]
    if not same:
        raise DomainError(
            "window_not_offered", "Nobody delivers there in that window.", remedy=NOT_SERVED, place="window"
        )
    sold = [one.carrier for one in same if now < one.cutoff_at]
    if not sold:
        raise DomainError(
            "window_past", "It is too late to order for this window.", remedy=NOT_SERVED, place="window"
        )
    return sorted(sold, key=lambda carrier: (carrier != OWN, carrier))


def left_by(run: RunState, visit: str) -> RunState:
    """The day without a visit that moves within it, as the fold will see it."""
    return replace(
        run,
        visits={key: one for key, one in run.visits.items() if key != visit},
        routes={
            vehicle: tuple(one for one in route if one != visit) for vehicle, route in run.routes.items()
        },
        carried={key: carrier for key, carrier in run.carried.items() if key != visit},
    )


def _spot_of(run: RunState, visit: Visit) -> Spot:
    vehicle = run.vehicle_of(visit.id)
    return (
        Spot(visit.carrier, vehicle, run.routes[vehicle].index(visit.id)) if vehicle else Spot(visit.carrier)
    )


def _said(visit: Visit, spot: Spot) -> dict[str, Any]:
    """What both facts of a place say of it."""
    return {
        "window_from_at": visit.window_from_at,
        "window_to_at": visit.window_to_at,
        "zone": visit.zone,
        "point": list(visit.point),
        "service_s": visit.service_s,
        "load": visit.load,
        "carrier": spot.carrier,
        "vehicle": spot.vehicle or None,
        "position": spot.position if spot.vehicle else None,
    }
