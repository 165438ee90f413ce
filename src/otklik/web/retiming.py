"""What new opening hours would change for orders that are open, and the page on which somebody moves them there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from otklik.actions import retiming
from otklik.domain.local_times import floor_minute, moment_text
from otklik.domain.locales import Locale
from otklik.domain.stores import Hours, calendar_of
from otklik.domain.zones import parse_zone
from otklik.store import clock
from otklik.store.access import Viewer, access_place, may_see
from otklik.store.listings import PlaceRow
from otklik.store.retiming import RetimingRow, list_retimings
from otklik.web.obligations import name_of
from otklik.web.retiming_words import RETIMING
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, scoped, show, typed
from otklik.web.setup_words import spoken
from otklik.web.viewers import viewer_of

SHOWN, SHOWN_ALL = 5, 200
"""Rows beside the form, and on the page."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One deadline: of which order, what is owed, when it is due and when it would be.

    Parameters
    ----------
    href
        The order's page; empty where the viewer may not open it.
    after
        Empty where it would be over by now and stays.
    """

    number: str
    href: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What the hours of a form, or those in force, would change.

    Parameters
    ----------
    count
        Deadlines that would move.
    stays
        Deadlines that would be over by now; they stay as they are.
    more
        How many rows are not shown.
    """

    count: int
    stays: int
    rows: tuple[ChangeRow, ...]
    more: int
    words: Mapping[str, str]

    @property
    def is_any(self) -> bool:
        """Whether anything would be different."""
        return bool(self.count or self.stays)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetimingPage(Framed):
    """The question before an act: these deadlines, from when to when."""

    place: PlaceRow
    changes: Changes


def changes_of(
    viewer: Viewer, place: PlaceRow, hours: Hours, locale: Locale, *, now: datetime, most: int = SHOWN
) -> Changes:
    """What these hours would change for what the place owes already.

    Parameters
    ----------
    viewer
        Rows of orders that he may not open have no address.
    hours
        Readable ones.
    most
        How many rows are written out.
    """
    rows = list_retimings(place.slug, calendar_of(hours), now=now)
    stays = sum(row.retiming.is_past for row in rows)
    shown = tuple(_row(row, viewer, hours.zone, locale, now) for row in rows[:most])
    return Changes(len(rows) - stays, stays, shown, len(rows) - len(shown), spoken(RETIMING, locale))


def _row(row: RetimingRow, viewer: Viewer, zone: str, locale: Locale, now: datetime) -> ChangeRow:
    def say(at: datetime) -> str:
        return moment_text(floor_minute(at), parse_zone(zone), locale, now=now)

    order, move = row.order, row.retiming
    opens = order is not None and may_see(viewer, order)
    return ChangeRow(
        number=order.number if order else row.stream.partition("/")[2],
        href=reverse("order", args=(order.id,)) if order and opens else "",
        what=name_of(move.ref.kind, locale),
        before=say(move.limit_at),
        after="" if move.is_past else say(move.new_limit_at),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_retiming(request: HttpRequest, slug: str) -> HttpResponse:
    """The deadlines that the hours in force would move, and the button that moves exactly these."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    place = access_place(viewer, slug)
    if place.hours is None:
        return done("setup_hours", slug)
    changes = changes_of(viewer, place, place.hours, locale, now=now, most=SHOWN_ALL)
    errors = {}
    if request.method == "POST":
        if typed(request, "count")["count"] == str(changes.count):
            retiming.retime(slug, actor=actor_of(request), now=now)
            return done("setup_store", slug, said="retimed")
        errors = {"": RETIMING["meanwhile"][locale]}
    page = RetimingPage(
        **framed(request, RETIMING, here="setup_stores", above="setup_stores"),
        errors=errors,
        place=place,
        changes=changes,
    )
    return show(request, "retiming.html", page)
