"""Joining, leaving and relieving on the shift, and customers at the counter: on shift = joined (ADR 0026).

The till's own browser proves the place of whoever joins in it (`devices.place_proved_by`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.actions import shifts
from otklik.domain.errors import DomainError
from otklik.store import clock
from otklik.store.access import Viewer
from otklik.web.answers import answer_done, answer_refused
from otklik.web.devices import till_of
from otklik.web.viewers import viewer_of

Act = Callable[[Viewer, datetime], object]


@require_POST
def join_shift(request: HttpRequest) -> HttpResponse:
    """The viewer joins today's shift of his own store; at the till's own browser, in the shop."""

    def join(viewer: Viewer, now: datetime) -> object:
        return shifts.join(viewer.home, **_me(viewer, now), **_proof(request, viewer))

    return _answer(request, "shift_join", join)


@require_POST
def leave_shift(request: HttpRequest) -> HttpResponse:
    """The viewer leaves the shift of his own store."""
    return _answer(request, "shift_leave", lambda viewer, now: shifts.leave(viewer.home, **_me(viewer, now)))


@require_POST
def relieve_colleague(request: HttpRequest) -> HttpResponse:
    """The viewer takes over: he joins, and the colleague whom he names leaves."""

    def relieve(viewer: Viewer, now: datetime) -> object:
        leaver, more = request.POST.get("leaver", ""), bool(request.POST.get("with_orders"))
        return shifts.take_over(
            viewer.home, leaver=leaver, with_orders=more, **_me(viewer, now), **_proof(request, viewer)
        )

    return _answer(request, "shift_relieve", relieve)


@require_POST
def be_busy(request: HttpRequest) -> HttpResponse:
    """Customers at the counter: for the time that the standard says, new orders go to others."""
    return _answer(request, "shift_busy", lambda viewer, now: shifts.busy(viewer.home, **_me(viewer, now)))


@require_POST
def be_free(request: HttpRequest) -> HttpResponse:
    """The viewer is free again."""
    return _answer(request, "shift_free", lambda viewer, now: shifts.free(viewer.home, **_me(viewer, now)))


def _me(viewer: Viewer, now: datetime) -> dict[str, Any]:
    return {"person": viewer.person, "actor": f"person:{viewer.person}", "now": now}


def _proof(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    till = till_of(request)
    proved = till is not None and till.store == viewer.home
    return {"place": "in_shop", "device": till.device} if till and proved else {}


def _answer(request: HttpRequest, name: str, act: Act) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        act(viewer, clock.now())
    except DomainError as error:
        return answer_refused(request, error, {}, otherwise=reverse("desk"))
    return answer_done(request, name, {}, otherwise=reverse("desk"))
