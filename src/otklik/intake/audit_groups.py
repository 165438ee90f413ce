"""Which rows are one order, and what the order has of each column.

Rows with one number, placed at one instant in one store, are one order: its lines of goods, or the same row twice. What
its first row does not say the next one may. The same number at another instant is no second order but a duplicate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from otklik.analytics.frames import MISSING, Labels
from otklik.intake.audit_flaws import Tally
from otklik.intake.audit_rows import AuditRows
from otklik.intake.blocks import Flags, Places
from otklik.intake.columns import Columns
from otklik.intake.instant_columns import DATE, EMPTY
from otklik.intake.number_columns import group_equal


@dataclass(frozen=True, slots=True, eq=False)
class Orders:
    """Which rows make which order, k of them, by the instant of the order and then by line.

    Parameters
    ----------
    heads
        int64, shape (k,): each order's first row.
    rows, firsts
        All rows that are used, those of one order together in the file's order; where each order begins in them, of
        no use where each order is one row.
    joined
        How many orders have several rows.
    """

    heads: Places
    rows: Places
    firsts: Places
    joined: int

    def first_of(self, values: Places, missing: Flags) -> tuple[Places, Flags]:
        """Each order's first value that is not missing, and the rows that say something else.

        Parameters
        ----------
        values, missing
            Of all rows of the file.
        """
        if len(self.rows) == len(self.heads):
            return values[self.heads], np.zeros(0, np.bool_)
        there = ~missing[self.rows]
        places = np.where(there, np.arange(len(self.rows)), len(self.rows))
        first = np.minimum.reduceat(places, self.firsts)
        row = self.rows[np.where(first < len(self.rows), first, self.firsts)]
        chosen = np.repeat(values[row], np.diff(self.firsts, append=len(self.rows)))
        differs = np.zeros(len(values), np.bool_)
        differs[self.rows[there & (values[self.rows] != chosen)]] = True
        return values[row], differs

    def sum_of(self, values: Places) -> Places:
        """Sums of each order's values; `MISSING` where one is missing."""
        taken = values[self.rows]
        if len(self.rows) == len(self.heads):
            return np.where(taken < 0, MISSING, taken)
        lost = np.logical_or.reduceat(taken < 0, self.firsts)
        sums = np.add.reduceat(np.maximum(taken, 0), self.firsts)
        return np.where(lost, MISSING, sums)


def join_rows(
    rows: AuditRows, columns: Columns, instants: Mapping[str, Places], now_s: int, tally: Tally
) -> Orders:
    """The orders of the rows; each row that belongs to none is counted.

    Parameters
    ----------
    rows, columns, instants
        As read.
    now_s
        What is placed later is not believed.
    tally
        Where lost rows are counted.
    """
    placed_s = instants["placed_at"]
    group = _by_store(_by_number(rows, columns), rows.words.get("store"))
    group_placed = _placed_of(group, placed_s)
    _count_unplaced(rows, group_placed == MISSING, tally)
    tally.add("in_future", columns.name("placed_at"), group_placed > now_s, dropped=True)
    usable = (group_placed != MISSING) & (group_placed <= now_s)
    doubled = usable & (placed_s != MISSING) & (placed_s != group_placed)
    tally.add("duplicate", columns.name("number"), doubled, dropped=True)
    usable &= ~doubled
    if np.array_equal(
        group, np.arange(len(group))
    ):  # each row an order: no more room than for their sequence
        order = np.argsort(group_placed, kind="stable")
        order = order if usable.all() else order[usable[order]]
        return Orders(order, order, order, 0)
    used = np.flatnonzero(usable)
    order = used[np.lexsort((group[used], group_placed[used]))]
    begins = np.flatnonzero(np.diff(group[order], prepend=-1) != 0)
    sizes = np.diff(begins, append=len(order))
    return Orders(order[begins], order, begins, int((sizes > 1).sum()))


def _placed_of(group: Places, placed_s: Places) -> Places:
    """For each row the instant that the first row of its group says, `MISSING` where none does."""
    places = np.arange(len(group))
    if np.array_equal(group, places):
        return placed_s
    first = np.full(len(group), len(group), np.int64)
    known = placed_s != MISSING
    np.minimum.at(first, group[known], places[known])
    return np.append(placed_s, MISSING)[first[group]]


def _by_number(rows: AuditRows, columns: Columns) -> Places:
    """For each row the first one with its number; rows of goods without a number belong to the row before."""
    places = np.arange(len(rows.lines))
    if rows.numbers is None or rows.hashes is None:
        return places
    firsts = group_equal(rows.numbers, rows.hashes)
    if columns.has_lines:
        firsts = firsts[np.maximum.accumulate(np.where(rows.hashes != 0, places, 0))]
    return firsts


def _by_store(firsts: Places, stores: Labels | None) -> Places:
    """The same, rows of other stores apart: two shops may count from 1; a row without a store is its number's."""
    if stores is None or np.array_equal(firsts, np.arange(len(firsts))):
        return firsts
    codes = stores.codes.astype(np.int64)
    own = np.where(codes >= 0, codes, codes[firsts])
    _, place, member = np.unique(
        firsts * (len(stores.names) + 1) + own + 1, return_index=True, return_inverse=True
    )
    return place[member]


def _count_unplaced(rows: AuditRows, lost: Flags, tally: Tally) -> None:
    moments = rows.moments["placed_at"]
    empty, dates = moments.where(EMPTY), moments.where(DATE)
    tally.add("no_placed_at", moments.name, lost & empty, dropped=True)
    tally.add("date_only", moments.name, lost & dates, dropped=True)
    tally.add("unreadable", moments.name, lost & ~empty & ~dates, dropped=True)


def labels_of(labels: Labels, orders: Orders) -> tuple[Labels, Flags]:
    """The words of the orders, those alone that are used, sorted; and the rows that say something else."""
    codes, differs = orders.first_of(labels.codes.astype(np.int64), labels.codes < 0)
    used = sorted(np.unique(codes[codes >= 0]).tolist(), key=labels.names.__getitem__)
    place = np.full(len(labels.names) + 1, -1, np.int32)
    place[used] = np.arange(len(used))
    return Labels(place[codes], tuple(labels.names[code] for code in used)), differs
