"""Obligations: who owes what to whom by when, as frozen values, and their fold.

Everything here was fixed when the obligation opened (law 1). Rules that open, meet and breach them: `engine.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from otklik.domain.events import Entry, Ref

State = Literal["open", "paused", "met", "breached", "waived"]
Verdict = Literal["met", "early", "met_late", "breached", "waived"]


@dataclass(frozen=True, slots=True)
class Obligation:
    """One promise of time between two parties, with the instants frozen at its opening.

    Parameters
    ----------
    ref
        Kind, key and generation.
    state
        open, paused, met, breached (still owed where the kind says `late = "owed"`, until met late) or waived.
    debtor, creditor
        `<role>` or `<role>:<slug>`, such as `store:tverskaya`, `buyer`, `supplier:engraver`.
    standard, calendar, tzdata
        Hash of the standard, hash of the calendar of its clock ("" = wall clock), tzdata version.
    opened_at, target_at, limit_at, judge_at
        UTC instants; `judge_at` = limit + grace: the clock breaches it then, judging by `occurred_at`.
        Facts at the limit are in time.
    first_limit_at
        The limit at opening, kept through every move.
    from_at
        Earliest instant at which it may be met (a window); None = any.
    bands
        Edges of the reaction bands as instants, sorted.
    verdict, closed_at
        What came of it and when; a breached one that is met late has verdict `met_late`.
    breached_at
        Set once and kept.
    rejudged
        A later finding; the first verdict stays in `verdict` (law 1).
    paused_at, paused_s
        Present pause and the wall seconds used by earlier ones.
    moves
        How often it was moved.
    rank
        Precedence at one instant and for `waiting_on`, lower first.
    opened_by
        Version of the entry that opened it.
    ref_fields
        Fields of the opening event that effects and templates need.
    """

    ref: Ref
    state: State
    debtor: str
    creditor: str
    standard: str
    calendar: str
    tzdata: str
    opened_at: datetime
    limit_at: datetime
    judge_at: datetime
    first_limit_at: datetime
    target_at: datetime | None = None
    from_at: datetime | None = None
    bands: tuple[datetime, ...] = ()
    verdict: Verdict | None = None
    closed_at: datetime | None = None
    breached_at: datetime | None = None
    rejudged: Verdict | None = None
    paused_at: datetime | None = None
    paused_s: int = 0
    moves: int = 0
    rank: int = 100
    opened_by: int = 0
    ref_fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_running(self) -> bool:
        """Whether the limit can still be breached."""
        return self.state == "open"

    @property
    def is_owed(self) -> bool:
        """Whether the debtor still owes it: open, paused, or breached and not yet met late."""
        return self.state in ("open", "paused") or (self.state == "breached" and self.closed_at is None)


def evolve(obligations: Mapping[Ref, Obligation], entry: Entry) -> Mapping[Ref, Obligation]:
    """The obligations after one more entry."""
    return obligations
