"""How a person or a place is reached: an address on a channel."""

from __future__ import annotations

from argparse import Namespace

from django.core.management.base import CommandParser

from otklik.actions import stores
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import table
from otklik.domain.errors import DomainError
from otklik.store import clock, listings


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        put = add("add", self.add, "let somebody be reached by an address")
        put.add_argument("owner", metavar="OWNER", help="person/SLUG or store/SLUG")
        put.add_argument("channel", metavar="CHANNEL", help="email or console")
        put.add_argument("address", metavar="ADDRESS")
        put.add_argument(
            "--method", default="", metavar="ID", help="its name within the owner; default: the channel"
        )
        add_as(put)
        show = add("list", self.show, "methods of somebody, without the addresses")
        show.add_argument("owner", metavar="OWNER", help="person/SLUG or store/SLUG")
        add_json(show)
        remove = add("remove", self.remove, "stop using an address")
        remove.add_argument("owner", metavar="OWNER", help="person/SLUG or store/SLUG")
        remove.add_argument("method", metavar="ID")
        add_as(remove)

    def add(self, given: Namespace) -> None:
        method = given.method or given.channel
        stores.add_method(
            _owner(given.owner),
            actor=actor_of(given),
            method=method,
            channel=given.channel,
            address=given.address,
            now=clock.now(),
        )
        self.say(f"{given.owner} is reached by {given.channel} ({method}).")

    def show(self, given: Namespace) -> None:
        rows = [
            {"method": one.method, "channel": one.channel}
            for one in listings.list_methods(_owner(given.owner))
        ]
        self.answer(
            given, rows, *table(("method", "channel"), [(row["method"], row["channel"]) for row in rows])
        )

    def remove(self, given: Namespace) -> None:
        stores.remove_method(_owner(given.owner), actor=actor_of(given), method=given.method, now=clock.now())
        self.say(f"{given.owner} has no method {given.method} any more.")


def _owner(text: str) -> str:
    if text.partition("/")[0] not in ("person", "store"):
        raise DomainError(
            "unknown_owner", f"{text!r} is nobody.", remedy="Write person/SLUG or store/SLUG.", place="OWNER"
        )
    return text
