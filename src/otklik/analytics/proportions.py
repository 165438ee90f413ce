"""How sure a share is: Wilson's interval, and whether there are too few orders to judge anybody by (law 13)."""

from __future__ import annotations

import math

from otklik.analytics.findings import Share

Z = 1.959963984540054
"""Standard normal quantile of 97.5 %: every interval of a report is a two-sided 95 % one."""


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the bounds of Wilson's 95 % interval of a share, 0 to 1; (0, 1) where `whole` is 0.

    Parameters
    ----------
    part, whole
        Counts, 0 <= part <= whole.

    Notes
    -----
    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), without correction for continuity (Wilson 1927).
    """
    if whole == 0:
        return 0.0, 1.0
    share, spread = part / whole, Z * Z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    # At the ends the formula gives 0 and 1 but for rounding.
    low = 0.0 if part == 0 else max(0.0, middle - half)
    high = 1.0 if part == whole else min(1.0, middle + half)
    return low, high


def make_share(figure: str, part: int, whole: int, few: int) -> Share:
    """Return the share of `part` in `whole` under a name.

    Parameters
    ----------
    figure
        Name of the orders in `part`.
    part, whole
        Counts, 0 <= part <= whole.
    few
        Norm: fewer orders than this are too few.
    """
    low, high = wilson(part, whole)
    return Share(figure, part, whole, low, high, whole < few)
