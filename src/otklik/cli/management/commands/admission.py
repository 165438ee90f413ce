"""Who may talk to buyers, on a terminal: list, grant, withdraw."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from django.core.management.base import CommandParser

from otklik.actions import admissions
from otklik.cli.command import DeskCommand, add_as, add_json
from otklik.cli.printing import table
from otklik.domain.admissions import CAUSES, SUBJECTS
from otklik.domain.errors import DomainError
from otklik.store import clock, directory, listings


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise DomainError(
            "bad_day", f"{text!r} is no day.", remedy="Write 2026-12-31.", place="--until"
        ) from error


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        listed = add("list", self.list, "who may talk to buyers now, on which subjects")
        listed.add_argument("--store", default="", metavar="SLUG", help="of this place alone")
        add_json(listed)
        grant = add("grant", self.grant, "admit a person; what stood before ends with it")
        grant.add_argument("slug", metavar="SLUG")
        grant.add_argument(
            "--on",
            action="append",
            default=[],
            metavar="SUBJECT",
            help=f"{', '.join(SUBJECTS)}; may be repeated",
        )
        grant.add_argument("--training", default="", metavar="WORDS", help="which one was passed")
        grant.add_argument("--test", type=int, metavar="N", help="points, 0 to 100")
        grant.add_argument("--until", default="", metavar="DAY", help="last day; default: without end")
        add_as(grant)
        withdraw = add("withdraw", self.withdraw, "the desk gives this person no buyers any more")
        withdraw.add_argument("slug", metavar="SLUG")
        withdraw.add_argument("--cause", required=True, choices=CAUSES)
        withdraw.add_argument(
            "--on", action="append", default=[], metavar="SUBJECT", help="default: every subject"
        )
        withdraw.add_argument("--words", default="", metavar="WORDS", help="for the journal")
        add_as(withdraw)

    def list(self, given: Namespace) -> None:
        people = [one for one in listings.list_people(store=given.store) if one.active]
        world = directory.load_world({one.store for one in people}, now=clock.now())
        known = {one.slug: one.admitted for store in world.stores.values() for one in store.people}
        values = [
            {"person": one.slug, "store": one.store, "subjects": _subjects(known.get(one.slug))}
            for one in people
        ]
        rows = [(str(one["person"]), str(one["store"]), _said(one["subjects"])) for one in values]
        self.answer(given, values, *table(("person", "store", "talks about"), rows))

    def grant(self, given: Namespace) -> None:
        admissions.grant(
            given.slug,
            by=given.by,
            subjects=given.on,
            training=given.training,
            test=given.test,
            until_on=_day(given.until),
            now=clock.now(),
        )
        self.say(f"{given.slug} may talk to buyers about: {', '.join(given.on)}.")

    def withdraw(self, given: Namespace) -> None:
        admissions.withdraw(
            given.slug, by=given.by, cause=given.cause, subjects=given.on, words=given.words, now=clock.now()
        )
        self.say(f"{given.slug} talks to buyers no more about: {', '.join(given.on) or 'anything'}.")


def _subjects(known: frozenset[str] | None) -> list[str] | None:
    return None if known is None else sorted(known)


def _said(subjects: Sequence[str] | str | None) -> str:
    return "everything" if subjects is None else ", ".join(subjects) or "nothing"
