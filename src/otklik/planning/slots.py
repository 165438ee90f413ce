"""Where one more visit fits into a day: which windows can be sold, found without planning the day anew.

For each stop of each route two instants are kept: `B`, the earliest at which it can begin, and `Z`, the latest at which
it may begin so that everything after it still begins in its window (Savelsbergh's forward time slack). A visit then
fits between two neighbours by three additions and two comparisons; all positions of a day and all windows are one
numpy pass. Driving and service are stretched by the zones' buffers (docs/algorithms/slots.md).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.planning.day_plans import DayPlan, Geography, Seconds, Stop, Tour
from otklik.planning.distances import DEPOT, along_s, service_s, travel_s

FAR_S = 1 << 40
"""Seconds that are never reached: what an insertion that does not fit costs."""

Span = tuple[int, int]
"""Between these seconds of the day a visit may begin."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for one more visit: in which tour, at which position of its route, and how much longer the tour gets."""

    tour: str
    position: int
    extra_s: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """Every position of a day at which a visit could be put in, as columns of one length.

    Parameters
    ----------
    geography
        How one drives.
    before, after
        Points of the two neighbours in degrees, shape (n, 2).
    zones_before, zones_after
        Their zones; `DEPOT` where it is the depot.
    leaves_s
        When the neighbour before can be left: its `B` and its service; the tour's start at the depot.
    latest_s
        The `Z` of the neighbour after; the tour's end at the depot.
    leg_s
        The way between them as it is now.
    tour, position
        Index into `tours`, and index into its route.
    tours
        The day's.
    load, busy_s
        Of each tour: what it carries, and how long it drives and serves.
    """

    geography: Geography
    before: NDArray[np.float64]
    after: NDArray[np.float64]
    zones_before: tuple[str, ...]
    zones_after: tuple[str, ...]
    leaves_s: Seconds
    latest_s: Seconds
    leg_s: Seconds
    tour: NDArray[np.int64]
    position: NDArray[np.int64]
    tours: tuple[Tour, ...]
    load: NDArray[np.int64]
    busy_s: Seconds


@dataclass(frozen=True, slots=True)
class Times:
    """One route's instants: when each stop can begin at the earliest and may at the latest, and each leg."""

    earliest_s: tuple[int, ...]
    latest_s: tuple[int, ...]
    legs_s: tuple[int, ...]
    services_s: tuple[int, ...]

    @property
    def is_kept(self) -> bool:
        """Whether every stop begins in its window and the tour ends in time."""
        return all(early <= late for early, late in zip(self.earliest_s, self.latest_s, strict=True))


def times_of(geography: Geography, tour: Tour, stops: Sequence[Stop], *, buffered: bool = True) -> Times:
    """`B` and `Z` of each stop of a route, by one pass forward and one back.

    Parameters
    ----------
    tour
        Whose shift it is.
    stops
        In the order of visiting.
    buffered
        Whether the zones' buffers stretch driving and service.

    Notes
    -----
    A stop that can't begin in its window has its `Z` before its `B`, and so has every one before it that makes it late.
    """
    legs = _legs(geography, stops, buffered=buffered)
    services = tuple(service_s(geography, one.service_s, one.zone, buffered=buffered) for one in stops)
    earliest, at = [], tour.from_s
    for leg, stop, service in zip(legs, stops, services, strict=False):
        at = max(at + leg, stop.from_s)
        earliest.append(at)
        at += service
    latest, end = [0] * len(stops), tour.to_s
    for index in reversed(range(len(stops))):
        latest[index] = end = min(stops[index].to_s, end - legs[index + 1] - services[index])
    return Times(tuple(earliest), tuple(latest), tuple(legs), services)


def _legs(geography: Geography, stops: Sequence[Stop], *, buffered: bool) -> list[int]:
    """From the depot to the first, on to each next, and home."""
    if not stops:
        return [0]
    points = np.array([geography.depot, *((one.latitude, one.longitude) for one in stops), geography.depot])
    zones = (DEPOT, *(one.zone for one in stops), DEPOT)
    return [int(one) for one in along_s(geography, points, zones, buffered=buffered)]


def timetable_of(plan: DayPlan, *, without: Collection[str] = ()) -> Timetable:
    """The positions of a day's plan.

    Parameters
    ----------
    plan
        Whose routes are kept as they are.
    without
        Tours into which nothing more is put: they are on the road already.
    """
    rows: list[tuple[int, int, Stop | None, Stop | None, int, int, int]] = []
    load, busy = [], []
    for index, tour in enumerate(plan.tours):
        stops = [plan.stops[one] for one in plan.routes.get(tour.id, ())]
        times = times_of(plan.geography, tour, stops)
        load.append(sum(one.load for one in stops))
        busy.append(sum(times.legs_s) + sum(times.services_s))
        if tour.id in without:
            continue
        leaves = [tour.from_s, *(b + s for b, s in zip(times.earliest_s, times.services_s, strict=True))]
        latest = [*times.latest_s, tour.to_s]
        around: list[Stop | None] = [None, *stops, None]
        for at, leg in enumerate(times.legs_s):
            rows.append((index, at, around[at], around[at + 1], leaves[at], latest[at], leg))
    return Timetable(
        geography=plan.geography,
        before=_points(plan.geography, [row[2] for row in rows]),
        after=_points(plan.geography, [row[3] for row in rows]),
        zones_before=tuple(row[2].zone if row[2] else DEPOT for row in rows),
        zones_after=tuple(row[3].zone if row[3] else DEPOT for row in rows),
        leaves_s=np.array([row[4] for row in rows], dtype=np.int64),
        latest_s=np.array([row[5] for row in rows], dtype=np.int64),
        leg_s=np.array([row[6] for row in rows], dtype=np.int64),
        tour=np.array([row[0] for row in rows], dtype=np.int64),
        position=np.array([row[1] for row in rows], dtype=np.int64),
        tours=plan.tours,
        load=np.array(load, dtype=np.int64),
        busy_s=np.array(busy, dtype=np.int64),
    )


def _points(geography: Geography, stops: Sequence[Stop | None]) -> NDArray[np.float64]:
    return np.array(
        [(one.latitude, one.longitude) if one else geography.depot for one in stops], dtype=float
    ).reshape(-1, 2)


def find_spots(
    table: Timetable, stop: Stop, spans: Sequence[Span], *, share_kept: float = 0.0
) -> list[Spot | None]:
    """For each span, the place that lengthens its tour least; None where the visit fits nowhere.

    Parameters
    ----------
    table
        The day's positions.
    stop
        The visit; its own window is not looked at.
    spans
        Windows to offer, in seconds of the day.
    share_kept
        So much of each tour's time is left to others: it may drive and serve for the rest of its shift alone.
    """
    if not len(table.tour) or not spans:
        return [None] * len(spans)
    point = np.array([[stop.latitude, stop.longitude]])
    to_s = travel_s(table.geography, table.before, point, table.zones_before, (stop.zone,), buffered=True)[
        :, 0
    ]
    on_s = travel_s(table.geography, point, table.after, (stop.zone,), table.zones_after, buffered=True)[0]
    served_s = service_s(table.geography, stop.service_s, stop.zone, buffered=True)
    extra_s = to_s + on_s - table.leg_s
    open_s, close_s = (np.array(column, dtype=np.int64)[:, None] for column in zip(*spans, strict=True))
    begins_s = np.maximum(table.leaves_s + to_s, open_s)
    fits = (begins_s <= close_s) & (begins_s + served_s + on_s <= table.latest_s)
    fits &= _may_carry(table, stop, share_kept, extra_s + served_s)
    cost = np.where(fits, extra_s, FAR_S)
    best = np.argmin(cost, axis=1)
    return [_spot(table, int(at), int(extra_s[at])) if fits[row, at] else None for row, at in enumerate(best)]


def _may_carry(table: Timetable, stop: Stop, share_kept: float, added_s: Seconds) -> NDArray[np.bool_]:
    """Which positions are of a tour that drives there, has room for it, and time that is not kept for others."""
    tours = table.tours
    may = np.array(
        [
            (not tour.zones or stop.zone in tour.zones)
            and (not stop.fixed_to or stop.fixed_to == tour.id)
            and load + stop.load <= tour.capacity
            for tour, load in zip(tours, table.load, strict=True)
        ],
        dtype=bool,
    )
    allowed_s = np.array([(1.0 - share_kept) * (tour.to_s - tour.from_s) for tour in tours])
    return np.asarray(may[table.tour] & (table.busy_s[table.tour] + added_s <= allowed_s[table.tour]))


def _spot(table: Timetable, at: int, extra_s: int) -> Spot:
    return Spot(table.tours[int(table.tour[at])].id, int(table.position[at]), extra_s)


def can_go(plan: DayPlan, stop: str) -> bool:
    """Whether everybody else in its route is still visited in time once a stop is left out.

    Notes
    -----
    Mostly; not where the way past it leads through a zone in which one drives much faster than on the straight line.
    """
    for tour in plan.tours:
        route = plan.routes.get(tour.id, ())
        if stop in route:
            left = [plan.stops[one] for one in route if one != stop]
            return times_of(plan.geography, tour, left).is_kept
    return True
