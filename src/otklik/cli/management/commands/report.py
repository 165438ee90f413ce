"""Reports on the desk's own journal: make one of a closed window, show it again, carry it away, mail it."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandParser

from otklik.actions import report_mails, reports
from otklik.cli.command import DeskCommand, actor_of, add_as
from otklik.cli.report_files import write_orders, write_text
from otklik.domain.errors import DomainError
from otklik.domain.reports import Scope, Window, last_days, last_month, last_week
from otklik.store import clock, listings
from otklik.store.access import ALL
from otklik.web import earned
from otklik.web.findings_page import render_file
from otklik.web.findings_summary import summary_lines

USUAL_DAYS = 30


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        parser.set_defaults(run=self.report)
        window = parser.add_argument_group("the window, whole days that are over; default: the last 30")
        window.add_argument("--from", dest="first_on", type=_day, metavar="DATE", help="its first day")
        window.add_argument("--to", dest="last_on", type=_day, metavar="DATE", help="its last day")
        window.add_argument("--days", type=int, metavar="N", help="so many days up to yesterday")
        window.add_argument("--week", action="store_true", help="last week, Monday to Sunday")
        window.add_argument("--month", action="store_true", help="last month")
        whose = parser.add_mutually_exclusive_group()
        whose.add_argument("--store", metavar="SLUG", help="orders of this store alone")
        whose.add_argument("--partner", metavar="SLUG", help="orders of this partner's stores")
        whose.add_argument("--trade", metavar="SLUG", help="orders of the stores of this trade, by its norms")
        whose.add_argument(
            "--id", type=int, metavar="N", help="a report that was made before, as it was made"
        )
        parser.add_argument("--locale", default="en", choices=["en", "ru"], help="language of the words")
        parser.add_argument("--json", action="store_true", help="print the findings as they are kept")
        parser.add_argument("--html", type=Path, metavar="OUT", help="write one page that needs nothing else")
        parser.add_argument(
            "--export",
            type=Path,
            metavar="FILE",
            help="write the orders (.csv, .ndjson, .parquet) and beside them a .toml for `otklik audit`",
        )
        parser.add_argument(
            "--mail",
            action="append",
            default=[],
            metavar="PERSON",
            help="send the headline figures; repeatable",
        )
        parser.add_argument(
            "--earned",
            action="store_true",
            help="print who buys again and who recommends us, by answered in time or not, instead of a report",
        )
        add_as(parser)

    def report(self, given: Namespace) -> None:
        now = clock.now()
        if given.earned:
            self.say(*earned.lines_of(earned.load(ALL, now=now), given.locale))
            return
        made = reports.load_report(given.id, viewer=ALL) if given.id else _make(given, now)
        if given.html:
            page = render_file(made.findings, made.source, locale=given.locale)
            write_text(given.html, page, "--html")
        beside = write_orders(reports.tell(made.row).frame, given.export) if given.export else None
        self._show(given, made, beside)
        for person in given.mail:
            report_mails.mail_report(made, person, actor=actor_of(given), now=now)

    def _show(self, given: Namespace, made: reports.Report, beside: Path | None) -> None:
        if given.json:
            self.say(made.body)
            return
        self.say(
            f"Report {made.row.id}: {made.row.window.first_on} to {made.row.window.last_on}, "
            f"{settings.OTKLIK_BASE_URL}/reports/{made.row.id}",
            "",
            *summary_lines(made.findings, made.source, locale=given.locale),
        )
        if given.html:
            self.say("", f"The page: {given.html}")
        if beside:
            self.say("", f"The orders: {given.export}; otklik audit {given.export} --mapping {beside}")


def _make(given: Namespace, now: datetime) -> reports.Report:
    kind = next((name for name in ("store", "partner", "trade") if getattr(given, name)), "")
    scope = Scope(kind, getattr(given, kind)) if kind else Scope()  # type: ignore[arg-type]
    return reports.make_report(_window(given, now), scope, viewer=ALL, now=now)


def _window(given: Namespace, now: datetime) -> Window:
    zone = _zone(given.store)
    ways = [given.first_on or given.last_on, given.days, given.week, given.month]
    if sum(bool(way) for way in ways) > 1 or bool(given.first_on) is not bool(given.last_on):
        raise DomainError(
            "window_unclear",
            "The window is said twice, or by half.",
            remedy="Give --from and --to, or one of --days, --week and --month.",
            place="window",
        )
    if given.first_on:
        return Window(given.first_on, given.last_on, zone)
    if given.week:
        return last_week(zone=zone, now=now)
    if given.month:
        return last_month(zone=zone, now=now)
    return last_days(given.days or USUAL_DAYS, zone=zone, now=now)


def _zone(store: str | None) -> str:
    """Zone of the days: of the store that is asked about, else of the marketplace's office."""
    places = listings.list_places()
    place = next((one for one in places if one.slug == store), None)
    office = next((one for one in places if one.role == "marketplace"), places[0] if places else None)
    hours = (place and place.hours) or (office and office.hours)
    return hours.zone if hours else "UTC"


def _day(text: str) -> date:
    return date.fromisoformat(text)
