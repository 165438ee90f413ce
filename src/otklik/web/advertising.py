"""A depot's advertising budgets: those ahead, and the form that takes a file or a pasted table, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from otklik.actions import demand
from otklik.domain.local_times import date_text
from otklik.domain.locales import Locale, count_of, money
from otklik.domain.zones import parse_zone
from otklik.intake.day_columns import MOST_BYTES, LineFault, read_budgets
from otklik.store import clock
from otklik.store import demand as stored
from otklik.store.directory import load_world
from otklik.web.demand import planned_depot
from otklik.web.demand_words import ADVERTISING, FAULTS
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import actor_of
from otklik.web.setup_words import spoken
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of

CURRENCY = "RUB"
SHOWN = 20
"""Letters of a wrong value that are said back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvertisingPage:
    """What `delivery_advertising.html` shows: days ahead, the past in one line, and the faults of a file."""

    title: str
    words: Mapping[str, str]
    depot: str
    href: str
    back: str
    rows: tuple[tuple[str, str], ...] = ()
    past: str = ""
    typed: str = ""
    said: str = ""
    faults: tuple[tuple[str, str], ...] = ()
    may_act: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def show_advertising(request: HttpRequest) -> HttpResponse:
    """Budgets of a depot; `?depot=slug`; POST takes `file` or `text`."""
    viewer, now = viewer_of(request), clock.now()
    slug, _ = planned_depot(viewer, request.GET.get("depot", ""), now=now)
    asked = request.GET.get("depot", slug)
    if not slug or asked != slug:
        return no_such_page()
    if request.method != "POST":
        return _show(request, slug, (), "", now=now)
    file, text = request.FILES.get("file"), request.POST.get("text", "")
    body = file.read(MOST_BYTES + 1) if file else text.encode()
    budgets, faults = read_budgets(body)
    if faults:
        return _show(request, slug, faults, text, now=now)
    demand.plan_advertising(slug, budgets=budgets, actor=actor_of(request), now=now)
    address = f"{reverse('delivery_advertising')}?{urlencode({'depot': slug, 'done': 'saved'})}"
    return HttpResponseRedirect(address, status=303)


def _show(
    request: HttpRequest, slug: str, faults: Sequence[LineFault], text: str, *, now: datetime
) -> HttpResponse:
    locale, words = locale_of(request), spoken(ADVERTISING, locale_of(request))
    place = load_world([slug], now=now).store(slug)
    today_on = now.astimezone(parse_zone(place.calendar.zone)).date()
    budgets = stored.load_budgets(slug)
    query = urlencode({"depot": slug})
    page = AdvertisingPage(
        title=words["title"],
        words=words,
        depot=slug,
        href=f"{reverse('delivery_advertising')}?{query}",
        back=f"{reverse('delivery')}?{query}",
        rows=tuple(
            (date_text(on, locale, today_on=today_on), money(minor, CURRENCY, locale))
            for on, minor in sorted(budgets.items())
            if on >= today_on
        ),
        past=_past(budgets, today_on, words, locale),
        typed=text,
        said=words["saved"] if request.GET.get("done") == "saved" else "",
        faults=tuple(_fault(one, words, locale) for one in faults),
        may_act=bool(viewer_of(request).roles - {"auditor"}),
    )
    status = 422 if faults else 200
    return render_screen(request, "delivery_advertising.html", page, section="delivery", status=status)


def _past(budgets: Mapping[date, int], today_on: date, words: Mapping[str, str], locale: Locale) -> str:
    past = [minor for on, minor in budgets.items() if on < today_on]
    if not past:
        return ""
    days = count_of(len(past), "day_long", locale)
    return words["past"].format(days=days, sum=money(sum(past), CURRENCY, locale))


def _fault(one: LineFault, words: Mapping[str, str], locale: Locale) -> tuple[str, str]:
    where = words["line"].format(n=one.line) if one.line else words["whole"]
    value = one.value if len(one.value) <= SHOWN else one.value[:SHOWN] + "…"
    return where, FAULTS[one.what][locale].format(value=value)
