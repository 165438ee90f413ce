"""What is said of the parts of a pickup: goods that arrived or are missing, papers that are there or not (R25).

There is no act for "ready": it is derived by the engine from these (law 12).
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Decide, Done, Unit, commit_one
from otklik.domain import readiness_decisions


def _act(order: str, decide: Decide, now: datetime) -> Done:
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))


def scan(order: str, *, actor: str, code: str = "", store: str = "", now: datetime) -> Done:
    """Record that goods are where the buyer collects them. See `readiness_decisions.decide_arrived`.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    """
    return _act(order, partial(readiness_decisions.decide_arrived, actor=actor, code=code, store=store), now)


def miss(order: str, *, actor: str, code: str = "", now: datetime) -> Done:
    """Record that goods which were there are not found. See `readiness_decisions.decide_missing`."""
    return _act(order, partial(readiness_decisions.decide_missing, actor=actor, code=code), now)


def present(order: str, *, actor: str, paper: str, now: datetime) -> Done:
    """Record that a paper is in place. See `readiness_decisions.decide_present`."""
    return _act(order, partial(readiness_decisions.decide_present, actor=actor, paper=paper), now)


def withdraw(order: str, *, actor: str, paper: str, now: datetime) -> Done:
    """Record that a paper is in place no longer. See `readiness_decisions.decide_withdrawn`."""
    return _act(order, partial(readiness_decisions.decide_withdrawn, actor=actor, paper=paper), now)
