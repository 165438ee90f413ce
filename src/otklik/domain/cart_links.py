"""The fold of a `buyer/<id>` stream: which orders are one buyer's carts. What is decided on it is `carts.py`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from otklik.domain.events import Entry


@dataclass(frozen=True, slots=True)
class BuyerState:
    """One buyer's carts of 48 hours: streams of his orders, at any stores, in the order in which they were linked."""

    orders: tuple[str, ...] = ()


def evolve(state: BuyerState | None, entry: Entry) -> BuyerState:
    """The link after one more entry of its stream."""
    known = state or BuyerState()
    order = entry.event.data.get("order", "")
    if entry.event.kind != "cart.linked" or not order or order in known.orders:
        return known
    return replace(known, orders=(*known.orders, order))
