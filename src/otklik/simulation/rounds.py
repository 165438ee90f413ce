"""Colleagues of the demo look through their inboxes, each by his character; who sleeps is late for that too.

The sixty days of the past have no openings: nothing is told of rounds that nobody can see any more. The demo's own
morning has, so that its first desk shows a day under way.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

from otklik.domain.edges import list_edges, shift_day
from otklik.domain.stores import calendar_of
from otklik.simulation import cast
from otklik.simulation.deeds import Deed

EVERY_M: Mapping[str, tuple[int, int]] = {
    "prompt": (18, 27),
    "steady": (20, 29),
    "hasty": (22, 33),
    "forgetful": (22, 38),
    "wary": (22, 38),
    "slow": (26, 44),
    "asleep": (45, 95),
}
"""Minutes from one round to the next, at least and at most, by character."""

FIRST_M = (2, 9)
"""Minutes after the opening at which the first round is made."""

MORNING_FOR = timedelta(hours=12)
"""How far back the demo's own morning reaches."""


def plan_morning(until: datetime) -> list[Deed]:
    """Each shop's opening of the day on which the demo starts, its rounds since, and the next one, which lies ahead.

    Parameters
    ----------
    until
        Aware UTC; the demo's present.
    """
    found: list[Deed] = []
    for place in cast.SHOPS:
        if not cast.sellers(place.slug):
            continue
        calendar = calendar_of(place.hours)
        edges = list_edges(calendar, until - MORNING_FOR, until)
        if calendar.is_open(until) and edges and edges[-1].what == "opened":
            found.append(_opening(place.slug, edges[-1].at, edges[-1].day.isoformat()))
            coming = _round(place, edges[-1].at, FIRST_M)
        else:
            coming = next_round(place, until)
        found.append(coming)
        while coming.at <= until:
            coming = next_round(place, coming.at)
            found.append(coming)
    return found


def next_round(place: cast.Place, after: datetime) -> Deed:
    """The next time after an instant that a colleague looks through everything; after the next opening where it closes.

    Parameters
    ----------
    place
        Has sellers.
    after
        Aware UTC.
    """
    calendar = calendar_of(place.hours)
    coming = _round(place, after, EVERY_M[_member(place).character])
    if shift_day(calendar, coming.at) == shift_day(calendar, after) and calendar.is_open(coming.at):
        return coming
    return _round(place, calendar.next_opening(coming.at), FIRST_M)


def _round(place: cast.Place, after: datetime, minutes: tuple[int, int]) -> Deed:
    dice = random.Random(f"{place.slug}/{after.timestamp():.0f}")  # noqa: S311 - a simulated life, no secret
    at = after + timedelta(minutes=dice.randint(*minutes))
    day = shift_day(calendar_of(place.hours), at).isoformat()
    return Deed(at, "round", f"shift/{place.slug}/{day}", _member(place).slug, {"store": place.slug})


def _opening(store: str, at: datetime, day: str) -> Deed:
    return Deed(at, "open", f"shift/{store}/{day}", "system", {"store": store, "day": day})


def _member(place: cast.Place) -> cast.Member:
    """Who looks at a shop: a seller, but not the one whom the visitor plays, where there is another."""
    sellers = cast.sellers(place.slug)
    return next((one for one in sellers if one.slug != cast.VISITOR), sellers[0])
