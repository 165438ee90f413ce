"""Outcomes of calls by a partner's own system: the keys 1 to 6 of the desk, undoing, and handing to a colleague.

The same units as at the desk; the rules of the other acts hold (`acts.py`). Every act answers with the order as it is
now; an outcome also with its id, its next step and until when it may be undone.
"""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from pydantic import Field

from otklik.actions import orders, outcomes
from otklik.actions.commit import Done
from otklik.api.acts import TAGS, actor_named, answer_of, example_of
from otklik.api.bodies import Body, Instant, Slug, Text, Words
from otklik.api.keys import access_held_order
from otklik.api.router import router
from otklik.domain.events import instant_text
from otklik.domain.outcomes import REFUSED
from otklik.domain.refusal_reasons import SHIPPED
from otklik.store import clock
from otklik.store.queries import OrderRow


class OutcomeBody(Body):
    """How a call ended; the next step and its time follow from it."""

    person: Slug = Field(min_length=1, description="Slug of the person who spoke or tried")
    outcome: Literal["confirmed", "call_back", "no_answer", "try_on", "replacement", "refused"]
    next_at: Instant | None = Field(
        default=None, description="When the next step is; absent = a time that suits the outcome"
    )
    words: Words = Field(default="", description="The seller's; for `refused` the comment that it needs")
    reason: Text = Field(
        default="", max_length=48, description=f"For `refused`, one of: {', '.join(SHIPPED)}"
    )
    detail: Text = Field(default="", max_length=48, description="For `refused`: reason of the second level")
    demanded: Words = Field(default="", description="For `refused`, `extra_demands`: what was demanded")
    talked: bool = Field(default=False, description="For `refused`: the buyer was spoken with")
    incoming: bool = Field(default=False, description="The buyer called himself")
    occurred_at: Instant | None = Field(default=None, description="Absent = now")
    request: Text = Field(
        default="", max_length=64, description="Key of the tap: the same one again gets the first result"
    )


class UndoBody(Body):
    """An outcome was a slip: within ten seconds, by whoever recorded it."""

    person: Slug = Field(min_length=1, description="Slug of the person who recorded it")
    outcome: Text = Field(min_length=1, max_length=16, description="Its id, from `recorded`")


class HandBody(Body):
    """A colleague of the same store has the order from now on."""

    to: Slug = Field(min_length=1, description="Slug")


@router.post(
    "/orders/{order}/outcome",
    tags=TAGS,
    summary="Record how a call ended",
    openapi_extra=example_of("outcome"),
)
def record(request: HttpRequest, order: str, body: OutcomeBody) -> dict[str, Any]:
    """Record the talk or the attempt, what was agreed and the next step with its time, as one unit."""
    row = access_held_order(request, order)
    actor = actor_named(request, body)
    done = _refuse(row, body, actor) if body.outcome == REFUSED else _record(row, body)
    return answer_of(row) | {"recorded": recorded_of(done)}


def _record(row: OrderRow, body: OutcomeBody) -> Done:
    return outcomes.record(
        row.stream,
        outcome=body.outcome,
        person=body.person,
        next_at=body.next_at,
        words=body.words,
        incoming=body.incoming,
        request=body.request,
        occurred_at=body.occurred_at,
        now=clock.now(),
    )


def _refuse(row: OrderRow, body: OutcomeBody, actor: str) -> Done:
    return orders.refuse(
        row.stream,
        reason=body.reason,
        comment=body.words,
        detail=body.detail,
        demanded=body.demanded,
        by=body.person,
        actor=actor,
        talked=body.talked,
        incoming=body.incoming,
        request=body.request,
        occurred_at=body.occurred_at,
        now=clock.now(),
    )


def recorded_of(done: Done) -> dict[str, Any] | None:
    """What a unit recorded as an outcome, for the answer; None where it recorded none."""
    said = outcomes.recorded_in(done)
    if said is None:
        return None
    return {
        "id": said.id,
        "outcome": said.outcome,
        "by": said.by,
        "next_at": instant_text(said.next_at) if said.next_at else None,
        "undo_until": instant_text(said.undo_until_at),
    }


@router.post("/orders/{order}/undo", tags=TAGS, summary="Undo an outcome", openapi_extra=example_of("undo"))
def undo(request: HttpRequest, order: str, body: UndoBody) -> dict[str, Any]:
    """Take an outcome back; 409 `undo_too_late`, `undo_not_yours`, `undo_overtaken`."""
    row = access_held_order(request, order)
    actor_named(request, body)
    outcomes.retract(row.stream, outcome=body.outcome, person=body.person, now=clock.now())
    return answer_of(row)


@router.post(
    "/orders/{order}/hand",
    tags=TAGS,
    summary="Hand an order to a colleague",
    openapi_extra=example_of("hand"),
)
def hand(request: HttpRequest, order: str, body: HandBody) -> dict[str, Any]:
    """Hand it to a colleague of the store, who is told; the buyer's clock goes on."""
    row = access_held_order(request, order)
    orders.hand(row.stream, to=body.to, actor=actor_named(request, body), now=clock.now())
    return answer_of(row)
