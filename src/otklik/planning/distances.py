"""How long one drives between points: beeline × detour at a zone's speed, whole seconds, all pairs in one numpy pass.

A leg has the speed and the buffer of the zone that it leads to, the depot's own way home those of the zone it leaves;
between two zones it takes so many times as long as the dispatcher says (a river, a bridge). Nominal times have no
buffer: they are what a verifier walks by.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from otklik.planning.day_plans import Geography, Seconds

EARTH_KM = 6371.0088
DEPOT = ""
"""The zone of the depot, where zones are looked up."""

JUST_S = 1e-6
"""So little over a whole second is rounding, and no second more."""

Degrees = NDArray[np.float64]
Zones = NDArray[np.int64]


def beeline_km(from_points: Degrees, to_points: Degrees) -> NDArray[np.float64]:
    """Great-circle distances in km between points, broadcast over all axes but the last.

    Parameters
    ----------
    from_points, to_points
        Latitude and longitude in degrees on the last axis.
    """
    a, b = np.radians(from_points), np.radians(to_points)
    half = np.sin((b - a) / 2.0) ** 2
    chord = half[..., 0] + np.cos(a[..., 0]) * np.cos(b[..., 0]) * half[..., 1]
    return np.asarray(2.0 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0))))


def travel_s(
    geography: Geography,
    from_points: Degrees,
    to_points: Degrees,
    from_zones: Sequence[str],
    to_zones: Sequence[str],
    *,
    buffered: bool = False,
) -> Seconds:
    """Seconds on the road from each of some points to each of others, rounded up; a row for each of the first.

    Parameters
    ----------
    from_points, to_points
        Degrees, shape (n, 2) and (m, 2).
    from_zones, to_zones
        Zone of each point; `DEPOT` for the depot.
    buffered
        Whether the zones' buffers stretch it: for promising, never for verifying.
    """
    roads = _Roads(geography, (*from_zones, *to_zones), buffered=buffered)
    km = beeline_km(from_points[:, None, :], to_points[None, :, :])
    return roads.seconds(km, roads.index(from_zones)[:, None], roads.index(to_zones)[None, :])


def along_s(
    geography: Geography, points: Degrees, zones: Sequence[str], *, buffered: bool = False
) -> Seconds:
    """Seconds of each leg of a way through points in order, as `travel_s` has them.

    Parameters
    ----------
    points
        Degrees, shape (n, 2); n - 1 legs.
    """
    roads = _Roads(geography, zones, buffered=buffered)
    at = roads.index(zones)
    return roads.seconds(beeline_km(points[:-1], points[1:]), at[:-1], at[1:])


class _Roads:
    """How fast one drives, as tables over some zones."""

    def __init__(self, geography: Geography, zones: Sequence[str], *, buffered: bool) -> None:
        names = sorted({DEPOT, *zones})
        self._at = {zone: index for index, zone in enumerate(names)}
        speeds = np.array([geography.speeds_kmh.get(zone, geography.speed_kmh) for zone in names])
        buffers = np.array([geography.buffers.get(zone, 1.0) if buffered else 1.0 for zone in names])
        self._hours_a_km = geography.detour / speeds * buffers
        self._factors = np.ones((len(names), len(names)))
        for pair, factor in geography.pair_factors.items():
            one, _, other = pair.partition("|")
            if one in self._at and other in self._at:
                row, column = self._at[one], self._at[other]
                self._factors[row, column] = self._factors[column, row] = factor

    def index(self, zones: Sequence[str]) -> Zones:
        return np.array([self._at[zone] for zone in zones], dtype=np.int64)

    def seconds(self, km: NDArray[np.float64], left: Zones, led: Zones) -> Seconds:
        paced = np.where(led == self._at[DEPOT], left, led)
        hours = km * self._hours_a_km[paced] * self._factors[left, led]
        return np.asarray(np.ceil(hours * 3600.0 - JUST_S), dtype=np.int64)


def service_s(geography: Geography, seconds: int, zone: str, *, buffered: bool = False) -> int:
    """Seconds at a door of a zone, stretched by its buffer where asked, rounded up."""
    if not buffered:
        return seconds
    return int(np.ceil(seconds * geography.buffers.get(zone, 1.0) - JUST_S))


def length_km(geography: Geography, points: Degrees) -> float:
    """Road length of a way through points in order, in km."""
    return float(beeline_km(points[:-1], points[1:]).sum() * geography.detour) if len(points) > 1 else 0.0
