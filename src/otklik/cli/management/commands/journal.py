"""The journal: every fact of an order line by line, the proof that nobody bent it, and its export."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from django.core.management.base import CommandParser

from otklik.api.order_documents import entry_of
from otklik.cli.access import add_order, order_of, zone_of
from otklik.cli.command import DeskCommand, add_json
from otklik.cli.journal_lines import LEGEND, lines_of
from otklik.cli.printing import to_json
from otklik.domain.errors import DomainError
from otklik.store import journal, verification


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        show = add("show", self.show, "one line a fact: when, how sure, what, and what it did at once")
        add_order(show)
        add_json(show)
        verify = add(
            "verify", self.verify, "compare bytes, columns, chain and heads; code 1 if anything was bent"
        )
        verify.add_argument(
            "stream", nargs="*", metavar="STREAM", help="such as order/ID; default: everything"
        )
        add_json(verify)
        export = add(
            "export", self.export, "the hashed text of every fact, one JSON line each, nothing personal"
        )
        export.add_argument(
            "stream", nargs="*", metavar="STREAM", help="such as order/ID; default: everything"
        )
        export.add_argument("--output", default="-", metavar="FILE", help="default: standard output")

    def show(self, given: Namespace) -> None:
        row = order_of(given)
        entries = journal.read_stream(row.stream, personal=True)
        zone = zone_of(row.holder)
        heading = f"Order {row.number}, {len(entries)} entries (times: {zone.key})"
        self.answer(given, [entry_of(one) for one in entries], heading, *lines_of(entries, zone), "", LEGEND)

    def verify(self, given: Namespace) -> None:
        findings = verification.verify(given.stream or None)
        if given.json:
            rows = [
                {"stream": one.stream, "version": one.version, "code": one.code, "message": one.message}
                for one in findings
            ]
            self.say(to_json({"intact": not findings, "findings": rows}))
        elif not findings:
            self.say("The journal is as it was written.")
        for one in [] if given.json else findings:
            self.stderr.write(f"otklik: {one.stream}@{one.version}: {one.code}: {one.message}")
        if findings:
            sys.exit(1)

    def export(self, given: Namespace) -> None:
        lines = (f"{line}\n" for line in journal.export(given.stream or None))
        if given.output == "-":
            for line in lines:
                self.stdout.write(line, ending="")
            return
        try:
            with Path(given.output).open("x", encoding="utf-8") as file:
                file.writelines(lines)
        except FileExistsError as error:
            raise DomainError(
                "file_exists", f"{given.output} exists.", remedy="Name another file.", place="--output"
            ) from error
