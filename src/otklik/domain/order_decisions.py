"""What a person, a buyer or a source may do to an order: commands in, facts or a `DomainError` out.

Every function has the shape `decide_*(state, world, now, *, …) -> events` and is pure. What the facts do to clocks
and ladders is the engine's business; refusing is `refusals.py`, withdrawing `withdrawals.py`, receiving
`order_intake.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from otklik.domain import shifts
from otklik.domain.admissions import ON_AN_ORDER, require_admitted
from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event, Source
from otklik.domain.orders import ALLOWED, OrderState
from otklik.domain.parties import find_person
from otklik.domain.streams import StreamState
from otklik.domain.world import Person, Store, World

PLACES = ("in_shop", "elsewhere", "unknown")
"""Where a person acted from, as far as it is proved."""

FUTURE_TOLERANCE_FOR = timedelta(minutes=5)
"""How far ahead of us an outside clock may be before a fact is refused as from the future."""


def require_order(state: StreamState, act: str) -> OrderState:
    """The order, if it exists and its phase allows the act.

    Raises
    ------
    DomainError
        `unknown_order`; `order_erased`; `order_closed`, naming the phase.
    """
    order = state.subject
    if not isinstance(order, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    require_not_erased(order)
    if order.phase not in ALLOWED[act]:
        raise DomainError(
            "order_closed",
            f"Order {order.number} is {order.phase}: it can't be changed this way.",
            remedy="`order show` tells what happened to it.",
        )
    return order


def require_not_erased(order: OrderState) -> None:
    """Return if people may still add words to the order.

    Raises
    ------
    DomainError
        `order_erased`: what is written now would stand where everything personal was taken away.
    """
    if order.erased:
        raise DomainError(
            "order_erased",
            f"The buyer was erased from order {order.number}: nothing is added to it any more.",
            remedy="Enter a new order.",
        )


def person_of(world: World, slug: str) -> Person:
    """The person of that slug among the stores of the world.

    Raises
    ------
    DomainError
        `unknown_person`: not known here, or dismissed.
    """
    for store in world.stores.values():
        for person in store.people:
            if person.slug == slug and person.active:
                return person
    raise DomainError(
        "unknown_person", f"There is no person {slug!r} here.", remedy="`otklik person list` shows the slugs."
    )


def source_of(actor: str) -> Source:
    """Who says so, by the actor's prefix: people and buyers are persons, keys and sources are providers."""
    return "person" if actor.startswith(("person:", "buyer")) else "provider"


def decide_take(
    state: StreamState, world: World, now: datetime, *, person: str, place: str = "unknown"
) -> Sequence[Event]:
    """The fact that somebody took the order, with what it is worth to the ladder (laws 3 and 5).

    Parameters
    ----------
    person
        Slug.
    place
        One of `PLACES`, as far as it is proved by how he takes it; unknown = as `shifts.place_of` says.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `unknown_person`; `not_admitted`; `taken_by_other`, naming the winner.

    Notes
    -----
    Taking what one already holds is not an error and says nothing new. Whoever was dismissed holds nothing.
    """
    order = require_order(state, "take")
    who = person_of(world, person)
    require_admitted(who, ON_AN_ORDER)
    leased = {run.leased_by for run in state.runs.values() if run.leased_until is not None and not run.ended}
    if order.owner == person and order.handed_to != person and (person in leased or not leased):
        return []
    winner = find_person(world, order.owner) if order.owner in leased else None
    if winner is not None and winner.slug != person:
        raise DomainError(
            "taken_by_other",
            f"{winner.name} has already taken order {order.number}.",
            remedy="Take the next one, or ask for a hand-over.",
        )
    weight = weigh_take(state, world, world.store(order.holder), person=person, place=place)
    return [
        make(
            "order.taken",
            occurred_at=now,
            actor=f"person:{person}",
            source="person",
            grade="claimed",
            person=who.slug,
            **weight,
        )
    ]


def weigh_take(state: StreamState, world: World, store: Store, *, person: str, place: str) -> dict[str, Any]:
    """What taking is worth to the ladders of a stream (laws 3 and 5): `place`, `on_shift`, `addressee`, `stops`.

    Parameters
    ----------
    store
        That answers now.
    person, place
        Who takes, and from where; `unknown` = where his shift says that he is.
    """
    place = shifts.place_of(store, person) if place == shifts.UNKNOWN else place
    on_shift = person in store.on_shift
    addressee = any(person in run.told for run in state.runs.values() if not run.ended)
    stops = "" if _has_spent(state, world, person) else _stops(store, on_shift, addressee, place)
    return {"place": place, "on_shift": on_shift, "addressee": addressee, "stops": stops}


def _has_spent(state: StreamState, world: World, person: str) -> bool:
    """Whether every climb that a take could hold has given this person all its leases: then taking holds nothing."""
    climbing = [run for run in state.runs.values() if not run.ended and run.next_at is not None]
    held = [
        run.leases.get(person, 0) < ladder.leases
        for run in climbing
        if (ladder := world.standards[state.obligations[run.ref].standard].ladders[run.ladder]).lease
        is not None
    ]
    return bool(held) and not any(held)


def _stops(store: Store, on_shift: bool, addressee: bool, place: str) -> str:
    in_shop = place == "in_shop" or (place == "unknown" and not store.place_proved)
    if on_shift and in_shop:
        return "run"
    return "own" if addressee and not on_shift else ""


def past_instant(occurred_at: datetime | None, now: datetime) -> datetime:
    """When a fact that somebody reports happened: now if unsaid, never later than now.

    Raises
    ------
    DomainError
        `from_the_future`: more than `FUTURE_TOLERANCE_FOR` ahead of us.
    """
    if occurred_at is None:
        return now
    if occurred_at > now + FUTURE_TOLERANCE_FOR:
        raise DomainError(
            "from_the_future",
            "This happened later than now.",
            remedy="Check the clock of the sender.",
            place="occurred_at",
        )
    return min(occurred_at, now)


def _tap(now: datetime) -> Event:
    return make(
        "contact.reached",
        occurred_at=now,
        actor="buyer",
        source="person",
        grade="confirmed",
        means="tap",
        live=True,
    )


def decide_confirm(
    state: StreamState, world: World, now: datetime, *, actor: str, by: str = "", tapped: bool = False
) -> Sequence[Event]:
    """The fact that the buyer wants it: only after a live contact, or by his own tap (architecture §7).

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `not_live`: a click in some status field is no confirmation.
    """
    order = require_order(state, "confirm")
    if order.phase == "confirmed":
        return []
    if not tapped and order.live_contact_at is None:
        raise DomainError(
            "not_live",
            f"Nobody has spoken with the buyer of order {order.number} yet.",
            remedy="Record the talk first (`otklik order contact`), or let the buyer confirm by his link.",
        )
    tap = [_tap(now)] if tapped else []
    confirmed = make(
        "order.confirmed",
        occurred_at=now,
        actor=actor,
        source=source_of(actor),
        grade="confirmed" if tapped else "claimed",
        by=by or actor,
    )
    return [*tap, confirmed]


def decide_complete(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    occurred_at: datetime | None = None,
) -> Sequence[Event]:
    """The fact that the buyer has his goods; `silently` says that nobody ever spoke with him (R06).

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `from_the_future`.
    """
    order = require_order(state, "complete")
    silently = True if order.live_contact_at is None else None
    return [
        make(
            "order.completed",
            occurred_at=past_instant(occurred_at, now),
            actor=actor,
            source=source_of(actor),
            silently=silently,
        )
    ]


def decide_assign(
    state: StreamState, world: World, now: datetime, *, actor: str, store: str, cause: str = "handed_over"
) -> Sequence[Event]:
    """The fact that another store answers now; the buyer's clock goes on (law 2).

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `unknown_store`, `same_store`.
    """
    order = require_order(state, "assign")
    world.store(store)
    if store == order.holder:
        raise DomainError("same_store", f"{store} already holds order {order.number}.")
    return [
        make(
            "order.assigned",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            cause=cause,
            store=store,
            previous=order.assignment or None,
            assignment=str(order.reassignments + 1),
            by=actor,
        )
    ]


def decide_hand(state: StreamState, world: World, now: datetime, *, actor: str, to: str) -> Sequence[Event]:
    """The fact that a colleague of the same store has the order from now on.

    Parameters
    ----------
    to
        Slug; he is told by the ladder of the kind that `order.handed` opens.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `unknown_person`: not of the store that holds it; `not_admitted`.

    Notes
    -----
    What is left of a lease goes to him, and nothing is added to it: the ladder goes on when it would have gone on.
    Handing an order to whoever has it says nothing new.
    """
    order = require_order(state, "hand")
    store = world.store(order.holder)
    if all(one.slug != to or not one.active for one in store.people):
        raise DomainError(
            "unknown_person",
            f"{to!r} does not work for {store.name}.",
            remedy="Choose a colleague of the store, or hand the order to another store.",
            place="to",
        )
    if order.owner == to:
        return []
    require_admitted(person_of(world, to), ON_AN_ORDER, place="to")
    return [
        make(
            "order.handed",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            hand=str(order.hands + 1),
            person=to,
            previous=order.owner or None,
            previous_hand=str(order.hands) if order.hands else None,
        )
    ]


def decide_note(
    state: StreamState, world: World, now: datetime, *, actor: str, words: str
) -> Sequence[Event]:
    """The fact that somebody wrote a note.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `empty_note`.
    """
    if not isinstance(state.subject, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    require_not_erased(state.subject)
    if not words.strip():
        raise DomainError("empty_note", "A note needs words.", place="words")
    return [
        make(
            "order.noted", occurred_at=now, actor=actor, source="person", grade="claimed", words=words.strip()
        )
    ]
