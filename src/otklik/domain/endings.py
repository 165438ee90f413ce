"""How an order ends, and what waits before it does: the folds of refusals, withdrawals and re-openings.

`orders.py` has the table that says which fact is folded by which of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from otklik.domain.events import Entry, instant_of
from otklik.domain.order_state import OrderState, Phase


def closed(phase: Phase) -> Callable[[OrderState, Entry], OrderState]:
    """A fold to a phase in which nothing about the sale is owed any more."""

    def fold(state: OrderState, entry: Entry) -> OrderState:
        return replace(state, phase=phase, closed_at=state.closed_at or entry.event.occurred_at)

    return fold


def ended(state: OrderState, entry: Entry) -> OrderState:
    """One more end, where the fact names its case; those of before the refusal court name none."""
    case = entry.event.data.get("case", "")
    return replace(state, cases=state.cases + 1, end=case) if case else state


def refused(state: OrderState, entry: Entry) -> OrderState:
    """The order after `order.refused`."""
    data = entry.event.data
    return replace(
        _off(ended(closed("refused")(state, entry), entry)),
        refused_reason=data["reason"],
        refused_premature=data.get("premature", False),
        refused_unmet=tuple(data.get("unmet", ())),
    )


def withdrawn(state: OrderState, entry: Entry) -> OrderState:
    """The order after `order.withdrawn`."""
    return replace(_off(ended(closed("withdrawn")(state, entry), entry)), withdrawal="")


def reopened(state: OrderState, entry: Entry) -> OrderState:
    """The order after `order.reopened`: open, with no end and nothing that waits."""
    return replace(
        _off(state),
        phase="open",
        closed_at=None,
        released_at=None,
        refused_reason="",
        refused_premature=False,
        refused_unmet=(),
        end="",
        late_minor=0,
    )


def _off(state: OrderState) -> OrderState:
    """No refusal waits any more."""
    return replace(
        state,
        parked_reason="",
        parked_detail="",
        parked_by="",
        parked_ends="",
        parked_until_at=None,
        parking="",
        heard="",
    )


def asked(state: OrderState, entry: Entry) -> OrderState:
    """The order after `refusal.asked`."""
    data = entry.event.data
    return replace(
        state,
        asked=state.asked + 1,
        asked_reason=data["reason"],
        asked_by=data.get("by", ""),
        asked_premature=data.get("premature", False),
        asked_unmet=tuple(data.get("unmet", ())),
    )


def parked(state: OrderState, entry: Entry) -> OrderState:
    """The order after `refusal.parked`."""
    data = entry.event.data
    return replace(
        state,
        parked_reason=data["reason"],
        parked_detail=data.get("detail", ""),
        parked_by=data.get("by", ""),
        parked_ends=data.get("ends", ""),
        parked_until_at=instant_of(data["until_at"]) if data.get("until_at") else None,
        parking=data.get("parking", ""),
        parkings=state.parkings + 1,
        heard="",
    )


def unparked(state: OrderState, entry: Entry) -> OrderState:
    """The order after `refusal.unparked`."""
    return _off(state)


def rescued(state: OrderState, entry: Entry) -> OrderState:
    """The order after `refusal.rescued`: kept, with no refusal that waits, and paid as was agreed."""
    remedy = entry.event.data["remedy"]
    payment = "on_delivery" if remedy == "pay_on_delivery" else state.payment
    return replace(_off(state), rescued=remedy, rescued_at=entry.event.occurred_at, payment=payment)


def heard(state: OrderState, how: str) -> OrderState:
    """The order with how the buyer answered, where a refusal waits for that."""
    return replace(state, heard=how) if state.parked_reason else state


def surveyed(state: OrderState, entry: Entry) -> OrderState:
    """The order after `survey.answered`."""
    return heard(state, "survey")


def withdrawal_told(state: OrderState, entry: Entry) -> OrderState:
    """The order after `withdrawal.told`."""
    return replace(state, withdrawal=entry.event.data["withdrawal"], withdrawals=state.withdrawals + 1)
