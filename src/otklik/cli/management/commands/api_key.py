"""Keys of the API: each is a source of orders, for one store or for all."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from django.core.management.base import CommandParser

from otklik.actions import sources as actions
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import table
from otklik.store import clock, listings, sources


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        create = add("create", self.create, "make a key; it is shown once and kept nowhere")
        create.add_argument(
            "--store", default="", metavar="SLUG", help="orders of this store alone; default: all"
        )
        create.add_argument("--name", default="", metavar="SLUG", help="the key's name; default: api-STORE")
        add_as(create)
        add_json(create)
        add_json(add("list", self.show, "keys by name"))
        revoke = add("revoke", self.revoke, "end a key at once")
        revoke.add_argument("name", metavar="NAME")
        revoke.add_argument("--why", default="", help="for the journal")
        add_as(revoke)

    def create(self, given: Namespace) -> None:
        name = given.name or listings.free_slug("source", f"api-{given.store or 'all'}")
        key = actions.create_api_key(name, actor=actor_of(given), store=given.store, now=clock.now())
        said = {"key": key, "store": given.store or None, "name": name}
        whose = given.store or "all stores"
        self.answer(
            given,
            said,
            key,
            f"Key {name} for {whose}. It is shown this once: keep it where the shop can read it.",
        )

    def show(self, given: Namespace) -> None:
        rows: list[dict[str, Any]] = [
            {"name": one.slug, "store": one.store or None, "revoked": one.revoked}
            for one in sources.list_sources("api")
        ]
        lines = [
            (row["name"], row["store"] or "(all)", "revoked" if row["revoked"] else "valid") for row in rows
        ]
        self.answer(given, rows, *table(("name", "store", "state"), lines))

    def revoke(self, given: Namespace) -> None:
        actions.revoke(given.name, actor=actor_of(given), why=given.why, now=clock.now())
        self.say(f"Key {given.name} is revoked.")
