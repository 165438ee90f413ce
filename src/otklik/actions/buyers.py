"""What a buyer does on his own page; each function is one unit through the door.

Who may call these holds the order's unguessable link (`links.py`). That he withdraws is `orders.withdraw` with
`said_by="buyer"`.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Decide, Done, Unit, commit_one
from otklik.domain import buyers
from otklik.domain.events import instant_of


def _act(order: str, decide: Decide, *, now: datetime) -> Done:
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))


def say_silent(order: str, *, words: str = "", now: datetime) -> Done:
    """Record that nobody contacted the buyer; the head owes him an answer. See `buyers.decide_say_silent`.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    """
    return _act(order, partial(buyers.decide_say_silent, words=words), now=now)


def say_called(order: str, *, now: datetime) -> Done:
    """Record that the buyer was called, on his own word. See `buyers.decide_say_called`."""
    return _act(order, buyers.decide_say_called, now=now)


def ask_call(order: str, *, at: datetime, words: str = "", now: datetime) -> Done:
    """Record when the buyer wants to be called; `asked_in` tells the time that holds. See `buyers.decide_ask_call`."""
    return _act(order, partial(buyers.decide_ask_call, at=at, words=words), now=now)


def asked_in(done: Done) -> datetime | None:
    """When the buyer will be called, as his order says after a unit; None where he never asked.

    Notes
    -----
    It is later than he wished where the store is closed at that time.
    """
    (state,) = done.states.values()
    newest = [one.event.data["call_at"] for one in done.entries if one.event.kind == "buyer.asked_call"]
    return instant_of(newest[-1]) if newest else state.subject.asked_call_at


def rate(order: str, *, stars: int, words: str = "", now: datetime) -> Done:
    """Record how the buyer rates the service, 1 to 5. See `buyers.decide_rate`."""
    return _act(order, partial(buyers.decide_rate, stars=stars, words=words), now=now)


def recommend(order: str, *, score: int, words: str = "", now: datetime) -> Done:
    """Record whether the buyer would recommend us, 0 to 10. See `buyers.decide_recommend`."""
    return _act(order, partial(buyers.decide_recommend, score=score, words=words), now=now)
