"""How a person or a place is reached: an address on a channel."""

from __future__ import annotations

from argparse import Namespace

from django.core.management.base import CommandParser

from otklik.actions import method_codes, stores
from otklik.channels.registry import own_urls
from otklik.cli.channel_health import health_of
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import table
from otklik.domain.errors import DomainError
from otklik.store import clock, listings


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        put = add("add", self.add, "let somebody be reached by an address")
        put.add_argument("owner", metavar="OWNER", help="person/SLUG or store/SLUG")
        put.add_argument("channel", metavar="CHANNEL", help="email, sms, telegram, apprise or console")
        put.add_argument("address", metavar="ADDRESS")
        put.add_argument(
            "--method", default="", metavar="ID", help="its name within the owner; default: the channel"
        )
        put.add_argument(
            "--code",
            action="store_true",
            help="send a code there first; `otklik method confirm` takes it back",
        )
        add_as(put)
        confirm = add("confirm", self.confirm, "use an address from now on: its code came back")
        confirm.add_argument("owner", metavar="OWNER", help="person/SLUG or store/SLUG")
        confirm.add_argument("method", metavar="ID")
        confirm.add_argument("code", metavar="CODE")
        add_as(confirm)
        show = add("list", self.show, "methods of somebody, without the addresses")
        show.add_argument("owner", metavar="OWNER", help="person/SLUG or store/SLUG")
        add_json(show)
        health = add("health", self.health, "how each way fared in 14 days: what arrived, and who reacted")
        add_json(health)
        remove = add("remove", self.remove, "stop using an address")
        remove.add_argument("owner", metavar="OWNER", help="person/SLUG or store/SLUG")
        remove.add_argument("method", metavar="ID")
        add_as(remove)

    def add(self, given: Namespace) -> None:
        method = given.method or given.channel
        if given.code:
            self._send_code(given, method)
            return
        stores.add_method(
            _owner(given.owner),
            actor=actor_of(given),
            method=method,
            channel=given.channel,
            address=given.address,
            now=clock.now(),
        )
        self.say(f"{given.owner} is reached by {given.channel} ({method}), on your word: no code was sent.")

    def _send_code(self, given: Namespace, method: str) -> None:
        owner, urls = _owner(given.owner), own_urls()
        begun = method_codes.begin(
            owner, channel=given.channel, address=given.address, method=method, locale="en", urls=urls,
            now=clock.now(),
        )  # fmt: skip
        if begun.result.outcome == "failed":
            raise DomainError(
                "channel_unreachable",
                f"The code did not go out: {begun.result.reason}.",
                remedy="`otklik doctor`",
            )
        then = f"open {begun.link}" if begun.link else f"`otklik method confirm {owner} {method} CODE`"
        self.say(f"A code is on its way; {then} within 30 minutes.")

    def confirm(self, given: Namespace) -> None:
        owner, now = _owner(given.owner), clock.now()
        if not method_codes.confirm(owner, given.method, code=given.code, actor=actor_of(given), now=now):
            raise DomainError(
                "bad_code", "The code is wrong.", remedy="Look at the newest message.", place="CODE"
            )
        self.say(f"{given.owner} is reached by {given.method} from now on.")

    def show(self, given: Namespace) -> None:
        rows = [
            {"method": one.method, "channel": one.channel}
            for one in listings.list_methods(_owner(given.owner))
        ]
        self.answer(
            given, rows, *table(("method", "channel"), [(row["method"], row["channel"]) for row in rows])
        )

    def health(self, given: Namespace) -> None:
        rows = health_of(now=clock.now())
        lines = [tuple("-" if value is None else str(value) for value in row.values()) for row in rows]
        heads = (
            "owner",
            "method",
            "channel",
            "works",
            "messages",
            "taken",
            "in 20 min",
            "reaction s",
            "finding",
        )
        self.answer(given, rows, *table(heads, lines))

    def remove(self, given: Namespace) -> None:
        stores.remove_method(_owner(given.owner), actor=actor_of(given), method=given.method, now=clock.now())
        self.say(f"{given.owner} has no method {given.method} any more.")


def _owner(text: str) -> str:
    if text.partition("/")[0] not in ("person", "store"):
        raise DomainError(
            "unknown_owner", f"{text!r} is nobody.", remedy="Write person/SLUG or store/SLUG.", place="OWNER"
        )
    return text
