"""Places with opening hours: shops, the marketplace's office, and parties such as a bank or an engraver."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser

from otklik.actions import rosters, stores
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.hours_options import add_hours, hours_given
from otklik.cli.printing import local, table
from otklik.domain.errors import DomainError
from otklik.domain.inboxes import INBOXES, inboxes_of
from otklik.domain.rosters import day_words, roster_json
from otklik.domain.stores import ROLES, Hours, calendar_of
from otklik.domain.week_grid import DAYS
from otklik.store import clock, listings
from otklik.store.directory import load_world
from otklik.store.listings import PlaceRow

TRADE = "whose norms of the standard hold here: stationery, as in [trade.stationery]"


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        create = add("create", self.create, "open a place with its hours")
        create.add_argument("slug", metavar="SLUG")
        create.add_argument("--name", default="", help="what people call it; default: the slug")
        create.add_argument("--partner", required=True, metavar="SLUG", help="whose it is")
        roles = f"{', '.join(ROLES)}, or one that the standard declares"
        create.add_argument("--role", default="store", metavar="ROLE", help=roles)
        create.add_argument("--phone", default="", help="the number that buyers are given")
        create.add_argument("--locale", default="ru", choices=["ru", "en"])
        create.add_argument("--trade", default="", metavar="SLUG", help=TRADE)
        add_hours(create, required=True)
        add_as(create)
        add_json(add("list", self.list, "places by slug"))
        show = add("show", self.show, "one place: hours, people, how it is reached, who is next")
        show.add_argument("slug", metavar="SLUG")
        add_json(show)
        hours = add("hours", self.hours, "give a place other hours; what is owed already keeps its own")
        hours.add_argument("slug", metavar="SLUG")
        add_hours(hours, required=False)
        add_as(hours)
        _add_roster(add("roster", self.roster, "who is to work when: show it, or take another one"))
        _add_rounds(add("rounds", self.rounds, "what a round looks through, or another choice of it"))
        change = add("change", self.change, "change a place's name, number, trade, next store or parties")
        change.add_argument("slug", metavar="SLUG")
        change.add_argument("--name")
        change.add_argument("--phone")
        change.add_argument("--trade", metavar="SLUG", help=f'{TRADE}; "" for none')
        change.add_argument("--next-store", metavar="SLUG", help="who is asked when this one does not answer")
        change.add_argument(
            "--party",
            action="append",
            default=[],
            metavar="ROLE=SLUG",
            help="who plays a role for it: supplier=engraver",
        )
        change.add_argument(
            "--point", type=_point, metavar="LAT,LON", help="where it is, in degrees: 53.195,50.107"
        )
        add_as(change)

    def create(self, given: Namespace) -> None:
        stores.open_store(
            given.slug,
            actor=actor_of(given),
            name=given.name,
            role=given.role,
            partner=given.partner,
            hours=hours_given(given, Hours("", "")),
            phone=given.phone,
            locale=given.locale,
            trade=given.trade,
            now=clock.now(),
        )
        self.say(f"{given.slug} is open.", _next_opening(given.slug))

    def list(self, given: Namespace) -> None:
        rows = [_said(one) for one in listings.list_places()]
        lines = [
            (
                row["slug"],
                row["name"],
                row["role"],
                row["partner"],
                (row["hours"] or {}).get("expression", "-"),
            )
            for row in rows
        ]
        self.answer(given, rows, *table(("slug", "name", "role", "partner", "hours"), lines))

    def show(self, given: Namespace) -> None:
        place = listings.load_place(given.slug)
        people = [one for one in listings.list_people(store=place.slug) if one.active]
        methods = listings.list_methods(f"store/{place.slug}")
        said = _said(place) | {
            "people": [{"slug": one.slug, "name": one.name, "roles": list(one.roles)} for one in people],
            "methods": [{"method": one.method, "channel": one.channel} for one in methods],
        }
        self.answer(given, said, *_described(place), "", *table(
            ("person", "name", "roles"), [(one.slug, one.name, ", ".join(one.roles)) for one in people]
        ))  # fmt: skip

    def hours(self, given: Namespace) -> None:
        present = listings.load_place(given.slug).hours or Hours("", "")
        stores.change_hours(
            given.slug, actor=actor_of(given), hours=hours_given(given, present), now=clock.now()
        )
        self.say(_next_opening(given.slug), "Obligations that are open already keep their instants.")

    def roster(self, given: Namespace) -> None:
        if given.set:
            told = _read_roster(given.set)
            rosters.change(given.slug, roster=told, actor=actor_of(given), now=clock.now())
        listings.load_place(given.slug)
        roster = listings.load_roster(given.slug)
        rows = [
            (person, *(day_words(spans) or "-" for spans in week.days), str(len(week.exceptions)))
            for person, week in sorted(roster.items())
        ]
        self.answer(given, roster_json(roster), *table(("person", *DAYS, "special days"), rows))

    def change(self, given: Namespace) -> None:
        stores.change_store(
            given.slug,
            actor=actor_of(given),
            name=given.name,
            phone=given.phone,
            next_store=given.next_store,
            parties=dict(map(_party, given.party)) or None,
            trade=given.trade,
            point=given.point,
            now=clock.now(),
        )
        self.say(f"{given.slug} is changed.")

    def rounds(self, given: Namespace) -> None:
        now = clock.now()
        if given.inboxes is not None:
            inboxes = [one.strip() for one in given.inboxes.split(",") if one.strip()]
            stores.change_store(given.slug, actor=actor_of(given), inboxes=inboxes, now=now)
        place = load_world([given.slug], now=now).store(given.slug)
        self.say(f"A round of {given.slug} looks through: {', '.join(inboxes_of(place))}.")


def _add_roster(roster: ArgumentParser) -> None:
    roster.add_argument("slug", metavar="SLUG")
    roster.add_argument("--set", metavar="FILE", help="JSON, the whole roster; - reads it from the input")
    add_as(roster)
    add_json(roster)


def _read_roster(name: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        told: dict[str, Any] = json.loads(text)
    except (OSError, ValueError) as error:
        raise DomainError(
            "unreadable", f"{name} holds no JSON: {error}.", remedy="Write one object.", place="--set"
        ) from error
    return told


def _add_rounds(rounds: ArgumentParser) -> None:
    rounds.add_argument("slug", metavar="SLUG")
    rounds.add_argument("--inboxes", metavar="A,B", help=f"of {', '.join(INBOXES)}")
    add_as(rounds)


def _party(text: str) -> tuple[str, str]:
    role, equals, slug = text.partition("=")
    known = (*ROLES, *listings.list_declared_roles(now=clock.now()))
    if not equals or role not in known or not slug:
        raise DomainError(
            "bad_party",
            f"{text!r} is no ROLE=SLUG.",
            remedy=f"Roles are: {', '.join(known)}.",
            place="--party",
        )
    return role, slug


def _said(place: PlaceRow) -> dict[str, Any]:
    said = asdict(place)
    return {name: value if value not in ("", {}) else None for name, value in said.items()}


def _described(place: PlaceRow) -> list[str]:
    lines = [
        f"{place.name} ({place.slug}), {place.role} of {place.partner}",
        f"phone       {place.phone or '-'}",
        f"trade       {place.trade or '-'}",
        f"next store  {place.next_store or '-'}",
        f"parties     {', '.join(f'{role}={slug}' for role, slug in place.parties.items()) or '-'}",
    ]
    if place.hours is None:
        return [*lines, "hours       (none: the marketplace's)"]
    more = "; ".join(
        [f"holidays of {place.hours.country}"] * bool(place.hours.country) + list(place.hours.exceptions)
    )
    return [
        *lines,
        f"hours       {place.hours.expression}  ({place.hours.zone}{'; ' + more if more else ''})",
        _next_opening(place.slug),
    ]


def _next_opening(slug: str) -> str:
    hours = listings.load_place(slug).hours
    if hours is None:
        return ""
    zone, now, calendar = ZoneInfo(hours.zone), clock.now(), calendar_of(hours)
    if calendar.is_open(now):
        return f"now         open (times: {hours.zone})"
    return f"now         closed until {local(calendar.next_opening(now), zone)} (times: {hours.zone})"


def _point(text: str) -> tuple[float, float]:
    latitude, _, longitude = text.partition(",")
    try:
        return float(latitude), float(longitude)
    except ValueError:
        raise DomainError(
            "bad_point",
            f"{text!r} is no latitude and longitude.",
            remedy="Write it as 53.195,50.107.",
            place="--point",
        ) from None
