"""What a fact does to the obligations that are there: standard rule 1, and law 4's instants and grades.

For each obligation the first that matches wins: met, breached_by, waived_by (or the end of a recurrence), moved_by,
pause, resume. A fact at the limit is in time. A fact counts when it happened; a claim by staff at most
`claim_backdate` before it was recorded. Whatever was breached and is found to have been done in time is rejudged: the
first verdict stays beside it, and no effect is undone (standard rule 4).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from otklik.domain import clocks
from otklik.domain.busy import list_passed_on
from otklik.domain.escalation import (
    climb_of,
    cut_to_past,
    give_up,
    hurry_run,
    lease_run,
    reaches_by_next_channel,
)
from otklik.domain.events import Consequence, Event, Ref, instant_of, instant_text
from otklik.domain.ladders import ref_in, refused_notice, stalled_notice
from otklik.domain.matching import index_of, is_strong_enough, matches, touches
from otklik.domain.obligations import Obligation, Verdict, limit_fields
from otklik.domain.openings import retimed_fields, run_fields
from otklik.domain.parties import frozen_clock, standard_by_hash
from otklik.domain.rows import Row, add, enter
from otklik.domain.standards import Kind, Pattern, Standard

Change = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Case:
    """One fact before one obligation.

    `at` is the instant at which the fact counts for this obligation (law 4).
    """

    row: Row
    one: Obligation
    kind: Kind
    standard: Standard
    event: Event
    at: datetime

    def says(self, patterns: tuple[Pattern, ...]) -> bool:
        """Whether one of these patterns means this obligation."""
        return touches(patterns, self.kind, self.one.ref.key, self.event, self.standard.min_talk_s)


def counts_at(event: Event, standard: Standard, recorded_at: datetime) -> datetime:
    """The instant at which a fact counts: when it happened; a claim is backdated by `claim_backdate` at most."""
    at = min(event.occurred_at, recorded_at)
    if event.grade != "claimed":
        return at
    return max(at, recorded_at - timedelta(seconds=standard.claim_backdate_s))


def judge(row: Row, event: Event) -> None:
    """Enter what a fact does to every obligation that was there before this row.

    Parameters
    ----------
    event
        The row's event, or a consequence of it put as one.
    """
    before = [one for ref, one in row.book.items() if ref not in row.opened]
    for one in sorted(before, key=lambda one: (one.rank, one.ref)):
        standard = standard_by_hash(row.scene.world, one.standard)
        if one.ref.kind not in index_of(standard).touched.get(event.kind, ()):
            continue
        at = counts_at(event, standard, row.recorded_at)
        case = Case(row, one, standard.kinds[one.ref.kind], standard, event, at)
        for rule in RULES:
            change = rule(case)
            if change is not None:
                enter_change(row, one.ref, *change)
                break


def enter_change(row: Row, ref: Ref, transition: str, fields: Mapping[str, Any]) -> None:
    """Enter a transition; where nothing is owed after a breach, the run keeps only its `past` steps."""
    enter(row, ref, transition, fields)
    run = row.runs.get(ref)
    if transition == "breached" and run is not None and not run.ended and row.book[ref].closed_at is not None:
        add(row, cut_to_past(row.scene, row.book[ref], run, row.at))


def _meet(case: Case) -> Change | None:
    one = case.one
    if not is_strong_enough(case.event, case.kind) or not case.says(case.kind.met_by):
        return None
    verdict: Verdict = "early" if one.from_at is not None and case.at < one.from_at else "met"
    if one.state in ("open", "paused"):
        in_time = one.state == "paused" or case.at <= one.limit_at
        return "met", {"at": instant_text(case.at), "verdict": verdict if in_time else "met_late"}
    was_late = one.verdict in ("breached", "met_late") and one.rejudged is None
    if was_late and case.at <= (one.breached_at or one.limit_at):
        return "rejudged", {"at": instant_text(case.at), "verdict": verdict, "why": "late_fact"}
    if one.is_owed:
        return "met", {"at": instant_text(case.at), "verdict": "met_late"}
    return None


def _breach(case: Case) -> Change | None:
    if case.one.state not in ("open", "paused") or not case.says(case.kind.breached_by):
        return None
    fields = {"at": instant_text(case.at), "verdict": "breached"}
    if case.says(case.kind.waived_by):
        return "breached", {**fields, "closed": True, "ends_run": True}
    return "breached", {**fields, "closed": True} if case.kind.late == "over" else fields


def _waive(case: Case) -> Change | None:
    if not case.one.is_owed or not (case.says(case.kind.waived_by) or case.says(case.kind.ends_on)):
        return None
    return "waived", {"at": instant_text(case.at)}


def _move(case: Case) -> Change | None:
    """A fact that names a new instant moves the limit, until the limit; never into the past.

    After the limit it comes too late: the breach stands, nothing more is owed by the old instant, and where the kind
    opens on such a fact the new one is an obligation of its own.
    """
    one, kind = case.one, case.kind
    if not case.says(kind.moved_by):
        return None
    if one.state == "breached" and one.is_owed and any(p.on == case.event.kind for p in kind.opens_on):
        return "waived", {"at": instant_text(case.at)}
    if one.state != "open" or case.at > one.limit_at:
        return None
    named = case.event.data.get(kind.at_field or "")
    if one.moves >= kind.max_moves or not named:
        return None
    limit_at = instant_of(named) + timedelta(seconds=kind.offset.seconds)
    if limit_at <= case.at:
        return None
    from_at = case.event.data.get(kind.from_field) if kind.from_field else None
    moved = replace(one, from_at=instant_of(from_at) if from_at else one.from_at)
    fields = retimed_fields(case.row, moved, limit_at, case.event.kind)
    return "retimed", {**fields, "moves": one.moves + 1}


def _pause(case: Case) -> Change | None:
    one, longest = case.one, case.kind.max_pause
    if one.state != "open" or not case.says(case.kind.pause_on):
        return None
    fields = {"at": instant_text(case.at)}
    if longest is not None:
        left_s = longest.seconds - one.paused_s
        if left_s <= 0:
            return None
        fields["resume_at"] = instant_text(case.at + timedelta(seconds=left_s))
    return "paused", fields


def _resume(case: Case) -> Change | None:
    if case.one.state != "paused" or not case.says(case.kind.resume_on):
        return None
    return "resumed", resumed_fields(case.row, case.one, case.at)


RULES: tuple[Callable[[Case], Change | None], ...] = (_meet, _breach, _waive, _move, _pause, _resume)
"""In the order of standard rule 1; the first that answers wins."""


def resumed_fields(row: Row, one: Obligation, at: datetime) -> dict[str, Any]:
    """The fields of an ended pause: every instant that lay ahead moves by the working time of the pause.

    Parameters
    ----------
    at
        When the pause ends.
    """
    clock, since = frozen_clock(one, row.scene), one.paused_at or at
    lost_s = max(clocks.between(clock, since, at), 0)

    def moved(instant: datetime) -> datetime:
        return clocks.add_seconds(clock, instant, lost_s) if instant > since else instant

    limit_at = moved(one.limit_at)
    resumed = replace(
        one,
        state="open",
        limit_at=limit_at,
        judge_at=limit_at + (one.judge_at - one.limit_at),
        target_at=moved(one.target_at) if one.target_at else None,
        bands=tuple(moved(band) for band in one.bands),
    )
    paused_s = one.paused_s + max(int((at - since).total_seconds()), 0)
    return {
        "at": instant_text(at), **limit_fields(resumed), "paused_s": paused_s, **run_fields(row, resumed)
    }  # fmt: skip


def acknowledge(row: Row, event: Event) -> None:
    """Enter the leases that an acknowledging fact gives (law 3), by the weight that it carries itself (law 5)."""
    stops = event.data.get("stops", "")
    if not stops:
        return
    for ref, run in list(row.runs.items()):
        if run.ended:
            continue
        climb = climb_of(row.scene, row.book[ref], run)
        standard = standard_by_hash(row.scene.world, row.book[ref].standard)
        if not any(matches(pattern, event, standard.min_talk_s) for pattern in climb.ladder.ack_by):
            continue
        lease = lease_run(climb, event.data["person"], stops, row.at)
        if lease is not None:
            add(row, lease)


def hand_over(row: Row, event: Event) -> None:
    """Enter what goes with an order to a colleague: what its owner owes, and what is left of his lease."""
    person, previous = event.data["person"], event.data.get("previous", "")
    for ref, one in list(row.book.items()):
        if previous and one.is_owed and one.debtor == f"owner:{previous}":
            enter(row, ref, "handed", {"debtor": f"owner:{person}", "why": event.kind})
    for ref, run in list(row.runs.items()):
        if not run.ended and run.leased_until is not None and run.leased_by == previous:
            fields = {
                "until_at": instant_text(run.leased_until),
                "person": person,
                "stops": run.stops,
                "next_at": instant_text(run.next_at) if run.next_at else None,
            }
            add(row, Consequence(ref, "leased", fields))


def notice_failure(row: Row, event: Event) -> None:
    """Enter that a ladder goes on at once, when every channel has refused its latest step for good (law 5).

    Notes
    -----
    A step around the limit keeps its instant, unless nobody at all has been reached: then the climb goes on to
    whoever is left, or to the alarm.
    """
    failed = refused_notice(event)
    for ref, run in list(row.runs.items()):
        left = run.outstanding - {failed}
        is_latest = failed in run.latest and not left & run.latest
        if failed not in run.outstanding or run.next_at is None or run.ended or (left and not is_latest):
            continue
        climb = climb_of(row.scene, row.book[ref], run)
        steps, at_once = climb.ladder.steps, clocks.next_opening(climb.clock, row.at)
        if run.step >= len(steps) or run.round:
            if not left:
                add(row, give_up(run, climb.ladder, at_once))
        elif (not left or run.turn or steps[run.step].edge == "after") and row.at < run.next_at:
            add(row, hurry_run(run, at_once))


def pass_orders_on(row: Row, event: Event) -> None:
    """Enter that ladders go ahead because the last free person on shift is busy with customers (R10, ADR 0026).

    Parameters
    ----------
    event
        `busy.started` on an order: its person counts as busy, whatever the world has heard of it.
    """
    until_at = instant_of(event.data["until_at"])
    passed = {"person": event.data["person"], "until_at": until_at}
    for change in list_passed_on(row.scene, row.book, row.runs, row.at, **passed):
        add(row, change)


def notice_delay(row: Row, event: Event) -> None:
    """Enter that an `in_turn` step goes to its next channel at once, when the present one fails for a time (law 5).

    Notes
    -----
    Only to another channel of the same step, and only where that reaches somebody: a bad minute of a mail server
    sends nobody else's phone ringing. What was refused is tried again meanwhile, until the newer word goes out.
    """
    stalled = stalled_notice(event)
    for ref, run in list(row.runs.items()):
        if stalled not in run.latest or not run.turn or run.next_at is None or run.next_at <= row.at:
            continue
        climb = climb_of(row.scene, row.book[ref], run)
        waits = run.latest & run.outstanding <= run.stalled | {stalled}
        if waits and reaches_by_next_channel(climb, row.at):
            add(row, hurry_run(run, clocks.next_opening(climb.clock, row.at)))


def retime(row: Row, one: Obligation, told: Mapping[str, Any]) -> None:
    """Enter another limit, and with other hours the target, the bands and the calendar that go with it."""
    calendar = told.get("calendar", one.calendar)
    moved = replace(one, calendar=calendar)
    if calendar != one.calendar:
        target_at = instant_of(told["target_at"]) if "target_at" in told else None
        moved = replace(moved, target_at=target_at, bands=tuple(map(instant_of, told.get("bands", ()))))
    fields = retimed_fields(row, moved, instant_of(told["limit_at"]), told.get("why", ""))
    enter(row, one.ref, "retimed", fields | ({"calendar": calendar} if calendar != one.calendar else {}))


def administer(row: Row, event: Event) -> None:
    """Enter what an administrator's `obligation.retimed`, `handed` or `rejudged` says."""
    ref = ref_in(event)
    one = row.book[ref]
    why = event.data.get("why", "")
    if event.kind == "obligation.retimed":
        retime(row, one, event.data)
    elif event.kind == "obligation.handed":
        enter(row, ref, "handed", {"debtor": event.data["debtor"], "why": why})
    else:
        at = instant_text(row.at)
        enter(row, ref, "rejudged", {"at": at, "verdict": event.data["verdict"], "why": why})
