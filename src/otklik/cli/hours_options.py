"""Opening hours as options of a command: the same words wherever hours are given."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from typing import Any

from otklik.domain.stores import Hours


def add_hours(parser: ArgumentParser, *, required: bool) -> None:
    """Add `--hours`, `--zone` and what refines them."""
    parser.add_argument(
        "--hours",
        required=required,
        metavar="OSM",
        help='opening hours as published: "Mo-Fr 10:00-19:00; PH off"',
    )
    parser.add_argument("--zone", required=required, metavar="ZONE", help="IANA zone: Europe/Moscow")
    parser.add_argument("--country", metavar="CC", help="whose holidays PH means: RU")
    parser.add_argument("--region", metavar="CODE", help="whose regional holidays")
    parser.add_argument(
        "--exception",
        action="append",
        metavar="DAY=HOURS",
        help="2026-12-31=10:00-16:00 or 2026-12-30=off; repeatable",
    )
    parser.add_argument("--night", choices=["shift", "day"], help="which day a night belongs to on holidays")


def hours_given(given: Namespace, present: Hours) -> Hours:
    """The hours that are in force, with what the options say instead.

    Parameters
    ----------
    given
        Parsed options.
    present
        What holds where an option is not given.
    """
    wanted: dict[str, Any] = {
        "expression": given.hours,
        "zone": given.zone,
        "country": given.country,
        "region": given.region,
        "exceptions": None if given.exception is None else tuple(given.exception),
        "night": given.night,
    }
    return replace(present, **{name: value for name, value in wanted.items() if value is not None})
