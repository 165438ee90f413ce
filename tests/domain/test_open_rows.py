"""A million rows get the answers and the refusals that each of them gets alone."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from otklik.domain import business_time, open_buckets, open_time
from otklik.domain.business_time import WorkCalendar, always_open
from otklik.domain.errors import CalendarClosed, DomainError
from otklik.domain.open_rows import _CHUNK
from tests.domain.places import calendar_of, places

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WEEKDAYS = "Mo-Fr 10:00-13:00,14:00-19:00; PH off"
NIGHTS = WorkCalendar.parse("20:00-02:30; PH off", "Europe/Berlin", "DE")


def _at(at_s):
    return EPOCH + timedelta(seconds=int(at_s))


def _s(at):
    return (at - EPOCH) // timedelta(seconds=1)


def _rows(number, days, seed=5):
    rng = np.random.default_rng(seed)
    starts_s = rng.integers(-days, days, number) * 86_400 + rng.integers(0, 86_400, number)
    return starts_s, rng.integers(0, 40 * 3_600, number)


def _assert_equal(calendar, starts_s, seconds, ends_s):
    starts = [_at(start_s) for start_s in starts_s]
    alone = [_s(calendar.add(at, s)) for at, s in zip(starts, seconds.tolist(), strict=True)]
    assert calendar.add_many(starts_s, seconds).tolist() == alone
    alone = [calendar.between(at, _at(end_s)) for at, end_s in zip(starts, ends_s, strict=True)]
    assert calendar.between_many(starts_s, ends_s).tolist() == alone
    assert calendar.is_open_many(starts_s).tolist() == [calendar.is_open(at) for at in starts]
    alone = [_s(calendar.next_opening(at)) for at in starts]
    assert calendar.next_opening_many(starts_s).tolist() == alone


@pytest.fixture(params=["buckets", "edges"])
def lookup(request, monkeypatch):
    """Ask few rows of the tables too, and many of the edges."""
    monkeypatch.setattr(open_time, "_FEW_ROWS", 0 if request.param == "buckets" else 10**9)
    return request.param


@settings(max_examples=60, deadline=None)
@given(places(), st.integers(0, 2**32), st.booleans())
def test_rows_equal_one_by_one(scene, seed, tables):
    place, country, around_at = scene
    calendar = calendar_of(place, country)
    starts_s, seconds = _rows(40, 10, seed)
    starts_s += _s(around_at)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(open_time, "_FEW_ROWS", 0 if tables else 10**9)
        assume(any(place.week) and calendar.between(around_at, around_at + timedelta(days=365)) > 0)
        _assert_equal(calendar, starts_s, seconds, starts_s[::-1])


@pytest.mark.parametrize(
    "calendar",
    [
        WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU"),
        NIGHTS,
        WorkCalendar.parse("24/7", "Europe/Berlin"),
        WorkCalendar.parse("24/7; PH off", "Europe/Berlin", "DE"),
        WorkCalendar.parse("Mo 10:00-10:01,10:02-12:00", "Australia/Lord_Howe"),
        WorkCalendar.parse("Jun-Aug 09:00-21:00; Dec Sa[1] 10:00-11:00", "America/Sao_Paulo"),
    ],
    ids=["lunch", "nights", "always", "all but holidays", "breaks of a minute", "seasons"],
)
def test_rows_near_and_far_equal_one_by_one(calendar, lookup):
    starts_s, seconds = _rows(3_000, 1_500)
    starts_s += _s(datetime(2022, 1, 1, tzinfo=UTC))
    _assert_equal(calendar, starts_s, seconds, starts_s[::-1])


def test_every_second_around_an_edge_equals_one_by_one(lookup):
    for text in ("2026-10-25T00:30", "2026-03-29T00:00", "2026-05-01T18:00"):
        around_s = _s(datetime.fromisoformat(text).replace(tzinfo=UTC))
        starts_s = around_s + np.arange(-300, 3_900, 7)
        _assert_equal(NIGHTS, starts_s, np.arange(len(starts_s)) % 5, np.full(len(starts_s), around_s))


def test_the_tables_hold_where_they_can_be_made():
    timeline = NIGHTS._timeline
    index = timeline.covering(_s(datetime(2026, 1, 1, tzinfo=UTC)), _s(datetime(2026, 12, 31, tzinfo=UTC)))
    assert isinstance(index.lookup(10**6), open_buckets.Buckets)
    # The repeated half hour of October leaves the shortest gap: 30 minutes.
    assert 1 << index.lookup(10**6).shift == 1_024
    assert isinstance(index.lookup(10), open_buckets.Edges)


def test_gaps_of_seconds_are_searched_instead():
    opens_s, lengths_s = np.arange(10) * 100, np.full(10, 90)
    totals_s = np.concatenate(([0], np.cumsum(lengths_s)))
    edges = open_buckets.Edges(opens_s, opens_s + lengths_s, totals_s)
    assert open_buckets.build_buckets(edges, 0, 1_000) is edges


def test_more_rows_than_a_chunk_in_any_order_on_a_growing_index():
    business_time._compile.cache_clear()
    calendar = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU")
    number = 2 * _CHUNK + 17
    starts_s = np.linspace(_s(datetime(2027, 6, 1, tzinfo=UTC)), _s(datetime(2013, 1, 1, tzinfo=UTC)), number)
    starts_s = starts_s.astype(np.int64)
    ends_s = calendar.add_many(starts_s, 9 * 3_600)
    assert (calendar.between_many(starts_s, ends_s) == 9 * 3_600).all()
    for row in (0, _CHUNK - 1, _CHUNK, number - 1):
        assert _at(ends_s[row]) == calendar.add(_at(starts_s[row]), 9 * 3_600)


def test_one_amount_one_end_and_no_rows_at_all():
    calendar = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU")
    starts_s = np.array([1_700_000_000, 1_700_100_000])
    assert calendar.add_many(starts_s, 600).tolist() == calendar.add_many(starts_s, [600, 600]).tolist()
    assert calendar.between_many(starts_s, 1_700_000_000).tolist() == [
        0,
        calendar.between(_at(1_700_100_000), _at(1_700_000_000)),
    ]
    assert calendar.add_many([], 600).tolist() == calendar.between_many([], []).tolist() == []
    assert calendar.add_many([], 600).dtype == np.int64
    assert calendar.is_open_many(np.array([], np.int64)).dtype == np.bool_


SHOP = WorkCalendar.parse(WEEKDAYS, "Europe/Moscow", "RU")
LEAP = WorkCalendar.parse("Feb 29 10:00-18:00", "Europe/Moscow")
GOOD_S = 1_767_000_000


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (lambda bad: SHOP.add_many([GOOD_S, GOOD_S, bad, -5], 60), "instant_out_of_range"),
        (lambda _: SHOP.add_many([GOOD_S] * 4, [0, 60, -1, -2]), "duration_negative"),
        (lambda _: SHOP.add_many([GOOD_S] * 4, [0, 60, 2**62, -2]), "instant_out_of_range"),
        (lambda _: SHOP.add_many([GOOD_S] * 4, [0, 60, 4 * 10**9, 1]), "instant_out_of_range"),
        (lambda bad: SHOP.between_many([GOOD_S, GOOD_S, bad], GOOD_S), "instant_out_of_range"),
        (lambda bad: SHOP.is_open_many([GOOD_S, GOOD_S, bad]), "instant_out_of_range"),
        (lambda bad: SHOP.next_opening_many([GOOD_S, GOOD_S, bad]), "instant_out_of_range"),
        # 2028-02-01 and 2024-02-01 are within a year of an opening, 2026-01-01 is not.
        (lambda _: LEAP.add_many([1_832_976_000, 1_706_745_600, 1_767_225_600], 3_600), "calendar_closed"),
        (lambda _: LEAP.next_opening_many([1_832_976_000, 1_706_745_600, 1_767_225_600]), "calendar_closed"),
        (
            lambda _: LEAP.add_many([1_832_976_000, 1_706_745_600, 1_706_745_600], [1, 2, 36_000]),
            "calendar_closed",
        ),
    ],
)
def test_the_first_row_that_is_refused_is_named(question, code, lookup):
    with pytest.raises(DomainError) as refused:
        question(2**40)
    assert refused.value.code == code
    assert refused.value.place == "row 2"
    assert refused.value.remedy
    assert isinstance(refused.value, CalendarClosed) == (code == "calendar_closed")


def test_a_closed_calendar_has_rows_too():
    never = WorkCalendar.parse("off", "Europe/Moscow")
    rows_s = np.full(3, GOOD_S)
    assert never.between_many(rows_s, rows_s + 10**8).tolist() == [0, 0, 0]
    assert never.is_open_many(rows_s).tolist() == [False] * 3
    assert never.add_many(rows_s, 0).tolist() == rows_s.tolist()
    with pytest.raises(CalendarClosed) as refused:
        never.add_many(rows_s, [0, 1, 0])
    assert refused.value.place == "row 1"


def test_the_last_second_that_is_computed():
    wall = always_open("UTC")
    last_s = open_time.LAST_S
    assert wall.is_open_many([last_s]).tolist() == [True]
    assert wall.next_opening_many([last_s]).tolist() == [last_s]
    assert wall.add_many([last_s - 5, last_s], [5, 0]).tolist() == [last_s, last_s]


@pytest.mark.parametrize(
    "rows", [[1.5], [[GOOD_S]], ["2026-01-01"], np.array(["2026-01-01"], "datetime64[s]")]
)
def test_rows_that_are_not_whole_seconds_are_a_mistake_of_the_program(rows):
    with pytest.raises(TypeError, match="Rows must be"):
        SHOP.add_many(rows, 60)
