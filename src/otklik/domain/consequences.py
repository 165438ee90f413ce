"""Everything that one event does at once: the consequences of its row (ADR 0002).

Judged first, opened after (standard rule 1); then whatever follows from the consequences themselves: the next
generation of a rolling kind, the kinds that waited for several others, and every rule that names `obligation.opened`,
`obligation.met` and so on. Nothing here is an event of its own: effects are (`effects.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from otklik.domain.errors import DomainError
from otklik.domain.events import Consequence, Entry, Event
from otklik.domain.judgement import (
    acknowledge,
    administer,
    enter_change,
    hand_over,
    judge,
    notice_delay,
    notice_failure,
    pass_orders_on,
)
from otklik.domain.openings import open_after, open_by, raise_floors, recur
from otklik.domain.parties import Scene
from otklik.domain.rows import Row, add
from otklik.domain.stream_state import StreamState
from otklik.domain.streams import SUBJECTS
from otklik.domain.world import World

MAX_CONSEQUENCES = 500
"""Of one row; a standard that needs more contradicts itself."""

ADMINISTRATIVE = frozenset({"obligation.retimed", "obligation.handed", "obligation.rejudged"})
OF_THE_LADDER = frozenset({"leased", "ended", "rescheduled"})


class RunawayStream(DomainError):
    """A stream whose rules produce work without end; it is set aside instead of looping (law 6)."""

    def __init__(self, stream: str, where: str) -> None:
        super().__init__(
            "runaway_stream",
            f"{stream} produces {where} without end.",
            remedy="Look for kinds that open each other in its standard (`otklik standard check`).",
            place=stream,
        )


def fill_row(
    state: StreamState,
    event: Event,
    world: World,
    *,
    recorded_at: datetime,
    changes: Sequence[Consequence] = (),
) -> Row:
    """The row of an event: every consequence that it has, in order.

    Parameters
    ----------
    state
        Before the event.
    recorded_at
        Of the row.
    changes
        What the clock already decided (a breach, a resumed clock, a lapsed run); they come first.

    Raises
    ------
    RunawayStream
        More than `MAX_CONSEQUENCES`.
    """
    bare = Entry(state.stream, state.version + 1, recorded_at, event)
    subject = SUBJECTS[state.prefix](state.subject, bare)
    row = Row(
        scene=Scene(state.stream, subject, world),
        event=event,
        version=bare.version,
        recorded_at=recorded_at,
        book=dict(state.obligations),
        runs=dict(state.runs),
    )
    for change in changes:
        if change.transition in OF_THE_LADDER:
            add(row, change)
        else:
            enter_change(row, change.ref, change.transition, change.fields)
    if event.kind in ADMINISTRATIVE:
        administer(row, event)
    elif not event.kind.startswith("obligation."):
        _react(row, event)
    _follow(row)
    raise_floors(row)
    return row


def _react(row: Row, event: Event) -> None:
    judge(row, event)
    acknowledge(row, event)
    if event.kind == "order.handed":
        hand_over(row, event)
    if event.kind == "message.failed":
        notice_failure(row, event)
        notice_delay(row, event)
    if event.kind == "busy.started":
        pass_orders_on(row, event)
    open_by(row, event)


def _follow(row: Row) -> None:
    """Let every consequence, those that follow included, have its own."""
    position = 0
    while position < len(row.consequences):
        if len(row.consequences) > MAX_CONSEQUENCES:
            raise RunawayStream(row.scene.stream, "consequences of one event")
        change = row.consequences[position]
        position += 1
        if change.transition in OF_THE_LADDER:
            continue
        if change.transition in ("met", "breached"):
            recur(row, change)
        as_event = _as_event(row, change)
        if change.transition in ("met", "waived"):
            open_after(row, change.ref, as_event)
        judge(row, as_event)
        open_by(row, as_event)


def _as_event(row: Row, change: Consequence) -> Event:
    """A consequence in the form that patterns match: rules may name facts or what they did."""
    ref = change.ref
    return Event(
        kind=f"obligation.{change.transition}",
        occurred_at=row.at,
        data={"kind": ref.kind, "key": ref.key, "n": ref.n},
    )
