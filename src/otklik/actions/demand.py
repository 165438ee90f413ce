"""What a depot is told about demand: advertising budgets and deliveries of past days; later days of a file win."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import demand_decisions
from otklik.domain.demand import DayCount
from otklik.store import demand


def plan_advertising(depot: str, *, budgets: Mapping[date, int], actor: str, now: datetime) -> Done:
    """Give a depot the budgets of some days: what was known of the days between the first and the last is replaced.

    Raises
    ------
    DomainError
        As `demand_decisions.decide_advertising`.
    """
    known = demand.load_budgets(depot)
    kept = {on: minor for on, minor in known.items() if budgets and not min(budgets) <= on <= max(budgets)}
    whole = {**kept, **budgets} if budgets else {}
    decide = partial(demand_decisions.decide_advertising, actor=actor, budgets=whole)
    return commit_one(Unit(now=now, commands=(Command(f"store/{depot}", decide),)))


def tell_counts(depot: str, *, counts: Sequence[DayCount], actor: str, now: datetime) -> Done:
    """Tell a depot what it delivered on some past days; days that it counted itself since stay as it counted them.

    Raises
    ------
    DomainError
        As `demand_decisions.decide_counts`.
    """
    told = {(one.on, one.zone): one for one in (*demand.load_told(depot), *counts)}
    whole = [told[key] for key in sorted(told)] if counts else []
    decide = partial(demand_decisions.decide_counts, actor=actor, counts=whole)
    return commit_one(Unit(now=now, commands=(Command(f"store/{depot}", decide),)))
