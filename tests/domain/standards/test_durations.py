"""Durations as a standard writes them."""

import pytest

from otklik.domain.errors import DomainError
from otklik.domain.standards.durations import parse_duration, seconds_of, unit_of
from otklik.domain.standards.values import Duration


@pytest.mark.parametrize(
    ("text", "expected", "unit"),
    [
        ("0s", Duration(0), "s"),
        ("20s", Duration(20), "s"),
        ("20m", Duration(1200), "m"),
        ("18h", Duration(64_800), "h"),
        ("7d", Duration(604_800), "d"),
        ("366d", Duration(31_622_400), "d"),
        ("0wd", Duration(0, 0), "wd"),
        ("2wd", Duration(0, 2), "wd"),
    ],
)
def test_text_means_this_duration(text, expected, unit):
    assert parse_duration(text) == expected
    assert unit_of(text) == unit


def test_minus_stands_only_where_it_may():
    assert parse_duration("-15m", signed=True) == Duration(-900)
    assert seconds_of("-15m") == -900
    with pytest.raises(DomainError) as caught:
        parse_duration("-15m")
    assert caught.value.code == "bad_duration"


REFUSED = ["", "20", "m", "20 m", " 20m", "20m ", "20M", "1.5h", "1h30m", "+5m", "٢m", "--5m"]
TOO_LONG = ["367d", "8785h", "367wd", "9" * 99 + "s"]


@pytest.mark.parametrize("text", REFUSED + TOO_LONG)
def test_anything_else_is_refused(text):
    with pytest.raises(DomainError) as caught:
        parse_duration(text)
    assert caught.value.code == "bad_duration"
    assert caught.value.remedy


def test_working_days_can_not_be_negative():
    with pytest.raises(DomainError):
        parse_duration("-1wd", signed=True)
