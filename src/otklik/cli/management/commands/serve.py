"""Web and worker in one: all that a shop needs. `web` and `worker` run them apart."""

from __future__ import annotations

import sys
from argparse import Namespace

from django.core.management.base import CommandParser

from otklik.cli.command import DeskCommand
from otklik.cli.serving import add_address, prepare, worker_thread
from otklik.cli.web_server import run_web_server


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        parser.set_defaults(run=self.serve)
        add_address(parser)

    def serve(self, given: Namespace) -> None:
        prepare(self)
        with worker_thread() as broke:
            run_web_server(address=given.address, port=given.port)
        if broke:
            sys.exit(f"otklik: worker: It ended with {broke[0]}. See the log above, then `otklik doctor`.")
