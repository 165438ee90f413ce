"""A complaint that comes in by a partner's own system: by letter, chat or phone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from pydantic import Field

from otklik.actions import complaints
from otklik.api.acts import TAGS, actor_named, answer_of, example_of
from otklik.api.bodies import Body, Slug, Text, Words
from otklik.api.keys import access_order
from otklik.api.router import router
from otklik.domain.complaints import ABOUT, MEANS
from otklik.store import clock

FILED = tuple(one for one in MEANS if one not in ("page", "rating"))
"""How a complaint comes that a machine files: the buyer's own page files for itself."""


class ComplaintBody(Body):
    """What the buyer complains of."""

    about: Text = Field(max_length=32, description=f"One of: {', '.join(ABOUT)}")
    means: Text = Field(default="message", max_length=32, description=f"One of: {', '.join(FILED)}")
    whom: Slug = Field(
        default="", description="Slug of whom it is about; absent = the order's owner, or nobody"
    )
    words: Words = Field(description="The buyer's own")


@router.post(
    "/orders/{order}/complaints",
    tags=TAGS,
    summary="File a complaint",
    openapi_extra=example_of("complaints"),
)
def complain(request: HttpRequest, order: str, body: ComplaintBody) -> dict[str, Any]:
    """Say that the buyer complains: the head owes the first action within 20 minutes of working time."""
    row = access_order(request, order)
    actor = actor_named(request, body)
    complaints.complain(
        row.stream,
        about=body.about,
        means=body.means if body.means in FILED else "message",
        words=body.words,
        by=body.person,
        person=body.whom,
        actor=actor,
        now=clock.now(),
    )
    return answer_of(row)
