"""Goods that went back: the buyer who still wants them, and the stock that sold them to somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import releases


def want_again(order: str, *, now: datetime) -> Done:
    """Record that the buyer still wants what was released; the order goes on. See `releases.decide_want_again`.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    now
        Aware UTC.
    """
    return commit_one(Unit(now=now, commands=(Command(order, releases.decide_want_again),)))


def gone(order: str, *, actor: str, lines: Sequence[str] = (), now: datetime) -> Done:
    """Record that released goods were sold to somebody else. See `releases.decide_gone`."""
    decide = partial(releases.decide_gone, actor=actor, lines=tuple(lines))
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))
