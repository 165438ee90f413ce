"""Joining and leaving the shift: on shift = joined, and new orders come to whoever is on shift."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.actions import shifts
from otklik.domain.errors import DomainError
from otklik.store import clock
from otklik.store.access import Viewer
from otklik.web.answers import answer_done, answer_refused
from otklik.web.viewers import viewer_of


@require_POST
def join_shift(request: HttpRequest) -> HttpResponse:
    """The viewer joins today's shift of his own store."""
    return _answer(request, "shift_join", viewer_of(request), clock.now())


@require_POST
def leave_shift(request: HttpRequest) -> HttpResponse:
    """The viewer leaves today's shift of his own store."""
    return _answer(request, "shift_leave", viewer_of(request), clock.now())


def _answer(request: HttpRequest, name: str, viewer: Viewer, now: datetime) -> HttpResponse:
    act = shifts.join if name == "shift_join" else shifts.leave
    try:
        act(viewer.home, person=viewer.person, actor=f"person:{viewer.person}", now=now)
    except DomainError as error:
        return answer_refused(request, error, {}, otherwise=reverse("desk"))
    return answer_done(request, name, {}, otherwise=reverse("desk"))
