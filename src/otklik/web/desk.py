"""The desk: open orders of the viewer's stores in the order in which they are due, shift and figures, order in work.

The page works without JavaScript; with it rows change as they change (`static/otklik/desk.js`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from otklik.domain.desk import GROUPS, DeskRow, desk_order
from otklik.domain.locales import Locale
from otklik.store import clock
from otklik.store.access import Viewer, access_orders
from otklik.store.conversations import list_calls
from otklik.store.desk import list_desk
from otklik.store.queries import Page
from otklik.store.shifts import Presence, list_presence
from otklik.web.call_rows import Row, render_any
from otklik.web.desk_head import Head, make_head
from otklik.web.desk_panel import Panel, make_panel, may_act
from otklik.web.desk_rows import ANSWERS
from otklik.web.desk_states import Void, void_of
from otklik.web.desk_words import DESK, HOURS
from otklik.web.dial_words import DIAL
from otklik.web.dials import moment_of
from otklik.web.key_words import CLIENT, KEYS, KEYS_DIALOG
from otklik.web.reservations import desk_line
from otklik.web.round_words import ROUND
from otklik.web.rounds import RoundStrip, make_strip
from otklik.web.screens import locale_of, render_screen
from otklik.web.viewers import viewer_of

SHOWN = 100
"""Rows in the page at first, and how many more a tap shows: a page of 500 rows is slow on a phone."""

SHOWS = ("all", "mine", "free")
"""Tabs: everything, one's own, what nobody took."""

ICONS = {"urgent": "alert", "in_time": "clock", "morning": "moon"}
TONES = {"urgent": "is-late", "in_time": "", "morning": "is-night"}


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab with its count."""

    name: str
    word: str
    href: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class RowGroup:
    """One group of rows; `rows` is HTML."""

    name: str
    word: str
    icon: str
    tone: str
    count: int
    why: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeysDialog:
    """The dialog of keys, and the question before an early call."""

    title: str
    why: str
    off: str
    close: str
    call: str
    call_not: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Everything that `desk.html` shows, in words.

    Parameters
    ----------
    show, shown
        Which tab, and how many rows at most.
    more_href, more_word
        The way to the next rows; empty = all are there.
    client
        Words that scripts need, as JSON.
    one_store
        Whether all rows are of one store, so that its name is said once.
    """

    title: str
    words: Mapping[str, str]
    head: Head
    round: RoundStrip | None
    round_words: Mapping[str, str]
    show: str
    shown: int
    tabs: tuple[Tab, ...]
    groups: tuple[RowGroup, ...]
    more_href: str
    more_word: str
    void: Void | None
    panel: Panel | None
    client: str
    one_store: bool
    may_act: bool
    keys: KeysDialog
    reservations: str = ""


@require_safe
def show_desk(request: HttpRequest) -> HttpResponse:
    """The desk."""
    return render_screen(request, "desk.html", make_page(request, now=clock.now()), section="desk")


@require_safe
def show_rows(request: HttpRequest) -> HttpResponse:
    """The lists alone, for a script that reads everything anew."""
    return render_screen(request, "desk_rows.html", make_page(request, now=clock.now()), section="desk")


def make_page(request: HttpRequest, *, now: datetime) -> DeskPage:
    """The desk in words for whoever looks."""
    viewer, locale = viewer_of(request), locale_of(request)
    show = request.GET.get("show", "all")
    show = show if show in SHOWS else "all"
    orders = list_desk(viewer.stores, now=now)
    rows: list[Row] = sorted([*orders, *list_calls(viewer.stores, now=now)], key=desk_order)
    wanted = [row for row in rows if belongs(row, show, viewer.person)]
    shown = shown_of(request)
    presence = list_presence(viewer.stores, now=now)
    words = {name: word[locale] for name, word in DESK.items()}
    head = make_head(viewer, presence, locale, may_act=may_act(viewer), now=now)
    return DeskPage(
        title=words["title"],
        words=words,
        head=head,
        round=make_strip(viewer, locale, now=now),
        round_words={name: word[locale] for name, word in ROUND.items()},
        show=show,
        shown=shown,
        tabs=_tabs(rows, show, viewer.person, words),
        groups=_groups(wanted[:shown], wanted, viewer, presence, locale, now=now),
        more_href=f"{reverse('desk')}?show={show}&shown={shown + SHOWN}" if len(wanted) > shown else "",
        more_word=words["more_rows"].format(count=min(SHOWN, len(wanted) - shown)),
        void=_void(show, rows, wanted, viewer, head, locale, now=now),
        panel=_panel(request, orders, viewer, locale, now=now),
        client=client_words(locale),
        one_store=viewer.stores is not None and len(viewer.stores) == 1,
        may_act=may_act(viewer),
        keys=keys_dialog(locale),
        reservations=desk_line(viewer, locale),
    )


def _void(
    show: str,
    rows: Sequence[Row],
    wanted: Sequence[Row],
    viewer: Viewer,
    head: Head,
    locale: Locale,
    *,
    now: datetime,
) -> Void | None:
    is_first = not rows and not access_orders(viewer, Page(limit=1))
    return void_of(
        show, rows, wanted, head.presence, head.day, locale, is_first=is_first, roles=viewer.roles, now=now
    )


def client_words(locale: Locale) -> str:
    """The words that scripts say by themselves, as JSON."""
    words = {name: word[locale] for table in (DIAL, CLIENT) for name, word in table.items()}
    return json.dumps(words, ensure_ascii=False)


def keys_dialog(locale: Locale) -> KeysDialog:
    """The dialog of keys in a language."""
    words = {name: word[locale] for name, word in KEYS_DIALOG.items()}
    return KeysDialog(
        title=words["title"],
        why=words["why"],
        off=words["off"],
        close=words["close"],
        call=CLIENT["call_anyway"][locale],
        call_not=CLIENT["call_not"][locale],
        rows=tuple((key, word[locale]) for key, word in KEYS),
    )


def belongs(row: Row, show: str, person: str) -> bool:
    """Whether a row stands under a tab."""
    return show == "all" or (show == "mine" and row.owner == person) or (show == "free" and not row.owner)


def shown_of(request: HttpRequest) -> int:
    """How many rows are asked for: full steps of `SHOWN`."""
    text = request.GET.get("shown", "")
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else SHOWN
    return max(1, min(-(-asked // SHOWN), 5)) * SHOWN


def _tabs(rows: Sequence[Row], show: str, person: str, words: Mapping[str, str]) -> tuple[Tab, ...]:
    return tuple(
        Tab(
            name,
            words[name],
            f"{reverse('desk')}?show={name}",
            sum(belongs(row, name, person) for row in rows),
            name == show,
        )
        for name in SHOWS
    )


def _groups(
    shown: Sequence[Row],
    wanted: Sequence[Row],
    viewer: Viewer,
    presence: Sequence[Presence],
    locale: Locale,
    *,
    now: datetime,
) -> tuple[RowGroup, ...]:
    return tuple(
        RowGroup(
            name=name,
            word=DESK[name][locale],
            icon=ICONS[name],
            tone=TONES[name],
            count=sum(row.group == name for row in wanted),
            why=_why_morning(wanted, presence, locale, now=now) if name == "morning" else "",
            rows=tuple(
                render_any(row, locale, now=now, person=viewer.person) for row in shown if row.group == name
            ),
        )
        for name in GROUPS
    )


def _why_morning(
    wanted: Sequence[Row], presence: Sequence[Presence], locale: Locale, *, now: datetime
) -> str:
    """Which store is closed and when its clock goes on, where it is one store."""
    stores = {row.store for row in wanted if row.group == "morning"}
    closed = next((one for one in presence if one.slug in stores and one.opens_at), None)
    if len(stores) != 1 or closed is None or closed.opens_at is None:
        return ""
    at = moment_of(closed.opens_at, closed.zone, locale, now=now)
    return HOURS["stands"][locale].format(name=closed.name, at=at)


def _panel(
    request: HttpRequest, rows: Sequence[DeskRow], viewer: Viewer, locale: Locale, *, now: datetime
) -> Panel | None:
    """The order that the address names, else the first of the viewer's own."""
    asked = request.GET.get("order", "")
    found = next((row for row in rows if row.id == asked), None)
    mine = (row for row in rows if row.owner and row.owner == viewer.person)
    found = found or next((row for row in mine if row.step and row.step.kind in ANSWERS), None)
    found = found or next((row for row in rows if row.owner and row.owner == viewer.person), None)
    return make_panel(found, viewer, locale, now=now, may_act=may_act(viewer)) if found else None
