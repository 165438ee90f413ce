"""A dispatcher gives a stop of the day to another vehicle, or to an outside carrier.

Whether it fits is asked of a function that comes in, since plans are numbers and lie above the rules (ADR 0048).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.fleets import Carrier, Fleet
from otklik.domain.order_decisions import source_of
from otklik.domain.run_decisions import require_fleet
from otklik.domain.runs import RunState, Visit, alive, run_of
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

Position = Callable[[RunState, Fleet, str, str, str], int | None]
"""(day, fleet, IANA zone, delivery, vehicle) → position in the vehicle's route; None where it fits nowhere."""


def decide_reroute(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    delivery: str,
    to: str,
    position: Position,
) -> Sequence[Event]:
    """The fact that a stop goes with another vehicle or carrier; nothing where it does already.

    Parameters
    ----------
    to
        Slug of a vehicle of the day, or of an outside carrier of the fleet.

    Raises
    ------
    DomainError
        `unknown_store`, `no_fleet`; `unknown_delivery`; `on_the_road`: it is on board, or somebody was there;
        `does_not_fit`: a window of the route would be missed, or the carrier takes no more.
    """
    run = alive(run_of(state.subject, state.stream), now)
    place, fleet = require_fleet(world, run.store)
    visit = run.visits.get(delivery)
    if visit is None or not visit.order:
        raise DomainError("unknown_delivery", "It is not in this day.", place="delivery")
    _require_home(run, delivery)
    if to in (run.vehicle_of(delivery), run.carried.get(delivery)):
        return []
    routes = {slug: [one for one in route if one != delivery] for slug, route in run.routes.items()}
    carried = {key: carrier for key, carrier in run.carried.items() if key != delivery}
    carrier = next((one for one in fleet.carriers if one.slug == to), None)
    if carrier is not None:
        _check_carrier(run, carrier, visit, list(carried.values()).count(to))
        carried[delivery] = to
    else:
        at = position(run, fleet, place.calendar.zone, delivery, to)
        if at is None:
            raise _does_not_fit()
        routes.setdefault(to, []).insert(at, delivery)
    return [
        make(
            "plan.improved",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            routes=routes,
            carried=carried,
            by=actor.partition(":")[2] or None,
        )
    ]


def decide_resequence(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    vehicle: str,
    route: Sequence[str],
) -> Sequence[Event]:
    """The fact that a vehicle drives its doors in another order; nothing where its route is another one by now."""
    run = run_of(state.subject, state.stream)
    known = run.routes.get(vehicle, ())
    if sorted(known) != sorted(route) or tuple(route) == known:
        return []
    return [
        make(
            "plan.improved",
            occurred_at=now,
            actor=actor,
            source="system" if actor == "system" else source_of(actor),
            routes={**{slug: list(one) for slug, one in run.routes.items()}, vehicle: list(route)},
            carried=dict(run.carried),
            by=actor.partition(":")[2] or None,
        )
    ]


def _require_home(run: RunState, delivery: str) -> None:
    mark = run.vehicles.get(run.vehicle_of(delivery))
    is_out = mark is not None and mark.started_at is not None and mark.ended_at is None
    if is_out or delivery in run.stops:
        raise DomainError(
            "on_the_road",
            "It is on board, or somebody was at the door already.",
            remedy="Call the courier.",
            place="delivery",
        )


def _check_carrier(run: RunState, carrier: Carrier, visit: Visit, taken: int) -> None:
    most = carrier.places + run.bought.get(carrier.slug, 0)
    if visit.zone not in carrier.tariff_minor or taken >= most:
        raise _does_not_fit()


def _does_not_fit() -> DomainError:
    return DomainError(
        "does_not_fit",
        "It does not fit there: a window would be missed, or nothing is left.",
        remedy="Choose another vehicle or carrier, or add a run.",
        place="to",
    )
