"""Delays on the road: who is reached too late gets another window in one unit with the mark, and hears of it before.

A courier says by how much he is late, or the system sees it from where he was last: then it speaks up while there is
time to tell the buyer, never earlier than `TELL_FOR` before his window ends, because a van makes up for a lot.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import run_decisions, run_marks, run_moves, window_decisions
from otklik.domain.errors import DomainError
from otklik.domain.orders import OrderState
from otklik.domain.runs import RunMark, RunState
from otklik.domain.stream_state import StreamState
from otklik.domain.streams import stores_of
from otklik.domain.windows import current
from otklik.planning.arrivals import Arrival, arrivals_of
from otklik.planning.catching_up import catch_up
from otklik.store import directory, journal
from otklik.store.runs import RunDay, list_days, load_run_day

log = logging.getLogger(__name__)

TELL_FOR = timedelta(minutes=40)
"""So long before a window ends the system says by itself that it won't be kept."""

GRID = timedelta(minutes=15)
BEFORE_FOR, AFTER_FOR = timedelta(minutes=15), timedelta(minutes=45)
"""A new window reaches from so long before the courier is there to so long after it, on a grid of quarters."""

DELAY = "delay"
"""Cause of a window that moves because somebody is late."""


def delay(run: str, *, vehicle: str, late_s: int, person: str = "", now: datetime) -> Done:
    """A vehicle is late: whoever it can't reach in his window is owed word of another one.

    Parameters
    ----------
    run
        Stream, `run/<depot>/<date>`.
    late_s
        So much later than the road alone has it is it at its next door; 0 = it is not, or it is in time again.
    person
        Slug of the courier who says so; empty = the system saw it.

    Raises
    ------
    DomainError
        `bad_delay`; `unknown_store`, `no_fleet`.
    """
    known = load_run_day(run, now=now)
    following = _next_door(known, vehicle, now)
    due_at = following.due_at + timedelta(seconds=late_s) if following and late_s > 0 else None
    return _tell(known, vehicle, late_s=late_s, due_at=due_at, person=person, now=now)


def _tell(
    known: RunDay, vehicle: str, *, late_s: int, due_at: datetime | None, person: str, now: datetime
) -> Done:
    actor = f"person:{person}" if person else "system"
    marked = _marked(known.day, vehicle, late_s, due_at, now)
    better = catch_up(marked, known.fleet, known.zone, vehicle, now=now)
    if better is not None:
        marked = replace(marked, routes={**marked.routes, vehicle: better})
    reached = arrivals_of(marked, known.fleet, known.zone, now=now)
    ahead = [one for one in reached.values() if one.vehicle == vehicle and not one.how]
    decide = partial(
        run_marks.decide_delay, actor=actor, vehicle=vehicle, late_s=late_s, due_at=due_at, by=person
    )
    order = partial(run_moves.decide_resequence, actor=actor, vehicle=vehicle, route=better or ())
    commands = (
        Command(known.stream, decide),
        Command(known.stream, order),
        *_moves(known, ahead, actor=actor, now=now),
    )
    return commit_one(Unit(now=now, commands=commands, stores=(known.day.store,)))


def _next_door(known: RunDay, vehicle: str, now: datetime) -> Arrival | None:
    """The next door of a vehicle as the road alone has it, whatever was said of a delay before; None = none is left."""
    mark = known.day.vehicles.get(vehicle, RunMark())
    bare = replace(known.day, vehicles={**known.day.vehicles, vehicle: replace(mark, due_at=None)})
    reached = arrivals_of(bare, known.fleet, known.zone, now=now).values()
    return next((one for one in reached if one.vehicle == vehicle and one.is_next), None)


def _marked(day: RunState, vehicle: str, late_s: int, due_at: datetime | None, now: datetime) -> RunState:
    """The day as it is once the delay is on record."""
    mark = replace(day.vehicles.get(vehicle, RunMark()), late_s=late_s, late_at=now, due_at=due_at)
    return replace(day, vehicles={**day.vehicles, vehicle: mark})


def _moves(known: RunDay, reached: Sequence[Arrival], *, actor: str, now: datetime) -> Iterator[Command]:
    """For each order that is reached after the window that its buyer knows, or is about to hear of: another window."""
    visits = known.day.visits
    states = journal.load_states({visits[one.id].order for one in reached if visits[one.id].order})
    for one in reached:
        state = states.get(visits[one.id].order)
        until_at = _window_end(state)
        if state is None or until_at is None or one.due_at <= until_at or not _may_move(state, known, now):
            continue
        from_at, to_at = window_around(one.due_at, now)
        shift = partial(
            run_decisions.decide_shift, actor=actor, delivery=one.id, from_at=from_at, to_at=to_at
        )
        move = partial(
            window_decisions.decide_move,
            actor=actor,
            from_at=from_at,
            to_at=to_at,
            run=known.stream,
            cause=DELAY,
            told="",
        )
        yield Command(known.stream, shift)
        yield Command(state.stream, move)


def _may_move(state: StreamState, known: RunDay, now: datetime) -> bool:
    """Whether the rules let the window be moved once more: one order that they don't keeps no other from hearing."""
    world = directory.load_world(
        stores_of(state), {one.standard for one in state.obligations.values()}, now=now
    )
    try:
        window = window_decisions.require_window(state)
    except DomainError:
        return False
    most = window_decisions.most_moves(state, world, window)
    return most is None or window.moves < most


def _window_end(state: StreamState | None) -> datetime | None:
    order = state.subject if state is not None else None
    window = current(order.windows) if isinstance(order, OrderState) else None
    if window is None:
        return None
    return window.wish.to_at if window.wish else window.to_at


def window_around(due_at: datetime, now: datetime) -> tuple[datetime, datetime]:
    """The window that a buyer is told whom a courier reaches at an instant: on quarters of an hour, not in the past."""
    from_at = due_at - BEFORE_FOR
    from_at -= _over(from_at)
    to_at = due_at + AFTER_FOR
    over = _over(to_at)
    to_at += GRID - over if over else timedelta(0)
    started = now - _over(now)
    return max(from_at, started), to_at


def _over(at: datetime) -> timedelta:
    """What an instant is past its quarter of an hour; zones are offset by whole quarters."""
    return timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)


def watch(*, now: datetime) -> int:
    """Find vehicles on the road that won't reach a door in its window, and say so in time; how many were found.

    Notes
    -----
    Looking again says nothing new while the day looks the same.
    """
    found = 0
    for known in list_days(now=now):
        moving = {slug for slug, mark in known.day.vehicles.items() if mark.started_at and not mark.ended_at}
        if not moving:
            continue
        reached = arrivals_of(known.day, known.fleet, known.zone, now=now)
        for vehicle in sorted(moving):
            behind_s = _behind_s(known, reached, vehicle, now)
            if not behind_s:
                continue
            try:
                _tell(known, vehicle, late_s=behind_s, due_at=None, person="", now=now)
                found += 1
            except DomainError:
                log.exception("the delay of %s on %s could not be told", vehicle, known.stream)
    return found


def _behind_s(known: RunDay, reached: Mapping[str, Arrival], vehicle: str, now: datetime) -> int:
    """By how much a vehicle is behind its plan, where a buyer must hear of it now; 0 = nobody must."""
    ahead = [one for one in reached.values() if one.vehicle == vehicle and not one.how]
    orders = {known.day.visits[one.id].order for one in ahead} - {""}
    states = journal.load_states(orders)
    for one in ahead:
        state = states.get(known.day.visits[one.id].order)
        until_at = _window_end(state)
        if state is None or until_at is None or until_at >= one.due_at or now < until_at - TELL_FOR:
            continue
        if _may_move(state, known, now):
            first = next(other for other in ahead if other.is_next)
            behind_s = int((first.due_at - first.planned_at).total_seconds())
            return max(60, behind_s - behind_s % -60)
    return 0
