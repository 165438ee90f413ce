"""What the arithmetic of one climb reads: its ladder, clock and scene, where it stands, and when a step is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from otklik.domain import clocks
from otklik.domain.clocks import Clock
from otklik.domain.ladders import LadderRun
from otklik.domain.obligations import Obligation
from otklik.domain.parties import Scene, clock_of, frozen_clock, standard_by_hash
from otklik.domain.standards import Duration, Ladder


@dataclass(frozen=True, slots=True)
class Climb:
    """Everything that one run's arithmetic reads; `clock` is the ladder's, as it is now."""

    scene: Scene
    obligation: Obligation
    run: LadderRun
    ladder: Ladder
    clock: Clock


@dataclass(frozen=True, slots=True)
class Position:
    """Where a run stands next: step, channel turn and repetition, and when that is due (None = stopped)."""

    step: int
    turn: int = 0
    round: int = 0
    at: datetime | None = None


def climb_of(scene: Scene, obligation: Obligation, run: LadderRun) -> Climb:
    """The climb of a run in the present scene."""
    standard = standard_by_hash(scene.world, obligation.standard)
    ladder = standard.ladders[run.ladder]
    if ladder.clock is None:
        clock = frozen_clock(obligation, scene)
    else:
        parties = {"debtor": obligation.debtor, "creditor": obligation.creditor}
        clock = clock_of(ladder.clock, scene, standard, parties)
    return Climb(scene, obligation, run, ladder, clock)


def step_at(climb: Climb, index: int) -> datetime:
    """When a step is due: on the ladder's clock, and in its hours unless the step wakes people.

    Parameters
    ----------
    index
        Of a step of the ladder.
    """
    step, owed, clock = climb.ladder.steps[index], climb.obligation, climb.clock
    if step.edge == "past":
        due_at = clocks.add(clock, owed.limit_at, step.delay)
    elif step.edge == "before":
        ahead_s = step.delay.seconds + 86_400 * (step.delay.working_days or 0)
        due_at = max(clocks.add_seconds(clock, owed.limit_at, -ahead_s), owed.opened_at)
    elif step.delay.working_days is None:
        due_at = clocks.add(clock, owed.opened_at, Duration(max(step.delay.seconds + climb.run.shift_s, 0)))
    else:
        due_at = clocks.add(clock, owed.opened_at, step.delay)
    return due_at if step.wake else clocks.next_opening(clock, due_at)


def is_stopped(climb: Climb, index: int) -> bool:
    """Whether the present lease stops that step; past the last there is nothing to stop."""
    steps = climb.ladder.steps
    return index < len(steps) and climb.run.is_stopped_for(steps[index])
