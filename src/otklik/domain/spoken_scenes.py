"""What words of time are said against: now, the listener's zone, the store's hours and the holidays.

From local dates and minutes of the day to instants: clock changes are asked back, never papered over.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import CalendarClosed
from otklik.domain.public_holidays import load_holiday_year
from otklik.domain.spoken_questions import AskBack, Moment
from otklik.domain.zones import parse_zone

DAY = timedelta(days=1)
HOLIDAYS_WITHIN = 60
"""`после праздников` means holidays that begin within so many days; further ones are asked back."""
SATURDAY = 5
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when words of time are said.

    Parameters
    ----------
    now
        Aware.
    zone
        Whose clock is meant.
    calendar
        The store's hours; None where they are not known.
    holidays
        Days off; None = those of the calendar's country.
    """

    now: datetime
    zone: ZoneInfo
    calendar: WorkCalendar | None
    holidays: Collection[date] | None

    @property
    def today(self) -> date:
        """The listener's date."""
        return self.now.astimezone(self.zone).date()

    def at(self, on: date, minute: int) -> datetime:
        """The instant at which the listener's clock shows a minute of a day, UTC.

        Raises
        ------
        AskBack
            `clock_change`: the clock shows it twice or never.
        """
        wall = datetime.combine(on, time()) + timedelta(minutes=minute)
        first, second = (wall.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        if first != second:
            raise AskBack("clock_change", [Moment(at) for at in sorted((first, second))])
        return first

    def spans(self, on: date) -> list[tuple[datetime, datetime]]:
        """The store's open spans that begin on a date of its own wall; a shift past midnight whole.

        Raises
        ------
        AskBack
            `no_hours`: nothing is known of them.
        """
        if self.calendar is None:
            raise AskBack("no_hours")
        store = parse_zone(self.calendar.zone)
        from_at, to_at = (
            datetime.combine(day, time(), tzinfo=store).astimezone(UTC) for day in (on, on + DAY)
        )
        spans = self.calendar.openings(from_at, to_at)
        if spans and spans[0][0] == from_at and self.calendar.is_open(from_at - timedelta(seconds=1)):
            spans = spans[1:] if spans[0][1] < to_at else spans
        if spans and spans[-1][1] == to_at and spans[-1][0] != from_at:
            spans[-1] = (spans[-1][0], self.calendar.closing_of_working_day(spans[-1][0], 0))
        return spans

    def opening(self, on: date) -> datetime:
        """When the store opens on a day.

        Raises
        ------
        AskBack
            `closed`; `no_hours`: unknown, or open round the clock.
        """
        spans = self.spans(on)
        if not spans:
            raise AskBack("closed", self.closings(self.first_open(on)))
        if len(spans) == 1 and spans[0][1] - spans[0][0] >= DAY:
            raise AskBack("no_hours")
        return spans[0][0]

    def closing(self, on: date) -> datetime:
        """When the store closes on a day; raises as `opening` does."""
        spans = self.spans(on)
        if not spans:
            raise AskBack("closed", self.closings(self.first_open(on)))
        return spans[-1][1]

    def opening_hours(self, on: date) -> tuple[datetime, datetime]:
        """When the store opens first and closes last on a day; raises as `closing` does."""
        closing_at = self.closing(on)
        return self.spans(on)[0][0], closing_at

    def closings(self, *days: date) -> list[Moment]:
        """The closing of each day as a choice, as far as the store is open then."""
        if self.calendar is None:
            return []
        found = [self.spans(day) for day in days]
        return [Moment(spans[-1][1], is_limit=True) for spans in found if spans and spans[-1][1] > self.now]

    def first_open(self, on: date) -> date:
        """The first day at or after a date on which the store opens."""
        for n in range(LONGEST):
            if self.spans(on + n * DAY):
                return on + n * DAY
        raise AskBack("no_hours")

    def is_working(self, on: date) -> bool:
        """Whether the store opens on a day."""
        return bool(self.spans(on))

    def is_off(self, on: date) -> bool:
        """Whether a day is a holiday."""
        if self.holidays is not None:
            return on in self.holidays
        if self.calendar is None or self.calendar.country is None:
            raise AskBack("no_holidays")
        known = load_holiday_year(self.calendar.country, self.calendar.region, on.year)
        if known.is_unknown:
            raise AskBack("no_holidays")
        return on in known.off

    def holidays_start(self) -> date:
        """First day off of the next holidays, weekends that lead to them included; asks back where none is near."""
        if self._is_free(self.today) and self.is_off(self.today):
            raise AskBack("past")
        day = self._next_holiday()
        while self._is_free(day - DAY) and day - DAY > self.today:
            day -= DAY
        return day

    def holidays_end(self) -> date:
        """Last day of the present or the next holidays, weekends that follow on included."""
        day = self._next_holiday()
        while self._is_free(day + DAY):
            day += DAY
        return day

    def first_working(self, on: date) -> date:
        """The first ordinary working day at or after a date on which the store opens."""
        for n in range(LONGEST):
            day = on + n * DAY
            if not self._is_free(day) and self.is_working(day):
                return day
        raise AskBack("no_hours")

    def _next_holiday(self) -> date:
        for n in range(HOLIDAYS_WITHIN):
            if self.is_off(self.today + n * DAY):
                return self.today + n * DAY
        raise AskBack("no_holidays")

    def _is_free(self, on: date) -> bool:
        return on.weekday() >= SATURDAY or self._is_holiday(on)

    def _is_holiday(self, on: date) -> bool:
        try:
            return self.is_off(on)
        except AskBack:
            return False

    def fits(self, at: datetime, *, is_limit: bool) -> bool:
        """Whether the store is open at an instant; a limit may be the closing itself."""
        if self.calendar is None:
            return False
        if self.calendar.is_open(at):
            return True
        try:
            return is_limit and self.calendar.previous_closing(at) == at
        except CalendarClosed:
            return False
