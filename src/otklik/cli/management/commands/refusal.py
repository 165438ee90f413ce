"""Refusals that wait, and what is done instead of a refusal."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from django.core.management.base import CommandParser

from otklik.actions import outcomes, rescues
from otklik.api.order_documents import document_of, load_row
from otklik.cli.access import add_order, order_of, zone_of
from otklik.cli.command import OPERATOR, DeskCommand, add_json
from otklik.cli.instants import typed_instant
from otklik.cli.order_page import sentence_of
from otklik.cli.printing import local, table, to_json
from otklik.domain.events import instant_text
from otklik.domain.money import money_text
from otklik.domain.refusal_reasons import SHIPPED
from otklik.domain.rescues import REMEDIES, Rescue
from otklik.store import clock, desk, parked
from otklik.store.order_files import load_file
from otklik.store.queries import OrderRow

TIME = "18:40, 2026-03-19 18:40 or 'in 20m', on the store's wall clock"


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        show = add("list", self.list, "orders whose refusal waits, the one that ends first first")
        show.add_argument("--store", default="", metavar="SLUG")
        add_json(show)
        rescue = add("rescue", self.rescue, "record what was agreed instead of a refusal")
        add_order(rescue)
        rescue.add_argument("remedy", choices=REMEDIES, metavar="REMEDY", help=", ".join(REMEDIES))
        rescue.add_argument(
            "--reason", required=True, choices=SHIPPED, metavar="REASON", help=", ".join(SHIPPED)
        )
        _add_person(rescue, needs=True)
        rescue.add_argument(
            "--next", default="", metavar="TIME", help=f"when he comes or is called again; {TIME}"
        )
        rescue.add_argument(
            "--to", default="", metavar="SLUG", help="for other_store: who answers from now on"
        )
        rescue.add_argument("--words", default="", help="the seller's")
        add_json(rescue)

    def list(self, given: Namespace) -> None:
        now, stores = clock.now(), [given.store] if given.store else None
        streams = parked.list_parked(stores)
        rows = desk.load_desk_rows(streams, now=now)
        found = [rows[stream] for stream in streams if stream in rows]
        documents = [
            {
                "id": row.id,
                "number": row.number,
                "store": row.store,
                "reason": row.parked_reason,
                "until_at": instant_text(row.parked_until_at) if row.parked_until_at else None,
                "total": money_text(row.total_minor, row.currency),
                "currency": row.currency,
            }
            for row in found
        ]
        lines = [
            (
                row.number,
                row.store,
                row.parked_reason,
                local(row.parked_until_at, zone_of(row.store)),
                money_text(row.total_minor, row.currency),
            )
            for row in found
        ]
        self.answer(given, documents, *table(("order", "store", "reason", "waits until", "total"), lines))

    def rescue(self, given: Namespace) -> None:
        row, now = order_of(given), clock.now()
        zone = zone_of(row.holder)
        agreed = Rescue(
            remedy=given.remedy,
            reason=given.reason,
            by=given.by,
            next_at=typed_instant(given.next, zone=zone, now=now, place="--next") if given.next else None,
            store=given.to,
            words=given.words,
        )
        done = rescues.rescue(row.stream, rescue=agreed, now=now)
        self._done(given, row)
        said = outcomes.recorded_in(done)
        if said is not None and not given.json:
            self.say(f"`otklik order undo {row.number} {said.id} --person {said.by}` takes it back for 10 s.")

    def _done(self, given: Namespace, before: OrderRow) -> None:
        file = load_file(load_row(before.stream))
        sentence = sentence_of(file, zone=zone_of(file.row.holder), now=clock.now())
        self.say(to_json(document_of(file)) if given.json else sentence)


def _add_person(parser: ArgumentParser, *, needs: bool = False) -> None:
    parser.add_argument(
        "--person",
        dest="by",
        required=needs,
        default=OPERATOR,
        metavar="SLUG",
        help="who did it; default: the operator",
    )
