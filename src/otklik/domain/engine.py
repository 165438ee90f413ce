"""What follows from a fact, and what the clock owes: the one engine under every obligation, ladder and hold.

`record` enters a fact: first the judgements that were due before it, then the fact with its consequences in its own
row, then the facts that effects append. `perform` does so for all facts of a decision. `advance` does everything that
is due until `now`, one by one and in order. `due_at` says when the clock must look next. The engine is pure: it reads
no clock, no table, no randomness; the same entries in give the same entries out.

Only the clock and administrators make `obligation.*` and `ladder.*` events. A breach bears the limit as its instant,
a ladder step the instant at which it was due, an effect `now`; `recorded_at` always says when it was entered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from otklik.domain import ladders
from otklik.domain.catalogue import make
from otklik.domain.consequences import RunawayStream, fill_row
from otklik.domain.derived import derive, passed, turns_at
from otklik.domain.effects import EFFECTS, Act, clear_owner, raise_alarm
from otklik.domain.escalation import climb_of, is_shouting, plan_lapse, plan_step
from otklik.domain.events import Consequence, Entry, Event, Ref, instant_text
from otklik.domain.judgement import counts_at, resumed_fields
from otklik.domain.ladders import ref_in
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.parties import kind_of, scene_of, standard_by_hash
from otklik.domain.rows import Row
from otklik.domain.stream_state import StreamState
from otklik.domain.streams import fold_entry
from otklik.domain.undo import restored, undo_after
from otklik.domain.world import World

__all__ = ["REVIEW_AFTER", "RunawayStream", "advance", "due_at", "perform", "record"]

REVIEW_AFTER = timedelta(hours=24)
"""When the system looks at an open order of which nothing is due: so long after its last entry (law 10)."""

MAX_DEPTH = 8
"""Effects of effects of … (standard rule 2)."""

MAX_ENTRIES = 5_000
"""That one call may append; a stream that needs more is poisoned."""

CLOSINGS = frozenset({"calendar.closed"})
"""Facts that come after the limits of their own instant (standard rule 3): a round due at closing was still owed."""

RESUME, BREACH, LAPSE, STEP, TURN, REVIEW = range(6)
"""What is due at one instant comes in this order (standard rule 3)."""


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One thing that the clock owes: when, what, and about which obligation (by rank)."""

    at: datetime
    act: int
    rank: int
    ref: Ref


Journal = tuple[StreamState, list[Entry]]
"""The state after some entries, and these entries."""

Decide = Callable[[StreamState, World, datetime], Sequence[Event]]
"""A decider with its command: (state, world, now) → facts; raises `DomainError`."""


def record(state: StreamState, event: Event, world: World, *, now: datetime) -> Journal:
    """The stream after a fact, and the entries that it adds.

    Parameters
    ----------
    state
        Before it.
    event
        A checked fact of this stream; administrators' `obligation.retimed`, `handed` and `rejudged` come from
        `obligation_decisions.py`.
    world
        The present, with the standards and calendars that the stream's obligations are frozen under.
    now
        Aware UTC. The entries bear the later of it and of the stream's last entry.

    Returns
    -------
    tuple of StreamState and list of Entry
        The list starts with the breaches that were due before the fact counts.

    Raises
    ------
    DomainError
        `unknown_standard`, `unknown_calendar`: the world lacks what the stream is frozen under.
    RunawayStream
        The rules produce work without end.
    """
    recorded_at = max(now, state.recorded_at or now)
    entries: list[Entry] = []
    state = _judge_before(state, event, world, recorded_at, entries)
    state = _append(state, event, world, recorded_at, entries)
    return state, entries


def perform(state: StreamState, decide: Decide, world: World, *, now: datetime) -> Journal:
    """The stream after a decision, and the entries that it adds.

    Parameters
    ----------
    state
        Before it.
    decide
        (state, world, now) → facts.
    world, now
        As for `record`.

    Raises
    ------
    DomainError
        What `decide` raises; then nothing is added. As `record`.

    Notes
    -----
    A decision must see what was due before its facts count, or a late worker would let goods be released twice: by
    the hold's end and by whoever did not know of it. So where something was, it is judged and decided once more.
    """
    events = decide(state, world, now)
    recorded_at = max(now, state.recorded_at or now)
    entries: list[Entry] = []
    for event in events:
        state = _judge_before(state, event, world, recorded_at, entries)
    if entries:
        events = decide(state, world, now)
    for event in events:
        state, made = record(state, event, world, now=now)
        entries += made
    return state, entries


def advance(state: StreamState, world: World, *, now: datetime) -> Journal:
    """The stream after everything that the clock owes until `now`, and the entries that this adds.

    Parameters
    ----------
    now
        Aware UTC. What was due earlier is done in order, as if in time; receivers are those of the present.

    Raises
    ------
    DomainError
        As `record`.
    RunawayStream
        More than `MAX_ENTRIES` are due.

    Notes
    -----
    Afterwards `due_at` is None or later than `now`; a second call with the same `now` does nothing. An order that
    was imported as history is judged, without effects, and has no ladders; no timer ever asks for it.
    """
    recorded_at = max(now, state.recorded_at or now)
    entries: list[Entry] = []
    known = -1
    while known < len(entries):  # what is derived in the end may owe something at once
        while (due := _next_due(state)) is not None and due.at <= now:
            state = _do(state, due, world, recorded_at, entries)
        known = len(entries)
        state = _derived(state, world, recorded_at, entries)
    return state, entries


def due_at(state: StreamState) -> datetime | None:
    """The earliest instant at which `advance` would do something; never None for an open order (law 10).

    Notes
    -----
    None for history: its past is judged when it is read in, and nothing of it is due.
    """
    if _is_history(state):
        return None
    due = _next_due(state)
    return due.at if due is not None else None


def _is_history(state: StreamState) -> bool:
    return isinstance(state.subject, OrderState) and state.subject.history


def _dues(state: StreamState) -> Iterator[Due]:
    for ref, one in state.obligations.items():
        if one.state == "open":
            yield Due(one.judge_at, BREACH, one.rank, ref)
        elif one.state == "paused" and one.resume_at is not None:
            yield Due(one.resume_at, RESUME, one.rank, ref)
    for ref, run in state.runs.items():
        if run.ended:
            continue
        if run.leased_until is not None:
            yield Due(run.leased_until, LAPSE, state.obligations[ref].rank, ref)
        if run.next_at is not None:
            yield Due(run.next_at, STEP, state.obligations[ref].rank, ref)


def _next_due(state: StreamState) -> Due | None:
    order, dues = state.subject, list(_dues(state))
    is_alive = isinstance(order, OrderState) and order.is_open and not order.history
    if is_alive and (turn_at := turns_at(order)) is not None:
        dues.append(Due(turn_at, TURN, 0, Ref("")))
    if dues or not is_alive or state.recorded_at is None:
        return min(dues, default=None)
    quiet_at = state.recorded_at + REVIEW_AFTER
    return Due(max(order.review_at or quiet_at, quiet_at), REVIEW, 0, Ref(""))


def _judge_before(
    state: StreamState, event: Event, world: World, recorded_at: datetime, entries: list[Entry]
) -> StreamState:
    """Pauses that ended and limits that passed before the fact counts are on record before it."""
    while True:
        due = min(
            (due for due in _dues(state) if _precedes(due, state, event, world, recorded_at)), default=None
        )
        if due is None:
            return state
        state = _do(state, due, world, recorded_at, entries)


def _precedes(due: Due, state: StreamState, event: Event, world: World, recorded_at: datetime) -> bool:
    if due.act not in (RESUME, BREACH):
        return False
    standard = standard_by_hash(world, state.obligations[due.ref].standard)
    at = counts_at(event, standard, recorded_at)
    return due.at < at or (due.at == at and event.kind in CLOSINGS)


def _do(
    state: StreamState, due: Due, world: World, recorded_at: datetime, entries: list[Entry]
) -> StreamState:
    if len(entries) >= MAX_ENTRIES:
        raise RunawayStream(state.stream, "due work")
    if due.act == REVIEW:
        until_at = max(due.at, recorded_at) + REVIEW_AFTER
        event = make("alarm.raised", occurred_at=due.at, reason="no_next_step", until_at=until_at)
        return _append(state, event, world, recorded_at, entries)
    if due.act == TURN:
        event = derive(state, world, recorded_at) or passed(recorded_at)
        return _append(state, event, world, recorded_at, entries)
    one = state.obligations[due.ref]
    if due.act == BREACH:
        event, change = _breach(one, world)
        return _append(state, event, world, recorded_at, entries, changes=(change,))
    if due.act == RESUME:
        return _resume(state, one, due, world, recorded_at, entries)
    climb = climb_of(scene_of(state, world), one, state.runs[due.ref])
    if due.act == LAPSE:
        event, change = plan_lapse(climb, due.at)
        return _append(state, event, world, recorded_at, entries, changes=(change,))
    return _append(state, plan_step(climb, state.stream, due.at), world, recorded_at, entries)


def _named(kind: str, ref: Ref, at: datetime) -> Event:
    return make(kind, occurred_at=at, kind=ref.kind, key=ref.key, n=ref.n)


def _breach(one: Obligation, world: World) -> tuple[Event, Consequence]:
    """The clock's breach: at the limit, whenever it is judged; final where nothing is owed afterwards."""
    fields = {"at": instant_text(one.limit_at), "verdict": "breached"}
    over = {"closed": True} if kind_of(one, world).late == "over" else {}
    return _named("obligation.breached", one.ref, one.limit_at), Consequence(
        one.ref, "breached", {**fields, **over}
    )


def _resume(
    state: StreamState, one: Obligation, due: Due, world: World, recorded_at: datetime, entries: list[Entry]
) -> StreamState:
    event = _named("obligation.resumed", one.ref, due.at)
    row = Row(
        scene_of(state, world),
        event,
        state.version + 1,
        recorded_at,
        dict(state.obligations),
        dict(state.runs),
    )
    change = Consequence(one.ref, "resumed", resumed_fields(row, one, due.at))
    return _append(state, event, world, recorded_at, entries, changes=(change,))


def _append(
    state: StreamState,
    event: Event,
    world: World,
    recorded_at: datetime,
    entries: list[Entry],
    *,
    changes: Sequence[Consequence] = (),
    depth: int = 0,
) -> StreamState:
    """Enter one event with its consequences, then whatever its effects append."""
    if depth > MAX_DEPTH:
        raise RunawayStream(state.stream, "effects of effects")
    base = restored(state, event)
    row = fill_row(base, event, world, recorded_at=recorded_at, changes=changes)
    entry = Entry(state.stream, row.version, recorded_at, event, tuple(row.consequences))
    state = replace(_after(base, row, entry), undo=undo_after(state, entry, fold_entry))
    entries.append(entry)
    cause = f"{entry.stream}@{entry.version}"
    for act, owed in _effects(row, entry):
        for made in act(state, owed, world, recorded_at):
            state = _append(
                state, replace(made, caused_by=cause), world, recorded_at, entries, depth=depth + 1
            )
    return _derived(state, world, recorded_at, entries, cause=cause, depth=depth)


def _derived(
    state: StreamState,
    world: World,
    recorded_at: datetime,
    entries: list[Entry],
    *,
    cause: str = "",
    depth: int = 0,
) -> StreamState:
    """The one hook of law 12: after every fact, whatever follows from what is on record (`derived.py`)."""
    made = derive(state, world, recorded_at)
    if made is None:
        return state
    return _append(state, replace(made, caused_by=cause), world, recorded_at, entries, depth=depth + 1)


def _after(state: StreamState, row: Row, entry: Entry) -> StreamState:
    """What `streams.evolve(state, entry)` gives, without folding again what the row has folded (a law test agrees)."""
    climbs = entry.event.kind.startswith("ladder.") or entry.event.kind == "message.failed"
    return StreamState(
        stream=entry.stream,
        version=entry.version,
        recorded_at=entry.recorded_at,
        subject=row.scene.subject,
        obligations=row.book,
        runs=ladders.evolve(state.runs, entry) if climbs else row.runs,
    )


Follow = tuple[Act, Obligation]

TRIGGERS = {"opened": "on_open", "met": "on_met", "breached": "on_breach"}
"""Which list of a kind a transition sets off; a rejudged verdict sets off nothing (standard rule 4)."""


def _effects(row: Row, entry: Entry) -> Iterator[Follow]:
    """What the system does next by itself, in order; nothing in an order's history."""
    if row.is_history:
        return
    for change in entry.consequences:
        if change.transition in TRIGGERS:
            owed = row.book[change.ref]
            for name in getattr(kind_of(owed, row.scene.world), TRIGGERS[change.transition]):
                yield EFFECTS[name].act, owed
    for ref in row.capped:
        newest = row.book[replace(ref, n=ref.n - 1)]
        yield partial(raise_alarm, reason="too_many_generations"), newest
    if entry.event.kind == "ladder.lapsed":
        owed = row.book[ref_in(entry.event)]
        yield partial(clear_owner, person=entry.event.data["person"]), owed
    if entry.event.kind == "ladder.exhausted":
        yield from _after_exhausted(row, ref_in(entry.event))


def _after_exhausted(row: Row, ref: Ref) -> Iterator[Follow]:
    """A ladder ends in somebody: in an alarm row where it told nobody, or where the limit passed all the same."""
    owed, run = row.book[ref], row.runs[ref]
    if run.has_reached_nobody and is_shouting(climb_of(row.scene, owed, run)):
        yield partial(raise_alarm, reason="nobody_to_tell"), owed
    elif owed.state == "breached" and owed.is_owed:
        yield partial(raise_alarm, reason="unanswered"), owed
