"""The list of orders, newest first: by state, store and owner, page after page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from otklik.domain.events import instant_of
from otklik.domain.locales import Locale
from otklik.domain.wording import clean
from otklik.store import clock
from otklik.store.access import Viewer, access_orders
from otklik.store.complaints import count_open
from otklik.store.listings import list_people, list_places
from otklik.store.parked import count_parked
from otklik.store.queries import OrderRow, Page
from otklik.web.order_words import PHASES
from otklik.web.permissions import PERMISSIONS, READ, may
from otklik.web.screens import locale_of, render_screen
from otklik.web.search import Hit, list_hits
from otklik.web.search_words import LIST
from otklik.web.viewers import viewer_of

ROWS = 50
"""Orders of one page."""

OWED = ("settlement", "late_money")
"""Kinds by which the list is filtered: whose goods are held, and whose money came too late."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One order of the list."""

    hit: Hit
    store: str
    owner: str
    history: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    word: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """What `orders.html` shows."""

    title: str
    words: Mapping[str, str]
    phases: tuple[Choice, ...]
    stores: tuple[Choice, ...]
    owed: tuple[Choice, ...]
    mine: bool
    rows: tuple[ListRow, ...]
    older: str
    newest: str
    parked: int = 0
    complaints: int = 0
    sees_complaints: bool = False


@require_safe
def show_orders(request: HttpRequest) -> HttpResponse:
    """The list, as the address filters it."""
    return render_screen(request, "orders.html", make_list(request, now=clock.now()), section="orders")


def make_list(request: HttpRequest, *, now: datetime) -> ListPage:
    """The list in words."""
    viewer, locale = viewer_of(request), locale_of(request)
    phase, store = request.GET.get("phase", ""), request.GET.get("store", "")
    mine, owed = request.GET.get("mine") == "1", request.GET.get("owed", "")
    names = {one.slug: clean(one.name) for one in list_places() if one.role == "store"}
    seen = {slug: name for slug, name in names.items() if viewer.stores is None or slug in viewer.stores}
    before = _before(request.GET.get("before", ""))
    page = Page(
        phases=(phase,) if phase in PHASES else None,
        store=store if store in seen else "",
        owner=viewer.person if mine else "",
        owed=owed if owed in OWED else "",
        before=before,
        limit=ROWS + 1,
    )
    found = access_orders(viewer, page)
    words = {name: word[locale] for name, word in LIST.items()}
    kept = {
        "phase": phase if phase in PHASES else "",
        "store": page.store,
        "owed": page.owed,
        "mine": "1" if mine else "",
    }
    return ListPage(
        title=words["title"],
        words=words,
        phases=_choices({code: word[locale] for code, (_, _, word) in PHASES.items()}, phase, words["any"]),
        stores=_choices(seen, page.store, words["all_stores"]) if len(seen) > 1 else (),
        owed=_choices({kind: words[kind] for kind in OWED}, owed, words["any"]),
        mine=mine,
        rows=_rows(found[:ROWS], names, viewer, locale, now=now),
        older=_address({**kept, "before": _after(found[ROWS - 1])}) if len(found) > ROWS else "",
        newest=_address(kept) if before else "",
        parked=count_parked(viewer.stores),
        complaints=count_open(viewer.stores) if may(PERMISSIONS["complaints"][READ], viewer.roles) else 0,
        sees_complaints=may(PERMISSIONS["complaints"][READ], viewer.roles),
    )


def _rows(
    found: Sequence[OrderRow], names: Mapping[str, str], viewer: Viewer, locale: Locale, *, now: datetime
) -> tuple[ListRow, ...]:
    people = {one.slug: clean(one.name) for one in list_people()}
    hits = list_hits(found, viewer.zone, locale, now=now)
    return tuple(
        ListRow(hit, names.get(row.holder, row.holder), people.get(row.owner, ""), row.history)
        for row, hit in zip(found, hits, strict=True)
    )


def _choices(known: Mapping[str, str], chosen: str, none: str) -> tuple[Choice, ...]:
    rows = {"": none, **known}
    return tuple(
        Choice(value, word, value == (chosen if chosen in rows else "")) for value, word in rows.items()
    )


def _address(fields: Mapping[str, str]) -> str:
    query = urlencode({name: value for name, value in fields.items() if value})
    return reverse("orders") + (f"?{query}" if query else "")


def _after(row: OrderRow) -> str:
    return f"{row.placed_at.isoformat()}~{row.id}"


def _before(text: str) -> tuple[datetime, str] | None:
    """The place where the page before ended, or None where the address names none."""
    at, _, order = text.partition("~")
    try:
        return (instant_of(at), f"order/{order}") if order else None
    except ValueError:
        return None
