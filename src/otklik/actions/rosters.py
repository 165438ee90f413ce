"""The roster of a store: who is to work when. Time runs by the store's hours, and who is there the shift says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from otklik.actions.appointments import follow_rosters
from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import rosters
from otklik.domain.work_weeks import WorkWeek
from otklik.store.listings import load_roster


def change(store: str, *, roster: Mapping[str, Any], actor: str, now: datetime) -> Done:
    """Give a store another roster, whole; coming appointments follow it. See `rosters.decide_change`."""
    decide = partial(rosters.decide_change, actor=actor, roster=roster)
    done = commit_one(Unit(now=now, commands=(Command(f"store/{store}", decide),), stores=(store,)))
    if done.entries:
        follow_rosters(now=now)
    return done


def change_week(store: str, *, person: str, week: WorkWeek, actor: str, now: datetime) -> Done:
    """Give one person of a store another week; the others keep theirs."""
    roster = {**load_roster(store), person: week}
    return change(store, roster=rosters.roster_json(roster), actor=actor, now=now)
