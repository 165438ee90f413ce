"""What a buyer is offered instead of goods that are not there, on his own page: nothing of partners by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from otklik.domain.alternatives import COMPETITOR, SAME, SUPPLIER
from otklik.domain.events import Ref
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState


@dataclass(frozen=True, slots=True)
class StatusOffer:
    """One offer.

    Parameters
    ----------
    wish
        Title of the line as he ordered it.
    why
        Differences that people read.
    is_elsewhere, is_same
        Whether it is at another store, and whether it is the very goods that he ordered.
    state
        offered or accepted.
    kept_until_at
        Until when another store keeps it for him; None = it does not, or has not said so yet.
    """

    key: str
    wish: str
    title: str
    price_minor: int | None
    why: Mapping[str, Any] = field(default_factory=dict)
    is_elsewhere: bool = False
    is_same: bool = False
    state: str = "offered"
    kept_until_at: datetime | None = None


def offers_of(order: OrderState, state: StreamState) -> tuple[StatusOffer, ...]:
    """What he can take or has taken; what he declined and what competitors have is not repeated to him."""
    if not order.is_open:
        return ()
    titles = {line.id: line.title for line in order.lines}
    return tuple(
        StatusOffer(
            key=one.key,
            wish=titles.get(one.line, ""),
            title=one.title,
            price_minor=one.price_minor,
            why={name: value for name, value in one.why.items() if name != "terms"},
            is_elsewhere=one.store not in ("", order.holder),
            is_same=one.rung in (SAME, SUPPLIER),
            state=one.state,
            kept_until_at=_kept_until(one.key, order, state),
        )
        for one in order.alternatives.offers.values()
        if one.state != "declined" and one.rung != COMPETITOR and one.line in titles
    )


def _kept_until(offer: str, order: OrderState, state: StreamState) -> datetime | None:
    made = [one for one in order.reservations.values() if one.offer == offer and one.state == "made"]
    owed = state.obligations.get(Ref("reservation_kept", made[-1].key)) if made else None
    return owed.limit_at if owed is not None else None
