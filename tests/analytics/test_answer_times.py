"""How soon buyers were answered, on orders written by hand."""

from __future__ import annotations

from otklik.analytics.audit import audit
from otklik.analytics.findings import Answers, Norms, Share, Spread
from otklik.domain.business_time import WorkCalendar
from tests.analytics.orders_on_paper import ZONE, Row, frame_of


def answers_of(*rows: Row, norms: tuple[Norms, ...] = (Norms(),), **more: object) -> Answers:
    found = audit(frame_of(rows, fields=("answered",), **more), norms).answers
    assert found is not None
    return found


def counts(share: Share | None) -> tuple[int, int]:
    assert share is not None
    return share.part, share.whole


def bands(found: Answers) -> dict[str, int]:
    assert sum(band.working.part for band in found.bands) == found.bands[0].working.whole
    return {band.name: band.working.part for band in found.bands if band.working.part}


def test_the_ten_orders_of_the_story() -> None:
    """Story 004: after 8, 12, 19, 25, 55, 65, 130, 200 min, next day, never; one of them in the night."""
    found = answers_of(
        {"placed": "2026-03-02 10:00", "answered": "2026-03-02 10:08"},
        {"placed": "2026-03-02 10:00", "answered": "2026-03-02 10:12"},
        {"placed": "2026-03-02 23:10", "answered": "2026-03-03 10:19"},
        {"placed": "2026-03-02 10:00", "answered": "2026-03-02 10:25"},
        {"placed": "2026-03-02 18:30", "answered": "2026-03-03 10:25"},
        {"placed": "2026-03-02 10:00", "answered": "2026-03-02 11:05"},
        {"placed": "2026-03-02 10:00", "answered": "2026-03-02 12:10"},
        {"placed": "2026-03-02 10:00", "answered": "2026-03-02 13:20"},
        {"placed": "2026-03-02 10:00", "answered": "2026-03-03 18:00"},
        {"placed": "2026-03-02 10:00"},
    )
    assert bands(found) == {"10m": 1, "20m": 2, "60m": 2, "2h": 1, "3h": 1, "1wd": 2, "never": 1}
    assert counts(found.in_target) == (3, 10)
    assert counts(found.in_limit) == (5, 10)
    assert counts(found.silent) == (1, 10)
    assert counts(found.first_thing) == (1, 1)
    assert found.completed_silently is None
    assert found.working == Spread("answers/working", 9, 55 * 60, 61_200, 61_200)
    wall = {band.name: band.wall and band.wall.part for band in found.bands}
    assert wall == {"10m": 1, "20m": 1, "60m": 1, "2h": 1, "3h": 1, "1wd": None, "later": 4, "never": 1}
    assert found.in_target.few
    assert (round(found.in_target.low, 6), round(found.in_target.high, 6)) == (0.107791, 0.603222)


def test_a_limit_that_falls_on_closing_time_is_met_at_closing_time_and_not_in_the_night() -> None:
    found = answers_of(
        {"placed": "2026-03-02 18:00", "answered": "2026-03-02 19:00"},
        {"placed": "2026-03-02 18:00", "answered": "2026-03-02 19:00:01"},
        {"placed": "2026-03-02 18:00", "answered": "2026-03-03 10:00"},
    )
    assert bands(found) == {"60m": 1, "2h": 2}
    assert counts(found.in_limit) == (1, 3)
    assert found.working.p95_s == 3_600


def test_an_answer_out_of_hours_before_the_clock_has_run_is_at_once() -> None:
    found = answers_of({"placed": "2026-03-02 21:00", "answered": "2026-03-02 23:00"})
    assert bands(found) == {"10m": 1}
    assert counts(found.first_thing) == (1, 1)
    assert (found.working.p50_s, found.wall.p50_s) == (0, 7_200)


def test_the_band_of_the_next_working_day_ends_when_it_closes() -> None:
    found = answers_of(
        {"placed": "2026-03-06 11:00", "answered": "2026-03-09 19:00"},  # Friday, the Monday after
        {"placed": "2026-03-06 11:00", "answered": "2026-03-09 19:00:01"},
        {"placed": "2026-03-06 20:00", "answered": "2026-03-10 19:00"},  # counted from the Monday
        {"placed": "2026-03-07 12:00", "answered": "2026-03-10 19:00:01"},
    )
    assert bands(found) == {"1wd": 2, "later": 2}


def test_what_is_not_owed_an_answer_yet_or_any_more_is_in_no_band() -> None:
    until = "2026-03-02 12:00"
    waits_still = {"placed": "2026-03-02 11:00", "outcome": "open"}
    waits_too_long = {"placed": "2026-03-02 10:59:59", "outcome": "open"}
    fetched_at_once = {"placed": "2026-03-02 10:00", "outcome": "kept", "completed": "2026-03-02 10:30"}
    fetched_later = {"placed": "2026-03-02 10:00", "outcome": "kept", "completed": "2026-03-02 11:01"}
    found = answers_of(waits_still, waits_too_long, fetched_at_once, fetched_later, until=until)
    assert bands(found) == {"never": 2}
    assert counts(found.in_limit) == (0, 2)
    assert counts(found.completed_silently) == (2, 2)


def test_whoever_left_unanswered_met_silence_however_soon() -> None:
    left_soon = {"placed": "2026-03-02 10:00", "outcome": "withdrawn", "withdrawn": "2026-03-02 10:02"}
    refused = {"placed": "2026-03-02 10:00", "outcome": "refused", "refused": "2026-03-02 10:05"}
    called_after = {**refused, "answered": "2026-03-02 10:06"}
    called_before = {**refused, "answered": "2026-03-02 10:05"}
    found = answers_of(left_soon, refused, called_after, called_before)
    assert bands(found) == {"10m": 1, "never": 3}
    assert counts(found.silent) == (3, 4)


def test_what_is_later_than_the_observation_or_earlier_than_the_order_has_not_happened() -> None:
    found = answers_of(
        {"placed": "2026-03-02 10:00", "answered": "2026-03-02 16:00"},
        {"placed": "2026-03-02 10:00", "answered": "2026-03-02 09:00"},
        until="2026-03-02 15:00",
    )
    assert bands(found) == {"never": 2}


def test_each_order_runs_on_its_own_calendar_and_is_judged_by_the_norms_of_its_trade() -> None:
    night = WorkCalendar.parse("20:00-04:00", "Asia/Yekaterinburg")
    rows = [
        {"placed": "2026-03-02 15:00", "answered": "2026-03-02 18:30", "calendar": 1, "trade": "phones"},
        {"placed": "2026-03-02 15:00", "answered": "2026-03-02 18:30", "trade": "phones"},
        {"placed": "2026-03-02 15:00", "answered": "2026-03-02 18:30", "trade": "paper"},
        {"placed": "2026-03-02 15:00", "answered": "2026-03-02 18:30"},
    ]
    paper = Norms(target_s=4 * 3_600, limit_s=9 * 3_600, trade="paper")
    found = answers_of(*rows, norms=(Norms(), paper), calendars=(frame_of([]).calendars[0], night))
    assert bands(found) == {"60m": 1, "1wd": 3}
    assert counts(found.in_target) == (1, 4)
    assert counts(found.in_limit) == (2, 4)


def test_a_calendar_that_never_opens_is_the_wall() -> None:
    closed = WorkCalendar.parse("off", ZONE)
    found = answers_of(
        {"placed": "2026-03-02 10:00", "answered": "2026-03-02 10:15"},
        {"placed": "2026-03-02 10:00", "answered": "2026-03-03 09:00"},
        {"placed": "2026-03-02 10:00", "answered": "2026-03-03 11:00"},
        calendars=(closed,),
    )
    assert bands(found) == {"20m": 1, "1wd": 1, "later": 1}


def test_a_source_without_answers_has_no_answers() -> None:
    frame = frame_of([{"placed": "2026-03-02 10:00", "paid": "2026-03-02 10:05"}])
    assert audit(frame, [Norms()]).answers is None
