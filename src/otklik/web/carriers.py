"""Own couriers against outside carriers: the card of the delivery page, and the orders behind each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.http import urlencode

from otklik.analytics.carriers import (
    MEASURES,
    CarrierFigures,
    Delivered,
    Difference,
    Mean,
    compare,
    find_difference,
)
from otklik.analytics.findings import Share
from otklik.domain.fleets import OWN, Fleet
from otklik.domain.locales import Locale, group, money
from otklik.web.delivery_words import DELIVERY
from otklik.web.findings_figures import bounds_text, decimal, ratio, share_text

CURRENCY = "RUB"
GOOD, POOR = 0.93, 0.88
"""From which share of kept windows on a figure is good, and below which it is poor; only where it can be judged."""

ROWS = ("kept", "told", "door", "polite", "stars", "price", "n")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: as text, its interval, its tone, and where its orders are."""

    text: str
    bounds: str = ""
    tone: str = ""
    few: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the card."""

    word: str
    own: Figure
    outside: Figure


@dataclass(frozen=True, slots=True)
class Versus:
    """The card; `advice` is one sentence, empty where there is nothing to compare."""

    rows: tuple[Measure, ...]
    advice: str
    apart: bool


def make_card(rows: Sequence[Delivered], fleet: Fleet, locale: Locale, href: str) -> Versus | None:
    """The card of some deliveries; None where there are none.

    Parameters
    ----------
    href
        Address of the page of the orders behind a figure.
    """
    if not rows:
        return None
    own, outside = compare(rows)
    made = tuple(
        Measure(
            DELIVERY[name][locale],
            _figure(name, own, OWN, locale, href),
            _figure(name, outside, "outside", locale, href),
        )
        for name in ROWS
    )
    difference = find_difference(rows)
    both = own.count and outside.count
    advice = _advice(difference, fleet, locale) if difference else DELIVERY["same"][locale] if both else ""
    return Versus(made, advice, difference is not None)


def _figure(name: str, figures: CarrierFigures, side: str, locale: Locale, href: str) -> Figure:
    link = f"{href}?{urlencode({'side': side, 'figure': name})}"
    if name == "n":
        return Figure(group(figures.count, locale), href=link if figures.count else "")
    if name in MEASURES:
        return _share(figures.shares[name], locale, link)
    return _mean(name, figures.means[name], locale, link)


def _share(share: Share, locale: Locale, link: str) -> Figure:
    if not share.whole:
        return Figure("—")
    tone = ""
    if not share.few:
        tone = "ok" if share.low >= GOOD or ratio(share) >= GOOD else "late" if share.high < POOR else ""
        tone = tone or ("warn" if ratio(share) < POOR else "")
    return Figure(share_text(share, locale), bounds_text(share, locale), tone, share.few, link)


def _mean(name: str, mean: Mean, locale: Locale, link: str) -> Figure:
    if mean.value is None:
        return Figure("—")
    text = (
        decimal(mean.value, 1, locale)
        if name == "stars"
        else money(round(mean.value / 100) * 100, CURRENCY, locale)
    )
    return Figure(text, href=link)


def _advice(found: Difference, fleet: Fleet, locale: Locale) -> str:
    names: Mapping[str, str] = {one.slug: one.names.get(locale) or one.slug for one in fleet.zones}
    where = DELIVERY[f"where_{found.part or 'all'}"][locale].format(zone=names.get(found.zone, found.zone))
    shares = {
        name: f"{share_text(share, locale)} ({bounds_text(share, locale)})"
        for name, share in (("worse", found.worse), ("better", found.better))
    }
    key = "own_worse" if found.own_is_worse else "outside_worse"
    return DELIVERY[key][locale].format(where=where, **shares)
