"""Turning the demo's clock: by the bar on every screen, with and without JavaScript; nowhere but in a demo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from otklik.store import clock, next_event
from otklik.store.clock import DemoClock
from otklik.web.demo_bar import FAST, ZONE, write_bar
from otklik.web.screens import locale_of
from otklik.web.unlisted import no_such_page

THURSDAY = 3
MORNING_H = 9


def to_next_event() -> DemoClock | None:
    """The clock on its way to the next instant at which anything happens by itself; None where nothing will."""
    at = next_event.next_event_at()
    return clock.advance_demo_to(at) if at is not None else None


def to_thursday() -> DemoClock:
    """The clock on its way to nine o'clock of the coming Thursday."""
    return clock.advance_demo_to(thursday_after(clock.now()))


def thursday_after(now: datetime) -> datetime:
    """Nine o'clock in Moscow of the first Thursday after an instant."""
    local = now.astimezone(ZONE)
    at = local.replace(hour=MORNING_H, minute=0, second=0, microsecond=0)
    at += timedelta(days=(THURSDAY - local.weekday()) % 7)
    return at if at > local else at + timedelta(days=7)


ACTS: Mapping[str, Callable[[], DemoClock | None]] = {
    "pause": clock.pause_demo,
    "run": lambda: clock.resume_demo(speed=1),
    "fast": lambda: clock.resume_demo(speed=FAST),
    "next": to_next_event,
    "plus20": lambda: clock.advance_demo(timedelta(minutes=20)),
    "plus18": lambda: clock.advance_demo(timedelta(hours=18)),
    "thursday": to_thursday,
}
"""What the buttons of the bar do, by the `act` that their form sends."""


@require_http_methods(["GET", "HEAD", "POST"])
def show_clock(request: HttpRequest) -> HttpResponse:
    """The demo's clock as JSON for scripts; POST turns it, and goes back to where one was.

    Parameters
    ----------
    request
        `act`: a row of `ACTS`; `next`: the page to go back to. 404 where time is real.
    """
    if clock.read_demo() is None:
        return no_such_page()
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            return HttpResponse(status=422, headers={"Cache-Control": "no-store"})
        act()
        if "application/json" not in request.headers.get("Accept", ""):
            return HttpResponseRedirect(_back(request), status=303)
    return clock_json(request)


def clock_json(request: HttpRequest) -> HttpResponse:
    """The bar's changing parts."""
    demo = clock.read_demo()
    if demo is None:
        return no_such_page()
    bar = write_bar(demo, locale_of(request))
    fields = ("day", "clock", "now_s", "speed", "state", "said", "version")
    return JsonResponse({name: getattr(bar, name) for name in fields}, headers={"Cache-Control": "no-store"})


def _back(request: HttpRequest) -> str:
    where = request.POST.get("next", "")
    return where if url_has_allowed_host_and_scheme(where, {request.get_host()}) else "/"
