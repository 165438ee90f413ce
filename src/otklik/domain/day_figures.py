"""What a day of a desk looks like in three figures: answers within the target, their median, promises kept.

Counts first: below `FEW` a share says nothing and none is given (law 13).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

FEW = 5
"""Below so many cases there are counts, and no share and no median."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One first answer that was owed today; `took_s` is working time, None while nobody answered."""

    took_s: int | None
    in_target: bool


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The figures of one day.

    Parameters
    ----------
    orders
        First answers that were owed.
    answered, in_target
        How many were given, and how many of these within the target.
    median_s
        Working seconds to the answer, of those given; None below `FEW`.
    kept, promised
        Promises kept in time, of those that came due.
    """

    orders: int
    answered: int
    in_target: int
    median_s: int | None
    kept: int
    promised: int

    @property
    def share(self) -> int | None:
        """Whole per cent of the answers that came within the target; None below `FEW`."""
        return round(100 * self.in_target / self.answered) if self.answered >= FEW else None


def figures_of(answers: Iterable[Answer], promises_kept: Iterable[bool]) -> DayFigures:
    """The figures of a day's answers and of the promises that came due on it."""
    owed, promises = list(answers), list(promises_kept)
    took = [one.took_s for one in owed if one.took_s is not None]
    return DayFigures(
        orders=len(owed),
        answered=len(took),
        in_target=sum(one.in_target for one in owed if one.took_s is not None),
        median_s=int(median(took)) if len(took) >= FEW else None,
        kept=sum(promises),
        promised=len(promises),
    )
