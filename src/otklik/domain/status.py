"""What a buyer may know of his own order: plain values for the public page, read from the order's state.

Nothing of partners, rivals, grades or refusal reasons, no surnames; no address, no payment data, and of his own number
the last digits. Which words say it is the page's business (`web/status.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, choose_locale
from otklik.domain.obligations import Obligation
from otklik.domain.orders import CLOSED, OrderState, Phase
from otklik.domain.status_alternatives import StatusOffer, offers_of
from otklik.domain.status_complaints import StatusComplaint, list_complaints
from otklik.domain.status_deliveries import StatusDelivery, delivery_of
from otklik.domain.status_pickup import StatusPickup, pickup_of
from otklik.domain.status_processes import StatusSteps, steps_of
from otklik.domain.status_windows import StatusWindow, window_of
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Store, World

BUYERS_ANSWERS = ("reopened_answer", "first_answer")
"""Kinds by which a buyer waits for a live answer, the one that he waits for now first (law 2)."""

PROMISED = (
    *BUYERS_ANSWERS, "holder_answer", "silence_claim", "asked_call", "next_attempt", "promise", "made_to_order",
    "fulfilment", "window",
)  # fmt: skip
"""Kinds that the buyer is shown as promised to him, kept or not."""

SHOWN_DIGITS = 4
"""So many digits of his own number the page shows: whoever else has the link learns no more."""

Outcome = Literal["kept", "missed", "moved_late", "ahead"]
CallWhy = Literal["asked", "again", "promised"]


@dataclass(frozen=True, slots=True)
class StatusPromise:
    """Something that was promised to the buyer: what, by when, what became of it and when it was done."""

    kind: str
    limit_at: datetime
    outcome: Outcome
    done_at: datetime | None
    purpose: str = ""
    first_at: datetime | None = None
    """Of a promise that was moved: the instant first given."""


@dataclass(frozen=True, slots=True)
class StatusCall:
    """A call that the buyer may expect at a time.

    Parameters
    ----------
    why
        He asked for it, nobody reached him before, or it was promised in a talk.
    from_at, limit_at
        From when, and until when at the latest.
    """

    why: CallWhy
    from_at: datetime
    limit_at: datetime


@dataclass(frozen=True, slots=True)
class StatusClaim:
    """That the buyer said: nobody contacted me.

    Parameters
    ----------
    said_at, limit_at
        When he said so, and by when the head of the store answers.
    answered_at
        When he was answered, or took it back; None = not yet.
    """

    said_at: datetime
    limit_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One line of the order: title, how many, unit price in minor units."""

    title: str
    quantity: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class OrderStatus:
    """One order as its buyer may see it.

    Parameters
    ----------
    locale
        Language of the order.
    zone
        IANA zone of the buyer; the store's where his is not known.
    store, store_phone
        Name and number of the store that answers now.
    calendar
        Hours of that store.
    owner
        First name of the person who took the order; empty while it stands in the queue.
    has_phone
        Whether anybody can call the buyer.
    phone_end
        The last digits of the number that we call; empty = not known.
    received_at, answered_at, confirmed_at, closed_at
        When it came in, when he was first answered live, when it was confirmed, when it ended; None = not yet.
    answer_opened_at, answer_limit_at
        Of the answer that is or was owed to him; None where none is (history, or a standard without it).
    confirmed_talk
        Whether he himself has said that somebody spoke with him.
    attempted
        Whether somebody tried to reach him in vain.
    claim
        What became of his "nobody contacted me"; None = he never said so.
    call
        The next call that he may expect at a time; None = none.
    recommended
        Whether he would recommend us, 0 to 10; None = he has not said.
    withdrawal_told
        Whether the staff say that he withdrew, and he has not said whether he did.
    stars
        How he rated us, 1 to 5; 0 = not yet.
    promises
        What was promised to him, in the order of its time.
    held_until_at
        Until when the goods are kept for him unless he pays or confirms; None = no such limit runs.
    goods_gone
        Whether somebody else has bought them since they went back.
    pickup
        What is in place for him to collect, and who expects him when; None where he collects nothing.
    survey
        Key of the question that he is asked and has not answered; empty = none.
    complaints
        What he complained of, the newest first.
    window
        The delivery window that he can choose or move; None where there is nothing to choose.
    steps
        Everything that is done for him, by whom and by when.
    offers
        What he is offered instead of goods that are not there, and what he took.
    parcel
        The delivery that is under way, else the last one; None = nobody brings him anything.
    """

    number: str
    phase: Phase
    locale: Locale
    zone: str
    store: str
    store_phone: str
    calendar: WorkCalendar
    owner: str
    has_phone: bool
    received_at: datetime
    answered_at: datetime | None
    confirmed_at: datetime | None
    closed_at: datetime | None
    answer_opened_at: datetime | None
    answer_limit_at: datetime | None
    lines: tuple[StatusLine, ...]
    total_minor: int
    currency: str
    payment: str
    delivery: str
    phone_end: str = ""
    confirmed_talk: bool = False
    attempted: bool = False
    claim: StatusClaim | None = None
    call: StatusCall | None = None
    withdrawal_told: bool = False
    stars: int = 0
    recommended: int | None = None
    promises: tuple[StatusPromise, ...] = ()
    held_until_at: datetime | None = None
    goods_gone: bool = False
    pickup: StatusPickup | None = None
    survey: str = ""
    complaints: tuple[StatusComplaint, ...] = ()
    steps: StatusSteps = StatusSteps()
    window: StatusWindow | None = None
    offers: tuple[StatusOffer, ...] = ()
    parcel: StatusDelivery | None = None

    @property
    def is_open(self) -> bool:
        """Whether the sale is still alive."""
        return self.phase not in CLOSED


def status_of(state: StreamState, world: World, *, buyer_phone: str = "") -> OrderStatus:
    """The order as its buyer may see it.

    Parameters
    ----------
    state
        Of an `order/` stream.
    world
        With the holder's store and its people.
    buyer_phone
        His number, or empty; only its end is shown.

    Raises
    ------
    DomainError
        `unknown_order`: the stream holds no order, or it was erased.
    """
    order = state.subject
    if not isinstance(order, OrderState) or order.erased:
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    store = world.store(order.holder)
    return OrderStatus(
        number=order.number,
        phase=order.phase,
        locale=choose_locale(order.locale, choose_locale(store.locale)),
        zone=order.buyer_zone or store.calendar.zone,
        **_store_facts(store),
        owner=_owner_name(order, world),
        has_phone=order.has_phone,
        received_at=order.received_at,
        answered_at=order.live_contact_at,
        confirmed_at=order.confirmed_at,
        closed_at=order.closed_at,
        **_answer_times(state),
        lines=tuple(StatusLine(line.title, line.quantity, line.price_minor) for line in order.lines),
        total_minor=order.total_minor,
        currency=order.currency,
        payment=order.payment,
        delivery=order.delivery,
        phone_end="".join(sign for sign in buyer_phone if sign.isdigit())[-SHOWN_DIGITS:],
        confirmed_talk=order.live_grade == "confirmed",
        attempted=order.contact_attempts > 0,
        claim=_claim(state),
        call=_call(order, state),
        withdrawal_told=bool(order.withdrawal) and order.is_open,
        stars=order.stars,
        recommended=order.recommended,
        promises=tuple(_promises(order, state.obligations.values())),
        held_until_at=_held_until(state),
        goods_gone=not order.free_lines and not order.goods_reserved and bool(order.lines),
        pickup=pickup_of(order, world),
        survey=_survey(state),
        complaints=list_complaints(state, world),
        steps=steps_of(order, state, world),
        **_on_its_way(order, state, world),
    )


def _on_its_way(order: OrderState, state: StreamState, world: World) -> dict[str, Any]:
    """What is offered instead, when it comes, and where it is."""
    return {
        "window": window_of(order, world),
        "offers": offers_of(order, state),
        "parcel": delivery_of(order, world),
    }


def _store_facts(store: Store) -> dict[str, Any]:
    return {"store": store.name, "store_phone": store.phone, "calendar": store.calendar}


def _owner_name(order: OrderState, world: World) -> str:
    """The first name of whoever has it; empty where nobody of the store does."""
    people = world.store(order.holder).people
    return next((first_name(person.name) for person in people if person.slug == order.owner), "")


def _survey(state: StreamState) -> str:
    """The question that he has not answered yet; empty = none."""
    owed = (ref.key for ref, one in state.obligations.items() if ref.kind == "survey" and one.is_owed)
    return next(owed, "")


def first_name(name: str) -> str:
    """The first word of a name: what a buyer is told of a person."""
    return name.split(" ", 1)[0]


def _claim(state: StreamState) -> StatusClaim | None:
    """The last time that he said so."""
    claims = [one for one in state.obligations.values() if one.ref.kind == "silence_claim"]
    if not claims:
        return None
    last = claims[-1]
    return StatusClaim(last.opened_at, last.limit_at, None if last.is_owed else last.closed_at)


def _call(order: OrderState, state: StreamState) -> StatusCall | None:
    """The earliest call that is owed at a time of its own."""
    calls = []
    for one in state.obligations.values():
        if not one.is_owed:
            continue
        if one.ref.kind == "asked_call" and order.asked_call_at is not None:
            calls.append(StatusCall("asked", order.asked_call_at, one.limit_at))
        elif one.ref.kind == "next_attempt":
            calls.append(StatusCall("again", one.limit_at, one.limit_at))
        elif one.ref.kind == "promise" and one.ref.key in order.talks:
            calls.append(StatusCall("promised", one.limit_at, one.limit_at))
    return min(calls, key=lambda call: call.limit_at, default=None)


def _held_until(state: StreamState) -> datetime | None:
    """The end of the hold that runs now."""
    holds = [one for one in state.obligations.values() if one.ref.kind == "settlement" and one.is_owed]
    return holds[-1].limit_at if holds else None


def _promises(order: OrderState, obligations: Iterable[Obligation]) -> Iterable[StatusPromise]:
    """What was promised, in the order of its time; a promise that was moved is one row, by what he knows of it."""
    shown = [one for one in obligations if one.ref.kind in PROMISED and one.state != "waived"]
    newest = {(one.ref.kind, one.ref.key): one for one in sorted(shown, key=lambda one: one.ref)}
    told = [one for one in shown if newest[one.ref.kind, one.ref.key] is one or one.ref.kind != "promise"]
    for one in sorted(told, key=lambda one: (one.limit_at, one.ref)):
        missed = one.breached_at is not None
        outcome: Outcome = "missed" if missed else "kept" if one.state == "met" else "ahead"
        made = order.promises.get(one.ref.key) if one.ref.kind == "promise" else None
        if made and made.late_moves and not missed:
            outcome = "moved_late"
        yield StatusPromise(
            one.ref.kind,
            one.limit_at,
            outcome,
            None if one.is_owed else one.closed_at,
            made.purpose if made else "",
            made.first_at if made and made.moves else None,
        )


def _answer_times(state: StreamState) -> dict[str, Any]:
    owed = _answer(state)
    return {
        "answer_opened_at": owed.opened_at if owed else None,
        "answer_limit_at": owed.limit_at if owed else None,
    }


def _answer(state: StreamState) -> Obligation | None:
    """The answer that the buyer waits for, else the last one that he waited for."""
    answers = [one for kind in BUYERS_ANSWERS for one in state.obligations.values() if one.ref.kind == kind]
    return next((one for one in answers if one.is_owed), answers[-1] if answers else None)
