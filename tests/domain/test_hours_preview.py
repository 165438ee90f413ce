"""The fourteen days that somebody sees before he saves hours, and the short name that a name suggests."""

from datetime import UTC, date, datetime, time

import pytest

from otklik.domain.errors import DomainError
from otklik.domain.hours_preview import (
    PreviewedDay,
    PreviewedMonth,
    list_warnings,
    preview_days,
    preview_year,
)
from otklik.domain.slugs import SLUG, slug_from
from otklik.domain.stores import Hours

NOW = datetime(2026, 4, 29, 21, 30, tzinfo=UTC)  # Thursday 00:30 in Moscow


def test_days_are_the_place_s_own_and_holidays_have_names():
    hours = Hours("Mo-Fr 10:00-19:00; PH off", "Europe/Moscow", "RU", exceptions=("2026-05-02=11:00-12:00",))
    days = preview_days(hours, language="ru", now=NOW)
    assert len(days) == 14
    # The eve of a holiday ends an hour earlier, by the country's own calendar.
    assert days[0] == PreviewedDay(date(2026, 4, 30), ((time(10), time(18)),), False, False, "", False, True)
    assert days[1] == PreviewedDay(date(2026, 5, 1), (), False, True, "Праздник Весны и Труда", False)
    assert (days[2].spans, days[2].is_exception) == (((time(11), time(12)),), True)
    assert preview_days(hours, language="en", now=NOW)[1].holiday == "Holiday of Spring and Labor"


def test_a_night_shift_stands_where_it_starts_and_a_whole_day_is_one():
    nights = preview_days(Hours("Fr 22:00-04:00", "Europe/Moscow"), language="en", now=NOW)
    assert [(day.on.isoformat(), day.spans) for day in nights if day.spans] == [
        ("2026-05-01", ((time(22), time(4)),)),
        ("2026-05-08", ((time(22), time(4)),)),
    ]
    assert all(
        day.whole and not day.spans for day in preview_days(Hours("24/7", "UTC"), language="en", now=NOW)
    )


def test_a_year_in_figures_and_its_special_days():
    hours = Hours("Mo-Fr 10:00-19:00; PH off", "Europe/Moscow", "RU", exceptions=("2025-12-27=11:00-12:00",))
    year = preview_year(hours, 2025, language="en")
    # 247 working days and the exception, four of them an hour shorter.
    assert sum(month.days for month in year.months) == 247 + 1
    assert sum(month.open_s for month in year.months) == (247 * 9 - 4 + 1) * 3_600
    assert year.months[10] == PreviewedMonth(11, 19, (19 * 9 - 1) * 3_600)
    november = [day for day in year.special if day.on.month == 11]
    assert november == [
        PreviewedDay(date(2025, 11, 1), ((time(10), time(18)),), False, False, "", False, True, True),
        PreviewedDay(date(2025, 11, 3), (), False, True, november[1].holiday, False),
        PreviewedDay(date(2025, 11, 4), (), False, True, "Unity Day", False),
    ]
    assert [day.on for day in year.special if day.is_exception] == [date(2025, 12, 27)]
    assert len([day for day in year.special if day.is_short]) == 4


def test_hours_that_pass_no_holiday_calendar_have_no_short_days():
    days = preview_days(Hours("Mo-Fr 10:00-19:00", "Europe/Moscow", "RU"), language="en", now=NOW)
    assert (days[0].is_short, days[0].spans, days[1].is_holiday) == (False, ((time(10), time(19)),), True)
    whole = preview_days(Hours("24/7; PH off", "Europe/Moscow", "RU"), language="en", now=NOW)
    assert (whole[0].whole, whole[0].is_short) == (True, False)


@pytest.mark.parametrize(
    ("hours", "at", "found"),
    [
        (Hours("Mo 10:00-19:00; PH off", "Europe/Moscow", "RU"), "2026-03-01", []),
        (
            Hours("Mo 10:00-19:00; PH off", "Europe/Moscow", "RU"),
            "2026-11-27",
            [("holidays_incomplete", 2027)],
        ),
        (
            Hours("Mo 10:00-19:00; PH off", "Europe/Moscow", "RU"),
            "2027-12-01",
            [("holidays_incomplete", 2027)],
        ),
        (Hours("Mo 10:00-19:00", "Europe/Moscow", "RU"), "2026-12-01", [("holidays_unused", 2026)]),
        (Hours("Mo 10:00-19:00; PH off", "Europe/Berlin", "DE"), "2026-12-01", []),
        (Hours("Mo 10:00-19:00; PH off", "Europe/Berlin", "DE"), "2150-12-01", [("holidays_unknown", 2150)]),
        (Hours("Mo 10:00-19:00", "UTC"), "2027-01-01", []),
    ],
)
def test_a_year_that_is_not_known_is_told_before_it_begins(hours, at, found):
    now = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert [(warning.code, warning.year) for warning in list_warnings(hours, now=now)] == found


def test_what_cannot_be_previewed_says_why():
    with pytest.raises(DomainError) as refused:
        preview_days(Hours("Mo 10:00-19:00; PH off", "UTC"), language="en", now=NOW)
    assert refused.value.code == "country_missing"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Шаг за шагом", "shag-za-shagom"),
        ("Ёжик Щукин", "ezhik-shchukin"),
        ("Café №5", "cafe-no5"),
        ("ООО «Север»", "ooo-sever"),
        ("!!!", ""),
        ("длинное " * 20, "dlinnoe-dlinnoe-dlinnoe-dlinnoe-dlinnoe-dlinnoe"),
    ],
)
def test_a_name_suggests_a_slug(name, slug):
    assert slug_from(name) == slug
    assert not slug or SLUG.fullmatch(slug)
