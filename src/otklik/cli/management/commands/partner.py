"""Partners of the marketplace, and which standard each has accepted."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from django.core.management.base import CommandParser

from otklik.actions import partners
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import table
from otklik.store import clock, listings


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        create = add("create", self.create, "let a partner join")
        create.add_argument("slug", metavar="SLUG")
        create.add_argument("--name", default="", help="what people call it; default: the slug")
        add_as(create)
        add_json(add("list", self.show, "partners by slug"))

    def create(self, given: Namespace) -> None:
        partners.join(given.slug, actor=actor_of(given), name=given.name, now=clock.now())
        self.say(f"Partner {given.slug} has joined. `otklik store create` opens its first store.")

    def show(self, given: Namespace) -> None:
        standards = {row.digest: f"{row.name}@{row.number}" for row in listings.list_standards()}
        rows: list[dict[str, Any]] = [
            {"slug": one.slug, "name": one.name, "standard": standards.get(one.standard) or None}
            for one in listings.list_partners()
        ]
        lines = [(row["slug"], row["name"], row["standard"] or "(the marketplace's)") for row in rows]
        self.answer(given, rows, *table(("slug", "name", "standard"), lines))
