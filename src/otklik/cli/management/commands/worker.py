"""The worker alone: due obligations, notices, polls. One on SQLite; on PostgreSQL as many as you like."""

from __future__ import annotations

import signal
import threading
from argparse import Namespace
from typing import Any

from django.core.management.base import CommandParser

from otklik.cli.command import DeskCommand
from otklik.cli.serving import prepare, work


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        parser.set_defaults(run=self.work)

    def work(self, given: Namespace) -> None:
        prepare(self)
        stop = threading.Event()

        def end(number: int, frame: Any) -> None:
            stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end)
        self.stderr.write("The worker runs; Ctrl-C or SIGTERM stops it after what it is doing.")
        work(stop)
