"""Look, each minute, whether any open order lacks an owner, a next step, an instant or a playbook (law 10, R26).

A look is bounded: what changed since the last one, what is overdue, what lacked something, and the next few of a sweep
over all open orders, since time and people change orders without a fact of their own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from otklik.domain.invariants import OVERDUE_AFTER, Gap, gaps_of
from otklik.domain.streams import stores_of
from otklik.store import directory, gaps, journal, playbooks, timers
from otklik.store.gaps import Mark

EVERY = timedelta(seconds=60)

CHANGED, STUCK, KNOWN, SWEEP = 2_000, 200, 200, 60
"""Rows of the journal, overdue orders, orders known to lack something, and orders of the sweep in one look.

At 60 a minute a sweep passes 86,400 open orders a day."""

LAG = timedelta(minutes=2)
"""A clock that is behind by more is catching up: what it has not done yet is no finding."""

AT_ONCE = 200
"""Orders that are folded at a time."""


def check_due(*, now: datetime) -> int:
    """How many orders were looked at: none before a minute has passed, or while the clocks are catching up."""
    mark = gaps.read_mark() or Mark(position=gaps.last_position())
    if mark.checked_at is not None and timedelta(0) <= now - mark.checked_at < EVERY:
        return 0
    if timers.list_due(now - LAG, 1):
        return 0
    return check(mark, now=now)


def check(mark: Mark, *, now: datetime) -> int:
    """Look once, and write down what was found; how many orders were looked at."""
    changed, position = gaps.list_changed(mark.position, CHANGED)
    people = {stream.partition("/")[2] for stream in changed if stream.startswith("person/")}
    swept = gaps.list_swept(mark.swept, SWEEP)
    streams = {stream for stream in changed if stream.startswith("order/")}
    streams |= gaps.list_stuck(now - OVERDUE_AFTER, STUCK) | gaps.list_known(KNOWN) | set(swept)
    streams |= gaps.list_owned(people, CHANGED) if people else set()
    ends = len(swept) < SWEEP
    gaps.write(
        find_gaps(streams, now=now),
        replace(
            mark,
            position=position,
            swept="" if ends else swept[-1],
            round_from_at=now if ends else mark.round_from_at,
            round_at=now if ends else mark.round_at,
        ),
        now=now,
    )
    return len(streams)


def find_gaps(streams: Collection[str], *, now: datetime) -> dict[str, tuple[Gap, ...]]:
    """What each of these orders lacks now; nothing is written."""
    found: dict[str, tuple[Gap, ...]] = {}
    books = playbooks.list_books()
    ordered = sorted(streams)
    for start in range(0, len(ordered), AT_ONCE):
        states = journal.load_states(ordered[start : start + AT_ONCE])
        owners = {getattr(state.subject, "owner", "") for state in states.values()} - {""}
        slugs = set().union(*map(stores_of, states.values())) | gaps.homes_of(owners)
        world = directory.load_world(slugs, now=now)
        found |= {stream: gaps_of(state, world, now, books=books) for stream, state in states.items()}
    return found
