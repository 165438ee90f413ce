"""On whom an order waits, at every instant, and how long it waited on each (law 11).

Precedence, stated once: the debtor of the owed obligation of the lowest rank, then of the earliest limit (a paused
one waits on its creditor: he asked for the pause); if nothing is owed, an open order without a live contact waits on
the store that holds it, one with it on the buyer; an order that is over and owes nothing waits on nobody.
Obligations towards the marketplace and towards stores count like any other. Pure; calendars are passed in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from otklik.domain import clocks, streams
from otklik.domain.clocks import Clock
from otklik.domain.events import Entry
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState

NOBODY = "nobody"


AFTERMATH = 300
"""Kinds of this rank and above are about how an order ended (the buyer's question, a verdict): no part of its life."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A span of an order's life that waited on one party: wall seconds, and seconds of the given calendar."""

    party: str
    from_at: datetime
    to_at: datetime
    wall_s: int
    working_s: int


@dataclass(frozen=True, slots=True)
class Wait:
    """Who waits for whom, and for which obligation; its kind is empty where nothing is owed and somebody has the word.

    Parameters
    ----------
    party
        Who is waited for: `<role>` or `<role>:<slug>`.
    waiter
        Who waits for him; empty where nobody is waited for.
    kind, key
        Of the obligation.
    """

    party: str
    waiter: str = ""
    kind: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A span of an order's life with one wait: wall seconds, and seconds of the given calendar."""

    wait: Wait
    from_at: datetime
    to_at: datetime
    wall_s: int
    working_s: int


def waiting_on(state: StreamState) -> str:
    """The one party that the subject waits on, as `<role>` or `<role>:<slug>`; `nobody` when it is over."""
    return wait_of(state).party


def wait_of(state: StreamState) -> Wait:
    """The one wait of the subject: on whom, whose, and for what."""
    order = state.subject
    over = isinstance(order, OrderState) and not order.is_open
    first = awaited_of(state.obligations.values(), over=over)
    if first is not None:
        party, waiter = first.debtor, first.creditor
        if first.state == "paused":
            party, waiter = waiter, party
        if party == waiter and isinstance(
            order, OrderState
        ):  # what the buyer does for himself, his shop waits for
            waiter = f"store:{order.holder}"
        return Wait(party, waiter, first.ref.kind, first.ref.key)
    if isinstance(order, OrderState) and order.is_open:
        store = f"store:{order.holder}"
        return Wait(store, "buyer") if order.live_contact_at is None else Wait("buyer", store)
    return Wait(NOBODY)


def awaited_of(obligations: Iterable[Obligation], *, over: bool) -> Obligation | None:
    """The owed obligation that comes first; None where nothing is owed.

    Parameters
    ----------
    over
        Whether the order is over: what is about its end is no part of its life then.
    """
    owed = [one for one in obligations if one.is_owed and not (over and one.rank >= AFTERMATH)]
    return min(owed, key=lambda one: (one.rank, one.limit_at, one.ref), default=None)


def attribute(entries: Iterable[Entry], *, until_at: datetime, clock: Clock) -> list[Interval]:
    """The order's life as intervals that each waited on one party; together they are all of it.

    Parameters
    ----------
    entries
        Of one stream, from version 1.
    until_at
        Aware UTC: where the life is cut if it goes on; what happened later is left out.
    clock
        On which working seconds are counted, such as the first store's; None = wall.

    Returns
    -------
    list of Interval
        In order, without gaps; neighbours wait on different parties. Spans that wait on nobody at the end are no
        life any more and are cut off.

    Notes
    -----
    An entry changes the party at the instant at which it happened, but never before an earlier entry: what was
    learned late does not rewrite who was waited on meanwhile. Seconds are differences of running totals, so that
    they add up exactly to those of the whole.
    """
    spans = spans_of(entries, until_at=until_at, clock=clock)
    merged = []
    for party, group in groupby(spans, key=lambda one: one.wait.party):
        mine = list(group)
        walls, workings = sum(one.wall_s for one in mine), sum(one.working_s for one in mine)
        merged.append(Interval(party, mine[0].from_at, mine[-1].to_at, walls, workings))
    return merged


def spans_of(entries: Iterable[Entry], *, until_at: datetime, clock: Clock) -> list[Span]:
    """The same, cut finer: each span has one wait, and neighbours differ in who waits, for whom or for what.

    Parameters
    ----------
    entries, until_at, clock
        As of `attribute`.
    """
    return life_of(entries, until_at=until_at, clock=clock)[0]


def life_of(entries: Iterable[Entry], *, until_at: datetime, clock: Clock) -> tuple[list[Span], Wait]:
    """The same, and the wait with which the life goes on after the last entry; of `nobody` when it is over.

    Parameters
    ----------
    entries, until_at, clock
        As of `attribute`.
    """
    marks: list[tuple[datetime, Wait]] = []
    state: StreamState | None = None
    last_at: datetime | None = None
    for entry in entries:
        state = streams.evolve(state or StreamState(entry.stream), entry)
        happened_at = min(entry.event.occurred_at, entry.recorded_at)
        last_at = max(last_at or happened_at, happened_at)
        if last_at > until_at:
            break
        marks = _mark(marks, last_at, wait_of(state))
    ends = marks[-1][1] if marks else Wait(NOBODY)
    while marks and marks[-1][1].party == NOBODY:
        until_at = marks.pop()[0]
    return _measure(marks, until_at, clock), ends


def _mark(marks: list[tuple[datetime, Wait]], at: datetime, wait: Wait) -> list[tuple[datetime, Wait]]:
    """The marks with one more; nothing is added where the wait stays, and no span is empty."""
    kept = marks[:-1] if marks and marks[-1][0] == at else marks
    return kept if kept and kept[-1][1] == wait else [*kept, (at, wait)]


def _measure(marks: list[tuple[datetime, Wait]], until_at: datetime, clock: Clock) -> list[Span]:
    if not marks:
        return []
    start_at = marks[0][0]
    edges = [*(at for at, _ in marks), until_at]
    wall = [clocks.between(None, start_at, at) for at in edges]
    working = [clocks.between(clock, start_at, at) for at in edges]
    return [
        Span(wait, at, edges[i + 1], wall[i + 1] - wall[i], working[i + 1] - working[i])
        for i, (at, wait) in enumerate(marks)
        if edges[i + 1] > at
    ]


@dataclass(frozen=True, slots=True)
class Share:
    """How long an order waited on one party altogether: wall seconds, and seconds of the calendar."""

    party: str
    wall_s: int
    working_s: int


def shares_of(intervals: Iterable[Interval]) -> list[Share]:
    """Who was waited for how long, in the order in which each was first waited for; sums of the intervals, exactly.

    Parameters
    ----------
    intervals
        As `attribute` gives them.
    """
    found: dict[str, Share] = {}
    for one in intervals:
        known = found.get(one.party, Share(one.party, 0, 0))
        found[one.party] = Share(one.party, known.wall_s + one.wall_s, known.working_s + one.working_s)
    return list(found.values())
