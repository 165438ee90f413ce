"""Erasure: everything personal of an order goes, its facts stay."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import erasure


def erase(order: str, *, ground: str, actor: str, now: datetime) -> Done:
    """Erase the buyer from an order. See `erasure.decide_erase`.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    """
    decide = partial(erasure.decide_erase, actor=actor, ground=ground)
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))
