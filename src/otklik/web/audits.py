"""The page "Audit a file": earlier audits, the form that takes a file, and what becomes of it.

Whoever runs a store uploads; he sees his own audits, the administrator and the auditor see all. The work is done by
`audit_runs.py`, the result is shown by `findings_page.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale, group
from otklik.domain.money import decimals
from otklik.domain.stores import Hours
from otklik.domain.zones import parse_zone
from otklik.store import audits, clock, listings, queries
from otklik.store.access import Viewer, access_audits, access_places
from otklik.store.audits import Audit
from otklik.store.queries import Page
from otklik.web import audit_runs
from otklik.web.audit_words import AUDITS, COMMAND, STATES, TROUBLES
from otklik.web.error_words import ERRORS, FIELDS, say_error
from otklik.web.hours import NEW_HOURS
from otklik.web.permissions import ACT, PERMISSIONS, may
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup_words import spoken
from otklik.web.viewers import viewer_of

FORMS = (".csv", ".tsv", ".txt", ".xlsx", ".parquet", ".ndjson", ".jsonl")
"""Endings of files that are read."""
MOST_WAITING = 3
"""Files of one person that wait or run at the same time."""
MIB = 1024 * 1024
TONES = {"done": "is-ok", "failed": "is-late", "asking": "is-warn", "running": "is-info", "waiting": ""}
PLACES = {"--zone": "zone", "--hours": "hours", "zone": "zone", "hours": "hours", "country": "country"}


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One earlier audit of the list."""

    href: str
    name: str
    when: str
    owner: str
    orders: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class AuditsPage:
    """What `audits.html` shows."""

    title: str
    words: Mapping[str, str]
    locale: Locale
    lines: tuple[AuditLine, ...]
    may_act: bool
    values: Mapping[str, str]
    limit: int
    too_large: str
    file_hint: str
    hours_hint: str
    accept: str = ",".join(FORMS)
    errors: Mapping[str, str] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
def show_audits(request: HttpRequest) -> HttpResponse:
    """The audits that the viewer may see, and the form; a file that is sent begins one."""
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        try:
            audit = _create(request)
        except DomainError as error:
            errors = said_of(error, locale_of(request))
        else:
            audit_runs.start()
            return HttpResponseRedirect(reverse("audit", args=[audit.id]), status=303)
    status = 422 if errors else 200
    return render_screen(request, "audits.html", _page(request, errors), section="reports", status=status)


def _create(request: HttpRequest) -> Audit:
    """The audit that a form asks for.

    Raises
    ------
    DomainError
        `too_large`, `no_file`, `empty_file`, `audits_waiting`, or what is wrong with hours, zone, country, currency.
    """
    viewer = viewer_of(request)
    upload = request.FILES.get("file")
    if getattr(request, "upload_too_large", False):
        raise DomainError("too_large", "The file is too large.", place="file")
    if not isinstance(upload, TemporaryUploadedFile):
        raise DomainError("no_file", "There is no file.", place="file")
    if not upload.size:
        raise DomainError("empty_file", "The file is empty.", place="file")
    if sum(one.is_under_way for one in audits.list_audits(owner=viewer.person)) >= MOST_WAITING:
        raise DomainError("audits_waiting", "Other files wait.", place="file")
    options = {name: request.POST.get(name, "").strip() for name in ("hours", "zone", "country", "currency")}
    check_options(options)
    return audits.create(
        Path(upload.temporary_file_path()),
        owner=viewer.person,
        name=upload.name or "",
        options=options,
        now=clock.now(),
        standard=standard_of(viewer),
    )


def standard_of(viewer: Viewer) -> str:
    """Text of the standard that is in force for the viewer: his partner's, else the marketplace's; empty = none is."""
    accepted = {one.slug: one.standard for one in listings.list_partners()}
    office = next((one.partner for one in listings.list_places() if one.role == "marketplace"), "")
    digest = accepted.get(viewer.partner) or accepted.get(office, "")
    return next((one.text for one in listings.list_standards() if one.digest == digest), "")


def check_options(options: Mapping[str, str]) -> None:
    """Return if hours, zone, country and currency are such as the computation takes.

    Raises
    ------
    DomainError
        What is wrong with one of them.
    """
    parse_zone(options["zone"])
    WorkCalendar.parse(options["hours"], options["zone"], options["country"] or None)
    if options["currency"]:
        decimals(options["currency"])


def said_of(error: DomainError, locale: Locale) -> dict[str, str]:
    """The sentence by the field that it belongs to."""
    place = PLACES.get(error.place) or FIELDS.get(error.code) or error.place or ""
    return {place: trouble_text(error.code, locale) or say_error(error, locale)}


def trouble_text(code: str, locale: Locale) -> str:
    """The sentence of a code; empty where it has none."""
    words = TROUBLES.get(code) or ERRORS.get(code)
    if words is None:
        return ""
    limit = group(settings.OTKLIK_UPLOAD_LIMIT // MIB, locale)
    return words[locale].format(limit=limit, command=COMMAND, zone="Europe/Moscow", code="RU")


def _page(request: HttpRequest, errors: Mapping[str, str]) -> AuditsPage:
    viewer, locale = viewer_of(request), locale_of(request)
    words = spoken(AUDITS, locale)
    limit = settings.OTKLIK_UPLOAD_LIMIT
    values = _values(viewer)
    return AuditsPage(
        title=words["title"],
        words=words,
        locale=locale,
        lines=_lines(viewer, locale),
        may_act=may_act(viewer),
        values=values | {name: request.POST[name] for name in values if name in request.POST},
        limit=limit,
        too_large=trouble_text("too_large", locale),
        file_hint=words["file_hint"].format(
            forms="CSV, XLSX, Parquet, NDJSON", limit=group(limit // MIB, locale)
        ),
        hours_hint=words["hours_hint"].format(example=NEW_HOURS.expression),
        errors=errors,
    )


def may_act(viewer: Viewer) -> bool:
    """Whether the viewer uploads, answers and deletes; an auditor only looks."""
    return may(PERMISSIONS["audits"][ACT], viewer.roles)


def _values(viewer: Viewer) -> dict[str, str]:
    """What the form starts with: the hours of the viewer's own place, else of the first store that he runs."""
    places = sorted(
        access_places(viewer), key=lambda one: (one.slug != viewer.home, one.role != "store", one.slug)
    )
    hours = next(
        (one.hours for one in places if one.hours), Hours("Mo-Fr 10:00-19:00", viewer.zone, country="RU")
    )
    return {
        "hours": hours.expression,
        "zone": hours.zone,
        "country": hours.country,
        "currency": _currency(viewer),
    }


def _currency(viewer: Viewer) -> str:
    """Of the newest order that he may see; empty where there is none."""
    newest = queries.list_orders(Page(limit=1), stores=viewer.stores)
    return newest[0].currency if newest else ""


def _lines(viewer: Viewer, locale: Locale) -> tuple[AuditLine, ...]:
    zone, now = parse_zone(viewer.zone), clock.now()
    people = {one.slug: one.name for one in listings.list_people()}
    orders = AUDITS["orders"][locale]
    return tuple(
        AuditLine(
            href=reverse("audit", args=[one.id]),
            name=one.name,
            when=moment_text(one.asked_at, zone, locale, now=now),
            owner="" if one.owner == viewer.person else people.get(one.owner, one.owner),
            orders=orders.format(count=group(one.orders, locale)) if one.orders else "",
            state=STATES[one.state][locale],
            tone=TONES[one.state],
        )
        for one in access_audits(viewer)
    )
