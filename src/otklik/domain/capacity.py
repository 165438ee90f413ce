"""A depot's capacity against what is coming, as values: days, gaps, what would close them, what somebody tries out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from otklik.domain.fleets import Vehicle


@dataclass(frozen=True, slots=True)
class ZoneDay:
    """One zone's day: what is expected and needed, how many places there are for it, and how many are missing.

    `need` is the zone's part of the depot's need, so that zones add up; `upper` is the zone's own upper quantile,
    which is more: zones are not all at their highest on one day.
    """

    zone: str
    expected: float
    upper: float
    need: int
    places: int
    gap: int


@dataclass(frozen=True, slots=True)
class CapacityDay:
    """One day of a depot.

    Parameters
    ----------
    expected, low, high
        Deliveries forecast, and the ends of the interval.
    need
        The upper quantile, in whole deliveries: what there have to be places for.
    own
        Deliveries that the fleet's own vehicles manage.
    carried
        Carrier → places agreed or bought.
    gap
        Places that are missing; 0 = enough.
    zones
        The same by zone; a zone may lack places although the depot does not.
    ask_until_at
        The last instant at which something can still be done by buying (the latest of the carriers'); None = nothing.
    special
        As in the forecast.
    advertised
        So many deliveries of the need are there because of advertising.
    """

    on: date
    expected: float
    low: float
    high: float
    need: int
    own: int
    carried: Mapping[str, int]
    gap: int
    zones: tuple[ZoneDay, ...]
    ask_until_at: datetime | None = None
    special: str = ""
    advertised: float = 0.0

    @property
    def places(self) -> int:
        """Own and carriers' places together."""
        return self.own + sum(self.carried.values())


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would close a gap.

    Parameters
    ----------
    act
        `buy` (places of a carrier), `cap` (sell no more than there are places for), `couriers` (more people on the
        roster) or `advertising` (move a campaign to days with room).
    days
        Day → how many places, deliveries sold at most, couriers, or deliveries that move away.
    until_at
        The last instant at which it can be done.
    cost_minor
        What it costs; None where nobody knows.
    carrier
        Of `buy`.
    closes
        How many missing places it makes good.
    """

    act: str
    days: Mapping[date, int]
    until_at: datetime
    cost_minor: int | None = None
    carrier: str = ""
    closes: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Days that follow each other on which places are missing, and the last instant at which all can be closed."""

    from_on: date
    until_on: date
    missing: int
    need: int
    places: int
    act_by_at: datetime | None
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class CapacityPlan:
    """A depot's capacity against its forecast, and its gaps, earliest first."""

    depot: str
    made_at: datetime
    days: tuple[CapacityDay, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def first_gap(self) -> Gap | None:
        """The gap that comes first; None where there is none."""
        return self.gaps[0] if self.gaps else None


@dataclass(frozen=True, slots=True)
class Scenario:
    """What somebody tries out on the sliders: nothing of it is kept.

    Parameters
    ----------
    advertising_percent
        Planned budgets are so much larger or smaller.
    couriers
        So many more or fewer couriers with a vehicle on each day.
    places
        So many more or fewer places of the cheapest carrier on each day.
    """

    advertising_percent: int = 0
    couriers: int = 0
    places: int = 0


@dataclass(frozen=True, slots=True)
class Agreed:
    """What stands for the days to come, beside the fleet itself.

    Parameters
    ----------
    bought
        Day → carrier → places that were bought beyond its agreement.
    capped
        Day → zone → deliveries that are sold at most.
    taken
        Day → zone → deliveries that were sold already: the need is never less.
    drivers
        Day → vehicles that drive; a day that is absent is driven as the fleet says.
    """

    bought: Mapping[date, Mapping[str, int]] = field(default_factory=dict)
    capped: Mapping[date, Mapping[str, int]] = field(default_factory=dict)
    taken: Mapping[date, Mapping[str, int]] = field(default_factory=dict)
    drivers: Mapping[date, tuple[Vehicle, ...]] = field(default_factory=dict)
