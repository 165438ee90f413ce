"""The delivery window as its buyer may see it: whether he can choose one, or move the one that is agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from otklik.domain.orders import OrderState
from otklik.domain.slots import depot_of
from otklik.domain.windows import current
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class StatusWindow:
    """What he can do.

    Parameters
    ----------
    from_at, to_at
        The agreed window; None = none is.
    needed_by_at
        By when he needs it; None = he did not say.
    """

    from_at: datetime | None
    to_at: datetime | None
    needed_by_at: datetime | None


def window_of(order: OrderState, world: World) -> StatusWindow | None:
    """The window of an order that a depot delivers; None for any other, and for one that is over."""
    delivered = order.delivery == "courier" or bool(order.windows) or bool(order.zone)
    if not order.is_open or order.history or not delivered or order.handed_over_at is not None:
        return None
    fleets = {slug: one.fleet for slug, one in world.stores.items() if one.fleet is not None}
    window = current(order.windows)
    if window is None and not depot_of(world.store(order.holder), fleets):
        return None
    if window is not None and window.wish is not None:
        return StatusWindow(window.wish.from_at, window.wish.to_at, order.needed_by_at)
    return StatusWindow(
        window.from_at if window else None, window.to_at if window else None, order.needed_by_at
    )
