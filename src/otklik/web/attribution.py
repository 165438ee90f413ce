"""Who had the order when: its life as a strip, with the same as a table (law 11).

The intervals are the whole life, so the strip has no gap and its minutes add up to the minutes of the whole: they are
differences of running totals, not rounded one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from otklik.domain.attribution import Interval, shares_of
from otklik.domain.wording import capitalised
from otklik.web.dials import span_text
from otklik.web.obligations import Reader, party_name

WIDTH = 1000
"""Units of the whole strip."""

TONES = {"store": "info", "buyer": "ok", "system": "none", "marketplace": "night"}
"""Colour by role; any other party's is `warn`."""

MOST = 40
"""Intervals in the table; more are summed up by party only."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One interval of the strip: where it begins, how wide it is, its colour, and what it says."""

    x: int
    width: int
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """One interval in words."""

    tone: str
    party: str
    from_at: str
    to_at: str
    wall: str
    working: str


@dataclass(frozen=True, slots=True)
class PartyShare:
    """What one party had altogether."""

    tone: str
    party: str
    wall: str
    working: str


@dataclass(frozen=True, slots=True)
class StripPage:
    """The strip, its rows, the parties' shares and the sum."""

    bars: tuple[Bar, ...]
    rows: tuple[Stretch, ...]
    shares: tuple[PartyShare, ...]
    wall: str
    working: str
    begins: str
    ends: str


def write_strip(intervals: Sequence[Interval], reader: Reader) -> StripPage | None:
    """The strip in words; None for an order that has no life yet.

    Parameters
    ----------
    intervals
        As `domain/attribution.attribute` gives them.
    reader
        For whom.
    """
    if not intervals:
        return None
    walls, workings = minutes_of(intervals)
    edges = edges_of(intervals)
    names = [capitalised(party_name(one.party, reader.names, reader.locale)) for one in intervals]
    tones = [tone_of(one.party) for one in intervals]
    said = [span_text(60 * wall, reader.locale) for wall in walls]
    rows = [
        Stretch(
            tone,
            name,
            reader.say(one.from_at),
            reader.say(one.to_at),
            wall,
            span_text(60 * worked, reader.locale),
        )
        for one, name, tone, wall, worked in zip(intervals, names, tones, said, workings, strict=True)
    ]
    return StripPage(
        bars=tuple(
            Bar(left, right - left, tone, f"{name}: {wall}")
            for (left, right), tone, name, wall in zip(pairwise(edges), tones, names, said, strict=True)
        ),
        rows=tuple(rows if len(rows) <= MOST else ()),
        shares=_shares(intervals, reader),
        wall=span_text(60 * sum(walls), reader.locale),
        working=span_text(60 * sum(workings), reader.locale),
        begins=reader.say(intervals[0].from_at),
        ends=reader.say(intervals[-1].to_at),
    )


def minutes_of(intervals: Sequence[Interval]) -> tuple[list[int], list[int]]:
    """Whole minutes of each interval, on the wall and working; they add up to the whole minutes of their sum."""
    return (
        _steps([one.wall_s for one in intervals], 60),
        _steps([one.working_s for one in intervals], 60),
    )


def _steps(seconds: Sequence[int], unit: int) -> list[int]:
    totals = [0, *(total // unit for total in accumulate(seconds))]
    return [after - before for before, after in pairwise(totals)]


def edges_of(intervals: Sequence[Interval]) -> list[int]:
    """Where the bars begin and end, from 0 to `WIDTH`."""
    whole = sum(one.wall_s for one in intervals) or 1
    return [0, *(WIDTH * total // whole for total in accumulate(one.wall_s for one in intervals))]


def tone_of(party: str) -> str:
    """Colour of a party's bars."""
    return TONES.get(party.partition(":")[0], "warn")


def _shares(intervals: Sequence[Interval], reader: Reader) -> tuple[PartyShare, ...]:
    shares = shares_of(intervals)
    walls = _steps([one.wall_s for one in shares], 60)
    workings = _steps([one.working_s for one in shares], 60)
    return tuple(
        PartyShare(
            tone_of(one.party),
            capitalised(party_name(one.party, reader.names, reader.locale)),
            span_text(60 * wall, reader.locale),
            span_text(60 * worked, reader.locale),
        )
        for one, wall, worked in zip(shares, walls, workings, strict=True)
    )
