"""How much working time lies between two instants, and when so much of it will have passed.

A `WorkCalendar` is a shop's opening hours in its zone, with its country's holidays and its own exceptions.
Instants come in aware, in any zone, and go out in UTC; lengths are whole seconds; a fraction of a second in an
instant is dropped. It must not read a clock. The rules in words, with worked tables:
docs/algorithms/business-time.md.
"""

import functools
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import ArrayLike, NDArray

from otklik.domain import open_rows, open_time
from otklik.domain.day_hours import DayHours, follow_holidays, list_pieces, parse_exceptions
from otklik.domain.errors import DomainError
from otklik.domain.open_time import FIRST_S, LAST_S, OpenYear, Timeline
from otklik.domain.opening_hours import WHOLE_DAY, Rule, parse_opening_hours
from otklik.domain.public_holidays import calendar_data_version, load_holiday_year, parse_country
from otklik.domain.zones import DAY_S, TZDATA_VERSION, offset_segments, parse_zone, use_pinned_zones

__all__ = ["TZDATA_VERSION", "CalendarWarning", "WorkCalendar", "always_open", "use_pinned_zones"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MARGIN_DAYS = 3
"""A shift lasts at most into the second day after its own, and no zone is further than 14 hours from UTC."""

_NIGHTS = ("shift", "day")


@dataclass(frozen=True, slots=True)
class CalendarWarning:
    """What a calendar computes with less than the full facts, for people to see.

    Parameters
    ----------
    code
        ``holidays_incomplete``, ``holidays_unknown`` or ``holidays_unused``.
    message
        One sentence.
    year
        Which year it is about.
    """

    code: str
    message: str
    year: int


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working time of one place; made by `WorkCalendar.parse`, equal where it was written equally.

    Parameters
    ----------
    expression
        Opening hours in OpenStreetMap syntax, single spaces.
    zone
        IANA name.
    country, region
        Whose holidays `PH` means; None for none.
    exceptions
        Dated exceptions, sorted.
    night
        ``shift`` or ``day``: what a holiday does to a night shift.
    hash
        SHA-256 of everything above and of the version of the holiday facts, in hex.
    """

    expression: str
    zone: str
    country: str | None
    region: str | None
    exceptions: tuple[str, ...]
    night: str
    hash: str = field(compare=False)
    _timeline: Timeline = field(compare=False, repr=False)
    _round_the_clock: bool = field(compare=False, repr=False)

    @classmethod
    def parse(
        cls,
        expression: str,
        zone: str,
        country: str | None = None,
        region: str | None = None,
        exceptions: Sequence[str] = (),
        night: str = "shift",
    ) -> "WorkCalendar":
        """Return the calendar, the same object for the same arguments.

        Parameters
        ----------
        expression
            Opening hours in OpenStreetMap syntax, for example ``Mo-Fr 10:00-20:00; PH off``.
        zone
            IANA name of the place's zone.
        country
            ISO 3166 code whose holidays `PH` means, for example ``RU``; None or "" for none.
        region
            The country's code of a subdivision; None or "" for the whole country.
        exceptions
            ``2026-12-31=10:00-16:00`` or ``2026-12-30=off``; they win over everything else.
        night
            ``shift``: a holiday removes the shifts that start on it; ``day``: it cuts the calendar day.

        Raises
        ------
        DomainError
            ``hours_invalid``, ``hours_unsupported``, ``exception_invalid``, ``zone_unknown``,
            ``country_unknown``, ``country_missing``, ``region_unknown``, ``night_unknown``.

        Notes
        -----
        A calendar that never opens is accepted (a shop may be closed); asking when it opens raises.
        """
        return _compile(
            " ".join(expression.split()),
            zone,
            country or None,
            region or None,
            tuple(sorted(exceptions)),
            night,
        )

    def add(self, start_at: datetime, seconds: int) -> datetime:
        """Return the earliest instant by which so many open seconds have passed since `start_at`.

        Parameters
        ----------
        start_at
            Aware.
        seconds
            Working time, >= 0. With 0 the result is `start_at` itself, open or not.

        Returns
        -------
        datetime
            UTC; it may be a closing instant (10 minutes from 18:50 in a shop that closes at 19:00).

        Raises
        ------
        CalendarClosed
            On the way nothing opens for more than 366 days.
        DomainError
            ``duration_negative``; ``instant_out_of_range``: before 1970 or after 2199.

        Notes
        -----
        ``between(s, add(s, d)) == d`` for every s and d >= 0; add(s, d) <= e exactly if between(s, e) >= d.
        """
        if seconds <= 0:
            open_time.check_duration(seconds)
            _to_s(start_at)
            return start_at.astimezone(UTC)
        return _to_at(self._timeline.add(_to_s(start_at), seconds))

    def subtract(self, end_at: datetime, seconds: int) -> datetime:
        """Return the latest instant from which so many open seconds remain before `end_at`.

        Parameters
        ----------
        end_at
            Aware.
        seconds
            Working time, >= 0. With 0 the result is `end_at` itself, open or not.

        Returns
        -------
        datetime
            UTC; it may be an opening instant.

        Raises
        ------
        CalendarClosed
            On the way back nothing was open for more than 366 days.
        DomainError
            ``duration_negative``; ``instant_out_of_range``: before 1970 or after 2199.

        Notes
        -----
        Mirror of `add`: s <= subtract(e, d) exactly if between(s, e) >= d, for d > 0.
        """
        if seconds <= 0:
            open_time.check_duration(seconds)
            _to_s(end_at)
            return end_at.astimezone(UTC)
        return _to_at(self._timeline.subtract(_to_s(end_at), seconds))

    def between(self, a_at: datetime, b_at: datetime) -> int:
        """Return the open seconds from `a_at` to `b_at`, both aware; negative where `b_at` is earlier.

        Raises
        ------
        DomainError
            ``instant_out_of_range``: before 1970 or after 2199.
        """
        return self._timeline.between(_to_s(a_at), _to_s(b_at))

    def add_many(self, starts: ArrayLike, seconds: ArrayLike) -> NDArray[np.int64]:
        """Return `add` of each row: int64 seconds since 1970 UTC, shape (n,).

        Parameters
        ----------
        starts
            Integers, shape (n,): seconds since 1970 UTC.
        seconds
            Working time, >= 0; one for all rows, or shape (n,).

        Raises
        ------
        DomainError
            As `add`; `place` names the first row that is refused, counted from 0: ``row 17``.
        TypeError
            Rows that are not integers in one column.
        """
        return open_rows.add_many(self._timeline, starts, seconds)

    def between_many(self, a: ArrayLike, b: ArrayLike) -> NDArray[np.int64]:
        """Return `between` of each row: open seconds, int64, shape (n,).

        Parameters
        ----------
        a, b
            Integers, seconds since 1970 UTC: both of shape (n,), or one of them a single instant.
            What can't be computed is refused as `add_many` does.
        """
        return open_rows.between_many(self._timeline, a, b)

    def is_open_many(self, at: ArrayLike) -> NDArray[np.bool_]:
        """Return `is_open` of each row (seconds since 1970 UTC); refuses as `add_many` does."""
        return open_rows.is_open_many(self._timeline, at)

    def next_opening_many(self, at: ArrayLike) -> NDArray[np.int64]:
        """Return `next_opening` of each row, in seconds since 1970 UTC; refuses as `add_many` does."""
        return open_rows.next_opening_many(self._timeline, at)

    def is_open(self, at: datetime) -> bool:
        """Tell whether it is open: yes at an opening instant, no at a closing one."""
        return self._timeline.is_open(_to_s(at))

    def next_opening(self, at: datetime) -> datetime:
        """Return `at` itself while open, else the next opening instant, in UTC.

        Raises
        ------
        CalendarClosed
            Nothing opens within 366 days.
        """
        at_s = _to_s(at)
        opening_s = self._timeline.next_opening(at_s)
        return at.astimezone(UTC) if opening_s == at_s else _to_at(opening_s)

    def previous_closing(self, at: datetime) -> datetime:
        """Return the last closing instant at or before `at`, open or not, in UTC.

        Raises
        ------
        CalendarClosed
            Nothing was open in the 366 days before.
        DomainError
            ``calendar_never_closes``: it was open all through these days.
        """
        return _to_at(self._timeline.previous_closing(_to_s(at)))

    def openings(self, from_at: datetime, to_at: datetime) -> list[tuple[datetime, datetime]]:
        """Return the open spans between two instants, clipped to them.

        Parameters
        ----------
        from_at, to_at
            Aware; nothing is open between them where `to_at` is not later.

        Returns
        -------
        list of (open_at, close_at)
            UTC, in order, half-open, not touching each other.
        """
        spans = self._timeline.openings(_to_s(from_at), _to_s(to_at))
        return [(_to_at(open_s), _to_at(close_s)) for open_s, close_s in spans]

    def closing_of_working_day(self, at: datetime, n: int) -> datetime:
        """Return when the n-th working day after the present one closes, in UTC.

        Parameters
        ----------
        at
            Aware.
        n
            Days, >= 0. 0 is the present working day: the one whose shift runs or is interrupted at `at`, and
            out of hours the next one to open.

        Raises
        ------
        CalendarClosed
            On the way there is no working day for more than 366 days.
        DomainError
            ``duration_negative``; ``instant_out_of_range``.

        Notes
        -----
        A working day is a local date on which a shift starts; it closes when its last shift ends, which may be
        after midnight. A place that is open round the clock closes its day at local midnight.
        Source: the duration ``2wd`` of a standard.
        """
        open_time.check_duration(n)
        if self._round_the_clock:
            following = self.local_day(at) + timedelta(days=n + 1)
            midnight_at = datetime(
                following.year, following.month, following.day, tzinfo=parse_zone(self.zone)
            )
            return midnight_at.astimezone(UTC)
        return _to_at(self._timeline.closing_of_working_day(_to_s(at), n))

    def local_day(self, at: datetime) -> date:
        """Return the date that the place's wall shows at an instant."""
        return at.astimezone(parse_zone(self.zone)).date()

    def warnings(self, year: int) -> tuple[CalendarWarning, ...]:
        """Return what is not known or not used of a year's holidays, for people to see."""
        if self.country is None:
            return ()
        if not follow_holidays(parse_opening_hours(self.expression), self.country):
            message = f"The hours don't name PH, so the holidays of {self.country} change nothing."
            return (CalendarWarning("holidays_unused", message, year),)
        known = load_holiday_year(self.country, self.region, year)
        if known.is_unknown:
            return (CalendarWarning("holidays_unknown", known.gap, year),)
        return (CalendarWarning("holidays_incomplete", known.gap, year),) if known.gap else ()


def always_open(zone: str) -> WorkCalendar:
    """Return the wall clock as a calendar: open at every instant, local days in that zone."""
    return WorkCalendar.parse("24/7", zone)


@functools.lru_cache(maxsize=1024)
def _compile(
    expression: str,
    zone: str,
    country: str | None,
    region: str | None,
    exceptions: tuple[str, ...],
    night: str,
) -> WorkCalendar:
    if night not in _NIGHTS:
        raise DomainError(
            "night_unknown",
            f"{night!a} is not a rule for night shifts.",
            remedy="Write shift (a shift belongs to the day it starts on) or day (a holiday cuts the calendar day).",
            place="night",
        )
    parse_zone(zone)
    parse_country(country, region)
    rules = parse_opening_hours(expression)
    follows = follow_holidays(rules, country)
    dated = parse_exceptions(exceptions)
    hours = DayHours(rules, country if follows else None, region if follows else None, dated, night)
    round_the_clock = rules == (Rule("", "", (WHOLE_DAY,), opens=True, adds=False),) and not dated
    name = f"{expression!r} in {zone}"
    timeline = (
        open_time.always_open(name)
        if round_the_clock
        else Timeline(functools.partial(_build_year, hours, zone), name)
    )
    version = calendar_data_version(country) if country and follows else ""
    named = (expression, zone, country, region, exceptions, night, version)
    digest = hashlib.sha256(json.dumps(named, ensure_ascii=True).encode()).hexdigest()
    return WorkCalendar(
        expression, zone, country, region, exceptions, night, digest, timeline, round_the_clock
    )


def _build_year(hours: DayHours, zone: str, year: int) -> OpenYear:
    margin_for = timedelta(days=_MARGIN_DAYS)
    first_on, last_on = date(year, 1, 1) - margin_for, date(year, 12, 31) + margin_for
    margin_s = 2 * _MARGIN_DAYS * DAY_S
    segments = offset_segments(
        zone, open_time.year_start_s(year) - margin_s, open_time.year_start_s(year + 1) + margin_s
    )
    return open_time.build_open_year(list_pieces(hours, first_on, last_on), segments, year)


def _to_s(at: datetime) -> int:
    try:
        since = at - _EPOCH
    except TypeError:
        raise TypeError(f"An instant must be an aware datetime, not {at!r}.") from None
    at_s = since.days * DAY_S + since.seconds
    return at_s if FIRST_S <= at_s <= LAST_S else open_time.check_range(at_s)


def _to_at(at_s: int) -> datetime:
    # Quicker than fromtimestamp, and both conversions are half of what a question costs.
    return _EPOCH + timedelta(0, at_s)
