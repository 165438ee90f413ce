"""The rows that an order's missing lines, offers and reservations make; among the projections (`projections.py`)."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import models as django_models

from otklik.domain.events import Ref
from otklik.domain.orders import OrderState
from otklik.domain.streams import StreamState
from otklik.store import models

Model = type[django_models.Model]

TABLES: tuple[Model, ...] = (models.MissingLine, models.AlternativeOffer, models.Reservation)


def list_rows(state: StreamState) -> Iterator[tuple[Model, dict[str, Any]]]:
    """Each row with its table."""
    order: OrderState = state.subject
    known = order.alternatives
    skus = {line.id: line.sku for line in order.lines}
    for search in known.searches.values():
        taken = known.taken(search.line)
        yield (
            models.MissingLine,
            {
                "stream": state.stream,
                "line": search.line,
                "store": order.first_store,
                "sku": skus.get(search.line, ""),
                "sought_at": search.sought_at,
                "offers": len(known.of_line(search.line)),
                "rung": taken.rung if taken else "",
            },
        )
    same = ("key", "line", "rung", "store", "sku", "title", "price_minor", "state", "offered_at", "ended_at")
    for offer in known.offers.values():
        row = {name: getattr(offer, name) for name in same}
        row["wanted"] = skus.get(offer.line, "")
        row["why"] = json.dumps(dict(offer.why), sort_keys=True, ensure_ascii=False)
        yield models.AlternativeOffer, {"stream": state.stream, **row}
    yield from _reservations(state, order)


def _reservations(state: StreamState, order: OrderState) -> Iterator[tuple[Model, dict[str, Any]]]:
    same = ("key", "store", "sku", "title", "quantity", "state", "asked_at", "made_at", "ended_at")
    for one in order.reservations.values():
        kind = "reservation_kept" if one.made_at is not None else "reservation"
        owed = state.obligations.get(Ref(kind, one.key))
        yield (
            models.Reservation,
            {
                "stream": state.stream,
                "holder": order.holder,
                "limit_at": owed.limit_at if owed is not None else None,
                **{name: getattr(one, name) for name in same},
            },
        )
