"""Many wall times of a zone as instants at once, by the zone's stretches of one offset.

The rule is that of `instants.resolve`: a time that the clocks skipped counts as that much later, one that came twice as
the first of the two.
"""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from otklik.domain.zones import DAY_S, offset_segments

Seconds = NDArray[np.int64]
Flags = NDArray[np.bool_]

_MARGIN_S = 2 * DAY_S


def to_instants(wall_s: Seconds, zone: str) -> tuple[Seconds, Flags, Flags]:
    """The instants of wall times, and which of these were skipped or came twice.

    Parameters
    ----------
    wall_s
        int64, shape (n,): seconds since 1970 by the zone's wall clock.
    zone
        A known IANA name.

    Returns
    -------
    tuple of arrays
        Seconds since 1970 UTC; skipped; twice.
    """
    if not len(wall_s):
        return wall_s, np.zeros(0, np.bool_), np.zeros(0, np.bool_)
    first, last = _year_bounds(int(wall_s.min()), int(wall_s.max()))
    segments = offset_segments(zone, first - _MARGIN_S, last + _MARGIN_S)
    turns = np.array([start for start, _, _ in segments[1:]], np.int64)
    offsets = np.array([offset for _, _, offset in segments], np.int64)
    before, after = offsets[:-1], offsets[1:]
    at = np.searchsorted(turns + np.maximum(before, after), wall_s, side="right")
    skipped, twice = np.zeros(len(wall_s), np.bool_), np.zeros(len(wall_s), np.bool_)
    for turn, was, is_ in zip(turns.tolist(), before.tolist(), after.tolist(), strict=True):
        between = (wall_s >= turn + min(was, is_)) & (wall_s < turn + max(was, is_))
        if is_ > was:
            skipped |= between
        else:
            twice |= between
    return wall_s - offsets[at], skipped, twice


def _year_bounds(low_s: int, high_s: int) -> tuple[int, int]:
    """Seconds from the beginning of the first year to the end of the last: few spans, so that they are kept."""
    first, last = datetime.fromtimestamp(low_s, UTC).year, datetime.fromtimestamp(high_s, UTC).year
    return int(datetime(first, 1, 1, tzinfo=UTC).timestamp()), int(
        datetime(last + 1, 1, 1, tzinfo=UTC).timestamp()
    )
