"""The form of opening hours: a row a day, or the text itself; the hours that it says, and the days that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from django.http import QueryDict

from otklik.domain import week_grid
from otklik.domain.errors import DomainError
from otklik.domain.hours_preview import PreviewedDay, list_warnings, preview_days
from otklik.domain.local_times import date_text
from otklik.domain.locales import Locale
from otklik.domain.opening_hours import WHOLE_DAY, Span
from otklik.domain.public_holidays import list_countries
from otklik.domain.stores import Hours
from otklik.domain.week_grid import DAYS, WeekGrid
from otklik.web.error_words import say_error
from otklik.web.setup_words import spoken
from otklik.web.store_words import DAY_NAMES, HOURS

ROWS = (*DAYS, "PH")
"""Rows of the grid; the last is the public holiday."""

FIELDS = ("opens", "pause", "again", "closes")

SPARE_EXCEPTIONS = 2
"""Empty rows for more special days."""

WORKING = range(1, 5)
"""Tuesday to Friday: the days that may be filled in like Monday."""

ZONES = (
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk",
    "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka",
    "Europe/Minsk", "Asia/Almaty", "Europe/Berlin", "Europe/London", "UTC",
)  # fmt: skip
"""Suggestions; any IANA name is taken."""


@dataclass(frozen=True, slots=True)
class Row:
    """One day of the form."""

    day: str
    name: str
    is_open: bool
    opens: str
    pause: str
    again: str
    closes: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the preview, in words."""

    date: str
    weekday: str
    hours: str
    is_open: bool
    note: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The days that follow from hours, why none do, and what is not known of them."""

    days: tuple[DayLine, ...]
    trouble: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoursForm:
    """The form as it stands: rows of a grid, or a text where no grid shows it.

    Parameters
    ----------
    mode
        grid or text.
    has_grid
        Whether the present text has a grid.
    holidays
        same, off or own: what holds on public holidays.
    preview
        The days that follow, or why none do.
    """

    mode: str
    has_grid: bool
    rows: tuple[Row, ...]
    holiday: Row
    holidays: str
    always: bool
    expression: str
    zone: str
    country: str
    region: str
    night: str
    exceptions: tuple[tuple[str, str], ...]
    errors: Mapping[str, str]
    preview: Preview
    words: Mapping[str, str]
    zones: tuple[str, ...] = ZONES
    countries: tuple[str, ...] = ()

    @property
    def trouble(self) -> str:
        """Why no days follow; empty where they do."""
        return self.preview.trouble


def form_of(hours: Hours, locale: Locale, *, mode: str = "", now: datetime) -> HoursForm:
    """The form of hours as they are.

    Parameters
    ----------
    mode
        grid or text; empty = the grid where it shows all that the hours say.
    """
    grid = _grid(hours.expression)
    shown = mode if mode in ("grid", "text") else "grid" if grid else "text"
    values = _fields(grid or WeekGrid(((),) * 7), hours.expression)
    return _form(values | {"mode": shown}, hours, locale, has_grid=grid is not None, now=now)


def form_again(
    post: QueryDict, hours: Hours | None, locale: Locale, *, errors: Mapping[str, str], now: datetime
) -> HoursForm:
    """The form as it was typed, with what is wrong with it; nothing typed is lost."""
    typed = hours or _typed_without_grid(post)
    return _form(dict(post.items()), typed, locale, has_grid=True, errors=errors, now=now)


def _grid(expression: str) -> WeekGrid | None:
    try:
        return week_grid.grid_of(expression)
    except DomainError:
        return None


def _fields(grid: WeekGrid, expression: str) -> dict[str, str]:
    """What the fields of a form would hold that says this grid."""
    rows = [*grid.days, grid.holidays or ()]
    values = {
        f"{day}_{field}": text
        for day, spans in zip(ROWS, rows, strict=True)
        for field, text in zip(FIELDS, week_grid.times_of(spans), strict=True)
    }
    values |= {f"{day}_open": "on" for day, spans in zip(DAYS, grid.days, strict=True) if spans}
    values["holidays"] = "same" if grid.holidays is None else "own" if grid.holidays else "off"
    return values | ({"always": "on"} if grid.is_always else {}) | {"expression": expression}


def _form(
    values: Mapping[str, Any],
    hours: Hours,
    locale: Locale,
    *,
    has_grid: bool,
    now: datetime,
    errors: Mapping[str, str] | None = None,
) -> HoursForm:
    errors = errors or {}
    preview = Preview((), next(iter(errors.values()))) if errors else preview_of(hours, locale, now=now)
    pairs = [tuple(one.split("=", 1)) for one in hours.exceptions]
    return HoursForm(
        mode=values.get("mode", "grid"),
        has_grid=has_grid,
        rows=tuple(_row(day, values, locale, errors) for day in DAYS),
        holiday=_row("PH", values, locale, errors),
        holidays=values.get("holidays", "same"),
        always=bool(values.get("always")),
        expression=values.get("expression", ""),
        zone=hours.zone,
        country=hours.country,
        region=hours.region,
        night=hours.night,
        exceptions=(
            *((day, "" if said == "off" else said) for day, said in pairs),
            *((("", ""),) * SPARE_EXCEPTIONS),
        ),
        errors=errors,
        preview=preview,
        words=spoken(HOURS, locale),
        countries=list_countries(),
    )


def _row(day: str, values: Mapping[str, Any], locale: Locale, errors: Mapping[str, str]) -> Row:
    opens, pause, again, closes = (str(values.get(f"{day}_{field}", "")) for field in FIELDS)
    name, is_open = DAY_NAMES[day][locale], bool(values.get(f"{day}_open"))
    return Row(day, name, is_open, opens, pause, again, closes, errors.get(day, ""))


def read_hours(post: QueryDict, present: str = "") -> Hours:
    """The hours that a form says.

    Parameters
    ----------
    post
        Fields of the form.
    present
        The text in force: it stays as it was written where the form says the same.

    Raises
    ------
    DomainError
        `hours_missing`, `hours_invalid` with the day as the place; the rest is checked by whoever saves.
    """
    typed = _typed_without_grid(post)
    if post.get("mode") == "text":
        return replace(typed, expression=" ".join(post.get("expression", "").split()))
    return replace(typed, expression=week_grid.rewritten(_read_grid(post), present))


def _read_grid(post: QueryDict) -> WeekGrid:
    if post.get("always"):
        days: tuple[tuple[Span, ...], ...] = ((WHOLE_DAY,),) * 7
    else:
        days = tuple(_read_row(post, day) if post.get(f"{day}_open") else () for day in DAYS)
    kept = post.get("holidays", "same")
    holidays = None if kept == "same" else _read_row(post, "PH") if kept == "own" else ()
    return WeekGrid(days, holidays)


def _read_row(post: QueryDict, day: str) -> tuple[Span, ...]:
    return week_grid.spans_of([post.get(f"{day}_{field}", "") for field in FIELDS], day)


def _typed_without_grid(post: QueryDict) -> Hours:
    """What a form says beside the week itself."""
    dated = zip_longest(post.getlist("exception_on"), post.getlist("exception_hours"), fillvalue="")
    return Hours(
        expression="",
        zone=post.get("zone", "").strip(),
        country=post.get("country", "").strip().upper(),
        region=post.get("region", "").strip().upper(),
        exceptions=tuple(f"{day.strip()}={said.strip() or 'off'}" for day, said in dated if day.strip()),
        night=post.get("night", "shift"),
    )


def like_monday(post: QueryDict) -> QueryDict:
    """The form with Tuesday to Friday filled in like Monday."""
    copied = post.copy()
    for number in WORKING:
        for field in (*FIELDS, "open"):
            copied[f"{DAYS[number]}_{field}"] = post.get(f"Mo_{field}", "")
    return copied


def preview_of(hours: Hours, locale: Locale, *, now: datetime) -> Preview:
    """The days that follow from hours, and what is not known of them; or why none do."""
    try:
        days = preview_days(hours, language=locale, now=now)
        warnings = list_warnings(hours, now=now)
    except DomainError as error:
        return Preview((), say_error(error, locale))
    words = spoken(HOURS, locale)
    told = tuple(words[one.code].format(year=one.year) for one in warnings if one.code in words)
    return Preview(tuple(_line(day, locale, days[0].on, words) for day in days), "", told)


def _line(day: PreviewedDay, locale: Locale, today_on: date, words: Mapping[str, str]) -> DayLine:
    spans = ", ".join(f"{a:%H:%M}–{b:%H:%M}" for a, b in day.spans)
    holiday = (day.holiday or words["day_off"]) if day.is_holiday else ""
    notes = [
        holiday,
        words["moved"] if day.is_moved else "",
        words["short"] if day.is_short else "",
        words["special"] if day.is_exception else "",
    ]
    return DayLine(
        date=date_text(day.on, locale, today_on=today_on),
        weekday=DAY_NAMES[DAYS[day.on.weekday()]][locale],
        hours=words["round_the_clock"] if day.whole else spans or words["closed"],
        is_open=day.whole or bool(day.spans),
        note=", ".join(filter(None, notes)),
    )
