"""What an event opens: which kinds, under which key and generation, between whom, with which frozen instants.

New facts open kinds of the standard of the holder at that event (standard rule 10); everything computed here is
frozen in the `opened` consequence (law 1). A kind opens not at all where its instant field or its key is absent, where
its `when` is untrue, where the same fact or an earlier closing would have waived it, or where it is owed already.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from otklik.domain import clocks
from otklik.domain.business_time import TZDATA_VERSION
from otklik.domain.clocks import Clock
from otklik.domain.escalation import replace_run, start_run
from otklik.domain.events import Consequence, Event, Ref, instant_of
from otklik.domain.ladders import LadderRun
from otklik.domain.matching import CLOSING, holds, index_of, key_in, matches, touches
from otklik.domain.obligations import Obligation, limit_fields, opening_fields
from otklik.domain.parties import clock_of, frozen_clock, kind_of, party_of
from otklik.domain.rows import MAX_GENERATIONS, Row, enter, generations
from otklik.domain.standards import Kind, Standard

PERMANENT_DONE = ("met", "waived")


def open_by(row: Row, event: Event) -> None:
    """Open every kind that a fact of this row opens, by rank.

    Parameters
    ----------
    event
        The row's event, or a consequence of it put as one (`obligation.met` …).
    """
    standard = row.scene.standard
    if standard is None:
        return
    prefix = row.scene.stream.partition("/")[0]
    for kind in index_of(standard).opens.get((prefix, event.kind), ()):
        for pattern in kind.opens_on:
            if matches(pattern, event, standard.min_talk_s):
                key = key_in(pattern, kind, event)
                if key is not None:
                    open_kind(row, kind, standard, key, event)
                break


def open_after(row: Row, done: Ref, event: Event) -> None:
    """Open the kinds that wait for several others, when the last of them is met or waived."""
    standard = row.scene.standard
    if standard is None:
        return
    for kind in index_of(standard).after.get(done.kind, ()):
        if all(_is_done(row, named) for named in kind.opens_after):
            key = str(event.data.get(kind.key, done.key)) if kind.key else ""
            open_kind(row, kind, standard, key, event)


def _is_done(row: Row, kind: str) -> bool:
    found = [one for ref, one in row.book.items() if ref.kind == kind]
    return bool(found) and all(one.state in PERMANENT_DONE for one in found)


def open_kind(row: Row, kind: Kind, standard: Standard, key: str, event: Event) -> None:
    """Open one obligation of a kind, unless a reason speaks against it (see the module's head)."""
    if not all(holds(predicate, row.scene.subject, event) for predicate in kind.when):
        return
    if _is_over(row, kind) or touches(kind.waived_by, kind, key, event, standard.min_talk_s):
        return
    if row.is_history and (kind.every is not None or not _was_witnessed(row, kind)):
        return
    older = generations(row, kind.name, key)
    if older and kind.again == "ignore" and older[-1].state in ("open", "paused"):
        return
    ref = Ref(kind.name, key, older[-1].ref.n + 1 if older else 1)
    if ref.n > MAX_GENERATIONS and kind.every is None:
        row.capped.append(ref)
        return
    obligation = freeze(row, kind, standard, ref, event)
    if obligation is not None:
        enter_opened(row, kind, obligation)


def _is_over(row: Row, kind: Kind) -> bool:
    order = row.scene.order
    return order is not None and not order.is_open and any(p.on in CLOSING for p in kind.waived_by)


def _was_witnessed(row: Row, kind: Kind) -> bool:
    order = row.scene.order
    return order is not None and any(pattern.on in order.witnessed for pattern in kind.met_by)


def enter_opened(row: Row, kind: Kind, obligation: Obligation) -> None:
    """Enter an opening: its frozen fields, its ladder run, and the runs that it takes over."""
    fields = opening_fields(obligation)
    if kind.ladder is not None and not row.is_history:
        if kind.takes_over is not None:
            _take_over(row, kind)
        fields["ladder"] = start_run(row.scene, obligation, kind.ladder)
    row.opened.add(obligation.ref)
    enter(row, obligation.ref, "opened", fields)


def _take_over(row: Row, kind: Kind) -> None:
    for ref, run in list(row.runs.items()):
        if ref.kind in (kind.takes_over, kind.name) and not run.ended:
            enter(row, ref, "ended", {"why": "taken_over"})


def freeze(row: Row, kind: Kind, standard: Standard, ref: Ref, event: Event) -> Obligation | None:
    """The obligation with everything that holds from its opening on, or None without an instant to hold to."""
    parties = {role: party_of(getattr(kind, role), event, row.scene) for role in ("debtor", "creditor")}
    clock = clock_of(kind.clock, row.scene, standard, parties)
    limit_at = limit_of(kind, clock, row.at, event)
    if limit_at is None:
        return None
    limit_at = max([limit_at, *_floors(row, kind)])
    from_at = event.data.get(kind.from_field) if kind.from_field else None
    return Obligation(
        ref=ref,
        state="open",
        debtor=parties["debtor"],
        creditor=parties["creditor"],
        standard=standard.hash,
        calendar=clock.hash if clock else "",
        tzdata=TZDATA_VERSION,
        opened_at=row.at,
        limit_at=limit_at,
        judge_at=limit_at + timedelta(seconds=kind.grace_s),
        first_limit_at=limit_at,
        target_at=clocks.add(clock, row.at, kind.target) if kind.target else None,
        from_at=instant_of(from_at) if from_at else None,
        bands=tuple(sorted(clocks.add(clock, row.at, band) for band in kind.bands)),
        rank=kind.rank,
        ref_fields=_scalars(event),
    )


def _scalars(event: Event) -> dict[str, Any]:
    return {name: value for name, value in event.data.items() if not isinstance(value, list | dict)}


def limit_of(kind: Kind, clock: Clock, at: datetime, event: Event) -> datetime | None:
    """The kind's own limit, before any `not_before`; None where the event names no instant.

    Parameters
    ----------
    clock
        The kind's, resolved.
    at
        When it opens.
    """
    if kind.at_field is not None:
        named = event.data.get(kind.at_field)
        return instant_of(named) + timedelta(seconds=kind.offset.seconds) if named else None
    span = kind.first or kind.every or kind.limit
    return clocks.add(clock, at, span) if span is not None else None


def _floors(row: Row, kind: Kind) -> list[datetime]:
    """Limits that the kind's own limit never precedes, of whatever state: they are frozen (standard rule 5)."""
    return [one.limit_at for ref, one in row.book.items() if ref.kind in kind.not_before]


def raise_floors(row: Row) -> None:
    """Move every open limit that now precedes one it must not precede (`not_before`); later only.

    Notes
    -----
    Runs once at the end of a row that opened, retimed or resumed something; a load check forbids cycles, and each
    pass only moves limits up to one of finitely many instants.
    """
    if not any(change.transition in ("opened", "retimed", "resumed") for change in row.consequences):
        return
    moved = True
    while moved:
        moved = False
        for ref, one in list(row.book.items()):
            if one.state != "open":
                continue
            floor_at = max([one.limit_at, *_floors(row, kind_of(one, row.scene.world))])
            if floor_at > one.limit_at:
                moved = True
                enter(row, ref, "retimed", retimed_fields(row, one, floor_at, "not_before"))


def retimed_fields(row: Row, one: Obligation, limit_at: datetime, why: str) -> dict[str, Any]:
    """The fields of a move to another limit, with the run's new place."""
    grace = one.judge_at - one.limit_at
    moved = replace(one, limit_at=limit_at, judge_at=limit_at + grace)
    return {**limit_fields(moved), "why": why, **run_fields(row, moved)}


def run_fields(row: Row, moved: Obligation) -> dict[str, Any]:
    """The `ladder` field of a move or of a resumed clock; nothing where no run is climbing."""
    run: LadderRun | None = row.runs.get(moved.ref)
    if run is None or run.ended:
        return {}
    return {"ladder": replace_run(row.scene, moved, run, row.at)}


def recur(row: Row, done: Consequence) -> None:
    """Open the next generation of a rolling kind: from the last round made, or from the limit missed.

    Notes
    -----
    Only the newest generation recurs, and it goes on under the standard and between the parties of its first
    (standard rules 9 and 10).
    """
    one = row.book[done.ref]
    kind = kind_of(one, row.scene.world)
    if kind.every is None or generations(row, one.ref.kind, one.ref.key)[-1].ref != one.ref:
        return
    from_at = instant_of(done.fields["at"])
    clock = frozen_clock(one, row.scene)
    limit_at = clocks.add(clock, from_at, kind.every)
    following = replace(
        one,
        ref=replace(one.ref, n=one.ref.n + 1),
        state="open",
        opened_at=from_at,
        limit_at=limit_at,
        judge_at=limit_at + timedelta(seconds=kind.grace_s),
        first_limit_at=limit_at,
        verdict=None,
        closed_at=None,
        breached_at=None,
        rejudged=None,
        moves=0,
        opened_by=row.version,
    )
    enter_opened(row, kind, following)
