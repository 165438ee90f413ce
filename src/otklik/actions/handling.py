"""Touches, failure demand and waits as somebody may see them, down to the orders (R29, law 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from otklik.analytics.handling import read_causes
from otklik.analytics.handling_figures import (
    MEASURES,
    Group,
    Measure,
    Pair,
    PartyWaited,
    by_partner,
    by_store,
    group_figures,
    pair_figures,
    party_figures,
    waits_of,
)
from otklik.domain.reports import Window
from otklik.store import handling, network
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
    found = handling.load_tallies(_within(window, stores), now=now)
    groups = by_store(found.orders) if partner else by_partner(found.orders)
    return Handling(group_figures(found.orders, partner=partner), tuple(groups), found.missing)


def find_waits(window: Window, *, partner: str = "", stores: frozenset[str] | None, now: datetime) -> Waits:
    """Where the orders of a window waited, up to now; parameters as of `find_handling`."""
    found = handling.load_lives(_within(window, stores), now=now)
    spent = waits_of(found.orders, found.calendars, now=now, names=bool(partner))
    return Waits(len(found.orders), tuple(party_figures(spent)), tuple(pair_figures(spent)), found.missing)


def orders_behind(
    window: Window, name: str, partner: str, rest: str, *, stores: frozenset[str] | None, now: datetime
) -> list[OrderLine]:
    """The orders behind a figure, the newest first.

    Parameters
    ----------
    name, partner, rest
        One of `NAMES`, a partner or empty, and a store's slug or what else the figure is named by; empty = any.
    """
    within = _within(window, stores)
    if name == WAITED:
        lives = handling.load_lives(within, now=now)
        mine = [one for one in lives.orders if partner in ("", lives.partners[one[0]])]
        spent = waits_of(mine, lives.calendars, now=now, names=bool(partner))
        return handling.list_lines(
            sorted({one for pair, by in spent.items() if _is_pair(pair, rest) for one in by})
        )
    fits = _caused(rest) if name == CAUSED else _of_store(MEASURES[name], rest)
    found = handling.load_tallies(within, now=now).orders
    return handling.list_lines([one.stream for one in found if partner in ("", one.partner) and fits(one)])


def pair_name(waiter: str, party: str, kind: str | None) -> str:
    """How a pair is named in the address of its orders; None = whatever it waited for."""
    return "|".join((waiter, party)) if kind is None else "|".join((waiter, party, kind))


def _is_pair(pair: tuple[str, str, str], rest: str) -> bool:
    names = rest.split("|")
    waiter, party = (*names, "", "")[:2]
    return waiter in ("", pair[0]) and party in ("", pair[1]) and (len(names) < 3 or names[2] == pair[2])


def _of_store(fits: Measure, store: str) -> Measure:
    return lambda one: store in ("", one.store) and fits(one)


def _caused(rest: str) -> Measure:
    """Whether something that a buyer did is tied to a kind that a role owed; of one store, if that is named."""
    kind, role, store = (*rest.split("|"), "", "")[:3]
    return lambda one: (
        store in ("", one.store)
        and any((cause, role or owed) == (kind, owed) for cause, owed, _ in read_causes(one.causes))
    )


def _within(window: Window, stores: frozenset[str] | None) -> network.Window:
    return network.Window(window.from_at, window.to_at, stores)
