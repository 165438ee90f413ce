"""Goods and stock from a store's own program: `PUT /goods`, `PUT /stock`, at most a thousand rows each, all or none."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field

from otklik.actions import goods as actions
from otklik.api.bodies import Instant, Name, Slug, Text
from otklik.api.examples import GOODS, STOCK_LEVELS
from otklik.api.intake import idempotency_of
from otklik.api.keys import caller_of, require_store
from otklik.api.router import router
from otklik.domain.errors import DomainError
from otklik.domain.goods import MAX_STOCK
from otklik.intake.goods_rows import RawRow
from otklik.store import clock, listings
from otklik.store.stock import Told

TAGS = ["goods and stock"]

Sku = Annotated[Name, Field(min_length=1, max_length=100)]


class _Members(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class StockItem(_Members):
    """How many of one thing a store has."""

    sku: Sku
    quantity: int = Field(ge=0, le=MAX_STOCK)
    store: Slug = Field(default="", description="Slug; absent = the batch's, or the store of the key")
    as_of_at: Instant | None = Field(default=None, description="When it was counted; absent = the batch's")


class StockLevels(_Members):
    """Stock of up to 1000 things; what is not named stays as it is."""

    store: Slug = Field(default="", description="Slug; absent = the store of the key")
    as_of_at: Instant | None = Field(default=None, description="When it was counted; absent = now")
    items: list[StockItem] = Field(max_length=actions.MOST)


class GoodsItem(_Members):
    """One thing in one size."""

    sku: Sku
    title: Text = Field(min_length=1, max_length=500)
    model: Text = Field(default="", max_length=200, description="The maker's code: the same in every shop")
    barcode: Text = Field(default="", max_length=64)
    brand: Text = Field(default="", max_length=200)
    kind: Text = Field(default="", max_length=200, description="Name of its category")
    size: Text = Field(default="", max_length=60, description="25, EU 38, 7 UK, XL, 104 cm")
    insole_mm: int | None = Field(default=None, ge=80, le=350, description="Measured; goes before the size")
    colour: Text = Field(default="", max_length=200)
    material: Text = Field(default="", max_length=200)
    season: Text = Field(default="", max_length=200)
    price: Text = Field(default="", max_length=24, description="Decimal string")
    currency: Text = Field(default="", max_length=16, description="ISO 4217; absent = the batch's")
    url: Text = Field(default="", max_length=1000)
    quantity: int | None = Field(default=None, ge=0, le=MAX_STOCK, description="Absent = stays as it is")
    params: dict[str, Text] = Field(default_factory=dict)


class GoodsBody(_Members):
    """Up to 1000 things of one store's catalogue, new or changed; the others stay as they are."""

    store: Slug = Field(default="", description="Slug; absent = the store of the key")
    currency: Text = Field(default="", max_length=16, description="ISO 4217, of prices that name none")
    items: list[GoodsItem] = Field(max_length=actions.MOST)


_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string", "maxLength": 255},
    "description": "Optional. The same key with the same body is answered as the first time, with another body 409.",
}


def _described(example: Any) -> dict[str, Any]:
    return {
        "parameters": [_KEY],
        "requestBody": {"content": {"application/json": {"example": example}}, "required": True},
    }


@router.put("/stock", tags=TAGS, summary="Tell how many there are", openapi_extra=_described(STOCK_LEVELS))
def put_stock(request: HttpRequest, body: StockLevels) -> dict[str, Any]:
    """Write stock as of an instant, all rows or none; older than what is known is left, and named in `older`.

    Numbers that the catalogue does not have are named in `unknown`: send the goods first.
    """
    caller = caller_of(request)
    told = actions.put_stock(
        [actions.Level(one.sku, one.quantity, one.store, one.as_of_at) for one in body.items],
        store=body.store or caller.store,
        allowed=partial(_allowed, caller),
        source=caller.slug,
        as_of_at=body.as_of_at,
        idempotency=idempotency_of(request, request.body),
        now=clock.now(),
    )
    return _answer(told)


@router.put("/goods", tags=TAGS, summary="Tell what there is", openapi_extra=_described(GOODS))
def put_goods(request: HttpRequest, body: GoodsBody) -> dict[str, Any]:
    """Write goods into the catalogue of a store, all rows or none; what was not taken as it stands is in `notes`."""
    caller = caller_of(request)
    store = body.store or caller.store
    if not store:
        raise DomainError(
            "store_missing",
            "The key is for all stores, and the batch names none.",
            remedy="Send the slug of the store.",
            place="store",
        )
    _allowed(caller, store)
    told, notes = actions.put_goods(
        [_raw(place, one) for place, one in enumerate(body.items)],
        store=store,
        currency=body.currency,
        source=caller.slug,
        idempotency=idempotency_of(request, request.body),
        now=clock.now(),
    )
    said = [
        {"place": f"items[{one.line}].{one.place}", "detail": one.message, "remedy": one.remedy}
        for one in notes
    ]
    return _answer(told) | {"notes": said}


def _allowed(caller: Any, store: str) -> None:
    require_store(caller, store)
    listings.load_place(store)


def _raw(place: int, one: GoodsItem) -> RawRow:
    names = (
        "sku", "title", "model", "barcode", "brand", "kind", "size", "colour", "material", "season", "price",
        "currency", "url",
    )  # fmt: skip
    values = {name: getattr(one, name) for name in names}
    if one.insole_mm is not None:
        values["insole"] = f"{one.insole_mm} mm"
    stock = {"": str(one.quantity)} if one.quantity is not None else {}
    return RawRow(place, values, tuple((name, value, "") for name, value in one.params.items()), stock)


def _answer(told: Told) -> dict[str, Any]:
    return {"taken": told.taken, "older": list(told.older), "unknown": list(told.unknown)}
