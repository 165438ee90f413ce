"""A staffing plan: asking for it, taking its roster, and going back to the roster before."""

from __future__ import annotations

from datetime import datetime

from otklik.actions import rosters
from otklik.actions.commit import Done
from otklik.domain.errors import DomainError
from otklik.domain.rosters import roster_json
from otklik.domain.staffing import checked_least, require_same
from otklik.store import staffing
from otklik.store.listings import load_roster


def ask(store: str, *, least: int, now: datetime) -> bool:
    """Whether a plan has to be worked out; False where one is under way.

    Raises
    ------
    DomainError
        `unknown_store`, `staffing_least`.
    """
    return staffing.ask(store, least=checked_least(least), now=now)


def take(store: str, *, actor: str, now: datetime) -> Done:
    """Make the proposed roster the store's; the one before is remembered.

    Raises
    ------
    DomainError
        `staffing_none`; `staffing_stale`: the roster has changed since the plan was made.
    """
    _, proposal = staffing.require_proposal(store, now=now)
    present = roster_json(load_roster(store))
    require_same(present, proposal.base)
    done = rosters.change(store, roster=proposal.roster, actor=actor, now=now)
    staffing.mark_taken(store, present, now=now)
    return done


def give_back(store: str, *, actor: str, now: datetime) -> Done:
    """Make the roster before the plan the store's again.

    Raises
    ------
    DomainError
        `staffing_none`: none was taken; `staffing_stale`: the roster has changed since it was.
    """
    row, proposal = staffing.require_proposal(store, now=now)
    if row.taken_at is None:
        raise DomainError("staffing_none", "The plan was not taken.", remedy="Take it first.")
    require_same(roster_json(load_roster(store)), proposal.roster)
    done = rosters.change(store, roster=row.previous, actor=actor, now=now)
    staffing.mark_given_back(store)
    return done
