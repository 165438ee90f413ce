"""Own couriers against outside carriers: what each kept, with its uncertainty and the orders behind every figure.

Rows come in as values; too few of them are shown and not judged (law 13). A difference is said only where the
intervals lie apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from otklik.analytics.findings import Share
from otklik.analytics.proportions import make_share
from otklik.domain.fleets import OWN

FEW = 20
"""Fewer deliveries than this say nothing about a carrier."""

DAY, EVENING = "day", "evening"
EVENING_H = 18
"""A window that starts at or after this hour by the depot's clock is an evening one."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """One delivery that ended; None = nobody knows.

    Parameters
    ----------
    order
        Stream of the order.
    carrier
        `fleets.OWN`, or the slug of an outside carrier.
    zone
        Of delivery.
    day
        ISO date of its day on the road.
    from_h
        Hour at which the window that was promised first begins, by the depot's clock.
    kept
        Whether it was done within that window.
    told
        Of those that did not keep it: whether the buyer was told before it ended.
    door
        Whether it was brought to the door: the buyer's word, else the courier's.
    polite
        The buyer's word.
    stars
        What the buyer gave the order, 1 to 5.
    price_minor
        What it cost the shop.
    """

    order: str
    carrier: str
    zone: str
    day: str
    from_h: int
    kept: bool | None = None
    told: bool | None = None
    door: bool | None = None
    polite: bool | None = None
    stars: int | None = None
    price_minor: int | None = None

    @property
    def part(self) -> str:
        """Evening or the day before it."""
        return EVENING if self.from_h >= EVENING_H else DAY


MEASURES: Mapping[str, Callable[[Delivered], bool | None]] = {
    "kept": lambda row: row.kept,
    "told": lambda row: row.told,
    "door": lambda row: row.door,
    "polite": lambda row: row.polite,
}
"""Name of a share → what a row says of it."""

MEANS: Mapping[str, Callable[[Delivered], int | None]] = {
    "stars": lambda row: row.stars,
    "price": lambda row: row.price_minor,
}
"""Name of a mean → what a row says of it."""

FIGURES = (*MEASURES, *MEANS, "n")


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of so many values; None where there is none."""

    value: float | None
    count: int


@dataclass(frozen=True, slots=True)
class CarrierFigures:
    """One carrier: its shares and means by name, and how many deliveries ended."""

    carrier: str
    shares: Mapping[str, Share]
    means: Mapping[str, Mean]
    count: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Where own and outside lie apart: in one zone and part of the day, or everywhere (both empty).

    `worse` and `better` are shares of kept windows of the two; `own_is_worse` says whose is which.
    """

    zone: str
    part: str
    worse: Share
    better: Share
    own_is_worse: bool


def is_outside(row: Delivered) -> bool:
    """Whether an outside carrier delivered it."""
    return row.carrier != OWN


def figures_of(carrier: str, rows: Sequence[Delivered]) -> CarrierFigures:
    """The figures of some deliveries under a carrier's name."""
    shares = {}
    for name, measure in MEASURES.items():
        known = [found for found in map(measure, rows) if found is not None]
        shares[name] = make_share(name, sum(known), len(known), FEW)
    means = {name: _mean(map(value, rows)) for name, value in MEANS.items()}
    return CarrierFigures(carrier, shares, means, len(rows))


def _mean(values: Iterable[int | None]) -> Mean:
    known = [value for value in values if value is not None]
    return Mean(sum(known) / len(known) if known else None, len(known))


def compare(rows: Sequence[Delivered]) -> tuple[CarrierFigures, CarrierFigures]:
    """Own, and all outside carriers together."""
    own = [row for row in rows if not is_outside(row)]
    return figures_of(OWN, own), figures_of("outside", [row for row in rows if is_outside(row)])


def list_carriers(rows: Sequence[Delivered]) -> tuple[CarrierFigures, ...]:
    """Each carrier by itself, own first."""
    slugs = sorted({row.carrier for row in rows}, key=lambda slug: (slug != OWN, slug))
    return tuple(figures_of(slug, [row for row in rows if row.carrier == slug]) for slug in slugs)


def find_difference(rows: Sequence[Delivered]) -> Difference | None:
    """The one place where kept windows of own and outside lie apart most; None where no intervals do.

    Notes
    -----
    Zones and parts of the day are looked at before the whole: a sentence about Tuesday evenings in one zone helps,
    one about everything does not. Looking at many places makes chance finds likelier, so that each interval is the
    95 % one of its own place and places with fewer than `FEW` deliveries of either side are not looked at.
    """
    places = sorted({(row.zone, row.part) for row in rows})
    narrow = [found for zone, part in places if (found := _apart(rows, zone, part)) is not None]
    if narrow:
        return max(narrow, key=lambda one: (_gap(one), one.zone, one.part))
    return _apart(rows, "", "")


def _apart(rows: Sequence[Delivered], zone: str, part: str) -> Difference | None:
    here = [row for row in rows if not zone or (row.zone, row.part) == (zone, part)]
    own, outside = (one.shares["kept"] for one in compare(here))
    if own.few or outside.few:
        return None
    if own.high < outside.low:
        return Difference(zone, part, own, outside, own_is_worse=True)
    if outside.high < own.low:
        return Difference(zone, part, outside, own, own_is_worse=False)
    return None


def _gap(one: Difference) -> float:
    return one.better.part / one.better.whole - one.worse.part / one.worse.whole


def rows_behind(rows: Sequence[Delivered], side: str, figure: str) -> list[Delivered]:
    """The deliveries behind a figure (law 14), latest day first.

    Parameters
    ----------
    side
        `own`, `outside`, or the slug of a carrier.
    figure
        One of `FIGURES`: of a share its part; with `/not` behind it those of the whole that are not in it.

    Raises
    ------
    ValueError
        No such figure.
    """
    name, _, rest = figure.partition("/")
    if name not in FIGURES or rest not in ("", "not") or (rest and name not in MEASURES):
        raise ValueError(figure)
    chosen = [row for row in rows if side == row.carrier or (side == "outside" and is_outside(row))]
    if name in MEASURES:
        chosen = [row for row in chosen if MEASURES[name](row) is (rest == "")]
    elif name in MEANS:
        chosen = [row for row in chosen if MEANS[name](row) is not None]
    return sorted(chosen, key=lambda row: (row.day, row.order), reverse=True)
