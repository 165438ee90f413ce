"""What is offered instead of goods that are not there: where was looked, what was offered, what the buyer took (R36).

The wish is the order's own line and stays as it is; what he takes instead stands beside it. Who has what is ranked in
`planning/alternatives.py`, what may be done is decided in `alternative_decisions.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from otklik.domain.events import Entry, instant_of

RUNGS = ("same", "supplier", "competitor", "similar")
"""Where one looks, in this order: the same goods elsewhere, at a supplier, at a competitor, then what is like them."""

SAME, SUPPLIER, COMPETITOR, SIMILAR = RUNGS

OURS = frozenset({SAME, SUPPLIER, SIMILAR})
"""Rungs whose goods the buyer gets from us; a competitor's are told of, and end in no sale."""

TERMS = ("distance", "age", "answer", "partner", "insole", "price", "season", "material", "colour")
"""What makes one choice worse than another, each about 0 to 1: 10 km, a day, an hour, another partner, 3 mm, 15 %, …"""

SHIPPED: Mapping[str, float] = {
    "distance": 1.0, "age": 0.6, "answer": 0.8, "partner": 0.3, "insole": 1.2, "price": 1.0, "season": 2.0,
    "material": 0.5, "colour": 0.3,
}  # fmt: skip
"""Weights until enough buyers have chosen."""

ENOUGH = 60
"""Decisions of buyers below which nothing is learnt."""

TOUCHING = frozenset({
    "alternatives.sought", "alternative.offered", "alternative.accepted", "alternative.declined",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Search:
    """One look for a line: on which rungs, what was found (as it was shown), when, and how old the stock figures were.

    `sought_at` is the last look; `rungs` are all that were looked at for the line so far.
    """

    line: str
    rungs: frozenset[str]
    found: tuple[Mapping[str, Any], ...]
    sought_at: datetime
    as_of_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that was offered for a line.

    Parameters
    ----------
    key
        "1", "2", … within the order.
    rung
        One of `RUNGS`.
    store
        Slug of the place that has it; empty = somebody outside (a competitor).
    sku, title, price_minor
        Of the goods; the price is None where nobody knows it.
    why
        How it differs from the wish, as it was shown.
    state
        offered, accepted or declined.
    """

    key: str
    line: str
    rung: str
    store: str
    sku: str
    title: str
    price_minor: int | None
    why: Mapping[str, Any]
    offered_at: datetime
    by: str = ""
    state: str = "offered"
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Alternatives:
    """All of an order: the last look by line, the offers by key."""

    searches: Mapping[str, Search] = field(default_factory=dict)
    offers: Mapping[str, Offer] = field(default_factory=dict)

    def taken(self, line: str) -> Offer | None:
        """What the buyer takes instead of a line; None = nothing so far."""
        found = [one for one in self.offers.values() if one.line == line and one.state == "accepted"]
        return found[-1] if found else None

    def of_line(self, line: str) -> tuple[Offer, ...]:
        """Everything that was offered for a line, in order."""
        return tuple(one for one in self.offers.values() if one.line == line)


def alternatives_after(order: Any, entry: Entry) -> Alternatives:
    """The order's alternatives after one of the facts that touch them."""
    known: Alternatives = order.alternatives
    kind, data, at = entry.event.kind, entry.event.data, entry.event.occurred_at
    if kind == "alternatives.sought":
        return replace(known, searches={**known.searches, data["line"]: _search(known, data, at)})
    if kind == "alternative.offered":
        return replace(known, offers={**known.offers, data["offer"]: _offer(data, at)})
    offer = known.offers.get(data["offer"])
    if offer is None:
        return known
    ended = replace(offer, state=kind.rpartition(".")[2], ended_at=at)
    return replace(known, offers={**known.offers, offer.key: ended})


def _search(known: Alternatives, data: Mapping[str, Any], at: datetime) -> Search:
    before = known.searches.get(data["line"])
    return Search(
        line=data["line"],
        rungs=frozenset(data["rungs"]) | (before.rungs if before else frozenset()),
        found=tuple(data["found"]),
        sought_at=at,
        as_of_at=instant_of(data["as_of_at"]) if data.get("as_of_at") else None,
    )


def _offer(data: Mapping[str, Any], at: datetime) -> Offer:
    return Offer(
        key=data["offer"],
        line=data["line"],
        rung=data["rung"],
        store=data.get("store", ""),
        sku=data.get("sku", ""),
        title=data.get("title", ""),
        price_minor=data.get("price_minor"),
        why=data.get("why") or {},
        offered_at=at,
        by=data.get("by", ""),
    )
