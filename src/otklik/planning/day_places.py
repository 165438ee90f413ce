"""How many deliveries each zone has room for on a day: an estimate to plan by, never what is sold by.

Where a forecast says how the need lies among zones, the capacity plan's own figures are taken. Where none does, the
most is looked for that the vehicles of the day manage if orders come as they came lately (`tour_places.share_out`).
A window is sold only where the day's own plan has room for it by insertion (`slots.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time

from otklik.domain.capacity import CapacityDay
from otklik.domain.fleets import OWN, Fleet, Vehicle
from otklik.domain.runs import RunState
from otklik.domain.slots import places_of
from otklik.planning.tour_places import share_out

MOST = 4096
"""More deliveries than this no depot here makes in a day."""

FULL, LOW, MID, FREE, CLOSED = "full", "low", "mid", "free", "closed"
LAST = 2
LOW_SHARE, HALF = 0.15, 0.5


@dataclass(frozen=True, slots=True)
class ZonePlaces:
    """One zone's day.

    Parameters
    ----------
    own, outside
        Places that the fleet's own vehicles and outside carriers are estimated to have for it.
    own_taken, outside_taken
        Sold, and held for buyers who are deciding.
    cap
        Most that may be sold; None = no limit.
    served
        Whether anybody drives there that day at all.
    """

    zone: str
    own: int
    outside: int
    own_taken: int = 0
    outside_taken: int = 0
    cap: int | None = None
    served: bool = True

    @property
    def taken(self) -> int:
        """Sold and held."""
        return self.own_taken + self.outside_taken

    def places(self, side: str = "") -> int:
        """Places there are in all; what was sold beyond the estimate counts as a place, a cap is the most.

        Parameters
        ----------
        side
            `own`, `outside`, or empty for both.
        """
        if side:
            mine, sold = (self.own, self.own_taken) if side == OWN else (self.outside, self.outside_taken)
            return max(min(mine, self._left_of_cap(side)), sold)
        most = self.own + self.outside
        return max(most if self.cap is None else min(most, self.cap), self.taken)

    def _left_of_cap(self, side: str) -> int:
        """What the cap leaves to one side, the other's sales counted."""
        if self.cap is None:
            return MOST
        return max(self.cap - (self.outside_taken if side == OWN else self.own_taken), 0)

    def sold(self, side: str = "") -> int:
        """Sold and held of one side, or of both."""
        return {"": self.taken, OWN: self.own_taken}.get(side, self.outside_taken)

    def free(self, side: str = "") -> int:
        """Places that are left."""
        return self.places(side) - self.sold(side)

    def state(self, side: str = "") -> str:
        """`closed` (nobody drives there, or nothing is to be sold), `full`, `low` (the last), `mid` or `free`."""
        places, free = self.places(side), self.free(side)
        if not self.sold(side) and (not self.served or self.cap == 0):
            return CLOSED
        if free == 0:
            return FULL
        if free <= LAST or free <= LOW_SHARE * places:
            return LOW
        return MID if free < HALF * places else FREE


def estimate_places(
    run: RunState,
    fleet: Fleet,
    drivers: Sequence[Vehicle],
    usual: Mapping[str, float],
    plan: CapacityDay | None = None,
) -> tuple[ZonePlaces, ...]:
    """Each zone's places of a day, in the fleet's order.

    Parameters
    ----------
    run
        The day, without holds that have ended.
    drivers
        Vehicles that drive that day.
    usual
        How deliveries lie among zones as a rule: any weights; a zone without one has the mean of the others.
    plan
        The same day of the capacity plan, where there is a forecast.
    """
    taken = count_taken(run)
    needs = {one.zone: one.need for one in plan.zones} if plan else fit_needs(fleet, drivers, usual, taken)
    shares = share_out(fleet, drivers, needs)
    own = {slug: share.places for slug, share in shares.items()}
    left = {slug: share.left for slug, share in shares.items()}
    outside = _carriers(run, fleet, usual, left)
    if plan:
        planned = {one.zone: one.places for one in plan.zones}
        own = {slug: min(count, planned.get(slug, count)) for slug, count in own.items()}
        outside = {slug: max(planned.get(slug, 0) - own[slug], 0) for slug in own}
    return tuple(
        ZonePlaces(
            zone.slug,
            own[zone.slug],
            outside[zone.slug],
            *taken.get(zone.slug, (0, 0)),
            run.caps.get(zone.slug),
            _is_served(zone.slug, fleet, drivers),
        )
        for zone in fleet.zones
    )


def _is_served(zone: str, fleet: Fleet, drivers: Sequence[Vehicle]) -> bool:
    own = any(not one.zones or zone in one.zones for one in drivers)
    return own or any(zone in one.tariff_minor for one in fleet.carriers)


def still_driving(drivers: Sequence[Vehicle], wall: time) -> tuple[Vehicle, ...]:
    """The vehicles of a day that is under way, with what is left of their shifts from a wall clock time on."""
    return tuple(replace(one, from_time=max(one.from_time, wall)) for one in drivers if one.to_time > wall)


def count_taken(run: RunState) -> dict[str, tuple[int, int]]:
    """Zone → deliveries sold or held on own vehicles, and with carriers."""
    found: dict[str, tuple[int, int]] = {}
    for visit in run.visits.values():
        own, outside = found.get(visit.zone, (0, 0))
        is_own = run.carried.get(visit.id, visit.carrier) == OWN
        found[visit.zone] = (own + 1, outside) if is_own else (own, outside + 1)
    return found


def fit_needs(
    fleet: Fleet,
    drivers: Sequence[Vehicle],
    usual: Mapping[str, float],
    taken: Mapping[str, tuple[int, int]],
) -> dict[str, int]:
    """The largest need, spread as usual and no less than sold, that the vehicles manage without a remainder."""
    weights = weights_of(fleet, usual)

    def needs(total: int) -> dict[str, int]:
        return {
            slug: max(int(total * weight), taken.get(slug, (0, 0))[0]) for slug, weight in weights.items()
        }

    low, high = 0, MOST
    while low < high:
        middle = (low + high + 1) // 2
        shares = share_out(fleet, drivers, needs(middle))
        if any(one.left for one in shares.values()):
            high = middle - 1
        else:
            low = middle
    return needs(low)


def weights_of(fleet: Fleet, usual: Mapping[str, float]) -> dict[str, float]:
    """Each zone's part of the deliveries, adding up to 1."""
    known = [usual[zone.slug] for zone in fleet.zones if usual.get(zone.slug)]
    other = sum(known) / len(known) if known else 1.0
    weights = {zone.slug: usual.get(zone.slug) or other for zone in fleet.zones}
    whole = sum(weights.values()) or 1.0
    return {slug: weight / whole for slug, weight in weights.items()}


def _carriers(
    run: RunState, fleet: Fleet, usual: Mapping[str, float], left: Mapping[str, int]
) -> dict[str, int]:
    """Carriers' places by zone: first where own vehicles leave something over, the rest as deliveries lie."""
    found = dict.fromkeys((zone.slug for zone in fleet.zones), 0)
    weights = weights_of(fleet, usual)
    missing = dict(left)
    for carrier in fleet.carriers:
        room = places_of(run, fleet, carrier.slug)
        served = [slug for slug in found if slug in carrier.tariff_minor]
        for slug in served:
            given = min(missing.get(slug, 0), room)
            found[slug], room, missing[slug] = found[slug] + given, room - given, missing.get(slug, 0) - given
        whole = sum(weights[slug] for slug in served) or 1.0
        shares = {slug: int(room * weights[slug] / whole) for slug in served}
        rest = room - sum(shares.values()) if served else 0
        for place, slug in enumerate(sorted(served, key=lambda one: (-weights[one], one))):
            found[slug] += shares[slug] + (1 if place < rest else 0)
    return found
