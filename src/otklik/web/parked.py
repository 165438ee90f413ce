"""Orders whose refusal waits: until when, why, what is missing, and what keeps the order meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from otklik.domain.desk import DeskRow
from otklik.domain.locales import Locale, count_of, money
from otklik.domain.refusal_reasons import reason_words
from otklik.domain.wording import capitalised, clean
from otklik.store import clock, parked
from otklik.store.access import Viewer
from otklik.store.desk import load_desk_rows
from otklik.web.desk_panel import may_act
from otklik.web.desk_rows import RowCard, act_address, card_of
from otklik.web.dials import moment_of
from otklik.web.parked_words import PARKED
from otklik.web.screens import locale_of, render_screen
from otklik.web.viewers import viewer_of

COUNTED_FOR = timedelta(days=30)
"""Rescues of so long are counted."""


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """One order: its row of the desk, why its refusal waits and until when, and where it is rescued."""

    card: RowCard
    reason: str
    until: str
    rescue: str
    unpark: str


@dataclass(frozen=True, slots=True)
class ParkedPage:
    """What `parked.html` shows; `saved` says what was rescued, in money."""

    title: str
    words: Mapping[str, str]
    rows: tuple[ParkedRow, ...]
    saved: str
    may_act: bool
    one_store: bool


@require_safe
def show_parked(request: HttpRequest) -> HttpResponse:
    """The orders of the viewer's stores whose refusal waits."""
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    return render_screen(request, "parked.html", make_page(viewer, locale, now=now), section="orders")


def make_page(viewer: Viewer, locale: Locale, *, now: datetime) -> ParkedPage:
    """The page in words."""
    words = {name: word[locale] for name, word in PARKED.items()}
    streams = parked.list_parked(viewer.stores)
    found = load_desk_rows(streams, now=now)
    rows = [found[stream] for stream in streams if stream in found]
    return ParkedPage(
        title=words["title"],
        words=words,
        rows=tuple(_row(row, viewer, locale, now=now) for row in rows),
        saved=_saved(viewer, locale, now=now),
        may_act=may_act(viewer),
        one_store=len({row.store for row in rows}) < 2,
    )


def _row(row: DeskRow, viewer: Viewer, locale: Locale, *, now: datetime) -> ParkedRow:
    until_at = row.parked_until_at
    refusal = reverse("order_refusal", kwargs={"order": row.id})
    return ParkedRow(
        card=card_of(row, locale, now=now, person=viewer.person),
        reason=capitalised(reason_words(row.parked_reason, locale) or clean(row.parked_reason)),
        until=moment_of(until_at, row.zone, locale, now=now) if until_at else "",
        rescue=f"{refusal}?reason={row.parked_reason}",
        unpark=act_address("unpark", row.id),
    )


def _saved(viewer: Viewer, locale: Locale, *, now: datetime) -> str:
    found = parked.count_rescued(viewer.stores, since_at=now - COUNTED_FOR)
    if not found:
        return ""
    orders = count_of(sum(one.orders for one in found), "order", locale)
    sums = ", ".join(money(one.total_minor, one.currency, locale) for one in found)
    return PARKED["saved"][locale].format(orders=orders, sum=sums)
