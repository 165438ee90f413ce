"""Hooks that were authentic but could not be read: look, try again after a fix, or throw away."""

from __future__ import annotations

import sys
from argparse import Namespace
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser

from otklik.actions import quarantine
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import local, table
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_text
from otklik.store import clock, payloads


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        show = add("list", self.list, "what waits, oldest first")
        show.add_argument("--limit", type=int, default=100, metavar="N")
        add_json(show)
        body = add("show", self.show, "one body as it came, bytes and all")
        body.add_argument("id", type=int, metavar="ID")
        retry = add("retry", self.retry, "read one again, or all of them")
        retry.add_argument("id", type=int, nargs="?", metavar="ID")
        add_as(retry)
        discard = add("discard", self.discard, "let one go: it is of no use")
        discard.add_argument("id", type=int, metavar="ID")
        discard.add_argument("--why", default="", help="kept beside the body")
        add_as(discard)

    def list(self, given: Namespace) -> None:
        rows = [
            {
                "id": one.id,
                "source": one.source,
                "received_at": instant_text(one.received_at),
                "error": one.error,
            }
            for one in payloads.list_quarantine(given.limit)
        ]
        utc = ZoneInfo("UTC")
        lines = [
            (str(one.id), one.source, local(one.received_at, utc), one.error)
            for one in payloads.list_quarantine(given.limit)
        ]
        self.answer(given, rows, *table(("id", "source", "came (UTC)", "why"), lines))

    def show(self, given: Namespace) -> None:
        sys.stdout.buffer.write(payloads.load_body(given.id) + b"\n")

    def retry(self, given: Namespace) -> None:
        waiting = [one for one in payloads.list_quarantine(10_000) if given.id in (None, one.id)]
        if given.id is not None and not waiting:
            raise DomainError(
                "unknown_payload", f"Nothing of number {given.id} waits.", remedy="`otklik quarantine list`"
            )
        left = 0
        for one in waiting:
            try:
                received = quarantine.read_again(one.id, actor=actor_of(given), now=clock.now())
            except DomainError as error:
                left += 1
                self.stderr.write(f"otklik: {one.id}: {error}")
                continue
            self.say(f"{one.id}: {received}")
        if left:
            raise DomainError("unreadable", f"{left} of {len(waiting)} still can't be read.")

    def discard(self, given: Namespace) -> None:
        quarantine.discard(given.id, actor=actor_of(given), why=given.why, now=clock.now())
        self.say(f"{given.id} is out of quarantine.")
