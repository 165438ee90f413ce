"""Working time as six libraries from PyPI and we ourselves compute it: the same hours, each in its own best form.

Two timetables in Berlin with Germany's public holidays: days (Monday to Friday 9-13 and 14-18) and nights (every day
20-04). A library is asked in the datetimes that it likes best, made before the clock runs; `restore` reads its answer.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.util import find_spec
from typing import Any, Literal
from zoneinfo import ZoneInfo

import holidays

ZONE = "Europe/Berlin"
BERLIN = ZoneInfo(ZONE)
YEARS = range(2025, 2028)
OFF = sorted(holidays.country_holidays("DE", years=YEARS))
EVERY_DAY = list(range(7))

Shape = Literal["days", "nights"]
Ask = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class Asked:
    """A library with one timetable.

    Parameters
    ----------
    add
        Start, seconds → instant; None where the library has no such question.
    between
        Start, end → seconds.
    prepare, restore
        An aware UTC instant as the library takes it; its answer as aware UTC.
    amount
        Seconds as the library takes them; those that it can't take are rounded up before by `step_s`.
    """

    add: Ask | None
    between: Ask | None
    prepare: Callable[[datetime], Any] = lambda at: at
    restore: Callable[[Any], datetime] = lambda at: at.astimezone(UTC)
    amount: Callable[[int], Any] = lambda seconds: seconds
    step_s: int = 1


@dataclass(frozen=True)
class Peer:
    """A library: what makes it, what it can't say, and how many scalar questions a round asks it."""

    name: str
    module: str
    make: Callable[[Shape], Asked]
    calls: int
    note: str = ""
    has_lunch: bool = True

    @property
    def is_here(self) -> bool:
        """Whether it is installed."""
        return find_spec(self.module) is not None


def _wall(at: datetime) -> datetime:
    return at.astimezone(BERLIN).replace(tzinfo=None)


def _from_wall(at: datetime) -> datetime:
    return at.replace(tzinfo=BERLIN).astimezone(UTC)


def _seconds(length: timedelta) -> int:
    return round(length.total_seconds())


def ours(shape: Shape) -> Asked:
    from otklik.domain.business_time import WorkCalendar

    written = {"days": "Mo-Fr 09:00-13:00,14:00-18:00; PH off", "nights": "20:00-04:00; PH off"}[shape]
    calendar = WorkCalendar.parse(written, ZONE, "DE")
    return Asked(calendar.add, calendar.between)


def workclock_schedule(shape: Shape) -> Any:
    import workclock

    off = workclock.Holidays(OFF)
    if shape == "nights":
        return workclock.Schedule([workclock.WorkDay(time(20), time(4), EVERY_DAY), off], time_zone=ZONE)
    rules = [workclock.WorkDay(time(9), time(18)), workclock.Break(time(13), time(14)), off]
    return workclock.Schedule(rules, time_zone=ZONE)


def workclock(shape: Shape) -> Asked:
    schedule = workclock_schedule(shape)
    return Asked(
        lambda start, seconds: schedule.add(start, seconds=seconds),
        lambda start, end: _seconds(schedule.between(start, end)),
    )


def timegrid(shape: Shape) -> Asked:
    import timegrid as library

    calendar = library.TimeGridCalendar.create()
    if shape == "days":
        calendar = calendar.open_weekdays(time(9), time(18)).break_weekdays(time(13), time(14))
    else:
        weekdays = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]
        for day in weekdays:
            calendar.add_open_rule(getattr(library.DayOfWeek, day), time(20), time(4))
    for day in OFF:
        calendar.close(day)
    compiled = calendar.compile(datetime(2025, 12, 1), datetime(2027, 3, 1))
    return Asked(
        calendar.add_work_duration,
        lambda start, end: _seconds(compiled.get_working_duration(start, end)),
        prepare=_wall,
        restore=_from_wall,
        amount=lambda seconds: timedelta(seconds=seconds),
    )


def django_bizcal(shape: Shape) -> Asked:
    from django_bizcal import WorkingCalendar
    from django_bizcal.providers import SetHolidayProvider

    hours = [("09:00", "13:00"), ("14:00", "18:00")] if shape == "days" else [("20:00", "04:00", 1)]
    days = range(5) if shape == "days" else EVERY_DAY
    calendar = WorkingCalendar(
        tz=ZONE,
        weekly_schedule=dict.fromkeys(days, hours),
        holiday_provider=SetHolidayProvider(OFF),
    )
    return Asked(
        calendar.add_business_time,
        lambda start, end: _seconds(calendar.business_time_between(start, end)),
        prepare=lambda at: at.astimezone(BERLIN),  # ten times quicker than in UTC
        amount=lambda seconds: timedelta(seconds=seconds),
    )


def businesstimedelta(shape: Shape) -> Asked:
    import businesstimedelta as library
    import pytz

    zone = pytz.timezone(ZONE)  # the library knows no other zones
    if shape == "days":
        spans = [(time(9), time(13)), (time(14), time(18))]
        rules = [library.WorkDayRule(start, end, list(range(5)), tz=zone) for start, end in spans]
    else:
        rules = [library.WorkDayRule(time(20), time(4), EVERY_DAY, tz=zone)]
    rules.append(library.HolidayRule(dict.fromkeys(OFF, "off"), tz=zone))
    hours = library.Rules(rules)
    return Asked(
        lambda start, seconds: start + library.BusinessTimeDelta(hours, seconds=seconds),
        lambda start, end: _seconds(hours.difference(start, end).timedelta),
    )


def business_duration(shape: Shape) -> Asked:
    from business_duration import businessDuration

    opens, closes = (time(9), time(18)) if shape == "days" else (time(20), time(4))
    weekend = [5, 6] if shape == "days" else []
    off = list(OFF)

    def between(start: datetime, end: datetime) -> int:
        found = businessDuration(start, end, opens, closes, weekend, off, "sec")
        return round(float(found))

    return Asked(None, between, prepare=_wall)


def pandas(shape: Shape) -> Asked:
    import pandas as library

    days = shape == "days"
    offset = library.offsets.CustomBusinessHour(
        start=["09:00", "14:00"] if days else "20:00",
        end=["13:00", "18:00"] if days else "04:00",
        weekmask="Mon Tue Wed Thu Fri" if days else "Mon Tue Wed Thu Fri Sat Sun",
        holidays=[str(day) for day in OFF],
    )

    def add(start: Any, hours: int) -> Any:
        return start + offset * hours

    return Asked(
        add,
        None,
        prepare=lambda at: library.Timestamp(at).tz_convert(ZONE),
        restore=lambda at: at.to_pydatetime().astimezone(UTC),
        amount=lambda seconds: seconds // 3_600,
        step_s=3_600,
    )


PEERS = (
    Peer("ours", "otklik", ours, 5_000),
    Peer("workclock", "workclock", workclock, 5_000, "a holiday cuts nights at midnight"),
    Peer(
        "timegrid", "timegrid", timegrid, 5_000, "knows no clock changes; a holiday cuts nights at midnight"
    ),
    Peer("django-bizcal", "django_bizcal", django_bizcal, 1_000),
    Peer("businesstimedelta", "businesstimedelta", businesstimedelta, 50),
    Peer(
        "business-duration",
        "business_duration",
        business_duration,
        200,
        "no lunch break, no zones",
        has_lunch=False,
    ),
    Peer("pandas", "pandas", pandas, 200, "CustomBusinessHour: whole hours, no `between`"),
)
"""Ourselves first, then the others by speed."""


def holidays_of_germany() -> frozenset[date]:
    """The days off that every library was told."""
    return frozenset(OFF)


def be_quiet() -> None:
    """Let no library's remarks about itself stop a measurement."""
    warnings.simplefilter("ignore")
