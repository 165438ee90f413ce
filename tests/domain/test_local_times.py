"""Days and times as a reader hears them, relative to his today."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.domain.local_times import ceil_minute, day_text, floor_minute, moment_text, until_text

MOSCOW = ZoneInfo("Europe/Moscow")
TODAY = date(2026, 3, 19)  # a Thursday
NOON = datetime(2026, 3, 19, 12, 0, tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("day", "ru", "en"),
    [
        ("2026-03-18", "вчера", "yesterday"),
        ("2026-03-19", "сегодня", "today"),
        ("2026-03-20", "завтра", "tomorrow"),
        ("2026-03-21", "в субботу", "on Saturday"),
        ("2026-03-24", "во вторник", "on Tuesday"),
        ("2026-03-25", "в среду", "on Wednesday"),
        ("2026-03-26", "в четверг, 26 марта", "on Thursday, 26 March"),
        ("2026-05-04", "в понедельник, 4 мая", "on Monday, 4 May"),
        ("2026-03-17", "17 марта", "on 17 March"),
        ("2025-03-17", "17 марта 2025 года", "on 17 March 2025"),
        ("2027-01-11", "в понедельник, 11 января 2027 года", "on Monday, 11 January 2027"),
    ],
)
def test_days(day, ru, en):
    assert day_text(date.fromisoformat(day), "ru", today_on=TODAY) == ru
    assert day_text(date.fromisoformat(day), "en", today_on=TODAY) == en


def test_only_a_year_half_a_year_away_is_named():
    assert day_text(date(2027, 1, 11), "ru", today_on=date(2026, 12, 31)) == "в понедельник, 11 января"


@given(st.integers(-400, 400))
def test_no_two_days_of_the_coming_months_are_called_alike(away):
    others = {
        day_text(TODAY + timedelta(days=other), "ru", today_on=TODAY)
        for other in range(-170, 170)
        if other != away
    }
    assert day_text(TODAY + timedelta(days=away), "ru", today_on=TODAY) not in others


@pytest.mark.parametrize(
    ("at", "ru", "en"),
    [
        ("2026-03-19 18:40", "сегодня до 18:40", "today before 18:40"),
        ("2026-03-20 09:05", "завтра до 9:05", "tomorrow before 9:05"),
        ("2026-03-20 00:00", "сегодня до полуночи", "today before midnight"),
        ("2026-03-30 10:30", "в понедельник, 30 марта, до 10:30", "on Monday, 30 March, before 10:30"),
    ],
)
def test_deadlines(at, ru, en):
    local = datetime.fromisoformat(at).replace(tzinfo=MOSCOW)
    assert until_text(local, MOSCOW, "ru", now=NOON) == ru
    assert until_text(local, MOSCOW, "en", now=NOON) == en


def test_moments():
    at = datetime(2026, 3, 23, 7, 30, tzinfo=UTC)
    assert moment_text(at, MOSCOW, "ru", now=NOON) == "в понедельник в 10:30"
    assert moment_text(at, ZoneInfo("Asia/Vladivostok"), "en", now=NOON) == "on Monday at 17:30"


@given(st.floats(0, 4e9))
def test_rounding_to_the_minute_moves_less_than_a_minute(at_s):
    at = datetime.fromtimestamp(at_s, UTC)
    low, high = floor_minute(at), ceil_minute(at)
    assert low <= at <= high
    assert at - low < timedelta(minutes=1) > high - at
    assert (low.second, low.microsecond, high.second, high.microsecond) == (0, 0, 0, 0)
