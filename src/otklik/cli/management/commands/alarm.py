"""Alarms: what the system could tell nobody about, or could do nothing about. They stand until it is settled."""

from __future__ import annotations

from argparse import Namespace
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser

from otklik.cli.command import DeskCommand, add_json
from otklik.cli.printing import local, table
from otklik.domain.events import instant_text
from otklik.store import queries


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        show = add("list", self.list, "alarms that stand, newest first")
        show.add_argument("--limit", type=int, default=100, metavar="N")
        add_json(show)

    def list(self, given: Namespace) -> None:
        alarms = queries.list_alarms(limit=given.limit)
        rows = [
            {
                "stream": one.stream,
                "reason": one.reason,
                "obligation": one.kind or None,
                "key": one.key or None,
                "raised_at": instant_text(one.raised_at),
            }
            for one in alarms
        ]
        utc = ZoneInfo("UTC")
        lines = [
            (local(one.raised_at, utc), one.reason, f"{one.kind} {one.key}".strip(), one.stream)
            for one in alarms
        ]
        self.answer(given, rows, *table(("raised (UTC)", "reason", "obligation", "where"), lines))
