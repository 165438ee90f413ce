"""The orders behind a figure of a report, down to each one's page and journal (law 14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from otklik.actions import reports
from otklik.actions.reports import ONE, Behind
from otklik.domain.local_times import clock_text, date_text
from otklik.domain.locales import Locale, count_of, money, span_of
from otklik.domain.refusal_reasons import reason_words
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import clock
from otklik.web.desk_rows import order_address
from otklik.web.desk_words import ROW
from otklik.web.report_figures import title_of
from otklik.web.report_words import ORDERS, OUTCOME_TONES
from otklik.web.reports import days_text, load_names, scope_text
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import scoped
from otklik.web.setup_words import spoken
from otklik.web.viewers import viewer_of

ROWS = 50
"""Orders of one page."""


@dataclass(frozen=True, slots=True)
class BehindLine:
    """One order behind a figure."""

    href: str
    number: str
    store: str
    placed: str
    placed_iso: str
    answer: str
    is_silent: bool
    end: str
    tone: str
    total: str


@dataclass(frozen=True, slots=True)
class BehindPage:
    """What `report_orders.html` shows."""

    title: str
    words: Mapping[str, str]
    report: int
    crumb: str
    about: str
    figure: str
    lines: tuple[BehindLine, ...]
    older: str
    newest: str


@require_safe
@scoped
def show_report_orders(request: HttpRequest, report: int) -> HttpResponse:
    """The orders behind the figure that the address names; a figure that is one order leads to it at once."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    figure, skipped = request.GET.get("figure", "orders")[:300], _number(request.GET.get("from", ""))
    found = reports.load_report(report, viewer=viewer)
    behind = reports.orders_behind(found.row, figure)
    if figure.startswith(ONE) and behind:
        return HttpResponseRedirect(order_address(behind[0].order.stream.partition("/")[2]))
    words, names, address = spoken(ORDERS, locale), load_names(), reverse("report_orders", args=[report])
    scope, days = scope_text(found.row, names, locale), days_text(found.row.window, locale, now=now)
    following = skipped + ROWS
    page = BehindPage(
        title=title_of(figure, found.findings, locale),
        words=words,
        report=report,
        crumb=scope,
        about=f"{days} · {count_of(len(behind), 'order', locale)}",
        figure=figure,
        lines=tuple(_line(one, names, found.row.made_at.date(), locale) for one in behind[skipped:following]),
        older=f"{address}?{urlencode({'figure': figure, 'from': str(following)})}"
        if len(behind) > following
        else "",
        newest=f"{address}?{urlencode({'figure': figure})}" if skipped else "",
    )
    return render_screen(request, "report_orders.html", page, section="reports")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _line(behind: Behind, names: Mapping[str, str], made_on: date, locale: Locale) -> BehindLine:
    order = behind.order
    local = order.state.placed_at.astimezone(parse_zone(behind.zone))
    day = date_text(local.date(), locale, today_on=made_on)
    return BehindLine(
        href=order_address(order.stream.partition("/")[2]),
        number=ROW["number"][locale].format(number=clean(order.state.number)),
        store=clean(names.get(f"store:{order.state.first_store}", order.state.first_store)),
        placed=f"{day}, {clock_text(local)}",
        placed_iso=local.isoformat(timespec="minutes"),
        answer=_answer(behind, locale),
        is_silent=behind.waited_s is None,
        end=_end(behind, locale),
        tone=OUTCOME_TONES[order.outcome],
        total=money(order.state.total_minor, order.state.currency, locale),
    )


def _answer(behind: Behind, locale: Locale) -> str:
    if behind.waited_s is None:
        return ORDERS["silent"][locale]
    if behind.waited_s < 60:
        return ORDERS["answered_at_once"][locale]
    return ORDERS["answered"][locale].format(span=span_of(behind.waited_s // 60, locale))


def _end(behind: Behind, locale: Locale) -> str:
    return ORDERS[behind.order.outcome][locale].format(reason=reason_words(behind.order.reason, locale))
