"""The climb of one ladder: when its next step is due, whom it tells, what a lease stops, and how it ends.

Instants of steps are computed on the ladder's clock from the obligation's frozen opening and limit; receivers are
found when the step fires. Rules (laws 3 and 5, standard rule 7):

- a step that reaches nobody is skipped at once: the next `after` step takes its place; a `before` or `past` step
  too while nobody has been told, else it keeps its instant;
- while the clock stands still nothing fires unless the step says `wake`; a climb whose next step lies beyond a
  closing is held there (`ladder.held`), and the buyer to whom the answer is owed is told;
- `in_turn` goes from channel to channel; the next step is never kept waiting by it;
- at the end of a lease the owner is cleared and the next step goes at once; later `after` steps keep their gaps;
- the last step is repeated as often as the ladder says, then the run is exhausted;
- where everybody on shift is busy with customers, the step that asks next store and call centre goes ahead at once,
  and the climb goes on where it stood (ADR 0026). Who is busy is told when he is free again.

It must not send, and it appends nothing: it makes events for `engine.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from otklik.domain import clocks
from otklik.domain.catalogue import make
from otklik.domain.climbs import Climb, Position, climb_of, is_stopped, step_at
from otklik.domain.events import Consequence, Event, Ref, instant_text
from otklik.domain.ladders import LadderRun
from otklik.domain.obligations import Obligation
from otklik.domain.parties import Scene
from otklik.domain.receivers import Telling, list_passed_over, list_receivers
from otklik.domain.standards import Ladder
from otklik.domain.told import helping_step, told_later, told_now

__all__ = [
    "Climb", "Position", "climb_of", "cut_to_past", "give_up", "hurry_run", "is_shouting", "lease_run", "pass_on",
    "plan_lapse", "plan_step", "replace_run", "start_run", "step_at",
]  # fmt: skip


def start_run(scene: Scene, obligation: Obligation, ladder: str) -> dict[str, Any]:
    """The `ladder` field of an `opened` consequence: the run's name and when its first step is due."""
    climb = climb_of(scene, obligation, LadderRun(obligation.ref, ladder))
    return {"name": ladder, "next_at": instant_text(step_at(climb, 0))}


def replace_run(scene: Scene, obligation: Obligation, run: LadderRun, at: datetime) -> dict[str, Any]:
    """The `ladder` field of a move: the run goes back to its steps around the limit, at the new instants.

    Parameters
    ----------
    obligation
        After the move.
    at
        When it was moved: nothing is due before it.
    """
    climb = climb_of(scene, obligation, run)
    edges = [index for index, step in enumerate(climb.ladder.steps) if step.edge != "after"]
    step = min(run.step, edges[0]) if edges else run.step
    return _fields(_arrive(climb, Position(step), at, at))


def cut_to_past(scene: Scene, obligation: Obligation, run: LadderRun, at: datetime) -> Consequence:
    """What remains of a run when nothing is owed after the limit (`late = "over"`): its `past` steps, or nothing."""
    climb = climb_of(scene, obligation, run)
    later = [i for i, step in enumerate(climb.ladder.steps) if step.edge == "past" and i >= run.step]
    if not later:
        return Consequence(run.ref, "ended", {"why": "over"})
    return Consequence(run.ref, "rescheduled", _fields(_arrive(climb, Position(later[0]), at, at)))


def hurry_run(run: LadderRun, at: datetime) -> Consequence:
    """The next step at once, because every channel of the latest one has failed (law 5)."""
    return Consequence(run.ref, "rescheduled", {"next_at": instant_text(at)})


def give_up(run: LadderRun, ladder: Ladder, at: datetime) -> Consequence:
    """The end of the run at once: the last step failed too, and to repeat it to the same addresses helps nobody."""
    return Consequence(run.ref, "rescheduled", _fields(Position(len(ladder.steps), at=at)))


def lease_run(climb: Climb, person: str, stops: str, at: datetime) -> Consequence | None:
    """The lease that an acknowledgement gives, or None where it gives none (law 3).

    Parameters
    ----------
    person
        Who acknowledged.
    stops
        `run` or `own`, as the acknowledging fact says.
    at
        Since when.
    """
    ladder, run = climb.ladder, climb.run
    if ladder.lease is None or run.leases.get(person, 0) >= ladder.leases:
        return None
    leased = replace(run, stops=stops)
    going_on = run.next_at is not None and not is_stopped(replace(climb, run=leased), run.step)
    return Consequence(
        run.ref,
        "leased",
        {
            "until_at": instant_text(clocks.add(climb.clock, at, ladder.lease)),
            "person": person,
            "stops": stops,
            "next_at": instant_text(run.next_at) if going_on and run.next_at else None,
        },
    )


def plan_lapse(climb: Climb, at: datetime) -> tuple[Event, Consequence]:
    """The end of a lease without an answer: the event, and where the run goes on."""
    run = climb.run
    free = replace(climb, run=replace(run, leased_until=None, leased_by="", stops=""))
    step = run.step + 1 if run.turn else run.step
    go_at = clocks.next_opening(climb.clock, at)
    if step >= len(climb.ladder.steps) or run.round:
        position = Position(step, 0, run.round, go_at)
    elif climb.ladder.steps[step].edge == "after":
        passed_s = clocks.between(climb.clock, climb.obligation.opened_at, at)
        shift_s = passed_s - climb.ladder.steps[step].delay.seconds
        free = replace(free, run=replace(free.run, shift_s=shift_s))
        position = Position(step, at=go_at)
    else:
        position = Position(step, at=max(go_at, step_at(free, step)))
    if climb.obligation.state == "paused":
        position = replace(position, at=None)
    event = make(
        "ladder.lapsed", occurred_at=at, **_named(run.ref), person=run.leased_by, next_at=position.at
    )
    return event, Consequence(run.ref, "rescheduled", {**_fields(position), "shift_s": free.run.shift_s})


def plan_step(climb: Climb, stream: str, at: datetime) -> Event:
    """What the run does at the instant at which it is due: a step, a hold, or its end.

    Parameters
    ----------
    stream
        Name of the stream, for the keys of notices.
    at
        The run's `next_at`.

    Returns
    -------
    Event
        `ladder.stepped`, `ladder.held` or `ladder.exhausted`.
    """
    run, steps = climb.run, climb.ladder.steps
    if run.step >= len(steps) or run.round > climb.ladder.repeats:
        return make("ladder.exhausted", occurred_at=at, **_named(run.ref))
    if not steps[run.step].wake and not clocks.is_running(climb.clock, at):
        open_at = clocks.next_opening(climb.clock, at)
        until_at = max(open_at, step_at(climb, run.step)) if not (run.turn or run.round) else open_at
        return make("ladder.held", occurred_at=at, **_named(run.ref), step=run.step, until_at=until_at)
    return _climb_on(climb, stream, at)


def pass_on(climb: Climb, at: datetime) -> Consequence | None:
    """The next step at once, because the last free person on shift is busy now; None where that changes nothing."""
    run = climb.run
    waits = run.next_at is not None and run.next_at > at and not run.ended and not run.round
    if not waits or climb.obligation.state != "open" or not clocks.is_running(climb.clock, at):
        return None
    return hurry_run(run, at) if helping_step(climb, at) is not None else None


def _ask_helpers(climb: Climb, stream: str, index: int, at: datetime) -> Event:
    """The helping step; afterwards the climb stands where it stood."""
    run, steps = climb.run, climb.ladder.steps
    step = run.step + 1 if run.turn and run.step + 1 < len(steps) else run.step
    due_at = step_at(climb, step)
    if run.turn and step == run.step:
        due_at = clocks.add(climb.clock, at, steps[step].each)
    told = told_now(climb, stream, Position(index), at)
    following = Position(step, run.turn if step == run.step else 0, run.round)
    return _stepped(climb, Position(index, at=at), told, [], _arrive(climb, following, due_at, at))


def _climb_on(climb: Climb, stream: str, at: datetime) -> Event:
    """Fire the first position that reaches somebody, from the present one on."""
    run, steps = climb.run, climb.ladder.steps
    position = Position(run.step, run.turn, run.round)
    helping = helping_step(climb, at) if not run.round else None
    if helping is not None and Position(helping) != position:  # its turn has come: it needs no going ahead
        return _ask_helpers(climb, stream, helping, at)
    skipped: list[str] = []
    waiting: dict[tuple[str, str], dict[str, str]] = {}
    while position.step < len(steps):
        told = told_now(climb, stream, position, at)
        waiting |= told_later(climb, stream, position, at)
        fired = replace(position, at=at)
        if told:
            rows = [*told, *waiting.values()]
            return _stepped(climb, fired, rows, skipped, _after_firing(climb, fired, at))
        if waiting and (climb.ladder.lease is None or not run.has_reached_nobody):
            following = _after_firing(climb, replace(fired, turn=len(steps[fired.step].by)), at)
            return _stepped(climb, fired, list(waiting.values()), skipped, following)
        step = steps[position.step]
        skipped.append(f"{position.step}:{'+'.join(step.tell)}")
        following = _after_empty(climb, position)
        if following.step < len(steps) and _keeps_its_instant(climb, position, following, at):
            due_at = step_at(climb, following.step)
            passed = replace(position, at=at)
            return _stepped(
                climb, passed, list(waiting.values()), skipped, _arrive(climb, following, due_at, at)
            )
        position = following
    return make("ladder.exhausted", occurred_at=at, **_named(run.ref))


def _after_empty(climb: Climb, position: Position) -> Position:
    step = climb.ladder.steps[position.step]
    if step.mode == "in_turn" and position.turn + 1 < len(step.by):
        return Position(position.step, position.turn + 1)
    return Position(len(climb.ladder.steps) if position.round else position.step + 1)


def _keeps_its_instant(climb: Climb, position: Position, following: Position, at: datetime) -> bool:
    """Whether what follows an empty position waits: it may not go at once, or an earlier turn reached somebody."""
    run = climb.run
    in_turn = run.turn > 0 and not run.round and position.step == run.step < following.step
    told_before = in_turn and bool(run.latest & run.outstanding)
    return told_before or not _goes_at_once(climb, following, at)


def reaches_by_next_channel(climb: Climb, at: datetime) -> bool:
    """Whether one of the channels that the present `in_turn` step has left reaches anybody of the staff.

    Notes
    -----
    A buyer's letter keeps its pace: mail servers put strangers off for a minute, and that is no reason for an SMS.
    """
    step = climb.ladder.steps[climb.run.step]
    if "buyer" in step.tell:
        return False
    receivers = list_receivers(step.tell, Telling(climb.scene, climb.obligation, at))
    return any(channel in one.methods for one in receivers for channel in step.by[climb.run.turn :])


def _goes_at_once(climb: Climb, position: Position, at: datetime) -> bool:
    if is_stopped(climb, position.step):
        return False
    step = climb.ladder.steps[position.step]
    in_place = position.turn > 0 or step.edge == "after" or climb.run.has_reached_nobody
    return in_place or step_at(climb, position.step) <= at


def _after_firing(climb: Climb, fired: Position, at: datetime) -> Position:
    """Where the run stands after a position has told somebody."""
    ladder = climb.ladder
    step, last = ladder.steps[fired.step], len(ladder.steps) - 1
    following_at = step_at(climb, fired.step + 1) if fired.step < last else None
    if step.mode == "in_turn" and fired.turn + 1 < len(step.by):
        turn_at = clocks.add(climb.clock, at, step.each)
        turn_at = turn_at if step.wake else clocks.next_opening(climb.clock, turn_at)
        if following_at is None or turn_at < following_at:
            return replace(fired, turn=fired.turn + 1, at=turn_at)
    if following_at is not None:
        return _arrive(climb, Position(fired.step + 1), following_at, at)
    over = climb.obligation.closed_at is not None
    if ladder.repeat is None or ladder.repeats == 0 or over:
        return Position(last + 1, at=at)
    again_at = clocks.add(climb.clock, at, ladder.repeat)
    again_at = again_at if step.wake else clocks.next_opening(climb.clock, again_at)
    return Position(last, round=fired.round + 1, at=again_at)


def _arrive(climb: Climb, position: Position, due_at: datetime, at: datetime) -> Position:
    """The position with the instant at which the run comes due there: its own, or the closing before it."""
    if climb.obligation.state == "paused" or is_stopped(climb, position.step):
        return replace(position, at=None)
    due_at = max(due_at, step_at(climb, position.step), at)
    step = climb.ladder.steps[position.step]
    owed_to_buyer = climb.obligation.creditor == "buyer" and step.edge == "after" and not step.wake
    held_at = clocks.first_stop(climb.clock, at, due_at) if owed_to_buyer else None
    return replace(position, at=held_at or due_at)


def _stepped(
    climb: Climb, fired: Position, told: list[dict[str, str]], skipped: list[str], following: Position
) -> Event:
    return make(
        "ladder.stepped",
        occurred_at=fired.at or climb.obligation.opened_at,
        **_named(climb.run.ref),
        step=fired.step,
        turn=fired.turn,
        round=fired.round,
        told=told,
        skipped=skipped or None,
        unadmitted=_passed_over(climb, fired) or None,
        next_step=following.step,
        next_turn=following.turn,
        next_round=following.round,
        next_at=following.at,
    )


def _passed_over(climb: Climb, fired: Position) -> list[str]:
    """Who would have been told by now and may not talk to buyers on the subject, each once."""
    steps, at = climb.ladder.steps, fired.at or climb.obligation.opened_at
    tell = [word for step in steps[min(climb.run.step, fired.step) : fired.step + 1] for word in step.tell]
    return list_passed_over(tell, Telling(climb.scene, climb.obligation, at))


def _named(ref: Ref) -> dict[str, Any]:
    return {"kind": ref.kind, "key": ref.key, "n": ref.n}


def _fields(position: Position) -> dict[str, Any]:
    return {
        "step": position.step,
        "turn": position.turn,
        "round": position.round,
        "next_at": instant_text(position.at) if position.at else None,
    }


def is_shouting(climb: Climb) -> bool:
    """Whether the ladder tells anybody but the buyer: only then is its silent end an alarm (law 5)."""
    words = {word for step in climb.ladder.steps for word in step.tell}
    return bool(words - {"buyer"})
