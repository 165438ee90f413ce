"""A depot's demand: the forecast of the next four weeks, what is missing for it, and deliveries of past days."""

from __future__ import annotations

from argparse import Namespace
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser

from otklik.actions import demand
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.day_files import read_bytes, refuse
from otklik.cli.printing import local, table
from otklik.domain.demand import Effect
from otklik.domain.errors import DomainError
from otklik.domain.fleet_decisions import require_fleet
from otklik.intake.day_columns import read_counts
from otklik.store import clock
from otklik.store import demand as stored
from otklik.store.demand import StoredPlan
from otklik.store.directory import load_world


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        show = add("show", self.show, "the forecast, the places there are, and what is missing")
        show.add_argument("depot", metavar="DEPOT")
        add_json(show)
        make = add("forecast", self.forecast, "make the forecast anew now; the worker does it each night")
        make.add_argument("depot", metavar="DEPOT")
        history = add("history", self.history, "load deliveries of past days, whole or not at all")
        history.add_argument("depot", metavar="DEPOT")
        history.add_argument("file", metavar="FILE", help="CSV with date, zone, deliveries, sold_out")
        add_as(history)

    def show(self, given: Namespace) -> None:
        found = stored.load_plan(given.depot, clock.now())
        if found is None:
            raise DomainError(
                "no_forecast", f"{given.depot} has no forecast.", remedy="`otklik demand forecast` makes one."
            )
        self.answer(given, _value(found), *_lines(found))

    def forecast(self, given: Namespace) -> None:
        from otklik.worker.demand_runs import make  # noqa: PLC0415 - loads scipy, and this act alone needs it

        made = make(given.depot, now=clock.now())
        ratio = "" if made.ratio is None else f", error {made.ratio:.2f} of that of “as last week”"
        self.say(f"{given.depot}: {len(made.of_zone())} days from {made.of_zone()[0].on}{ratio}.")

    def history(self, given: Namespace) -> None:
        fleet = require_fleet(load_world([given.depot], now=clock.now()).store(given.depot))
        counts, faults = read_counts(read_bytes(given.file), [one.slug for one in fleet.zones])
        if faults:
            refuse(given.file, faults)
        demand.tell_counts(given.depot, counts=counts, actor=actor_of(given), now=clock.now())
        days = len({one.on for one in counts})
        self.say(f"{given.depot} knows the deliveries of {days} days.")


def _value(found: StoredPlan) -> dict[str, Any]:
    return {
        "made_at": found.forecast.made_at.isoformat(),
        "days": [
            {
                "on": one.on.isoformat(),
                "expected": round(one.expected, 1),
                "need": one.need,
                "own": one.own,
                "carried": dict(one.carried),
                "missing": one.gap,
            }
            for one in found.plan.days
        ],
        "gaps": [
            {
                "from": one.from_on.isoformat(),
                "until": one.until_on.isoformat(),
                "missing": one.missing,
                "act_by_at": one.act_by_at.isoformat() if one.act_by_at else None,
            }
            for one in found.plan.gaps
        ],
    }


def _lines(found: StoredPlan) -> list[str]:
    zone = ZoneInfo(found.zone)
    rows = [
        (
            one.on.isoformat(),
            f"{one.expected:.0f}",
            f"{one.low:.0f}-{one.high:.0f}",
            str(one.need),
            str(one.places),
            str(one.gap or ""),
            one.special,
        )
        for one in found.plan.days
    ]
    gaps = [
        f"{one.from_on} to {one.until_on}: {one.missing} places missing; act by {local(one.act_by_at, zone)}"
        for one in found.plan.gaps
    ]
    effects = [(one.day, f"{one.percent:+.0f} %", _between(one)) for one in found.forecast.effects]
    return [
        *table(("day", "expected", "90 %", "need", "places", "missing", "special"), rows),
        "",
        *(gaps or ["Nothing is missing."]),
        *(["", *table(("effect", "percent", "90 %"), effects)] if effects else []),
    ]


def _between(one: Effect) -> str:
    return f"{one.low:+.0f} to {one.high:+.0f}"
