"""The buyer's own word of how a delivery was: to the door or not, polite, neat, in time (R20, R37)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.complaint_decisions import MOST, complaint_of
from otklik.domain.deliveries import TOLD, last
from otklik.domain.delivery_decisions import WORDS_MAX, require_delivered
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import source_of
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


def decide_witness(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    said: str,
    is_so: bool,
    words: str = "",
    actor: str = "buyer",
) -> Sequence[Event]:
    """The buyer's own word of how a delivery was, one tap each; "I had to go down" is a complaint as well (R20).

    Parameters
    ----------
    said
        One of `TOLD`.
    is_so
        Whether it was.
    words
        His own; personal.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`; `not_delivered`; `unknown_subject`.
    """
    order = require_delivered(state)
    if said not in TOLD:
        raise DomainError(
            "unknown_subject", f"{said!r} is nothing to tell of.", remedy=", ".join(TOLD), place="said"
        )
    known = last(order.deliveries)
    if known is None or not known.is_done:
        raise DomainError(
            "not_delivered", "Nobody has said that it was delivered.", remedy="Ask again once it is there."
        )
    if getattr(known.witness, said) is is_so and not words.strip():
        return []
    told: dict[str, Any] = {said: is_so}
    witnessed = make(
        "delivery.witnessed",
        occurred_at=now,
        actor=actor,
        source=source_of(actor),
        grade="confirmed" if actor == "buyer" else "claimed",
        delivery=known.key,
        carrier=known.carrier or None,
        words=words.strip()[:WORDS_MAX] or None,
        **told,
    )
    if said != "to_the_door" or is_so or not _may_complain(order):
        return [witnessed]
    complaint = complaint_of(
        order, now, about="not_to_the_door", means="page", words=words, carrier=known.carrier, actor=actor
    )
    return [witnessed, complaint]


def _may_complain(order: OrderState) -> bool:
    open_one = any(one.is_open and one.about == "not_to_the_door" for one in order.complaints.values())
    return not open_one and len(order.complaints) < MOST
