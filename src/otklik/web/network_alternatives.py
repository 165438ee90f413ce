"""Goods that were not there, on the network's page and a partner's own: what was taken, and what of it was sold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.analytics.missing_lines import RungRow, count_missing
from otklik.domain.locales import Locale, Words, group
from otklik.domain.reports import Window
from otklik.domain.wording import clean
from otklik.store.alternatives import MissingRow, list_missing
from otklik.web.alternative_words import CARD
from otklik.web.findings_figures import NONE, interval, percent

SECTION: Mapping[str, Words] = {
    "title": {"ru": "Товара не было на складе", "en": "Goods that were not there"},
    "how": {
        "ru": "что взял покупатель и чем кончился заказ; доля с 95 % интервалом, из завершённых",
        "en": "what the buyer took and how the order ended; share with its 95% interval, of those that ended",
    },
    "rung": {"ru": "Что взял", "en": "What he took"},
    "lines": {"ru": "Позиций", "en": "Lines"},
    "sold": {"ru": "Продано", "en": "Sold"},
    "open": {"ru": "В работе", "en": "Going on"},
    "lost": {"ru": "Потеряно", "en": "Lost"},
    "share": {"ru": "Доля продаж", "en": "Share sold"},
    "nothing": {"ru": "Ничего", "en": "Nothing"},
    "orders": {"ru": "Заказы", "en": "Orders"},
}

SHOWN = 30
"""So many orders of a row can be opened; the newest."""


@dataclass(frozen=True, slots=True)
class RungLine:
    """One row in words, with the orders behind it: address and number."""

    rung: str
    counts: tuple[str, ...]
    share: str
    bounds: str
    orders: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MissingSection:
    """What `network_alternatives.html` shows."""

    words: Mapping[str, str]
    lines: tuple[RungLine, ...]


def write_missing(window: Window, stores: frozenset[str] | None, locale: Locale) -> MissingSection | None:
    """The section; None where nothing was looked for in these days."""
    rows = list_missing(stores, from_at=window.from_at, to_at=window.to_at)
    if not rows:
        return None
    words = {name: word[locale] for name, word in SECTION.items()}
    return MissingSection(words, tuple(_line(one, rows, words, locale) for one in count_missing(rows)))


def _line(one: RungRow, rows: list[MissingRow], words: Mapping[str, str], locale: Locale) -> RungLine:
    ended = one.sold + one.lost
    mine = [row for row in rows if row.rung == one.rung][::-1][:SHOWN]
    return RungLine(
        rung=CARD[one.rung][locale] if one.rung else words["nothing"],
        counts=tuple(group(number, locale) for number in (one.lines, one.sold, one.open, one.lost)),
        share=percent(one.sold / ended, locale) if ended else NONE,
        bounds=interval(one.low, one.high, locale) if ended else "",
        orders=tuple((f"/orders/{row.stream.partition('/')[2]}", clean(row.number)) for row in mine),
    )
