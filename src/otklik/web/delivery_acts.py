"""What whoever plans does on the delivery page: limits of a day, a run for a day, places bought, sales closed."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from otklik.actions import places
from otklik.domain.errors import DomainError
from otklik.domain.fleet_decisions import require_fleet
from otklik.domain.fleet_documents import FleetErrors
from otklik.store import clock, demand
from otklik.store.directory import load_world
from otklik.store.fleets import access_depot
from otklik.web.delivery import Typed, show
from otklik.web.delivery_grid import day_of, read_caps
from otklik.web.delivery_words import DELIVERY, ERRORS
from otklik.web.fleet_forms import MONEY, row_of, typed_values
from otklik.web.fleet_words import RULES
from otklik.web.screens import locale_of
from otklik.web.setup import actor_of, scoped
from otklik.web.viewers import viewer_of


@require_POST
@scoped
def act_on_places(request: HttpRequest, depot: str) -> HttpResponse:
    """One act of whoever plans: limits of a day, a run for a day, places bought, sales closed above capacity."""
    access_depot(viewer_of(request), depot)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return HttpResponse(status=400)
    locale = locale_of(request)
    try:
        refused = act(request, depot)
    except DomainError as error:
        said = ERRORS.get(error.code)
        return show(request, Typed(error=said[locale] if said else error.message), slug=depot)
    if refused is not None:
        return show(request, refused, slug=depot)
    address = f"{reverse('delivery')}?{urlencode({'depot': depot, 'done': DONE[request.POST['act']]})}"
    return HttpResponseRedirect(address, status=303)


def _cap(request: HttpRequest, depot: str) -> Typed | None:
    """Limit what is sold on one day."""
    on, now, locale = day_of(request.POST.get("day", "")), clock.now(), locale_of(request)
    fleet = require_fleet(load_world([depot], now=now).store(depot))
    caps, typed, wrong = read_caps(request.POST, fleet)
    if wrong:
        asked = request.GET.copy()
        asked["day"] = on.isoformat()
        request.GET = cast(Any, asked)
        errors = dict.fromkeys(wrong, ERRORS["bad_places"][locale])
        return Typed(caps=typed, errors=errors, error=DELIVERY["not_saved"][locale])
    places.cap(depot, caps={on: caps}, actor=actor_of(request), now=now)
    return None


def _add_run(request: HttpRequest, depot: str) -> Typed | None:
    """Let one more vehicle drive on a day."""
    on, locale = day_of(request.POST.get("day", "")), locale_of(request)
    typed = typed_values("vehicles", request.POST)
    row = row_of("vehicles", typed)
    row.pop("weekdays", None)
    try:
        places.add_vehicle(depot, day_on=on, document=row, actor=actor_of(request), now=clock.now())
    except FleetErrors as error:
        back = {key: shown for shown, key in MONEY.items()}
        errors = {
            back.get(str(one.path[0]), str(one.path[0])): RULES[one.rule][locale]
            for one in error.mistakes
            if one.path
        }
        return Typed(run=typed, errors=errors, error=DELIVERY["not_saved"][locale])
    return None


def _buy(request: HttpRequest, depot: str) -> Typed | None:
    """Buy places of a carrier for the days that the button names."""
    counts = zip(request.POST.getlist("on"), request.POST.getlist("places"), strict=False)
    days = {day_of(on): int(count) if count.isdecimal() else 0 for on, count in counts}
    carrier = request.POST.get("carrier", "")
    places.buy(depot, carrier=carrier, days=days, actor=actor_of(request), now=clock.now())
    return None


def _close(request: HttpRequest, depot: str) -> Typed | None:
    """Sell no more than there are places for, in each zone of the days of the first gap that lacks some."""
    now = clock.now()
    stored = demand.load_plan(depot, now)
    gap = stored.plan.first_gap if stored else None
    if stored is None or gap is None:
        return None
    caps = {
        day.on: {one.zone: one.places for one in day.zones if one.gap}
        for day in stored.plan.days
        if gap.from_on <= day.on <= gap.until_on and any(one.gap for one in day.zones)
    }
    places.cap(depot, caps=caps, actor=actor_of(request), now=now)
    return None


ACTS = {"caps": _cap, "run": _add_run, "buy": _buy, "cap": _close}
DONE = {"caps": "caps", "run": "run", "buy": "bought", "cap": "caps"}
