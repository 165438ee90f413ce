"""The refusal court on a terminal: what stores stated, what buyers said, how sure that is, and who was asked."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from django.core.management.base import CommandParser

from otklik.actions import network, samples
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.court_figures import figure_lines, figures_of
from otklik.cli.printing import table
from otklik.domain.errors import DomainError
from otklik.store import clock


def _day(text: str | None, name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
    except ValueError as error:
        raise DomainError(
            "unreadable", f"{text!r} is no date.", remedy="Write 2026-03-19.", place=name
        ) from error


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        figures = add(
            "figures", self.figures, "per partner and reason: stated, estimated true, early, silent, money"
        )
        figures.add_argument(
            "--days", type=int, default=30, metavar="N", help="so many days up to today (30)"
        )
        figures.add_argument("--zone", default="Europe/Moscow", help="IANA zone of the days (Europe/Moscow)")
        figures.add_argument("--partner", default="", metavar="SLUG", help="this partner alone")
        add_json(figures)
        again = add("redraw", self.redraw, "draw every case again by the recorded plans, and compare")
        again.add_argument(
            "--from", dest="since", metavar="DAY", help="orders that ended then (UTC) or later"
        )
        again.add_argument("--until", metavar="DAY", help="… and then or earlier")
        add_json(again)
        plan = add("plan", self.plan, "plan anew whom to ask, for the rest of this month")
        plan.add_argument(
            "--partner", action="append", default=[], metavar="SLUG", help="only this one; may be repeated"
        )
        plan.add_argument(
            "--points", type=int, default=10, metavar="N", help="precision: so many points up or down (10)"
        )
        add_as(plan)
        add_json(plan)

    def figures(self, given: Namespace) -> None:
        now = clock.now()
        found = network.find_network(network.window_of(given.days, zone=given.zone, now=now), now=now)
        self.answer(given, figures_of(found, given.partner), *figure_lines(found, given.partner))

    def redraw(self, given: Namespace) -> None:
        since, last = _day(given.since, "--from"), _day(given.until, "--until")
        until = last + timedelta(days=1) if last else None
        drawn, differences = samples.redraw(since=since, until=until)
        value = {"drawn": drawn, "differences": [asdict(one) for one in differences]}
        rows = [(one.stream, one.case, one.recorded, one.again) for one in differences]
        lines = table(("order", "case", "journal", "drawn again"), rows) if rows else []
        self.answer(given, value, f"{drawn} draws, {len(differences)} differences.", *lines)

    def plan(self, given: Namespace) -> None:
        if not 1 <= given.points <= 50:
            raise DomainError("bad_width", "The precision is 1 to 50 points.", place="--points")
        planned = samples.plan_anew(
            given.partner, actor=actor_of(given), half_width_ppm=given.points * 10_000, now=clock.now()
        )
        self.answer(given, {"planned": planned}, f"{planned} plans were made.")
