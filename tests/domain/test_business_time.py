"""Working time against an independent minute-stepping oracle, against its laws, and in exact values."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from otklik.domain import business_time
from otklik.domain.business_time import WorkCalendar, always_open, use_pinned_zones
from otklik.domain.errors import CalendarClosed, DomainError
from tests.domain import minute_oracle
from tests.domain.minute_oracle import Place
from tests.domain.places import DE_2026, SCENES, Scene, calendar_of, dates, places

use_pinned_zones()

HOUR_S = 3_600
WEEKDAYS = "Mo-Fr 10:00-19:00; PH off"

# ── the oracle ───────────────────────────────────────────────────────────────────────────────────────


def _compare_with_the_oracle(scene, seconds, length_s):
    place, facts, at = scene
    calendar = calendar_of(place, facts)
    end_at = at + timedelta(seconds=length_s)
    limit_at = at + timedelta(days=6)
    walked_at = minute_oracle.add(place, at, seconds, limit_days=6)
    if walked_at is None:
        assert calendar.between(at, limit_at) < seconds
    else:
        assert calendar.add(at, seconds) == walked_at
    assert calendar.between(at, end_at) == minute_oracle.between(place, at, end_at)
    wall = end_at.astimezone(ZoneInfo(place.zone)).replace(tzinfo=None)
    assert calendar.is_open(end_at) == minute_oracle.is_open(place, wall)
    opening_at = minute_oracle.next_opening(place, at, limit_days=6)
    if opening_at is None:
        assert calendar.openings(at, limit_at) == []
    else:
        assert calendar.next_opening(at) == opening_at


@pytest.mark.parametrize("name", [name for name, scene in SCENES.items() if scene.country])
def test_days_written_by_hand_reach_as_far_as_a_walk(name):
    scene = SCENES[name]
    holidays = WorkCalendar.parse("PH 11:00-15:00", zone="UTC", country=scene.country, region=scene.region)
    for anchor in scene.anchors:
        reached = [date.fromisoformat(anchor) + timedelta(days=n) for n in range(-3, 10)]
        noons = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in reached]
        shipped = {str(noon.date()) for noon in noons if holidays.is_open(noon)}
        assert shipped == {str(day) for day in reached} & set(scene.holidays)


QUESTIONS = (st.integers(1, 30 * HOUR_S), st.integers(0, 3 * 86_400))


# 2,000 cases in all; `make test-long` adds 100,000.
@pytest.mark.parametrize("name", SCENES)
def test_answers_equal_walking_through_the_minutes(name):
    @settings(max_examples=2_000 // len(SCENES), deadline=None)
    @given(places(SCENES[name]), *QUESTIONS)
    def compare(scene, seconds, length_s):
        _compare_with_the_oracle(scene, seconds, length_s)

    compare()


@pytest.mark.long
@pytest.mark.parametrize("name", SCENES)
def test_a_hundred_thousand_answers_equal_walking_through_the_minutes(name):
    @settings(max_examples=100_000 // len(SCENES), deadline=None)
    @given(places(SCENES[name]), *QUESTIONS)
    def compare(scene, seconds, length_s):
        _compare_with_the_oracle(scene, seconds, length_s)

    compare()


NIGHTS = Place(
    zone="Europe/Berlin",
    week=(((1200, 1680),),) * 7,
    holidays=dates(DE_2026),
    holiday_hours=(),
    exceptions={date(2026, 10, 24): ((600, 960),)},
)


def _disagreements(calendar, place, around_at):
    """Count the half hours around an instant from which oracle and calendar see different open time."""
    starts = [around_at + timedelta(minutes=30 * n) for n in range(-120, 120)]
    step = timedelta(minutes=30)
    return sum(
        calendar.between(at, at + step) != minute_oracle.between(place, at, at + step) for at in starts
    )


def test_oracle_agrees_with_the_calendar_of_nights():
    calendar = calendar_of(NIGHTS, Scene(NIGHTS.zone, (), "DE"))
    for text in ("2026-05-01 00:00", "2026-10-25 00:00", "2026-03-29 00:00"):
        assert _disagreements(calendar, NIGHTS, minute_oracle.utc(text)) == 0


@pytest.mark.parametrize(
    ("changes", "around", "count"),
    [
        ({"night": "day"}, "2026-05-01 00:00", 16),
        ({"country": "RU"}, "2026-05-14 00:00", 32),
        ({"expression": "20:00-04:00"}, "2026-05-01 00:00", 16),
        ({"expression": "20:00-04:01; PH off"}, "2026-03-29 00:00", 5),
        ({"zone": "Europe/Moscow"}, "2026-10-25 00:00", 28),
        ({"exceptions": ()}, "2026-10-25 00:00", 30),
    ],
    ids=["night rule", "other holidays", "no PH", "a minute more", "zone", "no exception"],
)
def test_oracle_notices_a_wrong_calendar(changes, around, count):
    calendar = calendar_of(NIGHTS, Scene(NIGHTS.zone, (), "DE"), **changes)
    assert _disagreements(calendar, NIGHTS, minute_oracle.utc(around)) == count


# ── the laws ─────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=100, deadline=None)
@given(places(), st.integers(0, 10**6), st.integers(1, 10**6), st.integers(-(10**6), 10**7))
def test_add_and_subtract_are_the_two_halves_of_between(scene, seconds, more, distance_s):
    place, country, at = scene
    calendar = calendar_of(place, country)
    # What is (nearly) always closed has its own tests below.
    year = timedelta(days=365)
    assume(any(place.week) and calendar.between(at - year, at + year) >= 50 * HOUR_S)
    later_at = calendar.add(at, seconds)
    earlier_at = calendar.subtract(at, seconds)
    assert calendar.between(at, later_at) == seconds
    assert calendar.between(earlier_at, at) == seconds
    assert earlier_at <= at <= later_at
    assert calendar.add(at, seconds + more) > later_at
    assert calendar.subtract(at, seconds + more) < earlier_at
    other_at = at + timedelta(seconds=distance_s)
    enough = calendar.between(at, other_at) >= more
    assert (calendar.add(at, more) <= other_at) == enough
    assert (at <= calendar.subtract(other_at, more)) == enough
    assert calendar.add(other_at, more) >= calendar.add(at, more) or other_at < at


@settings(max_examples=100, deadline=None)
@given(places(), st.integers(0, 10**6), st.integers(0, 10**6))
def test_openings_partition_time(scene, first_s, second_s):
    place, country, a_at = scene
    calendar = calendar_of(place, country)
    b_at = a_at + timedelta(seconds=first_s)
    c_at = b_at + timedelta(seconds=second_s)
    assert calendar.between(a_at, b_at) + calendar.between(b_at, c_at) == calendar.between(a_at, c_at)
    assert calendar.between(c_at, a_at) == -calendar.between(a_at, c_at)
    spans = calendar.openings(a_at, c_at)
    assert sum((close_at - open_at).total_seconds() for open_at, close_at in spans) == calendar.between(
        a_at, c_at
    )
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(set(edges))
    assert all(a_at <= edge <= c_at for edge in edges)
    second = timedelta(seconds=1)
    for open_at, close_at in spans:
        assert calendar.is_open(open_at)
        assert calendar.is_open(close_at - second)
        assert close_at == c_at or not calendar.is_open(close_at)
        assert open_at == a_at or not calendar.is_open(open_at - second)


@settings(max_examples=100, deadline=None)
@given(places())
def test_next_opening_and_previous_closing_are_the_nearest_edges(scene):
    place, country, at = scene
    calendar = calendar_of(place, country)
    week = timedelta(days=7)
    ahead, behind = calendar.openings(at, at + week), calendar.openings(at - week, at)
    if ahead:
        assert calendar.next_opening(at) == ahead[0][0]
        assert calendar.is_open(calendar.next_opening(at))
    closings = [close_at for _, close_at in behind if not calendar.is_open(close_at)]
    if closings:
        assert calendar.previous_closing(at) == closings[-1]


@settings(max_examples=60, deadline=None)
@given(places(), st.integers(0, 5))
def test_closings_of_working_days_follow_one_another(scene, n):
    place, country, at = scene
    calendar = calendar_of(place, country)
    # What opens on an exception alone closes for good after it: that has tests of its own below.
    assume(any(place.week) and calendar.between(at, at + timedelta(days=8)) > 0)
    closing_at = calendar.closing_of_working_day(at, n)
    assert closing_at > at
    assert calendar.closing_of_working_day(at, n + 1) == calendar.closing_of_working_day(closing_at, 0)
    assert calendar.is_open(closing_at - timedelta(seconds=1))


# ── exact values ─────────────────────────────────────────────────────────────────────────────────────


def _local(calendar, text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(calendar.zone))


def _days_open(calendar, from_on, to_on):
    spans = calendar.openings(_local(calendar, from_on), _local(calendar, to_on))
    return [f"{open_at.astimezone(ZoneInfo(calendar.zone)):%m-%d}" for open_at, _ in spans]


@pytest.mark.parametrize(
    ("year", "days"),
    [(2013, 247), (2014, 247), (2015, 247), (2016, 247), (2017, 247), (2018, 247), (2019, 247), (2020, 219)]
    + [(2021, 240), (2022, 247), (2023, 247), (2024, 248), (2025, 247), (2026, 247)],
)
def test_working_days_of_russia(year, days):
    calendar = WorkCalendar.parse("Mo-Fr 09:00-18:00; PH off", "Europe/Moscow", "RU")
    assert len(_days_open(calendar, f"{year}-01-01", f"{year + 1}-01-01")) == days


def test_new_year_of_2026_in_russia_is_closed_to_the_eleventh():
    calendar = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU")
    assert _days_open(calendar, "2025-12-29", "2026-01-14") == ["12-29", "12-30", "01-12", "01-13"]
    assert not calendar.is_open(_local(calendar, "2026-01-08 12:00"))
    assert calendar.next_opening(_local(calendar, "2025-12-30 19:00")) == _local(calendar, "2026-01-12 10:00")


def test_a_shop_without_ph_works_on_holidays():
    calendar = WorkCalendar.parse("Mo-Su 10:00-22:00", "Europe/Moscow", "RU")
    assert calendar.is_open(_local(calendar, "2026-01-08 12:00"))
    assert [warning.code for warning in calendar.warnings(2026)] == ["holidays_unused"]


@pytest.mark.parametrize(
    ("hours", "day", "opens", "closes"),
    [
        (WEEKDAYS, "2025-11-01", "10:00", "18:00"),  # a working Saturday and an hour shorter
        (WEEKDAYS, "2024-12-28", "10:00", "19:00"),  # a working Saturday of full length
        (WEEKDAYS, "2026-04-30", "10:00", "18:00"),
        ("Mo 12:00-20:00; Tu-Fr 10:00-19:00; PH off", "2025-11-01", "12:00", "19:00"),  # instead of Mo 3 Nov
        ("Mo-Fr 10:00-19:00; Sa 11:00-16:00; PH off", "2025-11-01", "11:00", "15:00"),  # keeps its Saturday
        ("Mo-Fr 20:00-04:00; PH off", "2026-04-30", "20:00", "03:00"),
        ("Mo-Fr 10:00-18:00,18:20-19:00; PH off", "2026-04-30", "10:00", "18:00"),
    ],
)
def test_short_and_transferred_days_of_russia(hours, day, opens, closes):
    calendar = WorkCalendar.parse(hours, "Europe/Moscow", "RU")
    at = calendar.next_opening(_local(calendar, f"{day} 06:00"))
    assert at == _local(calendar, f"{day} {opens}")
    assert f"{calendar.closing_of_working_day(at, 0).astimezone(ZoneInfo('Europe/Moscow')):%H:%M}" == closes


def test_an_exception_wins_over_holiday_short_day_and_week():
    exceptions = [
        "2026-01-08=11:00-15:00",
        "2026-04-30=10:00-22:00",
        "2026-04-29=off",
        "2026-05-03=20:00-02:00",
    ]
    calendar = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU", exceptions=exceptions)
    spans = calendar.openings(_local(calendar, "2026-01-01"), _local(calendar, "2026-01-12"))
    assert spans == [(_local(calendar, "2026-01-08 11:00"), _local(calendar, "2026-01-08 15:00"))]
    spans = calendar.openings(_local(calendar, "2026-04-29"), _local(calendar, "2026-05-04 08:00"))
    assert spans == [
        (_local(calendar, "2026-04-30 10:00"), _local(calendar, "2026-04-30 22:00")),
        (_local(calendar, "2026-05-03 20:00"), _local(calendar, "2026-05-04 02:00")),
    ]


def test_a_round_the_clock_day_is_not_shortened():
    calendar = WorkCalendar.parse("24/7; PH off", "Europe/Moscow", "RU")
    day = timedelta(days=1)
    short_at, holiday_at = _local(calendar, "2026-04-30"), _local(calendar, "2026-05-01")
    assert calendar.between(short_at, short_at + day) == 24 * HOUR_S
    assert calendar.between(holiday_at, holiday_at + day) == 0


def test_moscow_before_and_after_october_2014():
    calendar = WorkCalendar.parse("Mo-Su 10:00-20:00", "Europe/Moscow")
    before_at = calendar.next_opening(datetime(2014, 10, 25, 1, tzinfo=UTC))
    after_at = calendar.next_opening(datetime(2014, 10, 26, 1, tzinfo=UTC))
    assert before_at == datetime(2014, 10, 25, 6, tzinfo=UTC)
    assert after_at == datetime(2014, 10, 26, 7, tzinfo=UTC)
    night = WorkCalendar.parse("Sa 20:00-04:00", "Europe/Moscow")
    evening_at = datetime(2014, 10, 25, 16, tzinfo=UTC)
    assert night.add(evening_at, 9 * HOUR_S) == datetime(2014, 10, 26, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "evening", "hours"),
    [
        ("Europe/Berlin", "2026-03-28 20:00", 7),
        ("Europe/Berlin", "2026-10-24 20:00", 9),
        ("America/New_York", "2026-03-07 20:00", 7),
        ("America/New_York", "2026-10-31 20:00", 9),
        ("Australia/Lord_Howe", "2026-10-03 20:00", 7.5),
        ("Australia/Lord_Howe", "2026-04-04 20:00", 8.5),
        ("America/Sao_Paulo", "2018-02-17 20:00", 9),
        ("America/Sao_Paulo", "2018-11-03 20:00", 7),
        ("Asia/Kolkata", "2026-03-28 20:00", 8),
    ],
)
def test_a_night_of_a_clock_change_has_its_true_length(zone, evening, hours):
    calendar = WorkCalendar.parse("20:00-04:00", zone)
    evening_at = _local(calendar, evening)
    length_s = int(hours * HOUR_S)
    closing_at = calendar.closing_of_working_day(evening_at, 0)
    assert calendar.between(evening_at, closing_at) == length_s
    assert (
        calendar.add(evening_at, length_s)
        == closing_at
        == evening_at.astimezone(UTC) + timedelta(hours=hours)
    )


def test_a_closing_inside_the_repeated_hour_counts_by_the_wall():
    calendar = WorkCalendar.parse("20:00-02:30", "Europe/Berlin")
    spans = calendar.openings(datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 12, tzinfo=UTC))
    assert [(f"{open_at:%H:%M}", f"{close_at:%H:%M}") for open_at, close_at in spans] == [
        ("18:00", "00:30"),
        ("01:00", "01:30"),
    ]


@pytest.mark.parametrize(
    ("night", "spans"),
    [
        ("shift", ["04-29 20:00-04:00", "04-30 20:00-04:00", "05-02 20:00-04:00"]),
        ("day", ["04-29 20:00-04:00", "04-30 20:00-00:00", "05-02 00:00-04:00", "05-02 20:00-04:00"]),
    ],
)
def test_a_holiday_removes_a_shift_or_cuts_the_day(night, spans):
    calendar = WorkCalendar.parse("20:00-04:00; PH off", "Europe/Berlin", "DE", night=night)
    zone = ZoneInfo("Europe/Berlin")
    found = calendar.openings(_local(calendar, "2026-04-29 12:00"), _local(calendar, "2026-05-03 12:00"))
    assert [f"{a.astimezone(zone):%m-%d %H:%M}-{b.astimezone(zone):%H:%M}" for a, b in found] == spans


@pytest.mark.parametrize(
    ("at", "n", "closing"),
    [
        ("2026-01-20 18:50", 0, "2026-01-20 19:00"),
        ("2026-01-20 18:50", 1, "2026-01-21 19:00"),
        ("2026-01-20 19:00", 0, "2026-01-21 19:00"),  # at the closing instant it is closed
        ("2026-01-20 21:00", 1, "2026-01-22 19:00"),  # out of hours: counted from the next working day
        ("2026-01-20 08:00", 0, "2026-01-20 19:00"),
        ("2026-01-23 18:00", 2, "2026-01-27 19:00"),
        ("2026-01-24 12:00", 0, "2026-01-26 19:00"),
        ("2025-12-30 12:00", 1, "2026-01-12 19:00"),
    ],
)
def test_closing_of_the_nth_working_day(at, n, closing):
    calendar = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU")
    assert calendar.closing_of_working_day(_local(calendar, at), n) == _local(calendar, closing)


def test_bands_of_the_standard_late_on_a_tuesday():
    calendar = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU")
    at = _local(calendar, "2026-01-20 18:50")
    edges = [calendar.add(at, minutes * 60) for minutes in (10, 20, 60, 120, 180)]
    edges.append(calendar.closing_of_working_day(at, 1))
    assert [f"{edge.astimezone(ZoneInfo('Europe/Moscow')):%a %H:%M}" for edge in edges] == [
        "Tue 19:00",
        "Wed 10:10",
        "Wed 10:50",
        "Wed 11:50",
        "Wed 12:50",
        "Wed 19:00",
    ]


def test_a_working_day_goes_on_through_lunch_and_past_midnight():
    lunch = WorkCalendar.parse("Mo-Fr 10:00-13:00,14:00-19:00", "Europe/Moscow")
    assert lunch.closing_of_working_day(_local(lunch, "2026-01-20 13:30"), 0) == _local(
        lunch, "2026-01-20 19:00"
    )
    night = WorkCalendar.parse("20:00-04:00", "Europe/Moscow")
    at = _local(night, "2026-01-21 02:00")
    assert night.closing_of_working_day(at, 0) == _local(night, "2026-01-21 04:00")
    assert night.closing_of_working_day(at, 1) == _local(night, "2026-01-22 04:00")


def test_before_counts_back_into_the_evening():
    calendar = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU")
    promise_at = _local(calendar, "2026-01-21 10:05")
    assert calendar.subtract(promise_at, 30 * 60) == _local(calendar, "2026-01-20 18:35")
    assert calendar.subtract(promise_at, 5 * 60) == _local(calendar, "2026-01-21 10:00")


def test_nothing_to_add_changes_nothing_even_when_closed():
    calendar = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU")
    at = datetime(2026, 1, 20, 23, 0, 0, 700_000, tzinfo=UTC)
    assert calendar.add(at, 0) == calendar.subtract(at, 0) == at
    assert calendar.add(at, 1) == _local(calendar, "2026-01-21 10:00:01")


def test_results_are_utc_and_any_zone_comes_in():
    calendar = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU")
    at = datetime(2026, 1, 20, 13, 0, tzinfo=ZoneInfo("Asia/Vladivostok"))
    assert calendar.next_opening(at).tzinfo is UTC
    assert calendar.next_opening(at) == datetime(2026, 1, 20, 7, 0, tzinfo=UTC)
    assert calendar.local_day(datetime(2026, 1, 20, 22, 0, tzinfo=UTC)) == date(2026, 1, 21)


def test_always_open_is_the_wall_clock():
    wall = always_open("Europe/Berlin")
    at = datetime(2026, 3, 28, 12, 0, 0, 5, tzinfo=UTC)
    whole_at = at.replace(microsecond=0)
    assert wall.add(at, 10**8) == whole_at + timedelta(seconds=10**8)
    assert wall.subtract(at, 10**8) == whole_at - timedelta(seconds=10**8)
    assert wall.between(at, at + timedelta(days=400)) == 400 * 86_400
    assert wall.is_open(at)
    assert wall.next_opening(at) == at
    assert wall.openings(whole_at, at + timedelta(days=9)) == [(whole_at, whole_at + timedelta(days=9))]
    # The local day that begins on 28 March ends at 23:00 UTC, the short one after it at 22:00.
    assert wall.closing_of_working_day(at, 0) == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert wall.closing_of_working_day(at, 1) == datetime(2026, 3, 29, 22, tzinfo=UTC)
    with pytest.raises(DomainError) as refused:
        wall.previous_closing(at)
    assert refused.value.code == "calendar_never_closes"


# ── closed, refused, compiled ────────────────────────────────────────────────────────────────────────


def test_a_calendar_that_never_opens_is_closed():
    calendar = WorkCalendar.parse("off", "Europe/Moscow")
    at = datetime(2026, 1, 20, tzinfo=UTC)
    for question in (calendar.next_opening, calendar.previous_closing):
        with pytest.raises(CalendarClosed):
            question(at)
    for question in (calendar.add, calendar.subtract, calendar.closing_of_working_day):
        with pytest.raises(CalendarClosed):
            question(at, 1)
    assert calendar.between(at, at + timedelta(days=1000)) == 0
    assert calendar.openings(at, at + timedelta(days=1000)) == []
    assert not calendar.is_open(at)


@pytest.mark.parametrize("warm", [False, True])
def test_a_leap_day_shop_opens_within_366_days_or_not_at_all(warm):
    business_time._compile.cache_clear()
    calendar = WorkCalendar.parse("Feb 29 10:00-18:00", "Europe/Moscow")
    if warm:  # what was asked before must not change an answer
        assert (
            calendar.between(_local(calendar, "2020-01-01"), _local(calendar, "2033-01-01")) == 4 * 8 * HOUR_S
        )
    opening_at = _local(calendar, "2028-02-29 10:00")
    assert calendar.next_opening(_local(calendar, "2027-02-28 10:00")) == opening_at
    assert calendar.add(_local(calendar, "2027-03-01"), HOUR_S) == opening_at + timedelta(hours=1)
    assert calendar.closing_of_working_day(_local(calendar, "2027-06-01"), 0) == opening_at + timedelta(
        hours=8
    )
    for at in ("2024-03-01", "2027-02-27 10:00"):
        with pytest.raises(CalendarClosed):
            calendar.next_opening(_local(calendar, at))
    with pytest.raises(CalendarClosed):
        calendar.add(_local(calendar, "2024-02-29 17:00"), HOUR_S + 1)
    with pytest.raises(CalendarClosed):
        calendar.subtract(_local(calendar, "2028-02-29 11:00"), HOUR_S + 1)
    with pytest.raises(CalendarClosed):
        calendar.closing_of_working_day(_local(calendar, "2024-02-29 11:00"), 1)
    assert calendar.add(_local(calendar, "2024-02-29 17:00"), HOUR_S) == _local(calendar, "2024-02-29 18:00")


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (lambda calendar, at: calendar.add(at, -1), "duration_negative"),
        (lambda calendar, at: calendar.subtract(at, -1), "duration_negative"),
        (lambda calendar, at: calendar.closing_of_working_day(at, -1), "duration_negative"),
        (lambda calendar, at: calendar.add(at, 10**12), "instant_out_of_range"),
        (lambda calendar, at: calendar.subtract(at, 10**12), "instant_out_of_range"),
        (lambda calendar, at: calendar.add(at, 4 * 10**9), "instant_out_of_range"),
        (lambda calendar, at: calendar.is_open(at.replace(year=1969)), "instant_out_of_range"),
        (lambda calendar, at: calendar.between(at, at.replace(year=2200)), "instant_out_of_range"),
    ],
)
def test_what_cannot_be_computed_is_refused(question, code):
    calendar = WorkCalendar.parse("Mo-Fr 10:00-19:00", "Europe/Moscow")
    with pytest.raises(DomainError) as refused:
        question(calendar, datetime(2026, 1, 20, tzinfo=UTC))
    assert refused.value.code == code
    assert refused.value.remedy


def test_a_naive_instant_is_a_mistake_of_the_program():
    with pytest.raises(TypeError, match="aware datetime"):
        always_open("UTC").is_open(datetime(2026, 1, 20))


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"zone": "Europe/Moskow"}, "zone_unknown", "zone"),
        ({"zone": "../../etc/passwd"}, "zone_unknown", "zone"),
        ({"zone": "\ud800\x00"}, "zone_unknown", "zone"),
        ({"country": "ru"}, "country_unknown", "country"),
        ({"country": ""}, "country_missing", "country"),
        ({"country": "DE", "region": "QQ"}, "region_unknown", "region"),
        ({"country": None, "region": "BY"}, "country_unknown", "country"),
        ({"night": "dusk"}, "night_unknown", "night"),
        ({"exceptions": ["2026-02-30=off"]}, "exception_invalid", "exception '2026-02-30=off'"),
        ({"exceptions": ["2026-02-20"]}, "hours_invalid", "exception '2026-02-20'"),
        ({"exceptions": ["2026-02-20=10-16"]}, "hours_invalid", "exception '2026-02-20=10-16'"),
        ({"exceptions": ["2026-02-20=off", "2026-02-20=10:00-11:00"]}, "exception_invalid", None),
        ({"expression": "Mo-Fr 10:00-19:00; Sa"}, "hours_invalid", "hours, character 20 (Sa)"),
    ],
)
def test_a_mistake_is_refused_with_place_and_remedy(changes, code, place):
    written = {"expression": WEEKDAYS, "zone": "Europe/Moscow", "country": "RU"} | changes
    with pytest.raises(DomainError) as refused:
        WorkCalendar.parse(**written)
    assert refused.value.code == code
    assert refused.value.remedy
    assert place in (None, refused.value.place)


def test_a_calendar_is_compiled_once_and_is_a_value():
    calendar = WorkCalendar.parse(
        "Mo-Fr  10:00-19:00;  PH off", "Europe/Moscow", "RU", "", ["2026-03-02=off"]
    )
    assert calendar is WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU", None, ("2026-03-02=off",))
    business_time._compile.cache_clear()
    again = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU", exceptions=["2026-03-02=off"])
    assert again is not calendar
    assert again == calendar
    assert again.hash == calendar.hash
    assert len({again, calendar}) == 1


def test_the_hash_names_everything_that_changes_a_result(monkeypatch):
    written = {"expression": WEEKDAYS, "zone": "Europe/Berlin", "country": "DE", "region": "BY"}
    changes = [
        {},
        {"expression": "Mo-Fr 10:00-18:00; PH off"},
        {"zone": "Europe/Vienna"},
        {"country": "AT", "region": None},
        {"region": "BE"},
        {"exceptions": ["2026-03-02=off"]},
        {"night": "day"},
    ]
    hashes = [WorkCalendar.parse(**(written | change)).hash for change in changes]
    monkeypatch.setattr(business_time, "calendar_data_version", lambda country: "another")
    business_time._compile.cache_clear()
    hashes.append(WorkCalendar.parse(**written).hash)
    business_time._compile.cache_clear()
    assert len(set(hashes)) == len(changes) + 1
    assert all(len(digest) == 64 for digest in hashes)


def test_threads_that_grow_one_calendar_get_the_answers_of_one():
    business_time._compile.cache_clear()
    calendar = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU")
    starts = [datetime(year, 6, 1, tzinfo=UTC) for year in range(2000, 2040)] * 3
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda at: calendar.add(at, 400 * HOUR_S), starts))
    business_time._compile.cache_clear()
    alone = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU")
    assert together == [alone.add(at, 400 * HOUR_S) for at in reversed(starts)][::-1]


def test_missing_holiday_facts_are_visible():
    russia = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU")
    assert [russia.warnings(year) for year in (2013, 2020, 2026)] == [(), (), ()]
    (warning,) = russia.warnings(2027)
    assert warning.code == "holidays_incomplete"
    assert "2013-2026" in warning.message
    assert "2027" in warning.message
    germany = WorkCalendar.parse(WEEKDAYS, "Europe/Berlin", "DE")
    assert germany.warnings(2027) == ()
    assert [warning.code for warning in germany.warnings(2150)] == ["holidays_unknown"]
    assert always_open("UTC").warnings(2027) == ()
