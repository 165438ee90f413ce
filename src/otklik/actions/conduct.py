"""Conduct: a flagged text judged, a talk scored; each function is one unit through the door.

That a text is flagged at all follows from recording it: the door does it (`commit.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Decide, Done, Unit, commit_one
from otklik.domain import conduct_decisions


def _act(order: str, decide: Decide, *, now: datetime, home: str) -> Done:
    """One command; `home` is the place of whoever acts: he may work for another than the order's."""
    return commit_one(Unit(now=now, commands=(Command(order, decide),), stores=(home,) if home else ()))


def judge(
    order: str, *, flag: str, judgement: str, by: str, words: str = "", home: str = "", now: datetime
) -> Done:
    """Record what a person found in a flagged text. See `conduct_decisions.decide_judge`.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    """
    decide = partial(conduct_decisions.decide_judge, flag=flag, judgement=judgement, by=by, words=words)
    return _act(order, decide, now=now, home=home)


def score(
    order: str,
    *,
    person: str,
    by: str,
    points: Mapping[str, int],
    of: int = 0,
    words: str = "",
    home: str = "",
    now: datetime,
) -> Done:
    """Record a talk scored on the card. See `conduct_decisions.decide_score`."""
    decide = partial(conduct_decisions.decide_score, person=person, by=by, points=points, of=of, words=words)
    return _act(order, decide, now=now, home=home)
