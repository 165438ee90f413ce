"""Promises: who promised the buyer what by when; kept, moved by telling him in time, or broken (R24, law 9).

No reply, reassignment or status change deletes a promise: there is no such decision here. A wish to move one
(`promise.moved`) changes nothing that is owed; the proof that the buyer knows of the new time (`promise.told`) does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.obligations import Obligation
from otklik.domain.order_decisions import person_of, require_order, source_of
from otklik.domain.orders import OrderState
from otklik.domain.parties import standard_by_hash
from otklik.domain.promise_state import PURPOSES, TALKED, Promise, move_key
from otklik.domain.rosters import list_expected, list_rostered
from otklik.domain.streams import StreamState
from otklik.domain.world import Store, World
from otklik.domain.zones import parse_zone

TOLD_BY = ("talk", "")
"""How the buyer learns of a new time: in a talk that was just had, or (empty) by what the system writes to him."""

SHORTEST = timedelta(microseconds=1)

FARTHEST_DAYS = 14


def decide_promise(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    by: str,
    until_at: datetime,
    what: str = "",
    person: str = "",
    purpose: str = "",
) -> Sequence[Event]:
    """The fact that somebody promised the buyer something by an instant.

    Parameters
    ----------
    by
        Slug of the place that owes it; the holder's own slug for the shop.
    until_at
        Aware, later than now, within the opening hours of `by`.
    what
        In the words in which it was promised, personal; empty = none.
    person
        Slug of who keeps it, and who is at work then where a roster says; empty = whoever is there.
    purpose
        One of `promise_state.PURPOSES`, or empty. A live talk keeps a promise to call.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `unknown_store`, `unknown_person`, `unknown_purpose`, `promise_in_the_past`,
        `promise_out_of_hours`, `nobody_there`.
    """
    order = require_order(state, "promise")
    check_promised_instant(world, by, until_at, now, person=person)
    if purpose and purpose not in PURPOSES:
        raise DomainError(
            "unknown_purpose",
            f"{purpose!r} is nothing that is promised.",
            remedy=f"Use one of: {', '.join(PURPOSES)}; or leave it out.",
            place="purpose",
        )
    return [
        make(
            "promise.made",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            promise=str(len(order.promises) + 1),
            by=by,
            until_at=until_at,
            purpose=purpose or None,
            person=person or None,
            what=what or None,
        )
    ]


def check_promised_instant(
    world: World, by: str, until_at: datetime, now: datetime, *, person: str = ""
) -> None:
    """Return if a place, and the person who is named, can keep a promise at an instant.

    Raises
    ------
    DomainError
        `unknown_store`, `unknown_person`, `promise_in_the_past`, `promise_out_of_hours`; `nobody_there`: the place
        keeps a roster, and by it nobody, or not the person who is named, is at work then.
    """
    if until_at <= now:
        raise DomainError("promise_in_the_past", "A promise names a time that lies ahead.", place="until_at")
    store = world.store(by)
    if person:
        person_of(world, person)
    if not store.calendar.is_open(until_at) and store.calendar.previous_closing(until_at) != until_at:
        raise DomainError(
            "promise_out_of_hours",
            f"{by} is closed then.",
            remedy="Promise a time within its opening hours.",
            place="until_at",
        )
    there = list_there(store, until_at)
    if there is None or (there and person in ("", *there)):
        return
    others = ", ".join(there)
    raise DomainError(
        "nobody_there",
        f"{person or 'Nobody'} is {'not ' if person else ''}at work at {by} then, by its roster.",
        remedy=f"At work then: {others}." if others else "Promise a time at which somebody is there.",
        place="person" if others else "until_at",
    )


def list_there(store: Store, at: datetime) -> tuple[str, ...] | None:
    """Slugs of those who are at work at an instant by the roster, its end included; None = there is no roster.

    Notes
    -----
    Somebody whose day ends at the very instant is there until it: what is promised by 19:00 is done before.
    """
    if not store.roster:
        return None
    zone = store.calendar.zone
    found = (*list_expected(store.roster, zone, at), *list_expected(store.roster, zone, at - SHORTEST))
    return tuple(dict.fromkeys(found))


def next_manned(store: Store, at: datetime) -> datetime:
    """The earliest instant from one on at which the place is open and somebody is at work by its roster.

    Notes
    -----
    The instant itself where no roster says anything, or none does within two weeks.
    """
    if list_there(store, at) != ():
        return at
    zone = store.calendar.zone
    today = at.astimezone(parse_zone(zone)).date()
    starts = (
        max(from_at, at)
        for away in range(-1, FARTHEST_DAYS)
        for _, from_at, to_at in list_rostered(store.roster, zone, today + timedelta(days=away))
        if to_at > at
    )
    return next((start for start in starts if store.calendar.is_open(start)), at)


def decide_move_promise(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    promise: str,
    until_at: datetime,
    why: str = "",
    told: str = "talk",
) -> Sequence[Event]:
    """The fact that a promise is to be moved, and where the buyer was told of it in a talk, the proof.

    Parameters
    ----------
    until_at
        The new instant, as for `decide_promise`.
    why
        In words, personal; empty = none.
    told
        `talk`: the buyer was told just now; empty: the system writes to him, and until he knows the old instant stands.

    Raises
    ------
    DomainError
        `unknown_order`, `unknown_promise`, `promise_kept`, `too_many_moves`, `promise_in_the_past`,
        `promise_out_of_hours`, `nobody_there`.

    Notes
    -----
    A refused move leaves the promise as it is. The same wish again says nothing new.
    """
    made = _movable(state, world, promise)
    check_promised_instant(world, made.by, until_at, now, person=made.person)
    if until_at == (made.wish.until_at if made.wish else made.until_at) and not told:
        return []
    key = move_key(made, made.wishes + 1)
    moved = make(
        "promise.moved",
        occurred_at=now,
        actor=actor,
        source=source_of(actor),
        grade="claimed",
        promise=promise,
        until_at=until_at,
        due_at=max(made.until_at, now),
        move=key,
        previous=made.wish.key if made.wish else None,
        by=actor.partition(":")[2] or None,
        why=why or None,
    )
    if not told:
        return [moved]
    return [moved, _telling(made, until_at, key, means=told, occurred_at=now, actor=actor)]


def _telling(
    made: Promise, until_at: datetime, move: str, *, means: str, occurred_at: datetime, actor: str = "system"
) -> Event:
    return make(
        "promise.told",
        occurred_at=occurred_at,
        actor=actor,
        source="system" if actor == "system" else source_of(actor),
        grade="recorded" if actor == "system" else "claimed",
        promise=made.key,
        until_at=until_at,
        move=move,
        means=means or None,
        by=made.by,
        person=made.person or None,
        purpose=made.purpose or None,
    )


def record_told(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    """The proof that the buyer knows of a new time, once a message reached him or somebody spoke with him.

    Notes
    -----
    Nothing where the wish was replaced meanwhile, where its own time has passed, or where the talk keeps the promise.
    """
    order = state.subject
    key = str(owed.ref_fields.get("promise", ""))
    made = order.promises.get(key) if isinstance(order, OrderState) else None
    if made is None or not made.is_open or made.wish is None or made.wish.key != owed.ref.key:
        return ()
    at = owed.closed_at or now
    keeps = made.wish.means == "talk" and made.purpose in TALKED
    if keeps or made.wish.until_at <= at:
        return ()
    return (_telling(made, made.wish.until_at, made.wish.key, means=made.wish.means, occurred_at=at),)


def decide_keep_promise(
    state: StreamState, world: World, now: datetime, *, actor: str, promise: str
) -> Sequence[Event]:
    """The fact that a promise was kept, as somebody claims; a second time says nothing new.

    Raises
    ------
    DomainError
        `unknown_order`, `unknown_promise`.
    """
    made = find_promise(state, promise)
    if not made.is_open:
        return []
    return [
        make(
            "promise.kept",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            promise=promise,
            move=made.wish.key if made.wish else None,
            by=actor.partition(":")[2] or None,
        )
    ]


def decide_hand_promises(
    state: StreamState, world: World, now: datetime, *, actor: str, person: str, successor: str
) -> Sequence[Event]:
    """The facts that somebody else keeps what a leaver promised; every instant stays.

    Parameters
    ----------
    person
        Slug of who leaves.
    successor
        Slug of who takes over; that he works here is the dismissal's to check.

    Raises
    ------
    DomainError
        `unknown_order`.

    Notes
    -----
    Only open promises that name him; asked again it adds nothing.
    """
    order = state.subject
    if not isinstance(order, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    return [
        make(
            "promise.handed",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            promise=one.key,
            person=successor,
            previous=person,
            by=actor.partition(":")[2] or None,
        )
        for one in order.promises.values()
        if one.is_open and one.person == person
    ]


def find_promise(state: StreamState, promise: str) -> Promise:
    """The promise of that key.

    Raises
    ------
    DomainError
        `unknown_order`, `unknown_promise`.
    """
    order = state.subject
    if not isinstance(order, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    if promise not in order.promises:
        raise DomainError(
            "unknown_promise", f"Order {order.number} has no promise {promise!r}.", place="promise"
        )
    return order.promises[promise]


def _movable(state: StreamState, world: World, promise: str) -> Promise:
    made = find_promise(state, promise)
    if not made.is_open:
        raise DomainError("promise_kept", "This promise was kept already.", place="promise")
    most = _most_moves(state, world, promise)
    if most is not None and made.moves >= most:
        raise DomainError(
            "too_many_moves",
            f"This promise was moved {made.moves} times already; {most} is the most.",
            remedy="Keep it, or tell the buyer why it can't be kept.",
            place="promise",
        )
    return made


def _most_moves(state: StreamState, world: World, promise: str) -> int | None:
    """How often the standard under which it was made lets it be moved; None = it is not an obligation here."""
    owed = [one for ref, one in state.obligations.items() if ref.kind == "promise" and ref.key == promise]
    return standard_by_hash(world, owed[-1].standard).kinds["promise"].max_moves if owed else None
