"""Delivery windows of orders: agreed, moved, taken back; each change of an order and of its depot's day is one unit.

Offering and holding are `slots.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit, commit_one
from otklik.actions.slots import Scene, Where, free, hold, list_windows, run_of_hold, scene_at, where_of
from otklik.domain import run_decisions, window_decisions
from otklik.domain.errors import DomainError
from otklik.domain.events import Event, instant_of
from otklik.domain.fleets import OWN
from otklik.domain.order_decisions import require_order
from otklik.domain.orders import OrderState
from otklik.domain.runs import RunState, Visit
from otklik.domain.slots import list_slots, local_day, needs_day
from otklik.domain.stream_state import StreamState
from otklik.domain.windows import delivery_key
from otklik.domain.world import World
from otklik.planning.runs import find_place, is_removable
from otklik.store import journal, windows

__all__ = [
    "Deal", "Where", "accept", "deal_of", "drop_orphans", "free", "hold", "list_windows", "move", "name_deadline",
    "shift", "span_held",
]  # fmt: skip


@dataclass(slots=True)
class Deal:
    """The two halves of one agreement: the day's fact is decided first, and the order's names whom it chose."""

    scene: Scene
    visit: Visit
    actor: str
    hold: str = ""
    carrier: str = field(default="", init=False)

    def plan(self, state: StreamState, world: World, now: datetime) -> Sequence[Event]:
        """The day's half. See `run_decisions.decide_plan`."""
        made = run_decisions.decide_plan(
            state, world, now, actor=self.actor, visit=self.visit, find=find_place, hold=self.hold
        )
        self.carrier = made[0].data["carrier"]
        return made

    def agree(self, state: StreamState, world: World, now: datetime) -> Sequence[Event]:
        """The order's half. See `window_decisions.decide_accept`."""
        depot = self.scene.depot.slug
        return window_decisions.decide_accept(
            state,
            world,
            now,
            actor=self.actor,
            delivery=self.visit.id,
            from_at=self.visit.window_from_at,
            to_at=self.visit.window_to_at,
            carrier=depot if self.carrier == OWN else self.carrier,
            run=self.scene.run(self.visit.window_from_at),
            zone=self.visit.zone,
            hold=self.hold,
            price_minor=_price(self.scene, self.visit, self.carrier),
        )


def _price(scene: Scene, visit: Visit, carrier: str) -> int:
    day_on = local_day(visit.window_from_at, scene.clock)
    span = (visit.window_from_at, visit.window_to_at, carrier)
    slots = list_slots(scene.world, scene.depot, day_on, visit.zone)
    return next((one.price_minor for one in slots if (one.from_at, one.to_at, one.carrier) == span), 0)


def accept(
    order: str,
    *,
    actor: str,
    from_at: datetime | None = None,
    to_at: datetime | None = None,
    hold: str = "",
    where: Where | None = None,
    now: datetime,
) -> Done:
    """Agree on a window with the buyer: into the order and into the day, or into neither.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    from_at, to_at
        The window; left out, it is the one that is held.
    hold
        Key of a hold; empty = none.
    where
        The address; None = as it is on record.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `window_agreed`; as `scene_at`; `zone_not_served`; `hold_unknown`; as
        `run_decisions.decide_plan`.
    """
    state = journal.load_states([order])[order]
    scene = scene_at(where or where_of(order, state), now=now)
    if from_at is None or to_at is None:
        from_at, to_at = span_held(hold)
    deal = deal_of(order, state, scene, from_at, to_at, actor=actor, hold=hold)
    stream = run_of_hold(hold) if hold else scene.run(from_at)
    commands = (Command(stream, deal.plan), Command(order, deal.agree))
    return commit_one(Unit(now=now, commands=commands, stores=scene.places))


def deal_of(
    order: str,
    state: StreamState,
    scene: Scene,
    from_at: datetime,
    to_at: datetime,
    *,
    actor: str,
    hold: str = "",
) -> Deal:
    """What is to be agreed for an order, as it is on record."""
    subject: OrderState = state.subject
    require_order(state, "promise")
    needed = needs_day(subject.needed_by_at, local_day(from_at, scene.clock), scene.clock)
    key = delivery_key(order, subject.windows)
    return Deal(scene, scene.visit(key, from_at, to_at, order=order, needed=needed), actor, hold)


def span_held(hold: str) -> tuple[datetime, datetime]:
    """The window that is held, or was.

    Raises
    ------
    DomainError
        `hold_unknown`.
    """
    stream = run_of_hold(hold)
    run = journal.load_states([stream])[stream].subject
    if isinstance(run, RunState) and hold in run.visits:
        return run.visits[hold].window_from_at, run.visits[hold].window_to_at
    for entry in journal.load_entries([stream]).get(stream, ()):
        if entry.event.kind == "window.held" and entry.event.data["hold"] == hold:
            return _span(entry.event)
    raise DomainError("hold_unknown", "There is no such hold.", remedy="Hold a window first.", place="hold")


def _span(event: Event) -> tuple[datetime, datetime]:
    from_at, to_at = (instant_of(event.data[name]) for name in ("window_from_at", "window_to_at"))
    return from_at, to_at


def move(
    order: str,
    *,
    actor: str,
    from_at: datetime,
    to_at: datetime,
    cause: str = "buyer",
    told: str = "talk",
    now: datetime,
) -> Done:
    """Move an agreed window to another that is offered: out of the old day and into the new one, or neither.

    Parameters
    ----------
    told
        As in `window_decisions.decide_move`.

    Raises
    ------
    DomainError
        As there; as `run_decisions.decide_plan`; `window_under_way`: somebody is on the road with it.
    """
    state = journal.load_states([order])[order]
    window = window_decisions.require_window(state)
    scene = scene_at(where_of(order, state), now=now)
    needed = needs_day(window.needed_by_at, local_day(from_at, scene.clock), scene.clock)
    visit = scene.visit(window.key, from_at, to_at, order=order, needed=needed)
    new, old = scene.run(from_at), window.run
    plan = partial(run_decisions.decide_plan, actor=actor, visit=visit, find=find_place)
    drop = partial(
        run_decisions.decide_drop, delivery=window.key, cause="moved", removable=is_removable, actor=actor
    )
    decide = partial(
        window_decisions.decide_move,
        actor=actor, from_at=from_at, to_at=to_at, run=new, cause=cause, told=told,
    )  # fmt: skip
    check = partial(run_decisions.decide_still_home, delivery=window.key)
    commands = [Command(old, check)] if old else []
    commands.append(Command(new, plan))
    commands += [Command(old, drop)] if old and old != new else []
    commands.append(Command(order, decide))
    return commit_one(Unit(now=now, commands=tuple(commands), stores=scene.places))


def shift(
    order: str,
    *,
    actor: str = "system",
    from_at: datetime,
    to_at: datetime,
    cause: str = "delay",
    told: str = "",
    now: datetime,
) -> Done:
    """Say that an agreed delivery comes in another span of the same day, as a late courier does; nothing is sold.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `no_window`, `too_many_moves`; `window_not_offered`: it is in no day's plan.
    """
    state = journal.load_states([order])[order]
    window = window_decisions.require_window(state)
    decide = partial(
        window_decisions.decide_move,
        actor=actor, from_at=from_at, to_at=to_at, run=window.run, cause=cause, told=told,
    )  # fmt: skip
    commands = [Command(order, decide)]
    if window.run:
        shifted = partial(
            run_decisions.decide_shift, actor=actor, delivery=window.key, from_at=from_at, to_at=to_at
        )
        commands.insert(0, Command(window.run, shifted))
    return commit_one(Unit(now=now, commands=tuple(commands), stores=(window.carrier,)))


def name_deadline(order: str, *, actor: str, needed_by_at: datetime, now: datetime) -> Done:
    """Record by when the buyer needs the goods. See `window_decisions.decide_name_deadline`."""
    decide = partial(window_decisions.decide_name_deadline, actor=actor, needed_by_at=needed_by_at)
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))


def drop_orphans(*, now: datetime) -> int:
    """Take stops out of their days whose orders ended; how many there were.

    Notes
    -----
    The order's own record says that its delivery is off already; asked again it does what is left.
    """
    found = windows.list_orphans()
    units = [
        Unit(
            now=now,
            commands=(
                Command(
                    run,
                    partial(
                        run_decisions.decide_drop, delivery=key, cause="cancelled", removable=is_removable
                    ),
                ),
            ),
        )
        for run, key in found
    ]
    return sum(isinstance(one, Done) and bool(one.entries) for one in commit(units)) if units else 0
