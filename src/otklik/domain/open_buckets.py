"""Open time before an instant, and the instant of an open second, for arrays: a table look-up, not a search.

Time is cut into buckets of 2^k seconds, so short that each holds at most one span; the number of an instant's bucket
is a shift, and three tables say the rest. Where there is no such cut (gaps of seconds, centuries), edges are searched.
It must not know about years, limits or errors: whoever asks keeps to what the edges cover.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Seconds = NDArray[np.int64]

_LONGEST, _SHORTEST = 15, 5
"""Buckets of 2^15 s (9 hours) to 2^5 s."""

_MOST_BUCKETS = 1 << 21


class Lookup(Protocol):
    """What arrays are asked of, however it is found."""

    def totals(self, at_s: Seconds) -> Seconds:
        """Open seconds before each instant."""

    def instants(self, totals_s: Seconds) -> Seconds:
        """First instant by which so many open seconds, >= 1, have passed."""


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """The sorted edges themselves, for few rows, and for what doesn't fit into buckets.

    Parameters
    ----------
    opens_s, closes_s
        int64, shape (n,), n >= 1, UTC seconds; half-open spans, sorted, not touching.
    totals_s
        int64, shape (n + 1,), open seconds before span k, and in all.
    """

    opens_s: Seconds
    closes_s: Seconds
    totals_s: Seconds

    def totals(self, at_s: Seconds) -> Seconds:
        """Open seconds before each instant; shape as given."""
        number = np.maximum(np.searchsorted(self.opens_s, at_s, "right") - 1, 0)
        return (
            self.totals_s[number]
            + np.clip(at_s, self.opens_s[number], self.closes_s[number])
            - (self.opens_s[number])
        )

    def instants(self, totals_s: Seconds) -> Seconds:
        """First instant by which so many open seconds have passed: from 1 to all of them; shape as given."""
        number = np.searchsorted(self.totals_s, totals_s, "left") - 1
        return self.opens_s[number] - self.totals_s[number] + totals_s


@dataclass(frozen=True, slots=True, eq=False)
class Buckets:
    """Both questions in tables, each bucket one row.

    Parameters
    ----------
    from_s
        Where the first bucket begins, UTC seconds.
    shift
        A bucket lasts 2^shift seconds.
    opens_s, closes_s
        int64, shape (buckets,), seconds since the bucket began: the part of it that is open; equal where none is.
    before_s
        int64, shape (buckets,), open seconds before the bucket began, less `opens_s`.
    open_shift
        The same for the axis of open seconds: a bucket is 2^open_shift of them.
    cuts_s
        int64, shape (open buckets,), open seconds since the bucket began at which the next span goes on.
    offsets_s
        int64, shape (open buckets + 1,), instant less open seconds, at the bucket's beginning.
    """

    from_s: int
    shift: int
    opens_s: Seconds
    closes_s: Seconds
    before_s: Seconds
    open_shift: int
    cuts_s: Seconds
    offsets_s: Seconds

    def totals(self, at_s: Seconds) -> Seconds:
        """Open seconds before each instant; shape as given."""
        within_s = at_s - self.from_s
        bucket = within_s >> self.shift
        within_s &= (1 << self.shift) - 1
        np.maximum(within_s, self.opens_s[bucket], out=within_s)
        np.minimum(within_s, self.closes_s[bucket], out=within_s)
        within_s += self.before_s[bucket]
        return within_s

    def instants(self, totals_s: Seconds) -> Seconds:
        """First instant by which so many open seconds have passed: from 1 to all of them; shape as given."""
        last_s = totals_s - 1
        bucket = last_s >> self.open_shift
        last_s &= (1 << self.open_shift) - 1
        bucket += last_s >= self.cuts_s[bucket]
        instants_s: Seconds = self.offsets_s[bucket]
        instants_s += totals_s
        return instants_s


def build_buckets(edges: Edges, from_s: int, to_s: int) -> Lookup:
    """Return the tables over `from_s` to `to_s`, both included, or the edges where none can be made."""
    opens_s, closes_s, totals_s = edges.opens_s, edges.closes_s, edges.totals_s
    shift = _choose_shift(opens_s[1:] - closes_s[:-1], to_s - from_s)
    # The first and the last span may be cut short by the ends of the range; no bucket holds both their ends.
    open_shift = _choose_shift((closes_s - opens_s)[1:-1], int(totals_s[-1]))
    if shift is None or open_shift is None:
        return edges
    starts_s = from_s + (np.arange(((to_s - from_s) >> shift) + 1, dtype=np.int64) << shift)
    span = np.minimum(np.searchsorted(closes_s, starts_s, "right"), len(opens_s) - 1)
    spans_from_s = np.clip(opens_s[span] - starts_s, 0, 1 << shift)
    spans_to_s = np.clip(closes_s[span] - starts_s, spans_from_s, 1 << shift)
    before_s = edges.totals(starts_s) - spans_from_s
    firsts_s = np.arange((int(totals_s[-1]) >> open_shift) + 2, dtype=np.int64) << open_shift
    number = np.minimum(np.searchsorted(totals_s, firsts_s, "right") - 1, len(opens_s) - 1)
    cuts_s = (totals_s[number + 1] - firsts_s)[:-1]
    offsets_s = opens_s[number] - totals_s[number]
    return Buckets(from_s, shift, spans_from_s, spans_to_s, before_s, open_shift, cuts_s, offsets_s)


def _choose_shift(lengths_s: Seconds, range_s: int) -> int | None:
    # Two edges that lie 2^shift apart or more are never strictly inside one bucket.
    shortest_s = int(lengths_s.min(initial=1 << _LONGEST))
    shift = shortest_s.bit_length() - 1
    return shift if shift >= _SHORTEST and range_s >> shift < _MOST_BUCKETS else None
