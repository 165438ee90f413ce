"""What a depot delivers with: its zones, windows, vehicles with their shifts, and the carriers it may hand over to.

A fleet is one document of the depot's `store/` stream (`fleet.changed`); an order's deliveries are planned on the
depot's `run/<depot>/<date>`. Days and times of day are the depot's own wall clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84; of a buyer always rounded to 0.001° (about 100 m)."""

OWN = "own"
"""The carrier that a fleet's own vehicles are, where carriers are named."""


@dataclass(frozen=True, slots=True)
class DeliveryZone:
    """A part of the town that is planned as one: where it is, how one gets through, and the learnt buffer.

    Parameters
    ----------
    slug, names
        Names by locale.
    centre
        Where an order of this zone is planned to be that names no point of its own.
    radius_km
        Points within it belong to the zone; of several the one with the nearest centre. 0 = only by postcode or place.
    postcodes, places
        Beginnings of postcodes, and names of towns and districts (casefolded), that belong to it.
    detour, speed_kmh
        Road over beeline, and speed on it.
    buffer
        By how much planned times on the road and at the door are stretched, 1.0 = not; learnt from courier marks.
    """

    slug: str
    names: Mapping[str, str]
    centre: Point
    radius_km: float = 0.0
    postcodes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    detour: float = 1.34
    speed_kmh: float = 25.0
    buffer: float = 1.1


@dataclass(frozen=True, slots=True)
class DeliveryWindow:
    """One span of a day in which somebody comes, as it is sold: on which weekdays (0 = Monday) and in which zones.

    No zones means all; `price_minor` is what the buyer pays for it; `cutoff_h` hours before its start the last order
    is taken.
    """

    from_time: time
    to_time: time
    weekdays: frozenset[int] = frozenset(range(7))
    zones: frozenset[str] = frozenset()
    price_minor: int = 0
    cutoff_h: float = 2.0


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One vehicle or courier on the road: whose, how much fits in, when and where it drives, and what it costs."""

    slug: str
    name: str
    courier: str = ""
    """Slug of the person who drives it, or empty."""
    capacity: int = 40
    """In units of load; a parcel is 1."""
    from_time: time = time(9)
    to_time: time = time(18)
    weekdays: frozenset[int] = frozenset(range(7))
    zones: frozenset[str] = frozenset()
    fixed_minor: int = 0
    per_hour_minor: int = 0
    per_km_minor: int = 0


@dataclass(frozen=True, slots=True)
class Carrier:
    """An outside carrier: the place (role `carrier`) that it is, what it takes where, and until when it can be asked.

    Parameters
    ----------
    slug
        Of the place in this installation; its calendar is the carrier's.
    tariff_minor
        Price of a delivery by zone; a zone that is absent is not served.
    places
        How many deliveries a day are agreed; more are bought (`places.bought`).
    ask_days
        So many days before a day at `ask_until` is the last moment to buy more places for it.
    windows
        What it keeps; empty = the fleet's own.
    """

    slug: str
    tariff_minor: Mapping[str, int]
    places: int = 0
    ask_days: int = 4
    ask_until: time = time(18)
    windows: tuple[DeliveryWindow, ...] = ()


@dataclass(frozen=True, slots=True)
class Fleet:
    """All that a depot delivers with.

    Parameters
    ----------
    depot
        Slug of the place whose fleet it is; its hours and zone (time) are the fleet's.
    point
        Where the vehicles start and end.
    serves
        Slugs of the stores whose orders it delivers; empty = of every store that names no other (`parties["depot"]`).
    service_s
        Seconds at a door, planned.
    days_ahead
        So many days of windows are offered.
    hold_s
        A window is held so long while the buyer decides.
    pair_factors
        Travel between two zones takes so many times as long as the beeline says (a river, a bridge): keys `a|b`, a < b.
    kept_share, kept_until_days
        So large a share of a day's places is kept for orders that need that day, until so many days before it.
    """

    depot: str
    point: Point
    zones: tuple[DeliveryZone, ...]
    windows: tuple[DeliveryWindow, ...]
    vehicles: tuple[Vehicle, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    serves: frozenset[str] = frozenset()
    service_s: int = 480
    days_ahead: int = 14
    hold_s: int = 900
    pair_factors: Mapping[str, float] = field(default_factory=dict)
    kept_share: float = 0.1
    kept_until_days: int = 1
