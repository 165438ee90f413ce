"""The fourteen days that somebody sees before he saves hours, and the short name that a name suggests."""

from datetime import UTC, date, datetime, time

import pytest

from otklik.domain.errors import DomainError
from otklik.domain.hours_preview import PreviewedDay, preview_days
from otklik.domain.slugs import SLUG, slug_from
from otklik.domain.stores import Hours

NOW = datetime(2026, 4, 29, 21, 30, tzinfo=UTC)  # Thursday 00:30 in Moscow


def test_days_are_the_place_s_own_and_holidays_have_names():
    hours = Hours("Mo-Fr 10:00-19:00; PH off", "Europe/Moscow", "RU", exceptions=("2026-05-02=11:00-12:00",))
    days = preview_days(hours, language="ru", now=NOW)
    assert len(days) == 14
    # The eve of a holiday ends an hour earlier, by the country's own calendar.
    assert days[0] == PreviewedDay(date(2026, 4, 30), ((time(10), time(18)),), False, False, "", False)
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
