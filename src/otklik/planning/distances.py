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

Degrees = NDArray[np.float64]


def beeline_km(from_points: Degrees, to_points: Degrees) -> NDArray[np.float64]:
    """Great-circle distances in km, one row for each point of the first, one column for each of the second.

    Parameters
    ----------
    from_points, to_points
        Latitude and longitude in degrees, shape (n, 2).
    """
    a, b = np.radians(from_points)[:, None, :], np.radians(to_points)[None, :, :]
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
    """Seconds on the road from each of some points to each of others, rounded up.

    Parameters
    ----------
    from_zones, to_zones
        Zone of each point; `DEPOT` for the depot.
    buffered
        Whether the zones' buffers stretch it: for promising, never for verifying.
    """
    hours = beeline_km(from_points, to_points) * geography.detour
    led = _led(from_zones, to_zones)
    speed = {zone: geography.speeds_kmh.get(zone, geography.speed_kmh) for zone in {*from_zones, *to_zones}}
    hours /= _by_zone(speed, led, from_zones, to_zones)
    if buffered:
        buffer = {zone: geography.buffers.get(zone, 1.0) for zone in speed}
        hours *= _by_zone(buffer, led, from_zones, to_zones)
    if geography.pair_factors:
        hours *= _factors(geography, from_zones, to_zones)
    return np.asarray(np.ceil(hours * 3600.0 - 1e-6), dtype=np.int64)


def _led(from_zones: Sequence[str], to_zones: Sequence[str]) -> NDArray[np.bool_]:
    """Where a leg ends at the depot: then the zone that it leaves says how fast one drives."""
    return np.asarray([zone == DEPOT for zone in to_zones], dtype=bool)[None, :]


def _by_zone(
    values: dict[str, float], home: NDArray[np.bool_], from_zones: Sequence[str], to_zones: Sequence[str]
) -> NDArray[np.float64]:
    left = np.asarray([values[zone] for zone in from_zones], dtype=float)[:, None]
    led = np.asarray([values[zone] for zone in to_zones], dtype=float)[None, :]
    return np.where(home, left, led)


def _factors(geography: Geography, from_zones: Sequence[str], to_zones: Sequence[str]) -> NDArray[np.float64]:
    names = sorted({*from_zones, *to_zones})
    at = {zone: index for index, zone in enumerate(names)}
    table = np.ones((len(names), len(names)))
    for pair, factor in geography.pair_factors.items():
        one, _, other = pair.partition("|")
        if one in at and other in at:
            table[at[one], at[other]] = table[at[other], at[one]] = factor
    return table[np.ix_([at[zone] for zone in from_zones], [at[zone] for zone in to_zones])]


def service_s(geography: Geography, seconds: int, zone: str, *, buffered: bool = False) -> int:
    """Seconds at a door of a zone, stretched by its buffer where asked, rounded up."""
    if not buffered:
        return seconds
    return int(np.ceil(seconds * geography.buffers.get(zone, 1.0) - 1e-6))


def length_km(geography: Geography, points: Degrees) -> float:
    """Road length of a way through points in order, in km."""
    if len(points) < 2:
        return 0.0
    return float(np.trace(beeline_km(points[:-1], points[1:])) * geography.detour)
