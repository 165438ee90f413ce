"""Acts of the order's page on the steps of other parties: done, later, the bank's word, the pause for the buyer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from otklik.actions import orders, steps
from otklik.domain.errors import DomainError
from otklik.domain.zones import parse_zone
from otklik.store.access import Viewer
from otklik.store.listings import load_place
from otklik.store.queries import OrderRow
from otklik.web.order_acts import act_on


@require_POST
def answer_step(request: HttpRequest, order: str) -> HttpResponse:
    """A step of another party is done, or comes later."""

    def answer(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        hours = load_place(row.holder).hours
        happened = request.POST.get("happened", "")
        until = request.POST.get("until", "")
        orders.step(
            row.stream,
            step=request.POST.get("step", ""),
            happened=happened,
            actor=f"person:{viewer.person}",
            until_at=read_local(until, hours.zone if hours else "UTC") if happened == "delayed" else None,
            now=now,
        )
        return {}

    return act_on(request, order, "step", answer)


@require_POST
def decide_bank(request: HttpRequest, order: str) -> HttpResponse:
    """The bank said yes or no."""

    def decide(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        steps.decide(
            row.stream,
            decision=request.POST.get("decision", ""),
            actor=f"person:{viewer.person}",
            by=viewer.person,
            now=now,
        )
        return {}

    return act_on(request, order, "step", decide)


@require_POST
def pause_order(request: HttpRequest, order: str) -> HttpResponse:
    """The order waits for its buyer."""

    def pause(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        steps.pause(
            row.stream,
            reason=request.POST.get("reason", ""),
            actor=f"person:{viewer.person}",
            person=viewer.person,
            now=now,
        )
        return {}

    return act_on(request, order, "pause", pause)


@require_POST
def resume_order(request: HttpRequest, order: str) -> HttpResponse:
    """It goes on."""

    def resume(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        steps.resume(row.stream, actor=f"person:{viewer.person}", person=viewer.person, now=now)
        return {}

    return act_on(request, order, "resume", resume)


def read_local(text: str, zone: str) -> datetime:
    """The instant of a date and time as a browser's field gives it, on the wall clock of a zone.

    Raises
    ------
    DomainError
        `step_without_time`: it is none.
    """
    try:
        local = datetime.fromisoformat(text)
        if local.tzinfo is not None:
            return local
        return local.replace(tzinfo=parse_zone(zone))
    except (ValueError, OverflowError):
        raise DomainError(
            "step_without_time", "A delay names a time.", remedy="Choose one.", place="until"
        ) from None
