"""Who is there now: on shift = joined."""

from __future__ import annotations

from argparse import Namespace
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser

from otklik.actions import shifts
from otklik.cli.command import DeskCommand, add_json
from otklik.cli.printing import table
from otklik.domain.order_decisions import PLACES
from otklik.store import clock, listings


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        join = add("join", self.join, "join today's shift of a store")
        join.add_argument("store", metavar="STORE")
        join.add_argument("person", metavar="PERSON")
        join.add_argument(
            "--place", default="unknown", choices=PLACES, help="where he is, as far as it is proved"
        )
        leave = add("leave", self.leave, "leave it")
        leave.add_argument("store", metavar="STORE")
        leave.add_argument("person", metavar="PERSON")
        busy = add("busy", self.busy, "customers at the counter: new orders go to others for a while")
        busy.add_argument("store", metavar="STORE")
        busy.add_argument("person", metavar="PERSON")
        free = add("free", self.free, "free again")
        free.add_argument("store", metavar="STORE")
        free.add_argument("person", metavar="PERSON")
        show = add("show", self.show, "who is on shift, earliest first")
        show.add_argument("store", nargs="?", default="", metavar="STORE", help="default: every store")
        add_json(show)

    def join(self, given: Namespace) -> None:
        actor = f"person:{given.person}"
        shifts.join(given.store, person=given.person, place=given.place, actor=actor, now=clock.now())
        self.say(f"{given.person} is on shift at {given.store}.")

    def leave(self, given: Namespace) -> None:
        shifts.leave(given.store, person=given.person, actor=f"person:{given.person}", now=clock.now())
        self.say(f"{given.person} has left {given.store}.")

    def busy(self, given: Namespace) -> None:
        done = shifts.busy(given.store, person=given.person, actor=f"person:{given.person}", now=clock.now())
        passed = sum(entry.stream.startswith("order/") for entry in done.entries)
        self.say(f"{given.person} is with customers; orders passed on: {passed}.")

    def free(self, given: Namespace) -> None:
        shifts.free(given.store, person=given.person, actor=f"person:{given.person}", now=clock.now())
        self.say(f"{given.person} is free.")

    def show(self, given: Namespace) -> None:
        places = [listings.load_place(given.store)] if given.store else listings.list_places()
        now = clock.now()
        rows = [
            {"store": place.slug, "day": one.day, "person": one.person}
            for place in places
            for one in listings.list_shifts(
                place.slug,
                day=now.astimezone(ZoneInfo(place.hours.zone if place.hours else "UTC")).date().isoformat(),
            )
        ]
        self.answer(given, rows, *table(("store", "day", "person"), [tuple(row.values()) for row in rows]))
