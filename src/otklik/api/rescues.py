"""Rescuing an order from a refusal by a partner's own system, and taking a parked refusal back.

The same units as at the desk; the rules of the other acts hold (`acts.py`). A rescue is an outcome: it is answered
with its id, its next step and until when it may be undone.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from pydantic import Field

from otklik.actions import orders, rescues
from otklik.api.acts import NOTHING, TAGS, actor_named, answer_of, example_of
from otklik.api.bodies import Body, Instant, Slug, Text, Words
from otklik.api.keys import access_held_order
from otklik.api.outcomes import recorded_of
from otklik.api.router import router
from otklik.domain.refusal_reasons import SHIPPED
from otklik.domain.rescues import REMEDIES, Rescue
from otklik.store import clock


class RescueBody(Body):
    """What was agreed with the buyer instead of a refusal."""

    person: Slug = Field(min_length=1, description="Slug of the person who spoke or tried")
    remedy: Text = Field(max_length=32, description=f"One of: {', '.join(REMEDIES)}")
    reason: Text = Field(
        max_length=48, description=f"Of the refusal that was about to be given: {', '.join(SHIPPED)}"
    )
    next_at: Instant | None = Field(
        default=None, description="When the buyer comes or is called again; absent = a time that suits"
    )
    store: Slug = Field(default="", description="For `other_store`: who answers from now on")
    words: Words = ""
    occurred_at: Instant | None = Field(default=None, description="Absent = now")
    request: Text = Field(
        default="", max_length=64, description="Key of the tap: the same one again gets the first result"
    )


@router.post(
    "/orders/{order}/rescue",
    tags=TAGS,
    summary="Rescue an order from a refusal",
    openapi_extra=example_of("rescue"),
)
def rescue(request: HttpRequest, order: str, body: RescueBody) -> dict[str, Any]:
    """Record the talk and what keeps the order, as one unit; a parked refusal ends with it."""
    row = access_held_order(request, order)
    actor_named(request, body)
    agreed = Rescue(
        remedy=body.remedy,
        reason=body.reason,
        by=body.person,
        next_at=body.next_at,
        store=body.store,
        words=body.words,
        request=body.request,
    )
    done = rescues.rescue(row.stream, rescue=agreed, occurred_at=body.occurred_at, now=clock.now())
    return answer_of(row) | {"recorded": recorded_of(done)}


@router.post(
    "/orders/{order}/unpark",
    tags=TAGS,
    summary="Take a parked refusal back",
    openapi_extra=example_of("unpark"),
)
def unpark(request: HttpRequest, order: str, body: Body = NOTHING) -> dict[str, Any]:
    """Take it back: the order goes on as before."""
    row = access_held_order(request, order)
    orders.unpark(row.stream, actor=actor_named(request, body), now=clock.now())
    return answer_of(row)
