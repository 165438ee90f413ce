"""Reports on the own journal: the list with the form that makes one, and one report with its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otklik.actions import report_mails, reports
from otklik.domain.errors import DomainError
from otklik.domain.local_times import date_text, moment_text
from otklik.domain.locales import Locale
from otklik.domain.reports import SCOPES as SCOPE_KINDS
from otklik.domain.reports import Scope, Window, last_days, last_month, last_week
from otklik.domain.zones import parse_zone
from otklik.store import clock, listings
from otklik.store.access import Viewer, stores_run
from otklik.store.reports import ReportRow
from otklik.web.earned_words import EARNED
from otklik.web.error_words import errors_of, say_error
from otklik.web.findings_blocks import FindingsView
from otklik.web.findings_page import findings_view, render_file
from otklik.web.report_words import PERIODS, REPORTS, SCOPES
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import actor_of, done, scoped
from otklik.web.setup_words import SAID, spoken
from otklik.web.stores import Choice, choices
from otklik.web.viewers import viewer_of

USUAL = "days30"
"""The window that the form starts with."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report of the list."""

    href: str
    scope: str
    days: str
    made: str


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """What `reports.html` shows."""

    title: str
    words: Mapping[str, str]
    lines: tuple[ReportLine, ...]
    periods: tuple[Choice, ...]
    scopes: tuple[Choice, ...]
    values: Mapping[str, str]
    last_on: str
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What `report.html` shows."""

    title: str
    words: Mapping[str, str]
    id: int
    days: str
    made: str
    frozen: str
    findings: FindingsView
    said: str
    error: str


@require_http_methods(["GET", "HEAD", "POST"])
def show_reports(request: HttpRequest) -> HttpResponse:
    """The reports that the viewer may see; the form makes one more."""
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        try:
            report = _make(request)
        except DomainError as error:
            errors = errors_of(error, locale_of(request))
        else:
            return HttpResponseRedirect(reverse("report", args=[report.row.id]), status=303)
    page = _list_page(request, errors)
    return render_screen(request, "reports.html", page, section="reports", status=422 if errors else 200)


def _make(request: HttpRequest) -> reports.Report:
    viewer, now = viewer_of(request), clock.now()
    kind, _, slug = request.POST.get("scope", "all").partition(":")
    scope = Scope(next((one for one in SCOPE_KINDS if one == kind), "all"), slug)
    return reports.make_report(_window(request, viewer), scope, viewer=viewer, now=now)


def _window(request: HttpRequest, viewer: Viewer) -> Window:
    """The days that the form asks for.

    Raises
    ------
    DomainError
        `unreadable_day`.
    """
    return Window(_day(request, "first_on"), _day(request, "last_on"), viewer.zone)


def _day(request: HttpRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError as error:
        raise DomainError("unreadable_day", "This is no day.", place=name) from error


def _list_page(request: HttpRequest, errors: Mapping[str, str]) -> ReportsPage:
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    words, names = spoken(REPORTS, locale) | _earned_words(locale), load_names()
    windows = _windows(viewer.zone, now)
    asked = request.GET.get("days", "")
    chosen = windows.get(asked) or windows[USUAL]
    values = {"first_on": chosen.first_on.isoformat(), "last_on": chosen.last_on.isoformat(), "scope": "all"}
    values |= {name: request.POST[name] for name in values if name in request.POST}
    return ReportsPage(
        title=words["title"],
        words=words,
        lines=tuple(_line(row, names, viewer, locale, now) for row in reports.list_reports(viewer)),
        periods=choices(spoken(PERIODS, locale), asked if asked in windows else USUAL),
        scopes=choices(_scopes(viewer, names, locale), values["scope"]),
        values=values,
        last_on=windows[USUAL].last_on.isoformat(),
        errors=errors,
    )


def _earned_words(locale: Locale) -> dict[str, str]:
    return {f"earned_{name}": EARNED[name][locale] for name in ("title", "lead", "see")}


def _windows(zone: str, now: datetime) -> dict[str, Window]:
    """The windows that the form offers, by their words in `PERIODS`."""
    return {
        "days30": last_days(30, zone=zone, now=now),
        "days60": last_days(60, zone=zone, now=now),
        "week": last_week(zone=zone, now=now),
        "month": last_month(zone=zone, now=now),
    }


def load_names() -> dict[str, str]:
    """Names of stores, partners and people by `store:<slug>`, `partner:<slug>` and `person:<slug>`."""
    names = {f"store:{one.slug}": one.name for one in listings.list_places()}
    names |= {f"partner:{one.slug}": one.name for one in listings.list_partners()}
    return names | {f"person:{one.slug}": one.name for one in listings.list_people()}


def _scopes(viewer: Viewer, names: Mapping[str, str], locale: Locale) -> dict[str, str]:
    """What the viewer may ask about, value → words."""
    run = stores_run(viewer)
    places = [
        one for one in listings.list_places() if one.role == "store" and (run is None or one.slug in run)
    ]
    found = {"all": SCOPES["all" if run is None else "own"][locale]} if len(places) != 1 else {}
    if run is None:
        found |= _groups("partner", sorted({one.partner for one in places}), names, locale)
    found |= _groups("trade", sorted({one.trade for one in places if one.trade}), names, locale)
    return found | _groups("store", [one.slug for one in places], names, locale)


def _groups(kind: str, slugs: list[str], names: Mapping[str, str], locale: Locale) -> dict[str, str]:
    return {
        f"{kind}:{slug}": SCOPES[kind][locale].format(name=names.get(f"{kind}:{slug}", slug))
        for slug in slugs
    }


def _line(
    row: ReportRow, names: Mapping[str, str], viewer: Viewer, locale: Locale, now: datetime
) -> ReportLine:
    return ReportLine(
        href=reverse("report", args=[row.id]),
        scope=scope_text(row, names, locale),
        days=days_text(row.window, locale, now=now),
        made=made_text(row, names, viewer, locale, now=now),
    )


def scope_text(row: ReportRow, names: Mapping[str, str], locale: Locale) -> str:
    """Whose orders a report is about."""
    if row.scope.kind == "all":
        return SCOPES["all" if row.stores is None else "own"][locale]
    name = names.get(f"{row.scope.kind}:{row.scope.slug}", row.scope.slug)
    return SCOPES[row.scope.kind][locale].format(name=name)


def days_text(window: Window, locale: Locale, *, now: datetime) -> str:
    """First and last day: `25 сентября – 23 ноября`."""
    today = now.astimezone(parse_zone(window.zone)).date()
    days = dict.fromkeys(date_text(day, locale, today_on=today) for day in (window.first_on, window.last_on))
    return " – ".join(days)


def made_text(
    row: ReportRow, names: Mapping[str, str], viewer: Viewer, locale: Locale, *, now: datetime
) -> str:
    """When a report was made and by whom."""
    who = names.get(f"person:{row.made_by}", row.made_by) or REPORTS["operator"][locale]
    when = moment_text(row.made_at, parse_zone(viewer.zone), locale, now=now)
    return REPORTS["by"][locale].format(when=when, who=who)


@require_safe
@scoped
def show_report(request: HttpRequest, report: int) -> HttpResponse:
    """One report: its figures, each of which opens its orders."""
    found = reports.load_report(report, viewer=viewer_of(request))
    said = SAID.get(request.GET.get("done", ""))
    page = _page(request, found, said=said[locale_of(request)] if said else "")
    return render_screen(request, "report.html", page, section="reports")


def _page(request: HttpRequest, found: reports.Report, *, said: str = "", error: str = "") -> ReportPage:
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    words, names, number = spoken(REPORTS, locale), load_names(), found.row.id
    orders = reverse("report_orders", args=[number])
    return ReportPage(
        title=scope_text(found.row, names, locale),
        words=words,
        id=number,
        days=days_text(found.row.window, locale, now=now),
        made=made_text(found.row, names, viewer, locale, now=now),
        frozen=words["frozen"].format(
            position=found.row.position, standard=_standard(found.row), digest=found.row.digest
        ),
        findings=findings_view(
            found.findings,
            found.source,
            locale=locale,
            opens=lambda figure: f"{orders}?{urlencode({'figure': figure})}",
        ),
        said=said,
        error=error,
    )


def _standard(row: ReportRow) -> str:
    """Name and number of the standard that a report judges by."""
    found = next((one for one in listings.list_standards() if one.digest == row.standard), None)
    return f"{found.name}@{found.number}" if found else row.standard[:12]


@require_POST
@scoped
def mail_report(request: HttpRequest, report: int) -> HttpResponse:
    """Send the viewer the headline figures of a report."""
    viewer, locale = viewer_of(request), locale_of(request)
    found = reports.load_report(report, viewer=viewer)
    try:
        report_mails.mail_report(found, viewer.person, actor=actor_of(request), now=clock.now())
    except DomainError as error:
        page = _page(request, found, error=say_error(error, locale))
        return render_screen(request, "report.html", page, section="reports", status=422)
    return done("report", report, said="mailed")


@require_safe
@scoped
def show_report_file(request: HttpRequest, report: int) -> HttpResponse:
    """One report as a page that is carried away."""
    found, locale = reports.load_report(report, viewer=viewer_of(request)), locale_of(request)
    response = HttpResponse(render_file(found.findings, found.source, locale=locale))
    response.headers["Content-Disposition"] = f'attachment; filename="otklik-report-{report}.html"'
    response.headers["Cache-Control"] = "no-store"
    return response
