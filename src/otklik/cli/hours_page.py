"""Hours as the command line shows them: days, a year in figures, and what is not known of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from otklik.cli.printing import local, table
from otklik.domain.business_time import CalendarWarning
from otklik.domain.errors import DomainError
from otklik.domain.hours_preview import PreviewedDay, PreviewedYear
from otklik.domain.stores import Hours, calendar_of
from otklik.domain.zones import parse_zone

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def head(hours: Hours, now: datetime) -> list[str]:
    """What the hours are, and whether it is open."""
    calendar, zone = calendar_of(hours), parse_zone(hours.zone)
    state = "open"
    if not calendar.is_open(now):
        try:
            state = f"closed until {local(calendar.next_opening(now), zone)}"
        except DomainError as error:
            state = f"closed: {error.message}"
    return [hours.expression, f"zone  {hours.zone}{_refined(hours)}", f"now   {local(now, zone)}, {state}"]


def _refined(hours: Hours) -> str:
    region = f" ({hours.region})" if hours.region else ""
    parts = [f"holidays of {hours.country}{region}"] * bool(hours.country)
    parts += ["a holiday cuts nights at midnight"] * (hours.night == "day")
    return "".join(f", {part}" for part in parts)


def days_table(days: Sequence[PreviewedDay]) -> list[str]:
    """A line a day."""
    return table(
        ("day", "open", "what"),
        [(f"{day.on:%a %Y-%m-%d}", ", ".join(_spans(day)) or "closed", _what(day)) for day in days],
    )


def _spans(day: PreviewedDay) -> list[str]:
    return ["00:00-24:00"] if day.whole else [f"{a:%H:%M}-{b:%H:%M}" for a, b in day.spans]


def _what(day: PreviewedDay) -> str:
    said = {
        _holiday(day): day.is_holiday,
        "working weekend": day.is_moved,
        "an hour shorter": day.is_short,
        "exception": day.is_exception,
    }
    return ", ".join(word for word, holds in said.items() if holds)


def _holiday(day: PreviewedDay) -> str:
    return day.holiday or "day off by decree"


def year_table(year: PreviewedYear) -> list[str]:
    """A line a month and one for all, then the special days."""
    rows = [(MONTHS[one.month - 1], str(one.days), clocked(one.open_s)) for one in year.months]
    total = ("all", str(_days(year)), clocked(_open_s(year)))
    return [*table((str(year.year), "working days", "open"), [*rows, total]), "", *days_table(year.special)]


def _days(year: PreviewedYear) -> int:
    return sum(one.days for one in year.months)


def _open_s(year: PreviewedYear) -> int:
    return sum(one.open_s for one in year.months)


def clocked(seconds: int) -> str:
    """A length of working time, exact: `176 h`, `1 h 20 min`, `90 s` is `1 min 30 s`."""
    hours, rest = divmod(abs(seconds), 3_600)
    parts = [
        f"{count} {unit}" for count, unit in ((hours, "h"), (rest // 60, "min"), (rest % 60, "s")) if count
    ]
    return ("-" if seconds < 0 else "") + (" ".join(parts) or "0 s")


def day_said(day: PreviewedDay) -> dict[str, Any]:
    """One day as JSON."""
    return {
        "date": day.on.isoformat(),
        "open": _spans(day),
        "holiday": _holiday(day) if day.is_holiday else None,
        "short": day.is_short,
        "working_weekend": day.is_moved,
        "exception": day.is_exception,
    }


def year_said(year: PreviewedYear) -> dict[str, Any]:
    """A year as JSON."""
    return {
        "year": year.year,
        "working_days": _days(year),
        "open_s": _open_s(year),
        "months": [
            {"month": one.month, "working_days": one.days, "open_s": one.open_s} for one in year.months
        ],
        "special_days": [day_said(day) for day in year.special],
    }


def warning_said(warning: CalendarWarning) -> dict[str, Any]:
    """What is not known, as JSON."""
    return {"code": warning.code, "year": warning.year, "message": warning.message}
