"""What other parties do for an order: the bank's answer, events of one's own name, and the pause (R23)."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from pydantic import Field

from otklik.actions import steps
from otklik.api.acts import TAGS, actor_named, answer_of, example_of
from otklik.api.bodies import Body, Instant, Slug, Text, Words
from otklik.api.keys import access_held_order
from otklik.api.router import router
from otklik.store import clock


class BankBody(Body):
    """What the bank decided."""

    decision: Literal["approved", "declined"]


class EventBody(Body):
    """A fact of your own name."""

    name: Text = Field(min_length=1, max_length=48, description="a–z, 0–9 and _, a letter first")
    party: Slug = Field(default="", description="Slug of the place that it is about")
    words: Words = ""


class PauseBody(Body):
    """The order waits for its buyer; the standard says for what, who may say so, and how long."""

    reason: Text = Field(min_length=1, max_length=48, description="As the standard names it")
    until_at: Instant | None = Field(default=None, description="Absent = as long as the standard allows")


class ResumeBody(Body):
    """It goes on."""


NOTHING = ResumeBody()


@router.post(
    "/orders/{order}/bank", tags=TAGS, summary="Record the bank's decision", openapi_extra=example_of("bank")
)
def bank(request: HttpRequest, order: str, body: BankBody) -> dict[str, Any]:
    """Say that the bank approved or declined the credit."""
    row = access_held_order(request, order)
    actor = actor_named(request, body)
    steps.decide(row.stream, decision=body.decision, actor=actor, by=body.person, now=clock.now())
    return answer_of(row)


@router.post(
    "/orders/{order}/events", tags=TAGS, summary="Record an event", openapi_extra=example_of("events")
)
def event(request: HttpRequest, order: str, body: EventBody) -> dict[str, Any]:
    """Record a fact of your own name: a standard may wait for it as `custom.happened:NAME`."""
    row = access_held_order(request, order)
    steps.happen(
        row.stream,
        name=body.name,
        actor=actor_named(request, body),
        party=body.party,
        words=body.words,
        now=clock.now(),
    )
    return answer_of(row)


@router.post("/orders/{order}/pause", tags=TAGS, summary="Pause an order", openapi_extra=example_of("pause"))
def pause(request: HttpRequest, order: str, body: PauseBody) -> dict[str, Any]:
    """Say that the order waits for its buyer, by the rules of the standard; he is told what is awaited of him."""
    row = access_held_order(request, order)
    steps.pause(
        row.stream,
        reason=body.reason,
        actor=actor_named(request, body),
        person=body.person,
        until_at=body.until_at,
        now=clock.now(),
    )
    return answer_of(row)


@router.post("/orders/{order}/resume", tags=TAGS, summary="End a pause", openapi_extra=example_of("resume"))
def resume(request: HttpRequest, order: str, body: ResumeBody = NOTHING) -> dict[str, Any]:
    """Say that nobody waits for the buyer any more."""
    row = access_held_order(request, order)
    steps.resume(row.stream, actor=actor_named(request, body), person=body.person, now=clock.now())
    return answer_of(row)
