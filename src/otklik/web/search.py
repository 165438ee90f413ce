"""Finding an order by what a caller says: a fragment under the field in the head, and a page of its own.

Number, telephone in any spelling or its last digits, name, address; only among what the viewer may see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from otklik.domain.local_times import clock_text, date_text
from otklik.domain.locales import Locale, money, phone_text
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import clock, conversations, playbooks
from otklik.store.access import access_search
from otklik.store.buyers import Buyer, load_buyers
from otklik.store.queries import OrderRow, holds_of
from otklik.web.call_rows import CallLine, line_of
from otklik.web.desk_rows import order_address
from otklik.web.desk_words import ROW
from otklik.web.order_words import PHASES
from otklik.web.payments import say_held
from otklik.web.screens import locale_of, render_screen
from otklik.web.search_words import SEARCH
from otklik.web.viewers import viewer_of

MOST, FEW = 50, 8
"""How many orders the page shows, and the list under the field."""

FEW_BOOKS, SHORTEST = 3, 3
"""So many playbooks stand below, for a query of at least so many signs."""

LONGEST = 200
"""So many signs of a query are looked at."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One order that was found, in words."""

    id: str
    href: str
    number: str
    buyer: str
    phone: str
    total: str
    placed: str
    placed_iso: str
    state: str
    tone: str
    held: str = ""


@dataclass(frozen=True, slots=True)
class BookHit:
    """One playbook that was found."""

    href: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What `search.html` and `search_hits.html` show."""

    title: str
    words: Mapping[str, str]
    query: str
    hits: tuple[Hit, ...]
    said: str
    calls: tuple[CallLine, ...] = ()
    books: tuple[BookHit, ...] = ()


@require_safe
def show_search(request: HttpRequest) -> HttpResponse:
    """What was found: a fragment for the field in the head, else a page."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    is_fragment = bool(request.headers.get("HX-Request"))
    page = make_search(request, query, FEW if is_fragment else MOST, now=clock.now())
    return render_screen(
        request, "search_hits.html" if is_fragment else "search.html", page, section="orders"
    )


def make_search(request: HttpRequest, query: str, most: int, *, now: datetime) -> SearchPage:
    """The search in words.

    Parameters
    ----------
    query
        What was typed; empty finds nothing and says nothing.
    most
        At most so many orders.
    now
        Aware UTC.
    """
    viewer, locale = viewer_of(request), locale_of(request)
    words = {name: word[locale] for name, word in SEARCH.items()}
    found = access_search(viewer, query, limit=most + 1) if query else []
    hits = tuple(list_hits(found[:most], viewer.zone, locale, now=now))
    said = words["found"].format(n=len(hits)) if hits else ""
    if len(found) > most:
        said = words["most"].format(n=most)
    callers = conversations.search_calls(query, viewer.stores, now=now)[:FEW] if query else []
    calls = tuple(line_of(row, locale, now=now) for row in callers)
    return SearchPage(
        title=words["title"],
        words=words,
        query=query,
        hits=hits,
        said=said,
        calls=calls,
        books=_books(query, locale),
    )


def _books(query: str, locale: Locale) -> tuple[BookHit, ...]:
    """Playbooks that a query of words finds: somebody who talks to a buyer types what is asked."""
    if len(query) < SHORTEST or any(sign.isdigit() for sign in query):
        return ()
    found = playbooks.find_books(query, playbooks.list_books())[:FEW_BOOKS]
    return tuple(
        BookHit(reverse("playbook", args=(one.situation,)), one.title[locale], one.about[locale])
        for one in found
    )


def list_hits(rows: Sequence[OrderRow], zone: str, locale: Locale, *, now: datetime) -> list[Hit]:
    """Orders in words, with their buyers.

    Parameters
    ----------
    rows
        In the order in which they are shown.
    zone
        In which instants are said.
    locale
        Language.
    now
        Aware UTC.
    """
    buyers, holds = load_buyers(row.stream for row in rows), holds_of(row.stream for row in rows)
    hits = [_hit(row, buyers[row.stream], zone, locale, now=now) for row in rows]
    return [
        replace(hit, held=say_held(holds[row.stream], zone, locale, now=now)) if row.stream in holds else hit
        for row, hit in zip(rows, hits, strict=True)
    ]


def _hit(row: OrderRow, buyer: Buyer, zone: str, locale: Locale, *, now: datetime) -> Hit:
    local, today = row.placed_at.astimezone(parse_zone(zone)), now.astimezone(parse_zone(zone))
    day = (
        "" if local.date() == today.date() else f"{date_text(local.date(), locale, today_on=today.date())}, "
    )
    return Hit(
        id=row.id,
        href=order_address(row.id),
        number=ROW["number"][locale].format(number=clean(row.number)),
        buyer=clean(buyer.name) or ROW["no_name"][locale],
        phone=phone_text(buyer.phone),
        total=money(row.total_minor, row.currency, locale),
        placed=f"{day}{clock_text(local)}",
        placed_iso=local.isoformat(timespec="minutes"),
        state=PHASES[row.phase][2][locale],
        tone=f"is-{PHASES[row.phase][0]}",
    )
