"""Deliveries: what couriers, carriers, dispatchers and buyers tell of one; order and day change in one unit.

Who calls has looked up whether the day is his; that a delivery is in it is checked here. What is told of an order whose
buyer was erased meanwhile, or of a delivery that has ended, refuses the unit as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from otklik.actions import outcomes
from otklik.actions.commit import Command, Decide, Done, Unit, commit_one
from otklik.domain import delivery_decisions, delivery_witness, run_marks
from otklik.domain.deliveries import APPROACHED, current
from otklik.domain.delivery_decisions import Ending
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.orders import OrderState
from otklik.domain.runs import RunState
from otklik.domain.status_deliveries import StatusDelivery
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World
from otklik.planning.arrivals import arrivals_of
from otklik.store import journal
from otklik.store.runs import load_day, load_run_day

LOST = frozenset({"unknown_order", "order_erased", "delivery_over"})
"""Refusals of one order that don't keep a whole vehicle from setting out."""


def set_out(run: str, *, vehicle: str, person: str, left: Sequence[str] = (), now: datetime) -> Done:
    """A vehicle sets out with everything that is in its route, but what was left behind.

    Parameters
    ----------
    person
        Slug of the courier.
    left
        Deliveries that were not loaded: each is a failure of its own, with its next step.
    """
    day = load_day(run)
    actor = f"person:{person}"
    commands = [
        Command(run, partial(run_marks.decide_start, actor=actor, vehicle=vehicle, courier=person)),
        *_loaded(day, run, vehicle=vehicle, person=person, left=left),
    ]
    return commit_one(Unit(now=now, commands=tuple(commands), stores=(day.store,)))


def _loaded(day: RunState, run: str, *, vehicle: str, person: str, left: Sequence[str]) -> Iterator[Command]:
    actor = f"person:{person}"
    for key in day.routes.get(vehicle, ()):
        visit, mark = day.visits.get(key), day.stops.get(key)
        if visit is None or not visit.order or (mark is not None and mark.how):
            continue
        if key in left:
            ending = Ending(reason="not_loaded", courier=person)
            yield Command(run, partial(run_marks.decide_visit, actor=actor, delivery=key, how="not_loaded"))
            yield _kept(
                visit.order,
                partial(delivery_decisions.decide_end, actor=actor, ending=ending, delivery=key),
            )
            continue
        yield _kept(
            visit.order,
            partial(
                delivery_decisions.decide_hand_over,
                actor=actor,
                delivery=key,
                carrier=day.store,
                courier=person,
                run=run,
            ),
        )


def _kept(order: str, decide: Decide) -> Command:
    """A command of one order that says nothing where the order can't hear it any more."""

    def tolerant(state: StreamState, world: World, now: datetime) -> Sequence[Event]:
        try:
            return decide(state, world, now)
        except DomainError as error:
            if error.code in LOST:
                return ()
            raise

    return Command(order, tolerant)


def come_back(run: str, *, vehicle: str, person: str, now: datetime) -> Done:
    """A vehicle is back. See `run_marks.decide_finish`."""
    decide = partial(run_marks.decide_finish, actor=f"person:{person}", vehicle=vehicle, courier=person)
    return commit_one(Unit(now=now, commands=(Command(run, decide),)))


def approach(
    run: str,
    *,
    delivery: str,
    person: str,
    due_at: datetime | None = None,
    occurred_at: datetime | None = None,
    now: datetime,
) -> Done:
    """A courier is on his way to this door: the buyer hears when he comes.

    Parameters
    ----------
    due_at
        When he means to be there; None = as the day looks now.

    Raises
    ------
    DomainError
        `unknown_delivery`, `unknown_order`, `order_erased`, `delivery_over`, `from_the_future`.
    """
    known = load_run_day(run, now=now)
    day, actor = known.day, f"person:{person}"
    reached = arrivals_of(day, known.fleet, known.zone, now=now).get(delivery)
    due_at = due_at or (reached.due_at if reached else None)
    mark = partial(
        run_marks.decide_approach, actor=actor, delivery=delivery, due_at=due_at, occurred_at=occurred_at
    )
    scan = partial(
        delivery_decisions.decide_scan,
        actor=actor,
        status=APPROACHED,
        delivery=delivery,
        due_at=due_at,
        occurred_at=occurred_at,
    )
    return commit_one(Unit(now=now, commands=(Command(run, mark), Command(order_of(day, delivery), scan))))


def finish(
    run: str,
    *,
    delivery: str,
    person: str,
    ending: Ending,
    collected_minor: int = 0,
    request: str = "",
    occurred_at: datetime | None = None,
    now: datetime,
) -> Done:
    """A courier was at the door, and this is how it ended; a repeat of the tap gets the first result.

    Parameters
    ----------
    collected_minor, request
        As for `delivery_decisions.decide_visit`.

    Raises
    ------
    DomainError
        As there and `run_marks.decide_visit`.
    """
    day = load_day(run)
    how = ending.how or ending.reason
    decide = partial(
        delivery_decisions.decide_visit,
        person=person,
        ending=ending,
        delivery=delivery,
        collected_minor=collected_minor,
        request=request,
        occurred_at=occurred_at,
    )
    mark = partial(
        run_marks.decide_visit,
        actor=f"person:{person}",
        delivery=delivery,
        how=how,
        occurred_at=occurred_at,
    )
    return outcomes.once(
        order_of(day, delivery),
        decide,
        request=request,
        stores=(day.store,),
        also=(Command(run, mark),),
        now=now,
    )


def take_back(run: str, *, delivery: str, person: str, now: datetime) -> Done:
    """The courier tapped the wrong button less than ten seconds ago: he is on his way to that door again.

    Raises
    ------
    DomainError
        As `outcomes.decide_retract`.
    """
    day = load_day(run)
    order = order_of(day, delivery)
    undo = journal.load_states([order])[order].undo
    again = partial(run_marks.decide_approach, actor=f"person:{person}", delivery=delivery, due_at=None)
    return outcomes.retract(
        order, outcome=undo.outcome if undo else "0", person=person, also=(Command(run, again),), now=now
    )


def place_in_day(order: str, told: StatusDelivery, *, now: datetime) -> StatusDelivery:
    """A delivery with its place in the courier's day, where he is on the road; as it was where nobody knows.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    told
        As the order alone tells it.
    """
    subject = journal.load_states([order])[order].subject
    known = current(subject.deliveries) if isinstance(subject, OrderState) else None
    if known is None or not known.run or known.handed_over_at is None:
        return told
    try:
        on = load_run_day(known.run, now=now)
    except DomainError:
        return told
    reached = arrivals_of(on.day, on.fleet, on.zone, now=now)
    mine = reached.get(known.key)
    mark = on.day.vehicles.get(mine.vehicle) if mine else None
    if mine is None or mine.how or mark is None or mark.started_at is None or mark.ended_at is not None:
        return told
    before = [
        one
        for one in reached.values()
        if one.vehicle == mine.vehicle
        and one.place < mine.place
        and not one.how
        and on.day.visits[one.id].order
    ]
    stops = 0 if known.approached_at is not None else len(before)
    return replace(told, stops_before=stops, due_at=mine.due_at)


def order_of(day: RunState, delivery: str) -> str:
    """Stream of the order of a delivery in the day.

    Raises
    ------
    DomainError
        `unknown_delivery`.
    """
    visit = day.visits.get(delivery)
    if visit is None or not visit.order:
        raise DomainError(
            "unknown_delivery", f"Nobody drives to {delivery!r} on this day.", remedy="Look at the day again."
        )
    return visit.order


def hand_over(
    order: str,
    *,
    carrier: str,
    actor: str,
    delivery: str = "",
    courier: str = "",
    occurred_at: datetime | None = None,
    now: datetime,
) -> Done:
    """A parcel is with a carrier. See `delivery_decisions.decide_hand_over`."""
    decide = partial(
        delivery_decisions.decide_hand_over,
        actor=actor,
        delivery=delivery,
        carrier=carrier,
        courier=courier,
        occurred_at=occurred_at,
    )
    return commit_one(Unit(now=now, commands=(Command(order, decide),), stores=(carrier,)))


def scan(
    order: str,
    *,
    actor: str,
    delivery: str = "",
    status: str = "",
    due_at: datetime | None = None,
    words: str = "",
    occurred_at: datetime | None = None,
    now: datetime,
) -> Done:
    """A parcel was seen on its way. See `delivery_decisions.decide_scan`."""
    decide = partial(
        delivery_decisions.decide_scan,
        actor=actor,
        delivery=delivery,
        status=status,
        due_at=due_at,
        words=words,
        occurred_at=occurred_at,
    )
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))


def end(
    order: str,
    *,
    actor: str,
    ending: Ending,
    delivery: str = "",
    occurred_at: datetime | None = None,
    now: datetime,
) -> Done:
    """A delivery was made or failed, as a carrier or the desk tells. See `delivery_decisions.decide_end`."""
    decide = partial(
        delivery_decisions.decide_end, actor=actor, ending=ending, delivery=delivery, occurred_at=occurred_at
    )
    commands = [Command(order, decide), *_marked(order, actor, ending, occurred_at)]
    return commit_one(Unit(now=now, commands=tuple(commands)))


def _marked(order: str, actor: str, ending: Ending, occurred_at: datetime | None) -> Iterator[Command]:
    """The mark of the day in which an own vehicle was to drive there; nothing for a carrier's parcel."""
    subject = journal.load_states([order])[order].subject
    known = current(subject.deliveries) if isinstance(subject, OrderState) else None
    if known is None or not known.run or not load_day(known.run).vehicle_of(known.key):
        return
    how = ending.how or ending.reason
    decide = partial(
        run_marks.decide_visit, actor=actor, delivery=known.key, how=how, occurred_at=occurred_at
    )
    yield Command(known.run, decide)


def witness(
    order: str, *, said: str, is_so: bool, words: str = "", actor: str = "buyer", now: datetime
) -> Done:
    """The buyer's own word of how a delivery was. See `delivery_witness.decide_witness`."""
    decide = partial(delivery_witness.decide_witness, said=said, is_so=is_so, words=words, actor=actor)
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))
