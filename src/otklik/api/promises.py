"""Promises of an order by a partner's own system: a line is read first, then one is made, moved, kept (R24).

The same units as at the desk; the rules of the other acts hold (`acts.py`). Nothing deletes a promise.
"""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from pydantic import Field

from otklik.actions import orders
from otklik.api.acts import NOTHING, TAGS, actor_named, answer_of, body_of, example_of
from otklik.api.bodies import Body, Instant, Slug, Text, Words
from otklik.api.keys import access_held_order
from otklik.api.router import router
from otklik.domain.events import instant_text
from otklik.domain.promise_lines import MOST_SIGNS, read_promise
from otklik.domain.promise_state import PURPOSES
from otklik.domain.spoken_times import Unclear
from otklik.domain.streams import stores_of
from otklik.store import clock, directory
from otklik.store.order_files import load_file


class PromiseBody(Body):
    """Something promised to the buyer by an instant in the working hours of whoever owes it."""

    by: Slug = Field(default="", description="Slug of the place that owes it; absent = the holder")
    until_at: Instant
    what: Words = ""
    keeper: Slug = Field(default="", description="Slug of the person who keeps it; absent = whoever is there")
    purpose: Text = Field(default="", max_length=32, description=f"One of: {', '.join(PURPOSES)}")


class MoveBody(Body):
    """Another instant of a promise, and how the buyer learns of it."""

    until_at: Instant
    why: Words = ""
    told: Literal["talk", "write"] = Field(
        default="talk",
        description="`talk`: he was told just now; `write`: we write, until then the old time stands",
    )


class LineBody(Body):
    """A promise in one line."""

    line: Text = Field(min_length=1, max_length=MOST_SIGNS, description="As in `call Thursday before 15:00`")
    locale: Literal["ru", "en"] = "ru"


@router.post(
    "/orders/{order}/promises", tags=TAGS, summary="Make a promise", openapi_extra=example_of("promises")
)
def promise(request: HttpRequest, order: str, body: PromiseBody) -> dict[str, Any]:
    """Promise the buyer something by an instant; it is kept, or moved by telling him, or broken."""
    row = access_held_order(request, order)
    orders.promise(
        row.stream,
        by=body.by or row.holder,
        until_at=body.until_at,
        actor=actor_named(request, body),
        what=body.what,
        person=body.keeper,
        purpose=body.purpose,
        now=clock.now(),
    )
    return answer_of(row)


@router.post(
    "/orders/{order}/promises/read",
    tags=TAGS,
    summary="Read a promise from a line",
    openapi_extra=body_of({"line": "позвоню в четверг до 15:00"}),
)
def read_line(request: HttpRequest, order: str, body: LineBody) -> dict[str, Any]:
    """What a line would promise, in the buyer's time; nothing is made. Or the question that it leaves open."""
    state, now = load_file(access_held_order(request, order)).state, clock.now()
    store = directory.load_world(stores_of(state), now=now).store(state.subject.holder)
    zone = state.subject.buyer_zone or store.calendar.zone
    found = read_promise(body.line, now=now, zone=zone, locale=body.locale, calendar=store.calendar)
    if isinstance(found, Unclear):
        choices = [{"until_at": instant_text(one.at), "words": one.words} for one in found.choices]
        return {"question": found.question, "choices": choices}
    return {
        "until_at": instant_text(found.until_at),
        "words": found.words,
        "zone": zone,
        "what": found.what,
        "purpose": found.purpose,
    }


@router.post("/orders/{order}/promises/{promise}/move", tags=TAGS, summary="Move a promise")
def move_promise(request: HttpRequest, order: str, promise: str, body: MoveBody) -> dict[str, Any]:
    """Give a promise another instant; it counts when the buyer knows, and in time if he knew before the old one."""
    row = access_held_order(request, order)
    orders.move_promise(
        row.stream,
        promise=promise,
        until_at=body.until_at,
        actor=actor_named(request, body),
        why=body.why,
        told="talk" if body.told == "talk" else "",
        now=clock.now(),
    )
    return answer_of(row)


@router.post("/orders/{order}/promises/{promise}/keep", tags=TAGS, summary="Keep a promise")
def keep_promise(request: HttpRequest, order: str, promise: str, body: Body = NOTHING) -> dict[str, Any]:
    """Say that a promise was kept."""
    row = access_held_order(request, order)
    orders.keep_promise(row.stream, promise=promise, actor=actor_named(request, body), now=clock.now())
    return answer_of(row)
