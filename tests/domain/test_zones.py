"""Offsets of a zone, exact to the second, from the pinned data alone."""

import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest

from otklik.domain.errors import DomainError
from otklik.domain.zones import TZDATA_VERSION, offset_segments, parse_zone, use_pinned_zones

use_pinned_zones()


def _s(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("zone", "year", "changes"),
    [
        ("Europe/Moscow", 2014, [("2014-10-25 22:00", 3.0)]),
        ("Europe/Berlin", 2026, [("2026-03-29 01:00", 2.0), ("2026-10-25 01:00", 1.0)]),
        ("America/New_York", 2026, [("2026-03-08 07:00", -4.0), ("2026-11-01 06:00", -5.0)]),
        ("Australia/Lord_Howe", 2026, [("2026-04-04 15:00", 10.5), ("2026-10-03 15:30", 11.0)]),
        ("America/Sao_Paulo", 2018, [("2018-02-18 02:00", -3.0), ("2018-11-04 03:00", -2.0)]),
        (
            "Pacific/Apia",
            2011,
            [("2011-04-02 14:00", -11.0), ("2011-09-24 14:00", -10.0), ("2011-12-30 10:00", 14.0)],
        ),
        ("Asia/Kolkata", 2026, []),
    ],
)
def test_changes_of_a_year_to_the_second(zone, year, changes):
    segments = offset_segments(zone, _s(f"{year}-01-01"), _s(f"{year + 1}-01-01"))
    assert [(from_s, offset_s / 3600) for from_s, _, offset_s in segments[1:]] == [
        (_s(text), hours) for text, hours in changes
    ]
    assert [to_s for _, to_s, _ in segments[:-1]] == [from_s for from_s, _, _ in segments[1:]]
    assert (segments[0][0], segments[-1][1]) == (_s(f"{year}-01-01"), _s(f"{year + 1}-01-01"))


def test_no_change_hides_between_two_samples():
    # The search for changes takes a sample a day: here zones with odd changes are sampled every half hour.
    for name, year in (("Asia/Gaza", 2011), ("America/Argentina/San_Luis", 2008), ("Antarctica/Troll", 2026)):
        zone, at = parse_zone(name), datetime(year, 1, 1, tzinfo=UTC)
        for from_s, to_s, offset_s in offset_segments(name, _s(f"{year}-01-01"), _s(f"{year + 1}-01-01")):
            while at.timestamp() < to_s:
                assert at.timestamp() >= from_s
                assert at.astimezone(zone).utcoffset() == timedelta(seconds=offset_s)
                at += timedelta(minutes=30)


def test_zones_come_from_the_pinned_package():
    assert zoneinfo.TZPATH == ()
    assert TZDATA_VERSION[:4].isdigit()
    assert parse_zone("Europe/Moscow").key == "Europe/Moscow"


@pytest.mark.parametrize(
    "name", ["Europe/Moskow", "Europe", "", "/etc/localtime", "../UTC", "\x00", "\ud800"]
)
def test_a_name_that_is_no_zone_is_refused_with_a_hint(name):
    with pytest.raises(DomainError) as refused:
        parse_zone(name)
    assert refused.value.code == "zone_unknown"
    assert refused.value.place == "zone"
    assert refused.value.remedy
