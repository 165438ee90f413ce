"""Other parties of an order: the bank's answer, events of one's own name, the pause for the buyer; a party's page."""

from __future__ import annotations

from argparse import Namespace

from django.core.management.base import CommandParser

from otklik.actions import party_links, steps
from otklik.api.order_documents import document_of, load_row
from otklik.cli.access import add_order, order_of, zone_of
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.instants import typed_instant
from otklik.cli.order_page import sentence_of
from otklik.domain.steps import DECISIONS
from otklik.store import clock
from otklik.store.order_files import load_file
from otklik.store.queries import OrderRow

TIME = "18:40, 2026-03-19 18:40 or 'in 20m', on the store's wall clock"


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        bank = add("bank", self.bank, "record that the bank said yes or no")
        add_order(bank)
        bank.add_argument("decision", choices=DECISIONS, metavar="DECISION", help=", ".join(DECISIONS))
        event = add("event", self.event, "record a fact of your own name, for whatever a standard waits for")
        add_order(event)
        event.add_argument("name", metavar="NAME", help="a–z, 0–9 and _, a letter first")
        event.add_argument("--party", default="", metavar="SLUG", help="the place that it is about")
        event.add_argument("--words", default="", help="anything to add")
        pause = add("pause", self.pause, "let an order wait for its buyer, by the rules of the standard")
        add_order(pause)
        pause.add_argument("reason", metavar="REASON", help="as the standard names it: papers")
        pause.add_argument(
            "--until", default="", metavar="TIME", help=f"default: as long as it allows; {TIME}"
        )
        resume = add("resume", self.resume, "let it go on")
        add_order(resume)
        link = add("link", self.link, "the address of the one page on which a place answers its steps")
        link.add_argument("place", metavar="SLUG", help="a place that is no store")
        link.add_argument("--renew", action="store_true", help="make another one; the old one leads nowhere")
        link.add_argument("--revoke", action="store_true", help="make none; the old one leads nowhere")
        for act in (bank, event, pause, resume):
            add_as(act)
            add_json(act)
        add_json(link)

    def bank(self, given: Namespace) -> None:
        row = order_of(given)
        actor = actor_of(given)
        steps.decide(row.stream, decision=given.decision, actor=actor, by=_person(actor), now=clock.now())
        self._done(given, row)

    def event(self, given: Namespace) -> None:
        row = order_of(given)
        steps.happen(
            row.stream,
            name=given.name,
            actor=actor_of(given),
            party=given.party,
            words=given.words,
            now=clock.now(),
        )
        self._done(given, row)

    def pause(self, given: Namespace) -> None:
        row, now, actor = order_of(given), clock.now(), actor_of(given)
        zone = zone_of(row.holder)
        until_at = typed_instant(given.until, zone=zone, now=now, place="--until") if given.until else None
        steps.pause(
            row.stream, reason=given.reason, actor=actor, person=_person(actor), until_at=until_at, now=now
        )
        self._done(given, row)

    def resume(self, given: Namespace) -> None:
        row, actor = order_of(given), actor_of(given)
        steps.resume(row.stream, actor=actor, person=_person(actor), now=clock.now())
        self._done(given, row)

    def link(self, given: Namespace) -> None:
        now = clock.now()
        if given.revoke:
            party_links.revoke(given.place, now=now)
            self.answer(given, {"place": given.place, "url": None}, f"{given.place} has no page any more.")
            return
        url = (
            party_links.renew(given.place, now=now) if given.renew else party_links.show(given.place, now=now)
        )
        self.answer(given, {"place": given.place, "url": url}, url)

    def _done(self, given: Namespace, before: OrderRow) -> None:
        file = load_file(load_row(before.stream))
        zone = zone_of(file.row.holder)
        self.answer(given, document_of(file), sentence_of(file, zone=zone, now=clock.now()))


def _person(actor: str) -> str:
    return actor.removeprefix("person:") if actor.startswith("person:") else ""
