"""The orders behind a figure of the network, down to each one's page (law 14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from otklik.actions import handling, network
from otklik.analytics.court import Row
from otklik.domain.local_times import clock_text, date_text
from otklik.domain.locales import Locale, count_of, money
from otklik.domain.standards import Reason
from otklik.domain.surveys import ANSWERS
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import clock
from otklik.store.access import EVERYWHERE, Viewer, stores_run
from otklik.store.network import OrderLine
from otklik.web.desk_rows import order_address
from otklik.web.desk_words import ROW
from otklik.web.handling_words import LISTED as HANDLING
from otklik.web.network import days_of, window_of
from otklik.web.network_figures import reason_word
from otklik.web.network_words import FIGURES, LISTED, PHASES, TONES
from otklik.web.reports import days_text, load_names
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import scoped
from otklik.web.setup_words import spoken
from otklik.web.viewers import viewer_of
from otklik.web.waits import say_rest

ROWS = 50
"""Orders of one page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One order, or one end of it."""

    href: str
    number: str
    store: str
    placed: str
    placed_iso: str
    stated: str
    end: str
    tone: str
    total: str


@dataclass(frozen=True, slots=True)
class OrdersPage:
    """What `network_orders.html` shows."""

    title: str
    words: Mapping[str, str]
    crumb: str
    crumb_href: str
    about: str
    lines: tuple[Line, ...]
    older: str
    newest: str


@require_safe
@scoped
def show_network_orders(request: HttpRequest) -> HttpResponse:
    """The orders behind the figure that the address names, among those that the viewer may see."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    figure, days, skipped = request.GET.get("figure", "orders")[:200], days_of(request), _skipped(request)
    window, names, reasons = window_of(days, viewer, now), load_names(), network.load_reasons()
    stores = None if viewer.roles & EVERYWHERE else stores_run(viewer)
    rows = network.orders_behind(window, figure, stores=stores, now=now)
    name, partner, reason = (*figure.split("/", 2), "", "")[:3]
    address, following = reverse("network_orders"), skipped + ROWS
    whose = clean(names.get(f"partner:{partner}", partner))
    titles = (_title(name, locale), _of_what(name, reason, reasons, names, locale), whose)
    home = reverse("network_partner", args=[partner]) if partner else reverse("network")
    page = OrdersPage(
        title=" · ".join(filter(None, titles)),
        words=spoken(LISTED, locale),
        crumb=whose or spoken(LISTED, locale)["network"],
        crumb_href=f"{home}?days={days}",
        about=f"{days_text(window, locale, now=now)} · {count_of(len(rows), 'order', locale)}",
        lines=tuple(_line(one, names, reasons, viewer, locale, now) for one in rows[skipped:following]),
        older=f"{address}?{urlencode({'figure': figure, 'days': days, 'from': str(following)})}"
        if len(rows) > following
        else "",
        newest=f"{address}?{urlencode({'figure': figure, 'days': days})}" if skipped else "",
    )
    return render_screen(request, "network_orders.html", page, section="network")


def _title(name: str, locale: Locale) -> str:
    return ({**FIGURES, **HANDLING}[name])[locale]


def _of_what(
    name: str, rest: str, reasons: Mapping[str, Reason], names: Mapping[str, str], locale: Locale
) -> str:
    """What else a figure is named by: a stated reason, a store, what was asked for, or who waited for whom."""
    if name in handling.NAMES:
        return say_rest(name, rest, names, locale)
    return reason_word(rest, locale, reasons) if rest else ""


def _skipped(request: HttpRequest) -> int:
    text = request.GET.get("from", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _line(
    row: Row | OrderLine,
    names: Mapping[str, str],
    reasons: Mapping[str, Reason],
    viewer: Viewer,
    locale: Locale,
    now: datetime,
) -> Line:
    order = row.order if isinstance(row, Row) else row
    zone = parse_zone(viewer.zone)
    local = order.placed_at.astimezone(zone)
    day = date_text(local.date(), locale, today_on=now.astimezone(zone).date())
    return Line(
        href=order_address(order.stream.partition("/")[2]),
        number=ROW["number"][locale].format(number=clean(order.number)),
        store=clean(names.get(f"store:{order.store}", order.store)),
        placed=f"{day}, {clock_text(local)}",
        placed_iso=local.isoformat(timespec="minutes"),
        stated=_stated(row, reasons, locale) if isinstance(row, Row) else "",
        end=PHASES[order.phase][locale],
        tone=TONES[order.phase],
        total=money(order.total_minor, order.currency, locale),
    )


def _stated(row: Row, reasons: Mapping[str, Reason], locale: Locale) -> str:
    """What was stated when it ended, or was to end, and what the buyer said of it."""
    order, case = row.order, row.case
    code = case.reason if case else order.cases[-1].reason if order.cases else ""
    code = code or (order.asks[-1].reason if order.asks else "")
    if not code:
        return ""
    stated = LISTED["stated"][locale].format(reason=reason_word(code, locale, reasons))
    said = ANSWERS.get(case.answer) if case else None
    return f"{stated} · {LISTED['said'][locale].format(answer=said[locale])}" if said else stated
