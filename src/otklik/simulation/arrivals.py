"""What goes on in the demo while it is served: buyers order, colleagues answer, and time is led ahead when asked.

The worker calls `go_on` before each of its ticks. What is going to happen lies in a queue of the database, so it goes
on after a restart. A jump of the clock is lived: time goes from one due instant to the next, the deeds of that instant
are done, the worker works, and orders arrive as on any other day. While nobody serves, time stands.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from otklik.actions.commit import Done, Failed
from otklik.simulation import cast, characters, deeds, life, rounds, shopping, staging
from otklik.simulation.deeds import Deed
from otklik.store import clock, demo_deeds, heartbeats, journal, next_event
from otklik.store.demo_deeds import KeptDeed
from otklik.store.writer import is_passing
from otklik.worker import mailbox

log = logging.getLogger(__name__)

ORDERS_A_DAY = 60
"""The present is busier than the past was: a visitor waits minutes for an order, not an hour."""

FIRST_AFTER = (40, 170, 330, 500, 700, 1000, 1350)
"""Seconds after the start at which the first orders arrive, so that a newcomer sees the desk move."""

BATCH = 64

LEFT_TO_THE_VISITOR = frozenset({cast.VISITOR})
"""People who do nothing by themselves: whoever tries the demo acts for them."""


def begin(planned: Iterable[Deed], *, seed: int, number: int, at: datetime, quiet: bool) -> None:
    """Put into the queue what is going to happen after the demo's past.

    Parameters
    ----------
    planned
        What people were about to do at the end of the past.
    seed
        Which life.
    number
        Of the next order.
    at
        Aware UTC; the present of the demo.
    quiet
        Without orders that go on arriving.
    """
    firsts = [
        deeds.ordering(
            seed, number + place, at=at + timedelta(seconds=after_s), chained=after_s == FIRST_AFTER[-1]
        )
        for place, after_s in enumerate(() if quiet else FIRST_AFTER)
    ]
    comings = [
        life.next_coming(place, at + timedelta(seconds=1)) for place in cast.PLACES if cast.comers(place.slug)
    ]
    _write([*planned, *comings, *firsts])


def wake() -> None:
    """Let the demo's time go on from where it was last seen."""
    seen = [at for at in (heartbeats.last_beat("worker"), journal.last_recorded_at()) if at is not None]
    if seen and clock.read_demo() is not None:
        clock.wake_demo(max(seen))


def go_on() -> datetime | None:
    """When somebody simulated acts next, after everybody did what he does by now; None where nobody does.

    Notes
    -----
    While time is led ahead, it goes one step further as soon as nothing is due at the present one.
    """
    mailbox.put_away()
    staging.stage_asked()
    for kept in demo_deeds.list_due(clock.now(), BATCH):
        _do(kept)
        demo_deeds.remove(kept.id)
    coming_at = demo_deeds.next_due_at()
    demo = clock.read_demo()
    if demo is not None and demo.ahead_to is not None:
        following = next_event.next_event_at() or demo.ahead_to
        if following > demo.base_virtual:
            clock.lead_demo(following)
    return coming_at


def _do(kept: KeptDeed) -> None:
    """Do a deed; what has become impossible meanwhile is left alone, as a person would."""
    deed = deeds.from_kept(kept)
    if deed.does == "round" and not kept.story and (ends_at := staging.stage_ends_at(deed)):
        place = next(one for one in cast.PLACES if one.slug == deed.data["store"])
        return _write([rounds.next_round(place, ends_at)])
    result = deeds.do(deed)
    if isinstance(result, Failed):
        if is_passing(result.error):
            raise result.error
        log.error(
            "the demo stumbled over %s of %s; it goes on", deed.does, deed.stream, exc_info=result.error
        )
    if kept.story:
        return None
    if deed.does == "join":
        place = next(one for one in cast.PLACES if one.slug == deed.data["store"])
        _write([life.next_coming(place, deed.at + timedelta(seconds=1))])
    if deed.does == "round":
        place = next(one for one in cast.PLACES if one.slug == deed.data["store"])
        _write([rounds.next_round(place, deed.at)])
    if deed.does == "order" and isinstance(result, Done):
        _write([*_answers(deed), *_following(deed)])
    return None


def _answers(arrival: Deed) -> list[Deed]:
    """What colleagues will do about an order."""
    return [one for one in characters.plan_order(arrival) if one.who not in LEFT_TO_THE_VISITOR]


def _following(arrival: Deed) -> list[Deed]:
    """The next order, where this one was the last of those that were planned."""
    seed, number = arrival.data["seed"], arrival.data["number"] + 1
    if not arrival.data["chained"]:
        return []
    at = next_order_at(seed, number, arrival.at)
    return [deeds.ordering(seed, number, at=at, chained=True)]


def next_order_at(seed: int, number: int, after: datetime) -> datetime:
    """When the next buyer orders, by the busy hours of the day.

    Parameters
    ----------
    seed, number
        Whose order.
    after
        Aware UTC; the order before it.
    """
    rng, zone = shopping.dice(seed, number, "gap"), ZoneInfo(cast.MOSCOW)
    mean_s = 86_400 / ORDERS_A_DAY * (sum(life.HOURS) / 24) / max(life.HOURS)
    at = after
    while True:
        at += timedelta(seconds=1 + round(rng.expovariate(1 / mean_s)))
        if rng.random() < life.HOURS[at.astimezone(zone).hour] / max(life.HOURS):
            return at


def _write(planned: Iterable[Deed]) -> None:
    demo_deeds.write(deeds.kept(planned))
