"""A dispatcher moves a stop of the day by hand, or lets the system look for a place."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import run_moves
from otklik.domain.errors import DomainError
from otklik.planning.reroutes import find_position
from otklik.planning.runs import list_vehicles
from otklik.store.runs import load_run_day


def reroute(run: str, *, delivery: str, to: str = "", person: str, now: datetime) -> Done:
    """A stop goes with another vehicle or carrier. See `run_moves.decide_reroute`.

    Parameters
    ----------
    run
        Stream, `run/<depot>/<date>`.
    to
        Slug of a vehicle or carrier; empty = the first in which it fits, own vehicles before carriers.
    person
        Slug of the dispatcher.
    """
    depot = run.split("/")[1]
    for target in [to] if to else _targets(run, delivery, now):
        decide = partial(
            run_moves.decide_reroute,
            actor=f"person:{person}",
            delivery=delivery,
            to=target,
            position=find_position,
        )
        try:
            return commit_one(Unit(now=now, commands=(Command(run, decide),), stores=(depot,)))
        except DomainError as error:
            if to or error.code != "does_not_fit":
                raise
    raise DomainError(
        "does_not_fit",
        "It fits nowhere on this day.",
        remedy="Add a run, or agree another window with the buyer.",
        place="to",
    )


def _targets(run: str, delivery: str, now: datetime) -> list[str]:
    known = load_run_day(run, now=now)
    now_with = {known.day.vehicle_of(delivery), known.day.carried.get(delivery, "")}
    own = [one.slug for one in list_vehicles(known.day, known.fleet)]
    return [one for one in (*own, *(carrier.slug for carrier in known.fleet.carriers)) if one not in now_with]
