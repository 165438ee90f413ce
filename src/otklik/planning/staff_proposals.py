"""A store's proposal from its past and its roster: demand, people needed, shifts, and what each staff achieves.

Puts the parts together; loads SciPy through the shifts, so that workers and commands alone import it. Pure: history,
hours, talks, roster and the generator come in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from otklik.domain.opening_hours import Span
from otklik.domain.rosters import roster_json
from otklik.domain.staffing import Gap, HalfHour, Proposal, Reached
from otklik.domain.week_grid import DAYS
from otklik.domain.work_weeks import Roster, WorkWeek
from otklik.planning import mornings
from otklik.planning.call_demand import History, week_of
from otklik.planning.call_queues import HALF_HOUR_S, Calls, Counts, Draws, OpenSpan, slots_of
from otklik.planning.shift_cover import Cover, DayNeed, cover_week, needs_of, staff_of
from otklik.planning.staffing import (
    DAY_NOISE,
    PATIENCE_S,
    Aim,
    StaffPlan,
    draw_weeks,
    effect_of,
    plan_staff,
    spread_of,
)

NOBODY = WorkWeek()


@dataclass(frozen=True, slots=True)
class Question:
    """What a proposal is made from.

    Parameters
    ----------
    hours
        Seven days, Monday first: open spans.
    talks_s
        Lengths of recorded talks; the morning's plan reads the same.
    roster
        As it is; people who don't answer orders stay as they are.
    people
        Slugs of those who may answer orders.
    """

    history: History
    hours: tuple[tuple[Span, ...], ...]
    talks_s: tuple[int, ...]
    roster: Roster
    people: tuple[str, ...]
    aim: Aim


def calls_of(talks_s: Sequence[int]) -> Calls:
    """What a call of a store is like: as long as the morning's plan takes it to be."""
    call_s = mornings.call_length(talks_s).total_seconds()
    beside_s = mornings.BESIDE_TALK.total_seconds()
    return Calls(call_s, spread_of(talks_s, beside_s=beside_s, enough=mornings.ENOUGH_TALKS), PATIENCE_S)


def propose(question: Question, *, random: np.random.Generator) -> Proposal:
    """The proposal; what it achieves is measured on orders that it was not made with.

    Raises
    ------
    DomainError
        `staffing_history_short`, `staffing_never_open`, `staffing_unreachable`.
    """
    week, calls = week_of(question.history, question.hours), calls_of(question.talks_s)
    draws = draw_weeks(week, calls, day_noise=DAY_NOISE, random=random)
    plan = plan_staff(week, draws, calls, question.aim)
    fresh = draw_weeks(week, calls, day_noise=DAY_NOISE, random=random)
    slots = slots_of(week)
    starts_s = [week[one.span].from_s + one.place * HALF_HOUR_S for one in slots]
    needs = needs_of(slots, starts_s, plan.needed)
    present = {slug: question.roster.get(slug, NOBODY).days for slug in question.people}
    cover = cover_week(needs, present)
    return _proposal(question, week, int(calls.call_s), plan, needs, cover, fresh)


def _proposal(
    question: Question,
    week: Sequence[OpenSpan],
    call_s: int,
    plan: StaffPlan,
    needs: Sequence[DayNeed],
    cover: Cover,
    fresh: Draws,
) -> Proposal:
    lengths = np.array([one.length_s for one in slots_of(week)]) / 3600
    before = {slug: question.roster[slug].days for slug in question.people if slug in question.roster}
    rostered, proposed = _staff(needs, before), _staff(needs, cover.weeks)

    def reached(staff: Counts) -> Reached:
        effect = effect_of(fresh, staff, question.aim.within_s)
        return Reached(round(effect.share, 4), round(effect.night, 4), round(float(staff @ lengths), 2))

    return Proposal(
        within_s=int(question.aim.within_s),
        least=question.aim.least,
        call_s=call_s,
        orders=len(question.history.placed_s),
        days=question.history.days,
        halves=_halves(week, needs, plan.needed, rostered, proposed),
        needed=reached(np.array(plan.needed)),
        guess=reached(np.array(plan.guess)),
        present=reached(rostered) if rostered.any() else None,
        proposed=reached(proposed),
        shifts=tuple((day, shift) for day, shifts in cover.shifts.items() for shift in shifts),
        gaps=tuple(Gap(*one) for one in cover.gaps),
        is_enough=plan.is_enough,
        base=roster_json(question.roster),
        roster=_roster(question.roster, cover.weeks),
    )


def _staff(needs: Sequence[DayNeed], weeks: Mapping[str, Sequence[tuple[Span, ...]]]) -> Counts:
    """People of each half hour of the week."""
    return np.array([there for need in needs for there in staff_of(need, weeks)], dtype=np.int64)


def _halves(
    week: Sequence[OpenSpan],
    needs: Sequence[DayNeed],
    needed: Sequence[int],
    rostered: Counts,
    proposed: Counts,
) -> tuple[HalfHour, ...]:
    slots = slots_of(week)
    spans = [half for need in needs for half in need.halves]
    rows = zip(slots, spans, needed, rostered, proposed, strict=True)
    return tuple(
        HalfHour(
            slot.day,
            *span,
            orders=round(slot.placed, 3),
            queued=round(slot.queued, 3),
            needed=int(wanted),
            rostered=int(present),
            proposed=int(planned),
        )
        for slot, span, wanted, present, planned in rows
    )


def _roster(roster: Roster, weeks: Mapping[str, Sequence[tuple[Span, ...]]]) -> dict[str, object]:
    """The proposed roster: special days and everybody else stay."""
    exceptions = {slug: roster.get(slug, NOBODY).exceptions for slug in weeks}
    changed = {
        slug: WorkWeek(tuple(days[place] for place in range(len(DAYS))), exceptions[slug])
        for slug, days in weeks.items()
    }
    return roster_json({**roster, **changed})
