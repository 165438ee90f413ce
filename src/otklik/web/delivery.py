"""The delivery page: places for two weeks, what is coming, tomorrow's routes, own against outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from otklik.domain.local_times import date_text, moment_text
from otklik.domain.locales import Locale, count_of
from otklik.domain.wording import clean
from otklik.planning.day_places import count_taken
from otklik.store import clock, delivered, listings
from otklik.store.depot_days import Scene, load_scene
from otklik.store.directory import load_world
from otklik.store.fleets import list_planned
from otklik.web.carriers import Versus, make_card
from otklik.web.delivery_banner import Banner, make_banner
from otklik.web.delivery_chart import Column, draw_capacity
from otklik.web.delivery_grid import CapForm, Grid, make_form, make_grid
from otklik.web.delivery_routes import RouteLine, draw_routes, list_routes
from otklik.web.delivery_words import DELIVERY, SAID
from otklik.web.drawings import Drawing
from otklik.web.fleet_forms import Field, Offered, fields_of, values_of
from otklik.web.screens import locale_of, render_screen
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
class Tomorrow:
    """Tomorrow's routes in short; `href` leads to the day's own page."""

    lines: tuple[RouteLine, ...]
    title: str
    said: str
    map: Drawing | None
    href: str


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
    tomorrow: Tomorrow | None = None
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


@require_safe
def show_delivery(request: HttpRequest) -> HttpResponse:
    """Places, forecast and routes of a depot, as far as the viewer plans it."""
    return show(request, Typed())


def show(request: HttpRequest, typed: Typed, *, slug: str = "") -> HttpResponse:
    """The page of the depot that the address or a form names, with a form that was refused as it was typed."""
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
    places, people = listings.list_places(), listings.list_people()
    names = {one.slug: clean(one.name) for one in places} | {one.slug: clean(one.name) for one in people}
    base = urlencode({"depot": slug} | ({"side": side} if side else {}))
    may_act = planner and bool(viewer_of(request).roles - {"auditor"})
    done = SAID.get(request.GET.get("done", ""))
    made_at = scene.stored.forecast.made_at if scene.stored else now
    link, today = f"{home}?{base}&day={{day}}#caps", scene.today_on
    grid = make_grid(
        scene.fleet, scene.places, side, locale, today_on=today, link=link, planner=may_act, reader=planner
    )
    return DeliveryPage(
        title=words["title"],
        words=words,
        about=_about(scene, words, moment_text(made_at, scene.zone, locale, now=now), locale),
        depot=slug,
        depots=_choices("depot", {one: names.get(one, one) for one in depots}, slug, {}),
        sides=_choices("side", {one: words[word] for one, word in SIDES.items()}, side, {"depot": slug})
        if planner
        else (),
        links=_links(slug, words, planner=planner),
        said=done[locale] if done else "",
        error=typed.error,
        grid=grid if scene.fleet.zones else None,
        planning=_planning(request, scene, side, names, typed, now=now) if planner else None,
        tomorrow=_tomorrow(scene, names, words, locale) if planner else None,
        run_href=f"{home}?{base}&run={today.isoformat()}#run" if may_act else "",
        may_act=may_act,
    )


def _about(scene: Scene, words: Mapping[str, str], stamp: str, locale: Locale) -> str:
    """Which days, whose, and as of when."""
    days = [date_text(on, locale, today_on=scene.today_on) for on in scene.places]
    return f"{days[0]} – {days[-1]} · {clean(scene.depot.name)} · {words['updated'].format(at=stamp)}"


def _choices(name: str, words: Mapping[str, str], chosen: str, more: Mapping[str, str]) -> tuple[Link, ...]:
    """A row of links, one for each value of a parameter; none where there is no choice."""
    home = reverse("delivery")
    made = tuple(
        Link(f"{home}?{urlencode({**more, **({name: value} if value else {})})}", word, value == chosen)
        for value, word in words.items()
    )
    return made if len(made) > 1 else ()


def _tomorrow(scene: Scene, names: Mapping[str, str], words: Mapping[str, str], locale: Locale) -> Tomorrow:
    """The routes of the day after today."""
    on, run = scene.today_on + timedelta(days=1), scene.runs[1]
    return Tomorrow(
        lines=list_routes(run, scene.fleet, names, scene.zone, locale),
        title=words["routes"].format(day=date_text(on, locale, today_on=on)),
        said=words["routes_all"].format(count=count_of(len(run.planned), "delivery", locale)),
        map=draw_routes(run, scene.fleet, locale),
        href=_address("delivery_day", scene.depot.slug, on.isoformat()),
    )


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
        run=_run_form(scene, run, typed, locale) if run or typed.run is not None else None,
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


def _run_form(scene: Scene, day: str, typed: Typed, locale: Locale) -> RunForm:
    couriers = [
        (one.slug, clean(one.name)) for one in listings.list_people() if one.active and "courier" in one.roles
    ]
    zones = [(one.slug, one.names.get(locale) or one.slug) for one in scene.fleet.zones]
    values = typed.run or values_of("vehicles", {})
    made = fields_of("vehicles", values, Offered(zones=zones, couriers=couriers), locale, typed.errors or {})
    fields = tuple(one for one in made if one.name != "weekdays")
    return RunForm(day or scene.today_on.isoformat(), scene.today_on.isoformat(), fields)
