"""Maintenance: for a time the staff is told nothing, because somebody works on the system; nothing is lost."""

from __future__ import annotations

from argparse import Namespace
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser

from otklik.actions import maintenance
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.instants import typed_instant
from otklik.cli.printing import local, table
from otklik.domain.events import instant_text
from otklik.store import clock, directory


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        begin = add(
            "start", self.start, "let notices to the staff wait; ends by itself, after 8 hours at most"
        )
        begin.add_argument("--until", required=True, metavar="WHEN", help="15:30, or in 90m")
        begin.add_argument("--store", default="", metavar="SLUG", help="a place alone; default: everything")
        begin.add_argument("--why", default="", metavar="TEXT")
        add_as(begin)
        over = add("end", self.end, "end it before its time: what waited goes out at once")
        over.add_argument("--store", default="", metavar="SLUG")
        add_as(over)
        show = add("list", self.list, "what is under way")
        add_json(show)

    def start(self, given: Namespace) -> None:
        now, zone = clock.now(), _zone_of(given.store)
        until_at = typed_instant(given.until, zone=zone, now=now, place="--until")
        maintenance.start(given.store, actor=actor_of(given), until_at=until_at, why=given.why, now=now)
        self.say(
            f"Until {local(until_at, zone)} the staff {_whose(given.store)} is told nothing. "
            "Buyers' letters go on, and so do the clocks."
        )

    def end(self, given: Namespace) -> None:
        maintenance.end(given.store, actor=actor_of(given), now=clock.now())
        self.say("It is over. What waited goes out now, one message a receiver.")

    def list(self, given: Namespace) -> None:
        found = directory.list_maintenance(now=clock.now())
        rows = [{"store": slug, "until_at": instant_text(until_at)} for slug, _, until_at in found]
        lines = [(slug, name, local(until_at, _zone_of(slug))) for slug, name, until_at in found]
        self.answer(given, rows, *table(("place", "name", "until"), lines))


def _zone_of(store: str) -> ZoneInfo:
    slug = store or directory.find_marketplace()
    place = directory.load_world([slug], now=clock.now()).store(slug)
    return ZoneInfo(place.calendar.zone)


def _whose(store: str) -> str:
    return f"of {store}" if store else "of the whole installation"
