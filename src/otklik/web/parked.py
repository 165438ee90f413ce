"""Orders whose refusal waits: until when, why, what is missing, and what keeps the order meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from otklik.domain.desk import DeskRow
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, count_of, money
from otklik.domain.orders import OrderState
from otklik.domain.refusal_reasons import reason_words
from otklik.domain.refusals import Refusal, weigh
from otklik.domain.stream_state import StreamState
from otklik.domain.streams import stores_of
from otklik.domain.wording import capitalised, clean
from otklik.domain.world import World
from otklik.store import clock, directory, journal, parked
from otklik.store.access import Viewer
from otklik.store.desk import load_desk_rows
from otklik.web.desk_panel import may_act
from otklik.web.desk_rows import RowCard, act_address, card_of
from otklik.web.dials import moment_of
from otklik.web.evidence import list_evidence
from otklik.web.parked_words import PARKED
from otklik.web.refusals import rescue_address
from otklik.web.screens import locale_of, render_screen
from otklik.web.viewers import viewer_of

COUNTED_FOR = timedelta(days=30)
"""Rescues of so long are counted."""


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """One order: its row of the desk, why its refusal waits, until when, what is missing, and where it is rescued."""

    card: RowCard
    reason: str
    until: str
    missing: str
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
    states = journal.load_states([row.stream for row in rows])
    world = directory.load_world({slug for state in states.values() for slug in stores_of(state)}, now=now)
    return ParkedPage(
        title=words["title"],
        words=words,
        rows=tuple(_row(row, states[row.stream], world, viewer, locale, now=now) for row in rows),
        saved=_saved(viewer, locale, now=now),
        may_act=may_act(viewer),
        one_store=len({row.store for row in rows}) < 2,
    )


def _row(
    row: DeskRow, state: StreamState, world: World, viewer: Viewer, locale: Locale, *, now: datetime
) -> ParkedRow:
    order: OrderState = state.subject
    until_at = row.parked_until_at
    reason = reason_words(order.parked_detail or row.parked_reason, locale)
    return ParkedRow(
        card=card_of(row, locale, now=now, person=viewer.person),
        reason=capitalised(clean(reason)),
        until=moment_of(until_at, row.zone, locale, now=now) if until_at else "",
        missing=_missing(state, world, locale, now=now),
        rescue=rescue_address(row.id, order),
        unpark=act_address("unpark", row.id),
    )


def _missing(state: StreamState, world: World, locale: Locale, *, now: datetime) -> str:
    """What the reason asks for and is not on record, with counts; empty where nothing is missing."""
    order: OrderState = state.subject
    asked = Refusal(order.parked_reason, "", order.parked_by, order.parked_detail)
    try:
        weighing = weigh(state, world, now, asked)
    except DomainError:
        return ""  # the reason is in no list any more: it asks for nothing
    found = [one for one in list_evidence(order, weighing, locale) if not one.good]
    return " · ".join(f"{one.name}: {one.value}" for one in found)


def _saved(viewer: Viewer, locale: Locale, *, now: datetime) -> str:
    found = parked.count_rescued(viewer.stores, since_at=now - COUNTED_FOR)
    if not found:
        return ""
    orders = count_of(sum(one.orders for one in found), "order", locale)
    sums = ", ".join(money(one.total_minor, one.currency, locale) for one in found)
    return PARKED["saved"][locale].format(orders=orders, sum=sums)
