"""Visits of a buyer: he is there, somebody attends to him, or he left with nothing (R27)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Decide, Done, Unit, commit_one
from otklik.domain import visit_decisions


def _act(order: str, decide: Decide, now: datetime) -> Done:
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))


def come(order: str, *, actor: str, now: datetime) -> Done:
    """Record that the buyer is there. See `visit_decisions.decide_came`.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    """
    return _act(order, partial(visit_decisions.decide_came, actor=actor), now)


def serve(order: str, *, actor: str, person: str, now: datetime) -> Done:
    """Record that somebody attends to him. See `visit_decisions.decide_served`."""
    return _act(order, partial(visit_decisions.decide_served, actor=actor, person=person), now)


def leave(order: str, *, actor: str, cause: str, now: datetime) -> Done:
    """Record that he went away without what he came for. See `visit_decisions.decide_left`."""
    return _act(order, partial(visit_decisions.decide_left, actor=actor, cause=cause), now)
