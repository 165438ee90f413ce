"""Calls: what an exchange or a person tells of one, calling back, and erasing a number.

A call and what it means for the caller's orders are one unit (`domain/bridges.py`). A repeat of a call by its id says
nothing new.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from otklik.actions.commit import (
    Claim,
    Command,
    Decide,
    Done,
    Duplicate,
    Failed,
    Refused,
    Unit,
    commit,
    commit_one,
)
from otklik.domain import conversation_decisions as decisions
from otklik.domain.conversation_decisions import Rang
from otklik.domain.errors import DomainError
from otklik.domain.events import Grade
from otklik.domain.incoming import IncomingCall
from otklik.intake.calls import parse as parse_call
from otklik.store import conversations, directory, queries
from otklik.store.access import HELPERS
from otklik.store.payloads import RawPayload
from otklik.store.sources import SourceRow

TIED_FOR = timedelta(days=14)
"""An order that comes so long after its buyer's last missed call is still tied to it."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of one call.

    Parameters
    ----------
    stream
        Of its conversation; empty for a repeat.
    result
        recorded; known: a repeat; withheld: nobody can be called back.
    """

    stream: str
    result: str


def receive(
    call: IncomingCall,
    *,
    origin: str,
    store: str,
    actor: str,
    grade: Grade = "recorded",
    by: str = "",
    raw: RawPayload | None = None,
    now: datetime,
) -> Arrived:
    """Record one call that came in.

    Parameters
    ----------
    call
        What is told of it.
    origin
        Slug of the source, or of the person who tells: ids of calls are its own.
    store
        Slug of the store that was rung; empty = the marketplace's own place.
    by
        Slug of who answered, if anybody did and it is known.

    Raises
    ------
    DomainError
        `unknown_store`, `from_the_future`.
    """
    unit = _unit(call, origin=origin, store=store, actor=actor, grade=grade, by=by, raw=raw, now=now)
    stream = unit.commands[0].stream
    (result,) = commit([unit])
    if isinstance(result, Duplicate):
        return Arrived("", "known")
    if isinstance(result, Refused):
        raise result.error
    if isinstance(result, Failed):
        raise result.error
    return Arrived(stream, "recorded" if call.phone or call.phone_raw else "withheld")


def take_in(body: bytes, source: SourceRow, *, raw: RawPayload | None, now: datetime) -> str:
    """What became of a body that an exchange sent: recorded, known, withheld, or ignored (a colleague's extension).

    Raises
    ------
    DomainError
        What `intake.calls.parse` and `receive` refuse; `unknown_store`: a store that is not this source's.
    """
    call = parse_call(body)
    if call.internal:
        return "ignored"
    store = call.store or source.store or conversations.find_line(call.line)
    if source.store and store != source.store:
        raise DomainError("unknown_store", f"{source.slug} tells of {source.store} alone.", place="store")
    actor = f"source:{source.slug}"
    return receive(call, origin=source.slug, store=store, actor=actor, raw=raw, now=now).result


def _unit(
    call: IncomingCall,
    *,
    origin: str,
    store: str,
    actor: str,
    grade: Grade,
    by: str,
    raw: RawPayload | None,
    now: datetime,
) -> Unit:
    world = directory.load_world([store] if store else (), now=now)
    place = world.store(store or world.marketplace)
    number = call.phone or call.phone_raw
    print_of = conversations.fingerprint_of(number)
    day = place.calendar.local_day(call.started_at).isoformat()
    stream = conversations.stream_of(place.slug, print_of, day=day)
    held_by = None if place.role in HELPERS else {place.slug}
    orders = conversations.find_open_orders(call.phone, held_by)
    rang = Rang(
        phone=print_of,
        number=number,
        started_at=call.started_at,
        talk_s=call.talk_s,
        ring_s=call.ring_s,
        line=call.line,
        orders=orders,
        actor=actor,
        grade=grade,
        by=by,
    )
    decide = decisions.decide_answered if call.answered else decisions.decide_missed
    return Unit(
        now=now,
        commands=(Command(stream, partial(decide, rang=rang)),),
        stores=(place.slug,),
        claims=(Claim("call", f"{origin}|{call.id}", stream),) if call.id else (),
        ties=tuple((stream, order) for order in orders),
        payloads=(replace(raw, stream=stream),) if raw else (),
    )


def _act(call: str, decide: Decide, *, now: datetime) -> Done:
    return commit_one(Unit(now=now, commands=(Command(call, decide),)))


def take(call: str, *, person: str, place: str = "unknown", now: datetime) -> Done:
    """Record that a person calls back; raises `taken_by_other` to the loser. See `decisions.decide_take`.

    Parameters
    ----------
    call
        Stream, `conversation/<store>/<id>`.
    """
    return _act(call, partial(decisions.decide_take, person=person, place=place), now=now)


def talk(call: str, *, person: str, talk_s: int | None = None, note: str = "", now: datetime) -> Done:
    """Record that the caller was called back and spoken with. See `decisions.decide_talk`."""
    return _act(call, partial(decisions.decide_talk, person=person, talk_s=talk_s, note=note), now=now)


def try_in_vain(call: str, *, person: str, outcome: str, note: str = "", now: datetime) -> Done:
    """Record that calling back reached nobody. See `decisions.decide_try`."""
    return _act(call, partial(decisions.decide_try, person=person, outcome=outcome, note=note), now=now)


def erase(call: str, *, ground: str, actor: str, now: datetime) -> Done:
    """Erase a caller's number. See `decisions.decide_erase`."""
    return _act(call, partial(decisions.decide_erase, ground=ground, actor=actor), now=now)


def tie_orders(numbers: Mapping[str, str], *, now: datetime) -> None:
    """Tie new orders to the callers whom their stores have missed lately.

    Parameters
    ----------
    numbers
        E.164 by stream, of orders that have just come in, live ones.

    Notes
    -----
    A unit of its own after the order's: whichever of call and order comes second finds the first. One that fails
    leaves the order as it is; the next call ties it.
    """
    prints = {stream: conversations.fingerprint_of(number) for stream, number in numbers.items() if number}
    found = conversations.find_conversations(prints.values(), since=now - TIED_FOR)
    rows = queries.load_orders(prints) if found else {}
    units = [
        Unit(
            now=now,
            commands=(Command(call, partial(decisions.decide_tie, order=stream)),),
            ties=((call, stream),),
        )
        for stream, row in rows.items()
        for call, store in found.get(prints[stream], ())
        if store == row.holder
    ]
    if units:
        commit(units)
