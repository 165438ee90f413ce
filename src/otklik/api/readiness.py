"""What a pickup needs, and who expects the buyer: scans, papers, free times, appointments and visits (R25, R27).

There is no call for "ready": it is derived (law 12), and `state` of the order says whether it is.
"""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from pydantic import Field

from otklik.actions import appointments, readiness, visits
from otklik.api.acts import TAGS, actor_named, answer_of, example_of
from otklik.api.bodies import Body, Instant, Slug, Text
from otklik.api.keys import access_held_order
from otklik.api.router import router
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_text
from otklik.domain.visits import CAUSES
from otklik.store import clock


class ScanBody(Body):
    """Goods were scanned where the buyer collects them, or are not found there."""

    code: Text = Field(default="", max_length=80, description="SKU or line; absent = all of the order")
    happened: Literal["arrived", "missing"] = "arrived"


class PaperBody(Body):
    """A paper is in place, or not any more."""

    paper: Text = Field(min_length=1, max_length=48, description="As the process names it")
    happened: Literal["present", "withdrawn"] = "present"


class AppointmentBody(Body):
    """A time is booked, or the appointment moved to it; taken back; or whoever expects the buyer is there."""

    happened: Literal["booked", "cancelled", "checked_in"] = "booked"
    starts_at: Instant | None = Field(default=None, description="One of `slots`")
    expert: Slug = Field(default="", description="Slug of who expects the buyer, from `slots`")


class VisitBody(Body):
    """The buyer is there, somebody attends to him, or he left with nothing."""

    happened: Literal["came", "served", "left"]
    cause: Text = Field(default="", max_length=48, description=f"For `left`, one of: {', '.join(CAUSES)}")


@router.post("/orders/{order}/scans", tags=TAGS, summary="Scan goods", openapi_extra=example_of("scans"))
def scan(request: HttpRequest, order: str, body: ScanBody) -> dict[str, Any]:
    """Say that goods are where the buyer collects them, or are not found."""
    row = access_held_order(request, order)
    act = readiness.miss if body.happened == "missing" else readiness.scan
    act(row.stream, actor=actor_named(request, body), code=body.code, now=clock.now())
    return answer_of(row)


@router.post("/orders/{order}/papers", tags=TAGS, summary="Mark a paper", openapi_extra=example_of("papers"))
def mark_paper(request: HttpRequest, order: str, body: PaperBody) -> dict[str, Any]:
    """Say that a paper is in place, or not any more."""
    row = access_held_order(request, order)
    act = readiness.withdraw if body.happened == "withdrawn" else readiness.present
    act(row.stream, actor=actor_named(request, body), paper=body.paper, now=clock.now())
    return answer_of(row)


@router.get("/orders/{order}/slots", tags=TAGS, summary="Free times for a visit")
def list_slots(request: HttpRequest, order: str) -> dict[str, Any]:
    """The times at which somebody can expect the buyer, earliest first."""
    row = access_held_order(request, order)
    slots = appointments.free_slots(row.stream, now=clock.now())
    return {
        "slots": [
            {
                "starts_at": instant_text(one.starts_at),
                "ends_at": instant_text(one.ends_at),
                "expert": one.person,
            }
            for one in slots
        ]
    }


@router.post(
    "/orders/{order}/appointment",
    tags=TAGS,
    summary="Book, move or cancel an appointment",
    openapi_extra=example_of("appointment"),
)
def act_on_appointment(request: HttpRequest, order: str, body: AppointmentBody) -> dict[str, Any]:
    """Book a free time or move the appointment there; take it back; or say that whoever expects the buyer is there."""
    row, now, actor = access_held_order(request, order), clock.now(), actor_named(request, body)
    if body.happened == "cancelled":
        appointments.cancel(row.stream, actor=actor, now=now)
    elif body.happened == "checked_in":
        appointments.check_in(row.stream, actor=actor, now=now)
    elif body.starts_at is None:
        raise DomainError("bad_slot", "Name starts_at and expert.", remedy="See `slots`.", place="starts_at")
    else:
        appointments.book(row.stream, actor=actor, starts_at=body.starts_at, person=body.expert, now=now)
    return answer_of(row)


@router.post(
    "/orders/{order}/visits", tags=TAGS, summary="Record a visit", openapi_extra=example_of("visits")
)
def record_visit(request: HttpRequest, order: str, body: VisitBody) -> dict[str, Any]:
    """Say that the buyer is there, that somebody attends to him, or that he left with nothing."""
    row, now, actor = access_held_order(request, order), clock.now(), actor_named(request, body)
    if body.happened == "served":
        visits.serve(row.stream, actor=actor, person=body.person, now=now)
    elif body.happened == "left":
        visits.leave(row.stream, actor=actor, cause=body.cause, now=now)
    else:
        visits.come(row.stream, actor=actor, now=now)
    return answer_of(row)
