"""The web server alone: pages, API and hooks. A worker must run beside it, or nobody is told of anything."""

from __future__ import annotations

from argparse import Namespace

from django.core.management.base import CommandParser

from otklik.cli.command import DeskCommand
from otklik.cli.serving import add_address, prepare
from otklik.cli.web_server import run_web_server


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        parser.set_defaults(run=self.serve)
        add_address(parser)

    def serve(self, given: Namespace) -> None:
        prepare(self)
        run_web_server(address=given.address, port=given.port)
