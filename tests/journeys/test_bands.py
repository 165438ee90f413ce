"""Story 004 §1: ten orders at one store, answered after so many working minutes: the bands exactly (R30, R31)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

import pytest

from otklik.domain.obligations import Obligation
from tests.harness import Desk, local

BANDS = ("10m", "20m", "60m", "2h", "3h", "1wd", "later")


def band(answer: Obligation) -> str:
    """In which band an answer fell: up to its edge; `never` while it is owed."""
    if answer.closed_at is None:
        return "never"
    return BANDS[bisect_left(answer.bands, answer.closed_at)]


ANSWERED = {
    8: ("10m", "met"),
    12: ("20m", "met"),
    19: ("20m", "met"),
    25: ("60m", "met"),
    55: ("60m", "met"),
    65: ("2h", "met_late"),
    130: ("3h", "met_late"),
    200: ("1wd", "met_late"),
}


def test_ten_orders_fall_into_their_bands(store_s: Desk) -> None:
    """All ordered on Thursday at 11:00; one is answered on Friday at 12:00, one never."""
    desk = store_s
    desk.forward("11:00")
    found = {minutes: desk.order("tverskaya", reserved=False) for minutes in ANSWERED}
    next_day, never = desk.order("tverskaya", reserved=False), desk.order("tverskaya", reserved=False)
    opened_at = desk.now
    for minutes, order in found.items():
        desk.forward(seconds=(60 * minutes - (desk.now - opened_at).total_seconds()))
        desk.talks("anna", order)
    desk.forward("2026-03-20 12:00")
    desk.talks("anna", next_day)

    answers = {minutes: desk.obligation(order, "first_answer") for minutes, order in found.items()}
    assert {minutes: (band(one), one.verdict) for minutes, one in answers.items()} == ANSWERED
    late, owed = desk.obligation(next_day, "first_answer"), desk.obligation(never, "first_answer")
    assert (band(late), late.verdict) == ("1wd", "met_late")
    assert (band(owed), owed.verdict, owed.is_owed) == ("never", "breached", True)
    assert Counter(map(band, [*answers.values(), late, owed])) == {
        "10m": 1,
        "20m": 2,
        "60m": 2,
        "2h": 1,
        "3h": 1,
        "1wd": 2,
        "never": 1,
    }


@pytest.mark.parametrize(
    ("answered", "falls"),
    [
        ("09:00:00", "10m"),
        ("09:10:00", "10m"),
        ("09:10:01", "20m"),
        ("10:00:00", "60m"),
        ("10:00:01", "2h"),
        ("2026-03-19 21:00:00", "1wd"),
        ("2026-03-20 09:00:00", "later"),
    ],
)
def test_the_order_of_the_night_is_counted_from_opening(store_t: Desk, answered: str, falls: str) -> None:
    """23:10, open from 9:00: the minutes of the night are nobody's, an edge belongs to the better band."""
    desk = store_t
    desk.forward("23:10")
    order = desk.order("taganka", reserved=False)
    assert [local(edge)[5:16] for edge in desk.obligation(order, "first_answer").bands] == [
        "03-18 09:10",
        "03-18 09:20",
        "03-18 10:00",
        "03-18 11:00",
        "03-18 12:00",
        "03-19 21:00",
    ], "the working day of an order of the night is the one that comes"
    desk.forward("2026-03-18 00:00")
    desk.forward(answered)
    desk.talks("vera", order)
    assert band(desk.obligation(order, "first_answer")) == falls


def test_the_edges_of_an_evening_order_lie_on_both_sides_of_the_night(store_s: Desk) -> None:
    """Thursday 18:50 at a shop that closes at 19:00: ten minutes today, the rest on Friday."""
    desk = store_s
    desk.forward("18:50")
    order = desk.order("tverskaya")
    assert [local(edge)[5:16] for edge in desk.obligation(order, "first_answer").bands] == [
        "03-19 19:00",
        "03-20 10:10",
        "03-20 10:50",
        "03-20 11:50",
        "03-20 12:50",
        "03-20 19:00",
    ]


def test_automatic_letters_and_short_calls_fall_into_no_band(store_t: Desk) -> None:
    """A voicemail, a letter, a talk of 19 seconds: none is an answer; one of 20 seconds is (law 4)."""
    desk = store_t
    desk.forward("12:00")
    order = desk.order("taganka", number="A-1")
    desk.forward("12:05")
    desk.otklik("order contact A-1 --person vera --means voicemail")
    desk.otklik("order contact A-1 --person vera --means letter")
    desk.otklik("order contact A-1 --person vera --talk 19 --recorded")
    assert band(desk.obligation(order, "first_answer")) == "never"
    desk.otklik("order contact A-1 --person vera --talk 20 --recorded")
    assert band(desk.obligation(order, "first_answer")) == "10m"
