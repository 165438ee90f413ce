"""Complaints: noted, acted on, closed; each function is one unit through the door."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Decide, Done, Unit, commit_one
from otklik.domain import complaint_decisions


def _act(order: str, decide: Decide, *, now: datetime, home: str = "") -> Done:
    """One command; `home` is the place of whoever acts: he may work for another than the order's."""
    return commit_one(Unit(now=now, commands=(Command(order, decide),), stores=(home,) if home else ()))


def complain(
    order: str,
    *,
    about: str,
    means: str,
    words: str,
    by: str = "",
    person: str = "",
    actor: str = "buyer",
    home: str = "",
    now: datetime,
) -> Done:
    """Record that the buyer complains; somebody with authority owes the first action.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.

    Raises
    ------
    DomainError
        As `complaint_decisions.decide_complain`.
    """
    decide = partial(
        complaint_decisions.decide_complain,
        about=about,
        means=means,
        words=words,
        by=by,
        person=person,
        actor=actor,
    )
    return _act(order, decide, now=now, home=home)


def act(
    order: str,
    *,
    complaint: str,
    action: str,
    by: str,
    words: str = "",
    person: str | None = None,
    home: str = "",
    now: datetime,
) -> Done:
    """Record what somebody with authority did about a complaint. See `complaint_decisions.decide_act`."""
    decide = partial(
        complaint_decisions.decide_act, complaint=complaint, action=action, by=by, words=words, person=person
    )
    return _act(order, decide, now=now, home=home)


def solve(order: str, *, complaint: str, now: datetime) -> Done:
    """Record the buyer's "solved". See `complaint_decisions.decide_solve`."""
    return _act(order, partial(complaint_decisions.decide_solve, complaint=complaint), now=now)


def close(order: str, *, complaint: str, by: str, words: str, home: str = "", now: datetime) -> Done:
    """Record that a second person found a complaint settled. See `complaint_decisions.decide_close`."""
    decide = partial(complaint_decisions.decide_close, complaint=complaint, by=by, words=words)
    return _act(order, decide, now=now, home=home)
