"""Judging a case by hand, and both sides' words about a verdict: each function is one unit through the door (R02)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Decide, Done, Unit, commit_one
from otklik.domain import appeals, verdicts


def _act(order: str, decide: Decide, home: str, now: datetime) -> Done:
    return commit_one(Unit(now=now, commands=(Command(order, decide),), stores=(home,)))


def propose(order: str, *, case: str, verdict: str, by: str, home: str, now: datetime) -> Done:
    """Give the verdict that the table leaves to a person. See `verdicts.decide_propose`.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    case
        Which end of it.
    by, home
        Slugs of the person and of the place that he works for.
    """
    return _act(order, partial(verdicts.decide_propose, case=case, verdict=verdict, by=by), home, now)


def accept(order: str, *, case: str, by: str, home: str, words: str = "", now: datetime) -> Done:
    """Accept a verdict for the partner. See `appeals.decide_accept`."""
    return _act(order, partial(appeals.decide_accept, case=case, by=by, words=words), home, now)


def appeal(order: str, *, case: str, by: str, home: str, words: str, now: datetime) -> Done:
    """Appeal against a verdict for the partner. See `appeals.decide_file`."""
    return _act(order, partial(appeals.decide_file, case=case, by=by, words=words), home, now)


def decide(order: str, *, case: str, decision: str, by: str, home: str, words: str, now: datetime) -> Done:
    """Decide about an appeal. See `appeals.decide_appeal`."""
    decided = partial(appeals.decide_appeal, case=case, decision=decision, by=by, words=words)
    return _act(order, decided, home, now)
