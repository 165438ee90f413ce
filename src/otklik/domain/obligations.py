"""Obligations: who owes what to whom by when, as frozen values, and their fold.

Everything here was fixed when the obligation opened (law 1). The fold reads consequences: every instant stands in
their fields, so that rebuilding never computes working time. Rules that open, meet and breach: `openings.py`,
`judgement.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from otklik.domain.events import Consequence, Entry, Ref, instant_of, instant_text

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
    resume_at
        When the present pause ends by itself; None = not by itself.
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
    resume_at: datetime | None = None
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


Fields = Mapping[str, Any]


def opening_fields(obligation: Obligation) -> dict[str, Any]:
    """The JSON fields of the `opened` consequence from which the fold makes this obligation again."""
    fields: dict[str, Any] = {
        "debtor": obligation.debtor,
        "creditor": obligation.creditor,
        "standard": obligation.standard,
        "calendar": obligation.calendar,
        "tzdata": obligation.tzdata,
        "rank": obligation.rank,
        "opened_at": instant_text(obligation.opened_at),
        **limit_fields(obligation),
        "first_limit_at": instant_text(obligation.first_limit_at),
    }
    if obligation.ref_fields:
        fields["ref_fields"] = dict(obligation.ref_fields)
    return fields


def limit_fields(obligation: Obligation) -> dict[str, Any]:
    """The JSON fields of everything that a move or a resumed clock changes."""
    fields: dict[str, Any] = {
        "limit_at": instant_text(obligation.limit_at),
        "judge_at": instant_text(obligation.judge_at),
    }
    if obligation.target_at is not None:
        fields["target_at"] = instant_text(obligation.target_at)
    if obligation.from_at is not None:
        fields["from_at"] = instant_text(obligation.from_at)
    if obligation.bands:
        fields["bands"] = [instant_text(at) for at in obligation.bands]
    return fields


def _instant(fields: Fields, name: str) -> datetime | None:
    return instant_of(fields[name]) if name in fields else None


def _opened(ref: Ref, fields: Fields, version: int) -> Obligation:
    return Obligation(
        ref=ref,
        state="open",
        debtor=fields["debtor"],
        creditor=fields["creditor"],
        standard=fields["standard"],
        calendar=fields["calendar"],
        tzdata=fields["tzdata"],
        opened_at=instant_of(fields["opened_at"]),
        limit_at=instant_of(fields["limit_at"]),
        judge_at=instant_of(fields["judge_at"]),
        first_limit_at=instant_of(fields["first_limit_at"]),
        target_at=_instant(fields, "target_at"),
        from_at=_instant(fields, "from_at"),
        bands=tuple(instant_of(at) for at in fields.get("bands", ())),
        rank=fields["rank"],
        opened_by=version,
        ref_fields=fields.get("ref_fields", {}),
    )


def _met(old: Obligation, fields: Fields) -> Obligation:
    return replace(
        old, state="met", verdict=fields["verdict"], closed_at=instant_of(fields["at"]), paused_at=None,
        resume_at=None,
    )  # fmt: skip


def _breached(old: Obligation, fields: Fields) -> Obligation:
    at = instant_of(fields["at"])
    closed_at = at if fields.get("closed") else None
    return replace(
        old, state="breached", verdict="breached", breached_at=at, closed_at=closed_at, paused_at=None,
        resume_at=None,
    )  # fmt: skip


def _waived(old: Obligation, fields: Fields) -> Obligation:
    at = instant_of(fields["at"])
    if old.state == "breached":
        return replace(old, closed_at=at)
    return replace(old, state="waived", verdict="waived", closed_at=at, paused_at=None, resume_at=None)


def _paused(old: Obligation, fields: Fields) -> Obligation:
    return replace(
        old, state="paused", paused_at=instant_of(fields["at"]), resume_at=_instant(fields, "resume_at")
    )


def _moved(old: Obligation, fields: Fields) -> Obligation:
    return replace(
        old,
        limit_at=instant_of(fields["limit_at"]),
        judge_at=instant_of(fields["judge_at"]),
        target_at=_instant(fields, "target_at"),
        from_at=_instant(fields, "from_at"),
        bands=tuple(instant_of(at) for at in fields.get("bands", ())),
        calendar=fields.get("calendar", old.calendar),
        moves=fields.get("moves", old.moves),
    )


def _resumed(old: Obligation, fields: Fields) -> Obligation:
    return replace(
        _moved(old, fields), state="open", paused_at=None, resume_at=None, paused_s=fields["paused_s"]
    )


def _handed(old: Obligation, fields: Fields) -> Obligation:
    return replace(old, debtor=fields["debtor"])


def _rejudged(old: Obligation, fields: Fields) -> Obligation:
    return replace(old, rejudged=fields["verdict"], closed_at=old.closed_at or instant_of(fields["at"]))


TRANSITIONS: Mapping[str, Callable[[Obligation, Fields], Obligation]] = {
    "met": _met,
    "breached": _breached,
    "waived": _waived,
    "paused": _paused,
    "resumed": _resumed,
    "retimed": _moved,
    "handed": _handed,
    "rejudged": _rejudged,
}
"""What each transition makes of an obligation; `opened` makes one, the others are the ladder's."""


def apply(book: dict[Ref, Obligation], change: Consequence, *, version: int) -> None:
    """Enter one consequence into a book of obligations.

    Parameters
    ----------
    book
        By reference; changed in place.
    version
        Of the entry in whose row the consequence stands.
    """
    if change.transition == "opened":
        book[change.ref] = _opened(change.ref, change.fields, version)
    elif change.transition in TRANSITIONS:
        book[change.ref] = TRANSITIONS[change.transition](book[change.ref], change.fields)


def evolve(obligations: Mapping[Ref, Obligation], entry: Entry) -> Mapping[Ref, Obligation]:
    """The obligations after one more entry.

    Parameters
    ----------
    obligations
        Before it, by reference.
    entry
        Its consequences say everything; its event is not read.
    """
    if not entry.consequences:
        return obligations
    book = dict(obligations)
    for change in entry.consequences:
        apply(book, change, version=entry.version)
    return book
