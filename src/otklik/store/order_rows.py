"""The rows that an order makes: what the desk lists, its goods, its promises. Pure; `projections.py` writes them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models as django_models

from otklik.domain import engine
from otklik.domain.attribution import waiting_on
from otklik.domain.orders import OrderState
from otklik.domain.streams import StreamState
from otklik.store import alternative_rows, appointments, conduct_rows, models, windows

Model = type[django_models.Model]


def rows_of(
    state: StreamState, names: Mapping[int, Mapping[str, Any]]
) -> Iterator[tuple[Model, dict[str, Any]]]:
    """The rows of an order, its lines and its promises, each with its table.

    Parameters
    ----------
    state
        Of an `order/` stream.
    names
        Personal values by version; none is needed.
    """
    order: OrderState = state.subject
    same = (
        "number", "origin", "first_store", "holder", "partner", "phase", "owner", "placed_at", "received_at",
        "closed_at", "live_contact_at", "total_minor", "currency", "payment", "channel", "status_token", "history",
        "taken_at", "taken_place", "contact_attempts", "said_silent", "buyer_zone", "delivery",
        "answered_elsewhere_at", "recommended", "parked_reason", "parked_until_at", "rescued", "rescued_at",
    )  # fmt: skip
    yield (
        models.Order,
        {
            "stream": state.stream,
            "waiting_on": waiting_on(state),
            "next_at": engine.due_at(state),
            "live_grade": order.live_grade or "",
            "cart": "" if order.is_kept or order.merged_into else order.cart,
            **{name: getattr(order, name) for name in same},
        },
    )
    for line in order.lines:
        yield (
            models.Line,
            {
                "stream": state.stream,
                "line": line.id,
                "sku": line.sku,
                "title": line.title,
                "quantity": line.quantity,
                "price_minor": line.price_minor,
                "state": line.state,
            },
        )
    yield from () if order.history else _promises(state)
    yield from appointments.rows_of(state.stream, order)
    yield from conduct_rows.list_rows(state.stream, order)
    yield from alternative_rows.list_rows(state)
    yield from windows.window_rows(state.stream, order)


def _promises(state: StreamState) -> Iterator[tuple[Model, dict[str, Any]]]:
    for one in state.subject.promises.values():
        yield (
            models.Promise,
            {
                "stream": state.stream,
                "key": one.key,
                "store": one.by,
                "person": one.person,
                "purpose": one.purpose,
                "until_at": one.until_at,
                "first_at": one.first_at,
                "made_at": one.made_at,
                "kept_at": one.kept_at,
                "wished_at": one.wish.until_at if one.wish else None,
                "moves": one.moves,
                "late_moves": one.late_moves,
            },
        )
