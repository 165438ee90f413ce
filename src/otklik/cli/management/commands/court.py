"""The refusal court on a terminal: what stores stated, what buyers said, and how sure that is."""

from __future__ import annotations

from argparse import Namespace

from django.core.management.base import CommandParser

from otklik.actions import network
from otklik.cli.command import DeskCommand, add_json
from otklik.cli.court_figures import figure_lines, figures_of
from otklik.store import clock


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

    def figures(self, given: Namespace) -> None:
        now = clock.now()
        found = network.find_network(network.window_of(given.days, zone=given.zone, now=now), now=now)
        self.answer(given, figures_of(found, given.partner), *figure_lines(found, given.partner))
