"""What a pickup needs on a terminal: goods by scan, papers, appointments and visits; never "ready" (law 12)."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from datetime import timedelta

from django.core.management.base import CommandParser

from otklik.actions import appointments, readiness, visits
from otklik.analytics.pickups import count_pickups
from otklik.api.order_documents import document_of, load_row
from otklik.cli.access import add_order, order_of, zone_of
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.order_page import sentence_of
from otklik.cli.printing import table
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_of, instant_text
from otklik.domain.visits import CAUSES
from otklik.store import clock
from otklik.store.order_files import load_file
from otklik.store.pickups import read_pickups
from otklik.store.queries import OrderRow


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        scan = add("scan", self.scan, "goods are where the buyer collects them")
        add_order(scan)
        scan.add_argument(
            "code", nargs="?", default="", metavar="CODE", help="SKU or line; default: all goods"
        )
        scan.add_argument("--missing", action="store_true", help="they are not found there instead")
        paper = add("paper", self.paper, "a paper is in place")
        add_order(paper)
        paper.add_argument("paper", metavar="PAPER", help="as the process names it: bank")
        paper.add_argument("--withdrawn", action="store_true", help="it is not in place any more instead")
        slots = add("slots", self.slots, "free times at which somebody can expect the buyer")
        add_order(slots)
        book = add("book", self.book, "book a free time, or move the appointment there")
        add_order(book)
        book.add_argument("starts_at", metavar="INSTANT", help="as `slots` prints it")
        book.add_argument("person", metavar="SLUG", help="who expects the buyer")
        cancel = add("cancel", self.cancel, "take the appointment back")
        add_order(cancel)
        visit = add(
            "visit", self.visit, "the buyer is there, somebody attends to him, or he left with nothing"
        )
        add_order(visit)
        visit.add_argument(
            "happened", choices=("came", "served", "left"), metavar="WHAT", help="came, served, left"
        )
        visit.add_argument("--cause", default="", help=f"for left, one of: {', '.join(CAUSES)}")
        figures = add("figures", self.figures, "how pickups went: ready taken back, queues, trips in vain")
        figures.add_argument("--store", default="", metavar="SLUG", help="of this store alone")
        figures.add_argument(
            "--days", type=int, default=28, metavar="DAYS", help="orders of so many days; 28"
        )
        add_json(figures)
        for act in (scan, paper, book, cancel, visit):
            add_as(act)
        for act in (scan, paper, slots, book, cancel, visit):
            add_json(act)

    def scan(self, given: Namespace) -> None:
        row = order_of(given)
        act = readiness.miss if given.missing else readiness.scan
        act(row.stream, actor=actor_of(given), code=given.code, now=clock.now())
        self._done(given, row)

    def paper(self, given: Namespace) -> None:
        row = order_of(given)
        act = readiness.withdraw if given.withdrawn else readiness.present
        act(row.stream, actor=actor_of(given), paper=given.paper, now=clock.now())
        self._done(given, row)

    def slots(self, given: Namespace) -> None:
        row = order_of(given)
        found = [
            (instant_text(one.starts_at), one.person)
            for one in appointments.free_slots(row.stream, now=clock.now())
        ]
        values = [{"starts_at": starts_at, "person": person} for starts_at, person in found]
        self.answer(given, values, *(table(("starts_at", "person"), found) if found else ["No free times."]))

    def book(self, given: Namespace) -> None:
        row = order_of(given)
        try:
            starts_at = instant_of(given.starts_at)
        except ValueError as error:
            raise DomainError("bad_slot", f"{given.starts_at!r} is no instant.", place="INSTANT") from error
        appointments.book(
            row.stream, actor=actor_of(given), starts_at=starts_at, person=given.person, now=clock.now()
        )
        self._done(given, row)

    def cancel(self, given: Namespace) -> None:
        row = order_of(given)
        appointments.cancel(row.stream, actor=actor_of(given), now=clock.now())
        self._done(given, row)

    def visit(self, given: Namespace) -> None:
        row, actor, now = order_of(given), actor_of(given), clock.now()
        if given.happened == "served":
            visits.serve(row.stream, actor=actor, person=actor.removeprefix("person:"), now=now)
        elif given.happened == "left":
            visits.leave(row.stream, actor=actor, cause=given.cause, now=now)
        else:
            visits.come(row.stream, actor=actor, now=now)
        self._done(given, row)

    def figures(self, given: Namespace) -> None:
        now = clock.now()
        stores = {given.store} if given.store else None
        found = count_pickups(read_pickups(stores, now - timedelta(days=given.days), now))
        queued = "-" if found.queued_s is None else f"{found.queued_s:.0f} s"
        self.answer(
            given,
            asdict(found),
            f"Ready: {found.ready} orders; taken back {found.regressed_told} times after the buyer was told, "
            f"{found.regressed_untold} before.",
            f"Visits: {found.visits}; median queue {queued}; in vain: {found.in_vain}.",
        )

    def _done(self, given: Namespace, before: OrderRow) -> None:
        file = load_file(load_row(before.stream))
        zone = zone_of(file.row.holder)
        self.answer(given, document_of(file), sentence_of(file, zone=zone, now=clock.now()))
