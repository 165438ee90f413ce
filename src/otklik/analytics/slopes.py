"""How much a share falls with each hour, within strata."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.proportions import Z

HOUR_S = 3_600


@dataclass(frozen=True, slots=True)
class Slope:
    """Change of the share per hour, with its 95 % interval; None where it can't be estimated."""

    share: float | None
    low: float | None
    high: float | None


def find_slope(
    strata: NDArray[np.intp], delays_s: NDArray[np.int64], kept: NDArray[np.bool_], few: int
) -> Slope:
    """Return the slope of the kept share over the delay, within strata.

    Parameters
    ----------
    strata, delays_s, kept
        One row an order.
    few
        Fewer kept orders, or fewer lost ones, than this are too few; so are fewer orders beyond one a stratum.

    Notes
    -----
    Least squares of kept (0 or 1) on the delay with a level for each stratum; the variance is White's, which holds for
    a share, times n / (n − strata − 1).
    """
    _, place = np.unique(strata, return_inverse=True)
    sizes = np.bincount(place)
    freedom = len(strata) - len(sizes) - 1
    rarer = min(int(kept.sum()), int((~kept).sum()))
    if min(freedom, rarer) < max(few, 1):
        return Slope(None, None, None)
    # Sums of whole numbers are exact in doubles, so the order of the rows changes nothing.
    far_s = delays_s - (np.bincount(place, weights=delays_s) / sizes)[place]
    gone = kept - (np.bincount(place, weights=kept) / sizes)[place]
    square = float((far_s**2).sum())
    if square <= 0:
        return Slope(None, None, None)
    slope = float((far_s * gone).sum()) / square
    wrong = gone - slope * far_s
    variance = float((far_s**2 * wrong**2).sum()) / square**2 * len(strata) / freedom
    half = Z * math.sqrt(variance)
    return Slope(*(HOUR_S * value for value in (slope, slope - half, slope + half)))
