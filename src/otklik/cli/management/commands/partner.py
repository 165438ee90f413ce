"""Partners of the marketplace, and which standard each has accepted."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from django.core.management.base import CommandParser

from otklik.actions import agreements, partners
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import table
from otklik.store import agreements as sent
from otklik.store import clock, listings


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        create = add("create", self.create, "let a partner join")
        create.add_argument("slug", metavar="SLUG")
        create.add_argument("--name", default="", help="what people call it; default: the slug")
        add_as(create)
        add_json(add("list", self.show, "partners by slug"))
        send = add("send-standard", self.send_standard, "ask a partner to read a standard and accept it")
        send.add_argument("slug", metavar="PARTNER")
        send.add_argument("name", metavar="NAME", help="NAME (its newest), NAME@N, or a hash")
        add_as(send)
        told = add("agreements", self.agreements, "what was sent to partners, and who accepted what when")
        told.add_argument("slug", nargs="?", default="", metavar="PARTNER", help="default: all of them")
        add_json(told)

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

    def send_standard(self, given: Namespace) -> None:
        done = agreements.send_standard(given.slug, name=given.name, actor=actor_of(given), now=clock.now())
        said = [one.event.data["version"] for one in done.entries if one.event.kind == "standard.sent"]
        self.say(
            f"{said[0]} is sent to {given.slug}; it is in force when somebody there accepts it."
            if said
            else f"{given.slug} has exactly that text already."
        )

    def agreements(self, given: Namespace) -> None:
        rows: list[dict[str, Any]] = [
            {
                "partner": partner.slug,
                "version": one.version,
                "sent_at": one.sent_at.isoformat(),
                "accepted_at": one.accepted_at.isoformat() if one.accepted_at else None,
                "person": one.person or None,
                "superseded_at": one.superseded_at.isoformat() if one.superseded_at else None,
                "rendering": one.rendering,
            }
            for partner in sent.list_partners()
            if given.slug in ("", partner.slug)
            for one in partner.agreements
        ]
        columns = ("partner", "version", "sent_at", "accepted_at", "person", "superseded_at")
        lines = [tuple(row[name] or "-" for name in columns) for row in rows]
        self.answer(given, rows, *table(columns, lines))
