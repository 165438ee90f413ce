"""Intervals that hold what they say without any assumption of the noise: conformal, special days apart (Mondrian).

A forecast's past errors, in units of its own scale, say how far the next may be off. Special days are a class of
their own: pooled with ordinary ones their intervals would be too narrow exactly when capacity is set. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ORDINARY, SPECIAL = "ordinary", "special"

ENOUGH = 40
"""With fewer errors a class borrows the other's quantiles, stretched by `UNSURE`."""

UNSURE = 1.3
NORMAL = 1.645
"""Quantile of 95 % where there are no errors at all yet."""


@dataclass(frozen=True, slots=True)
class Ends:
    """How many scales the interval reaches below and above a forecast; `low` is negative."""

    low: float
    high: float


def calibrate(
    errors: NDArray[np.float64], special: NDArray[np.bool_], *, coverage: float = 0.9
) -> Mapping[str, Ends]:
    """The ends of the interval for each class.

    Parameters
    ----------
    errors
        (What came - what was forecast) / scale, of days that the forecast had not seen.
    special
        Which of them are of special days.
    coverage
        Wished for, in each class.
    """
    ordinary = _ends(errors[~special], coverage)
    apart = _ends(errors[special], coverage)
    if ordinary is None:
        ordinary = apart or Ends(-NORMAL * UNSURE, NORMAL * UNSURE)
    return {ORDINARY: ordinary, SPECIAL: apart or Ends(ordinary.low * UNSURE, ordinary.high * UNSURE)}


def _ends(errors: NDArray[np.float64], coverage: float) -> Ends | None:
    """Both ends, each with its half of what may lie outside; the finite sample costs one place."""
    count = errors.size
    if count < ENOUGH:
        return None
    ordered = np.sort(errors)
    outside = math.floor((count + 1) * (1 - coverage) / 2)
    place = max(outside - 1, 0)
    return Ends(float(min(ordered[place], 0.0)), float(max(ordered[count - 1 - place], 0.0)))


def covered(
    errors: NDArray[np.float64], special: NDArray[np.bool_], ends: Mapping[str, Ends]
) -> NDArray[np.bool_]:
    """Which errors lie inside their class's interval."""
    low = np.where(special, ends[SPECIAL].low, ends[ORDINARY].low)
    high = np.where(special, ends[SPECIAL].high, ends[ORDINARY].high)
    return np.asarray((errors >= low) & (errors <= high), dtype=np.bool_)
