"""Who works for which place, and as what."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from otklik.actions import accounts, people
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import table
from otklik.domain.people import ROLES
from otklik.store import clock, listings


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        create = add("create", self.create, "admit somebody to a place")
        create.add_argument("slug", metavar="SLUG")
        create.add_argument("--name", required=True, help="as colleagues call him")
        create.add_argument("--store", required=True, metavar="SLUG")
        create.add_argument(
            "--role",
            action="append",
            default=[],
            choices=ROLES,
            metavar="ROLE",
            help=f"{', '.join(ROLES)}; repeatable",
        )
        create.add_argument("--locale", default="ru", choices=["ru", "en"], help="of the messages to him")
        add_as(create)
        show = add("list", self.show, "people by store")
        show.add_argument("--store", default="", metavar="SLUG")
        add_json(show)
        invite = add("invite", self.invite, "a link by which somebody chooses the password of his log-in")
        invite.add_argument("slug", metavar="SLUG")
        add_json(invite)
        dismiss = add("dismiss", self.dismiss, "end somebody's work here")
        dismiss.add_argument("slug", metavar="SLUG")
        dismiss.add_argument("--why", default="", help="for the journal, without personal data")
        dismiss.add_argument(
            "--successor", default="", metavar="SLUG", help="who keeps what he has promised to buyers"
        )
        add_as(dismiss)

    def create(self, given: Namespace) -> None:
        people.admit(
            given.slug,
            actor=actor_of(given),
            name=given.name,
            store=given.store,
            roles=given.role or ["seller"],
            locale=given.locale,
            now=clock.now(),
        )
        self.say(
            f"{given.slug} works for {given.store}. `otklik method add person/{given.slug}` says how to reach him."
        )

    def show(self, given: Namespace) -> None:
        rows: list[dict[str, Any]] = [
            {
                "slug": one.slug,
                "name": one.name,
                "store": one.store,
                "roles": list(one.roles),
                "active": one.active,
            }
            for one in listings.list_people(store=given.store)
        ]
        lines = [
            (
                row["store"],
                row["slug"],
                row["name"],
                ", ".join(row["roles"]),
                "" if row["active"] else "dismissed",
            )
            for row in rows
        ]
        self.answer(given, rows, *table(("store", "slug", "name", "roles", ""), lines))

    def invite(self, given: Namespace) -> None:
        token = accounts.invite(given.slug, now=clock.now())
        url = f"{settings.OTKLIK_BASE_URL}/join/{token}"
        said = {"person": given.slug, "url": url}
        self.answer(given, said, f"{given.slug} logs in by this link, once, within two days:", url)

    def dismiss(self, given: Namespace) -> None:
        said = {"why": given.why, "successor": given.successor}
        people.dismiss(given.slug, actor=actor_of(given), **said, now=clock.now())
        self.say(f"{given.slug} is dismissed.")
