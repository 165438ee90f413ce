"""Rescues: what keeps an order whose refusal somebody was about to give.

A rescue is the outcome of a call with its remedy in it: the talk, what was agreed, the next step, and
`refusal.rescued` with the money that was kept. It can be undone as every outcome (ADR 0022, 0040). Each reason has
its remedy; what the buyer agreed to in the talk counts as his live confirmation (law 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from otklik.domain.alternative_decisions import decide_accept
from otklik.domain.business_time import WorkCalendar
from otklik.domain.call_times import EARLIEST_HOUR, LATEST_HOUR
from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.local_times import ceil_minute
from otklik.domain.order_decisions import decide_assign, require_order
from otklik.domain.orders import OrderState
from otklik.domain.outcomes import Call, decide_outcome
from otklik.domain.refusal_reasons import reasons_of
from otklik.domain.streams import StreamState
from otklik.domain.world import World
from otklik.domain.zones import parse_zone

OUTCOME_OF: Mapping[str, str] = {
    "pay_on_delivery": "confirmed",
    "fitting": "try_on",
    "other_store": "confirmed",
    "replacement": "replacement",
    "call_again": "no_answer",
}
"""Remedy → the outcome of the call in which it was agreed, or in which nobody answered."""

REMEDIES = tuple(OUTCOME_OF)

SOON_FOR = timedelta(minutes=30)
"""How soon one calls again at the earliest."""

APART_FOR = timedelta(hours=1)
"""How far apart two suggested times are at least."""

PARTS = (time(9, 30), time(13, 0), time(18, 30))
"""Once in each part of a day, on the buyer's clock: whoever is not there at noon may be there in the evening."""

SUGGESTED = 3
LOOK_DAYS = 8
"""So many days ahead times are looked for; a store that is closed for longer has none."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """What was agreed instead of a refusal.

    Parameters
    ----------
    remedy
        One of `REMEDIES`.
    reason
        Code of the refusal that was about to be given.
    by
        Slug of who spoke, or tried.
    next_at
        When the buyer comes or is called again; None = as the outcome has it.
    store
        For `other_store`: slug of the store that answers from now on.
    words
        The seller's; personal.
    request
        Key of the tap, by which a repeat of it is known.
    offer
        For `replacement`: key of what was offered and the buyer takes (`alternatives.py`); empty = in words alone.
    """

    remedy: str
    reason: str
    by: str
    next_at: datetime | None = None
    store: str = ""
    words: str = ""
    request: str = ""
    offer: str = ""


def decide_rescue(
    state: StreamState, world: World, now: datetime, *, rescue: Rescue, occurred_at: datetime | None = None
) -> Sequence[Event]:
    """The facts of a rescue: an outcome with `refusal.rescued` first of its facts, and the store that it was agreed on.

    Parameters
    ----------
    rescue
        What was agreed.
    occurred_at
        As for `outcomes.decide_outcome`.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `order_closed`; `unknown_remedy`, `unknown_reason`; `unknown_store`,
        `same_store`; `unknown_offer`, `offer_over`; whatever `outcomes.decide_outcome` says of the call.
    """
    order = require_order(state, "refuse")
    _check(rescue, order, world)
    outcome = OUTCOME_OF[rescue.remedy]
    call = Call(outcome, rescue.by, rescue.next_at, rescue.words, request=rescue.request)
    head, *facts = decide_outcome(state, world, now, call=call, occurred_at=occurred_at)
    actor = f"person:{rescue.by}"
    if rescue.remedy == "other_store":
        facts += decide_assign(state, world, now, actor=actor, store=rescue.store, cause="rescued")
    if rescue.offer:
        facts += decide_accept(state, world, now, actor=actor, offer=rescue.offer, by=rescue.by, means="call")
    rescued = make(
        "refusal.rescued",
        occurred_at=head.occurred_at,
        actor=actor,
        source="person",
        grade="claimed",
        remedy=rescue.remedy,
        reason=rescue.reason,
        by=rescue.by,
        amount_minor=order.total_minor,
        currency=order.currency,
    )
    return [replace(head, data={**head.data, "facts": len(facts) + 1}), rescued, *facts]


def _check(rescue: Rescue, order: OrderState, world: World) -> None:
    if rescue.remedy not in REMEDIES:
        raise DomainError(
            "unknown_remedy",
            f"{rescue.remedy!r} is no remedy.",
            remedy=f"Use one of: {', '.join(REMEDIES)}.",
            place="remedy",
        )
    if rescue.remedy == "pay_on_delivery" and order.payment == "on_delivery":
        raise DomainError(
            "unknown_remedy",
            f"Order {order.number} is paid on delivery already.",
            remedy="Agree on something else, or record the outcome of the call.",
            place="remedy",
        )
    reasons = reasons_of(world.standards[world.store(order.holder).standard])
    if rescue.reason not in reasons:
        raise DomainError(
            "unknown_reason",
            f"{rescue.reason!r} is no reason for a refusal.",
            remedy=f"Use one of: {', '.join(reasons)}.",
            place="reason",
        )


def suggest_times(calendar: WorkCalendar, zone: str, *, now: datetime) -> tuple[datetime, ...]:
    """Up to three times at which somebody is in the store and the buyer may be disturbed, the nearest first.

    Parameters
    ----------
    calendar
        Hours of the store.
    zone
        IANA zone of the buyer.
    now
        Aware UTC.
    """
    found: list[datetime] = []
    for at in _candidates(zone, now):
        if len(found) == SUGGESTED:
            break
        apart = not found or at - found[-1] >= APART_FOR
        hour = at.astimezone(parse_zone(zone)).hour
        if apart and EARLIEST_HOUR <= hour < LATEST_HOUR and calendar.is_open(at):
            found.append(at)
    return tuple(found)


def _candidates(zone: str, now: datetime) -> Iterator[datetime]:
    """In half an hour, and once in each part of each day from then on."""
    soon = ceil_minute(now + SOON_FOR)
    first = soon + timedelta(minutes=-soon.minute % 5)
    yield first
    day_on = now.astimezone(parse_zone(zone)).date()
    for ahead in range(LOOK_DAYS):
        for part in PARTS:
            at = datetime.combine(day_on + timedelta(days=ahead), part, parse_zone(zone)).astimezone(
                now.tzinfo
            )
            if at > first:
                yield at
