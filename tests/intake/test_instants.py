from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.domain.errors import DomainError
from otklik.intake.instants import Instant, parse_instant

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-03-02T10:05:00+03:00", datetime(2026, 3, 2, 7, 5, tzinfo=UTC)),
        ("2026-03-02T10:05:00+0300", datetime(2026, 3, 2, 7, 5, tzinfo=UTC)),
        ("2026-03-02 10:05+03", datetime(2026, 3, 2, 7, 5, tzinfo=UTC)),
        ("2026-03-02t07:05:00z", datetime(2026, 3, 2, 7, 5, tzinfo=UTC)),
        ("2026-03-02T07:05:00.250Z", datetime(2026, 3, 2, 7, 5, 0, 250_000, tzinfo=UTC)),
        (" 2026-03-02T07:05:00 Z ", datetime(2026, 3, 2, 7, 5, tzinfo=UTC)),
    ],
)
def test_an_instant_with_a_zone_needs_none(text: str, at: datetime) -> None:
    assert parse_instant(text, place="placed_at") == Instant(at)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-07-01 12:00", Instant(datetime(2026, 7, 1, 10, 0, tzinfo=UTC))),
        ("01.07.2026 12:00", Instant(datetime(2026, 7, 1, 10, 0, tzinfo=UTC))),
        ("1.7.2026, 9:05:07", Instant(datetime(2026, 7, 1, 7, 5, 7, tzinfo=UTC))),
        # 29 March 2026: 02:00–03:00 does not exist; 02:30 counts as 03:30.
        ("2026-03-29 02:30", Instant(datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "skipped")),
        # 25 October 2026: 02:00–03:00 comes twice; the first is meant.
        ("2026-10-25 02:30", Instant(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "twice")),
        ("2026-10-25 03:00", Instant(datetime(2026, 10, 25, 2, 0, tzinfo=UTC))),
    ],
)
def test_a_local_time_is_settled_by_the_stated_rule(text: str, instant: Instant) -> None:
    assert parse_instant(text, place="3:Дата", zone=BERLIN) == instant


def test_a_zone_is_never_assumed() -> None:
    with pytest.raises(DomainError) as refused:
        parse_instant("2026-03-02T10:05:00", place="placed_at")
    assert (refused.value.code, refused.value.place) == ("zone_required", "placed_at")


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "2026-03-02", "02.03.2026", "2026-02-30T10:00:00Z", "2026-03-02T25:00:00Z", "1772434800",
        "03/02/2026 10:05 AM", "2026-W10-1T10:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
        "1970-01-01T00:00:00Z", "2026-03-02T10:05:00+99:99", "٢٠٢٦-03-02T10:05:00Z", "0000-00-00 00:00:00",
    ],
)  # fmt: skip
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(DomainError) as refused:
        parse_instant(text, place="p", zone=UTC)
    assert (refused.value.code, refused.value.place) == ("unreadable", "p")
    assert refused.value.remedy


def test_a_date_alone_is_told_apart_from_nonsense() -> None:
    with pytest.raises(DomainError, match="without a time of day"):
        parse_instant("02.03.2026", place="p", zone=UTC)


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30)),
    st.sampled_from(["Europe/Berlin", "America/Sao_Paulo"]),
)
def test_an_exact_reading_shows_the_same_wall_time_again(local: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    instant = parse_instant(local.isoformat(), place="p", zone=zone)
    back = instant.at.astimezone(zone).replace(tzinfo=None)
    assert (back == local) == (instant.reading != "skipped")
    if instant.reading == "skipped":
        assert back > local
    if instant.reading == "twice":
        assert instant.at.astimezone(zone).fold == 0
