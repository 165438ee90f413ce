"""Ladder runs: how far the notices about one obligation have climbed, as frozen values, and their fold.

A run starts with its obligation, steps, is held, leased and lapses, and ends with the obligation or with its last
step. The fold reads what stands in the rows and computes no time; who is told when is `escalation.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from otklik.domain.events import Consequence, Entry, Event, Ref, instant_of
from otklik.domain.standards import Step


@dataclass(frozen=True, slots=True)
class LadderRun:
    """One climb of a ladder, beside one obligation.

    Parameters
    ----------
    ref
        The obligation.
    ladder
        Name of the ladder in the obligation's standard.
    step, turn, round
        What comes next: index of the step, index of the channel within an `in_turn` step, and the repetition of
        the last step (0 = the first time).
    next_at
        When that is due; None = nothing more comes (ended, exhausted, or leased: then see `leased_until`).
    leased_until, leased_by, stops
        An acknowledgement's lease, who holds it (law 3), and what it stops: `run` = every step, `own` = every
        step except the shop's own (law 5); empty without a lease.
    leases
        How many leases each person has had.
    shift_s
        Seconds by which lapsed leases moved the later `after` steps, on the ladder's clock.
    told
        Slugs of those addressed so far, for the law on a step's own addressee.
    newest
        Receiver → version of the entry that told him last: an older word that is still unsent is stale.
    outstanding, latest
        Keys of the notices that no channel has refused for good, and of those that the latest step sent.
    stalled
        Of the latest step's notices: those that a channel has refused for a time.
    ended
        met, waived, taken_over, over (nothing is owed after the limit) or exhausted; empty while it climbs.
    """

    ref: Ref
    ladder: str
    step: int = 0
    turn: int = 0
    round: int = 0
    next_at: datetime | None = None
    leased_until: datetime | None = None
    leased_by: str = ""
    stops: str = ""
    leases: Mapping[str, int] = field(default_factory=dict)
    shift_s: int = 0
    told: frozenset[str] = frozenset()
    newest: Mapping[str, int] = field(default_factory=dict)
    outstanding: frozenset[str] = frozenset()
    latest: frozenset[str] = frozenset()
    stalled: frozenset[str] = frozenset()
    ended: str = ""

    @property
    def has_reached_nobody(self) -> bool:
        """Whether no step has told anybody, or every channel has refused for good what the steps sent."""
        return not self.outstanding

    def is_stopped_for(self, step: Step) -> bool:
        """Whether the present lease stops that step."""
        return self.stops == "run" or (self.stops == "own" and not is_shops_own(step))


SHOPS_OWN = frozenset({"on_shift", "place"})


def is_shops_own(step: Step) -> bool:
    """Whether a step tells the shop itself, so that only somebody in the shop can stop it (law 5)."""
    return not SHOPS_OWN.isdisjoint(step.tell)


Fields = Mapping[str, Any]


def _next_at(fields: Fields) -> datetime | None:
    return instant_of(fields["next_at"]) if fields.get("next_at") else None


def _placed(run: LadderRun, fields: Fields) -> LadderRun:
    """The run where the fields put it: its position, its shift, and when it goes on."""
    return replace(
        run,
        step=fields.get("step", run.step),
        turn=fields.get("turn", run.turn),
        round=fields.get("round", run.round),
        shift_s=fields.get("shift_s", run.shift_s),
        next_at=_next_at(fields),
    )


def _end(run: LadderRun, why: str) -> LadderRun:
    if run.ended:
        return run
    return replace(run, ended=why, next_at=None, leased_until=None, leased_by="", stops="")


def _leased(run: LadderRun, fields: Fields) -> LadderRun:
    person = fields["person"]
    return replace(
        run,
        leased_until=instant_of(fields["until_at"]),
        leased_by=person,
        stops=fields["stops"],
        leases={**run.leases, person: run.leases.get(person, 0) + 1},
        next_at=_next_at(fields),
    )


ENDINGS = {"met": "met", "waived": "waived", "rejudged": "met"}
"""Transitions of the obligation that end its run, and the run's word for it."""


def apply(runs: dict[Ref, LadderRun], change: Consequence) -> None:
    """Enter one consequence into a book of runs, in place."""
    ref, fields = change.ref, change.fields
    ladder = fields.get("ladder")
    if change.transition == "opened":
        if ladder:
            runs[ref] = _placed(LadderRun(ref, ladder["name"]), ladder)
        return
    run = runs.get(ref)
    if run is None or run.ended:
        return
    if change.transition in ENDINGS or fields.get("ends_run"):
        runs[ref] = _end(run, ENDINGS.get(change.transition, "waived"))
    elif change.transition == "ended":
        runs[ref] = _end(run, fields["why"])
    elif change.transition == "leased":
        runs[ref] = _leased(run, fields)
    elif change.transition == "rescheduled":
        runs[ref] = _placed(run, fields)
    elif change.transition == "paused":
        runs[ref] = replace(run, next_at=None)
    elif ladder:
        runs[ref] = _placed(run, ladder)


def _stepped(run: LadderRun, entry: Entry) -> LadderRun:
    data = entry.event.data
    told = [row["to"] for row in data["told"]]
    # A word that waits until its receiver is free again (`until`) has reached nobody yet.
    keys = frozenset(row["key"] for row in data["told"] if "until" not in row)
    return replace(
        run,
        step=data.get("next_step", run.step),
        turn=data.get("next_turn", 0),
        round=data.get("next_round", 0),
        next_at=_next_at(data),
        told=run.told.union(told),
        newest={**run.newest, **dict.fromkeys(told, entry.version)},
        outstanding=run.outstanding | keys,
        latest=keys or run.latest,
        stalled=frozenset() if keys else run.stalled,
    )


def _held(run: LadderRun, entry: Entry) -> LadderRun:
    return replace(run, next_at=instant_of(entry.event.data["until_at"]))


def _lapsed(run: LadderRun, entry: Entry) -> LadderRun:
    return replace(run, leased_until=None, leased_by="", stops="", next_at=_next_at(entry.event.data))


def _exhausted(run: LadderRun, entry: Entry) -> LadderRun:
    return _end(run, "exhausted")


CLIMBS = {
    "ladder.stepped": _stepped,
    "ladder.held": _held,
    "ladder.lapsed": _lapsed,
    "ladder.exhausted": _exhausted,
}
"""What each event of the clock makes of the run that it names."""


def ref_in(event: Event) -> Ref:
    """The obligation that an `obligation.*` or `ladder.*` event names."""
    return Ref(event.data["kind"], event.data.get("key", ""), event.data.get("n", 1))


def refused_notice(event: Event) -> str | None:
    """Key of the notice that a channel has refused for good; after a failure for a time it is tried again."""
    if event.kind != "message.failed" or not event.data.get("permanent", True):
        return None
    return event.data.get("notice")


def _without(run: LadderRun, notice: str) -> LadderRun:
    return replace(run, outstanding=run.outstanding - {notice}) if notice in run.outstanding else run


def stalled_notice(event: Event) -> str | None:
    """Key of the notice that a channel has refused for a time."""
    if event.kind != "message.failed" or event.data.get("permanent", True):
        return None
    return event.data.get("notice")


def _stalled(run: LadderRun, notice: str) -> LadderRun:
    return replace(run, stalled=run.stalled | {notice}) if notice in run.latest else run


def evolve(runs: Mapping[Ref, LadderRun], entry: Entry) -> Mapping[Ref, LadderRun]:
    """The runs after one more entry.

    Parameters
    ----------
    runs
        Before it, by reference of the obligation.
    entry
        A `ladder.*` event moves its run; consequences start, stop, lease and end runs; a message that failed for
        good is no longer outstanding.
    """
    climb = CLIMBS.get(entry.event.kind)
    failed = refused_notice(entry.event)
    stalled = stalled_notice(entry.event)
    if not entry.consequences and climb is None and failed is None and stalled is None:
        return runs
    book = dict(runs)
    if failed is not None:
        book = {ref: _without(run, failed) for ref, run in book.items()}
    if stalled is not None:
        book = {ref: _stalled(run, stalled) for ref, run in book.items()}
    if climb is not None:
        ref = ref_in(entry.event)
        book[ref] = climb(book[ref], entry)
    for change in entry.consequences:
        apply(book, change)
    return book
