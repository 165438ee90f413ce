"""What follows when goods went back: money that came too late, and goods that somebody else has bought."""

from __future__ import annotations

from argparse import Namespace

from django.core.management.base import CommandParser

from otklik.actions import payments, releases
from otklik.api.order_documents import document_of, load_row
from otklik.cli.access import add_order, order_of, zone_of
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.order_page import sentence_of
from otklik.cli.printing import local, table
from otklik.domain.events import instant_text
from otklik.domain.payments import RESOLUTIONS
from otklik.store import clock, queries
from otklik.store.order_files import load_file
from otklik.store.queries import OrderRow


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        late = add(
            "late", self.late, "orders whose money came after their goods had gone back, and until when"
        )
        add_json(late)
        money = add("money", self.money, "say what becomes of such money")
        add_order(money)
        money.add_argument("how", choices=RESOLUTIONS, metavar="HOW", help=", ".join(RESOLUTIONS))
        money.add_argument("--words", default="", help="anything to add; `other` needs them")
        gone = add("gone", self.gone, "record that released goods were sold to somebody else")
        add_order(gone)
        gone.add_argument(
            "--line", action="append", default=[], metavar="ID", help="of one line; default: all"
        )
        for act in (money, gone):
            add_as(act)
            add_json(act)

    def late(self, given: Namespace) -> None:
        owed = queries.list_of_kind("late_money")
        orders = queries.load_orders({one.stream for one in owed})
        rows = [
            {
                "id": orders[one.stream].id,
                "number": orders[one.stream].number,
                "due": instant_text(one.limit_at),
            }
            for one in owed
        ]
        lines = [
            (
                orders[one.stream].number,
                orders[one.stream].holder,
                local(one.limit_at, zone_of(orders[one.stream].holder)),
            )
            for one in owed
        ]
        self.answer(given, rows, *table(("order", "store", "word by"), lines))

    def money(self, given: Namespace) -> None:
        row = order_of(given)
        payments.resolve(row.stream, actor=actor_of(given), how=given.how, words=given.words, now=clock.now())
        self._done(given, row)

    def gone(self, given: Namespace) -> None:
        row = order_of(given)
        releases.gone(row.stream, actor=actor_of(given), lines=given.line, now=clock.now())
        self._done(given, row)

    def _done(self, given: Namespace, before: OrderRow) -> None:
        file = load_file(load_row(before.stream))
        zone = zone_of(file.row.holder)
        self.answer(given, document_of(file), sentence_of(file, zone=zone, now=clock.now()))
