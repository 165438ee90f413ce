"""The scenario page: four weeks of deliveries against capacity, with sliders of which nothing is kept.

The sliders are a form; with a script they are sent as they move. What special days do stands beside, in percent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from otklik.domain.capacity import CapacityDay, CapacityPlan, Scenario
from otklik.domain.demand import Effect, Forecast
from otklik.domain.local_times import MONTHS, date_text, moment_text
from otklik.domain.locales import Locale, group
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import clock, demand, listings
from otklik.store.access import Viewer
from otklik.store.demand import StoredPlan
from otklik.store.fleets import list_planned
from otklik.web.delivery_banner import Banner, make_banner
from otklik.web.demand_words import EFFECTS, PLAN
from otklik.web.promises import WEEKDAYS
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup_words import spoken
from otklik.web.viewers import viewer_of

SLIDERS: Mapping[str, tuple[int, int, int]] = {"a": (-100, 100, 10), "c": (-5, 10, 1), "p": (-20, 100, 5)}
"""Name in the address → least, most, step: advertising, couriers, places."""

BAR = 100
SOON_DAYS = 60
"""Effects of days within so many days stand open; the others behind "the other days"."""

MINUS = "\u2212"
NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Slider:
    """One slider: its word, ends and value; `why` says why it does nothing."""

    name: str
    word: str
    unit: str
    least: int
    most: int
    step: int
    value: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of what changes; `better` says whether the scenario mends it, None = neither."""

    word: str
    now: str
    then: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day: figures as text, and its bar in hundredths of the highest."""

    day: str
    weekday: str
    is_weekend: bool
    effect: str
    expected: str
    between: str
    own: str
    outside: str
    lack: str
    own_w: int
    outside_w: int
    need_x: int
    bar: str


@dataclass(frozen=True, slots=True)
class EffectLine:
    """A special day and what it does."""

    day: str
    percent: str
    between: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """What `delivery_plan.html` shows; without a plan its empty state."""

    title: str
    words: Mapping[str, str]
    depot: str = ""
    about: str = ""
    back: str = ""
    advertising: str = ""
    href: str = ""
    depots: tuple[tuple[str, str, bool], ...] = ()
    banner: Banner | None = None
    sliders: tuple[Slider, ...] = ()
    is_tried: bool = False
    figures: tuple[Figure, ...] = ()
    days: tuple[DayLine, ...] = ()
    tested: tuple[str, ...] = ()
    soon: tuple[EffectLine, ...] = ()
    later: tuple[EffectLine, ...] = ()


def planned_depot(viewer: Viewer, asked: str, *, now: datetime) -> tuple[str, list[str]]:
    """The depot that is asked for, or the first that the viewer plans, and all of them; empty = he plans none."""
    mine = [slug for slug, plans in list_planned(viewer, now=now) if plans]
    return (asked if asked in mine else next(iter(mine), "")), mine


@require_safe
def show_plan(request: HttpRequest) -> HttpResponse:
    """Four weeks of a depot in a scenario; `?depot=slug&a=-50&c=1&p=20`."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    slug, mine = planned_depot(viewer, request.GET.get("depot", ""), now=now)
    stored = demand.load_plan(slug, now) if slug else None
    words = spoken(PLAN, locale)
    if stored is None:
        page = PlanPage(title=words["title"], words=words, depot=slug, back=reverse("delivery"))
        return render_screen(request, "delivery_plan.html", page, section="delivery")
    page = _page(stored, mine, _read(request.GET), locale, now=now)
    return render_screen(request, "delivery_plan.html", page, section="delivery")


def _read(asked: Mapping[str, str]) -> dict[str, int]:
    """Values of the sliders as the address has them; what can't be read, or lies beyond the ends, is 0."""
    found = {}
    for name, (least, most, _) in SLIDERS.items():
        text = asked.get(name, "")
        value = int(text) if text.lstrip("-").isdecimal() and len(text) < 5 else 0
        found[name] = value if least <= value <= most else 0
    return found


def _page(
    stored: StoredPlan, mine: list[str], tried: Mapping[str, int], locale: Locale, *, now: datetime
) -> PlanPage:
    words, zone = spoken(PLAN, locale), parse_zone(stored.zone)
    scenario = Scenario(advertising_percent=tried["a"], couriers=tried["c"], places=tried["p"])
    is_tried = any(tried.values())
    plan = stored.tried(scenario, now=now) if is_tried else stored.plan
    names = {one.slug: clean(one.name) for one in listings.list_places()}
    slug, today_on = stored.fleet.depot, now.astimezone(zone).date()
    home, query = reverse("delivery_plan"), urlencode({"depot": slug})
    at = moment_text(stored.forecast.made_at, zone, locale, now=now)
    effects = _effects(stored.forecast, locale, today_on=today_on)
    return PlanPage(
        title=words["title"],
        words=words,
        depot=slug,
        about=words["about"].format(depot=names.get(slug, slug), at=at),
        back=f"{reverse('delivery')}?{query}",
        advertising=f"{reverse('delivery_advertising')}?{query}",
        href=f"{home}?{query}",
        depots=tuple(
            (f"{home}?{urlencode({'depot': one})}", names.get(one, one), one == slug) for one in mine
        ),
        banner=make_banner(plan, names, zone, locale, now=now),
        sliders=tuple(_slider(name, tried[name], stored.forecast, words) for name in SLIDERS),
        is_tried=is_tried,
        figures=_figures(stored.plan, plan, words, locale),
        days=_days(plan, words, locale, zone, now=now),
        tested=_tested(stored.forecast, words, locale),
        soon=tuple(line for line, days in effects if days < SOON_DAYS),
        later=tuple(line for line, days in effects if days >= SOON_DAYS),
    )


def _slider(name: str, value: int, forecast: Forecast, words: Mapping[str, str]) -> Slider:
    least, most, step = SLIDERS[name]
    idle = name == "a" and not (forecast.elasticity and any(one.pressure for one in forecast.days))
    why = words["a_none"] if idle else ""
    return Slider(name, words[name], words[f"{name}_unit"], least, most, step, value, why)


def _figures(
    now: CapacityPlan, then: CapacityPlan, words: Mapping[str, str], locale: Locale
) -> tuple[Figure, ...]:
    def line(word: str, of: str) -> Figure:
        before, after = _total(now, of), _total(then, of)
        tone = "" if before == after else "ok" if (after < before) == (of != "places") else "late"
        return Figure(words[word], group(before, locale), group(after, locale), tone)

    return (line("missing", "gap"), line("gap_days", "days"), line("need", "need"), line("places", "places"))


def _total(plan: CapacityPlan, of: str) -> int:
    if of == "days":
        return sum(one.gap > 0 for one in plan.days)
    return sum(getattr(one, of) for one in plan.days)


def _days(
    plan: CapacityPlan, words: Mapping[str, str], locale: Locale, zone: tzinfo, *, now: datetime
) -> tuple[DayLine, ...]:
    today_on = now.astimezone(zone).date()
    most = max((max(one.need, one.places) for one in plan.days), default=1) or 1
    return tuple(_line(one, most, words, locale, today_on) for one in plan.days)


def _line(one: CapacityDay, most: int, words: Mapping[str, str], locale: Locale, today_on: date) -> DayLine:
    outside = sum(one.carried.values())
    return DayLine(
        day=date_text(one.on, locale, today_on=today_on),
        weekday=WEEKDAYS[one.on.weekday()][locale],
        is_weekend=one.on.weekday() > 4,
        effect=EFFECTS[one.special][locale] if one.special in EFFECTS else "",
        expected=group(round(one.expected), locale),
        between=f"{group(round(one.low), locale)}–{group(round(one.high), locale)}",
        own=group(one.own, locale),
        outside=group(outside, locale),
        lack=group(one.gap, locale) if one.gap else "",
        own_w=round(one.own / most * BAR),
        outside_w=round(outside / most * BAR),
        need_x=min(round(one.need / most * BAR), BAR - 1),
        bar=words["bar"].format(need=group(one.need, locale), places=group(one.places, locale)),
    )


def _tested(forecast: Forecast, words: Mapping[str, str], locale: Locale) -> tuple[str, ...]:
    if forecast.ratio is None:
        return (words["untested"],)
    point = "," if locale == "ru" else "."
    said = [words["tested"].format(ratio=f"{forecast.ratio:.2f}".replace(".", point))]
    if forecast.covered is not None and forecast.covered_special is not None:
        shares = {"all": forecast.covered, "special": forecast.covered_special}
        gap = NBSP if locale == "ru" else ""
        said.append(
            words["covered"].format(**{name: f"{one:.0%}"[:-1] + gap + "%" for name, one in shares.items()})
        )
    return tuple(said)


def _effects(forecast: Forecast, locale: Locale, *, today_on: date) -> list[tuple[EffectLine, int]]:
    """Effects with the days until each, soonest first; those without a date of their own stand first."""
    found = [(_effect(one, locale), _until(one.day, today_on)) for one in forecast.effects]
    return sorted(found, key=lambda one: one[1])


def _until(key: str, today_on: date) -> int:
    if key in EFFECTS:
        return 0 if key == "advertising" else SOON_DAYS
    month, day = (int(part) for part in key.split("-"))
    years = (today_on.year, today_on.year + 1)
    return min(days for year in years if (days := (date(year, month, day) - today_on).days) >= 0)


def _effect(one: Effect, locale: Locale) -> EffectLine:
    if one.day in EFFECTS:
        name = EFFECTS[one.day][locale]
    else:
        month, day = (int(part) for part in one.day.split("-"))
        name = f"{day} {MONTHS[locale][month - 1]}"
    ends = _percent(one.low, locale), _percent(one.high, locale)
    sure = one.low > 0 or one.high < 0
    between = {"ru": "от {} до {}", "en": "{} to {}"}[locale].format(*ends)
    return EffectLine(name, _percent(one.percent, locale), between, "" if sure else "muted")


def _percent(value: float, locale: Locale) -> str:
    """`+38 %`, `−12 %`, `0 %`; without the space in English."""
    whole = round(value)
    sign = "+" if whole > 0 else MINUS if whole < 0 else ""
    return f"{sign}{abs(whole)}{NBSP if locale == 'ru' else ''}%"
