"""Goods that other stores ask this one to put aside: the list, and the answers (R36).

A partner sees the goods, for which store, and until when; nothing of the order or its buyer. A reservation of another
store's goods does not exist for him.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import reservations
from otklik.domain.errors import DomainError
from otklik.domain.local_times import floor_minute, moment_text, until_text
from otklik.domain.locales import Locale
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import clock, listings
from otklik.store import reservations as reserved
from otklik.store.access import Viewer
from otklik.store.reservations import ReservationRow
from otklik.web.answers import answer_done, answer_refused, no_such_order
from otklik.web.desk_panel import may_act
from otklik.web.reservation_words import PAGE
from otklik.web.screens import locale_of, render_screen
from otklik.web.viewers import viewer_of

SECTION = "desk"


@dataclass(frozen=True, slots=True)
class ReservationLine:
    """One reservation in words."""

    key: str
    title: str
    sku: str
    store: str
    when: str
    state: str


@dataclass(frozen=True, slots=True)
class ReservationsPage:
    """What `reservations.html` shows."""

    title: str
    words: Mapping[str, str]
    asked: tuple[ReservationLine, ...]
    made: tuple[ReservationLine, ...]
    over: tuple[ReservationLine, ...]
    may_act: bool


@require_safe
def show_reservations(request: HttpRequest) -> HttpResponse:
    """The reservations of the viewer's stores."""
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    return render_screen(request, "reservations.html", make_page(viewer, locale, now=now), section=SECTION)


def make_page(viewer: Viewer, locale: Locale, *, now: datetime) -> ReservationsPage:
    """The page in words."""
    words = {name: word[locale] for name, word in PAGE.items()}
    rows, over = reserved.list_open(viewer.stores), reserved.list_over(viewer.stores)
    names = {one.slug: clean(one.name) for one in listings.list_places()}

    def write(row: ReservationRow) -> ReservationLine:
        return _line(row, names, viewer.zone, words, locale, now=now)

    return ReservationsPage(
        title=words["title"],
        words=words,
        asked=tuple(write(one) for one in rows if one.state == "asked"),
        made=tuple(write(one) for one in rows if one.state == "made"),
        over=tuple(write(one) for one in over),
        may_act=may_act(viewer),
    )


def _line(
    row: ReservationRow,
    names: Mapping[str, str],
    zone_name: str,
    words: Mapping[str, str],
    locale: Locale,
    *,
    now: datetime,
) -> ReservationLine:
    zone = parse_zone(zone_name)
    pieces = f" · {words['pieces'].format(n=row.quantity)}" if row.quantity != 1 else ""
    if row.ended_at is not None:
        when = moment_text(floor_minute(row.ended_at), zone, locale, now=now)
    else:
        limit_at = row.limit_at or row.asked_at
        until = until_text(floor_minute(limit_at), zone, locale, now=now)
        when = words["answer" if row.state == "asked" else "keep"].format(until=until)
    return ReservationLine(
        key=row.key,
        title=f"{clean(row.title or row.sku)}{pieces}",
        sku=clean(row.sku),
        store=words["store"].format(name=names.get(row.holder, row.holder)),
        when=when,
        state=words.get(row.state, row.state),
    )


def desk_line(viewer: Viewer, locale: Locale) -> str:
    """How many wait for an answer of the viewer's own store, in words; empty where none does."""
    waiting = reserved.count_open(frozenset({viewer.home})) if viewer.home else 0
    return PAGE["desk"][locale].format(n=waiting) if waiting else ""


@require_POST
def answer_reservation(request: HttpRequest, key: str) -> HttpResponse:
    """Put aside, not there, or handed out; 404 for a reservation of another store's goods."""
    viewer, now = viewer_of(request), clock.now()
    row = reserved.find(key, viewer.stores)
    says = request.POST.get("says", "")
    if row is None:
        return no_such_order(request)
    try:
        if says not in ANSWERS:
            raise DomainError("unknown_act", f"{says!r} is no answer.", place="says")
        ANSWERS[says](row, viewer.person, now)
    except DomainError as error:
        return answer_refused(request, error, {}, otherwise="/reservations")
    return answer_done(request, f"reservation_{says}", {}, otherwise="/reservations")


def _put(row: ReservationRow, person: str, now: datetime) -> None:
    reservations.put_aside(row.stream, reservation=row.key, actor=f"person:{person}", by=person, now=now)


def _not(row: ReservationRow, person: str, now: datetime) -> None:
    reservations.decline(row.stream, reservation=row.key, actor=f"person:{person}", by=person, now=now)


def _out(row: ReservationRow, person: str, now: datetime) -> None:
    reservations.hand_out(row.stream, reservation=row.key, actor=f"person:{person}", now=now)


ANSWERS: Mapping[str, Callable[[ReservationRow, str, datetime], None]] = {
    "put": _put,
    "not": _not,
    "out": _out,
}
