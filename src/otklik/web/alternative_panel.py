"""Goods that are not there, in the panel beside the desk: one tap looks, and leads to what was found."""

from __future__ import annotations

from dataclasses import dataclass

from otklik.domain.locales import Locale
from otklik.domain.orders import OrderState
from otklik.domain.wording import clean
from otklik.store import journal
from otklik.web.alternative_words import CARD


@dataclass(frozen=True, slots=True)
class MissingGoods:
    """One line: its id and title, what the buyer takes instead, and the word of its button or of its link."""

    line: str
    title: str
    taken: str
    word: str
    is_sought: bool


def list_missing_goods(stream: str, locale: Locale) -> tuple[MissingGoods, ...]:
    """Each line of an order with what may be done where it is not there; none of one that is over."""
    order = journal.load_states([stream])[stream].subject
    if not isinstance(order, OrderState) or not order.is_open or order.history:
        return ()
    return tuple(_line(line.id, line.title, order, locale) for line in order.lines)


def _line(line: str, title: str, order: OrderState, locale: Locale) -> MissingGoods:
    search, taken = order.alternatives.searches.get(line), order.alternatives.taken(line)
    found = len(search.found) if search else 0
    word = CARD["choices" if search else "seek"][locale].format(n=found)
    said = CARD["taken"][locale].format(title=clean(taken.title)) if taken else ""
    return MissingGoods(line, clean(title), said, word, search is not None)
