"""What the buyer says of his order himself: nobody called, yes I was called, call me at …, how it was (R32).

A tap that says nothing new adds nothing, and there is a number after which a buyer is not heard again: a page that
anybody with the link can press must not fill a journal. That he withdraws is `withdrawals.decide_withdraw`, that he
complains `complaint_decisions.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from otklik.domain import clocks
from otklik.domain.catalogue import make
from otklik.domain.complaint_decisions import complaint_of_rating
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.local_times import ceil_minute
from otklik.domain.order_decisions import require_not_erased, require_order
from otklik.domain.orders import OrderState
from otklik.domain.streams import StreamState
from otklik.domain.world import World

REPEAT_FOR = timedelta(seconds=20)
"""Taps of one button within this time are one."""

MAX_SAYINGS = 10
"""How often a buyer may say one thing of an order; what comes after that adds nothing."""

FARTHEST_FOR = timedelta(days=14)
"""How far ahead a call may be asked for."""

WORDS_MAX = 2000

MOST_SCORE = 10
"""Would he recommend us: from 0, by no means, to this."""


def _said(kind: str, now: datetime, **fields: Any) -> Event:
    return make(kind, occurred_at=now, actor="buyer", source="person", grade="confirmed", **fields)


def _order(state: StreamState) -> OrderState:
    """The order, whatever its phase: a buyer may speak of one that is over."""
    if not isinstance(state.subject, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    require_not_erased(state.subject)
    return state.subject


def _words(words: str) -> str | None:
    return words.strip()[:WORDS_MAX] or None


def decide_say_silent(state: StreamState, world: World, now: datetime, *, words: str = "") -> Sequence[Event]:
    """The fact that the buyer says: nobody contacted me. The standard opens a claim on the head with it.

    Parameters
    ----------
    words
        The buyer's, personal; empty = none.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`.

    Notes
    -----
    Within `REPEAT_FOR`, and without words while the head owes an answer to the last time, it adds nothing.
    """
    order = _order(state)
    recent = order.silent_at is not None and now - order.silent_at < REPEAT_FOR
    owed = any(one.is_owed and one.opened_at == order.silent_at for one in state.obligations.values())
    if recent or (owed and not words.strip()) or order.silences >= MAX_SAYINGS:
        return []
    return [_said("buyer.said_silent", now, words=_words(words))]


def decide_say_called(state: StreamState, world: World, now: datetime) -> Sequence[Event]:
    """The fact that the buyer confirms: yes, I was called.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`.

    Notes
    -----
    Law 4: where staff or a system have a live talk on record, its evidence becomes *confirmed*. Where nobody has,
    the buyer's own word is the answer: he says that a person spoke with him, by a tap, which is live by itself. It
    counts from the tap, not from a call whose time nobody knows.
    """
    order = _order(state)
    if order.live_grade == "confirmed":
        return []
    if order.live_contact_at is not None:
        return [_said("evidence.raised", now, of="contact.reached", to="confirmed")]
    return [_said("contact.reached", now, means="tap", live=True)]


def decide_ask_call(
    state: StreamState, world: World, now: datetime, *, at: datetime, words: str = ""
) -> Sequence[Event]:
    """The fact that the buyer wants to be called at a time.

    Parameters
    ----------
    at
        Aware. If the store is closed then, its next opening is meant; the fact holds both instants.
    words
        The buyer's, personal; empty = none.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `order_closed`; `call_in_the_past`; `call_too_far`.

    Notes
    -----
    A new time takes the place of the one before; the same time adds nothing.
    """
    order = require_order(state, "ask_call")
    wished_at = ceil_minute(at)
    if wished_at <= now:
        raise DomainError("call_in_the_past", "This time is over.", remedy="Choose a later one.", place="at")
    if wished_at > now + FARTHEST_FOR:
        raise DomainError(
            "call_too_far", "This is more than two weeks away.", remedy="Choose an earlier time.", place="at"
        )
    call_at = clocks.next_opening(world.store(order.holder).calendar, wished_at)
    if call_at == order.asked_call_at or order.asks >= MAX_SAYINGS:
        return []
    return [
        _said(
            "buyer.asked_call",
            now,
            ask=str(order.asks + 1),
            call_at=call_at,
            wished_at=wished_at if wished_at != call_at else None,
            previous=str(order.asks) if order.asks else None,
            words=_words(words),
        )
    ]


def decide_rate(
    state: StreamState, world: World, now: datetime, *, stars: int, words: str = ""
) -> Sequence[Event]:
    """The fact that the buyer rated how he was served, and the complaint that a low rating with words is.

    Parameters
    ----------
    stars
        1 to 5.
    words
        The buyer's, personal; empty = none.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `bad_rating`.

    Notes
    -----
    A later rating stands beside the first.
    """
    order = _order(state)
    if not 1 <= stars <= 5:
        raise DomainError("bad_rating", "A rating is 1 to 5.", place="stars")
    if (stars == order.stars and not words.strip()) or order.ratings >= MAX_SAYINGS:
        return []
    complaint = complaint_of_rating(order, now, stars=stars, words=words)
    return [_said("buyer.rated", now, stars=stars, words=_words(words)), *complaint]


def decide_recommend(
    state: StreamState, world: World, now: datetime, *, score: int, words: str = ""
) -> Sequence[Event]:
    """The fact that the buyer says whether he would recommend us; a later word stands beside the first.

    Parameters
    ----------
    score
        0 to 10.
    words
        The buyer's, personal; empty = none.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`; `not_delivered`: he does not have the goods yet; `bad_rating`.
    """
    order = _order(state)
    if order.phase != "completed":
        raise DomainError("not_delivered", "The buyer does not have the goods yet.", place="score")
    if not 0 <= score <= MOST_SCORE:
        raise DomainError("bad_rating", "A recommendation is 0 to 10.", place="score")
    same = score == order.recommended and not words.strip()
    if same or order.recommendations >= MAX_SAYINGS:
        return []
    return [_said("buyer.recommended", now, score=score, words=_words(words))]
