"""What the waiting cost, from an export of past orders: a summary here, and one HTML file to pass on.

It needs no database and no set-up. The same file gives the same report.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import CommandParser

from otklik.analytics.audit import audit
from otklik.analytics.findings import Findings, write_findings
from otklik.analytics.standard_norms import norms_in
from otklik.cli.audit_options import mapping_given, placed, standard_given, unreadable
from otklik.cli.audit_progress import Progress
from otklik.cli.audit_questions import KEEP, Answered, ask_about
from otklik.cli.command import DeskCommand, add_json
from otklik.cli.hours_options import add_hours
from otklik.domain.errors import DomainError
from otklik.domain.locales import Words
from otklik.intake.audit_files import AuditFile, read_audit
from otklik.intake.audit_mapping import AuditMapping
from otklik.intake.tables import read_table
from otklik.store import clock
from otklik.web.findings_page import render_file
from otklik.web.findings_summary import summary_lines

PAGE_ENDINGS = (".html", ".htm")
REPORT: Words = {"ru": "Отчёт", "en": "Report"}


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        parser.set_defaults(run=self.tell)
        parser.add_argument("file", metavar="FILE", help="CSV, XLSX, Parquet or NDJSON, with its header")
        add_hours(parser, required=False)
        parser.add_argument(
            "--mapping", default="", metavar="FILE", help="TOML: columns, words, hours by store"
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            help="what a column is; repeatable",
        )
        parser.add_argument(
            "--currency", default="", metavar="CODE", help="of amounts where no column says it: RUB"
        )
        parser.add_argument(
            "--standard",
            default="default",
            metavar="FILE",
            help="by whose numbers orders are judged; default: default",
        )
        parser.add_argument("--locale", default="en", choices=["ru", "en"], help="language of the report")
        parser.add_argument(
            "--html",
            default="",
            metavar="FILE",
            help="where the report goes; default: FILE.audit.html, and with --json nowhere",
        )
        parser.add_argument(
            "--name", default="", help="what the file is called, where its own name is another"
        )
        parser.add_argument(
            "--progress", action="store_true", help="for programs: JSON lines on standard error"
        )
        add_json(parser)

    def tell(self, given: Namespace) -> None:
        progress = Progress(given.progress)
        try:
            self._tell(given, progress)
        except DomainError as error:
            progress.wipe()
            if not given.progress:
                raise
            progress.refused(error)
            sys.exit(1)

    def _tell(self, given: Namespace, progress: Progress) -> None:
        path = Path(given.file)
        page = None if given.json and not given.html else _page_path(given.html, path)
        standard = standard_given(given.standard)
        found, answered = self._read(path, mapping_given(given), given, progress)
        progress.computing()
        findings = audit(found.frame, norms_in(standard, found.frame))
        if given.json:
            self.say(write_findings({"findings": findings, "source": found.source}))
        else:
            self.say(*summary_lines(findings, found.source, locale=given.locale))
        for warning in _warnings(found, findings):
            self.stderr.write(f"otklik: {warning}")
        if page:
            written = _write(
                render_file(findings, found.source, locale=given.locale), page, is_named=bool(given.html)
            )
            self.stderr.write(f"{REPORT[given.locale]}: {written}")
        if answered:
            self.stderr.write("\n".join([KEEP[given.locale], *(one.line for one in answered)]))

    def _read(
        self, path: Path, mapping: AuditMapping, given: Namespace, progress: Progress
    ) -> tuple[AuditFile, Sequence[Answered]]:
        """The file, read again after each question that it leaves open."""
        answered: list[Answered] = []
        name, now = given.name or path.name, clock.now_anywhere()
        while True:
            try:
                with _opened(path) as file:
                    return read_audit(file, name, mapping=mapping, now=now, seen=progress.rows), answered
            except DomainError as error:
                if given.progress or not sys.stdin.isatty() or not sys.stderr.isatty():
                    raise error if given.progress else placed(error, name) from error
                progress.wipe()
                answered.append(ask_about(error, mapping, _header(path, name), self._ask, given.locale))
                mapping = answered[-1].mapping

    def _ask(self, question: str) -> str:
        self.stderr.write(question, ending="")
        self.stderr.flush()
        return sys.stdin.readline()


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise unreadable(str(path), "Name a file.", "FILE") from error


def _header(path: Path, name: str) -> tuple[str, ...]:
    with path.open("rb") as file:
        return read_table(file, name).header


def _warnings(found: AuditFile, findings: Findings) -> list[str]:
    """What is not known of the holidays of the years in the file."""
    years = {datetime.fromtimestamp(at_s, UTC).year for at_s in (findings.from_s, findings.until_s)}
    said = (
        warning.message
        for calendar in found.frame.calendars
        for year in range(min(years), max(years) + 1)
        for warning in calendar.warnings(year)
    )
    return list(dict.fromkeys(said))


def _page_path(wanted: str, file: Path) -> Path:
    """Where the report goes; never what is read."""
    if not wanted:
        return file.with_name(f"{file.name}.audit.html")
    page = Path(wanted)
    if page.suffix.casefold() not in PAGE_ENDINGS or (
        page.exists() and file.exists() and page.samefile(file)
    ):
        raise DomainError(
            "bad_report_name",
            f"{wanted} is no name for the report.",
            remedy="Name a file that ends in .html.",
            place="--html",
        )
    if not os.access(page.parent, os.W_OK):
        raise _unwritable(page)
    return page


def _write(text: str, page: Path, *, is_named: bool) -> Path:
    """The path to which the report was written: beside the file, or here where that folder can't be written to."""
    for path in (page,) if is_named else (page, Path(page.name)):
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            draft.write_text(text, encoding="utf-8")
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)
            continue
        return path
    raise _unwritable(page)


def _unwritable(page: Path) -> DomainError:
    return DomainError(
        "unwritable", f"{page} can't be written.", remedy="Name another place: --html FILE.", place="--html"
    )
