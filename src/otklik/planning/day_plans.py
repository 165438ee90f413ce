"""One day on the road as a value: who drives, who is visited, in which order; what slots and routes are planned on.

Instants of a plan are whole seconds since the plan's own zero (`base_at` of the day's stream); travel is a matrix of
whole seconds. Nothing here knows of orders, buyers or calendars.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Seconds = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit: where, between which seconds it may begin, how long it takes and how much it loads.

    `tariffs_minor` says what each outside carrier would take it for; none = it can only be driven by the fleet itself.
    `zones` of vehicles are looked up by `zone`. `fixed_to` binds it to a vehicle that has it on board already.
    """

    id: str
    latitude: float
    longitude: float
    from_s: int
    to_s: int
    service_s: int
    load: int = 1
    zone: str = ""
    tariffs_minor: Mapping[str, int] = field(default_factory=dict)
    fixed_to: str = ""


@dataclass(frozen=True, slots=True)
class Tour:
    """One vehicle's shift: leaves the depot at or after `from_s`, is back by `to_s`; costs in minor units."""

    id: str
    from_s: int
    to_s: int
    capacity: int
    zones: frozenset[str] = frozenset()
    """Empty = it drives to all."""
    fixed_minor: int = 0
    per_hour_minor: int = 0
    per_km_minor: int = 0


@dataclass(frozen=True, slots=True)
class Geography:
    """How long one drives: beeline × `detour` at a zone's speed, and between two zones by a factor (`a|b`, a < b).

    `buffers` stretch driving and service of a zone in the plan that is promised from; nominal times have none.
    """

    depot: tuple[float, float]
    detour: float = 1.34
    speed_kmh: float = 25.0
    speeds_kmh: Mapping[str, float] = field(default_factory=dict)
    buffers: Mapping[str, float] = field(default_factory=dict)
    pair_factors: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Stops by id, the tours, each tour's route as ids in order of visit, and what is handed to which carrier.

    A stop is in one route or carried by one carrier; windows are those of the START of a visit.
    """

    geography: Geography
    tours: tuple[Tour, ...]
    stops: Mapping[str, Stop] = field(default_factory=dict)
    routes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    carried: Mapping[str, str] = field(default_factory=dict)
