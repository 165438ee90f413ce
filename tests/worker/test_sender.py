"""Sending: re-check and attempt before, result after; nothing lost, nothing twice knowingly (law 6)."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from otklik.actions import orders
from otklik.actions.commit import Failed
from otklik.channels.message import Message, SendResult
from otklik.store import outbox, queries
from otklik.worker import composing, loop, sender
from tests.harness import Desk


def facts(desk: Desk, order: str, receiver: str) -> list[tuple[str, int, str]]:
    """Message facts about one receiver: kind, attempt, reason."""
    return [
        (one.event.kind, one.event.data["attempt"], one.event.data.get("reason", ""))
        for one in desk.journal(order)
        if one.event.kind.startswith("message.") and one.event.data["receiver"] == receiver
    ]


def notice(order: str, receiver: str) -> queries.NoticeRow:
    """The first notice of an order to a receiver."""
    return next(row for row in queries.list_notices(order) if row.receiver == receiver)


def test_a_temporary_failure_is_tried_again_under_the_same_key(desk: Desk) -> None:
    desk.phones.silent.add("vera@desk.test")
    order = desk.order("taganka")
    first = notice(order, "vera")
    assert (first.state, first.attempt, first.not_before) == ("due", 1, desk.now + timedelta(seconds=30))
    desk.phones.silent.clear()
    desk.forward(seconds=30)
    assert [message.key for message in desk.phones.at("vera")] == [first.key]
    assert facts(desk, order, "vera") == [
        ("message.sent", 1, ""),
        ("message.failed", 1, "try_later"),
        ("message.sent", 2, ""),
        ("message.accepted", 2, ""),
    ]


@pytest.mark.parametrize("during", ["attempt", "writing"])
def test_a_notice_outlives_a_database_that_goes_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, during: str
) -> None:
    away = OperationalError("server closed the connection unexpectedly")

    def go_away(*_: object, **__: object) -> object:
        raise away

    desk.phones.silent.add("vera@desk.test")
    order = desk.order("taganka")
    desk.phones.silent.clear()
    desk.now += timedelta(seconds=30)
    with monkeypatch.context() as outage:
        if during == "attempt":
            outage.setattr(sender, "commit", lambda units: [Failed(away) for _ in units])
            desk.tick()
        else:
            outage.setattr(composing, "compose_message", go_away)
            with pytest.raises(OperationalError):
                desk.tick()
    assert notice(order, "vera").state == "sending"
    desk.forward(seconds=sender.LEASE_FOR.total_seconds())
    assert [message.key for message in desk.phones.at("vera")] == [notice(order, "vera").key]


def test_a_notice_that_nobody_needs_any_more_is_not_sent(desk: Desk) -> None:
    desk.phones.silent.add("vera@desk.test")
    order = desk.order("taganka")
    desk.talks("vera", order)
    desk.phones.silent.clear()
    desk.forward(minutes=5)
    assert desk.phones.at("vera") == []
    assert (notice(order, "vera").state, notice(order, "vera").error) == ("cancelled", "met")


def test_without_the_re_check_it_would_have_been_sent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control of the test above."""
    monkeypatch.setattr("otklik.domain.messages.still_wanted", lambda *args, **named: "")
    desk.phones.silent.add("vera@desk.test")
    order = desk.order("taganka")
    desk.talks("vera", order)
    desk.phones.silent.clear()
    desk.forward(minutes=5)
    assert len(desk.phones.at("vera")) == 1


def test_a_sender_that_died_is_followed_by_another_with_the_same_key(desk: Desk) -> None:
    """The attempt was on record before; the lease runs out, and the repeat carries the same key."""

    class Killed(BaseException):
        pass

    def die(channel: str, message: Message) -> SendResult:
        if message.to == "vera@desk.test":
            raise Killed
        return desk.phones.send(channel, message)

    order = ""
    with pytest.raises(Killed):
        order = "order/" + _receive(desk)
        loop.tick(read_now=lambda: desk.now, owner="dying", carry=die)
    assert notice(order, "vera").state == "sending"
    desk.tick()
    assert desk.phones.at("vera") == []
    desk.now += sender.LEASE_FOR
    desk.tick()
    (message,) = desk.phones.at("vera")
    assert message.key == notice(order, "vera").key
    assert facts(desk, order, "vera") == [
        ("message.sent", 1, ""),
        ("message.sent", 2, ""),
        ("message.accepted", 2, ""),
    ]


def _receive(desk: Desk) -> str:
    """Receive an order without letting the worker tick."""
    real = desk.tick
    desk.tick = lambda: None  # type: ignore[method-assign]
    try:
        return desk.order("taganka").partition("/")[2]
    finally:
        desk.tick = real  # type: ignore[method-assign]


def test_a_message_that_cannot_be_written_fails_for_good_and_blocks_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = composing.compose_message

    def stumble(leased: outbox.Leased, **named: object) -> Message:
        if leased.notice.receiver == "vera":
            raise ValueError("poisoned")
        return honest(leased, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(composing, "compose_message", stumble)
    order = desk.order("taganka")
    assert notice(order, "vera").state == "failed"
    assert facts(desk, order, "vera")[1] == ("message.failed", 1, "unwritten: ValueError")
    assert len(desk.phones.at("maria@buyer.test")) == 1


def test_a_receipt_of_an_order_that_is_over_promises_no_call(desk: Desk) -> None:
    desk.phones.silent.add("maria@buyer.test")
    order = desk.order("taganka")
    orders.withdraw(order, actor="buyer", said_by="buyer", now=desk.now)
    desk.phones.silent.clear()
    desk.forward(minutes=1)
    (receipt,) = desk.phones.at("maria@buyer.test")
    assert receipt.subject == "Заказ A-1001 закрыт"
    assert "Ваш заказ A-1001 закрыт." in receipt.text
    assert "Звоним" not in receipt.text


def test_channel_not_set_up_is_no_sending(desk: Desk, settings: object) -> None:
    settings.OTKLIK_SMTP_URL = ""  # type: ignore[attr-defined]
    message = Message("k", "a@b.test", "s", "t", "", "ru", desk.now)
    assert composing.send("email", message) == SendResult("failed", reason="channel_not_set_up")
    assert composing.send("pigeon", message) == SendResult("failed", permanent=True, reason="unknown_channel")


def _everybody(desk: Desk) -> set[str]:
    return {"maria@buyer.test", *(f"{slug}@desk.test" for slug in ("vera", "dina", "olga", "admin"))}


def test_a_hiccup_of_the_mail_server_alarms_nobody_else(desk: Desk) -> None:
    """A failure for a time is tried again: the head hears nothing, the buyer's turn by SMS keeps its two minutes."""
    desk.phones.silent = _everybody(desk)
    desk.order("taganka")
    desk.forward(minutes=1)
    desk.phones.silent = set()
    desk.forward(minutes=6)
    assert {(message.to, message.at - desk.now) for message in desk.phones.messages} == {
        ("vera@desk.test", timedelta(minutes=-4, seconds=-30)),
        ("+79000001122", timedelta(minutes=-5)),
    }


def test_after_three_hours_without_mail_everybody_hears_the_newest_word_once(desk: Desk) -> None:
    """What is not stale yet still goes out; the buyer gets one receipt, not one for every failure."""
    desk.phones.silent = _everybody(desk)
    order = desk.order("taganka")
    desk.forward(hours=3)
    assert len(desk.journal(order)) < 250
    desk.phones.silent = set()
    desk.forward(hours=1)
    about = {row.key: row.say for row in queries.list_notices(order)}
    told = sorted((message.to, about[message.key]) for message in desk.phones.messages)
    assert told == [
        ("+79000001122", "receipt"),
        ("admin@desk.test", "not_answered"),
        ("dina@desk.test", "not_answered"),
        ("maria@buyer.test", "hold"),
    ], "the receipt went round by SMS"


def test_a_word_that_came_too_late_is_recorded_and_the_receipt_goes_out_anew(desk: Desk) -> None:
    """The worker was asleep for a day: late words are on record as late; the buyer still gets his receipt (R15)."""
    order = "order/" + _receive(desk)
    desk.now += timedelta(days=1)
    desk.tick()
    assert sorted((row.say, row.state) for row in queries.list_notices(order) if row.receiver == "buyer") == [
        ("hold_ends", "cancelled"),
        ("receipt", "failed"),
        ("receipt", "sent"),
        ("released", "sent"),
    ]
    assert len(desk.phones.at("maria@buyer.test")) == 2
    assert ("message.failed", 0, "stale") in facts(desk, order, "dina")


def test_an_order_that_reaches_us_late_is_told_at_once(desk: Desk) -> None:
    """A hook that was lost and caught up hours later: the clock ran since the buyer's tap, and somebody hears of it."""
    desk.forward("19:00")
    desk.order("taganka", placed_at=desk.now - timedelta(hours=6))
    assert {message.to for message in desk.phones.messages} == {
        "+79000001122",
        "admin@desk.test",
        "dina@desk.test",
        "maria@buyer.test",
        "vera@desk.test",
    }
