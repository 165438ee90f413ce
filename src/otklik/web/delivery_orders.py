"""The orders behind a figure of own couriers against outside carriers, down to each one's page (law 14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from otklik.analytics.carriers import MEASURES, Delivered, rows_behind
from otklik.domain.errors import DomainError
from otklik.domain.local_times import date_text
from otklik.domain.locales import Locale, count_of, money
from otklik.domain.wording import clean
from otklik.store import clock, delivered, listings
from otklik.store.depot_days import load_scene
from otklik.store.directory import load_world
from otklik.store.fleets import access_depot
from otklik.store.queries import find_orders
from otklik.web.carriers import CURRENCY
from otklik.web.delivery_words import DELIVERY
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import scoped
from otklik.web.setup_words import spoken
from otklik.web.viewers import viewer_of

ROWS = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One delivery."""

    href: str
    number: str
    day: str
    who: str
    zone: str
    said: str
    tone: str
    price: str


@dataclass(frozen=True, slots=True)
class OrdersPage:
    """What `delivery_orders.html` shows; `other` leads to the rest of the figure's whole."""

    title: str
    words: Mapping[str, str]
    crumb: str
    crumb_href: str
    about: str
    lines: tuple[Line, ...]
    other: str
    older: str
    newest: str


@require_safe
@scoped
def show_delivery_orders(request: HttpRequest, depot: str) -> HttpResponse:
    """The deliveries behind the figure that the address names."""
    access_depot(viewer_of(request), depot)
    locale, now = locale_of(request), clock.now()
    side, figure = request.GET.get("side", "own")[:60], request.GET.get("figure", "n")[:60]
    scene = load_scene(load_world([depot], now=now).store(depot), now=now)
    rows = delivered.load_delivered(scene.depot, scene.fleet, scene.past)
    try:
        found = rows_behind(rows, side, figure)
    except ValueError as error:
        raise DomainError("figure_unknown", f"There is no figure {figure!r}.") from error
    skipped = int(text) if (text := request.GET.get("from", "")).isdecimal() and len(text) < 8 else 0
    words, name = spoken(DELIVERY, locale), figure.partition("/")[0]
    address = reverse("delivery_orders", args=[depot])
    rest = f"{figure}/not" if name in MEASURES and "/" not in figure else name
    asked = {"side": side, "figure": figure}
    title = f"{words[name]} · {words.get(side, side)}"
    zones = {one.slug: one.names.get(locale) or one.slug for one in scene.fleet.zones}
    places = {one.slug: clean(one.name) for one in listings.list_places()}
    page = OrdersPage(
        title=title,
        words=words,
        crumb=words["nav"],
        crumb_href=f"{reverse('delivery')}?{urlencode({'depot': depot})}",
        about=f"{words['days_30']} · {count_of(len(found), 'delivery', locale)}",
        lines=tuple(
            _line(one, zones, places, words, locale, scene.today_on)
            for one in found[skipped : skipped + ROWS]
        ),
        other=f"{address}?{urlencode({'side': side, 'figure': rest})}" if name in MEASURES else "",
        older=f"{address}?{urlencode({**asked, 'from': str(skipped + ROWS)})}"
        if len(found) > skipped + ROWS
        else "",
        newest=f"{address}?{urlencode(asked)}" if skipped else "",
    )
    return render_screen(request, "delivery_orders.html", page, section="delivery")


def _line(
    one: Delivered,
    zones: Mapping[str, str],
    places: Mapping[str, str],
    words: Mapping[str, str],
    locale: Locale,
    today_on: date,
) -> Line:
    row = next(iter(find_orders(one.order)), None)
    kept = {True: ("in_window", "is-ok"), False: ("late", "is-late"), None: ("no_window", "")}[one.kept]
    return Line(
        href=reverse("order", args=[one.order.partition("/")[2]]),
        number=row.number if row else one.order.partition("/")[2][:8],
        day=date_text(date.fromisoformat(one.day), locale, today_on=today_on),
        who=places.get(one.carrier, words["own"]),
        zone=zones.get(one.zone, one.zone),
        said=words[kept[0]],
        tone=kept[1],
        price=money(one.price_minor, CURRENCY, locale) if one.price_minor is not None else "",
    )
