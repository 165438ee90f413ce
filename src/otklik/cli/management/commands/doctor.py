"""Is everything in order? Green, noted or red, each with what to do; code 1 on red."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict

from django.core.management.base import CommandParser

from otklik.cli.command import DeskCommand, add_json
from otklik.cli.health_checks import examine
from otklik.cli.printing import width_of
from otklik.domain.zones import use_pinned_zones
from otklik.store import clock

COLOURS = {"ok": "\x1b[32m", "note": "\x1b[33m", "red": "\x1b[31m"}


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        parser.set_defaults(run=self.look)
        add_json(parser)

    def look(self, given: Namespace) -> None:
        use_pinned_zones()
        findings = examine(now=clock.now())
        healthy = all(one.mark != "red" for one in findings)
        if given.json:
            self.answer(given, {"healthy": healthy, "findings": [asdict(one) for one in findings]})
        for one in [] if given.json else findings:
            mark = self._coloured(one.mark)
            self.say(f"{mark}{' ' * (5 - width_of(one.mark))}{one.part:<12}{one.text}")
            if one.remedy:
                self.say(f"{' ' * 17}-> {one.remedy}")
        if not healthy:
            sys.exit(1)

    def _coloured(self, mark: str) -> str:
        return f"{COLOURS[mark]}{mark}\x1b[0m" if self.stdout.isatty() else mark
