"""Acts on an order by a partner's own system: the same ones as at the desk, each one call, each one line of journal.

The key must be of the store that holds the order. What is allowed when is decided in the domain; a refusal is a
problem with its code. Every act answers with the order as it is now.
"""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from pydantic import Field

from otklik.actions import orders
from otklik.api.bodies import Body, Instant, Slug, Text, Words
from otklik.api.examples import ACTS
from otklik.api.keys import access_held_order, access_order, caller_of, require_person
from otklik.api.order_documents import document_of, load_row
from otklik.api.router import router
from otklik.domain import contacts, refusal_reasons
from otklik.store import clock
from otklik.store.order_files import load_file
from otklik.store.queries import OrderRow

TAGS = ["acts"]


class TakeBody(Body):
    """Who takes it, and from where as far as it is proved."""

    person: Slug = Field(min_length=1, description="Slug")
    place: Literal["in_shop", "elsewhere", "unknown"] = "unknown"


class ContactBody(Body):
    """A talk with the buyer; only a live one is an answer."""

    means: Text = Field(default="call", max_length=32, description=f"One of: {', '.join(contacts.MEANS)}")
    talk_s: int | None = Field(
        default=None, ge=0, le=86_400, description="Length of the recorded talk, seconds"
    )
    occurred_at: Instant | None = Field(default=None, description="Absent = now")
    grade: Literal["claimed", "recorded"] = Field(
        default="claimed", description="`recorded` where your telephony has it on record, with `talk_s`"
    )
    note: Words = ""


class AttemptBody(Body):
    """A call or letter that reached nobody."""

    means: Text = Field(default="call", max_length=32, description=f"One of: {', '.join(contacts.TRIES)}")
    outcome: Text = Field(
        default="no_answer", max_length=32, description=f"One of: {', '.join(contacts.OUTCOMES)}"
    )
    next_at: Instant | None = Field(default=None, description="When somebody tries again")
    ring_s: int | None = Field(default=None, ge=0, le=3600)
    note: Words = ""


class RefuseBody(Body):
    """A refusal, with its reason and the seller's own words."""

    reason: Text = Field(max_length=48, description=f"One of: {', '.join(refusal_reasons.SHIPPED)}")
    comment: Words = Field(description="In the seller's words")
    detail: Text = Field(default="", max_length=48, description="Reason of the second level: why exactly")
    demanded: Words = Field(default="", description="For `extra_demands`: what the buyer demanded")
    talked: bool = Field(default=False, description="The buyer was spoken with just now")


class WithdrawBody(Body):
    """The staff tell that the buyer withdrew; it counts when he says so too, or after a day."""

    said_by: Literal["staff"] = Field(
        default="staff", description="The buyer himself says it on his own page"
    )
    reason: Text = Field(default="", max_length=32)
    words: Words = ""


class CompleteBody(Body):
    """The buyer has his goods."""

    occurred_at: Instant | None = Field(default=None, description="Absent = now")


class AssignBody(Body):
    """Another store answers from now on; the buyer's clock goes on."""

    store: Slug = Field(min_length=1)


class NoteBody(Body):
    """Words for whoever opens the order next."""

    words: Words


class StepBody(Body):
    """A party was asked for a step, did it, or is late."""

    step: Text = Field(min_length=1, max_length=48, description="As the standard names it")
    happened: Literal["requested", "done", "delayed"]
    party: Slug = Field(default="", description="Slug of the place that owes it; absent = by its role")
    until_at: Instant | None = Field(default=None, description="For `delayed`: until when")
    why: Words = ""


NOTHING, JUST_NOW, NO_ANSWER = Body(), CompleteBody(), AttemptBody()
"""What an empty body means, where one may be empty."""


def example_of(act: str) -> dict[str, Any]:
    """The example of an act's body, as OpenAPI shows it."""
    return body_of(ACTS[act])


def body_of(example: Any) -> dict[str, Any]:
    """An example of a body, as OpenAPI shows it."""
    return {"requestBody": {"content": {"application/json": {"example": example}}}}


def actor_named(request: HttpRequest, body: Body) -> str:
    """The person named, if he works for the key's store; else the key."""
    caller = caller_of(request)
    require_person(caller, body.person)
    return f"person:{body.person}" if body.person else caller.actor


def answer_of(row: OrderRow) -> dict[str, Any]:
    """The order as it is now."""
    return document_of(load_file(load_row(row.stream)))


@router.post("/orders/{order}/take", tags=TAGS, summary="Take an order", openapi_extra=example_of("take"))
def take(request: HttpRequest, order: str, body: TakeBody) -> dict[str, Any]:
    """Say that a person has it: the ladder waits for his lease. 409 `taken_by_other` to the one who came second."""
    row = access_held_order(request, order)
    actor_named(request, body)
    orders.take(row.stream, person=body.person, place=body.place, now=clock.now())
    return answer_of(row)


@router.post(
    "/orders/{order}/contact", tags=TAGS, summary="Record a talk", openapi_extra=example_of("contact")
)
def contact(request: HttpRequest, order: str, body: ContactBody) -> dict[str, Any]:
    """Say that the buyer was reached. A live talk is the answer that the store owed."""
    row = access_held_order(request, order)
    orders.contact(
        row.stream,
        actor=actor_named(request, body),
        by=body.person,
        means=body.means,
        talk_s=body.talk_s,
        occurred_at=body.occurred_at,
        grade=body.grade,
        note=body.note,
        now=clock.now(),
    )
    return answer_of(row)


@router.post(
    "/orders/{order}/attempts", tags=TAGS, summary="Record an attempt", openapi_extra=example_of("attempts")
)
def attempt(request: HttpRequest, order: str, body: AttemptBody = NO_ANSWER) -> dict[str, Any]:
    """Say that somebody tried and reached nobody, and when the next attempt is."""
    row = access_held_order(request, order)
    orders.attempt(
        row.stream,
        actor=actor_named(request, body),
        means=body.means,
        outcome=body.outcome,
        next_at=body.next_at,
        ring_s=body.ring_s,
        note=body.note,
        now=clock.now(),
    )
    return answer_of(row)


@router.post(
    "/orders/{order}/confirm", tags=TAGS, summary="Confirm an order", openapi_extra=example_of("confirm")
)
def confirm(request: HttpRequest, order: str, body: Body = NOTHING) -> dict[str, Any]:
    """Say that the buyer wants it; 409 `not_live` before anybody spoke with him."""
    row = access_held_order(request, order)
    orders.confirm(row.stream, actor=actor_named(request, body), by=body.person, now=clock.now())
    return answer_of(row)


@router.post(
    "/orders/{order}/refuse", tags=TAGS, summary="Refuse an order", openapi_extra=example_of("refuse")
)
def refuse(request: HttpRequest, order: str, body: RefuseBody) -> dict[str, Any]:
    """Ask the one gate for a refusal: refused, or parked (`refusal` in the answer); 409 `refusal_blocked`."""
    row = access_held_order(request, order)
    actor = actor_named(request, body)
    orders.refuse(
        row.stream,
        reason=body.reason,
        comment=body.comment,
        detail=body.detail,
        demanded=body.demanded,
        talked=body.talked,
        by=body.person or actor,
        actor=actor,
        now=clock.now(),
    )
    return answer_of(row)


@router.post(
    "/orders/{order}/withdraw", tags=TAGS, summary="Record a withdrawal", openapi_extra=example_of("withdraw")
)
def withdraw(request: HttpRequest, order: str, body: WithdrawBody) -> dict[str, Any]:
    """Tell that the buyer withdrew: he is asked, and it counts when he says so too, or after a day."""
    row = access_held_order(request, order)
    orders.withdraw(
        row.stream,
        actor=actor_named(request, body),
        said_by=body.said_by,
        words=body.words,
        reason=body.reason,
        now=clock.now(),
    )
    return answer_of(row)


@router.post(
    "/orders/{order}/complete", tags=TAGS, summary="Complete an order", openapi_extra=example_of("complete")
)
def complete(request: HttpRequest, order: str, body: CompleteBody = JUST_NOW) -> dict[str, Any]:
    """Say that the buyer has his goods."""
    row = access_held_order(request, order)
    orders.complete(
        row.stream, actor=actor_named(request, body), occurred_at=body.occurred_at, now=clock.now()
    )
    return answer_of(row)


@router.post(
    "/orders/{order}/assign", tags=TAGS, summary="Hand an order over", openapi_extra=example_of("assign")
)
def assign(request: HttpRequest, order: str, body: AssignBody) -> dict[str, Any]:
    """Hand it to another store: that one owes an answer of its own, the first one's clock goes on."""
    row = access_held_order(request, order)
    orders.assign(row.stream, store=body.store, actor=actor_named(request, body), now=clock.now())
    return answer_of(row)


@router.post("/orders/{order}/notes", tags=TAGS, summary="Write a note", openapi_extra=example_of("notes"))
def note(request: HttpRequest, order: str, body: NoteBody) -> dict[str, Any]:
    """Write a note on it."""
    row = access_order(request, order)
    orders.note(row.stream, words=body.words, actor=actor_named(request, body), now=clock.now())
    return answer_of(row)


@router.post("/orders/{order}/steps", tags=TAGS, summary="Record a step", openapi_extra=example_of("steps"))
def step(request: HttpRequest, order: str, body: StepBody) -> dict[str, Any]:
    """Say that a party was asked for a step, did it, or is late: the engraver, the bank, the warehouse."""
    row = access_held_order(request, order)
    orders.step(
        row.stream,
        step=body.step,
        happened=body.happened,
        actor=actor_named(request, body),
        party=body.party,
        until_at=body.until_at,
        why=body.why,
        now=clock.now(),
    )
    return answer_of(row)
