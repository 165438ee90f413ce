"""Partners of the marketplace, and which standard each has accepted."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from otklik.actions import agreements, partner_letters, partners
from otklik.channels.wording.partner_letter_pdf import to_pdf
from otklik.channels.wording.partner_letters import to_text, write_view
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import table
from otklik.cli.report_files import write_bytes
from otklik.domain.partner_letters import due_week
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
        letter = add("letter", self.letter, "the Monday letter of a week that is over, as text or as a PDF")
        letter.add_argument("slug", metavar="PARTNER")
        letter.add_argument("--week", default="", metavar="MONDAY", help="ISO date; default: the latest due")
        letter.add_argument("--locale", default="en", choices=["en", "ru"])
        letter.add_argument("--pdf", type=Path, metavar="OUT", help="write the PDF")
        letter.add_argument("--send", action="store_true", help="send it now, once")
        add_as(letter)
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

    def letter(self, given: Namespace) -> None:
        now, zone = clock.now(), partner_letters.zone_of(given.slug)
        monday = given.week or (due_week(zone, now=now).first_on.isoformat() if zone else "")
        if given.send:
            partner_letters.send(given.slug, monday, actor=actor_of(given), now=now)
        row = partner_letters.prepare(given.slug, monday, now=now)
        view = write_view(partner_letters.letter_in(row), given.locale, base=settings.OTKLIK_BASE_URL)
        if given.pdf:
            write_bytes(given.pdf, to_pdf(view), "--pdf")
        self.say(*to_text(view).splitlines())

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
