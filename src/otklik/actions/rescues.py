"""Rescuing an order from a refusal: one unit through the door (ADR 0040). `orders.unpark` takes a parked one back."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Done
from otklik.actions.outcomes import once
from otklik.domain import rescues
from otklik.domain.rescues import Rescue


def rescue(order: str, *, rescue: Rescue, occurred_at: datetime | None = None, now: datetime) -> Done:
    """Record what was agreed instead of a refusal; may be undone. See `rescues.decide_rescue`.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    rescue
        What was agreed; a second unit with its `request` is not made, the first result comes back.
    occurred_at
        When it happened, if the tap waited for a connection.
    """
    decide = partial(rescues.decide_rescue, rescue=rescue, occurred_at=occurred_at)
    stores = (rescue.store,) if rescue.store else ()
    return once(order, decide, request=rescue.request, stores=stores, now=now)
