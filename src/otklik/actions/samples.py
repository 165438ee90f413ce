"""Planning whom to ask, once a month and whenever an administrator wishes; and drawing again what was drawn (R02)."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from otklik.actions.commit import Command, Unit, commit
from otklik.domain.samples import NewSample, decide_plan
from otklik.domain.surveys import CERTAIN, draw_of
from otklik.domain.zones import parse_zone
from otklik.planning.samples import HALF_WIDTH_PPM, WINDOW_DAYS, Stratum, month_of, plan_sample
from otklik.store import directory, samples
from otklik.store.samples import DrawnCase

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Difference:
    """A case whose draw, made again by the recorded plan, comes out otherwise than the journal says."""

    stream: str
    case: str
    recorded: str
    again: str


def plan_due(*, now: datetime) -> int:
    """How many partners got a plan for this month because they had none; the worker asks at every beat."""
    last_on = month_of(_today(now))[1].isoformat()
    waiting = [one.partner for one in samples.list_planned() if one.until_on < last_on]
    return plan_anew(waiting, actor=SYSTEM, now=now, anew=False) if waiting else 0


def plan_anew(
    partners: Sequence[str],
    *,
    actor: str,
    half_width_ppm: int = HALF_WIDTH_PPM,
    now: datetime,
    anew: bool = True,
) -> int:
    """How many partners got a plan for this month.

    Parameters
    ----------
    partners
        Slugs; empty = all.
    half_width_ppm
        Precision wished for, in millionths.
    anew
        Whether those that have one get another; it is in force from now on, earlier draws stand.
    """
    today = _today(now)
    strata = _strata(now)
    units = []
    for slug in partners or [one.partner for one in samples.list_planned()]:
        plan = plan_sample(strata.get(slug, {}), period=month_of(today), half_width_ppm=half_width_ppm)
        new = NewSample(
            period=today.strftime("%Y-%m"),
            seed=secrets.token_hex(16),
            from_on=plan.from_on.isoformat(),
            until_on=plan.until_on.isoformat(),
            half_width_ppm=plan.half_width_ppm,
            shares=plan.shares,
        )
        decide = partial(decide_plan, sample=new, actor=actor, anew=anew)
        units.append(Unit(now=now, commands=(Command(f"partner/{slug}", decide),)))
    return sum(bool(getattr(result, "entries", ())) for result in commit(units))


def _today(now: datetime) -> date:
    """The date at the marketplace."""
    office = directory.find_marketplace()
    world = directory.load_world({office}, now=now) if office else None
    zone = world.stores[office].calendar.zone if world and office in world.stores else "UTC"
    return now.astimezone(parse_zone(zone)).date()


def _strata(now: datetime) -> dict[str, dict[str, Stratum]]:
    """Per partner and reason: what the last ninety days held, without what is asked in any case."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    for one in samples.list_drawn(since=now - timedelta(days=WINDOW_DAYS)):
        if one.case.stratum.startswith(CERTAIN):
            continue
        found = counts[one.partner][one.case.stratum]
        found[0] += 1
        if one.case.drawn and (one.case.answer or one.case.expired):
            found[1] += 1
            found[2] += bool(one.case.answer)
    return {
        slug: {reason: Stratum(*numbers) for reason, numbers in sorted(reasons.items())}
        for slug, reasons in counts.items()
    }


def redraw(*, since: datetime | None = None, until: datetime | None = None) -> tuple[int, list[Difference]]:
    """How many draws there are, and those that come out otherwise when they are made again.

    Parameters
    ----------
    since, until
        Orders that ended in this span; None = without that end.
    """
    plans, drawn, differences = samples.load_plans(), 0, []
    for one in samples.list_drawn(since=since, until=until):
        drawn += 1
        again = draw_of(one.stream, one.case, plans.get((one.partner, one.case.plan)))
        told = _told(one)
        made = (again.is_drawn, again.plan, again.stratum, again.share_ppm)
        if told != made:
            differences.append(Difference(one.stream, one.case.case, _text(told), _text(made)))
    return drawn, differences


def _told(one: DrawnCase) -> tuple[bool, str, str, int]:
    return bool(one.case.drawn), one.case.plan, one.case.stratum, one.case.share_ppm


def _text(draw: tuple[bool, str, str, int]) -> str:
    is_drawn, plan, stratum, share_ppm = draw
    return f"{'asked' if is_drawn else 'passed'} {stratum} {share_ppm / 10_000:.4f} % by {plan or 'no plan'}"
