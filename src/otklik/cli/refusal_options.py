"""The options of `otklik order refuse`: the reason and everything that may be said with it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from otklik.domain import refusal_reasons


def add_refusal(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "--reason",
        required=True,
        metavar="REASON",
        help=f"a code of the list in force; shipped: {', '.join(refusal_reasons.SHIPPED)}",
    )
    parser.add_argument("--comment", required=True, help="what the buyer said, in the seller's words")
    parser.add_argument("--detail", default="", metavar="REASON", help="of the second level: why exactly")
    parser.add_argument("--demanded", default="", help="for extra_demands: what the buyer demanded")
    parser.add_argument("--talked", action="store_true", help="the buyer was spoken with just now")
    parser.add_argument(
        "--override", default="", metavar="WHY", help="let it pass a closed gate; stands on record"
    )


def refusal_in(given: Namespace) -> dict[str, Any]:
    """What was typed, as `actions.orders.refuse` takes it."""
    names = ("reason", "comment", "detail", "demanded", "talked", "override")
    return {name: getattr(given, name) for name in names}
