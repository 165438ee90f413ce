"""The delivery page: places for two weeks, what is coming, tomorrow's routes, own against outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import places
from otklik.domain.capacity import CapacityDay
from otklik.domain.errors import DomainError
from otklik.domain.fleet_decisions import require_fleet
from otklik.domain.fleet_documents import FleetErrors
from otklik.domain.fleets import Fleet
from otklik.domain.local_times import date_text, moment_text
from otklik.domain.locales import Locale, count_of
from otklik.domain.runs import RunState
from otklik.domain.wording import clean
from otklik.domain.world import Store
from otklik.domain.zones import parse_zone
from otklik.planning.day_places import ZonePlaces, count_taken, estimate_places
from otklik.store import clock, delivered, demand, listings
from otklik.store.directory import load_world
from otklik.store.fleets import access_depot, list_planned
from otklik.web.carriers import Versus, make_card
from otklik.web.delivery_banner import Banner, make_banner
from otklik.web.delivery_chart import Column, draw_capacity
from otklik.web.delivery_grid import CapForm, Grid, day_of, make_form, make_grid, read_caps
from otklik.web.delivery_routes import RouteLine, draw_routes, list_routes
from otklik.web.delivery_words import DELIVERY, ERRORS, SAID
from otklik.web.drawings import Drawing
from otklik.web.fleet_forms import Field, Offered, fields_of, row_of, typed_values, values_of
from otklik.web.fleet_words import RULES
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import actor_of, scoped
from otklik.web.setup_words import spoken
from otklik.web.viewers import viewer_of

DAYS, PAST = 14, 30
SIDES = {"": "all", "own": "own", "outside": "outside"}


@dataclass(frozen=True, slots=True)
class Link:
    """One choice of a row of links."""

    href: str
    word: str
    current: bool


@dataclass(frozen=True, slots=True)
class RunForm:
    """The form of a run for one day."""

    day: str
    least: str
    fields: tuple[Field, ...]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Planning:
    """What only who plans sees."""

    banner: Banner
    chart: Drawing
    has_forecast: bool
    versus: Versus | None
    caps: CapForm | None
    run: RunForm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPage:
    """What `delivery.html` shows; without a depot its empty state."""

    title: str
    words: Mapping[str, str]
    about: str = ""
    depot: str = ""
    depots: tuple[Link, ...] = ()
    sides: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    said: str = ""
    error: str = ""
    grid: Grid | None = None
    planning: Planning | None = None
    routes: tuple[RouteLine, ...] = ()
    routes_title: str = ""
    routes_said: str = ""
    routes_map: Drawing | None = None
    day_href: str = ""
    run_href: str = ""
    may_act: bool = False
    setup_href: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that was refused: the limits or the run as typed, and what is wrong by field."""

    caps: Mapping[str, str] | None = None
    run: Mapping[str, Any] | None = None
    errors: Mapping[str, str] | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the page is made of: the depot, its days to come and its days past."""

    depot: Store
    fleet: Fleet
    zone: tzinfo
    today_on: date
    runs: tuple[RunState, ...]
    past: tuple[RunState, ...]
    stored: demand.StoredPlan | None
    places: Mapping[date, tuple[ZonePlaces, ...]]


def load_scene(depot: Store, *, now: datetime) -> Scene:
    """The scene of a depot at an instant."""
    fleet, zone = require_fleet(depot), parse_zone(depot.calendar.zone)
    today_on = now.astimezone(zone).date()
    runs = delivered.load_days(depot.slug, today_on, DAYS, now=now)
    past = delivered.load_days(depot.slug, today_on - timedelta(days=PAST), PAST, now=now)
    stored = demand.load_plan(depot.slug, now)
    planned: Mapping[date, CapacityDay] = {one.on: one for one in stored.plan.days} if stored else {}
    days = [today_on + timedelta(days=number) for number in range(DAYS)]
    drivers = demand.load_agreed(depot, days).drivers
    usual = delivered.count_zones(past)
    found = {
        on: estimate_places(run, fleet, drivers.get(on, ()), usual, planned.get(on))
        for on, run in zip(days, runs, strict=True)
    }
    return Scene(depot, fleet, zone, today_on, runs, past, stored, found)


@require_safe
def show_delivery(request: HttpRequest) -> HttpResponse:
    """Places, forecast and routes of a depot, as far as the viewer plans it."""
    return _show(request, Typed())


def _show(request: HttpRequest, typed: Typed, *, slug: str = "") -> HttpResponse:
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    seen = list_planned(viewer, now=now)
    words = spoken(DELIVERY, locale)
    asked = slug or request.GET.get("depot", "")
    chosen = next((one for one in seen if one[0] == asked), seen[0] if seen else None)
    if chosen is None:
        plans = bool(viewer.roles & {"administrator", "dispatcher", "auditor"})
        why = words["none_why"] if plans else words["not_mine"]
        setup = reverse("setup_stores") if "administrator" in viewer.roles else ""
        page = DeliveryPage(title=words["nav"], words={**words, "none_why": why}, setup_href=setup)
        return render_screen(request, "delivery.html", page, section="delivery")
    depot = load_world([chosen[0]], now=now).store(chosen[0])
    scene = load_scene(depot, now=now)
    page = _page(request, scene, [one for one, _ in seen], typed, planner=chosen[1], now=now)
    status = 422 if typed.error else 200
    return render_screen(request, "delivery.html", page, section="delivery", status=status)


def _page(
    request: HttpRequest, scene: Scene, depots: list[str], typed: Typed, *, planner: bool, now: datetime
) -> DeliveryPage:
    locale, words = locale_of(request), spoken(DELIVERY, locale_of(request))
    side = request.GET.get("side", "")
    side = side if side in SIDES else ""
    slug, home = scene.depot.slug, reverse("delivery")
    names = {one.slug: clean(one.name) for one in listings.list_places()}
    people = {one.slug: clean(one.name) for one in listings.list_people()}
    base = {"depot": slug} | ({"side": side} if side else {})
    roles = viewer_of(request).roles
    may_act = planner and bool(roles - {"auditor"})
    tomorrow_on, tomorrow = scene.today_on + timedelta(days=1), scene.runs[1]
    first, last = next(iter(scene.places)), list(scene.places)[-1]
    days = f"{date_text(first, locale, today_on=first)} – {date_text(last, locale, today_on=first)}"
    stamp = moment_text(scene.stored.forecast.made_at if scene.stored else now, scene.zone, locale, now=now)
    done = SAID.get(request.GET.get("done", ""))
    return DeliveryPage(
        title=words["title"],
        words=words,
        about=f"{days} · {clean(scene.depot.name)} · {words['updated'].format(at=stamp)}",
        depot=slug,
        depots=tuple(
            Link(f"{home}?{urlencode({'depot': one})}", names.get(one, one), one == slug) for one in depots
        )
        if len(depots) > 1
        else (),
        sides=tuple(
            Link(
                f"{home}?{urlencode({'depot': slug} | ({'side': one} if one else {}))}",
                words[word],
                one == side,
            )
            for one, word in SIDES.items()
        )
        if planner
        else (),
        links=_links(slug, words, planner=planner),
        said=done[locale] if done else "",
        error=typed.error,
        grid=make_grid(
            scene.fleet,
            scene.places,
            side,
            locale,
            today_on=scene.today_on,
            link=f"{home}?{urlencode(base)}&day={{day}}#caps",
            planner=planner and may_act,
        )
        if scene.fleet.zones
        else None,
        planning=_planning(request, scene, side, names, people, typed, now=now) if planner else None,
        routes=list_routes(tomorrow, scene.fleet, names | people, scene.zone, locale) if planner else (),
        routes_title=words["routes"].format(day=_plain_day(tomorrow_on, locale)),
        routes_said=words["routes_all"].format(count=count_of(len(tomorrow.planned), "delivery", locale)),
        routes_map=draw_routes(tomorrow, scene.fleet, locale) if planner else None,
        day_href=_address("delivery_day", slug, tomorrow_on.isoformat()),
        run_href=f"{home}?{urlencode(base)}&run={first.isoformat()}#run" if may_act else "",
        may_act=may_act,
    )


def _plain_day(on: date, locale: Locale) -> str:
    """The weekday of a date, and the date: `25 ноября`."""
    return date_text(on, locale, today_on=on)


def _address(name: str, *args: str) -> str:
    """Address of a page; empty where this version has none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _links(slug: str, words: Mapping[str, str], *, planner: bool) -> tuple[Link, ...]:
    if not planner:
        return ()
    found = (
        (_address("delivery_plan"), words["scenario"]),
        (_address("delivery_advertising"), words["advertising"]),
    )
    more = tuple(Link(f"{href}?{urlencode({'depot': slug})}", word, False) for href, word in found if href)
    return (*more, Link(reverse("setup_fleet", args=[slug]), words["setup"], False))


def _planning(
    request: HttpRequest,
    scene: Scene,
    side: str,
    names: Mapping[str, str],
    people: Mapping[str, str],
    typed: Typed,
    *,
    now: datetime,
) -> Planning:
    locale = locale_of(request)
    plan = scene.stored.plan if scene.stored else None
    rows = delivered.load_delivered(scene.depot, scene.fleet, scene.past)
    day, run = request.GET.get("day", ""), request.GET.get("run", "")
    days = {on.isoformat(): on for on in scene.places}
    caps = None
    if day in days:
        found = scene.places[days[day]]
        caps = make_form(
            scene.fleet, found, days[day], locale,
            today_on=scene.today_on, typed=typed.caps, errors=typed.errors,
        )  # fmt: skip
    chart_name = DELIVERY["chart" if plan else "chart_only"][locale]
    return Planning(
        banner=make_banner(plan, names, scene.zone, locale, now=now),
        chart=draw_capacity(
            _columns(scene, side),
            chart_name,
            DELIVERY["chart_about"][locale],
            DELIVERY["capacity"][locale],
            locale,
        ),
        has_forecast=plan is not None,
        versus=make_card(rows, scene.fleet, locale, reverse("delivery_orders", args=[scene.depot.slug])),
        caps=caps,
        run=_run_form(scene, run, people, typed, locale) if run or typed.run is not None else None,
    )


def _columns(scene: Scene, side: str) -> list[Column]:
    planned = {one.on: one for one in scene.stored.plan.days} if scene.stored else {}
    made = []
    for (on, zones), run in zip(scene.places.items(), scene.runs, strict=True):
        own = sum(one.own for one in zones) if side != "outside" else 0
        outside = sum(one.outside for one in zones) if side != "own" else 0
        taken = count_taken(run).values()
        sold = sum(one[0] for one in taken) * (side != "outside") + sum(one[1] for one in taken) * (
            side != "own"
        )
        day = planned.get(on) if not side else None
        forecast = (day.expected, day.low, day.high, day.gap) if day else (None, 0.0, 0.0, 0)
        made.append(Column(own, outside, sold, *forecast))
    return made


def _run_form(scene: Scene, day: str, people: Mapping[str, str], typed: Typed, locale: Locale) -> RunForm:
    couriers = [
        (one.slug, people[one.slug])
        for one in listings.list_people()
        if one.active and "courier" in one.roles
    ]
    zones = [(one.slug, one.names.get(locale) or one.slug) for one in scene.fleet.zones]
    values = typed.run or values_of("vehicles", {})
    made = fields_of("vehicles", values, Offered(zones=zones, couriers=couriers), locale, typed.errors or {})
    fields = tuple(one for one in made if one.name != "weekdays")
    return RunForm(day or scene.today_on.isoformat(), scene.today_on.isoformat(), fields)


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
        return _show(request, Typed(error=said[locale] if said else error.message), slug=depot)
    if refused is not None:
        return _show(request, refused, slug=depot)
    address = f"{reverse('delivery')}?{urlencode({'depot': depot, 'done': DONE[request.POST['act']]})}"
    return HttpResponseRedirect(address, status=303)


def _cap(request: HttpRequest, depot: str) -> Typed | None:
    """Limit what is sold on one day."""
    on, now, locale = day_of(request.POST.get("day", "")), clock.now(), locale_of(request)
    fleet = require_fleet(load_world([depot], now=now).store(depot))
    caps, typed, wrong = read_caps(request.POST, fleet)
    if wrong:
        request.GET = request.GET.copy()
        request.GET["day"] = on.isoformat()
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
        back = {"fixed_minor": "fixed", "per_hour_minor": "per_hour", "per_km_minor": "per_km"}
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
