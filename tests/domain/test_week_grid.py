"""Grid and expression say the same, both ways; what no grid can show has none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.domain.errors import DomainError
from otklik.domain.opening_hours import WHOLE_DAY, list_day_spans, merge_spans, parse_opening_hours
from otklik.domain.week_grid import DAYS, WeekGrid, expression_of, grid_of, rewritten, spans_of, times_of

HOUR = 3600
TEN_TO_SEVEN = ((10 * HOUR, 19 * HOUR),)
WITH_BREAK = ((10 * HOUR, 14 * HOUR), (15 * HOUR, 20 * HOUR))

minutes = st.integers(0, 24 * 60 - 1)


@st.composite
def day_spans(draw):
    """Nothing, one span or two, apart from each other; the last may end on the next day."""
    count = draw(st.sampled_from((0, 1, 2)))
    if count == 0:
        return ()
    edges = sorted(draw(st.sets(minutes, min_size=2 * count, max_size=2 * count)))
    if draw(st.booleans()):
        edges[-1] = min(edges[-1] + 24 * 60, edges[0] + 24 * 60 - 1)
    spans = tuple((60 * a, 60 * b) for a, b in zip(edges[::2], edges[1::2], strict=True))
    return merge_spans(spans)


grids = st.builds(
    WeekGrid,
    st.tuples(*[day_spans()] * 7),
    st.none() | day_spans(),
)

weekday = st.sampled_from(DAYS)
selectors = st.one_of(
    weekday,
    st.builds("{}-{}".format, weekday, weekday),
    st.builds("{},{}".format, weekday, weekday),
    st.just(""),
    st.just("PH"),
    st.builds("PH,{}".format, weekday),
)
times = st.builds(
    lambda a, b: f"{a // 60:02d}:{a % 60:02d}-{b // 60:02d}:{b % 60:02d}", minutes, minutes
).filter(lambda text: text[:5] != text[6:])
bodies = st.one_of(st.lists(times, min_size=1, max_size=2).map(",".join), st.just("off"))
rules = st.builds(lambda days, body: f"{days} {body}".strip(), selectors, bodies)
expressions = st.lists(rules, min_size=1, max_size=4).map("; ".join)


@given(grids)
def test_a_grid_comes_back_from_its_expression(grid):
    assert grid_of(expression_of(grid)) == grid


@given(expressions)
def test_an_expression_that_has_a_grid_is_open_as_its_grid_says(expression):
    grid = grid_of(expression)
    if grid is None:
        return
    days = [date(2026, 3, 2) + timedelta(days=n) for n in range(14)]
    for holiday in (False, True):
        assert list_day_spans(parse_opening_hours(expression_of(grid)), days, holiday=holiday) == (
            list_day_spans(parse_opening_hours(expression), days, holiday=holiday)
        )


@given(day_spans())
def test_the_four_fields_of_a_row_come_back(spans):
    if spans:
        assert spans_of(times_of(spans), "Mo") == spans
    else:
        assert times_of(spans) == ("", "", "", "")


@pytest.mark.parametrize(
    ("expression", "grid"),
    [
        ("Mo-Fr 10:00-19:00", WeekGrid((TEN_TO_SEVEN,) * 5 + ((), ()))),
        ("Mo-Fr 10:00-19:00; PH off", WeekGrid((TEN_TO_SEVEN,) * 5 + ((), ()), ())),
        (
            "Mo-Fr 10:00-14:00,15:00-20:00; Sa 10:00-19:00",
            WeekGrid((WITH_BREAK,) * 5 + (TEN_TO_SEVEN, ())),
        ),
        ("24/7", WeekGrid(((WHOLE_DAY,),) * 7)),
        ("24/7; PH off", WeekGrid(((WHOLE_DAY,),) * 7, ())),
        ("Mo-Su off", WeekGrid(((),) * 7)),
        ("Fr,Sa 20:00-02:00", WeekGrid(((),) * 4 + (((20 * HOUR, 26 * HOUR),),) * 2 + ((),))),
        ("Mo 10:00-24:00", WeekGrid((((10 * HOUR, 24 * HOUR),),) + ((),) * 6)),
    ],
)
def test_known_weeks(expression, grid):
    assert grid_of(expression) == grid
    assert expression_of(grid) == expression


@pytest.mark.parametrize(
    "expression",
    [
        "Jun-Aug Mo-Fr 10:00-19:00",
        "Mo-Fr 10:00-19:00; Dec 31 10:00-16:00",
        "Mo[1] 10:00-19:00",
        "Mo 08:00-10:00,12:00-14:00,16:00-18:00",
        "Mo-Fr 10:00-19:00; PH Mo off",
        "week 1-10 Mo-Fr 10:00-19:00",
        "Mo 10:00-20:00,15:00-14:00",
        "Mo 00:01-24:01",
        "Mo 10:00-12:00,20:00-18:00",
    ],
)
def test_what_no_grid_shows(expression):
    assert grid_of(expression) is None


def test_saving_an_unchanged_grid_keeps_the_text_as_it_was_written():
    written = "Mo-Th 10:00-19:00; Fr 10:00-19:00"
    grid = grid_of(written)
    assert grid is not None
    assert rewritten(grid, written) == written
    assert rewritten(grid, "Mo 10:00-11:00") == "Mo-Fr 10:00-19:00"
    assert rewritten(grid, "nonsense") == "Mo-Fr 10:00-19:00"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (("10:00", "", "", ""), "hours_missing"),
        (("", "", "", "19:00"), "hours_missing"),
        (("10:00", "14:00", "", "19:00"), "hours_missing"),
        (("10:00", "", "", "10:75"), "hours_invalid"),
        (("10:00", "20:00", "21:00", "19:00"), "hours_invalid"),
        (("10:00", "09:00", "11:00", "19:00"), "hours_invalid"),
        (("10:00", "", "", "10:00"), "hours_invalid"),
        (("ten", "", "", "19:00"), "hours_invalid"),
    ],
)
def test_a_row_that_says_no_hours(fields, code):
    with pytest.raises(DomainError) as refused:
        spans_of(fields, "Tu")
    assert (refused.value.code, refused.value.place) == (code, "Tu")


def test_midnight_to_midnight_is_the_whole_day():
    assert spans_of(("00:00", "", "", "00:00"), "Mo") == (WHOLE_DAY,)
