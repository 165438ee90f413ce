"""What a stock system tells us, and where it hears from us: goods that are gone, and its address."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from pydantic import Field

from otklik.actions import releases, sources
from otklik.api.acts import answer_of, body_of, example_of
from otklik.api.bodies import Body, Text
from otklik.api.examples import STOCK
from otklik.api.keys import access_order, caller_of
from otklik.api.router import router
from otklik.store import clock

TAGS = ["stock"]


class GoodsBody(Body):
    """Released goods were sold to somebody else."""

    gone: Literal[True] = Field(description="They can't be held for this buyer again")
    lines: list[Text] = Field(default_factory=list, max_length=500, description="Ids of lines; absent = all")


class StockBody(Body):
    """Where your stock system hears of goods that go back."""

    url: Text = Field(default="", max_length=500, description="https://…; empty = nowhere any more")


@router.post(
    "/orders/{order}/goods",
    tags=TAGS,
    summary="Tell of goods that are gone",
    openapi_extra=example_of("goods"),
)
def goods(request: HttpRequest, order: str, body: GoodsBody) -> dict[str, Any]:
    """Say that released goods were sold: whoever wanted them again is called instead of promised what is not there.

    409 `goods_held` while they are held for the buyer of this order.
    """
    row = access_order(request, order)
    releases.gone(row.stream, actor=caller_of(request).actor, lines=body.lines, now=clock.now())
    return answer_of(row)


@router.post("/stock", tags=TAGS, summary="Name your stock system", openapi_extra=body_of(STOCK))
def stock(request: HttpRequest, body: StockBody) -> dict[str, Any]:
    """Say where your stock system hears of the goods of this key's orders; the secret is shown this once.

    A new address has a new secret; the same address again changes nothing and shows none.
    """
    caller = caller_of(request)
    secret = sources.name_stock(caller.slug, url=body.url, actor=caller.actor, now=clock.now())
    return {"url": body.url or None, "secret": secret or None}
