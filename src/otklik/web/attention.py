"""Attention: a browser's report of seconds in sight, and the table of orders beside visitors (R14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from otklik.domain.attention import Given, given_in
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry
from otklik.domain.local_times import date_text
from otklik.domain.locales import NBSP, Locale, span_of
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import attention, clock
from otklik.store.access import Viewer, access_order, access_places
from otklik.web.answers import no_such_order
from otklik.web.attention_words import ATTENTION
from otklik.web.screens import locale_of, render_screen
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of

DAYS = 14
MOST = 100_000


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day in words; empty where nothing is known."""

    day: str
    orders: int
    per_order: str
    visitors: str
    per_visitor: str


@dataclass(frozen=True, slots=True)
class AttentionPage:
    """What `attention.html` shows."""

    title: str
    words: Mapping[str, str]
    store: str
    stores: tuple[tuple[str, str, bool], ...]
    rows: tuple[DayRow, ...]
    today: str
    may_act: bool
    wrong: str


@require_POST
def count_attention(request: HttpRequest, order: str) -> HttpResponse:
    """A browser says for how many seconds its person had an order in sight; 404 for a foreign one."""
    viewer = viewer_of(request)
    try:
        row = access_order(viewer, f"order/{order}")
    except DomainError:
        return no_such_order(request)
    text = request.POST.get("seconds", "")
    if text.isascii() and text.isdigit() and len(text) < 7:
        attention.add(row.stream, viewer.person, int(text), now=clock.now())
    return HttpResponse(status=204)


def attention_lines(stream: str, entries: Sequence[Entry], locale: Locale) -> tuple[str, ...]:
    """What one order got, in words."""
    given = given_in(entries, attention.load_opened([stream]).get(stream, 0))
    said = {
        "opened": _span(given.opened_s, locale),
        "talked": _span(given.talked_s, locale),
        "unmeasured": given.unmeasured,
        "wrote": given.wrote,
    }
    lines = [ATTENTION[name][locale].format(span=value, n=value) for name, value in said.items() if value]
    return tuple(lines) or (ATTENTION["nothing"][locale],)


def _span(seconds: int, locale: Locale) -> str:
    """Minutes, or seconds below one; empty for none."""
    if seconds >= 60:
        return span_of(seconds // 60, locale)
    return f"{seconds}{NBSP}{'с' if locale == 'ru' else 's'}" if seconds else ""


@require_http_methods(["GET", "HEAD", "POST"])
def show_attention(request: HttpRequest) -> HttpResponse:
    """A store's last days: what an order got beside what a visitor got; the form records a day's visitors."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    shops = {one.slug: clean(one.name) for one in access_places(viewer) if one.role == "store"}
    asked = request.POST.get("store", "") or request.GET.get("store", "")
    store = asked or (viewer.home if viewer.home in shops else next(iter(shops), ""))
    if store not in shops:
        return no_such_page()
    zone = attention.zone_of(store, now=now)
    today = now.astimezone(parse_zone(zone)).date()
    wrong = ""
    if request.method == "POST":
        if _record(request, store, today):
            return HttpResponseRedirect(f"{reverse('attention')}?store={store}", status=303)
        wrong = ATTENTION["wrong"][locale]
    return render_screen(
        request, "attention.html", _page(viewer, shops, store, zone, today, locale, wrong), section="reports"
    )


def _record(request: HttpRequest, store: str, today: date) -> bool:
    texts = [request.POST.get(name, "") for name in ("visitors", "minutes")]
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return False
    if day > today or not all(text.isascii() and text.isdigit() and int(text[:9]) <= MOST for text in texts):
        return False
    attention.record_visitors(store, day, visitors=int(texts[0]), minutes=int(texts[1]))
    return True


def _page(
    viewer: Viewer, shops: Mapping[str, str], store: str, zone: str, today: date, locale: Locale, wrong: str
) -> AttentionPage:
    days = attention.list_days(store, zone=zone, last_on=today, days=DAYS)
    return AttentionPage(
        title=ATTENTION["title"][locale],
        words={name: word[locale] for name, word in ATTENTION.items()},
        store=store,
        stores=tuple((slug, name, slug == store) for slug, name in shops.items()),
        rows=tuple(_row(one, today, locale) for one in days),
        today=today.isoformat(),
        may_act=bool(viewer.roles & {"head", "partner_manager", "administrator"}),
        wrong=wrong,
    )


def _row(one: attention.Day, today: date, locale: Locale) -> DayRow:
    unknown = ATTENTION["unknown"][locale]
    per_visitor = ""
    if one.visitors and one.minutes is not None:
        per_visitor = _span(one.minutes * 60 // one.visitors, locale)
    return DayRow(
        day=date_text(one.day, locale, today_on=today),
        orders=one.orders,
        per_order=_span(_seconds(one.given) // one.orders, locale) if one.orders else "",
        visitors=unknown if one.visitors is None else str(one.visitors),
        per_visitor=per_visitor,
    )


def _seconds(given: Given) -> int:
    """In sight and in talks do not add up: who talks has the order in sight. The longer of the two is certain."""
    return max(given.opened_s, given.talked_s)
