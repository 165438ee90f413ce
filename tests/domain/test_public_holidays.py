"""The shipped facts are whole and consistent, and missing ones are said to be missing."""

import csv
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from otklik.domain.errors import DomainError
from otklik.domain.public_holidays import calendar_data_version, load_holiday_year, parse_country


def _shipped_rows():
    text = (resources.files("otklik.domain") / "calendars" / "ru.csv").read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def test_shipped_days_are_in_order_each_once_without_a_missing_year():
    days = [date.fromisoformat(row["date"]) for row in _shipped_rows()]
    assert days == sorted(set(days))
    assert sorted({day.year for day in days}) == list(range(2013, 2027))


def test_working_weekends_name_the_day_off_that_they_were_exchanged_for():
    rows = _shipped_rows()
    off = {row["date"] for row in rows if row["kind"] == "off"}
    exchanged = [row for row in rows if row["hours_of"]]
    assert len(exchanged) == 10
    for row in rows:
        weekend = date.fromisoformat(row["date"]).weekday() >= 5
        assert bool(row["hours_of"]) == (row["kind"] != "off" and weekend), row
        if row["hours_of"]:
            assert row["hours_of"] in off
            assert date.fromisoformat(row["hours_of"]).weekday() < 5
            assert date.fromisoformat(row["hours_of"]).year == date.fromisoformat(row["date"]).year


@pytest.mark.parametrize("year", range(2013, 2027))
def test_every_year_holds_the_holidays_of_the_labour_code(year):
    off = load_holiday_year("RU", None, year).off
    fixed = [(1, day) for day in range(1, 9)] + [(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)]
    assert [date(year, *day) for day in fixed if date(year, *day) not in off] == []


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2020-04-15", "off"),  # by decree
        ("2020-06-24", "off"),  # the parade
        ("2020-07-01", "off"),  # the vote
        ("2021-05-04", "off"),
        ("2021-11-01", "off"),
        ("2026-01-09", "off"),  # moved from 3 January
        ("2026-01-12", ""),
        ("2026-11-03", "short"),
        ("2016-02-20", "short"),
        ("2024-12-28", ""),
    ],
)
def test_days_known_from_the_decrees(day, kind):
    on = date.fromisoformat(day)
    year = load_holiday_year("RU", None, on.year)
    assert (on in year.off, on in year.short) == (kind == "off", kind == "short")


def test_a_year_without_facts_says_so_and_keeps_the_public_holidays():
    year = load_holiday_year("RU", None, 2030)
    assert date(2030, 1, 8) in year.off
    assert not year.short
    assert "not for 2030" in year.gap
    assert load_holiday_year("RU", None, 2026).gap == ""


def test_regions_have_holidays_of_their_own():
    corpus_christi = date(2026, 6, 4)
    assert corpus_christi in load_holiday_year("DE", "BY", 2026).off
    assert corpus_christi not in load_holiday_year("DE", "BE", 2026).off
    assert corpus_christi not in load_holiday_year("DE", None, 2026).off


def test_working_weekends_of_other_countries_keep_the_hours_of_a_friday():
    assert load_holiday_year("HU", None, 2024).work[date(2024, 8, 3)] == date(2024, 8, 2)


@pytest.mark.parametrize(
    ("country", "region", "code"),
    [
        ("XX", None, "country_unknown"),
        ("ru", None, "country_unknown"),
        (None, "BY", "country_unknown"),
        ("DE", "ZZ", "region_unknown"),
        ("RU", "77", "region_unknown"),
    ],
)
def test_an_unknown_country_or_region_is_refused(country, region, code):
    with pytest.raises(DomainError) as refused:
        parse_country(country, region)
    assert refused.value.code == code
    assert refused.value.remedy


def test_the_version_names_the_shipped_file_where_there_is_one():
    assert "ru.csv" in calendar_data_version("RU")
    assert "csv" not in calendar_data_version("DE")
    assert calendar_data_version("DE").startswith("holidays ")


@pytest.mark.realdata
def test_the_shipped_days_are_those_of_the_recorded_production_calendar(shared: Path):
    text = (shared / "ru_production_calendar.csv").read_text("utf-8")
    recorded = {row["date"]: row for row in csv.DictReader(text.splitlines())}
    shipped = {row["date"]: row for row in _shipped_rows()}
    assert len(shipped) == len(recorded) == 368
    assert {day: row["kind"] for day, row in shipped.items()} == {
        day: row["kind"] for day, row in recorded.items()
    }
    # What was moved from a working weekend is what that weekend was exchanged for, where the source says it.
    exchanged = {row["moved_from"]: day for day, row in recorded.items() if row["moved_from"] in recorded}
    exchanged = {weekend: off for weekend, off in exchanged.items() if recorded[weekend]["kind"] != "off"}
    assert len(exchanged) == 6
    assert {weekend: shipped[weekend]["hours_of"] for weekend in exchanged} == exchanged
