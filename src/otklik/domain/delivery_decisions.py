"""What may be said of a delivery: handed over, on the way, done, failed. The buyer's own word: `delivery_witness.py`.

Facts, not wishes: what a courier or a carrier tells of is taken in every phase of the order, unless its buyer was
erased. What follows from a failure (a call, a new window) is the standard's business; a buyer's refusal at the door is
a fact, and what becomes of the order then is said by a person who talked with him (law 7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.deliveries import APPROACHED, HOWS, REASONS, Delivery, current
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import past_instant, require_not_erased, source_of
from otklik.domain.orders import OrderState
from otklik.domain.payments import decide_pay
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

WORDS_MAX = 2000

PAID_AT_THE_DOOR = "door-"
"""Payments that a courier took bear this before the delivery's key: the same one twice is one payment."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a delivery ended, as somebody tells it.

    Parameters
    ----------
    how, reason
        One of `HOWS` or one of `REASONS`; the other is empty.
    carrier, courier
        Who was there; empty = whoever it was handed over to.
    proof
        Name of the picture that was taken; empty = none.
    words
        In his own words, personal; empty = none.
    """

    how: str = ""
    reason: str = ""
    carrier: str = ""
    courier: str = ""
    proof: str = ""
    words: str = ""


def decide_hand_over(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    delivery: str,
    carrier: str,
    courier: str = "",
    run: str = "",
    occurred_at: datetime | None = None,
) -> Sequence[Event]:
    """The fact that the parcel is on board, or with the carrier; said twice of one carrier, it is said once.

    Parameters
    ----------
    delivery
        Key; empty = the one that is agreed, or a new one where none is.
    carrier
        Slug of the fleet's own depot, or of an outside carrier.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`; `delivery_over`; `unknown_store`: no such carrier; `from_the_future`.
    """
    order = require_delivered(state)
    known = _open(order, delivery) if delivery else current(order.deliveries)
    world.store(carrier)
    if known is not None and known.handed_over_at is not None and known.carrier == carrier:
        return []
    return [
        make(
            "delivery.handed_over",
            occurred_at=past_instant(occurred_at, now),
            actor=actor,
            source=source_of(actor),
            grade=_grade(actor),
            delivery=known.key if known else delivery or _parcel(state.stream, order),
            carrier=carrier,
            courier=courier or None,
            run=run or None,
        )
    ]


def decide_scan(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    delivery: str = "",
    status: str = "",
    due_at: datetime | None = None,
    words: str = "",
    occurred_at: datetime | None = None,
) -> Sequence[Event]:
    """The fact that the parcel was seen on its way.

    Parameters
    ----------
    delivery
        Key; empty = the one that is under way.
    status
        In the carrier's own terms; `APPROACHED` = somebody is on the way to this door.
    due_at
        When it means to be there; None = nobody said.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`; `unknown_delivery`, `delivery_over`; `from_the_future`.

    Notes
    -----
    The same word at the same instant is one scan.
    """
    order = require_delivered(state)
    known = _meant(order, delivery)
    at = past_instant(occurred_at, now)
    again = known.approached_at if status == APPROACHED else known.heard_at
    if again == at and status in (APPROACHED, known.status):
        return []
    return [
        make(
            "delivery.scanned",
            occurred_at=at,
            actor=actor,
            source=source_of(actor),
            grade=_grade(actor),
            delivery=known.key,
            status=status or None,
            due_at=due_at,
            words=words.strip()[:WORDS_MAX] or None,
        )
    ]


def decide_end(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    ending: Ending,
    delivery: str = "",
    occurred_at: datetime | None = None,
) -> Sequence[Event]:
    """The facts that a delivery was made or failed; where it was made the order is completed with it.

    Parameters
    ----------
    delivery
        Key; empty = the one that is under way.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`; `unknown_delivery`, `delivery_over`; `bad_ending`: neither a way in which it
        was made nor a reason why it was not; `from_the_future`.

    Notes
    -----
    The same end told again says nothing new.
    """
    order = require_delivered(state)
    _check(ending)
    over = order.deliveries.get(delivery) if delivery else None
    if over is not None and (over.how, over.reason) == (ending.how, ending.reason):
        return []
    known = _meant(order, delivery)
    at = past_instant(occurred_at, now)
    said: dict[str, Any] = {"how": ending.how} if ending.how else {"reason": ending.reason}
    ended = make(
        "delivery.done" if ending.how else "delivery.failed",
        occurred_at=at,
        actor=actor,
        source=source_of(actor),
        grade=_grade(actor),
        delivery=known.key,
        carrier=ending.carrier or known.carrier or None,
        courier=ending.courier or known.courier or None,
        proof=ending.proof or None,
        words=ending.words.strip()[:WORDS_MAX] or None,
        **said,
    )
    if not ending.how or not order.is_open or _others_open(order, known):
        return [ended]
    silently = True if order.live_contact_at is None else None
    completed = make(
        "order.completed", occurred_at=at, actor=actor, source=source_of(actor), silently=silently
    )
    return [ended, completed]


def decide_visit(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    person: str,
    ending: Ending,
    delivery: str,
    collected_minor: int = 0,
    request: str = "",
    occurred_at: datetime | None = None,
) -> Sequence[Event]:
    """What a courier tells of a door as one outcome, which he may take back for ten seconds (ADR 0022).

    Parameters
    ----------
    person
        Slug of the courier.
    collected_minor
        Money that he was given at the door; 0 = none.
    request
        Key of the tap, by which a repeat of it is known; empty = none.

    Raises
    ------
    DomainError
        As `decide_end`, and `payments.decide_pay`.
    """
    actor = f"person:{person}"
    order = require_delivered(state)
    ended = decide_end(
        state, world, now, actor=actor, ending=ending, delivery=delivery, occurred_at=occurred_at
    )
    if not ended:
        return []
    paid = _paid(
        state, world, now, order, person, delivery, collected_minor if ending.how else 0, occurred_at
    )
    head = make(
        "outcome.recorded",
        occurred_at=ended[0].occurred_at,
        actor=actor,
        source="person",
        grade="claimed",
        outcome="delivered" if ending.how else "not_delivered",
        id=str(order.outcomes + 1),
        by=person,
        facts=len(paid) + len(ended),
        request=request or None,
    )
    return [head, *paid, *ended]


def _paid(
    state: StreamState,
    world: World,
    now: datetime,
    order: OrderState,
    person: str,
    delivery: str,
    amount_minor: int,
    occurred_at: datetime | None,
) -> Sequence[Event]:
    """The fact that the buyer paid at the door; nothing where he did not."""
    if not amount_minor:
        return []
    return decide_pay(
        state,
        world,
        now,
        actor=f"person:{person}",
        amount_minor=amount_minor,
        currency=order.currency,
        payment_id=f"{PAID_AT_THE_DOOR}{delivery}",
        occurred_at=occurred_at,
    )


def decide_cancel(state: StreamState, world: World, now: datetime, *, actor: str) -> Sequence[Event]:
    """The fact that nobody is to come any more; nothing where nobody was.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`.
    """
    order = require_delivered(state)
    known = current(order.deliveries)
    if known is None:
        return []
    return decide_end(state, world, now, actor=actor, ending=Ending(reason="cancelled"), delivery=known.key)


def require_delivered(state: StreamState) -> OrderState:
    """The order of whose deliveries something is told.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`.
    """
    order = state.subject
    if not isinstance(order, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    require_not_erased(order)
    return order


def _grade(actor: str) -> Any:
    return "claimed" if actor.startswith("person:") else "recorded"


def _check(ending: Ending) -> None:
    if bool(ending.how) == bool(ending.reason) or (ending.how and ending.how not in HOWS):
        raise _bad_ending()
    if ending.reason and ending.reason not in REASONS:
        raise _bad_ending()


def _bad_ending() -> DomainError:
    return DomainError(
        "bad_ending",
        "This is no end of a delivery.",
        remedy=f"Made: {', '.join(HOWS)}. Failed: {', '.join(REASONS)}.",
        place="reason",
    )


def _parcel(stream: str, order: OrderState) -> str:
    """Key of a parcel for which no window was agreed, unlike any other delivery's."""
    return f"{stream.partition('/')[2]}.p{len(order.deliveries) + 1}"


def _meant(order: OrderState, delivery: str) -> Delivery:
    """The delivery that is told of: by its key, else the one that is under way."""
    known = _open(order, delivery) if delivery else current(order.deliveries)
    if known is None:
        raise DomainError(
            "unknown_delivery",
            f"Order {order.number} has no delivery {delivery!r} under way.",
            remedy="Hand it over first.",
            place="delivery",
        )
    return known


def _open(order: OrderState, delivery: str) -> Delivery | None:
    known = order.deliveries.get(delivery)
    if known is not None and not known.is_open:
        raise DomainError(
            "delivery_over",
            "This delivery has ended already.",
            remedy="Agree a new window.",
            place="delivery",
        )
    return known


def _others_open(order: OrderState, known: Delivery) -> bool:
    return any(one.is_open and one.key != known.key for one in order.deliveries.values())
