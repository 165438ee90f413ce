"""What became of lines whose goods were not there: by what the buyer took, how many ended in a sale (R36)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from otklik.analytics.proportions import wilson
from otklik.domain.alternatives import RUNGS

SOLD = frozenset({"completed"})
LOST = frozenset({"refused", "withdrawn", "released"})

NOTHING = ""
"""In place of a rung: the buyer took nothing of what there was, or nothing was there."""


class Missing(Protocol):
    """One line that was missing."""

    @property
    def rung(self) -> str:
        """Of what the buyer took; empty = nothing."""

    @property
    def phase(self) -> str:
        """Of its order now."""


@dataclass(frozen=True, slots=True)
class RungRow:
    """One rung, or nothing taken: how many lines, how their orders ended, and the share sold of those that ended.

    `low` and `high` bound the share (Wilson, 95 %); with none ended they are 0 and 1.
    """

    rung: str
    lines: int
    sold: int
    lost: int
    low: float
    high: float

    @property
    def open(self) -> int:
        """Lines of orders that go on."""
        return self.lines - self.sold - self.lost


def count_missing(rows: Sequence[Missing]) -> tuple[RungRow, ...]:
    """A row for each rung on which anything was taken, in the order of rungs, and last one for nothing taken."""
    found = []
    for rung in (*RUNGS, NOTHING):
        mine = [one for one in rows if one.rung == rung]
        if mine:
            sold = sum(one.phase in SOLD for one in mine)
            lost = sum(one.phase in LOST for one in mine)
            found.append(RungRow(rung, len(mine), sold, lost, *wilson(sold, sold + lost)))
    return tuple(found)
