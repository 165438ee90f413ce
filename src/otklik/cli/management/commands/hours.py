"""Working time on the command line: what hours mean, when so much of it will have passed, how much lies between.

Hours are given as options, and then no database is needed, or taken from a store.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser

from otklik.cli import hours_page
from otklik.cli.command import DeskCommand, add_json
from otklik.cli.hours_options import add_hours, hours_given
from otklik.cli.instants import typed_instant
from otklik.cli.printing import to_json
from otklik.domain.business_time import CalendarWarning, WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.hours_preview import DAYS, list_warnings, preview_days, preview_year
from otklik.domain.standards.durations import parse_duration, unit_of
from otklik.domain.standards.values import Duration
from otklik.domain.stores import Hours, calendar_of
from otklik.domain.zones import parse_zone
from otklik.intake.instants import is_date_alone, parse_instant
from otklik.store import clock, listings

MOST_DAYS = 400
"""Days that `show` lists; a longer look is a year's."""


@dataclass
class Question:
    """The calendar that is asked, and the years that it was asked about."""

    hours: Hours
    years: set[int] = field(default_factory=set)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """Compiled once."""
        return calendar_of(self.hours)

    @cached_property
    def zone(self) -> ZoneInfo:
        """Of the place."""
        return parse_zone(self.hours.zone)

    @cached_property
    def now(self) -> datetime:
        """The instant at which the command began to look."""
        return clock.now_anywhere()

    def instant(self, text: str, place: str) -> datetime:
        """The instant that a text names, on the place's wall where it names no zone."""
        if not text:
            raise DomainError("unreadable", "An instant is missing.", remedy=EXAMPLE, place=place)
        if DATED.match(text):  # needs no clock, so that nothing is asked of a database that may not be there
            at = parse_instant(text, zone=self.zone, place=place).at
        else:
            at = typed_instant(text, zone=self.zone, now=self.now, place=place)
        self.years.add(self.calendar.local_day(at).year)
        return at

    def wall(self, at: datetime) -> str:
        """An instant as an answer: exact, on the place's wall, with its offset."""
        self.years.add(self.calendar.local_day(at).year)
        return at.astimezone(self.zone).isoformat()

    def warnings(self) -> list[CalendarWarning]:
        """What was not known or not used of the years asked about."""
        found = [warning for year in sorted(self.years) for warning in self.calendar.warnings(year)]
        return list({warning.message: warning for warning in found}.values())


Row = dict[str, Any]
Ask = Callable[[Question, Sequence[str]], Row]

DATED = re.compile(r"\d{4}-|\d{1,2}\.", re.ASCII)

EXAMPLE = 'Write for example "2026-03-19 18:40".'


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        show = add(
            "show", self.show, "the coming days in words: hours, holidays, exceptions, what is not known"
        )
        _add_place(show)
        show.add_argument("--days", type=int, default=DAYS, metavar="N", help=f"how many; default: {DAYS}")
        show.add_argument(
            "--year", type=int, metavar="YYYY", help="a year instead: its months in figures, its special days"
        )
        added = add(
            "add", self.add, "when so much working time will have passed; rows of it from standard input"
        )
        added.add_argument(
            "instant", nargs="?", metavar="INSTANT", help='"2026-03-19 18:40"; none: read rows'
        )
        added.add_argument(
            "length", nargs="?", metavar="LENGTH", help="20m, 2h, 90s or 90, 2wd (working days)"
        )
        _add_place(added)
        between = add(
            "between", self.between, "how much working time lies between; rows of it from standard input"
        )
        between.add_argument("start", nargs="?", metavar="START", help="none: read rows")
        between.add_argument("end", nargs="?", metavar="END")
        _add_place(between)

    def show(self, given: Namespace) -> None:
        question = _question(given)
        hours, calendar, now = question.hours, question.calendar, question.now
        if not 1 <= given.days <= MOST_DAYS:
            raise DomainError(
                "unreadable",
                f"{given.days} days can't be listed.",
                remedy=f"1 to {MOST_DAYS}.",
                place="--days",
            )
        if given.year is None:
            days = preview_days(hours, language="en", now=now, days=given.days)
            shown, lines = {"days": [hours_page.day_said(day) for day in days]}, hours_page.days_table(days)
            warnings = list_warnings(hours, now=now)
        else:
            year = preview_year(hours, given.year, language="en")
            shown, lines = hours_page.year_said(year), hours_page.year_table(year)
            warnings = calendar.warnings(given.year)
        said = {
            "hours": hours.expression,
            "zone": hours.zone,
            "now": question.wall(now),
            "open": calendar.is_open(now),
            **shown,
            "warnings": [hours_page.warning_said(one) for one in warnings],
        }
        notes = [f"note: {one.message}" for one in warnings]
        self.answer(given, said, *hours_page.head(hours, now), "", *lines, *notes)

    def add(self, given: Namespace) -> None:
        self._ask(given, [given.instant, given.length], _add, lambda row: row["end"], _added_in_words)

    def between(self, given: Namespace) -> None:
        self._ask(
            given, [given.start, given.end], _between, lambda row: str(row["seconds"]), _between_in_words
        )

    def _ask(
        self,
        given: Namespace,
        typed: Sequence[str | None],
        ask: Ask,
        short: Callable[[Row], str],
        in_words: Callable[[Question, Row], str],
    ) -> None:
        question = _question(given)
        if typed[0] is not None:
            row = ask(question, [text or "" for text in typed])
            self.answer(given, row, in_words(question, row))
            self._warn(question)
            return
        bad = 0
        rows = []
        for number, row in _answered(question, sys.stdin, ask):
            bad += "error" in row
            if given.json:
                rows.append({"line": number, **row})
                continue
            self.say(short(row) if "error" not in row else "-")
            if "error" in row:
                self.stderr.write(
                    f"otklik: line {number}: {row['error']['message']} {row['error']['remedy']}"
                )
        if given.json:
            self.say(to_json(rows))
        self._warn(question)
        if bad:
            self.stderr.write(f"otklik: {bad} lines could not be answered.")
            sys.exit(1)

    def _warn(self, question: Question) -> None:
        for warning in question.warnings():
            self.stderr.write(f"note: {warning.message}")


def _add_place(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--store", default="", metavar="SLUG", help="a store's own hours, where no others are given"
    )
    add_hours(parser, required=False)
    add_json(parser)


def _question(given: Namespace) -> Question:
    present = (listings.load_place(given.store).hours if given.store else None) or Hours("", "")
    hours = hours_given(given, present)
    if not hours.expression or not hours.zone:
        raise DomainError(
            "whose_hours",
            "Whose hours?" if not hours.expression else "Hours need the zone of their wall clock.",
            remedy="Add --hours and --zone, or --store SLUG.",
            place="--zone" if hours.expression else "--hours",
        )
    question = Question(hours)
    _ = question.calendar  # what is wrong with the hours is said at once, not once a line
    return question


def _answered(question: Question, lines: TextIO, ask: Ask) -> Iterator[tuple[int, Row]]:
    """Line number and answer of every line that asks something."""
    for number, line in enumerate(lines, 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            yield number, ask(question, _halves(words))
        except DomainError as error:
            said = {"code": error.code, "message": error.message, "remedy": error.remedy}
            yield number, {"error": said}


def _halves(words: Sequence[str]) -> tuple[str, str]:
    """The two parts of a line; an instant may be two words."""
    parts: list[str] = []
    rest = list(words)
    while rest:
        first = rest.pop(0)
        parts.append(f"{first} {rest.pop(0)}" if is_date_alone(first) and len(rest) > 0 else first)
    if len(parts) != 2:
        raise DomainError(
            "unreadable",
            f"This line has {len(parts)} parts, not 2.",
            remedy='"2026-03-19 18:40 20m", for example.',
        )
    return parts[0], parts[1]


def _add(question: Question, typed: Sequence[str]) -> Row:
    start_at = question.instant(typed[0], "INSTANT")
    length = _length(typed[1])
    if length.working_days:
        end_at = question.calendar.closing_of_working_day(start_at, length.working_days)
    else:
        end_at = question.calendar.add(start_at, length.seconds)
    asked = {"working_days": length.working_days} if length.working_days else {"seconds": length.seconds}
    return {"start": question.wall(start_at), **asked, "end": question.wall(end_at)}


def _length(text: str) -> Duration:
    if text.isascii() and text.isdigit():
        text += "s"
    length = parse_duration(text)
    if unit_of(text) == "d":
        raise DomainError(
            "bad_duration",
            f"{text} is wall-clock time: a day has 24 hours, open or not.",
            remedy="Write 2wd for working days, or hours of working time such as 16h.",
            place="LENGTH",
        )
    return length


def _between(question: Question, typed: Sequence[str]) -> Row:
    a_at, b_at = question.instant(typed[0], "START"), question.instant(typed[1], "END")
    return {
        "start": question.wall(a_at),
        "end": question.wall(b_at),
        "seconds": question.calendar.between(a_at, b_at),
    }


def _added_in_words(question: Question, row: Row) -> str:
    return f"{row['end'].replace('T', ' ')}  {datetime.fromisoformat(row['end']):%A}, {question.hours.zone}"


def _between_in_words(question: Question, row: Row) -> str:
    return f"{row['seconds']} s  {hours_page.clocked(row['seconds'])}"
