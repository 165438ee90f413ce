"""The page of complaints: open by their clock, closed, how many a store and a person had; and what is done about one.

What a viewer sees is his stores'. Who may act or close is the domain's rule; a foreign complaint is 404.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import complaints as acts
from otklik.analytics.complaints import share_with_complaint
from otklik.domain.admissions import REPEATED, REPEATED_FOR
from otklik.domain.locales import Locale, group
from otklik.domain.streams import stores_of
from otklik.domain.wording import clean
from otklik.domain.world import World
from otklik.store import buyers, clock, complaints, conduct, directory, listings
from otklik.store.access import Viewer, access_order
from otklik.store.complaints import ComplaintRow, Counted
from otklik.store.queries import OrderRow
from otklik.web.complaint_lines import ComplaintLine, ComplaintScene, slugs_of, write_line
from otklik.web.complaint_words import COMPLAINTS
from otklik.web.findings_figures import interval, percent
from otklik.web.obligations import Reader
from otklik.web.order_acts import act_on
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import may_open
from otklik.web.viewers import viewer_of

COUNTED_FOR = timedelta(days=90)
"""Orders and complaints of so long are counted."""


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One store or person: name, orders, those with a complaint, the share and its bounds; `few` = not judged."""

    name: str
    orders: str
    complaints: str
    share: str
    bounds: str
    few: bool


@dataclass(frozen=True, slots=True)
class Repeated:
    """That somebody was complained of again, and where his admission is decided; no address = not by the viewer."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class ComplaintsPage:
    """What `complaints.html` shows; `flags` counts texts that wait for a judgement."""

    title: str
    words: Mapping[str, str]
    here: str
    open: tuple[ComplaintLine, ...]
    closed: tuple[ComplaintLine, ...]
    repeated: tuple[Repeated, ...]
    counted: tuple[CountedRow, ...]
    flags: int


@require_safe
def show_complaints(request: HttpRequest) -> HttpResponse:
    """The complaints of the viewer's stores."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    return render_screen(request, "complaints.html", make_page(viewer, locale, now=now), section="orders")


@require_POST
def act_on_complaint(request: HttpRequest, order: str, complaint: str) -> HttpResponse:
    """Record an action about a complaint, or close it as a second person."""
    form = request.POST
    is_end = form.get("act") == "close"

    def act(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        said = {
            "complaint": complaint,
            "by": viewer.person,
            "words": form.get("words", ""),
            "home": viewer.home,
        }
        if is_end:
            acts.close(row.stream, **said, now=now)
        else:
            acts.act(row.stream, **said, action=form.get("action", ""), person=form.get("person"), now=now)
        return {}

    return act_on(request, order, "complaint_closed" if is_end else "complaint_acted", act, find=access_order)


@require_POST
def note_complaint(request: HttpRequest, order: str) -> HttpResponse:
    """Note a complaint that the buyer told somebody, or that an employee saw himself."""
    form = request.POST

    def note(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        acts.complain(
            row.stream,
            about=form.get("about", ""),
            means=form.get("means", "call"),
            words=form.get("words", ""),
            by=viewer.person,
            person=form.get("person", ""),
            actor=f"person:{viewer.person}",
            home=viewer.home,
            now=now,
        )
        return {}

    return act_on(request, order, "complaint_noted", note, find=access_order)


def make_page(viewer: Viewer, locale: Locale, *, now: datetime) -> ComplaintsPage:
    """The page in words."""
    still, over = complaints.list_open(viewer.stores), complaints.list_closed(viewer.stores)
    since_at = now - COUNTED_FOR
    by_store = complaints.count_by_store(viewer.stores, since_at=since_at)
    by_person = complaints.count_by_person(viewer.stores, since_at=since_at)
    names = listings.load_names(
        {one.slug for one in (*by_store, *by_person)} | slugs_of([one.complaint for one in (*still, *over)])
    )
    lines = _lines(viewer, locale, [*still, *over], names, now=now)
    return ComplaintsPage(
        title=COMPLAINTS["title"][locale],
        words={name: word[locale] for name, word in COMPLAINTS.items()},
        here=reverse("complaints"),
        open=lines[: len(still)],
        closed=lines[len(still) :],
        repeated=_repeated(viewer, by_person, names, locale, now=now),
        counted=tuple(
            [_counted(one, names.places, locale) for one in by_store]
            + [_counted(one, names.people, locale) for one in by_person if one.complaints]
        ),
        flags=conduct.count_waiting(viewer.stores),
    )


def _lines(
    viewer: Viewer, locale: Locale, rows: Sequence[ComplaintRow], names: listings.Names, *, now: datetime
) -> tuple[ComplaintLine, ...]:
    slugs = {slug for row in rows for slug in (*stores_of(row.state), row.complaint.store)}
    world = directory.load_world({*slugs, viewer.home} - {""}, now=now)
    frozen = {one.calendar for row in rows for one in row.state.obligations.values()} - {""}
    calendars = directory.load_calendars(frozen)
    return tuple(write_line(_scene(row, viewer, world, names, locale, calendars, now)) for row in rows)


def _scene(
    row: ComplaintRow,
    viewer: Viewer,
    world: World,
    names: listings.Names,
    locale: Locale,
    calendars: Mapping[str, object],
    now: datetime,
) -> ComplaintScene:
    store = world.stores.get(row.complaint.store)
    zone = store.calendar.zone if store else viewer.zone
    owed = [one for ref, one in row.state.obligations.items() if ref.key == row.complaint.key]
    calendar = next((calendars.get(one.calendar) for one in owed if one.ref.kind == "complaint"), None)
    return ComplaintScene(
        id=row.order.id,
        number=row.order.number,
        state=row.state,
        complaint=row.complaint,
        words=row.words,
        phone=buyers.load_buyer(row.order.stream).phone if row.complaint.is_open else "",
        world=world,
        viewer=viewer,
        reader=Reader(locale=locale, zone=zone, now=now, names=names, person=viewer.person),
        calendar=calendar,  # type: ignore[arg-type]
    )


def _repeated(
    viewer: Viewer, rows: Sequence[Counted], names: listings.Names, locale: Locale, *, now: datetime
) -> tuple[Repeated, ...]:
    """Whose admission should be thought about: it is proposed here, and decided by a person."""
    counts = complaints.count_about({one.slug for one in rows}, since_at=now - REPEATED_FOR)
    words = COMPLAINTS["repeated"][locale]
    return tuple(
        Repeated(
            words=words.format(name=clean(names.people.get(slug, slug)), n=group(count, locale)),
            href=reverse("setup_admission", args=[slug]) if may_open(viewer, "setup_admission") else "",
        )
        for slug, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        if count >= REPEATED and slug != viewer.person
    )


def _counted(one: Counted, names: Mapping[str, str], locale: Locale) -> CountedRow:
    share = share_with_complaint(one.slug, one.complaints, one.orders)
    return CountedRow(
        name=clean(names.get(one.slug, one.slug)),
        orders=group(one.orders, locale),
        complaints=group(one.complaints, locale),
        share=percent(share.part / share.whole, locale) if share.whole else "",
        bounds=interval(share.low, share.high, locale),
        few=share.few,
    )
