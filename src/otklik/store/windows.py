"""Delivery windows and stops as rows: which stops are to be dropped, and where an order is to be delivered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from otklik.domain.fleets import Point
from otklik.domain.orders import OrderState
from otklik.domain.runs import RunState
from otklik.store import journal, models

AT_ONCE = 200
"""Stops that one look drops."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an order is to be delivered, as its source or a person said last; empty where it says nothing."""

    place: str = ""
    postcode: str = ""
    address: str = ""
    point: Point | None = None


def load_address(stream: str) -> Address:
    """The address of one order; empty after an erasure."""
    said: dict[str, Any] = {}
    for _, values in sorted(journal.load_personal([stream]).get(stream, {}).items()):
        changed = values.get("values")
        found = changed.get("address") if isinstance(changed, dict) else values
        if isinstance(found, dict):
            said |= {
                name: found[name] for name in ("place", "postcode", "address", "point") if found.get(name)
            }
    point = said.pop("point", None)
    return Address(**said, point=(float(point[0]), float(point[1])) if point else None)


def list_orphans(limit: int = AT_ONCE) -> list[tuple[str, str]]:
    """Day and key of each stop whose delivery is off: its order ended."""
    off = models.Window.objects.filter(key=OuterRef("key"), how="cancelled")
    rows = models.Stop.objects.filter(Exists(off)).order_by("run", "key")
    return list(rows.values_list("run", "key")[:limit])


def window_rows(stream: str, order: OrderState) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The rows of an order's deliveries."""
    same = (
        "key", "run", "carrier", "zone", "from_at", "to_at", "first_from_at", "first_to_at", "accepted_at", "moves",
        "ended_at", "how",
    )  # fmt: skip
    for one in order.windows.values():
        yield models.Window, {"stream": stream, **{name: getattr(one, name) for name in same}}


def stop_rows(stream: str, run: RunState) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The rows of a depot's day."""
    for one in run.planned.values():
        yield (
            models.Stop,
            {
                "run": stream,
                "key": one.id,
                "order": one.order,
                "carrier": one.carrier,
                "zone": one.zone,
                "from_at": one.window_from_at,
                "to_at": one.window_to_at,
            },
        )
