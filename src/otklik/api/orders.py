"""Orders for a partner's own system: read one, list them page by page, open the journal behind them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field

from otklik.api.bodies import validated
from otklik.api.keys import access_order, caller_of
from otklik.api.order_documents import document_of, entry_of, summary_of
from otklik.api.router import router
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_of, instant_text
from otklik.store import access, journal
from otklik.store.order_files import load_file
from otklik.store.queries import OrderRow, Page

TAGS = ["orders"]


class Wanted(BaseModel):
    """Which orders of a list."""

    model_config = ConfigDict(extra="forbid")

    number: str = Field(default="", max_length=64, description="The shop's own number, exactly")
    phone: str = Field(
        default="", max_length=40, description="The buyer's phone in any form, or its last digits"
    )
    state: list[Literal["open", "confirmed", "refused", "withdrawn", "released", "completed"]] = Field(
        default=[], description="One or several"
    )
    limit: int = Field(default=50, ge=1, le=500)
    after: str = Field(default="", max_length=200, description="`next` of the page before")


@router.get("/orders", tags=TAGS, summary="List orders")
def list_orders(request: HttpRequest) -> dict[str, Any]:
    """Orders that the key may see, newest first, `limit` a page; `next` is null on the last one.

    With `phone` the newest matches come in one page.
    """
    wanted = _wanted(request)
    viewer = caller_of(request).viewer
    if wanted.phone:
        found = access.access_search(viewer, wanted.phone, limit=wanted.limit)
        return {"orders": [summary_of(row) for row in found if _fits(row, wanted)], "next": None}
    page = Page(
        phases=tuple(wanted.state) or None,
        number=wanted.number,
        before=_place(wanted.after),
        limit=wanted.limit,
    )
    rows = access.access_orders(viewer, page)
    return {"orders": [summary_of(row) for row in rows], "next": _next(rows, wanted.limit)}


def _wanted(request: HttpRequest) -> Wanted:
    """The query by hand: ninja leaves unknown parameters aside, and a mistyped filter must not list everything."""
    given = {name: request.GET.getlist(name) for name in request.GET}
    flat = {name: values if name == "state" else values[-1] for name, values in given.items()}
    for name, values in given.items():
        if not all(value.isprintable() for value in (name, *values)):
            raise DomainError("unreadable", "The parameter has control characters.", place=name[:40])
    return validated(Wanted, flat)


def _fits(row: OrderRow, wanted: Wanted) -> bool:
    return (not wanted.state or row.phase in wanted.state) and wanted.number in ("", row.number)


def _next(rows: Sequence[OrderRow], limit: int) -> str | None:
    if len(rows) < limit:
        return None
    place = f"{instant_text(rows[-1].placed_at)} {rows[-1].stream}"
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def _place(after: str) -> tuple[datetime, str] | None:
    if not after:
        return None
    try:
        text = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)).decode("ascii")
        at, _, stream = text.partition(" ")
        if not stream.startswith("order/") or not stream.isprintable():
            raise ValueError(stream)
        return instant_of(at), stream
    except (ValueError, binascii.Error, OverflowError) as error:
        raise DomainError(
            "unreadable", "This is no place in a list.", remedy="Send `next` as it came.", place="after"
        ) from error


@router.get("/orders/{order}", tags=TAGS, summary="Read an order")
def read_order(request: HttpRequest, order: str) -> dict[str, Any]:
    """One order by its id (or by its number, where one shop alone uses it): what is owed, promised and told."""
    return document_of(load_file(access_order(request, order)))


@router.get("/orders/{order}/journal", tags=TAGS, summary="Read an order's journal")
def read_journal(request: HttpRequest, order: str) -> dict[str, Any]:
    """Every fact of an order in order, with what it did to obligations at once."""
    row = access_order(request, order)
    return {
        "order": row.id,
        "entries": [entry_of(one) for one in journal.read_stream(row.stream, personal=True)],
    }
