"""How much open time lies before an instant: sorted opening edges and running totals, in UTC seconds.

A calendar is compiled year by year when it is first asked about a year, and kept. Scalar questions are binary
searches in lists; questions about millions of rows (`open_rows`) look the same edges up in tables (`open_buckets`).
It must not know about dates, rules or holidays: wall-time pieces come in, UTC seconds go out.
"""

import functools
import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import numpy as np

from otklik.domain.errors import CalendarClosed, DomainError
from otklik.domain.open_buckets import Edges, Lookup, Seconds, build_buckets
from otklik.domain.zones import DAY_S, Segment

FIRST_YEAR, LAST_YEAR = 1970, 2199

LIMIT_S = 366 * DAY_S
"""A calendar that stays closed for longer counts as closed for good."""

_FEW_ROWS = 2_048
"""So few rows are found sooner than the tables are built."""


def year_start_s(year: int) -> int:
    """Return the first second of a UTC year."""
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())


FIRST_S = year_start_s(FIRST_YEAR)
LAST_S = year_start_s(LAST_YEAR + 1) - 1
"""First and last second that can be asked about."""


@dataclass(frozen=True, slots=True)
class OpenYear:
    """Open time of one UTC year, and the working days of one local year.

    Parameters
    ----------
    opens_s, closes_s
        int64, shape (n,), UTC seconds, sorted, disjoint, cut at both ends of the UTC year.
    day_closes_s
        int64, shape (days,), UTC closing instant of each working day, sorted.
    """

    opens_s: Seconds
    closes_s: Seconds
    day_closes_s: Seconds


@dataclass(frozen=True, eq=False)
class OpenTime:
    """The index over consecutive years; never changed, a longer one replaces it.

    Parameters
    ----------
    from_s, to_s
        What it covers: UTC seconds, `to_s` excluded.
    opens_s, closes_s
        int64, shape (n,), UTC seconds; half-open spans, sorted, not touching.
    totals_s
        int64, shape (n + 1,), open seconds before span k, and in all.
    day_closes_s
        int64, shape (days,), closing instant of each working day, sorted.
    """

    from_s: int
    to_s: int
    opens_s: Seconds
    closes_s: Seconds
    totals_s: Seconds
    day_closes_s: Seconds
    opens: list[int] = field(repr=False)
    closes: list[int] = field(repr=False)
    totals: list[int] = field(repr=False)
    day_closes: list[int] = field(repr=False)
    gaps: list[int] = field(repr=False)
    """Numbers of the spans before which it is closed for longer than `LIMIT_S`; nearly always empty."""

    @functools.cached_property
    def _buckets(self) -> Lookup:
        return build_buckets(self._edges, self.from_s, self.to_s)

    @property
    def _edges(self) -> Edges:
        return Edges(self.opens_s, self.closes_s, self.totals_s)

    def lookup(self, rows: int) -> Lookup:
        """Return what so many rows are best asked of; there must be a span."""
        return self._edges if rows < _FEW_ROWS else self._buckets

    def total(self, at_s: int) -> int:
        """Open seconds from `from_s` to an instant that the index covers."""
        number = bisect_right(self.opens, at_s)
        if number == 0:
            return 0
        left_s = self.closes[number - 1] - at_s
        return self.totals[number] - left_s if left_s > 0 else self.totals[number]

    def has_gap(self, from_number: int, to_number: int) -> bool:
        """Tell whether a gap over `LIMIT_S` lies between two spans, given by their numbers."""
        return bisect_right(self.gaps, from_number) < bisect_right(self.gaps, to_number)


class Timeline:
    """The questions about a calendar's open time, and its index, which grows as it is asked.

    Parameters
    ----------
    build_year
        Year → its open time, pure.
    name
        What an error calls the calendar.
    index
        What is known from the start; empty by default.

    Notes
    -----
    Instants are UTC seconds between `FIRST_S` and `LAST_S`. Threads may share it without a lock: a question takes
    one index and works on that value, growing replaces the index and changes none, and a year that two threads
    build at once is the same twice.
    """

    __slots__ = ("_build_year", "_index", "_name", "_years")

    def __init__(
        self, build_year: Callable[[int], OpenYear], name: str, index: OpenTime | None = None
    ) -> None:
        self._build_year = build_year
        self._name = name
        self._years: dict[int, OpenYear] = {}
        self._index = index or join_years([], 0, 0)

    def covering(self, from_s: int, to_s: int) -> OpenTime:
        """Return an index that covers both instants, cut to the supported years."""
        index = self._index
        if index.from_s <= from_s and to_s < index.to_s:
            return index
        from_s, to_s = max(from_s, FIRST_S), min(to_s, LAST_S)
        if index.from_s <= from_s and to_s < index.to_s:
            return index
        if index.from_s < index.to_s:
            from_s, to_s = min(from_s, index.from_s), max(to_s, index.to_s - 1)
        first, last = (datetime.fromtimestamp(at_s, UTC).year for at_s in (from_s, to_s))
        years = [self._year(year) for year in range(first, last + 1)]
        self._index = index = join_years(years, year_start_s(first), year_start_s(last + 1))
        return index

    def add(self, start_s: int, seconds: int) -> int:
        """Return the earliest instant by which `seconds` > 0 of open time have passed since `start_s`."""
        index = self.covering(start_s, check_range(start_s + seconds))
        while index.totals[-1] < (target_s := index.total(start_s) + seconds):
            index = self.grow_later(index, start_s)
        last = bisect_left(index.totals, target_s) - 1
        first = bisect_right(index.closes, start_s)
        if index.opens[first] - start_s > LIMIT_S or (index.gaps and index.has_gap(first, last)):
            raise self._closed(start_s, "after")
        return index.opens[last] + target_s - index.totals[last]

    def subtract(self, end_s: int, seconds: int) -> int:
        """Return the latest instant from which `seconds` > 0 of open time remain before `end_s`."""
        index = self.covering(check_range(end_s - seconds), end_s)
        while index.total(end_s) < seconds:
            index = self._grow_earlier(index, end_s)
        target_s = index.total(end_s) - seconds
        first = bisect_right(index.totals, target_s) - 1
        last = bisect_left(index.opens, end_s) - 1
        if end_s - index.closes[last] > LIMIT_S or (index.gaps and index.has_gap(first, last)):
            raise self._closed(end_s, "before")
        return index.opens[first] + target_s - index.totals[first]

    def between(self, a_s: int, b_s: int) -> int:
        """Return the open seconds from `a_s` to `b_s`, negative where `b_s` is earlier."""
        index = self._index
        if not (index.from_s <= a_s < index.to_s and index.from_s <= b_s < index.to_s):
            index = self.covering(min(a_s, b_s), max(a_s, b_s))
        return index.total(b_s) - index.total(a_s)

    def is_open(self, at_s: int) -> bool:
        """Tell whether `at_s` lies in a half-open span."""
        index = self.covering(at_s, at_s)
        number = bisect_right(index.opens, at_s)
        return number > 0 and at_s < index.closes[number - 1]

    def next_opening(self, at_s: int) -> int:
        """Return `at_s` while open, else the next opening edge."""
        index = self.covering(at_s, at_s)
        while (number := bisect_right(index.closes, at_s)) == len(index.closes):
            index = self.grow_later(index, at_s)
        if index.opens[number] - at_s > LIMIT_S:
            raise self._closed(at_s, "after")
        return max(at_s, index.opens[number])

    def previous_closing(self, at_s: int) -> int:
        """Return the last closing edge at or before `at_s`."""
        index = self.covering(at_s - LIMIT_S, at_s)
        number = bisect_right(index.closes, at_s)
        if number and at_s - index.closes[number - 1] <= LIMIT_S:
            return index.closes[number - 1]
        if not self.is_open(at_s):
            raise self._closed(at_s, "before")
        raise DomainError(
            "calendar_never_closes",
            f"{self._name} did not close in the 366 days before {_show(at_s)}.",
            remedy="Use the end of the local day for a place that is open round the clock.",
        )

    def openings(self, from_s: int, to_s: int) -> list[tuple[int, int]]:
        """Return the half-open spans between two instants, clipped to them."""
        if to_s <= from_s:
            return []
        index = self.covering(from_s, to_s)
        first, end = bisect_right(index.closes, from_s), bisect_left(index.opens, to_s)
        return [
            (max(index.opens[number], from_s), min(index.closes[number], to_s))
            for number in range(first, end)
        ]

    def closing_of_working_day(self, at_s: int, n: int) -> int:
        """Return when the n-th working day after the present one closes."""
        index = self.covering(at_s - 3 * DAY_S, at_s + 3 * DAY_S)
        while bisect_right(index.day_closes, at_s) + n >= len(index.day_closes):
            index = self.grow_later(index, at_s)
        base = bisect_right(index.day_closes, at_s)
        met = [at_s, *index.day_closes[base : base + n + 1]]
        # Measured from closing to closing, a gap may exceed the limit by the length of a shift.
        if any(later_s - earlier_s > LIMIT_S + 2 * DAY_S for earlier_s, later_s in itertools.pairwise(met)):
            raise self._closed(at_s, "after")
        return index.day_closes[base + n]

    def _year(self, year: int) -> OpenYear:
        if year not in self._years:
            self._years[year] = self._build_year(year)
        return self._years[year]

    def grow_later(self, index: OpenTime, at_s: int) -> OpenTime:
        """Return an index that reaches further, or refuse if nothing has opened since `at_s` for too long."""
        last_s = max([at_s, *index.closes[-1:]])
        if index.to_s - last_s > LIMIT_S:
            raise self._closed(last_s, "after")
        # Doubling keeps the joining of long ranges linear.
        return self.covering(index.from_s, check_range(index.to_s) + (index.to_s - index.from_s))

    def _grow_earlier(self, index: OpenTime, at_s: int) -> OpenTime:
        first_s = min([at_s, *index.opens[:1]])
        if first_s - index.from_s > LIMIT_S:
            raise self._closed(first_s, "before")
        return self.covering(check_range(index.from_s - 1) - (index.to_s - index.from_s), index.to_s - 1)

    def _closed(self, at_s: int, side: str) -> CalendarClosed:
        return CalendarClosed(
            f"{self._name} does not open within 366 days {side} {_show(at_s)}.",
            remedy="Correct the opening hours or their exceptions.",
            place="hours",
        )


def check_range(at_s: int) -> int:
    """Return the instant, or refuse it outside the supported years.

    Raises
    ------
    DomainError
        ``instant_out_of_range``.
    """
    if not FIRST_S <= at_s <= LAST_S:
        raise DomainError(
            "instant_out_of_range",
            f"Working time is computed for the years {FIRST_YEAR} to {LAST_YEAR}.",
            remedy="Correct the date or the duration.",
            place="instant",
        )
    return at_s


def check_duration(amount: int) -> int:
    """Return the duration, or refuse a negative one.

    Raises
    ------
    DomainError
        ``duration_negative``.
    """
    if amount < 0:
        raise DomainError(
            "duration_negative",
            f"A duration can't be negative, this one is {amount}.",
            remedy="Count back with subtract.",
            place="duration",
        )
    return amount


def always_open(name: str) -> Timeline:
    """Return the timeline that is open in all supported years, without an edge a day."""
    year = OpenYear(np.array([FIRST_S]), np.array([LAST_S + 1]), np.empty(0, np.int64))
    return Timeline(lambda _: year, name, join_years([year], FIRST_S, LAST_S + 1))


def build_open_year(
    pieces: Sequence[tuple[int, int, int]], segments: Sequence[Segment], year: int
) -> OpenYear:
    """Turn wall-time pieces into the open time of a UTC year.

    Parameters
    ----------
    pieces
        Wall seconds from, to and working day (proleptic ordinal), of a range that reaches 3 days past the year
        on both sides.
    segments
        The offsets of the zone over that range.
    year
        The UTC year to cut out; working days are those of the local year of that number.

    Notes
    -----
    An instant is open if the wall clock shows an open time at it. So an hour that the clocks skip is not
    worked, and one that they repeat is worked twice.
    """
    walls = np.array(pieces, np.int64).reshape(-1, 3)
    parts = []
    for from_s, to_s, offset_s in segments:
        clipped = np.clip(walls[:, :2], from_s + offset_s, to_s + offset_s) - offset_s
        parts.append(np.column_stack((clipped, walls[:, 2]))[clipped[:, 0] < clipped[:, 1]])
    open_parts = np.concatenate(parts)
    first_s, end_s = year_start_s(year), year_start_s(year + 1)
    clipped = np.clip(open_parts[:, :2], first_s, end_s)
    clipped = clipped[clipped[:, 0] < clipped[:, 1]]
    opens_s, closes_s = _merge(clipped[:, 0], clipped[:, 1])
    return OpenYear(opens_s, closes_s, _list_day_closes(open_parts, year))


def join_years(years: Sequence[OpenYear], from_s: int, to_s: int) -> OpenTime:
    """Return the index over consecutive years that together cover `from_s` to `to_s`."""
    nothing = [np.empty(0, np.int64)]
    opens_s, closes_s = _merge(
        np.concatenate(nothing + [year.opens_s for year in years]),
        np.concatenate(nothing + [year.closes_s for year in years]),
    )
    totals_s = np.concatenate((np.zeros(1, np.int64), np.cumsum(closes_s - opens_s)))
    day_closes_s = np.concatenate(nothing + [year.day_closes_s for year in years])
    gaps = (np.flatnonzero(opens_s[1:] - closes_s[:-1] > LIMIT_S) + 1).tolist()
    return OpenTime(
        from_s,
        to_s,
        opens_s,
        closes_s,
        totals_s,
        day_closes_s,
        opens=opens_s.tolist(),
        closes=closes_s.tolist(),
        totals=totals_s.tolist(),
        day_closes=day_closes_s.tolist(),
        gaps=gaps,
    )


def _show(at_s: int) -> str:
    return f"{datetime.fromtimestamp(at_s, UTC):%Y-%m-%d}"


def _merge(opens_s: Seconds, closes_s: Seconds) -> tuple[Seconds, Seconds]:
    if len(opens_s) == 0:
        return opens_s, closes_s
    order = np.argsort(opens_s, kind="stable")
    opens_s, reached_s = opens_s[order], np.maximum.accumulate(closes_s[order])
    starts = np.concatenate(([True], opens_s[1:] > reached_s[:-1]))
    ends = np.concatenate((starts[1:], [True]))
    return opens_s[starts], reached_s[ends]


def _list_day_closes(parts: Seconds, year: int) -> Seconds:
    first, end = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    mine = parts[(parts[:, 2] >= first) & (parts[:, 2] < end)]
    days, number = np.unique(mine[:, 2], return_inverse=True)
    closes_s = np.zeros(len(days), np.int64)
    np.maximum.at(closes_s, number, mine[:, 1])
    # A night that outlasts the next day's shift swallows it: together they are one working day.
    return np.unique(np.maximum.accumulate(closes_s))
