"""Who has the goods that are missing, and what is most like them: ranked, with each difference said (R36).

Same goods come before similar ones whatever they cost in trouble; within a rung the sum of weighted differences
decides, and equal ones stand in the order of store and number. Weights are passed in: shipped, or learnt from what
buyers took (`analytics/alternatives.py`). docs/algorithms/alternatives.md has a worked table.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.domain.alternatives import RUNGS, SAME, SHIPPED, SIMILAR, SUPPLIER, TERMS
from otklik.domain.goods import Goods, Stocked, model_key

WITHIN_MM = 3
WITHIN_SHARE = 0.15

FAR_KM, DAY_S, HOUR_S = 10.0, 86_400, 3_600
UNKNOWN_KM, UNKNOWN_ANSWER_S = 20.0, 1_800
"""Of a store whose place, or whose speed of answering, nobody knows."""

MOST_TERM = 5.0
"""So far a single difference counts at most: 90 km is not nine times as bad as 10."""

MOST_OF_RUNG = 5

EARTH_KM = 6_371.0088


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a place that has goods: its partner, role, point (latitude, longitude) and median answer."""

    slug: str
    partner: str = ""
    role: str = "store"
    point: tuple[float, float] | None = None
    answer_s: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is missing and where: the goods as a catalogue has them, the price agreed, the order's own store."""

    goods: Goods
    price_minor: int
    here: Place


@dataclass(frozen=True, slots=True)
class Choice:
    """One way out.

    Parameters
    ----------
    rung
        One of `alternatives.RUNGS`.
    found
        The goods and the stock figure.
    why
        Differences as people read them: `km`, `age_s`, `answer_s`, `insole_mm` (signed), `price_pct` (signed), and
        `material`, `season`, `colour`: whether they are the same. What nobody knows is absent.
    terms
        The same as numbers that weights apply to, by name.
    cost
        Their weighted sum; smaller is better.
    """

    rung: str
    found: Stocked
    why: Mapping[str, Any] = field(default_factory=dict)
    terms: Mapping[str, float] = field(default_factory=dict)
    cost: float = 0.0


def rank(
    wish: Wish,
    same: Sequence[Stocked],
    like: Sequence[Stocked],
    places: Mapping[str, Place],
    *,
    weights: Mapping[str, float] = SHIPPED,
    now: datetime,
) -> tuple[Choice, ...]:
    """The ways out, rung by rung and the best of each first; at most `MOST_OF_RUNG` of a rung.

    Parameters
    ----------
    same
        The same model and size elsewhere.
    like
        Candidates for similar goods; of them only those stay that are of the same kind, within `WITHIN_MM` of the
        insole (of the same size where nobody knows it) and within `WITHIN_SHARE` of the price, each where it is known.
    places
        By slug; goods of a place that is not among them are left out.
    weights
        By name of a term; a term without one counts nothing.
    now
        Aware UTC, for the age of the stock figures.
    """
    here = wish.here.slug
    rungs = [
        (SUPPLIER if places[one.stock.store].role == "supplier" else SAME, one)
        for one in same
        if one.stock.store in places and one.stock.store != here and one.stock.quantity > 0
    ]
    known = {(one.stock.store, one.goods.sku) for one in same}
    rungs += [
        (SIMILAR, one)
        for one in like
        if one.stock.store in places
        and one.stock.quantity > 0
        and (one.stock.store, one.goods.sku) not in known
        and is_like(wish, one.goods)
    ]
    choices = [_choice(wish, rung, one, places[one.stock.store], now) for rung, one in rungs]
    costs = _costs(choices, weights)
    priced = [_priced(one, cost) for one, cost in zip(choices, costs, strict=True)]
    priced.sort(key=_order)
    return tuple(
        one for rung in RUNGS for one in [each for each in priced if each.rung == rung][:MOST_OF_RUNG]
    )


def is_like(wish: Wish, goods: Goods) -> bool:
    """Whether goods may stand in for the wish at all; the wish itself never does."""
    wanted = wish.goods
    if _is_same(wanted, goods) or goods.kind.casefold() != wanted.kind.casefold():
        return False
    if wanted.insole_mm is not None and goods.insole_mm is not None:
        if abs(goods.insole_mm - wanted.insole_mm) > WITHIN_MM:
            return False
    elif goods.size != wanted.size:
        return False
    price = wish.price_minor or wanted.price_minor
    return not price or abs(goods.price_minor - price) <= WITHIN_SHARE * price


def _is_same(wanted: Goods, goods: Goods) -> bool:
    key = model_key(wanted.brand, wanted.model)
    return bool(key) and key == model_key(goods.brand, goods.model) and goods.size == wanted.size


def _choice(wish: Wish, rung: str, found: Stocked, place: Place, now: datetime) -> Choice:
    wanted, goods, is_here = wish.goods, found.goods, place.slug == wish.here.slug
    km = 0.0 if is_here else distance_km(wish.here.point, place.point)
    age_s = max(0, int((now - found.stock.as_of_at).total_seconds()))
    answer_s = 0 if is_here else place.answer_s
    price = wish.price_minor or wanted.price_minor
    share = (goods.price_minor - price) / price if price and goods.price_minor else 0.0
    mm = (
        goods.insole_mm - wanted.insole_mm
        if goods.insole_mm is not None and wanted.insole_mm is not None
        else None
    )
    alike = {
        name: _alike(getattr(wanted, name), getattr(goods, name)) for name in ("material", "season", "colour")
    }
    said = {"km": None if km is None else round(km, 1), "age_s": age_s, "answer_s": answer_s}
    if rung == SIMILAR:
        said |= {"insole_mm": mm, **alike}
    said["price_pct"] = round(100 * share)
    terms = {
        "distance": (UNKNOWN_KM if km is None else km) / FAR_KM,
        "age": age_s / DAY_S,
        "answer": (UNKNOWN_ANSWER_S if answer_s is None else answer_s) / HOUR_S,
        "partner": float(place.partner != wish.here.partner),
        "insole": abs(mm or 0) / WITHIN_MM,
        "price": abs(share) / WITHIN_SHARE,
        **{name: float(value is False) for name, value in alike.items()},
    }
    if is_here:
        said = {name: value for name, value in said.items() if name not in ("km", "answer_s")}
    return Choice(
        rung,
        found,
        {name: value for name, value in said.items() if value is not None},
        {name: min(MOST_TERM, terms[name]) for name in TERMS},
    )


def _alike(one: str, other: str) -> bool | None:
    """Whether two words of catalogues say the same; None where one is silent."""
    return one.casefold() == other.casefold() if one and other else None


def _costs(choices: Sequence[Choice], weights: Mapping[str, float]) -> NDArray[np.float64]:
    if not choices:
        return np.zeros(0)
    terms = np.array([[one.terms[name] for name in TERMS] for one in choices])
    costs: NDArray[np.float64] = terms @ np.array([weights.get(name, 0.0) for name in TERMS])
    return costs


def _priced(choice: Choice, cost: float) -> Choice:
    return Choice(choice.rung, choice.found, choice.why, choice.terms, round(float(cost), 6))


def _order(choice: Choice) -> tuple[int, float, str, str]:
    return RUNGS.index(choice.rung), choice.cost, choice.found.stock.store, choice.found.goods.sku


def distance_km(one: tuple[float, float] | None, other: tuple[float, float] | None) -> float | None:
    """The beeline between two points, degrees in, kilometres out; None where one is unknown."""
    if one is None or other is None:
        return None
    a, b = math.radians(one[0]), math.radians(other[0])
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
