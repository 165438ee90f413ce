"""What will be wanted on the road: a depot's forecast by day and zone, and what it says of special days.

Plain values, made by `planning/demand.py` in a process of its own and kept; pages, the desk and other jobs read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

ALL = ""
"""The zone of a forecast that is about the whole depot: its quantile is not the sum of its zones' quantiles."""

RIDGE = "ridge"
MIX = "mix"
"""The mean of the calendar's effects and of the challenger that learns from examples."""

COVERAGE = 0.9
"""So many days of a hundred lie between `low` and `high`; `upper` is the end that capacity is set by."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """What is on record of one zone's day: deliveries that were wanted, as far as anybody knows.

    Parameters
    ----------
    on
        The day of the delivery, at the depot.
    sold_out
        Whether there were no places left: then at least `count` were wanted (such a day is uncensored).
    closed
        Whether nothing could be delivered that day: it says nothing of demand and is no zero.
    """

    on: date
    zone: str
    count: int
    sold_out: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class DemandDay:
    """Deliveries that are expected on one day in one zone (`ALL` = of the depot).

    Parameters
    ----------
    expected
        The mean.
    low, high
        Ends of the interval of `COVERAGE`, conformal, special days apart.
    upper
        What 95 of 100 such days stay under; capacity is set by it.
    special
        The special day that it is (`12-31`, or a class such as `bridge`); empty = an ordinary one.
    pressure
        What advertising still works that day, in days of the mean campaign; 0 = none.
    """

    on: date
    zone: str
    expected: float
    low: float
    high: float
    upper: float
    special: str = ""
    pressure: float = 0.0


@dataclass(frozen=True, slots=True)
class Effect:
    """By how much a special day lies above or below an ordinary one, in percent, with the ends of its interval.

    Parameters
    ----------
    day
        `MM-DD`, a class of days (`before_off`, `off`, `bridge`, `work_saturday`), or `advertising`: what the mean
        campaign brings.
    seen
        On how many days of the history it rests.
    """

    day: str
    percent: float
    low: float
    high: float
    seen: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """A depot's forecast as it was made.

    Parameters
    ----------
    days
        By day, the depot's own (`ALL`) first, then zones by slug.
    effects
        Of special days within the next year, in the order of the calendar.
    known_from_on, known_until_on
        First and last day of the history that it rests on.
    method
        `RIDGE` or `MIX`, whichever the back-test preferred.
    elasticity
        Power of `1 + pressure` by which advertising raises demand; 0 = unknown.
    pace
        So much of what hours and density allow fits into the depot's days, with its windows (`planning/paces.py`).
    ratio
        Its mean error at 15 to 28 days over that of "as last week", on the depot's own history; None = too short.
    covered, covered_special
        Share of days of the back-test inside the interval; None = too few.
    """

    depot: str
    made_at: datetime
    days: tuple[DemandDay, ...]
    effects: tuple[Effect, ...] = ()
    known_from_on: date | None = None
    known_until_on: date | None = None
    method: str = RIDGE
    elasticity: float = 0.0
    pace: float = 1.0
    ratio: float | None = None
    covered: float | None = None
    covered_special: float | None = None

    def of_zone(self, zone: str = ALL) -> tuple[DemandDay, ...]:
        """The days of one zone, in order."""
        return tuple(one for one in self.days if one.zone == zone)
