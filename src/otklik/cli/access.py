"""Which order somebody means who types a number, and whose wall clock its times are read on."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from zoneinfo import ZoneInfo

from otklik.cli.command import OPERATOR
from otklik.domain.errors import DomainError
from otklik.store import access, listings, queries
from otklik.store.queries import OrderRow


def add_order(parser: ArgumentParser) -> None:
    """Add the order's name and `--store`."""
    parser.add_argument("order", metavar="NUMBER", help="the shop's number, or the order's id")
    parser.add_argument("--store", default="", metavar="SLUG", help="where several stores use the number")


def order_of(given: Namespace) -> OrderRow:
    """The order that somebody means, once whoever is named to have done something to it is known.

    Raises
    ------
    DomainError
        `unknown_order`; `ambiguous_number`, naming the stores; `unknown_person`.
    """
    by = getattr(given, "by", OPERATOR)
    if by != OPERATOR:
        listings.require_person(by)
    viewer = access.Viewer(frozenset({given.store})) if given.store else access.ALL
    try:
        return access.access_order(viewer, given.order)
    except DomainError as error:
        if error.code != "ambiguous_number":
            raise
        found = [row for row in queries.find_orders(given.order) if access.may_see(viewer, row)]
        whose = ", ".join(f"{row.holder} ({row.id})" for row in found)
        raise DomainError(
            "ambiguous_number",
            f"{len(found)} orders have the number {given.order!r}: {whose}.",
            remedy="Add --store SLUG, or use the id.",
            place="NUMBER",
        ) from error


def zone_of(store: str) -> ZoneInfo:
    """The zone of a place; UTC where it has no hours."""
    hours = listings.load_place(store).hours
    return ZoneInfo(hours.zone) if hours else ZoneInfo("UTC")
