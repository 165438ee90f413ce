"""The network's figures as somebody may see them: answers and the refusal court, down to the orders (R07, law 14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.actions import handling
from otklik.analytics.court import MEASURES, CourtFigures, Missed, Row, find_court, find_missed, list_rows
from otklik.analytics.court_cases import CourtOrder
from otklik.domain.errors import DomainError
from otklik.domain.refusal_reasons import reasons_of
from otklik.domain.reports import Window
from otklik.domain.standards import Reason
from otklik.domain.zones import parse_zone
from otklik.store import court_cases, directory, followers, listings, network
from otklik.store.access import EVERYWHERE, Viewer, stores_run
from otklik.store.court_cases import Agreement
from otklik.store.network import CONDITIONS, OrderLine

DAYS: Mapping[str, int] = {"today": 1, "week": 7, "month": 30}
"""Windows that are offered: so many days, today included."""

FEWEST = 3
"""Beside fewer partners the network's figures would tell one partner what another one's are."""


@dataclass(frozen=True, slots=True)
class Network:
    """Figures of a window, up to now.

    Parameters
    ----------
    window
        Whole days, the last of which is today.
    position
        Of the last row of the journal that counts.
    court
        What the refusal court found.
    answers
        Partner → figure of `store.network.CONDITIONS` → orders.
    agreements
        What each partner is under and agreed to.
    names
        Of partners, by slug; only those that have shops.
    """

    window: Window
    position: int
    court: CourtFigures
    answers: Mapping[str, Mapping[str, int]]
    agreements: Mapping[str, Agreement]
    names: Mapping[str, str]

    @property
    def total(self) -> dict[str, int]:
        """Answers of the whole network."""
        return {name: sum(one[name] for one in self.answers.values()) for name in CONDITIONS}

    def is_agreed(self, partner: str) -> bool:
        """Whether figures may be held against a partner: a named person of it accepted the standard in force (R12)."""
        found = self.agreements.get(partner)
        return found is not None and found.stands


def window_of(days: int, *, zone: str, now: datetime) -> Window:
    """So many days, the last of which is today."""
    today = now.astimezone(parse_zone(zone)).date()
    return Window(today - timedelta(days=days - 1), today, zone)


def find_network(window: Window, *, now: datetime) -> Network:
    """The figures of the whole network."""
    book = court_cases.open_book(window.from_at)
    orders = book.between(window.from_at, window.to_at)
    stores = network.Window(window.from_at, window.to_at)
    return Network(
        window=window,
        position=book.position,
        court=find_court(orders),
        answers=network.count_answers(stores, now=now),
        agreements=court_cases.load_agreements(book.position),
        names={one.slug: one.name for one in listings.list_partners()},
    )


@dataclass(frozen=True, slots=True)
class Own:
    """A partner's own figures, beside those of the network.

    Parameters
    ----------
    stores
        Whose orders: slugs that the viewer runs.
    figures, answers
        Of these stores.
    network
        Of all; None where fewer than three partners have figures.
    agreed
        Whether a named person of it accepted the standard in force.
    position
        Of the last row of the journal that counts.
    """

    partner: str
    name: str
    stores: frozenset[str]
    figures: CourtFigures
    answers: Mapping[str, int]
    network: Network | None
    agreed: bool
    position: int


def find_own(partner: str, window: Window, *, viewer: Viewer, now: datetime) -> Own:
    """The figures of a partner, as far as the viewer runs its stores.

    Raises
    ------
    DomainError
        `unknown_partner`: there is none, or it is not his.
    """
    name, stores = access_partner(viewer, partner)
    whole = find_network(window, now=now)
    orders = _orders(window, stores)
    counted = network.count_answers(network.Window(window.from_at, window.to_at, stores), now=now)
    return Own(
        partner=partner,
        name=name,
        stores=stores,
        figures=find_court(orders),
        answers=counted.get(partner, dict.fromkeys(CONDITIONS, 0)),
        network=whole if len(whole.answers) >= FEWEST else None,
        agreed=whole.is_agreed(partner),
        position=whole.position,
    )


def access_partner(viewer: Viewer, partner: str) -> tuple[str, frozenset[str]]:
    """Name of a partner, and the slugs of its stores whose figures the viewer may see.

    Raises
    ------
    DomainError
        `unknown_partner`: there is none, or it is not his.
    """
    run = None if not viewer.person or viewer.roles & EVERYWHERE else stores_run(viewer)
    stores = frozenset(
        one.slug
        for one in listings.list_places()
        if one.partner == partner and one.role == "store" and (run is None or one.slug in run)
    )
    name = next((one.name for one in listings.list_partners() if one.slug == partner), "")
    if not stores or not name:
        raise DomainError("unknown_partner", f"There is no partner {partner!r}.", remedy="Look at the list.")
    return name, stores


def _orders(window: Window, stores: frozenset[str] | None) -> Sequence[CourtOrder]:
    orders = court_cases.open_book(window.from_at).between(window.from_at, window.to_at)
    return orders if stores is None else [one for one in orders if one.store in stores]


def find_missed_today(stores: frozenset[str] | None, *, zone: str, now: datetime) -> list[Missed]:
    """What was missed today, the latest first; stores that the viewer may see, None = all.

    Notes
    -----
    Orders placed up to thirty days ago count: a hold of Saturday ends on Monday.
    """
    today = window_of(1, zone=zone, now=now)
    return find_missed(_orders(window_of(30, zone=zone, now=now), stores), today.from_at, today.to_at)


def load_reasons() -> dict[str, Reason]:
    """Every reason that a refusal may bear by the standards that partners are under, by code."""
    agreements = court_cases.load_agreements(followers.find_head()).values()
    standards = directory.load_standards(sorted({one.standard for one in agreements}))
    return {code: one for standard in standards.values() for code, one in reasons_of(standard).items()}


def orders_behind(
    window: Window, figure: str, *, stores: frozenset[str] | None, now: datetime
) -> list[Row] | list[OrderLine]:
    """The rows behind a figure (law 14), the newest order first.

    Parameters
    ----------
    figure
        `<name>`, `<name>/<partner>` or `<name>/<partner>/<reason>`; the partner may be empty. Figures of
        `handling.NAMES` have something else for a reason.
    stores
        Slugs that the viewer may see; None = all.

    Raises
    ------
    DomainError
        `figure_unknown`.
    """
    name, partner, reason = (*figure.split("/", 2), "", "")[:3]
    if name == "missed" and not reason:
        missed = find_missed_today(stores, zone=window.zone, now=now)
        return [one.row for one in missed if partner in ("", one.row.order.partner)]
    if name in handling.NAMES:
        return handling.orders_behind(window, name, partner, reason, stores=stores, now=now)
    if name in MEASURES:
        return list_rows(_orders(window, stores), name, partner=partner, reason=reason)[::-1]
    if name in CONDITIONS and not reason:
        within = network.Window(window.from_at, window.to_at, stores)
        return network.list_answers(within, name, partner=partner, now=now)
    raise DomainError("figure_unknown", f"There is no figure {figure!r}.", remedy="Open it from its page.")
