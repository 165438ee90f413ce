"""The morning's plan: the night's calls in the order that makes the fewest of them late, and what would mend the rest.

Calls are of one length, people start one after another as they come. Then the earliest instant owed goes first, and a
call that can't be made in time any more waits for those that can, as little as possible (docs/algorithms/mornings.md).
Pure: instants, people and the length come in. It must not know whom it calls.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DEFAULT_CALL = timedelta(minutes=4)
"""What a call takes where too few talks are on record."""

ENOUGH_TALKS = 10
"""So many recorded talks say how long a call of this store takes."""

BESIDE_TALK = timedelta(minutes=1)
"""Dialling and writing down, beside the talk itself."""

MOST_HELP = 20
"""More people than this are not proposed: such a morning is not mended by people."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One call that is owed: a name, and the instant by which it is in time."""

    name: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who can call from an instant on, and until another where that is known."""

    from_at: datetime
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """One call of the list.

    Parameters
    ----------
    starts_at, ends_at
        When it is made; None where nobody is left to make it.
    caller
        Which of the people makes it, counted from 0.
    late
        Whether it ends after it was due.
    """

    owed: Owed
    starts_at: datetime | None
    ends_at: datetime | None
    caller: int | None
    late: bool


@dataclass(frozen=True, slots=True)
class Help:
    """What more people would mend: how many, from when until when, and how many calls would be late all the same."""

    people: int
    from_at: datetime
    until_at: datetime
    late: int


@dataclass(frozen=True, slots=True)
class MorningPlan:
    """The plan of a morning.

    Parameters
    ----------
    calls
        In the order in which they are made.
    hopeless_before
        What was due before this instant nobody can make in time any more.
    hopeless
        How many were: no plan mends these.
    shortfall
        How many of the others will be late.
    help
        The fewest people who mend the shortfall, or None where there is none or people don't mend it.
    """

    calls: tuple[PlannedCall, ...]
    hopeless_before: datetime
    hopeless: int
    shortfall: int
    help: Help | None

    @property
    def first_late(self) -> PlannedCall | None:
        """The earliest owed that will be late, although it need not be; None where all are in time."""
        late = [one for one in self.calls if one.late and one.owed.due_at >= self.hopeless_before]
        return min(late, key=lambda one: (one.owed.due_at, one.owed.name), default=None)

    @property
    def is_feasible(self) -> bool:
        """Whether everything that can still be in time will be."""
        return self.shortfall == 0


def call_length(talks_s: Sequence[int]) -> timedelta:
    """What a call takes: the mean talk and what is beside it, in whole minutes; `DEFAULT_CALL` with few talks.

    The mean and not the median: what counts is when a whole list of calls is made. Staffing plans read it too.

    Parameters
    ----------
    talks_s
        Lengths of recorded talks, seconds.
    """
    if len(talks_s) < ENOUGH_TALKS:
        return DEFAULT_CALL
    seconds = statistics.fmean(talks_s) + BESIDE_TALK.total_seconds()
    return timedelta(minutes=max(1, -(-int(seconds) // 60)))


def plan_morning(
    owed: Sequence[Owed], people: Sequence[Caller], call_for: timedelta, *, now: datetime
) -> MorningPlan:
    """The plan: who is called when, how many are late, and what would mend it.

    Parameters
    ----------
    owed
        Any order; names are unique.
    people
        Who is expected; nobody is fine.
    call_for
        What one call takes, > 0.
    now
        Aware; nobody calls before it.
    """
    calls = plan_calls(owed, people, call_for, now=now)
    hopeless_before = now + call_for
    hopeless = sum(one.due_at < hopeless_before for one in owed)
    shortfall = sum(call.late for call in calls) - hopeless
    found = _help(owed, people, call_for, hopeless, now) if shortfall else None
    return MorningPlan(tuple(calls), hopeless_before, hopeless, shortfall, found)


def plan_calls(
    owed: Sequence[Owed], people: Sequence[Caller], call_for: timedelta, *, now: datetime
) -> list[PlannedCall]:
    """The calls in the order in which they are made: the fewest late, and those as early as that allows.

    Notes
    -----
    Calls are equally long, so places in time can be numbered by when they end. Earliest due first, each call that
    fits the next place takes it; one that doesn't never would, whatever were left out before it. So the number in
    time is the greatest there is, and brute force agrees (`tests/planning`).
    """
    places = _places(people, call_for, len(owed), now)
    in_time: list[Owed] = []
    late: list[Owed] = []
    for call in sorted(owed, key=lambda one: (one.due_at, one.name)):
        fits = len(in_time) < len(places) and places[len(in_time)][0] <= call.due_at
        (in_time if fits else late).append(call)
    ordered = _with_late(in_time, late, places)
    return [_planned(call, index, places, call_for) for index, call in enumerate(ordered)]


def _places(
    people: Sequence[Caller], call_for: timedelta, count: int, now: datetime
) -> list[tuple[datetime, int]]:
    """When calls can end and who makes them, the earliest `count` of them."""
    found = []
    for index, one in enumerate(people):
        from_at = max(one.from_at, now)
        ends = (from_at + call_for * number for number in range(1, count + 1))
        found += [(at, index) for at in ends if one.until_at is None or at <= one.until_at]
    return sorted(found)[:count]


def _with_late(
    in_time: Sequence[Owed], late: Sequence[Owed], places: Sequence[tuple[datetime, int]]
) -> list[Owed]:
    """The late calls among the others, each as early as nobody becomes late by it, in their own order."""
    ordered, kept = list(in_time), {one.name for one in in_time}
    after = 0
    for call in late:
        at = len(ordered)
        while at > after and _may_wait(ordered[at - 1], at, kept, places):
            at -= 1
        ordered.insert(at, call)
        after = at + 1
    return ordered


def _may_wait(call: Owed, index: int, kept: set[str], places: Sequence[tuple[datetime, int]]) -> bool:
    """Whether a call may move to a later place without becoming late."""
    return call.name not in kept or (index < len(places) and places[index][0] <= call.due_at)


def _planned(
    call: Owed, index: int, places: Sequence[tuple[datetime, int]], call_for: timedelta
) -> PlannedCall:
    if index >= len(places):
        return PlannedCall(call, None, None, None, late=True)
    ends_at, caller = places[index]
    return PlannedCall(call, ends_at - call_for, ends_at, caller, late=ends_at > call.due_at)


def _help(
    owed: Sequence[Owed], people: Sequence[Caller], call_for: timedelta, hopeless: int, now: datetime
) -> Help | None:
    for more in range(1, MOST_HELP + 1):
        calls = plan_calls(owed, [*people, *[Caller(now)] * more], call_for, now=now)
        late = sum(call.late for call in calls)
        if late == hopeless:
            until_at = max(
                call.ends_at for call in calls if call.ends_at is not None and call.caller is not None
                and call.caller >= len(people)
            )  # fmt: skip
            return Help(more, now, until_at, late)
    return None
