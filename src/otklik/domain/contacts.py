"""Contacts: who spoke with the buyer or tried to, and what that is worth (law 4).

Journey 1; the outcomes 1–6 of the desk end here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event, Grade
from otklik.domain.order_decisions import past_instant, require_order, source_of
from otklik.domain.orders import is_live
from otklik.domain.promise_state import kept_by
from otklik.domain.streams import StreamState
from otklik.domain.world import World

MEANS = ("call", "chat", "visit", "reply", "tap", "letter", "voicemail")
"""How a buyer was reached; which of them are live is `orders.is_live` (law 4)."""

TRIES = ("call", "chat", "letter", "sms")
"""By what somebody may have tried in vain; two of them are two channels for the refusal gate."""

OUTCOMES = ("no_answer", "busy", "voicemail", "wrong_number", "call_back_later", "not_in_service")
"""What became of a call that reached nobody."""


def decide_contact(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    by: str = "",
    means: str = "call",
    talk_s: int | None = None,
    occurred_at: datetime | None = None,
    grade: Grade = "claimed",
    note: str = "",
) -> Sequence[Event]:
    """The fact that the buyer was reached, live or not (law 4), and the promises to call that a talk keeps (R24).

    Parameters
    ----------
    actor, by
        Who says so; slug of the person who spoke.
    means
        One of `MEANS`.
    talk_s
        Length of a recorded talk in seconds; None = a claim without a record.
    occurred_at
        When it happened; None = now. Judging caps a claim's backdating by the standard.
    grade
        claimed by staff, recorded by a system, confirmed by the buyer.

    Raises
    ------
    DomainError
        `unknown_order`, `unknown_means`, `from_the_future`.
    """
    order = require_order(state, "contact")
    if means not in MEANS:
        raise DomainError(
            "unknown_means",
            f"{means!r} is no way to reach a buyer.",
            remedy=f"Use one of: {', '.join(MEANS)}.",
        )
    if talk_s is not None and not 0 <= talk_s <= 86_400:
        raise DomainError("bad_talk", "A talk lasts between 0 and 86400 seconds.", place="talk_s")
    standard = world.standards[world.store(order.holder).standard]
    reached = make(
        "contact.reached",
        occurred_at=past_instant(occurred_at, now),
        actor=actor,
        source=source_of(actor),
        grade=grade,
        means=means,
        live=is_live({"means": means, "talk_s": talk_s}, grade, standard.min_talk_s),
        talk_s=talk_s,
        by=by or None,
        note=note or None,
    )
    return [reached, *kept_by(order.promises, reached)]


def decide_attempt(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    means: str = "call",
    outcome: str = "no_answer",
    next_at: datetime | None = None,
    ring_s: int | None = None,
    note: str = "",
) -> Sequence[Event]:
    """The fact that somebody tried and reached nobody, with the next attempt.

    Parameters
    ----------
    means
        One of `TRIES`.
    outcome
        One of `OUTCOMES`; `not_in_service` is the provider's word for a number that nobody can be reached by.
    next_at
        When to try again, later than now; None opens no next attempt of its own.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `unknown_means`, `unknown_outcome`, `next_in_the_past`.
    """
    order = require_order(state, "assign")
    if means not in TRIES:
        raise DomainError(
            "unknown_means", f"{means!r} is no way to try.", remedy=f"Use one of: {', '.join(TRIES)}."
        )
    if outcome not in OUTCOMES:
        raise DomainError(
            "unknown_outcome",
            f"{outcome!r} is no outcome of a call.",
            remedy=f"Use one of: {', '.join(OUTCOMES)}.",
        )
    if next_at is not None and next_at <= now:
        raise DomainError("next_in_the_past", "The next attempt must lie ahead.", place="next_at")
    return [
        make(
            "contact.attempted",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            means=means,
            attempt=str(order.contact_attempts + 1),
            outcome=outcome,
            ring_s=ring_s,
            next_at=next_at,
            note=note or None,
        )
    ]
