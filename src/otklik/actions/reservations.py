"""Goods at another store: asked for, put aside or not, handed out, let go (R36).

One pair is never put aside twice: asking claims the next number of these goods at that store in the same unit, and
looks before at how many pieces wait already; whoever asks in between takes that very claim, and the other looks again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from otklik.actions.commit import Claim, Command, Done, DuplicateError, Unit, commit_one
from otklik.domain import reservation_decisions
from otklik.domain.alternatives import Offer
from otklik.domain.errors import DomainError
from otklik.domain.orders import OrderState
from otklik.domain.reservation_decisions import live_for
from otklik.store import goods, journal, reservations

CLAIM = "reservation"
"""Kind of claim: the n-th asking for some goods of a store."""

TRIES = 5


def ask(order: str, *, offer: str, actor: str, by: str = "", now: datetime) -> Done:
    """Ask the store that has what was offered to put it aside. See `reservation_decisions.decide_ask`.

    Raises
    ------
    DomainError
        As there; `no_stock_left`: other orders wait for the last of it.
    """
    subject = journal.load_states([order])[order].subject
    found = subject.alternatives.offers.get(offer) if isinstance(subject, OrderState) else None
    decide = partial(reservation_decisions.decide_ask, actor=actor, offer=offer, by=by)
    if found is None or not isinstance(subject, OrderState) or live_for(subject, offer) is not None:
        return commit_one(Unit(now=now, commands=(Command(order, decide),)))
    return commit_asking(found, _quantity(subject, found.line), (Command(order, decide),), order, now=now)


def commit_asking(
    offer: Offer | Any, quantity: int, commands: tuple[Command, ...], owner: str, *, now: datetime
) -> Done:
    """Commit commands that ask for goods, so that nobody else gets the same pieces.

    Parameters
    ----------
    offer
        What is asked for: `store` and `sku` are looked at.
    quantity
        So many pieces.
    commands
        What is to be done; stands or falls with the claim.
    owner
        Stream of the order.

    Raises
    ------
    DomainError
        `no_stock_left`; whatever the commands say.
    """
    for _ in range(TRIES):
        # Counted before it is looked at: who asks in between is seen as waiting, or takes this very claim.
        number = reservations.count_asked(offer.store, offer.sku)
        _require_left(offer.store, offer.sku, quantity)
        claims = (Claim(CLAIM, f"{offer.store} {offer.sku} {number}", owner),) if offer.sku else ()
        unit = Unit(now=now, commands=commands, stores=(offer.store,), claims=claims)
        try:
            return commit_one(unit)
        except DuplicateError:
            continue
    raise _none_left(offer.store)


def _require_left(store: str, sku: str, quantity: int) -> None:
    """Return if the store has so many pieces for which nobody waits, as far as its stock is known."""
    level = goods.stock_of(store, [sku]).get(sku) if sku else None
    if level is not None and reservations.count_live(store, sku) + quantity > level.quantity:
        raise _none_left(store)


def _none_left(store: str) -> DomainError:
    return DomainError(
        "no_stock_left",
        f"Other orders wait for the last of it at {store}.",
        remedy="Choose another store, or look again.",
        place="offer",
    )


def _quantity(order: OrderState, line: str) -> int:
    return next((one.quantity for one in order.lines if one.id == line), 1)


def put_aside(order: str, *, reservation: str, actor: str, by: str = "", now: datetime) -> Done:
    """Say that the goods are put aside. See `reservation_decisions.decide_make`."""
    return _answer(order, partial(reservation_decisions.decide_make, by=by), reservation, actor, now)


def decline(
    order: str, *, reservation: str, actor: str, by: str = "", words: str = "", now: datetime
) -> Done:
    """Say that they are not there after all. See `reservation_decisions.decide_decline`."""
    decide = partial(reservation_decisions.decide_decline, by=by, words=words)
    return _answer(order, decide, reservation, actor, now)


def hand_out(order: str, *, reservation: str, actor: str, now: datetime) -> Done:
    """Say that they were handed out for the order. See `reservation_decisions.decide_use`."""
    return _answer(order, reservation_decisions.decide_use, reservation, actor, now)


def free(order: str, *, reservation: str, actor: str, now: datetime) -> Done:
    """Let them go. See `reservation_decisions.decide_free`."""
    return _answer(order, reservation_decisions.decide_free, reservation, actor, now)


def _answer(order: str, decide: Callable[..., Any], reservation: str, actor: str, now: datetime) -> Done:
    decided = partial(decide, actor=actor, reservation=reservation)
    return commit_one(Unit(now=now, commands=(Command(order, decided),)))
