"""A depot's advertising budgets by day: the forecast knows what campaigns bring, and what is planned."""

from __future__ import annotations

from argparse import Namespace

from django.core.management.base import CommandParser

from otklik.actions import demand
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.day_files import read_bytes, refuse
from otklik.cli.printing import table
from otklik.intake.day_columns import read_budgets
from otklik.store import clock
from otklik.store import demand as stored
from otklik.store.directory import load_world


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        show = add("show", self.show, "the budgets that are known, by day")
        show.add_argument("depot", metavar="DEPOT")
        add_json(show)
        change = add(
            "set", self.set, "load budgets of past and coming days from a CSV file, whole or not at all"
        )
        change.add_argument("depot", metavar="DEPOT")
        change.add_argument("file", metavar="FILE", help="CSV with date and budget; - reads standard input")
        add_as(change)

    def show(self, given: Namespace) -> None:
        load_world([given.depot], now=clock.now()).store(given.depot)
        budgets = stored.load_budgets(given.depot)
        rows = [(on.isoformat(), f"{minor / 100:.2f}") for on, minor in sorted(budgets.items())]
        value = {on.isoformat(): minor for on, minor in sorted(budgets.items())}
        self.answer(given, value, *(table(("day", "budget"), rows) if rows else ["No budget is known."]))

    def set(self, given: Namespace) -> None:
        budgets, faults = read_budgets(read_bytes(given.file))
        if faults:
            refuse(given.file, faults)
        demand.plan_advertising(given.depot, budgets=budgets, actor=actor_of(given), now=clock.now())
        self.say(f"{given.depot} knows the budgets of {len(budgets)} days.")
