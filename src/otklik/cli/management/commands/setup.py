"""Make or update an installation: tables, guards, secret, the shipped standard, the marketplace's office."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandParser

from otklik.actions import accounts, partners, people, standards, stores
from otklik.cli import serving
from otklik.cli.command import OPERATOR, DeskCommand
from otklik.domain.errors import DomainError
from otklik.domain.slugs import slug_from
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.stores import Hours
from otklik.simulation import founding
from otklik.store import clock, directory, handling, listings, projections, triggers

PARTNER = "market"
OFFICE = "office"
ACTOR = f"person:{OPERATOR}"


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        parser.set_defaults(run=self.set_up)
        parser.add_argument(
            "--demo", action="store_true", help="fill it with a small marketplace and its last days"
        )
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="which life the demo has lived")
        parser.add_argument(
            "--days", type=int, default=60, metavar="N", help="how many days the demo has lived; default: 60"
        )
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="DATE",
            help="the demo starts on the Tuesday up to it",
        )
        parser.add_argument(
            "--quiet-demo", action="store_true", help="the demo without orders that go on arriving"
        )
        parser.add_argument(
            "--name", default="Marketplace", help="what the marketplace, or the shop's owner, is called"
        )
        parser.add_argument(
            "--hours", default="Mo-Su 09:00-21:00", metavar="OSM", help="of the marketplace's office"
        )
        parser.add_argument(
            "--zone", default="Europe/Moscow", metavar="ZONE", help="of the marketplace's office"
        )
        parser.add_argument(
            "--admin", default="", metavar="NAME", help="make the first administrator and print his link"
        )

    def set_up(self, given: Namespace) -> None:
        were_old = not serving.is_migrated()
        call_command("migrate", verbosity=0, interactive=False)
        triggers.install()
        if were_old:
            # New columns of a projection are empty until the journal has filled them.
            projections.rebuild()
        if given.demo or given.quiet_demo:
            self._set_up_demo(given)
            return
        now = clock.now()
        _found_marketplace(given.name, now)
        _open_office(given, now)
        directory.record_calendars()
        self.say("Set up.", "`otklik serve` starts it; `otklik doctor` looks it over.")
        if given.admin:
            self._invite_administrator(given.admin, now)
        elif not _administrators():
            self.say("`otklik setup --admin NAME` makes the first administrator and prints his link.")

    def _invite_administrator(self, name: str, now: datetime) -> None:
        """Make the first administrator, and print the link by which he gets in; a second run prints a new link."""
        slug = _administrators().get(name) or _admit_administrator(name, now)
        token = accounts.invite(slug, now=now)
        self.say(
            f"{slug} logs in by this link, once, within two days:",
            f"{settings.OTKLIK_BASE_URL}/join/{token}",
            f"After that {settings.OTKLIK_BASE_URL}/setup/start leads to the first order in five steps.",
        )

    def _set_up_demo(self, given: Namespace) -> None:
        if clock.read_demo() is None:
            founding.require_empty()
            starts_at = founding.morning_of(given.on or clock.now().date())
            since = starts_at - timedelta(days=given.days)
            _found_marketplace(founding.NAME, since)
            self.say(f"Living {given.days} days of a marketplace of children's shoes:")
            founding.found(
                seed=given.seed, starts_at=starts_at, days=given.days, quiet=given.quiet_demo, tell=self.say
            )
            while handling.keep_up(now=clock.now()):  # so that the first look at the network has all of it
                pass
        self.say("Set up, with the demo. Log in as:", *founding.log_ins(), "")
        self.say("`otklik serve` starts it; `otklik doctor` looks it over.")


def _administrators() -> dict[str, str]:
    """Slugs of those who are administrators now, by name."""
    return {
        one.name: one.slug for one in listings.list_people() if one.active and "administrator" in one.roles
    }


def _admit_administrator(name: str, now: datetime) -> str:
    """Slug of a new administrator at the marketplace's office.

    Raises
    ------
    DomainError
        `empty_name`, `bad_slug`.
    """
    slug = listings.free_slug("person", slug_from(name) or "admin")
    office = next(one.slug for one in listings.list_places() if one.role == "marketplace")
    people.admit(slug, actor=ACTOR, name=name, store=office, roles=["administrator"], now=now)
    return slug


def _found_marketplace(name: str, now: datetime) -> None:
    """The marketplace's partner with the shipped standard in force, before any place is opened.

    Notes
    -----
    Where it has accepted a standard already, a newer shipped one is published and left to `standard adopt`.
    """
    if all(one.slug != PARTNER for one in listings.list_partners()):
        partners.join(PARTNER, actor=ACTOR, name=name, now=now)
    try:
        standard = standards.publish(DEFAULT_TEXT, actor=ACTOR, now=now)
    except DomainError as error:
        if error.code != "version_exists":
            raise
        return
    market = next(one for one in listings.list_partners() if one.slug == PARTNER)
    if not market.standard:
        standards.adopt(PARTNER, name=standard.hash, actor=ACTOR, now=now)


def _open_office(given: Namespace, now: datetime) -> None:
    """The marketplace's office, unless there is one: a second run changes nothing."""
    if all(one.role != "marketplace" for one in listings.list_places()):
        stores.open_store(
            OFFICE,
            actor=ACTOR,
            name=given.name,
            role="marketplace",
            partner=PARTNER,
            hours=Hours(given.hours, given.zone),
            now=now,
        )
