"""Catalogues of stores and partners: the list, connecting one, sending a file, and what was wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from otklik.actions import feeds as actions
from otklik.domain.errors import DomainError
from otklik.domain.goods import CatalogueFault, is_stale
from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale
from otklik.domain.zones import parse_zone
from otklik.store import access, clock, feed_files, feeds, listings
from otklik.store.access import Viewer
from otklik.store.feeds import FeedRow, ReadingRow
from otklik.store.sources import SourceRow
from otklik.web.feed_fault_words import say_fault, say_place
from otklik.web.feed_words import FEEDS, OUTCOMES
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, said_wrong, scoped, show, typed
from otklik.web.stores import Choice, choices
from otklik.web.viewers import viewer_of

MIB = 1_048_576
SHOWN_FAULTS = 100
"""So many faults the page shows; all that are kept are in `otklik feed faults`."""

TONES: Mapping[str, str] = {"read": "is-ok", "failed": "is-late", "unchanged": "", "": "is-info"}


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One feed of the list."""

    slug: str
    owner: str
    goods: str
    as_of: str
    old: str
    outcome: str
    tone: str


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading of a feed's history."""

    when: str
    file: str
    outcome: str
    tone: str
    counts: str
    error: str


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One thing that was not taken as it stood."""

    place: str
    said: str
    left_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsPage(Framed):
    """The list of feeds."""

    feeds: tuple[FeedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeed(Framed):
    """A feed to be."""

    owners: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage(Framed):
    """One feed: how old its stock is, where a file goes, what came of the last ones."""

    line: FeedLine
    how: str
    file_hint: str
    waiting: tuple[str, ...]
    readings: tuple[ReadingLine, ...]
    faults_title: str
    faults: tuple[FaultLine, ...]
    more: str


@require_safe
def show_feeds(request: HttpRequest) -> HttpResponse:
    """The feeds that the viewer sets up."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    page = FeedsPage(
        **framed(request, FEEDS, here="setup_feeds"),
        feeds=tuple(_line(one, viewer, locale, now) for one in feeds.list_feeds(catalogues_of(viewer))),
    )
    return show(request, "feeds.html", page)


def catalogues_of(viewer: Viewer) -> tuple[str, ...] | None:
    """Names of the catalogues that the viewer sets up: his stores', his partner's; None = all."""
    run = access.stores_run(viewer)
    if run is None:
        return None
    shared = (f"partner/{viewer.partner}",) if "partner_manager" in viewer.roles and viewer.partner else ()
    return (*(f"store/{slug}" for slug in sorted(run)), *shared)


def _line(feed: FeedRow, viewer: Viewer, locale: Locale, now: datetime) -> FeedLine:
    kind, _, slug = feed.catalogue.partition("/")
    names = {
        one.slug: one.name
        for one in (listings.list_places() if kind == "store" else listings.list_partners())
    }
    as_of = FEEDS["never"][locale]
    if feed.as_of_at:
        when = moment_text(feed.as_of_at, parse_zone(viewer.zone), locale, now=now)
        as_of = FEEDS["as_of"][locale].format(when=when)
    outcome = feed.last.outcome if feed.last else None
    return FeedLine(
        slug=feed.source.slug,
        owner=FEEDS[f"of_{kind}"][locale].format(name=names.get(slug, slug)),
        goods=FEEDS["goods"][locale].format(count=feed.shown.offers) if feed.shown else "",
        as_of=as_of,
        old=FEEDS["old"][locale] if feed.as_of_at and is_stale(feed.as_of_at, now=now) else "",
        outcome=OUTCOMES[outcome][locale] if outcome is not None else "",
        tone=TONES[outcome] if outcome is not None else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def connect_feed(request: HttpRequest) -> HttpResponse:
    """A new feed: whose, and from where."""
    viewer, locale = viewer_of(request), locale_of(request)
    errors: Mapping[str, str] = {}
    values = typed(request, "owner", "slug", "url", "currency")
    owners = _owners(viewer, locale)
    if request.method == "POST":
        try:
            return done("setup_feed", _connect(request, values, owners), said="feed_connected")
        except DomainError as error:
            errors = said_wrong(error, locale)
    page = NewFeed(
        **framed(request, FEEDS, here="setup_feeds", title=FEEDS["new_title"][locale], above="setup_feeds"),
        values=values if request.method == "POST" else values | {"currency": "RUB"},
        errors=errors,
        owners=choices(owners, values["owner"]),
    )
    return show(request, "feed_new.html", page)


def _owners(viewer: Viewer, locale: Locale) -> dict[str, str]:
    """Name of a catalogue that the viewer may connect → what its owner is called."""
    places = [one for one in access.access_places(viewer) if one.role == "store"]
    found = {f"store/{one.slug}": one.name for one in places}
    seen = catalogues_of(viewer)
    for one in listings.list_partners():
        if seen is None or f"partner/{one.slug}" in seen:
            found[f"partner/{one.slug}"] = FEEDS["partner"][locale].format(name=one.name)
    return found


def _connect(request: HttpRequest, values: Mapping[str, str], owners: Mapping[str, str]) -> str:
    if values["owner"] not in owners:
        raise DomainError("feed_owner", "A catalogue is of one store or of one partner.", place="owner")
    kind, _, owner = values["owner"].partition("/")
    slug = values["slug"] or listings.free_slug("source", f"feed-{owner}")
    actions.connect(
        slug,
        store=owner if kind == "store" else "",
        partner=owner if kind == "partner" else "",
        url=values["url"],
        currency=values["currency"].upper(),
        actor=actor_of(request),
        now=clock.now(),
    )
    return slug


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_catalogue(request: HttpRequest, slug: str) -> HttpResponse:
    """One feed; POST takes a file of it."""
    source = _access(viewer_of(request), slug)
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        locale = locale_of(request)
        try:
            return done("setup_feed", slug, said=_take(request, source))
        except DomainError as error:
            limit = settings.OTKLIK_UPLOAD_LIMIT // MIB
            said = (
                FEEDS[error.code][locale].format(limit=limit)
                if error.code in FEEDS
                else say_fault(error.message, error.remedy, locale)
            )
            errors = {"file": said}
    return show(request, "feed.html", _page(request, source, errors))


def _access(viewer: Viewer, slug: str) -> SourceRow:
    source = feeds.load_feed(slug)
    seen = catalogues_of(viewer)
    if seen is not None and feeds.catalogue_of(source) not in seen:
        raise DomainError("unknown_feed", f"There is no feed {slug!r}.")
    return source


def _take(request: HttpRequest, source: SourceRow) -> str:
    """What is said once the file was read, or waits; a small one is read at once."""
    upload = request.FILES.get("file")
    if getattr(request, "upload_too_large", False):
        raise DomainError("too_large", "The file is too large.", place="file")
    if not isinstance(upload, TemporaryUploadedFile) or not upload.size:
        raise DomainError("no_file", "There is no file.", place="file")
    path, name = Path(upload.temporary_file_path()), upload.name or ""
    if upload.size > feed_files.DIRECT_BYTES:
        feed_files.keep(path, source=source.slug, name=name, by=actor_of(request))
        return "feed_waits"
    with path.open("rb") as file:
        read = actions.read_feed(source, file, name, by=actor_of(request), read_now=clock.now)
    return f"feed_{read.outcome}"


def _page(request: HttpRequest, source: SourceRow, errors: Mapping[str, str]) -> FeedPage:
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    row = next(
        one for one in feeds.list_feeds([feeds.catalogue_of(source)]) if one.source.slug == source.slug
    )
    readings = feeds.list_readings(source.slug)
    last = next((one for one in readings if one.faults), None)
    faults = list(last.faults[:SHOWN_FAULTS]) if last else []
    faulty = moment_text(last.started_at, parse_zone(viewer.zone), locale, now=now) if last else ""
    more = last.left_out + last.noted - len(faults) if last else 0
    how = FEEDS["address"][locale].format(url=source.shop_url)
    return FeedPage(
        **framed(request, FEEDS, here="setup_feeds", title=source.slug, above="setup_feeds"),
        errors=errors,
        line=_line(row, viewer, locale, now),
        how=how if source.shop_url else FEEDS["brought"][locale].format(api="PUT /api/v1/stock"),
        file_hint=FEEDS["file_hint"][locale].format(limit=settings.OTKLIK_UPLOAD_LIMIT // MIB),
        waiting=tuple(
            FEEDS["waits"][locale].format(name=one.name) for one in feed_files.list_waiting(source.slug)
        ),
        readings=tuple(_reading(one, viewer, locale, now) for one in readings),
        faults_title=FEEDS["faults"][locale].format(when=faulty),
        faults=tuple(
            FaultLine(
                _where(one, locale),
                say_fault(one.message, one.remedy, locale),
                one.left_out,
            )
            for one in faults
        ),
        more=FEEDS["faults_more"][locale].format(count=more) if more else "",
    )


def _reading(one: ReadingRow, viewer: Viewer, locale: Locale, now: datetime) -> ReadingLine:
    counts = FEEDS["counts"][locale].format(
        offers=one.offers, left_out=one.left_out, noted=one.noted, gone=one.gone
    )
    return ReadingLine(
        when=moment_text(one.started_at, parse_zone(viewer.zone), locale, now=now),
        file=" · ".join(filter(None, (one.file, one.form))),
        outcome=OUTCOMES[one.outcome][locale],
        tone=TONES[one.outcome],
        counts=counts if one.outcome == "read" else "",
        error=_said(one.error, locale) if one.error else "",
    )


def _said(fault: CatalogueFault, locale: Locale) -> str:
    """A fault of a whole file: where, as far as it is somewhere, and what."""
    said = say_fault(fault.message, fault.remedy, locale)
    return f"{_where(fault, locale)}: {said}" if fault.line else said


def _where(fault: CatalogueFault, locale: Locale) -> str:
    place = say_place(fault.place, locale)
    return FEEDS["fault"][locale].format(line=fault.line, place=place).removesuffix(", ")
