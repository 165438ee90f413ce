"""Touches, failure demand and waits as somebody may see them, down to the orders (R29, law 14)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.analytics.handling import HandledOrder, Waited
from otklik.analytics.handling_figures import (
    MEASURES,
    Group,
    Pair,
    PartyWaited,
    by_partner,
    by_store,
    group_figures,
    pair_figures,
    party_figures,
    role_of,
    waits_of,
)
from otklik.domain.reports import Window
from otklik.store import handling, network
from otklik.store.handling import Handled
from otklik.store.network import OrderLine

CAUSED, WAITED = "caused", "waited"
"""Figures whose orders are named by a cause, and by a pair: `caused/<partner>/<kind>|<role>|<store>`,
`waited/<partner>/<waiter>|<party>|<kind>`; empty = any."""

NAMES = (*MEASURES, CAUSED, WAITED)
"""Every figure that `orders_behind` knows."""


@dataclass(frozen=True, slots=True)
class Handling:
    """The figures of a window: of everything, and of each partner or store; how many orders are not in them yet."""

    whole: Group
    groups: tuple[Group, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Whom orders waited for, who waited for whom, in how many orders; and how many are not in it yet."""

    orders: int
    parties: tuple[PartyWaited, ...]
    pairs: tuple[Pair, ...]
    missing: int


def find_handling(
    window: Window, *, partner: str = "", stores: frozenset[str] | None, now: datetime
) -> Handling:
    """The figures of a window.

    Parameters
    ----------
    partner
        Whose; empty = the network, whose groups are its partners. A partner's are its stores.
    stores
        Slugs that the viewer may see; None = all.
    """
    found = _load(window, stores, now)
    groups = by_store(found.orders) if partner else by_partner(found.orders)
    return Handling(group_figures(found.orders, partner=partner), tuple(groups), found.missing)


def find_waits(window: Window, *, partner: str = "", stores: frozenset[str] | None, now: datetime) -> Waits:
    """Where the orders of a window waited, up to now; parameters as of `find_handling`."""
    found = _load(window, stores, now)
    waits = waits_of(found.orders, found.calendars, now=now, names=bool(partner))
    return Waits(len(found.orders), tuple(party_figures(waits)), tuple(pair_figures(waits)), found.missing)


def orders_behind(
    window: Window, name: str, partner: str, rest: str, *, stores: frozenset[str] | None, now: datetime
) -> list[OrderLine]:
    """The orders behind a figure, the newest first.

    Parameters
    ----------
    name, partner, rest
        One of `NAMES`, a partner or empty, and a store's slug or what else the figure is named by; empty = any.
    """
    found = _load(window, stores, now)
    mine = [one for one in found.orders if partner in ("", one.partner)]
    if name == WAITED:
        waits = waits_of(mine, found.calendars, now=now, names=bool(partner))
        streams = {order.stream for order, one in waits if _is_pair(one, rest)}
        chosen: Sequence[HandledOrder] = [one for one in mine if one.stream in streams]
    elif name == CAUSED:
        chosen = [one for one in mine if _is_caused(one, rest)]
    else:
        fits: Callable[[HandledOrder], bool] = MEASURES[name]
        chosen = [one for one in mine if rest in ("", one.store) and fits(one)]
    return [
        OrderLine(one.stream, one.number, one.store, one.phase, one.placed_at, one.total_minor, one.currency)
        for one in reversed(chosen)
    ]


def pair_name(waiter: str, party: str, kind: str | None) -> str:
    """How a pair is named in the address of its orders; None = whatever it waited for."""
    return "|".join((waiter, party)) if kind is None else "|".join((waiter, party, kind))


def _is_pair(one: Waited, rest: str) -> bool:
    names = rest.split("|")
    waiter, party = (*names, "", "")[:2]
    is_kind = len(names) < 3 or names[2] == one.wait.kind
    return waiter in ("", one.wait.waiter) and party in ("", one.wait.party) and is_kind


def _is_caused(order: HandledOrder, rest: str) -> bool:
    kind, role, store = (*rest.split("|"), "", "")[:3]
    return store in ("", order.store) and any(
        one.kind == kind and role in ("", role_of(one.debtor)) for one in order.failures
    )


def _load(window: Window, stores: frozenset[str] | None, now: datetime) -> Handled:
    return handling.load_handled(network.Window(window.from_at, window.to_at, stores), now=now)
