"""Admissions: granted and withdrawn; each function is one unit through the door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import admissions


def grant(
    person: str,
    *,
    by: str,
    subjects: Sequence[str],
    training: str = "",
    test: int | None = None,
    until_on: date | None = None,
    now: datetime,
) -> Done:
    """Record that a person may talk to buyers on these subjects. See `admissions.decide_grant`.

    Parameters
    ----------
    person
        Slug.
    by
        Slug of who decides; empty = the operator.
    """
    decide = partial(
        admissions.decide_grant, by=by, subjects=subjects, training=training, test=test, until_on=until_on
    )
    return commit_one(Unit(now=now, commands=(Command(f"person/{person}", decide),)))


def withdraw(
    person: str, *, by: str, cause: str, subjects: Sequence[str] = (), words: str = "", now: datetime
) -> Done:
    """Record that a person may no longer talk to buyers. See `admissions.decide_withdraw`."""
    decide = partial(admissions.decide_withdraw, by=by, cause=cause, subjects=subjects, words=words)
    return commit_one(Unit(now=now, commands=(Command(f"person/{person}", decide),)))
