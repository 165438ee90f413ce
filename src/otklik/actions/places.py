"""Places of a depot's days: limit what a zone sells, buy more of a carrier, add a run or take one out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import place_decisions
from otklik.domain.runs import stream_of
from otklik.store.fleets import stores_of_people


def cap(depot: str, *, caps: Mapping[date, Mapping[str, int | None]], actor: str, now: datetime) -> Done:
    """Limit what is sold, all days or none. See `place_decisions.decide_cap`.

    Parameters
    ----------
    caps
        Day → zone → places at most; None lifts the limit.
    """
    commands = tuple(
        Command(
            stream_of(depot, day_on),
            partial(place_decisions.decide_cap, actor=actor, zone=zone, places=places),
        )
        for day_on, zones in sorted(caps.items())
        for zone, places in sorted(zones.items())
    )
    return commit_one(Unit(now=now, commands=commands))


def buy(depot: str, *, carrier: str, days: Mapping[date, int], actor: str, now: datetime) -> Done:
    """Buy so many more places of a carrier for some days, all or none. See `place_decisions.decide_buy`."""
    commands = tuple(
        Command(
            stream_of(depot, day_on),
            partial(place_decisions.decide_buy, actor=actor, carrier=carrier, places=places),
        )
        for day_on, places in sorted(days.items())
    )
    return commit_one(Unit(now=now, commands=commands))


def add_vehicle(depot: str, *, day_on: date, document: Mapping[str, Any], actor: str, now: datetime) -> Done:
    """Let one more vehicle drive on a day. See `place_decisions.decide_add`."""
    decide = partial(place_decisions.decide_add, actor=actor, document=document)
    courier = document.get("courier", "")
    stores = tuple(stores_of_people([courier])) if isinstance(courier, str) and courier else ()
    return commit_one(Unit(now=now, commands=(Command(stream_of(depot, day_on), decide),), stores=stores))


def remove_vehicle(depot: str, *, day_on: date, vehicle: str, actor: str, now: datetime) -> Done:
    """Take a vehicle out of a day. See `place_decisions.decide_remove`."""
    decide = partial(place_decisions.decide_remove, actor=actor, vehicle=vehicle)
    return commit_one(Unit(now=now, commands=(Command(stream_of(depot, day_on), decide),)))
