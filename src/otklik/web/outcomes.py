"""Outcomes of calls, keys 1 to 6, taking one back within ten seconds, and handing an order to a colleague.

Each sets the next step and its instant by itself. A tap that waited for a connection brings its own key and instant, so
that nothing is recorded twice (`request`, `occurred_at`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from otklik.actions import orders, outcomes
from otklik.actions.commit import Done
from otklik.domain.errors import DomainError
from otklik.domain.wording import clean
from otklik.store import clock
from otklik.store.access import Viewer, access_order
from otklik.store.desk import load_desk_row
from otklik.store.queries import OrderRow
from otklik.web.answers import Undo, answer_refused, held_order, no_such_order
from otklik.web.desk_rows import act_address
from otklik.web.desk_words import ROW
from otklik.web.dials import moment_of
from otklik.web.order_acts import act_on, colleague_name, refuse_act, say_done
from otklik.web.screens import locale_of
from otklik.web.viewers import viewer_of

LONGEST_M = 60 * 24 * 30
"""A call-back is at most so many minutes away."""


@require_POST
def hand_order(request: HttpRequest, order: str) -> HttpResponse:
    """A colleague has it from now on; the buyer's clock goes on."""

    def hand(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        to = request.POST.get("to", "")
        orders.hand(row.stream, to=to, actor=f"person:{viewer.person}", now=now)
        return {"name": colleague_name(row.holder, to, now=now)}

    return act_on(request, order, "hand", hand)


@require_POST
def record_outcome(request: HttpRequest, order: str) -> HttpResponse:
    """Record how a call ended."""

    def record(row: OrderRow, viewer: Viewer, now: datetime) -> Done:
        return outcomes.record(
            row.stream,
            outcome=request.POST.get("outcome", ""),
            person=viewer.person,
            next_at=_next_at(request, now),
            words=request.POST.get("words", ""),
            incoming=bool(request.POST.get("incoming")),
            request=request.POST.get("request", "")[:64],
            occurred_at=occurred_at_of(request, now),
            now=now,
        )

    return recorded_by(request, order, request.POST.get("outcome", ""), record)


@require_POST
def refuse_order(request: HttpRequest, order: str) -> HttpResponse:
    """Refuse it through the one gate, with a reason and the seller's words (law 7)."""

    def refuse(row: OrderRow, viewer: Viewer, now: datetime) -> Done:
        return orders.refuse(
            row.stream,
            reason=request.POST.get("reason", ""),
            comment=request.POST.get("comment", ""),
            by=viewer.person,
            actor=f"person:{viewer.person}",
            detail=request.POST.get("detail", ""),
            demanded=request.POST.get("demanded", ""),
            override=request.POST.get("override", ""),
            talked=bool(request.POST.get("talked")),
            request=request.POST.get("request", "")[:64],
            occurred_at=occurred_at_of(request, now),
            now=now,
        )

    return recorded_by(request, order, "refused", refuse)


@require_POST
def undo_outcome(request: HttpRequest, order: str) -> HttpResponse:
    """Take back what the viewer recorded within the last ten seconds."""

    def undo(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        outcomes.retract(row.stream, outcome=request.POST.get("outcome", ""), person=viewer.person, now=now)
        return {}

    # What went to another store can be taken back as well; whose it is to undo, the rules say.
    return act_on(request, order, "undo", undo, find=access_order)


def recorded_by(
    request: HttpRequest, order: str, name: str, record: Callable[[OrderRow, Viewer, datetime], Done]
) -> HttpResponse:
    """Record an outcome and say what became of it, when the next step is and until when it can be undone.

    Parameters
    ----------
    order
        Id or number.
    name
        Of its sentence in `act_words.SAID`; a refusal that waits has one of its own.
    record
        Does it.
    """
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    try:
        row = held_order(viewer, order)
    except DomainError as error:
        return no_such_order(request) if error.code != "not_holder" else answer_refused(request, error, {})
    values = {"number": ROW["number"][locale].format(number=clean(row.number)), "at": ""}
    try:
        done = record(row, viewer, now)
    except DomainError as error:
        return refuse_act(request, row, error, values, now=now)
    recorded, until_at = outcomes.recorded_in(done), done.states[row.stream].subject.parked_until_at
    if name == "refused" and until_at is not None:
        name, values["at"] = "parked", moment_of(until_at, viewer.zone, locale, now=now)
    if recorded is None:
        return say_done(request, row, name, values, now=now)
    if recorded.next_at is not None:
        found = load_desk_row(row.stream, now=now)
        values["at"] = moment_of(recorded.next_at, found.zone if found else viewer.zone, locale, now=now)
    undo = Undo(row.id, recorded.id, recorded.undo_until_at, act_address("undo", row.id))
    return say_done(request, row, name, values, undo=undo, now=now)


def _next_at(request: HttpRequest, now: datetime) -> datetime | None:
    """When to call back: `in` minutes from now; None = as the outcome has it."""
    text = request.POST.get("in", "")
    if not (text.isascii() and text.isdigit()) or request.POST.get("outcome") != "call_back":
        return None
    return now + timedelta(minutes=min(int(text), LONGEST_M))


def occurred_at_of(request: HttpRequest, now: datetime) -> datetime | None:
    """When it happened, of a tap that waited for a connection (seconds since 1970); None = now."""
    try:
        at = datetime.fromtimestamp(float(request.POST.get("occurred_at", "")), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    # A tablet whose clock is a little fast tells of the future: that is now.
    return min(at, now)
