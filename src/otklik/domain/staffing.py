"""What a store was proposed: the people needed in each half hour, the nearest roster, and what each achieves.

A proposal is figures and a roster; it changes nothing until somebody takes it, and then only the roster that it was
made from (`require_same`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from otklik.domain.errors import DomainError

MOST_LEAST = 50
"""More people than this nobody asks to have there at any time."""


@dataclass(frozen=True, slots=True)
class HalfHour:
    """One half hour of the week.

    Parameters
    ----------
    day
        0 = Monday.
    from_s, to_s
        Since that day's midnight.
    orders
        Placed in it, on average.
    queued
        Waiting when it begins, on average: the night's.
    needed, rostered, proposed
        People.
    """

    day: int
    from_s: int
    to_s: int
    orders: float
    queued: float
    needed: int
    rostered: int
    proposed: int


@dataclass(frozen=True, slots=True)
class Reached:
    """What people achieve: the share of orders answered in time, of all and of the night's, and their hours a week."""

    share: float
    night: float
    hours: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Where people are missing: how many, on which day (0 = Monday), from when until when since midnight."""

    day: int
    from_s: int
    to_s: int
    people: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal.

    Parameters
    ----------
    within_s, least, call_s
        What was asked: answered within so long, at least so many people at any time, a call so long on average.
    orders, days
        What it was learnt from.
    halves
        Every half hour of the week, in order.
    needed, guess, present, proposed
        What the people needed achieve, Erlang's first guess, the roster as it is and the roster proposed; `present` is
        None where there is no roster.
    shifts
        By day: the shifts that would cover it, as spans.
    gaps
        Where the people of the store are not enough.
    base, roster
        The roster that it was made from, and the one proposed, as `rosters.roster_json` writes them.
    is_enough
        Whether the people needed keep the share on every day.
    """

    within_s: int
    least: int
    call_s: int
    orders: int
    days: int
    halves: tuple[HalfHour, ...]
    needed: Reached
    guess: Reached
    present: Reached | None
    proposed: Reached
    shifts: tuple[tuple[int, tuple[tuple[int, int], ...]], ...]
    gaps: tuple[Gap, ...]
    is_enough: bool
    base: Mapping[str, Any] = field(default_factory=dict)
    roster: Mapping[str, Any] = field(default_factory=dict)


def text_of(proposal: Proposal) -> str:
    """The proposal as JSON; `parse_proposal` reads it back."""
    return json.dumps(asdict(proposal), ensure_ascii=False, separators=(",", ":"))


def parse_proposal(text: str) -> Proposal:
    """The proposal that `text_of` wrote."""
    said = json.loads(text)
    reached = {
        name: Reached(**said[name]) if said[name] else None
        for name in ("needed", "guess", "present", "proposed")
    }
    return Proposal(
        **{
            **said,
            **reached,
            "halves": tuple(HalfHour(**one) for one in said["halves"]),
            "gaps": tuple(Gap(**one) for one in said["gaps"]),
            "shifts": tuple(
                (day, tuple((from_s, to_s) for from_s, to_s in spans)) for day, spans in said["shifts"]
            ),
        }
    )


def require_same(present: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    """Return if a roster is still the one that somebody looked at.

    Raises
    ------
    DomainError
        `staffing_stale`.
    """
    if present != expected:
        raise DomainError(
            "staffing_stale",
            "The roster has changed since.",
            remedy="Work the plan out again.",
            place="roster",
        )


def checked_least(least: int) -> int:
    """The fewest people at any time, as asked.

    Raises
    ------
    DomainError
        `staffing_least`: not 1 to `MOST_LEAST`.
    """
    if not 1 <= least <= MOST_LEAST:
        raise DomainError("staffing_least", f"1 to {MOST_LEAST} people.", place="least")
    return least
