"""Time adds up: one party at every instant, and intervals that are the whole life (law 11)."""

from __future__ import annotations

from otklik.domain.attribution import Interval, attribute, waiting_on
from tests.domain.stage import TALK, Stage, at, said


def told(intervals: list[Interval]) -> list[tuple[str, str, str, int, int]]:
    return [
        (one.party, said(one.from_at), said(one.to_at), one.wall_s // 60, one.working_s // 60)
        for one in intervals
    ]


def test_precedence() -> None:
    stage = Stage().order("Thu 11:02")
    assert waiting_on(stage.state) == "store:s"
    stage.happens("Thu 11:10", "contact.reached", **TALK)
    assert waiting_on(stage.state) == "buyer"  # settlement before the receipt
    stage.happens("Thu 11:11", "order.confirmed", by="anna", grade="claimed")
    assert waiting_on(stage.state) == "system"  # the receipt
    stage.happens("Thu 11:12", "message.accepted", purpose="receipt")
    assert waiting_on(stage.state) == "buyer"  # nothing is owed, he was spoken with
    stage.happens("Thu 11:20", "step.requested", step="engraving", party="engraver")
    assert waiting_on(stage.state) == "supplier:engraver"
    stage.happens("Thu 12:30", "pause.started", reason="question")
    assert waiting_on(stage.state) == "buyer"  # he is owed it and asked for the pause
    stage.happens("Thu 12:40", "order.completed")
    assert waiting_on(stage.state) == "nobody"


def test_an_open_order_that_nobody_answered_waits_on_its_store() -> None:
    stage = Stage().order("Thu 11:02", reserved=False, has_email=False, has_phone=False)
    stage.live("Thu 13:30")
    assert waiting_on(stage.state) == "store:s"


def test_the_life_of_an_order_in_intervals() -> None:
    stage = Stage().order("Thu 18:30")
    stage.happens("Thu 18:31", "message.accepted", purpose="receipt")
    stage.happens("Fri 10:10", "contact.reached", **TALK)
    stage.happens("Fri 11:00", "payment.received", amount_minor=349_000, currency="RUB")
    stage.happens("Fri 12:00", "order.completed")
    intervals = attribute(stage.journal, until_at=at("Mon 12:00"), clock=stage.world.stores["s"].calendar)
    assert told(intervals) == [
        ("store:s", "Thu 18:30", "Fri 10:10", 940, 40),
        ("buyer", "Fri 10:10", "Fri 12:00", 110, 110),
    ]


def test_a_life_that_goes_on_is_cut_and_reports_what_was_learned_late_in_order() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 12:30")
    stage.happens("Thu 11:05", "contact.reached", recorded="Thu 12:40", **TALK)
    intervals = attribute(stage.journal, until_at=at("Thu 13:00"), clock=None)
    assert told(intervals) == [
        ("store:s", "Thu 11:02", "Thu 12:17", 75, 75),
        ("buyer", "Thu 12:17", "Thu 13:00", 43, 43),
    ]
    assert sum(one.wall_s for one in intervals) == 118 * 60


def test_an_order_that_is_cut_before_it_began_has_no_life() -> None:
    assert attribute(Stage().order("Thu 11:02").journal, until_at=at("Thu 11:00"), clock=None) == []
