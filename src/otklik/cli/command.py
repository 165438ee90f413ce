"""What every command of the desk has in common: acts as functions, one table of options, JSON or text."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from otklik.cli import contents, printing

Act = Callable[[Namespace], None]
AddAct = Callable[[str, Act, str], ArgumentParser]

OPERATOR = "operator"
"""Who acts where nobody is named: whoever may type on this machine."""


class DeskCommand(BaseCommand):
    """A command: subcommands ("acts") are methods that get the parsed options."""

    requires_system_checks: tuple[str, ...] = ()
    suppressed_base_arguments = {
        "--version",
        "--verbosity",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
        "--skip-checks",
    }

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser, under the name that people type."""
        typed = contents.typed_of(subcommand)
        self.help = contents.LINES.get(typed, "")
        return super().create_parser(prog_name, typed, **kwargs)

    def acts(self, parser: CommandParser) -> AddAct:
        """A function that adds an act (its name, its method, its line) and returns the act's parser."""
        acts: _SubParsersAction[CommandParser] = parser.add_subparsers(
            dest="act", required=True, metavar="ACT", title="acts"
        )

        def add(name: str, run: Act, line: str) -> ArgumentParser:
            act = acts.add_parser(name, help=line, description=line)
            act.set_defaults(run=run)
            return act

        return add

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the chosen act."""
        given = Namespace(**options)
        given.run(given)

    def say(self, *lines: str) -> None:
        """Print lines."""
        for line in lines:
            self.stdout.write(line)

    def answer(self, given: Namespace, value: Any, *lines: str) -> None:
        """Print a value as JSON where that was asked for, else the lines."""
        self.say(*([printing.to_json(value)] if given.json else lines))


def add_json(parser: ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")


def add_as(parser: ArgumentParser) -> None:
    """Add `--as`, who does it."""
    parser.add_argument(
        "--as", dest="by", default=OPERATOR, metavar="SLUG", help="who does it, for the journal"
    )


def actor_of(given: Namespace) -> str:
    """How the journal names who types."""
    return f"person:{given.by}"
