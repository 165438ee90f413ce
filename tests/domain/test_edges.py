"""When a store opens and closes, by hand-made tables: lunch, nights, round the clock, changed clocks (pitfall 7)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.domain.business_time import WorkCalendar
from otklik.domain.edges import list_edges, next_edge_at, shift_day

MOSCOW = ZoneInfo("Europe/Moscow")

TABLE = [
    # hours, day from, days, edges as (local time, what, day, first of it)
    ("Mo-Fr 10:00-19:00", "2026-03-20", 4, [
        ("20 10:00", "opened", 20, True), ("20 19:00", "closed", 20, False),
        ("23 10:00", "opened", 23, True), ("23 19:00", "closed", 23, False),
    ]),
    ("Mo-Su 10:00-14:00,15:00-20:00", "2026-03-17", 1, [
        ("17 10:00", "opened", 17, True), ("17 14:00", "closed", 17, False),
        ("17 15:00", "opened", 17, False), ("17 20:00", "closed", 17, False),
    ]),
    ("Mo-Su 18:00-02:00", "2026-03-17", 2, [
        ("17 02:00", "closed", 16, False), ("17 18:00", "opened", 17, True),
        ("18 02:00", "closed", 17, False), ("18 18:00", "opened", 18, True), ("19 02:00", "closed", 18, False),
    ]),
    ("24/7", "2026-03-17", 1, [
        ("18 00:00", "closed", 17, False), ("18 00:00", "opened", 18, True),
    ]),
    ("Mo-Fr 00:00-24:00", "2026-03-19", 3, [
        ("20 00:00", "closed", 19, False), ("20 00:00", "opened", 20, True), ("21 00:00", "closed", 20, False),
    ]),
    ("Fr 10:00-24:00; Sa 00:00-24:00; Su 00:00-02:00", "2026-03-20", 2, [
        ("20 10:00", "opened", 20, True), ("21 00:00", "closed", 20, False), ("21 00:00", "opened", 21, True),
        ("22 00:00", "closed", 21, False), ("22 00:00", "opened", 22, True), ("22 02:00", "closed", 22, False),
    ]),
]  # fmt: skip


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


@pytest.mark.parametrize(("hours", "day", "days", "wanted"), TABLE, ids=[row[0] for row in TABLE])
def test_edges_of_a_table(hours: str, day: str, days: int, wanted: list[tuple[str, str, int, bool]]) -> None:
    """What opens and closes, at which local minute, and whose day it is."""
    calendar = WorkCalendar.parse(hours, "Europe/Moscow")
    start = _local(f"{day} 00:00")
    found = list_edges(calendar, start, start + timedelta(days=days, hours=3))
    said = [
        (f"{one.at.astimezone(MOSCOW):%d %H:%M}", one.what, one.day.day, one.first_of_day) for one in found
    ]
    assert said == wanted

    at, walked = start, []
    while (following := next_edge_at(calendar, at)) and following <= start + timedelta(days=days, hours=3):
        walked.append(following)
        at = following
    assert walked == sorted({one.at for one in found}), "step by step it is the same way"


def test_a_night_belongs_to_the_day_of_its_opening() -> None:
    """Half past one at night is yesterday's shift; in the closed morning it is the wall's date."""
    calendar = WorkCalendar.parse("Mo-Su 18:00-02:00", "Europe/Moscow")
    assert shift_day(calendar, _local("2026-03-18 01:30")) == date(2026, 3, 17)
    assert shift_day(calendar, _local("2026-03-18 02:00")) == date(2026, 3, 18)
    assert shift_day(calendar, _local("2026-03-18 18:00")) == date(2026, 3, 18)


def test_what_never_opens_has_no_edge_and_what_is_far_away_is_found() -> None:
    """None, not an error; and a shop that is shut for months says when it opens."""
    assert next_edge_at(WorkCalendar.parse("off", "Europe/Moscow"), _local("2026-03-17 12:00")) is None
    seasonal = WorkCalendar.parse("Dec Mo-Su 10:00-20:00", "Europe/Moscow")
    assert next_edge_at(seasonal, _local("2026-03-17 12:00")) == _local("2026-12-01 10:00")


def test_the_longest_day_of_the_year_has_its_midnight() -> None:
    """Round the clock in Berlin, on the day of 25 hours: from midnight to midnight."""
    calendar = WorkCalendar.parse("24/7", "Europe/Berlin")
    berlin = ZoneInfo("Europe/Berlin")
    midnight = datetime(2026, 10, 25, tzinfo=berlin).astimezone(ZoneInfo("UTC"))
    assert next_edge_at(calendar, midnight) == midnight + timedelta(hours=25)


@given(
    start=st.integers(0, 20_000),
    spans=st.lists(st.integers(1, 2_000), min_size=1, max_size=12),
    hours=st.sampled_from([row[0] for row in TABLE]),
)
@settings(max_examples=60, deadline=None)
def test_edges_alternate_and_no_window_loses_one(start: int, spans: list[int], hours: str) -> None:
    """Cut into any windows, the edges are those of the whole; opened and closed alternate, and open means open."""
    calendar = WorkCalendar.parse(hours, "Europe/Moscow")
    cuts = [_local("2026-03-10 00:00") + timedelta(minutes=start)]
    for span in spans:
        cuts.append(cuts[-1] + timedelta(minutes=span))
    whole = list_edges(calendar, cuts[0], cuts[-1])
    pieces = [edge for a, b in zip(cuts, cuts[1:], strict=False) for edge in list_edges(calendar, a, b)]
    assert pieces == whole
    kinds = [edge.what for edge in whole]
    assert all(one != two for one, two in zip(kinds, kinds[1:], strict=False))
    for edge in whole:
        is_open = calendar.is_open(edge.at)
        assert (
            is_open
            if edge.what == "opened"
            else (not is_open or edge.at in {one.at for one in whole if one != edge})
        )
