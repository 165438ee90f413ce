"""A depot's day for whoever plans it: routes as list and sketch, moved by hand; carriers' parcels marked by hand."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import deliveries, reroutes
from otklik.domain.deliveries import HOWS
from otklik.domain.delivery_decisions import Ending
from otklik.domain.errors import DomainError
from otklik.planning.arrivals import arrivals_of
from otklik.store import clock, directory, fleets, journal
from otklik.store.runs import RunDay, load_run_day
from otklik.web.answers import answer_done, answer_refused
from otklik.web.day_cards import MARKS, DayScene, names_wanted, write_day
from otklik.web.permissions import ACT, PERMISSIONS, may
from otklik.web.screens import locale_of, render_screen
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of


@require_safe
def show_day(request: HttpRequest, depot: str, day: str) -> HttpResponse:
    """One day of a depot that the viewer plans; 404 for another's."""
    on = _own_day(request, depot, day)
    if on is None:
        return no_such_page()
    page = write_day(_scene(request, on, clock.now()))
    return render_screen(request, "delivery_day.html", page, section="delivery")


def _own_day(request: HttpRequest, depot: str, day: str) -> RunDay | None:
    try:
        day_on = date.fromisoformat(day)
        place = fleets.access_depot(viewer_of(request), depot)
        return load_run_day(f"run/{place.slug}/{day_on.isoformat()}", now=clock.now())
    except (ValueError, DomainError):
        return None


def _scene(request: HttpRequest, on: RunDay, now: datetime) -> DayScene:
    orders = {one.order for one in on.day.visits.values() if one.order}
    world = directory.load_world({on.day.store, *names_wanted(on)}, now=now)
    people = {person.slug: person.name for place in world.stores.values() for person in place.people}
    return DayScene(
        on=on,
        orders=journal.load_states(orders),
        reached=arrivals_of(on.day, on.fleet, on.zone, now=now),
        names={**people, **{place.slug: place.name for place in world.stores.values()}},
        locale=locale_of(request),
        may_act=may(PERMISSIONS["delivery_day_act"][ACT], viewer_of(request).roles),
        now=now,
    )


@require_POST
def act_on_day(request: HttpRequest, depot: str, day: str) -> HttpResponse:
    """Give a stop to another vehicle or carrier, hand a parcel over, or mark one by hand, as the form says."""
    on = _own_day(request, depot, day)
    if on is None:
        return no_such_page()
    back = reverse("delivery_day", args=(depot, on.day.day))
    try:
        said = _act(request, on, clock.now())
    except DomainError as error:
        return answer_refused(request, error, {}, otherwise=back)
    return answer_done(request, said, {}, otherwise=back)


def _act(request: HttpRequest, on: RunDay, now: datetime) -> str:
    person = viewer_of(request).person
    asked, delivery = request.POST.get("act", ""), request.POST.get("delivery", "")
    if asked == "hand":
        carrier = on.day.carried.get(delivery, "")
        order = deliveries.order_of(on.day, delivery)
        deliveries.hand_over(order, carrier=carrier, delivery=delivery, actor=f"person:{person}", now=now)
        return "day_handed"
    if asked == "mark":
        _mark(request, on, delivery, f"person:{person}", now)
        return "day_marked"
    reroutes.reroute(on.stream, delivery=delivery, to=request.POST.get("to", ""), person=person, now=now)
    return "day_moved"


def _mark(request: HttpRequest, on: RunDay, delivery: str, actor: str, now: datetime) -> None:
    """What a carrier told by telephone; only of its own parcels: a courier marks his doors himself."""
    what = request.POST.get("mark", "")
    order = deliveries.order_of(on.day, delivery)
    if what not in MARKS or delivery not in on.day.carried:
        raise DomainError("bad_ending", "This is nothing that is marked.", place="mark")
    if what == "scan":
        deliveries.scan(order, delivery=delivery, actor=actor, now=now)
        return
    ending = Ending(how=what) if what in HOWS else Ending(reason=what)
    deliveries.end(order, delivery=delivery, actor=actor, ending=ending, now=now)
