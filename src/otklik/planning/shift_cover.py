"""Shifts that cover the people needed, and who works them: two small integer programmes (HiGHS inside SciPy).

First each day alone: the fewest paid hours of 4, 6, 8 and 9 h that put enough people into every half hour. Then the
week: each person keeps a day as it is, or takes one of those shifts, within five days and forty hours; what nobody
can take stays a gap. Loads SciPy: workers, commands and tests alone import it (docs/algorithms/staffing.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

from otklik.domain.opening_hours import Span
from otklik.planning.call_queues import HALF_HOUR_S, Counts, Slot

HOUR_S = 3600
LENGTHS = {4 * HOUR_S: 0, 6 * HOUR_S: HALF_HOUR_S, 8 * HOUR_S: HOUR_S, 9 * HOUR_S: HOUR_S}
"""Length of a shift → its break; the break is not paid."""

LONG_S = 8 * HOUR_S

MOST_DAYS, MOST_WEEK_S = 5, 40 * HOUR_S
"""Of one person in a week, unless he works more already."""

LONGEST_WEEK_S, LONGEST_DAY_S = 10.0, 2.0
"""A programme stops after so long with what it has; most take hundredths of a second."""
GAP = 0.01
"""It stops where it can't become better by more than this part."""

DayShift = tuple[Span, ...]
"""Spans of one person's day, seconds since midnight, at most two."""


@dataclass(frozen=True, slots=True)
class DayNeed:
    """People needed on one day: half hours as (from, to) in seconds since midnight, and how many in each."""

    day: int
    halves: tuple[Span, ...]
    needed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The week's people.

    Parameters
    ----------
    shifts
        By day: the shifts that would cover it, each as often as it is needed.
    weeks
        By person: seven days, Monday first.
    gaps
        Day, from, to and how many people are missing there with these people.
    """

    shifts: Mapping[int, tuple[DayShift, ...]]
    weeks: Mapping[str, tuple[DayShift, ...]]
    gaps: tuple[tuple[int, int, int, int], ...]


def needs_of(slots: Sequence[Slot], starts_s: Sequence[int], needed: Sequence[int]) -> tuple[DayNeed, ...]:
    """The needs of each open day from those of the week's half hours.

    Parameters
    ----------
    starts_s
        When each half hour begins, since its day's midnight.
    """
    days = dict.fromkeys(one.day for one in slots)
    found = []
    for day in days:
        places = [place for place, one in enumerate(slots) if one.day == day]
        halves = tuple((starts_s[place], starts_s[place] + slots[place].length_s) for place in places)
        found.append(DayNeed(day, halves, tuple(needed[place] for place in places)))
    return tuple(found)


def patterns_of(need: DayNeed) -> tuple[DayShift, ...]:
    """The shifts that a day can have: each length from each half hour, its break in the middle half."""
    opens, closes = need.halves[0][0], need.halves[-1][1]
    if closes - opens <= min(LENGTHS):
        return (((opens, closes),),)
    found: list[DayShift] = []
    for length_s, break_s in LENGTHS.items():
        for from_s in range(opens, closes - length_s + 1, HALF_HOUR_S):
            to_s = from_s + length_s
            if not break_s:
                found.append(((from_s, to_s),))
                continue
            first, last = from_s + length_s // 4, to_s - length_s // 4 - break_s
            for at_s in range(-(-first // HALF_HOUR_S) * HALF_HOUR_S, last + 1, HALF_HOUR_S):
                found.append(((from_s, at_s), (at_s + break_s, to_s)))
    return tuple(found)


def paid_s(shift: DayShift) -> int:
    """Paid seconds of a day: without its break."""
    return sum(to_s - from_s for from_s, to_s in shift)


def _covers(shifts: Sequence[DayShift], need: DayNeed) -> Counts:
    """Half hour × shift: 1 where the shift is at work all through it."""
    table = np.zeros((len(need.halves), len(shifts)), dtype=np.int64)
    for column, shift in enumerate(shifts):
        for row, (from_s, to_s) in enumerate(need.halves):
            table[row, column] = any(begins <= from_s and to_s <= ends for begins, ends in shift)
    return table


def cover_day(need: DayNeed) -> tuple[DayShift, ...]:
    """The shifts with the fewest paid hours that cover a day, the earliest first."""
    patterns = patterns_of(need)
    solved = milp(
        np.array([paid_s(one) / HOUR_S + 0.001 for one in patterns]),
        constraints=LinearConstraint(_covers(patterns, need), lb=np.array(need.needed)),
        integrality=np.ones(len(patterns)),
        bounds=Bounds(0, max(need.needed)),
        options={"time_limit": LONGEST_DAY_S, "mip_rel_gap": GAP},
    )
    if solved.x is None:
        return ()
    times = np.rint(solved.x).astype(int)
    return tuple(sorted(one for one, count in zip(patterns, times, strict=True) for _ in range(count)))


def cover_week(needs: Sequence[DayNeed], present: Mapping[str, Sequence[DayShift]]) -> Cover:
    """The shifts of each day, and the week of each person: the fewest gaps, then the fewest changes.

    Parameters
    ----------
    present
        By person: seven days as they are now. A day at work stays one, as it is or with other hours; whoever has days
        to spare takes more.
    """
    alike = {(one.halves, one.needed): one for one in needs}
    solved = {key: cover_day(one) for key, one in alike.items()}
    shifts = {one.day: solved[one.halves, one.needed] for one in needs}
    choices = _choices(needs, shifts, present)
    chosen = _solve(needs, choices, present) if choices else []
    weeks = {person: list(days) for person, days in present.items()}
    for place in chosen:
        person, day, shift = choices[place]
        weeks[person][day] = shift
    kept = {person: tuple(days) for person, days in weeks.items()}
    return Cover(shifts, kept, gaps_of(needs, kept))


Choice = tuple[str, int, DayShift]


def _choices(
    needs: Sequence[DayNeed],
    shifts: Mapping[int, Sequence[DayShift]],
    present: Mapping[str, Sequence[DayShift]],
) -> list[Choice]:
    """What each person can do on each day: stay as he is (first, where he works), or take a shift of the day."""
    found: list[Choice] = []
    offered = {one.day: dict.fromkeys((*shifts[one.day], *_long(one))) for one in needs}
    for person, days in present.items():
        for need in needs:
            options = [days[need.day]] if days[need.day] else []
            options += [one for one in offered[need.day] if one != days[need.day]]
            found += [(person, need.day, one) for one in options]
    return found


def _long(need: DayNeed) -> list[DayShift]:
    """The long shifts from the opening or to the closing: few people cover more with them."""
    edges = {need.halves[0][0], need.halves[-1][1]}
    return [
        one
        for one in patterns_of(need)
        if one[-1][1] - one[0][0] >= LONG_S and edges & {one[0][0], one[-1][1]}
    ]


def _solve(
    needs: Sequence[DayNeed], choices: Sequence[Choice], present: Mapping[str, Sequence[DayShift]]
) -> list[int]:
    """Places of the choices that are taken."""
    halves = [(need, place) for need in needs for place in range(len(need.halves))]
    gaps = len(choices)
    rows = [*_rows_of_people(choices, present)]
    matrix = lil_array((len(halves) + len(rows), gaps + len(halves)))
    low, high = np.zeros(len(halves) + len(rows)), np.full(len(halves) + len(rows), np.inf)
    at = 0
    for need in needs:
        mine = [place for place, (_, day, _) in enumerate(choices) if day == need.day]
        table = _covers([choices[place][2] for place in mine], need)
        for row in range(len(need.halves)):
            for column, place in enumerate(mine):
                if table[row, column]:
                    matrix[at, place] = 1
            matrix[at, gaps + at] = 1
            low[at] = need.needed[row]
            at += 1
    for coefficients, least, most in rows:
        for place, value in coefficients.items():
            matrix[at, place] = value
        low[at], high[at] = least, most
        at += 1
    cost = np.concatenate(([_cost(one, present) for one in choices], np.full(len(halves), 100.0)))
    solved = milp(
        cost,
        constraints=LinearConstraint(matrix.tocsr(), low, high),
        integrality=np.concatenate((np.ones(gaps), np.zeros(len(halves)))),
        bounds=Bounds(0, np.concatenate((np.ones(gaps), np.full(len(halves), np.inf)))),
        options={"time_limit": LONGEST_WEEK_S, "mip_rel_gap": GAP},
    )
    return [] if solved.x is None else [place for place in range(gaps) if solved.x[place] > 0.5]


def _cost(choice: Choice, present: Mapping[str, Sequence[DayShift]]) -> float:
    """What a choice costs beside its gaps: paid hours more, and that somebody's day becomes another."""
    person, day, shift = choice
    before = present[person][day]
    if shift == before:
        return 0.0
    return 1.0 + max(0, paid_s(shift) - paid_s(before)) / HOUR_S


def _rows_of_people(
    choices: Sequence[Choice], present: Mapping[str, Sequence[DayShift]]
) -> list[tuple[dict[int, float], float, float]]:
    """One thing a day and person (a working day stays one), days and hours of a week within their bounds."""
    by_day: dict[tuple[str, int], list[int]] = {}
    by_person: dict[str, list[int]] = {}
    for place, (person, day, _) in enumerate(choices):
        by_day.setdefault((person, day), []).append(place)
        by_person.setdefault(person, []).append(place)
    rows = []
    for (person, day), places in by_day.items():
        works = 1.0 if present[person][day] else 0.0
        rows.append((dict.fromkeys(places, 1.0), works, 1.0))
    for person, places in by_person.items():
        days = present[person]
        chosen_days = {choices[place][1] for place in places}
        other = [one for day, one in enumerate(days) if one and day not in chosen_days]
        most_days = max(MOST_DAYS, sum(bool(one) for one in days)) - len(other)
        most_s = max(MOST_WEEK_S, sum(map(paid_s, days))) - sum(map(paid_s, other))
        rows.append((dict.fromkeys(places, 1.0), 0.0, float(most_days)))
        rows.append(({place: paid_s(choices[place][2]) / HOUR_S for place in places}, 0.0, most_s / HOUR_S))
    return rows


def staff_of(need: DayNeed, weeks: Mapping[str, Sequence[DayShift]]) -> tuple[int, ...]:
    """How many of these people are at work in each half hour of a day."""
    table = _covers([days[need.day] for days in weeks.values()], need)
    return tuple(int(one) for one in table.sum(axis=1))


def gaps_of(
    needs: Sequence[DayNeed], weeks: Mapping[str, Sequence[DayShift]]
) -> tuple[tuple[int, int, int, int], ...]:
    """Where people are missing: day, from, to, how many; equal neighbours together."""
    found: list[tuple[int, int, int, int]] = []
    for need in needs:
        there = staff_of(need, weeks)
        for (from_s, to_s), wanted, have in zip(need.halves, need.needed, there, strict=True):
            missing = wanted - have
            if missing <= 0:
                continue
            if found and found[-1][0] == need.day and found[-1][2:] == (from_s, missing):
                found[-1] = (need.day, found[-1][1], to_s, missing)
            else:
                found.append((need.day, from_s, to_s, missing))
    return tuple(found)
