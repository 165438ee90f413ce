"""Delivery windows for a shop's checkout: what an address is offered, held while the buyer decides, then sent along.

`GET /slots`, `POST /slots/hold`, then `hold` in `POST /orders`; an order that is there: `POST /orders/{id}/window`.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field, model_validator

from otklik.actions import slots, windows
from otklik.api.acts import actor_named, answer_of, body_of
from otklik.api.bodies import Body, Instant, Slug, Text, validated
from otklik.api.keys import access_held_order, caller_of, require_store
from otklik.api.router import router
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_text
from otklik.domain.money import money_text
from otklik.domain.windows import current
from otklik.store import clock, journal

TAGS = ["delivery"]

CURRENCY = "RUB"
"""Prices of windows are kept in its minor units."""

HOLD = {
    "store": "taganka",
    "address": {"postcode": "109147"},
    "from_at": "2026-03-20T14:00:00+03:00",
    "to_at": "2026-03-20T16:00:00+03:00",
}


class AddressBody(BaseModel):
    """Where it goes; what is known of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zone: Text = Field(default="", max_length=48)
    postcode: Text = Field(default="", max_length=20)
    place: Text = Field(default="", max_length=200, description="Town or district")
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)

    @model_validator(mode="after")
    def _both_or_none(self) -> AddressBody:
        if (self.latitude is None) is not (self.longitude is None):
            raise ValueError("a point has latitude and longitude")
        return self

    def where(self, store: str) -> slots.Where:
        """Whose goods go there."""
        point = (
            (self.latitude, self.longitude)
            if self.latitude is not None and self.longitude is not None
            else None
        )
        return slots.Where(store, self.zone, point, self.postcode, self.place)


class Asked(AddressBody):
    """What a checkout asks for."""

    store: Text = Field(default="", max_length=48, description="Slug; absent = the store of the key")
    needed_by_at: Instant | None = Field(default=None, description="By when the buyer needs it")
    days: int = Field(default=0, ge=0, le=60, description="How many days ahead; 0 = as many as are offered")


class HoldBody(Body):
    """A window to keep while the buyer decides."""

    store: Slug = ""
    address: AddressBody = Field(default_factory=AddressBody)
    from_at: Instant
    to_at: Instant
    needed_by_at: Instant | None = None


class FreeBody(Body):
    """A hold to give back."""

    hold: Text = Field(min_length=1, max_length=200)


class WindowBody(Body):
    """A window to agree on for an order: one that is held, or one that is offered."""

    hold: Text = Field(default="", max_length=200)
    from_at: Instant | None = None
    to_at: Instant | None = None


def _store(request: HttpRequest, named: str) -> str:
    caller = caller_of(request)
    require_store(caller, named)
    if named or caller.store:
        return named or caller.store
    raise DomainError(
        "store_missing", "The key is for all stores.", remedy="Send the slug of the store.", place="store"
    )


@router.get("/slots", tags=TAGS, summary="List delivery windows")
def list_slots(request: HttpRequest) -> dict[str, Any]:
    """Every window that an address is offered, the earliest first; `free` says whether it can be promised now.

    The address is `zone`, `latitude` and `longitude`, `postcode` or `place`; `zone` null = nobody delivers there.
    With `needed_by_at` places of that day are free that are kept for such orders.
    """
    asked = validated(Asked, {name: request.GET[name] for name in request.GET})
    where = asked.where(_store(request, asked.store))
    found = slots.list_windows(where, needed_by_at=asked.needed_by_at, days=asked.days, now=clock.now())
    return {
        "zone": found.zone.slug if found.zone else None,
        "time_zone": found.time_zone,
        "slots": [
            {
                "from_at": instant_text(one.from_at),
                "to_at": instant_text(one.to_at),
                "order_by": instant_text(one.cutoff_at),
                "carrier": one.carrier,
                "price": money_text(one.price_minor, CURRENCY),
                "free": one.is_free,
            }
            for one in found.offers
        ],
    }


@router.post("/slots/hold", tags=TAGS, summary="Hold a delivery window", openapi_extra=body_of(HOLD))
def hold_slot(request: HttpRequest, body: HoldBody) -> dict[str, Any]:
    """Keep a window while the buyer decides; it is free again by itself at `until_at`. Send `hold` with the order."""
    where = body.address.where(_store(request, body.store))
    held = slots.hold(
        where,
        actor=caller_of(request).actor,
        from_at=body.from_at,
        to_at=body.to_at,
        needed_by_at=body.needed_by_at,
        now=clock.now(),
    )
    return {
        "hold": held.hold,
        "until_at": instant_text(held.until_at),
        "from_at": instant_text(held.from_at),
        "to_at": instant_text(held.to_at),
        "carrier": held.carrier,
    }


@router.post("/slots/free", tags=TAGS, summary="Give a held window back")
def free_slot(request: HttpRequest, body: FreeBody) -> dict[str, Any]:
    """Give a window back before its hold ends; `freed` is false where it was not held any more."""
    return {"freed": slots.free(body.hold, actor=caller_of(request).actor, now=clock.now())}


@router.post("/orders/{order}/window", tags=TAGS, summary="Agree on a delivery window, or move it")
def agree_window(request: HttpRequest, order: str, body: WindowBody) -> dict[str, Any]:
    """Agree on a window that is held or offered; where one is agreed already, it is moved, and the buyer knows it."""
    row = access_held_order(request, order)
    actor, now = actor_named(request, body), clock.now()
    standing = current(journal.load_states([row.stream])[row.stream].subject.windows)
    if not body.hold and (body.from_at is None or body.to_at is None):
        raise DomainError(
            "unreadable", "No window is named.", remedy="Send `hold`, or both instants.", place="from_at"
        )
    if standing is None:
        windows.accept(
            row.stream, actor=actor, from_at=body.from_at, to_at=body.to_at, hold=body.hold, now=now
        )
    else:
        span = (body.from_at, body.to_at) if body.from_at and body.to_at else windows.span_held(body.hold)
        windows.move(row.stream, actor=actor, from_at=span[0], to_at=span[1], told="talk", now=now)
    return answer_of(row)
