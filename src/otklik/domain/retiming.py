"""What other opening hours would make of what is owed already, and the facts that move it there.

New hours are for new obligations: what is open keeps its instants (law 1) until somebody moves them by an act of his
own. Only limits that follow from opening hours are compared: one that somebody named, moved or set by hand, or that a
pause has changed, stays. What is breached, met or waived is never touched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain import clocks
from otklik.domain.business_time import WorkCalendar
from otklik.domain.catalogue import make
from otklik.domain.clocks import Clock
from otklik.domain.events import Event, Ref
from otklik.domain.obligations import Obligation
from otklik.domain.parties import kind_of, place_of_clock, scene_of
from otklik.domain.standards import Kind
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

WHY = "new_hours"
"""The reason that the journal keeps."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Whose hours changed, and to what.

    Parameters
    ----------
    place
        Slug of the place.
    calendar
        The hours that shall hold.
    earlier
        Hashes of the calendars that the place had before; what runs on another's is not its own.
    """

    place: str
    calendar: WorkCalendar
    earlier: frozenset[str]


@dataclass(frozen=True, slots=True)
class Retiming:
    """One open obligation that would fall otherwise.

    Parameters
    ----------
    ref
        Which.
    limit_at, new_limit_at
        UTC: when it is due, and when it would be.
    is_past
        By the other hours it would be over by now: it can't be moved, and stays.
    """

    ref: Ref
    limit_at: datetime
    new_limit_at: datetime
    is_past: bool


def plan_retimings(
    obligations: Mapping[Ref, Obligation], world: World, hours: Hours, *, holder: str, now: datetime
) -> tuple[Retiming, ...]:
    """The open obligations of one stream that other hours would let fall otherwise, by their present limit.

    Parameters
    ----------
    obligations
        All of the stream, closed ones included: limits that must not be preceded are among them.
    world
        With the standards and calendars that they were frozen with.
    holder
        Slug of the store that answers now.
    now
        Aware UTC.
    """
    limits = {ref: one.limit_at for ref, one in obligations.items()}
    own = dict(_own_limits(obligations, world, hours, holder, now))
    floors = {ref: kind_of(obligations[ref], world).not_before for ref in own}
    wanted: dict[Ref, datetime] = {}
    before: dict[Ref, datetime] | None = None
    while wanted != before:  # a load check forbids cycles, so this ends
        before = dict(wanted)
        wanted = {ref: _floored(own_at, floors[ref], limits) for ref, own_at in own.items()}
        limits |= {ref: at if at > now else obligations[ref].limit_at for ref, at in wanted.items()}
    found = [
        Retiming(ref, obligations[ref].limit_at, at, at <= now)
        for ref, at in wanted.items()
        if at != obligations[ref].limit_at
    ]
    return tuple(sorted(found, key=lambda one: (one.limit_at, one.ref)))


def _own_limits(
    obligations: Mapping[Ref, Obligation], world: World, hours: Hours, holder: str, now: datetime
) -> Iterator[tuple[Ref, datetime]]:
    """Limits by the other hours alone, of everything that follows from the place's hours; what is over stays."""
    limits = {ref: one.limit_at for ref, one in obligations.items()}
    for ref, one in obligations.items():
        kind = kind_of(one, world)
        if not _runs_on(one, kind, world, hours, holder):
            continue
        for span in filter(None, (kind.first, kind.every, kind.limit)):
            expected_at = clocks.add(world.calendar(one.calendar), one.opened_at, span)
            if _floored(expected_at, kind.not_before, limits) == one.limit_at:
                yield ref, clocks.add(hours.calendar, one.opened_at, span)
                break


def _runs_on(one: Obligation, kind: Kind, world: World, hours: Hours, holder: str) -> bool:
    if one.state != "open" or one.calendar == hours.calendar.hash or one.calendar not in hours.earlier:
        return False
    parties = {"debtor": one.debtor, "creditor": one.creditor}
    place = place_of_clock(kind.clock, world, holder=holder, parties=parties)
    return place is not None and place.slug == hours.place


def _floored(at: datetime, floors: Sequence[str], limits: Mapping[Ref, datetime]) -> datetime:
    return max([at, *(limit_at for ref, limit_at in limits.items() if ref.kind in floors)])


def decide_retimings(
    state: StreamState, world: World, now: datetime, *, place: str, earlier: Collection[str], actor: str
) -> Sequence[Event]:
    """The facts that move what a place owes to where its present hours put it; none where nothing moves.

    Parameters
    ----------
    place
        Slug of the place whose hours changed.
    earlier
        Hashes of the calendars that it had before.

    Raises
    ------
    DomainError
        `unknown_store`.
    """
    hours = Hours(place, world.store(place).calendar, frozenset(earlier))
    scene = scene_of(state, world)
    planned = plan_retimings(state.obligations, world, hours, holder=scene.holder, now=now)
    moving = [one for one in planned if not one.is_past]
    # What others must not precede moves first, so that nothing is pushed on the way.
    moving.sort(key=lambda one: bool(kind_of(state.obligations[one.ref], world).not_before))
    return [_fact(state.obligations[one.ref], one, hours.calendar, world, now, actor) for one in moving]


def _fact(one: Obligation, move: Retiming, calendar: Clock, world: World, now: datetime, actor: str) -> Event:
    kind = kind_of(one, world)
    bands = sorted(clocks.add(calendar, one.opened_at, band) for band in kind.bands)
    return make(
        "obligation.retimed",
        occurred_at=now,
        actor=actor,
        source="person",
        kind=one.ref.kind,
        key=one.ref.key,
        n=one.ref.n,
        why=WHY,
        limit_at=move.new_limit_at,
        target_at=clocks.add(calendar, one.opened_at, kind.target) if kind.target else None,
        bands=bands or None,
        calendar=calendar.hash if calendar else None,
    )
