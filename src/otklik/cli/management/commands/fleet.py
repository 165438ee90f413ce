"""What a depot delivers with: zones, windows, vehicles and carriers, as one TOML document."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from otklik.actions import fleets
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import table, to_json
from otklik.domain.errors import DomainError
from otklik.domain.fleet_decisions import require_fleet
from otklik.domain.fleet_documents import FleetErrors, read_fleet
from otklik.domain.fleet_writing import document_of, write_fleet
from otklik.domain.fleets import DeliveryWindow, Fleet, Vehicle
from otklik.domain.week_grid import DAYS
from otklik.store import clock
from otklik.store.directory import load_world


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        show = add("show", self.show, "a depot's zones, windows, vehicles and carriers")
        show.add_argument("depot", metavar="DEPOT")
        show.add_argument("--toml", action="store_true", help="print the document that `set` reads")
        add_json(show)
        check = add("check", self.check_text, "every mistake of a file, with line and remedy; code 1 if any")
        check.add_argument("depot", metavar="DEPOT")
        check.add_argument("file", metavar="FILE", help="TOML; - reads standard input")
        add_json(check)
        change = add("set", self.set, "let a depot deliver with another fleet; what is promised stays")
        change.add_argument("depot", metavar="DEPOT")
        change.add_argument("file", metavar="FILE", help="TOML; - reads standard input")
        add_as(change)

    def show(self, given: Namespace) -> None:
        fleet = require_fleet(load_world([given.depot], now=clock.now()).store(given.depot))
        if given.toml:
            self.say(write_fleet(fleet).rstrip())
            return
        self.answer(given, document_of(fleet), *_described(fleet))

    def check_text(self, given: Namespace) -> None:
        document, lines = self._read(given)
        try:
            fleet = fleets.check(given.depot, document=document, lines=lines, now=clock.now())
        except FleetErrors as refused:
            self._tell_mistakes(given, refused)
        said = {name: len(getattr(fleet, name)) for name in ("zones", "windows", "vehicles", "carriers")}
        counts = ", ".join(f"{count} {name}" for name, count in said.items())
        self.answer(given, {"valid": True, **said}, f"In order: {counts}.")

    def set(self, given: Namespace) -> None:
        document, lines = self._read(given)
        try:
            done = fleets.change(
                given.depot, actor=actor_of(given), document=document, lines=lines, now=clock.now()
            )
        except FleetErrors as refused:
            self._tell_mistakes(given, refused)
        new = (
            "delivers with this fleet from now on; what is promised stays"
            if done.entries
            else "has this fleet"
        )
        self.say(f"{given.depot} {new}.")

    def _read(self, given: Namespace) -> Any:
        try:
            return read_fleet(_text(given.file))
        except FleetErrors as refused:
            self._tell_mistakes(given, refused)

    def _tell_mistakes(self, given: Namespace, refused: FleetErrors) -> None:
        found = [(refused.place_of(one), one) for one in refused.mistakes]
        if getattr(given, "json", False):
            said = [{"place": place, "message": one.message, "remedy": one.remedy} for place, one in found]
            self.say(to_json({"valid": False, "mistakes": said}))
        else:
            for place, one in found:
                self.stderr.write(
                    f"otklik: {given.file}: {f'{place}: ' if place else ''}{one.message} {one.remedy}"
                )
        sys.exit(1)


def _described(fleet: Fleet) -> list[str]:
    zones = [
        (one.slug, one.names.get("ru", ""), _point(one.centre), f"{one.radius_km:g}", f"{one.buffer:g}")
        for one in fleet.zones
    ]
    windows = [(_hours(one), _days(one), _zones(one), str(one.price_minor)) for one in fleet.windows]
    vehicles = [
        (one.slug, one.name, one.courier or "-", _hours(one), _days(one), _zones(one))
        for one in fleet.vehicles
    ]
    carriers = [
        (
            one.slug,
            str(one.places),
            f"{one.ask_days} d before, {one.ask_until:%H:%M}",
            _tariffs(one.tariff_minor),
        )
        for one in fleet.carriers
    ]
    return [
        *table(("zone", "name", "centre", "radius km", "buffer"), zones),
        "",
        *table(("window", "days", "zones", "price"), windows),
        "",
        *table(("vehicle", "name", "courier", "drives", "days", "zones"), vehicles),
        "",
        *table(("carrier", "places a day", "asked until", "tariffs"), carriers),
    ]


def _point(point: tuple[float, float]) -> str:
    return f"{point[0]:.3f} {point[1]:.3f}"


def _hours(one: DeliveryWindow | Vehicle) -> str:
    return f"{one.from_time:%H:%M}-{one.to_time:%H:%M}"


def _days(one: DeliveryWindow | Vehicle) -> str:
    return (
        " ".join(DAYS[day] for day in sorted(one.weekdays)) if len(one.weekdays) < len(DAYS) else "every day"
    )


def _zones(one: DeliveryWindow | Vehicle) -> str:
    return " ".join(sorted(one.zones)) or "all"


def _tariffs(tariffs: Any) -> str:
    return " ".join(f"{zone}={minor}" for zone, minor in sorted(tariffs.items())) or "-"


def _text(name: str) -> str:
    if name == "-":
        return sys.stdin.read()
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DomainError("unreadable", f"{name} can't be read.", place=name) from error
