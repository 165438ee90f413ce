"""Whose opening hours hold for each past order, and which trade its store is in.

A column of the file may name the hours of each order: so an export of the desk's own journal keeps the calendar that
was in force. Else a store's own hours hold, else the default.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.frames import Labels
from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.stores import Hours
from otklik.intake.audit_flaws import Tally
from otklik.intake.audit_mapping import DEFAULT, AuditMapping, calendar_in
from otklik.intake.blocks import Places


@dataclass(slots=True)
class _Calendars:
    """Calendars in the order in which they were first asked for, each once."""

    mapping: AuditMapping
    found: dict[WorkCalendar, int]

    def place(self, times: Hours | None) -> int:
        """Place of a calendar; the default where there are no times of their own."""
        times = times or self.mapping.hours.get(DEFAULT) or _refuse()
        default = self.mapping.hours.get(DEFAULT)
        zone = (default.zone if default else "") or self.mapping.zone
        return self.found.setdefault(calendar_in(times, zone), len(self.found))


def calendars_of(
    mapping: AuditMapping, stores: Labels | None, hours: Labels | None, heads: Places, name: str, tally: Tally
) -> tuple[tuple[WorkCalendar, ...], NDArray[np.int32]]:
    """The calendars in force, and which of them is each order's.

    Parameters
    ----------
    mapping
        Hours by name and by store.
    stores, hours
        Words of the orders, or None.
    heads
        Row of each order.
    name
        Name of the column of hours.
    tally
        Where orders are counted whose hours nobody knows: they get the default.

    Raises
    ------
    DomainError
        ``hours_unknown``, ``zone_missing``, or what is wrong with the hours.
    """
    calendars = _Calendars(mapping, {})
    orders = len(heads)
    by_store = _by_word(stores, orders, [mapping.stores.get(word) for word in stores.names] if stores else [])
    named = [mapping.hours.get(word) for word in hours.names] if hours else []
    by_name = _by_word(hours, orders, named)
    if hours:
        unknown = np.array([times is None for times in named] + [False], np.bool_)
        tally.add("unknown_hours", name, heads[unknown[hours.codes]])
    choices = by_name * (len(stores.names) + 1 if stores else 1) + by_store
    place = np.zeros(orders, np.int32)
    for choice in np.unique(choices).tolist():
        of_name, of_store = divmod(choice, len(stores.names) + 1 if stores else 1)
        times = named[of_name - 1] if of_name else None
        if times is None and of_store and stores:
            times = mapping.stores.get(stores.names[of_store - 1])
        place[choices == choice] = calendars.place(times)
    if not orders:
        calendars.place(None)
    return tuple(calendars.found), place


def _by_word(labels: Labels | None, orders: int, times: list[Hours | None]) -> NDArray[np.int32]:
    """For each order 1 + the place of its word, 0 where that says nothing about hours."""
    if labels is None:
        return np.zeros(orders, np.int32)
    known = np.array([place + 1 if one else 0 for place, one in enumerate(times)] + [0], np.int32)
    return known[labels.codes]


def trades_of(mapping: AuditMapping, stores: Labels | None, trades: Labels | None) -> Labels | None:
    """Trade of each order: of its own column, else of its store."""
    if stores is None or not mapping.trades:
        return trades
    names = dict.fromkeys([*(trades.names if trades else ()), *mapping.trades.values()])
    place = {name: code for code, name in enumerate(names)}
    of_store = np.array(
        [place.get(mapping.trades.get(word, ""), -1) for word in stores.names] + [-1], np.int32
    )
    codes = of_store[stores.codes]
    return Labels(np.where(trades.codes >= 0, trades.codes, codes) if trades else codes, tuple(names))


def _refuse() -> NoReturn:
    raise DomainError(
        "hours_unknown",
        "Nothing says when the shop is open.",
        remedy='Add --hours, such as --hours "Mo-Fr 09:00-18:00".',
        place="--hours",
    )
