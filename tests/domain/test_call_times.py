"""The times that a buyer may choose for a call: the store is open then, and nobody is called at night."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from otklik.domain.business_time import WorkCalendar
from otklik.domain.call_times import AHEAD_FOR, MOST, list_call_times

MOSCOW = ZoneInfo("Europe/Moscow")
SHOP = WorkCalendar.parse("Mo-Fr 10:00-19:00", "Europe/Moscow")


def said(now: str, calendar=SHOP, zone="Europe/Moscow") -> list[str]:
    place = ZoneInfo(zone)
    instant = datetime.fromisoformat(now).replace(tzinfo=MOSCOW).astimezone(UTC)
    return [
        "soon"
        if one.soon
        else f"{one.from_at.astimezone(place):%a %H:%M}-{one.to_at.astimezone(place):%H:%M}"
        for one in list_call_times(calendar, zone, now=instant)
    ]


def test_in_the_middle_of_a_day():
    assert said("2026-03-19 11:08") == [
        "soon", "Thu 12:00-13:00", "Thu 13:00-14:00", "Fri 10:00-11:00", "Fri 11:00-12:00",
    ]  # fmt: skip


def test_shortly_before_closing_nothing_of_today_is_promised():
    assert said("2026-03-19 18:45") == [
        "Fri 10:00-11:00", "Fri 11:00-12:00", "Mon 10:00-11:00", "Mon 11:00-12:00", "Tue 10:00-11:00",
    ]  # fmt: skip


def test_at_night_and_on_the_week_end():
    assert said("2026-03-20 23:00") == [
        "Mon 10:00-11:00",
        "Mon 11:00-12:00",
        "Tue 10:00-11:00",
        "Tue 11:00-12:00",
        "Wed 10:00-11:00",
    ]


def test_a_buyer_elsewhere_chooses_in_his_own_time_and_is_not_woken():
    assert said("2026-03-19 11:08", zone="Asia/Vladivostok") == [
        "soon", "Thu 19:00-20:00", "Thu 20:00-21:00", "Fri 17:00-18:00", "Fri 18:00-19:00",
    ]  # fmt: skip
    assert said("2026-03-19 15:08", zone="Asia/Vladivostok")[0] == "Fri 17:00-18:00"


def test_a_store_that_never_opens_offers_nothing():
    assert said("2026-03-19 11:08", WorkCalendar.parse("Mo-Su off", "Europe/Moscow")) == []


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),
    st.sampled_from(
        ["Mo-Fr 10:00-19:00", "24/7", "Mo-Su 09:15-09:45", "Sa 20:00-26:00", "Mo-Su 08:30-22:00"]
    ),
    st.sampled_from(
        ["Europe/Moscow", "Asia/Vladivostok", "Europe/Kaliningrad", "America/St_Johns", "Asia/Kolkata"]
    ),
)
def test_every_choice_is_ahead_within_open_hours_and_by_day(local, hours, zone):
    now = local.replace(tzinfo=UTC)
    calendar = WorkCalendar.parse(hours, "Europe/Moscow")
    times = list_call_times(calendar, zone, now=now)
    assert len(times) <= MOST
    assert [one.from_at for one in times] == sorted(one.from_at for one in times)
    for one in times:
        assert now < one.from_at < one.to_at
        assert calendar.is_open(one.from_at if not one.soon else now)
        assert 8 <= one.from_at.astimezone(ZoneInfo(zone)).hour <= 21
        if not one.soon:
            assert one.from_at >= now + AHEAD_FOR
            assert calendar.between(one.from_at, one.to_at) == timedelta(hours=1).total_seconds()
