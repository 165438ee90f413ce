"""Playbooks for everybody who works here: found by words, read whole, opened on an order, followed step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import playbooks as actions
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale
from otklik.domain.playbook_rules import rule_words
from otklik.domain.playbook_texts import fill
from otklik.domain.playbooks import Playbook
from otklik.domain.wording import clean
from otklik.store import playbooks
from otklik.store.access import Viewer, access_order
from otklik.store.queries import OrderRow
from otklik.web.obligations import name_of
from otklik.web.order_acts import act_on
from otklik.web.permissions import PERMISSIONS, SELLERS, may
from otklik.web.playbook_cards import right_words
from otklik.web.playbook_words import PLAYBOOK
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup_words import spoken
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of

LONGEST = 200
"""So many signs of a query are looked at."""


@dataclass(frozen=True, slots=True)
class BookLine:
    """One playbook in a list."""

    situation: str
    href: str
    title: str
    about: str
    steps: tuple[str, ...]
    opens: str


@dataclass(frozen=True, slots=True)
class OnOrder:
    """The order for which somebody looks for a playbook."""

    id: str
    number: str
    href: str
    choose_href: str


@dataclass(frozen=True, slots=True)
class PlaybooksPage:
    """What `playbooks.html` shows."""

    title: str
    words: Mapping[str, str]
    query: str
    books: tuple[BookLine, ...]
    said: str
    order: OnOrder | None


@dataclass(frozen=True, slots=True)
class PlaybookPage:
    """What `playbook.html` shows: one playbook, read whole.

    Parameters
    ----------
    steps
        What to do and what to say, and whether a fact closes it.
    rules
        When it opens by itself, in words; empty = it never does.
    """

    title: str
    words: Mapping[str, str]
    about: str
    after: str
    steps: tuple[tuple[str, str, bool], ...]
    rules: tuple[str, ...]
    right: str
    edit_href: str
    order: OnOrder | None
    situation: str


@require_safe
def show_playbooks(request: HttpRequest) -> HttpResponse:
    """Playbooks that match a query, all of them for none."""
    locale, query = locale_of(request), request.GET.get("q", "").strip()[:LONGEST]
    words, order = spoken(PLAYBOOK, locale), _order(request)
    books = playbooks.find_books(query, playbooks.list_books())
    page = PlaybooksPage(
        title=words["title"],
        words=words,
        query=query,
        books=tuple(line_of(book, locale, order.id if order else "") for book in books),
        said=words["found"].format(n=len(books)) if query else "",
        order=order,
    )
    return render_screen(request, "playbooks.html", page, section="orders")


def line_of(book: Playbook, locale: Locale, order: str = "") -> BookLine:
    """One playbook in a list; `order` = the id of the order for which it is looked for."""
    address = reverse("playbook", args=(book.situation,))
    return BookLine(
        situation=book.situation,
        href=f"{address}?order={order}" if order else address,
        title=book.title[locale],
        about=book.about[locale],
        steps=tuple(step.do[locale] for step in book.steps),
        opens=PLAYBOOK["itself" if book.opens else "by_hand"][locale],
    )


@require_safe
def show_playbook(request: HttpRequest, situation: str) -> HttpResponse:
    """One playbook whole; 404 for an unknown or retired one."""
    locale, viewer = locale_of(request), viewer_of(request)
    book = next((one for one in playbooks.list_books() if one.situation == situation), None)
    if book is None:
        return no_such_page()
    row = PERMISSIONS["setup_playbook"]
    page = PlaybookPage(
        title=book.title[locale],
        words=spoken(PLAYBOOK, locale),
        about=book.about[locale],
        after=book.after[locale],
        steps=tuple((one.do[locale], fill(one.say[locale], {}), one.by_fact) for one in book.steps),
        rules=rule_words(book.opens, locale, name_of=name_of),
        right=right_words(book, viewer.roles, locale),
        edit_href=reverse("setup_playbook", args=(situation,)) if may(row["POST"], viewer.roles) else "",
        order=_order(request),
        situation=situation,
    )
    return render_screen(request, "playbook.html", page, section="orders")


def _order(request: HttpRequest) -> OnOrder | None:
    """The order that the address names, if the viewer may act on it."""
    name, viewer = request.GET.get("order", ""), viewer_of(request)
    if not name or not may(SELLERS, viewer.roles):
        return None
    try:
        row = access_order(viewer, name)
    except DomainError:
        return None
    address = reverse("order", args=(row.id,))
    return OnOrder(
        row.id, clean(row.number), f"{address}#playbook", reverse("order_playbook", args=(row.id,))
    )


@require_POST
def choose_playbook(request: HttpRequest, order: str) -> HttpResponse:
    """Another playbook is open on the order from now on."""

    def choose(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        situation = request.POST.get("situation", "")
        actions.choose(row.stream, situation=situation, actor=f"person:{viewer.person}", now=now)
        book = playbooks.load_book(situation)
        return {"title": book.title[locale_of(request)]}

    return act_on(request, order, "playbook_chosen", choose)


@require_POST
def follow_playbook(request: HttpRequest, order: str) -> HttpResponse:
    """A step of the playbook that is open on the order was done."""

    def follow(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        said = {name: request.POST.get(name, "") for name in ("situation", "step", "words")}
        said["words"] = said["words"][:300]
        actions.follow(row.stream, **said, actor=f"person:{viewer.person}", now=now)
        return {}

    return act_on(request, order, "playbook_followed", follow)
