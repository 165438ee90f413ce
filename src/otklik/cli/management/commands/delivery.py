"""A depot's days: places by zone, what was sold and what is free."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, timedelta

from django.core.management.base import CommandParser

from otklik.cli.command import DeskCommand, add_json
from otklik.cli.printing import table
from otklik.domain.errors import DomainError
from otklik.store import clock
from otklik.store.depot_days import DAYS, load_scene
from otklik.store.directory import load_world


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        day = add("day", self.day, "places of a day by zone: estimated, limited, sold, free")
        day.add_argument("depot", metavar="DEPOT")
        day.add_argument("date", nargs="?", default="", metavar="DATE", help="2026-12-24; default: tomorrow")
        add_json(day)

    def day(self, given: Namespace) -> None:
        now = clock.now()
        scene = load_scene(load_world([given.depot], now=now).store(given.depot), now=now)
        on = _day(given.date) if given.date else scene.today_on + timedelta(days=1)
        if on not in scene.places:
            raise DomainError(
                "unreadable_day",
                f"{on} has no places here.",
                remedy=f"Name one of the next {DAYS} days, from {scene.today_on} on.",
                place="DATE",
            )
        rows = [
            {
                "zone": one.zone,
                "own": one.own,
                "outside": one.outside,
                "limit": one.cap,
                "sold": one.taken,
                "free": one.free(),
                "state": one.state(),
            }
            for one in scene.places[on]
        ]
        lines = [["-" if value is None else str(value) for value in row.values()] for row in rows]
        told = {"depot": given.depot, "date": on.isoformat(), "zones": rows}
        header = ("zone", "own", "outside", "limit", "sold", "free", "state")
        note = "Places are an estimate; a window is sold only if the day's plan has room for it."
        self.answer(given, told, f"{given.depot} on {on}:", *table(header, lines), note)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DomainError(
            "unreadable_day", f"{text!r} is no day.", remedy="Write it as 2026-12-24.", place="DATE"
        ) from error
