"""Ladder runs: how far the notices about one obligation have climbed, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from otklik.domain.events import Entry, Ref


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
    leased_until, leased_by
        An acknowledgement's lease and who holds it (law 3).
    leases
        How many leases each person has had.
    shift_s
        Seconds by which lapsed leases moved the later `after` steps, on the ladder's clock.
    told
        Slugs of those addressed so far, for the law on a step's own addressee.
    ended
        met, waived, taken_over or exhausted; empty while it climbs.
    """

    ref: Ref
    ladder: str
    step: int = 0
    turn: int = 0
    round: int = 0
    next_at: datetime | None = None
    leased_until: datetime | None = None
    leased_by: str = ""
    leases: Mapping[str, int] = field(default_factory=dict)
    shift_s: int = 0
    told: frozenset[str] = frozenset()
    ended: str = ""


def evolve(runs: Mapping[Ref, LadderRun], entry: Entry) -> Mapping[Ref, LadderRun]:
    """The runs after one more entry."""
    return runs
