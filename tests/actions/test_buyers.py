"""What a buyer does on his own page: each tap once, nothing lost, and nothing that a stranger's finger could flood."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from otklik.actions import buyers, erasure, orders, outcomes
from otklik.domain.buyers import MAX_SAYINGS
from otklik.domain.errors import DomainError
from otklik.store import desk as desk_rows
from otklik.store import journal
from tests.harness import Desk, local, moscow


@pytest.fixture
def desk(db: None) -> Desk:
    """Tuesday 17 March 2026, 12:00: a store that is open till 19:00, a seller on shift, a head."""
    desk = Desk("2026-03-17 08:55")
    desk.store("taganka", "Mo-Fr 10:00-19:00")
    desk.person("vera", "taganka")
    desk.person("rita", "taganka", "head")
    desk.forward("10:00")
    desk.joins("vera", "taganka")
    desk.forward("12:00")
    return desk


def kinds(done: Any) -> list[str]:
    return [entry.event.kind for entry in done.entries]


def code_of(act: Any) -> str:
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


# ── nobody contacted me ──


def test_nobody_contacted_me_goes_to_the_head(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.forward("12:30")
    (entry,) = buyers.say_silent(order, words="Жду с утра", now=desk.now).entries
    assert (entry.event.kind, entry.event.actor, entry.event.grade) == (
        "buyer.said_silent",
        "buyer",
        "confirmed",
    )
    claim = desk.obligation(order, "silence_claim")
    assert (claim.debtor, local(claim.limit_at)) == ("head:taganka", "2026-03-17 12:50:00")
    desk.tick()
    assert desk.phones.at("rita")[-1].subject.startswith("Заказ A-1001: «мне никто не позвонил», ответить")
    assert journal.read_stream(order, personal=True)[entry.version - 1].event.personal == {
        "words": "Жду с утра"
    }
    row = desk_rows.load_desk_row(order, now=desk.now)
    assert row is not None and row.said_silent


def test_taps_within_twenty_seconds_are_one(desk: Desk) -> None:
    order = desk.order("taganka")
    assert kinds(buyers.say_silent(order, now=desk.now)) == ["buyer.said_silent"]
    desk.forward(seconds=19)
    assert kinds(buyers.say_silent(order, words="ну?", now=desk.now)) == []
    desk.forward(seconds=1)
    assert kinds(buyers.say_silent(order, now=desk.now)) == [], "the head owes him an answer already"
    assert kinds(buyers.say_silent(order, words="ну?", now=desk.now)) == ["buyer.said_silent"]
    assert [ref for ref in desk.state(order).obligations if ref.kind == "silence_claim"] == [
        desk.obligation(order, "silence_claim").ref
    ]


def test_a_talk_ends_the_claim_and_a_later_silence_is_another(desk: Desk) -> None:
    order = desk.order("taganka")
    buyers.say_silent(order, now=desk.now)
    desk.forward(minutes=5)
    outcomes.record(order, outcome="confirmed", person="vera", now=desk.now)
    assert desk.obligation(order, "silence_claim").verdict == "met"
    desk.forward(minutes=5)
    assert kinds(buyers.say_silent(order, now=desk.now)) == ["buyer.said_silent"]
    assert desk.obligation(order, "silence_claim", n=2).is_owed


# ── yes, I was called ──


def test_a_claimed_talk_becomes_confirmed(desk: Desk) -> None:
    order = desk.order("taganka")
    outcomes.record(order, outcome="confirmed", person="vera", now=desk.now)
    assert desk.subject(order).live_grade == "claimed"
    (entry,) = buyers.say_called(order, now=desk.now).entries
    assert (entry.event.kind, entry.event.data) == (
        "evidence.raised",
        {"of": "contact.reached", "to": "confirmed"},
    )
    assert desk.subject(order).live_grade == "confirmed"
    assert kinds(buyers.say_called(order, now=desk.now)) == []


def test_where_nobody_recorded_a_talk_the_buyers_word_is_the_answer(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.forward("12:25")
    buyers.say_silent(order, now=desk.now)
    (entry,) = buyers.say_called(order, now=desk.now).entries
    assert (entry.event.kind, entry.event.grade, entry.event.data["means"]) == (
        "contact.reached",
        "confirmed",
        "tap",
    )
    answer = desk.obligation(order, "first_answer")
    assert (answer.verdict, answer.closed_at) == ("met", desk.now), (
        "it counts from the tap, from no earlier call"
    )
    assert desk.obligation(order, "silence_claim").verdict == "met"


def test_who_takes_back_that_nobody_called_ends_the_claim(desk: Desk) -> None:
    order = desk.order("taganka")
    outcomes.record(order, outcome="call_back", person="vera", now=desk.now)
    buyers.say_silent(order, now=desk.now)
    buyers.say_called(order, now=desk.now)
    assert desk.obligation(order, "silence_claim").verdict == "waived"


# ── call me at … ──


def test_the_buyer_chooses_when_he_is_called(desk: Desk) -> None:
    order = desk.order("taganka")
    done = buyers.ask_call(order, at=moscow("2026-03-17 15:30"), words="после работы", now=desk.now)
    assert local(buyers.asked_in(done)) == "2026-03-17 15:30:00"
    assert done.entries[0].event.data == {"ask": "1", "call_at": "2026-03-17T12:30:00Z"}
    owed = desk.obligation(order, "asked_call", "1")
    assert (owed.debtor, local(owed.limit_at)) == ("store:taganka", "2026-03-17 15:45:00")
    desk.forward(minutes=1)  # she has just heard of the order: what follows within a minute is one message
    assert desk.phones.at("vera")[-1].subject == "Заказ A-1001: позвонить сегодня в 15:30"
    desk.forward("15:25")
    assert desk.phones.at("vera")[-1].subject == "Заказ A-1001: позвонить сегодня в 15:30"
    desk.forward("15:32")
    outcomes.record(order, outcome="confirmed", person="vera", now=desk.now)
    assert desk.obligation(order, "asked_call", "1").verdict == "met"


def test_a_time_when_the_store_is_closed_means_its_next_opening(desk: Desk) -> None:
    order = desk.order("taganka")
    done = buyers.ask_call(order, at=moscow("2026-03-20 21:10"), now=desk.now)
    assert local(buyers.asked_in(done)) == "2026-03-23 10:00:00"
    assert done.entries[0].event.data["wished_at"] == "2026-03-20T18:10:00Z"


def test_a_new_time_takes_the_place_of_the_last_and_the_same_adds_nothing(desk: Desk) -> None:
    order = desk.order("taganka")
    buyers.ask_call(order, at=moscow("2026-03-17 15:30"), now=desk.now)
    same = buyers.ask_call(order, at=moscow("2026-03-17 15:29:30"), now=desk.now)
    assert (kinds(same), local(buyers.asked_in(same))) == ([], "2026-03-17 15:30:00")
    buyers.ask_call(order, at=moscow("2026-03-17 17:00"), now=desk.now)
    assert desk.obligation(order, "asked_call", "1").verdict == "waived"
    assert local(desk.obligation(order, "asked_call", "2").limit_at) == "2026-03-17 17:15:00"


def test_the_buyers_own_clock_does_not_stop_for_it(desk: Desk) -> None:
    order = desk.order("taganka")
    before = desk.obligation(order, "first_answer")
    buyers.ask_call(order, at=moscow("2026-03-17 15:30"), now=desk.now)
    assert desk.obligation(order, "first_answer") == before


def test_times_that_can_not_be_leave_nothing_behind(desk: Desk) -> None:
    order = desk.order("taganka")
    version = desk.state(order).version
    assert code_of(lambda: buyers.ask_call(order, at=desk.now, now=desk.now)) == "call_in_the_past"
    far = desk.now + timedelta(days=14, minutes=1)
    assert code_of(lambda: buyers.ask_call(order, at=far, now=desk.now)) == "call_too_far"
    assert desk.state(order).version == version
    orders.withdraw(order, actor="buyer", said_by="buyer", now=desk.now)
    later = moscow("2026-03-17 15:30")
    assert code_of(lambda: buyers.ask_call(order, at=later, now=desk.now)) == "order_closed"


# ── how it was ──


def test_a_rating_has_stars_and_words_that_an_erasure_removes(desk: Desk) -> None:
    order = desk.order("taganka")
    orders.withdraw(order, actor="buyer", said_by="buyer", now=desk.now)
    entry, complaint = buyers.rate(order, stars=2, words="  Никто не звонил ", now=desk.now).entries
    assert (entry.event.kind, entry.event.data) == ("buyer.rated", {"stars": 2})
    assert complaint.event.data == {"about": "other", "complaint": "1", "means": "rating"}
    assert journal.read_stream(order, personal=True)[-1].event.personal == {"words": "Никто не звонил"}
    assert kinds(buyers.rate(order, stars=2, now=desk.now)) == []
    assert kinds(buyers.rate(order, stars=5, now=desk.now)) == ["buyer.rated"]
    assert (desk.subject(order).stars, desk.subject(order).ratings) == (5, 2)
    erasure.erase(order, ground="asked for", actor="person:admin", now=desk.now)
    assert "Никто" not in str(journal.read_stream(order, personal=True))
    for act in (
        lambda: buyers.rate(order, stars=1, words="x", now=desk.now),
        lambda: buyers.say_silent(order, words="x", now=desk.now),
        lambda: buyers.say_called(order, now=desk.now),
    ):
        assert code_of(act) == "order_erased"


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_there_are_five_stars(desk: Desk, stars: int) -> None:
    order = desk.order("taganka")
    assert code_of(lambda: buyers.rate(order, stars=stars, now=desk.now)) == "bad_rating"


def test_a_page_that_is_pressed_for_ever_does_not_fill_the_journal(desk: Desk) -> None:
    order = desk.order("taganka")
    for n in range(3 * MAX_SAYINGS):
        buyers.rate(order, stars=n % 5 + 1, words=str(n), now=desk.now)
        buyers.ask_call(order, at=moscow("2026-03-17 15:00") + timedelta(minutes=n), now=desk.now)
        buyers.say_silent(order, words=str(n), now=desk.now + timedelta(seconds=30 * n))
    said = [e.event.kind for e in desk.journal(order) if e.event.actor == "buyer"]
    assert [said.count(kind) for kind in ("buyer.rated", "buyer.asked_call", "buyer.said_silent")] == [
        MAX_SAYINGS
    ] * 3


def test_unknown_orders_are_refused(desk: Desk) -> None:
    for act in (
        lambda: buyers.rate("order/x", stars=1, now=desk.now),
        lambda: buyers.say_silent("order/x", now=desk.now),
        lambda: buyers.say_called("order/x", now=desk.now),
        lambda: buyers.ask_call("order/x", at=moscow("2026-03-17 15:30"), now=desk.now),
    ):
        assert code_of(act) == "unknown_order"
